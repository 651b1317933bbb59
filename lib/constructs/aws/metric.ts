import { statisticShape, type StandardUnit } from "../../aws";
import { badName, badPeriod, badStatistic, periodTooShort, tooLong, tooMany } from "../errors";
import { isKnown, isKnownNumber } from "./tokens";

export type SimpleStatistic = "SampleCount" | "Average" | "Sum" | "Minimum" | "Maximum";

/** A statistic of CloudWatch: `Sum`, `p99`, `tm95`, `IQM`, `PR(0:100)`. */
export type Statistic =
  | SimpleStatistic
  | `${"p" | "tm" | "tc" | "ts" | "wm"}${number}`
  | "IQM"
  | `${"PR" | "TM" | "TC" | "TS" | "WM"}(${string})`
  // Any text is checked when a construct is made; the others are what an editor offers.
  | (string & Record<never, never>);

/**
 * One series of a metric, and how to read it, as a plain value: `SignalMetric` and `awsMetrics` give them, alarms take them.
 */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;

  /**
   * Exactly the dimensions of the series: CloudWatch does not sum up.
   *
   * @default - the series without dimensions
   */
  readonly dimensions?: Readonly<Record<string, string>>;

  /** How the values of a period become one. An alarm may ask for another. */
  readonly statistic: Statistic;

  /** Length of a period: 10, 20, 30 or a multiple of 60. An alarm may ask for another. */
  readonly periodSeconds: number;

  /**
   * Unit of the values, for people: alarms leave it out, because one with another unit than the samples' never leaves
   * INSUFFICIENT_DATA.
   *
   * @default - not known
   */
  readonly unit?: StandardUnit;

  /**
   * 1 for a custom metric that is published with a resolution of a second; metrics of log lines and of AWS services are not.
   *
   * @default 60
   */
  readonly resolutionSeconds?: 1 | 60;

  /**
   * True for a signal that counts log lines: nothing is published where there are none.
   *
   * @default false
   */
  readonly counts?: boolean;
}

const simpleStatistics: ReadonlySet<string> = new Set<SimpleStatistic>([
  "SampleCount",
  "Average",
  "Sum",
  "Minimum",
  "Maximum",
]);

/** True for SampleCount, Average, Sum, Minimum, Maximum; other statistics stand in another argument of an alarm. */
export function isSimpleStatistic(statistic: string): statistic is SimpleStatistic {
  return simpleStatistics.has(statistic);
}

/**
 * Checks what CloudWatch says of a metric's names, dimensions and statistic.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function checkMetric(path: string, metric: Metric): void {
  const { namespace, metricName, dimensions } = metric;
  if (isKnown(namespace)) {
    if (namespace.length > 255) throw tooLong(path, "namespace", namespace, 255);
    if (!/^[^:].*$/.test(namespace))
      throw badName(path, "namespace", namespace, "Use at least one character, and do not begin with a colon.");
  }
  if (isKnown(metricName)) {
    if (metricName.length > 255) throw tooLong(path, "metric name", metricName, 255);
    if (metricName === "") throw badName(path, "metric name", metricName, "Use at least one character.");
  }
  checkStatistic(path, metric.statistic);
  checkPeriod(path, metric.periodSeconds, metric);
  if (dimensions === undefined) return;
  const names = Object.keys(dimensions);
  if (names.length > 30)
    throw tooMany(path, `dimensions of metric ${metricName}`, names.length, 30, "a series has no more.");
}

/** Checks the spelling of a statistic. */
export function checkStatistic(path: string, statistic: string): void {
  if (isKnown(statistic) && !statisticShape.test(statistic)) throw badStatistic(path, statistic);
}

/** Checks a period, for a metric of that resolution. */
export function checkPeriod(path: string, seconds: number, metric: Metric): void {
  if (!isKnownNumber(seconds)) return;
  if (seconds === 10 || seconds === 20 || seconds === 30) {
    if (metric.resolutionSeconds !== 1) throw periodTooShort(path, seconds, metric.metricName);
  } else if (!(seconds >= 60 && seconds % 60 === 0)) {
    throw badPeriod(path, seconds);
  }
}
