import { own } from "../../base";
import {
  isDeployableStatistic,
  metricDimensionFaults,
  type SimpleStatistic,
  type StandardUnit,
  windowFaults,
} from "../../aws";
import { badStatistic, refusedText, refusedWindow, tooMany } from "../limit-errors";
import { checkText } from "./checks";
import { secondsIn } from "./duration";
import { isKnown } from "./tokens";

/** Name of a CloudWatch statistic: `Sum`, `p99`, `tm95`, `IQM`, `PR(0:100)`. */
export type StatisticName =
  | SimpleStatistic
  | `${"p" | "tm" | "tc" | "ts" | "wm"}${number}`
  | "IQM"
  | `${"PR" | "TM" | "TC" | "TS" | "WM"}(${string})`
  // Any text is accepted and checked when a construct is created; the others are what an editor suggests.
  | (string & Record<never, never>);

/**
 * One series of a metric, and how to read it. It is a plain value: `SignalMetric` and `awsMetrics` return it, alarms take it.
 */
export interface Metric {
  /** Namespace of the metric, e.g. `shop/prod/checkout` or `AWS/SQS`. */
  readonly namespace: string;

  /** Name of the metric. */
  readonly name: string;

  /**
   * All dimensions of the series. CloudWatch does not add up series.
   *
   * @default - the series without dimensions
   */
  readonly dimensions?: Readonly<Record<string, string>>;

  /** How the values of a period become one. An alarm may use another statistic. */
  readonly statistic: StatisticName;

  /** Length of a period: 10, 20 or 30 seconds, or whole minutes, `5m`. An alarm may use another period. */
  readonly period: string;

  /**
   * Unit of the values, for people. Alarms leave it out: an alarm with a unit that its samples do not have never leaves
   * INSUFFICIENT_DATA.
   *
   * @default - unknown
   */
  readonly unit?: StandardUnit;

  /**
   * Resolution in which the metric is stored. Only custom metrics can have a second; metrics of log lines and of AWS services have a
   * minute.
   *
   * @default "1m"
   */
  readonly resolution?: "1s" | "1m";

  /**
   * True for a signal that counts log lines: nothing is published while there are none.
   *
   * @default false
   */
  readonly counts?: boolean;
}

/**
 * Checks the names, the dimensions, the statistic and the period of a metric.
 *
 * @throws {ConstructError} for a metric that PutMetricAlarm refuses
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function checkMetric(path: string, metric: Metric): void {
  checkText(path, "namespace", metric.namespace);
  checkText(path, "metricName", metric.name);
  checkStatistic(path, metric.statistic);
  checkPeriod(path, metric);
  if (metric.dimensions !== undefined) checkDimensions(path, metric.dimensions);
}

/** @throws {ConstructError} for a statistic that CloudWatch or the Terraform provider refuses */
export function checkStatistic(path: string, statistic: string): void {
  if (isKnown(statistic) && !isDeployableStatistic(statistic)) throw badStatistic(path, statistic);
}

function checkPeriod(path: string, { name, period, resolution }: Metric): void {
  const periodSeconds = secondsIn(path, "period", period);
  const highResolution = resolution === "1s";
  const [fault] = windowFaults({ period: periodSeconds, periods: NaN, highResolution });
  if (fault !== undefined) throw refusedWindow(path, fault, { periodSeconds, periods: 1, datapoints: 1, metric: name });
}

function checkDimensions(path: string, dimensions: Readonly<Record<string, string>>): void {
  const { faults, tooMany: excess } = metricDimensionFaults(dimensions);
  if (excess !== undefined) throw tooMany(path, excess, "Remove some: CloudWatch has no series with more.");
  for (const { dimension, fault, part } of faults) {
    const text = part === "name" ? dimension : (own(dimensions, dimension) ?? "");
    if (!isKnown(text) || fault.kind === "not-a-selector") continue;
    const what = part === "name" ? undefined : `value of dimension ${dimension}`;
    throw refusedText(path, { kind: part === "name" ? "dimensionName" : "dimensionValue", text, fault, what });
  }
}
