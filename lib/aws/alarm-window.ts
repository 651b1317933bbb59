/** Seconds in a day. An alarm whose periods cover at most a day is evaluated every minute, any other once an hour. */
export const secondsOfDay = 86_400;

const hour = 3600;
const secondsOfWeek = 7 * secondsOfDay;

/** Periods that alarms can have, in seconds, for a message that begins with "Use". */
export const periodForm = "10, 20, 30 or a multiple of 60";

/**
 * Periods that alarms with wall-clock windows can have, in seconds.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation-window.html
 */
export const wallClockPeriods: readonly number[] = [60, 300, hour, secondsOfDay, secondsOfWeek];

/** Which periods an alarm evaluates. */
export interface AlarmPeriods {
  /** Length of a period, in seconds. */
  readonly period: number;
  /** Number of periods that are evaluated: N. */
  readonly periods: number;
  /**
   * How many of them must be breaching: M.
   *
   * @default - all
   */
  readonly datapoints?: number | undefined;
  /**
   * Whether the metric is published with a resolution of one second: only such metrics have periods of 10, 20 and 30 seconds.
   *
   * @default false
   */
  readonly highResolution?: boolean;
}

/** Why PutMetricAlarm refuses the periods of an alarm, or why the alarm could never be evaluated. */
export type WindowFault =
  /** The period is not 10, 20, 30 or a multiple of 60 seconds. */
  | { readonly kind: "period" }
  /** The period is shorter than a minute, but the metric has a resolution of a minute: the alarm never leaves INSUFFICIENT_DATA. */
  | { readonly kind: "period-too-short" }
  /** The number of periods is not a whole number of at least 1. */
  | { readonly kind: "periods" }
  /** The number of datapoints is not a whole number of at least 1. */
  | { readonly kind: "datapoints" }
  /** More datapoints than periods. */
  | { readonly kind: "too-many-datapoints"; readonly most: number }
  /** The periods cover more time, in total, than CloudWatch looks back; both in seconds. */
  | { readonly kind: "too-long"; readonly seconds: number; readonly most: number };

/**
 * What is wrong with the periods of an alarm. Pass NaN for a number that is not known yet; it has no fault.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function windowFaults({ datapoints, highResolution = false, period, periods }: AlarmPeriods): WindowFault[] {
  const faults: WindowFault[] = [];
  const isCounted = isCount(periods);
  if (!isCounted && !Number.isNaN(periods)) faults.push({ kind: "periods" });
  if (datapoints !== undefined && !Number.isNaN(datapoints)) {
    if (!isCount(datapoints)) faults.push({ kind: "datapoints" });
    else if (datapoints > periods) faults.push({ kind: "too-many-datapoints", most: periods });
  }
  if (Number.isNaN(period)) return faults;
  const isShort = period === 10 || period === 20 || period === 30;
  if (isShort) {
    if (!highResolution) faults.push({ kind: "period-too-short" });
  } else if (!isCount(period) || period % 60 !== 0) faults.push({ kind: "period" });
  const most = longestWindow(period);
  if (isCounted && period * periods > most) faults.push({ kind: "too-long", seconds: period * periods, most });
  return faults;
}

/**
 * Most seconds that the periods of an alarm may cover together: a day for periods shorter than an hour, otherwise a week.
 *
 * @param period seconds
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function longestWindow(period: number): number {
  return period < hour ? secondsOfDay : secondsOfWeek;
}

/**
 * The period, in seconds, of an alarm on a silence: a minute, or an hour if the silence is longer than a day.
 *
 * @param silence seconds
 */
export function silencePeriod(silence: number): number {
  return silence > secondsOfDay ? hour : 60;
}

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
 * Seconds by which an alarm on a silence fires later than after the silence, at most.
 *
 * CloudWatch looks for data in more periods than it evaluates, and the alarm fires only when the last of them is empty, too. The period in
 * which something last arrived counts from its beginning. Alarms over more than a day are evaluated once an hour, a few minutes past it,
 * over full hours. No other period would be better: the shortest one is the least late.
 *
 * @param silence seconds
 */
export function silenceLateness(silence: number): number {
  const period = silencePeriod(silence);
  const periods = Math.ceil(silence / period);
  const unseen = (evaluationRange(periods, period) - periods) * period;
  return unseen + period + (silence > secondsOfDay ? minutesPastTheHour * 60 : 0);
}

/** Minutes past the hour at which AWS evaluates an alarm over more than a day in its example. */
const minutesPastTheHour = 3;

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
