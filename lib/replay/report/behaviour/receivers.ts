import type { ReplayResult } from "../..";
import { messagesOf, pagesOf } from "../counts";
import { type Receiver, sentBy } from "./alarm-behaviour";
import { both, type Both, isSame } from "./both";

/** How many messages and pages someone gets. */
export interface ReceiverBehaviour {
  readonly receiver: Receiver;
  readonly messages: Both<number>;
  readonly pages: Both<number>;
}

/** Receivers who get another number of messages or pages: by pages, then by kind and name. */
export function receiverChanges(results: Both<ReplayResult>): ReceiverBehaviour[] {
  const counts = both(results, countsOf);
  const keys = [...new Set([...counts.was.keys(), ...counts.is.keys()])].sort();
  const all = keys.flatMap((key): ReceiverBehaviour[] => {
    const one = both(counts, (by) => by.get(key));
    const receiver = (one.is ?? one.was)?.receiver;
    if (receiver === undefined) return [];
    return [
      {
        receiver,
        messages: both(one, (each) => each?.messages ?? 0),
        pages: both(one, (each) => each?.pages ?? 0),
      },
    ];
  });
  const changed = all.filter(({ messages, pages }) => !isSame(messages) || !isSame(pages));
  return changed.sort((a, b) => Math.max(b.pages.was, b.pages.is) - Math.max(a.pages.was, a.pages.is));
}

interface Counts {
  readonly receiver: Receiver;
  messages: number;
  pages: number;
}

function countsOf({ alarms }: ReplayResult): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  for (const alarm of alarms)
    for (const notification of sentBy(alarm))
      for (const channel of notification.channels) {
        const { kind, name } = channel;
        const alone = { ...notification, channels: [channel] };
        const messages = messagesOf(alone);
        if (messages === 0) continue;
        const key = JSON.stringify([kind, name]);
        const known = counts.get(key) ?? { receiver: { kind, name }, messages: 0, pages: 0 };
        known.messages += messages;
        known.pages += pagesOf(alone);
        counts.set(key, known);
      }
  return counts;
}
