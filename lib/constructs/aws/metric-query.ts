import type { CloudwatchMetricAlarmMetricQuery } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { readDuration } from "../../aws";
import { differentPeriods } from "../errors";
import { given } from "./given";
import type { Metric } from "./metric";

/** A metric as one input of a metric-math alarm, without a unit: see `unit` of {@link Metric}. */
export function metricQuery(
  id: string,
  metric: Metric,
  periodSeconds: number,
  returnData?: true,
): CloudwatchMetricAlarmMetricQuery {
  return given({
    id,
    returnData,
    metric: given({
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: metric.dimensions,
      stat: metric.statistic,
      period: periodSeconds,
    }),
  });
}

/** The result of a metric-math alarm. */
export function expressionQuery(id: string, expression: string, label: string): CloudwatchMetricAlarmMetricQuery {
  return { id, expression, label, returnData: true };
}

/** @throws {ConstructError} unless all metrics have one period, or the alarm has its own: all metrics of an alarm have one period */
export function samePeriod(path: string, given: string | undefined, metrics: readonly Metric[]): void {
  if (given !== undefined) return;
  const periods = new Map(metrics.map(({ period }) => [readDuration(period), period]));
  if (periods.size > 1) throw differentPeriods(path, [...periods.values()]);
}
