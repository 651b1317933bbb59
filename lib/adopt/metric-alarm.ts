import { durationText, readStatistic } from "../aws";
import type { ComparisonOperator, MetricAlarm } from "../terraform";
import { askedBy } from "./math";
import type { Change, LeftReason } from "./row";
import { type Series, takenSeries, type TakenSeries } from "./series";
import type { SignalIndex } from "./signal-index";
import { unknownOf } from "./unknown";

/** What a configuration says of when an alarm fires. */
export interface Firing {
  /** The keys of the entry that say what is watched, and over which periods. */
  readonly entry: Readonly<Record<string, unknown>>;

  /** Of its one severity: `{ above: 5 }`. */
  readonly condition: Readonly<Record<string, unknown>>;
  readonly changes: readonly Change[];
}

const comparisons: Partial<Record<ComparisonOperator, string>> = {
  GreaterThanThreshold: "above",
  GreaterThanOrEqualToThreshold: "atLeast",
  LessThanThreshold: "below",
  LessThanOrEqualToThreshold: "atMost",
};

/** Id of the band in alarms that are made of a configuration. */
const bandId = "band";

const directions: Partial<Record<ComparisonOperator, string>> = {
  GreaterThanUpperThreshold: "above",
  LessThanLowerThreshold: "below",
  LessThanLowerOrGreaterThanUpperThreshold: "both",
};

/** When a metric alarm fires, as an alarm of a service says it, or why it cannot. */
export function firingOf(alarm: MetricAlarm, service: string, signals: SignalIndex): Firing | LeftReason {
  const reason = unknownOf(alarm) ?? unsaid(alarm);
  if (reason !== undefined) return reason;
  return alarm.metric === undefined ? asked(alarm, service, signals) : watched(alarm, service, signals);
}

function unsaid(alarm: MetricAlarm): LeftReason | undefined {
  const names = [
    ...alarm.unsupported,
    ...(alarm.evaluationWindow.kind === "sliding" ? [] : ["evaluation_window"]),
    ...(alarm.isThresholdGiven ? [] : ["threshold"]),
    ...(alarm.comparisonOperator === undefined ? ["comparison_operator"] : []),
    ...(alarm.evaluationPeriods === undefined ? ["evaluation_periods"] : []),
  ];
  return names.length === 0 ? undefined : { kind: "arguments", arguments: names };
}

/** An alarm on one metric. */
function watched(alarm: MetricAlarm, service: string, signals: SignalIndex): Firing | LeftReason {
  const comparison = compared(alarm);
  if (comparison === undefined || alarm.metric === undefined)
    return { kind: "arguments", arguments: ["comparison_operator"] };
  const taken = takenSeries(alarm.metric, service, signals);
  if ("kind" in taken) return taken;
  const { series } = taken;
  const isPercentile = isPercentileOf(series.statistic);
  const ignores = isPercentile && alarm.evaluateLowSampleCountPercentile === "ignore";
  if (ignores && (series.kind !== "signal" || series.isCount))
    return { kind: "arguments", arguments: ["evaluate_low_sample_count_percentiles"] };
  return {
    entry: {
      ...(ignores && series.kind === "signal"
        ? { type: "latency", ...signalKeys(series), percentile: series.statistic, lowSamples: "ignore" }
        : series.kind === "signal"
          ? { type: "threshold", ...signalKeys(series), statistic: series.statistic }
          : { type: "metric", ...metricKeys(series) }),
      ...windowOf(alarm, taken.periodSeconds, series.kind === "signal" ? undefined : "missing"),
    },
    condition: comparison,
    changes: [...unitChange([taken]), ...datapointsChange(alarm)],
  };
}

function isPercentileOf(statistic: string): boolean {
  const read = readStatistic(statistic);
  return typeof read === "object" && read.kind === "percentile";
}

/** An alarm on metric math, or on the band of a metric. */
function asked(alarm: MetricAlarm, service: string, signals: SignalIndex): Firing | LeftReason {
  const question = askedBy(alarm.queries, alarm.thresholdMetricId);
  if (typeof question === "string") return { kind: "math", why: question };
  if (question.kind === "band") {
    const direction = alarm.comparisonOperator && directions[alarm.comparisonOperator];
    const taken = takenSeries(question.metric, service, signals);
    if ("kind" in taken) return taken;
    if (direction === undefined) return { kind: "arguments", arguments: ["comparison_operator"] };
    const { series } = taken;
    return {
      entry: {
        type: "anomaly",
        ...(series.kind === "signal" ? { ...signalKeys(series), statistic: series.statistic } : metricKeys(series)),
        ...(direction === "both" ? {} : { direction }),
        ...windowOf(alarm, taken.periodSeconds, "missing"),
      },
      condition: { band: question.width },
      changes: [
        { argument: "metric_query" },
        ...(alarm.thresholdMetricId === bandId ? [] : [{ argument: "threshold_metric_id" as const }]),
        ...datapointsChange(alarm),
      ],
    };
  }
  const comparison = compared(alarm);
  if (comparison === undefined) return { kind: "arguments", arguments: ["comparison_operator"] };
  const metrics = new Map<string, unknown>();
  let periodSeconds = 0;
  for (const [id, stat] of Object.entries(question.metrics)) {
    const taken = takenSeries(stat, service, signals);
    if ("kind" in taken) return taken;
    const { series } = taken;
    periodSeconds = taken.periodSeconds;
    metrics.set(
      id,
      series.kind === "signal" ? { ...signalKeys(series), statistic: series.statistic } : metricKeys(series),
    );
  }
  return {
    entry: {
      type: "math",
      expression: question.expression,
      metrics: Object.fromEntries(metrics),
      ...windowOf(alarm, periodSeconds, "missing"),
    },
    condition: comparison,
    changes: [{ argument: "metric_query" }, ...datapointsChange(alarm)],
  };
}

function compared({ comparisonOperator, threshold }: MetricAlarm): Readonly<Record<string, number>> | undefined {
  const comparison = comparisonOperator && comparisons[comparisonOperator];
  return comparison === undefined || threshold === undefined ? undefined : { [comparison]: threshold };
}

function signalKeys({ dimensions, signal }: Extract<Series, { kind: "signal" }>) {
  return { signal, ...(dimensions === undefined ? {} : { dimensions }) };
}

function metricKeys({ dimensions, metric, statistic, usualStatistic }: Extract<Series, { kind: "metric" }>) {
  return {
    metric,
    ...(Object.keys(dimensions).length === 0 ? {} : { dimensions: { ...dimensions } }),
    ...(statistic === usualStatistic ? {} : { statistic }),
  };
}

/** @param usual what missing data counts as in alarms of this type, if it is always the same */
function windowOf(alarm: MetricAlarm, periodSeconds: number, usual: string | undefined) {
  const { datapointsToAlarm, evaluationPeriods = 1, treatMissingData } = alarm;
  return {
    period: durationText(periodSeconds * 1000),
    ...(evaluationPeriods === 1 ? {} : { periods: evaluationPeriods }),
    ...(datapointsToAlarm === undefined || datapointsToAlarm === evaluationPeriods
      ? {}
      : { datapoints: datapointsToAlarm }),
    ...(treatMissingData === usual ? {} : { missingData: treatMissingData }),
  };
}

function unitChange(taken: readonly TakenSeries[]): Change[] {
  return taken.flatMap(({ unit }) => (unit === undefined ? [] : [{ argument: "unit" as const, from: unit }]));
}

function datapointsChange({ datapointsToAlarm, evaluationPeriods = 1 }: MetricAlarm): Change[] {
  return datapointsToAlarm === undefined ? [{ argument: "datapoints_to_alarm", to: evaluationPeriods }] : [];
}
