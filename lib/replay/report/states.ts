import type { AlarmResult, AlarmState, Notification, ReplayResult, Transition } from "..";
import { duration } from "./times";
import { counted } from "./visible";

/** A stretch of time in one state. Times are milliseconds since 1970. */
export interface StateSpan {
  readonly state: AlarmState;
  readonly from: number;
  /** The end of the clock for the last one. */
  readonly to: number;
}

/** One time that an alarm fired. */
export interface Episode {
  readonly alarm: AlarmResult;
  readonly from: number;
  readonly to: number;
  /** The clock ended before the alarm did. */
  readonly isOpen: boolean;
  readonly reason: string;
  /** See {@link Transition.logEdge}. */
  readonly logEdge: Transition["logEdge"];
  /** See {@link Transition.undocumented}. */
  readonly undocumented: Transition["undocumented"];
  /** What its actions for ALARM did during this time, including those that ran, or were held, after the transition. */
  readonly notified: readonly Notification[];
}

/** First and last evaluation. */
export interface ReportClock {
  readonly from: number;
  readonly to: number;
}

/** The clock of a replay, and where the log ends. */
export interface ReplayClock extends ReportClock {
  /** Null without any record. */
  readonly lastRecord: number | null;
}

/** The clock of a result in milliseconds since 1970. */
export function clockOf({ from, to, lastRecord }: ReplayResult): ReplayClock {
  return { from, to, lastRecord };
}

/** The states of an alarm, without a gap from the beginning of the clock to its end. None for an alarm that was not evaluated. */
export function spansOf(alarm: AlarmResult, clock: ReportClock): StateSpan[] {
  if (!alarm.evaluated) return [];
  const spans: StateSpan[] = [];
  let state: AlarmState = alarm.transitions[0]?.from ?? alarm.state;
  let from = clock.from;
  for (const transition of alarm.transitions) {
    const { at } = transition;
    if (at > from) spans.push({ state, from, to: at });
    [state, from] = [transition.to, at];
  }
  spans.push({ state, from, to: Math.max(clock.to, from) });
  return spans;
}

/** Each time that an alarm fired, in order of time. */
export function episodesOf(alarm: AlarmResult, clock: ReportClock): Episode[] {
  const told = alarm.notified.filter(({ state }) => state === "ALARM");
  return alarm.transitions.flatMap((transition, index) => {
    if (transition.to !== "ALARM") return [];
    const from = transition.at;
    const next: Transition | undefined = alarm.transitions[index + 1];
    const to = next === undefined ? Math.max(clock.to, from) : next.at;
    const notified = told.filter(({ at }) => at >= from && (next === undefined || at < to));
    const { reason, logEdge, undocumented } = transition;
    return [{ alarm, from, to, isOpen: next === undefined, reason, logEdge, undocumented, notified }];
  });
}

/** How long an alarm fired in all: `31 min`, `5 times, 23 min`, `12 min, until the end`. */
export function firedFor(episodes: readonly Episode[]): string {
  const times = episodes.length > 1 ? `${counted(episodes.length, "time")}, ` : "";
  const total = episodes.reduce((sum, { from, to }) => sum + to - from, 0);
  return `${times}${duration(total)}${episodes.some(({ isOpen }) => isOpen) ? ", until the end" : ""}`;
}
