import { type AlarmState, channels as traits, isChannelKind } from "../../aws";
import type { AlarmResult, Notification, ReplayResult } from "..";

/** What a replay comes to, counted once for all reports. */
export interface ReplayCounts {
  readonly alarms: {
    /** Went to ALARM. */
    readonly fired: number;
    /** Never in ALARM, and yet someone was notified, after the alarm's first state. */
    readonly toldWithoutFiring: number;
    /** Evaluated, never in ALARM, and no one was notified after the alarm's first state. */
    readonly quiet: number;
    readonly notEvaluated: number;
  };
  readonly messages: MessageCounts;
  /** Time of the first page and of the first message, in milliseconds since 1970; null without any. */
  readonly firstPage: number | null;
  readonly firstMessage: number | null;
}

/** A message is one channel that one notification reached. */
export interface MessageCounts {
  readonly total: number;
  /** Messages of ALARM over channels that wake someone. */
  readonly pages: number;
  /** Messages of an alarm's first state: a new alarm sends them, an alarm that exists already does not. */
  readonly atStart: number;
  readonly byState: Readonly<Record<AlarmState, number>>;
}

/** Counts what alarms did and what was sent. */
export function countsOf({ alarms }: Pick<ReplayResult, "alarms">): ReplayCounts {
  const counted = { fired: 0, toldWithoutFiring: 0, quiet: 0, notEvaluated: 0 };
  const messages = { total: 0, pages: 0, atStart: 0, byState: { ALARM: 0, OK: 0, INSUFFICIENT_DATA: 0 } };
  let firstPage = Infinity;
  let firstMessage = Infinity;
  for (const alarm of alarms) {
    counted[conductOf(alarm)]++;
    for (const notification of alarm.notified) {
      const sent = messagesOf(notification);
      if (sent === 0) continue;
      messages.total += sent;
      messages.byState[notification.state] += sent;
      if (isAtStart(alarm, notification)) messages.atStart += sent;
      firstMessage = Math.min(firstMessage, notification.at);
      const pages = pagesOf(notification);
      messages.pages += pages;
      if (pages > 0) firstPage = Math.min(firstPage, notification.at);
    }
  }
  return {
    alarms: counted,
    messages,
    firstPage: Number.isFinite(firstPage) ? firstPage : null,
    firstMessage: Number.isFinite(firstMessage) ? firstMessage : null,
  };
}

/** What an alarm did: each alarm has one. */
export type Conduct = keyof ReplayCounts["alarms"];

export function conductOf(alarm: AlarmResult): Conduct {
  if (!alarm.evaluated) return "notEvaluated";
  if (alarm.transitions.some(({ to }) => to === "ALARM")) return "fired";
  const isTold = alarm.notified.some((notification) => messagesOf(notification) > 0 && !isAtStart(alarm, notification));
  return isTold ? "toldWithoutFiring" : "quiet";
}

/** How many channels a notification reached; actions that only change instances notify no one. */
export function messagesOf({ channels, held }: Notification): number {
  if (held !== null) return 0;
  return channels.filter(({ kind, reached }) => reached && !(isChannelKind(kind) && traits[kind].audience === "none"))
    .length;
}

export function isSent(notification: Notification): boolean {
  return messagesOf(notification) > 0;
}

/** How many of its messages wake someone. */
export function pagesOf({ channels, held, state }: Notification): number {
  if (held !== null || state !== "ALARM") return 0;
  return channels.filter(({ kind, reached }) => reached && isChannelKind(kind) && traits[kind].wakes).length;
}

/**
 * Whether a notification is of the first state of an alarm that leaves INSUFFICIENT_DATA for OK: an alarm that existed before the
 * replay was in that state already.
 */
export function isAtStart({ transitions }: AlarmResult, { at, state }: Notification): boolean {
  const [first, second] = transitions;
  return state === "OK" && first?.to === "OK" && at >= first.at && (second === undefined || at < second.at);
}

/** How often an alarm notified someone of each state. An alarm with several actions notifies once for all of them. */
export function toldCounts({ notified }: Pick<AlarmResult, "notified">): Readonly<Record<AlarmState, number>> {
  const times = { ALARM: new Set<number>(), OK: new Set<number>(), INSUFFICIENT_DATA: new Set<number>() };
  for (const notification of notified) if (messagesOf(notification) > 0) times[notification.state].add(notification.at);
  return { ALARM: times.ALARM.size, OK: times.OK.size, INSUFFICIENT_DATA: times.INSUFFICIENT_DATA.size };
}
