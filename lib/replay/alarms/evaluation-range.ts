import { greatest } from "../../base";
import { evaluationRange, secondsOfDay, windowFaults } from "../../aws";
import type { MetricAlarm } from "../../terraform";

/**
 * Seconds after which no evaluation of any alarm still sees an event: the longest evaluation range plus the time until the next
 * evaluation. A clock that runs this long after the last event shows every recovery. Ingestion delay is not included.
 *
 * 0 if no alarm has both a period and a number of evaluation periods.
 */
export function longestRange(alarms: readonly MetricAlarm[], range = evaluationRange): number {
  return greatest([0, ...alarms.map((alarm) => rangeOf(alarm, range))]);
}

function rangeOf(alarm: MetricAlarm, range: typeof evaluationRange): number {
  const { evaluationPeriods } = alarm;
  const period =
    alarm.metric?.period ??
    alarm.queries.find((query) => query.metric !== undefined)?.metric?.period ??
    alarm.queries.find((query) => query.period !== undefined)?.period;
  if (period === undefined || evaluationPeriods === undefined) return 0;
  // Such an alarm is not evaluated.
  if (windowFaults({ period, periods: evaluationPeriods }).length > 0) return 0;
  // The day or week of the event is evaluated only after its end: one period more.
  const periods =
    alarm.evaluationWindow.kind === "wall-clock" ? evaluationPeriods + 1 : range(evaluationPeriods, period);
  const untilNext = period * evaluationPeriods > secondsOfDay ? 7200 : 60;
  return periods * period + untilNext;
}
