import type { AlarmState } from "../../../aws";
import type { AlarmResult, Channel, Counterparts, Notification, ReplayResult } from "../..";
import { isAtStart, messagesOf, pagesOf, toldCounts } from "../counts";
import { episodesOf, type ReportClock } from "../states";
import { both, type Both, isSame } from "./both";

/** Which alarm it is, and whether it was evaluated. */
export type AlarmIdentity = Pick<AlarmResult, "name" | "address" | "severity" | "evaluated" | "whyNot">;

/** An alarm in both replays, and what it did. Times are milliseconds since 1970. */
export interface AlarmBehaviour {
  /** Null where it is in the other template only. */
  readonly alarm: Both<AlarmIdentity | null>;
  /** Each time that it fired. */
  readonly episodes: Both<readonly ReportClock[]>;
  /** How often it told someone of each state, apart from its first one. */
  readonly told: Both<Readonly<Record<AlarmState, number>>>;
  /** Messages that its notifications sent, and those that woke someone. */
  readonly messages: Both<number>;
  readonly pages: Both<number>;
  /** Whom its messages reached; empty where it sent none. */
  readonly receivers: Both<readonly Receiver[]>;
}

/** Someone who gets messages, by kind and name of the channel. */
export type Receiver = Pick<Channel, "kind" | "name">;

/** Alarms of both results, in the order of those after, then those that are gone. */
export function pairedAlarms(
  results: Both<ReplayResult>,
  { alarms }: Pick<Counterparts, "alarms">,
): Both<AlarmResult | null>[] {
  const byAddress = both(results, (result) => new Map(result.alarms.map((alarm) => [alarm.address, alarm])));
  const place = new Map(results.is.alarms.map((alarm, index) => [alarm.address, index]));
  const placeOf = (address: string | undefined): number => place.get(address ?? "") ?? Infinity;
  return alarms
    .toSorted((a, b) => compared(placeOf(a.is), placeOf(b.is)))
    .map(({ is, was }) => ({
      was: byAddress.was.get(was ?? "") ?? null,
      is: byAddress.is.get(is ?? "") ?? null,
    }))
    .filter(({ is, was }) => is !== null || was !== null);
}

function compared(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

export function alarmBehaviour(alarm: Both<AlarmResult | null>, clock: Both<ReportClock>): AlarmBehaviour {
  const episodes = (one: AlarmResult | null, over: ReportClock): ReportClock[] =>
    one === null ? [] : episodesOf(one, over).map(({ from, to }) => ({ from, to }));
  const total = (one: AlarmResult | null, of: typeof messagesOf): number =>
    sentBy(one).reduce((sum, notification) => sum + of(notification), 0);
  return {
    alarm: both(alarm, (one) => (one === null ? null : identityOf(one))),
    episodes: { was: episodes(alarm.was, clock.was), is: episodes(alarm.is, clock.is) },
    told: both(alarm, (one) => toldCounts({ notified: sentBy(one) })),
    messages: both(alarm, (one) => total(one, messagesOf)),
    pages: both(alarm, (one) => total(one, pagesOf)),
    receivers: both(alarm, receiversOf),
  };
}

export function identityOf({ address, evaluated, name, severity, whyNot }: AlarmResult): AlarmIdentity {
  return { name, address, severity, evaluated, whyNot };
}

/** The notifications of an alarm, without those of its first state, which only a new alarm sends. */
export function sentBy(alarm: AlarmResult | null): readonly Notification[] {
  return alarm === null ? [] : alarm.notified.filter((notification) => !isAtStart(alarm, notification));
}

/** Whether the alarm does what it did; one that came or went does not. */
export function isAlike({ alarm, episodes, messages, pages, receivers, told }: AlarmBehaviour): boolean {
  if ((alarm.was === null) !== (alarm.is === null)) return false;
  // Whether it can be evaluated is said apart.
  if (alarm.was?.evaluated === false || alarm.is?.evaluated === false) return true;
  return [episodes, told, messages, pages, receivers].every(isSame);
}

function receiversOf(alarm: AlarmResult | null): Receiver[] {
  const found = new Map<string, Receiver>();
  for (const { channels, held } of sentBy(alarm))
    for (const { kind, name, reached } of channels)
      if (reached && held === null) found.set(JSON.stringify([kind, name]), { kind, name });
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, receiver]) => receiver);
}
