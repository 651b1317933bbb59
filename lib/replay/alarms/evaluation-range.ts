import { greatest } from "../../base";
import { secondsOfDay, windowFaults } from "../../aws";
import type { MetricAlarm } from "../../terraform";

/**
 * How many periods an evaluation looks back: more than `evaluationPeriods`, in case datapoints are missing.
 *
 * AWS does not document the number. `evaluationPeriods + max(2, ceil(300 / period))` agrees with what is known: 5 periods for 3 of
 * 300 s (AWS's tables), 10 for 8 of 900 s and 3 or 4 for 1 of a day (measured by users); for periods of a minute it is not verified.
 *
 * @param period seconds
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function evaluationRange(evaluationPeriods: number, period: number): number {
  return evaluationPeriods + Math.max(2, Math.ceil(300 / period));
}

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
