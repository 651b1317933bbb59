import type { AnyAlarm } from "../terraform";
import type { SimulatedTransition } from "./alarms";
import type { Transition } from "./result";

const MINUTE = 60_000;

/** First and last record, in milliseconds since 1970; undefined without any. */
export interface LogSpan {
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/**
 * Whether an alarm made a transition only because the log starts or ends there; see {@link Transition.logEdge}.
 *
 * @param isFirst whether it is the alarm's first transition
 */
export function logEdgeOf(
  alarm: AnyAlarm,
  { at, restsOnMissing }: SimulatedTransition,
  isFirst: boolean,
  { first, last }: LogSpan,
): Transition["logEdge"] {
  if (alarm.kind !== "metric" || alarm.treatMissingData !== "breaching" || restsOnMissing !== true) return null;
  if (isFirst && first !== undefined && at <= first + 2 * MINUTE) return "start";
  // The datapoint of the last minute is evaluated after it, as it would be if the log went on.
  return last !== undefined && at > last + MINUTE ? "end" : null;
}
