import {
  allowsOnlyFrom,
  deadlineAlarm,
  deadlineFaults,
  ranges,
  resourceMetrics,
  type ResourceMetric,
  secondsOf,
  silencePeriod,
  warmUpSince,
} from "../aws";
import { own, type Severity } from "../base";
import { alarmDefaults, type MissingValue, type Signal, usualMissingData } from "../contract";
import type { Service } from "./config";
import type { EnvironmentSettings } from "./merge";
import { logGroupNameOf } from "./log-settings";
import { namespaceOfService } from "./kept-names";
import type { NameScope } from "./names";
import { expand } from "./placeholders";
import { compact } from "./records";
import type {
  AlarmEntryBase,
  BySeverity,
  DeadlineSeverityPlan,
  GatedPlan,
  MathPlan,
  MetricEntryPlan,
  MetricSeverityPlan,
  PercentilePlan,
  RatePlan,
  SeriesPlan,
  SilenceSeverityPlan,
  StatisticPlan,
  ThresholdPlan,
  ThresholdSeverityPlan,
} from "./plan/alarms";
import { comparisons, type ConfiguredAlarm } from "./schema/alarm";
import { type AlarmSource, sourcesOf } from "./sources";

/** The condition of one severity of an alarm: `{ above: 5 }`, `{ band: 3 }`, `{ for: "15m" }`; `{}` of a composite. */
export type WrittenCondition = Readonly<Partial<Record<(typeof comparisons)[number] | "band", number | undefined>>> & {
  readonly for?: string | undefined;
  readonly by?: string | undefined;
};

type MetricEntry = Exclude<ConfiguredAlarm, { type: "composite" }>;

/** Where an entry is planned: the service, and the severities that the entry has there, with the names of their alarms. */
interface Place {
  readonly service: Service;
  readonly settings: EnvironmentSettings;
  readonly scope: NameScope;
  readonly conditions: readonly {
    readonly severity: Severity;
    readonly condition: WrittenCondition;
    readonly name: string;
  }[];
}

/** What an entry measures, and when each of its severities fires. Undefined if it refers to something that does not exist. */
export function planMetricEntry(entry: MetricEntry, place: Place): WithoutBase<MetricEntryPlan> | undefined {
  const { scope, service } = place;
  switch (entry.type) {
    case "absence": {
      const measure = absenceMeasure(entry, place);
      return (
        measure && {
          kind: "metric",
          type: "absence",
          measure,
          severities: bySeverity(place, (condition) => planSilence(entry, condition, place)),
        }
      );
    }
    case "deadline": {
      const { days, from, timezone } = entry;
      const measure = presenceOf(service, entry.signal, entry.dimensions, scope);
      return (
        measure && {
          kind: "metric",
          type: "deadline",
          measure,
          ...compact({ from, days }),
          timezone,
          severities: bySeverity(place, (condition) => planDeadline(entry, condition, place)),
        }
      );
    }
    case "anomaly": {
      const measure = anomalyMeasure(service, entry, scope);
      const direction = entry.direction ?? alarmDefaults.anomalyDirection;
      const severities = bySeverity(place, (condition) => ({
        condition: { kind: "band" as const, width: condition.band ?? 2 },
        ...planWindow(place, entry, condition),
      }));
      return measure && { kind: "metric", type: "anomaly", measure, direction, severities };
    }
    case "rate": {
      const measure = rateMeasure(service, entry, scope);
      return measure && { kind: "metric", type: "rate", measure, severities: thresholds(entry, place) };
    }
    case "math": {
      const measure = mathMeasure(service, entry, scope);
      return measure && { kind: "metric", type: "math", measure, severities: thresholds(entry, place) };
    }
    case "latency": {
      const measure = latencyMeasure(service, entry, scope);
      return measure && { kind: "metric", type: "latency", measure, severities: thresholds(entry, place) };
    }
    case "threshold":
    case "metric": {
      const measure =
        entry.type === "metric" ? metricMeasure(entry, entry.metric, scope) : signalMeasure(service, entry, scope);
      return measure && { kind: "metric", type: entry.type, measure, severities: thresholds(entry, place) };
    }
  }
}

/** An entry without what all entries have: see {@link AlarmEntryBase}. */
type WithoutBase<Plan> = Plan extends unknown ? Omit<Plan, keyof AlarmEntryBase> : never;

type WindowEntry = Exclude<MetricEntry, { type: "absence" | "deadline" }>;

function thresholds(entry: WindowEntry, place: Place): BySeverity<ThresholdSeverityPlan> {
  return bySeverity(place, (condition) => ({
    condition: thresholdOf(condition),
    ...planWindow(place, entry, condition),
  }));
}

function planWindow(
  { service, settings }: Place,
  entry: WindowEntry,
  condition: WrittenCondition,
): Omit<MetricSeverityPlan, "name" | "condition"> {
  const periods = entry.periods ?? alarmDefaults.periods;
  const periodSeconds = periodOf(entry);
  const missingData = entry.missingData ?? usualMissingData(missingValue(service, entry, condition));
  return {
    periodSeconds,
    periods,
    datapoints: entry.datapoints ?? periods,
    missingData,
    ...planWarmUp(entry, missingData === "breaching" ? periods * periodSeconds : undefined, settings),
  };
}

function periodOf({ period }: Pick<WindowEntry, "period">): number {
  return period === undefined ? alarmDefaults.periodSeconds : secondsOf(period);
}

function bySeverity<Plan>(
  { conditions }: Place,
  plan: (condition: WrittenCondition) => Plan,
): BySeverity<Plan & { readonly name: string }> {
  return Object.fromEntries(
    conditions.map(({ condition, name, severity }) => [severity, { name, ...plan(condition) }]),
  );
}

/** Sum for a count, Average for a measure. */
function usualStatistic(signal: Pick<Signal, "value">): string {
  return signal.value === undefined ? "Sum" : "Average";
}

/** The catalogue's entry of a metric; undefined if it is not in the catalogue. */
export function catalogued(metric: string): ResourceMetric | undefined {
  return own<ResourceMetric>(resourceMetrics, metric);
}

/**
 * What an alarm waits for: what is written or, where missing data is breaching and the provider is sure to have the argument, the time
 * that its periods cover.
 */
function planWarmUp(
  { warmUp }: { readonly warmUp?: string | false | undefined },
  usual: number | undefined,
  { providers }: EnvironmentSettings,
): { readonly warmUpSeconds?: number } {
  if (warmUp !== undefined) return warmUp === false ? {} : { warmUpSeconds: secondsOf(warmUp) };
  if (usual === undefined || allowsOnlyFrom(providers.aws, warmUpSince) !== true) return {};
  return { warmUpSeconds: Math.min(Math.ceil(usual / 60), ranges.warmUp.most) * 60 };
}

function planSilence(
  entry: { readonly warmUp?: string | false | undefined },
  condition: WrittenCondition,
  { settings }: Place,
): Omit<SilenceSeverityPlan, "name"> {
  const silence = secondsOf(condition.for ?? "1h");
  const periodSeconds = silencePeriod(silence);
  const periods = Math.max(1, Math.round(silence / periodSeconds));
  return {
    condition: { kind: "threshold", comparison: "below", threshold: 1 },
    silenceSeconds: periods * periodSeconds,
    periodSeconds,
    periods,
    datapoints: periods,
    missingData: usualMissingData({ kind: "presence" }),
    ...planWarmUp(entry, silence, settings),
  };
}

function absenceMeasure(
  entry: Extract<MetricEntry, { type: "absence" }>,
  { scope, service, settings }: Place,
): StatisticPlan | undefined {
  if (entry.signal === undefined) {
    const { metricName, namespace } = resourceMetrics["logs.incoming_events"];
    const group = logGroupNameOf(service, settings, scope);
    if (group === undefined) return undefined;
    return {
      kind: "statistic",
      series: { namespace, metric: metricName, dimensions: { LogGroupName: group } },
      statistic: "Sum",
    };
  }
  return presenceOf(service, entry.signal, entry.dimensions, scope);
}

/** How often a signal was there. */
function presenceOf(
  service: Service,
  name: string,
  dimensions: Readonly<Record<string, string>> | undefined,
  scope: NameScope,
): StatisticPlan | undefined {
  const signal = own(service.contract.signals, name);
  return (
    signal && {
      kind: "statistic",
      series: seriesOf(service, signal, dimensions, scope),
      statistic: signal.value === undefined ? "Sum" : "SampleCount",
    }
  );
}

function planDeadline(
  { days, from, timezone, warmUp }: Extract<MetricEntry, { type: "deadline" }>,
  { by = "00:00" }: WrittenCondition,
  { settings }: Place,
): Omit<DeadlineSeverityPlan, "name"> {
  const deadline = { by, from, timezone, days };
  // A deadline that a rule refuses has no alarm.
  const { datapoints, periods } =
    deadlineFaults(deadline).length === 0 ? deadlineAlarm(deadline) : { periods: 1, datapoints: 1 };
  return {
    condition: { kind: "threshold", comparison: "atLeast", threshold: 1 },
    by,
    periodSeconds: 60,
    periods,
    datapoints,
    missingData: usualMissingData({ kind: "presence" }),
    ...planWarmUp({ warmUp }, periods * 60, settings),
  };
}

function signalMeasure(
  service: Service,
  {
    dimensions,
    signal: name,
    statistic,
  }: {
    readonly signal?: string | undefined;
    readonly statistic?: string | undefined;
    readonly dimensions?: Readonly<Record<string, string>> | undefined;
  },
  scope: NameScope,
): StatisticPlan | undefined {
  const signal = name === undefined ? undefined : own(service.contract.signals, name);
  return (
    signal && {
      kind: "statistic",
      series: seriesOf(service, signal, dimensions, scope),
      statistic: statistic ?? usualStatistic(signal),
    }
  );
}

function anomalyMeasure(
  service: Service,
  entry: Extract<MetricEntry, { type: "anomaly" }>,
  scope: NameScope,
): StatisticPlan | undefined {
  return entry.metric === undefined ? signalMeasure(service, entry, scope) : metricMeasure(entry, entry.metric, scope);
}

function rateMeasure(
  service: Service,
  entry: Extract<MetricEntry, { type: "rate" }>,
  scope: NameScope,
): RatePlan | undefined {
  const [errors, of] = sourcesOf(entry).map((source) =>
    sourceMeasure(service, { ...source, statistic: source.statistic ?? "Sum" }, entry, scope),
  );
  return errors && of && { kind: "rate", errors, of, minimum: entry.minimum ?? 1 };
}

function mathMeasure(
  service: Service,
  entry: Extract<MetricEntry, { type: "math" }>,
  scope: NameScope,
): MathPlan | undefined {
  const metrics = sourcesOf(entry).flatMap(({ use = "", ...source }): [string, StatisticPlan][] => {
    const measure = sourceMeasure(service, source, entry, scope);
    return measure === undefined ? [] : [[use, measure]];
  });
  if (metrics.length < Object.keys(entry.metrics).length) return undefined;
  const { expression } = entry;
  return { kind: "math", expression, metrics: Object.fromEntries(metrics.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

function sourceMeasure(
  service: Service,
  source: AlarmSource,
  entry: WindowEntry,
  scope: NameScope,
): StatisticPlan | undefined {
  return source.kind === "signal"
    ? signalMeasure(service, source, scope)
    : metricMeasure({ ...source, period: entry.period }, source.metric, scope);
}

function latencyMeasure(
  service: Service,
  entry: Extract<MetricEntry, { type: "latency" }>,
  scope: NameScope,
): PercentilePlan | GatedPlan | undefined {
  const signal = own(service.contract.signals, entry.signal);
  if (signal === undefined) return undefined;
  const series = seriesOf(service, signal, entry.dimensions, scope);
  const statistic = entry.percentile ?? "p99";
  return entry.minimumSamples === undefined
    ? { kind: "statistic", series, statistic, lowSamples: entry.lowSamples ?? alarmDefaults.lowSamples }
    : { kind: "gated", series, statistic, minimumSamples: entry.minimumSamples };
}

type MetricReference = Extract<ConfiguredAlarm, { type: "metric" }>["metric"];

function metricMeasure(
  entry: Pick<Extract<MetricEntry, { type: "metric" }>, "dimensions" | "statistic" | "period">,
  metric: MetricReference,
  scope: NameScope,
): StatisticPlan | undefined {
  const known = typeof metric === "string" ? catalogued(metric) : undefined;
  if (typeof metric === "string" && known === undefined) return undefined;
  const { namespace, name } =
    typeof metric === "string" ? { namespace: known?.namespace ?? "", name: known?.metricName ?? "" } : metric;
  // Only a metric that is published with a resolution of a second has periods under a minute.
  const resolution = periodOf(entry) < 60 ? ({ resolutionSeconds: 1 } as const) : {};
  return {
    kind: "statistic",
    series: { namespace, metric: name, dimensions: expanded(entry.dimensions, scope), ...resolution },
    statistic: entry.statistic ?? known?.statistic ?? "Average",
  };
}

function seriesOf(
  service: Service,
  signal: Signal,
  dimensions: Readonly<Record<string, string>> | undefined,
  scope: NameScope,
): SeriesPlan {
  return {
    namespace: namespaceOfService(service, scope),
    metric: signal.metric,
    dimensions: expanded(dimensions, scope),
    signal: signal.name,
  };
}

function expanded(
  dimensions: Readonly<Record<string, string>> = {},
  scope: NameScope,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(dimensions).map(([name, value]) => [name, expand(value, scope)]));
}

function thresholdOf(condition: WrittenCondition): ThresholdPlan {
  const comparison = comparisons.find((name) => condition[name] !== undefined) ?? "above";
  return { kind: "threshold", comparison, threshold: condition[comparison] ?? 0 };
}

function missingValue(service: Service, entry: WindowEntry, condition: WrittenCondition): MissingValue {
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
    case "math":
      return { kind: "value" };
  }
}
