import { resourceMetrics, type ResourceMetric, secondsOf, silencePeriod } from "../aws";
import { alarmDefaults, type MissingValue, type Signal, usualMissingData } from "../contract";
import type { Service } from "./config";
import type { EnvironmentSettings } from "./merge";
import { defaultLogGroup, namespaceOf, type Scope } from "./names";
import { expand } from "./placeholders";
import { logSettings } from "./plan-service";
import type { ConditionPlan, MeasurePlan, MetricSeverityPlan, SeriesPlan } from "./plan/alarms";
import { own } from "./records";
import { comparisons, type AlarmEntry } from "./schema/alarm";

/** The condition of one severity of an alarm: `{ above: 5 }`, `{ band: 3 }`, `{ for: "15m" }`; `{}` of a composite. */
export type Condition = Readonly<Partial<Record<(typeof comparisons)[number] | "band", number | undefined>>> & {
  readonly for?: string | undefined;
};

type MetricEntry = Exclude<AlarmEntry, { type: "composite" }>;
/** What an entry measures, at any severity. Undefined if it refers to something that does not exist. */
export function planMeasure(
  service: Service,
  entry: MetricEntry,
  settings: EnvironmentSettings,
  scope: Scope,
): MeasurePlan | undefined {
  return entry.type === "absence" ? absenceMeasure(service, entry, settings, scope) : measureOf(service, entry, scope);
}

/** When one severity of an entry fires. */
export function planSeverity(
  service: Service,
  entry: MetricEntry,
  condition: Condition,
): Omit<MetricSeverityPlan, "name"> {
  if (entry.type === "absence") return planAbsence(condition);
  const evaluationPeriods = entry.periods ?? alarmDefaults.evaluationPeriods;
  return {
    condition:
      entry.type === "anomaly"
        ? { kind: "band", direction: entry.direction ?? alarmDefaults.anomalyDirection, width: condition.band ?? 2 }
        : thresholdOf(condition),
    periodSeconds: entry.period === undefined ? alarmDefaults.periodSeconds : secondsOf(entry.period),
    evaluationPeriods,
    datapointsToAlarm: entry.datapoints ?? evaluationPeriods,
    missingData: entry.missingData ?? usualMissingData(missingValue(service, entry, condition)),
  };
}

/** Sum for a count, Average for a measure. */
function usualStatistic(signal: Pick<Signal, "value">): string {
  return signal.value === undefined ? "Sum" : "Average";
}

/** The catalogue's entry of a metric; undefined if it is not in the catalogue. */
export function catalogued(metric: string): ResourceMetric | undefined {
  return own<ResourceMetric>(resourceMetrics, metric);
}

function planAbsence(condition: Condition): Omit<MetricSeverityPlan, "name"> {
  const length = secondsOf(condition.for ?? "1h");
  const periodSeconds = silencePeriod(length);
  const evaluationPeriods = Math.max(1, Math.round(length / periodSeconds));
  return {
    condition: { kind: "threshold", comparison: "below", threshold: 1 },
    periodSeconds,
    evaluationPeriods,
    datapointsToAlarm: evaluationPeriods,
    missingData: usualMissingData({ kind: "presence" }),
  };
}

function absenceMeasure(
  service: Service,
  entry: Extract<AlarmEntry, { type: "absence" }>,
  settings: EnvironmentSettings,
  scope: Scope,
): MeasurePlan | undefined {
  if (entry.signal === undefined) {
    const { metricName, namespace } = resourceMetrics["logs.incoming_events"];
    const group = expand(logSettings(service, settings, scope.service).group ?? defaultLogGroup, scope);
    return {
      kind: "statistic",
      series: { namespace, metric: metricName, dimensions: { LogGroupName: group } },
      statistic: "Sum",
    };
  }
  const signal = own(service.contract.signals, entry.signal);
  return (
    signal && {
      kind: "statistic",
      series: seriesOf(signal, entry.dimensions, scope),
      statistic: signal.value === undefined ? "Sum" : "SampleCount",
    }
  );
}

function measureOf(
  service: Service,
  entry: Exclude<MetricEntry, { type: "absence" }>,
  scope: Scope,
): MeasurePlan | undefined {
  const { signals } = service.contract;
  switch (entry.type) {
    case "threshold": {
      const signal = own(signals, entry.signal);
      return (
        signal && {
          kind: "statistic",
          series: seriesOf(signal, entry.dimensions, scope),
          statistic: entry.statistic ?? usualStatistic(signal),
        }
      );
    }
    case "rate": {
      const [errors, of] = [own(signals, entry.errors), own(signals, entry.of)];
      if (errors === undefined || of === undefined) return undefined;
      const { dimensions, minimum = 1 } = entry;
      return {
        kind: "rate",
        errors: seriesOf(errors, dimensions, scope),
        of: seriesOf(of, dimensions, scope),
        minimum,
      };
    }
    case "latency": {
      const signal = own(signals, entry.signal);
      if (signal === undefined) return undefined;
      const series = seriesOf(signal, entry.dimensions, scope);
      const statistic = entry.percentile ?? "p99";
      return entry.minimumSamples === undefined
        ? { kind: "statistic", series, statistic, lowSamples: entry.lowSamples ?? alarmDefaults.lowSamples }
        : { kind: "gated", series, statistic, minimumSamples: entry.minimumSamples };
    }
    case "anomaly": {
      if (entry.metric !== undefined) return metricMeasure(entry.metric, entry.statistic, entry.dimensions, scope);
      const signal = entry.signal === undefined ? undefined : own(signals, entry.signal);
      return (
        signal && {
          kind: "statistic",
          series: seriesOf(signal, entry.dimensions, scope),
          statistic: entry.statistic ?? usualStatistic(signal),
        }
      );
    }
    case "metric":
      return metricMeasure(entry.metric, entry.statistic, entry.dimensions, scope);
  }
}

type MetricReference = Extract<AlarmEntry, { type: "metric" }>["metric"];

function metricMeasure(
  metric: MetricReference,
  statistic: string | undefined,
  dimensions: Readonly<Record<string, string>> | undefined,
  scope: Scope,
): MeasurePlan | undefined {
  const known = typeof metric === "string" ? catalogued(metric) : undefined;
  if (typeof metric === "string" && known === undefined) return undefined;
  const { namespace, name } =
    typeof metric === "string" ? { namespace: known?.namespace ?? "", name: known?.metricName ?? "" } : metric;
  return {
    kind: "statistic",
    series: { namespace, metric: name, dimensions: expanded(dimensions, scope) },
    statistic: statistic ?? known?.statistic ?? "Average",
  };
}

function seriesOf(signal: Signal, dimensions: Readonly<Record<string, string>> | undefined, scope: Scope): SeriesPlan {
  return {
    namespace: namespaceOf(scope),
    metric: signal.metric,
    dimensions: expanded(dimensions, scope),
    signal: signal.name,
  };
}

function expanded(dimensions: Readonly<Record<string, string>> = {}, scope: Scope): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(dimensions).map(([name, value]) => [name, expand(value, scope)]));
}

function thresholdOf(condition: Condition): ConditionPlan {
  const comparison = comparisons.find((name) => condition[name] !== undefined) ?? "above";
  return { kind: "threshold", comparison, threshold: condition[comparison] ?? 0 };
}

function missingValue(
  service: Service,
  entry: Exclude<MetricEntry, { type: "absence" }>,
  condition: Condition,
): MissingValue {
  switch (entry.type) {
    case "threshold": {
      const counts = own(service.contract.signals, entry.signal)?.value === undefined;
      const looksDown = condition.below !== undefined || condition.atMost !== undefined;
      return counts ? { kind: "count", looksDown } : { kind: "value" };
    }
    case "rate":
      return { kind: "share" };
    case "latency":
      return { kind: "percentile" };
    case "anomaly":
    case "metric":
      return { kind: "value" };
  }
}
