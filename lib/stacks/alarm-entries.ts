import type { AlarmPlan, CompositeAlarmPlan, MetricAlarmPlan, RulePlan, SeriesPlan, ServicePlan } from "../config";
import type { AlarmEntry, CompositeEntry, EntryText, Metric, PerSeverity, ServiceRule } from "../constructs";
import type { AlarmBook } from "./alarm-book";

/** The alarms of a service as constructs take them: by entry, severities inside. */
export function alarmEntries(service: ServicePlan, book: AlarmBook): Record<string, AlarmEntry> {
  const byEntry = new Map<string, AlarmPlan[]>();
  for (const alarm of service.alarms) byEntry.set(alarm.alarm, [...(byEntry.get(alarm.alarm) ?? []), alarm]);
  const entries: Record<string, AlarmEntry> = {};
  for (const [name, alarms] of byEntry) {
    const metric = alarms.filter((alarm) => alarm.kind === "metric");
    const [first] = metric;
    entries[name] =
      first === undefined
        ? compositeEntry(
            alarms.filter((alarm) => alarm.kind === "composite"),
            book,
          )
        : metricEntry(first, metric);
  }
  return entries;
}

// Severities of one entry differ in their condition, and an absence alarm's in its window; all else is the entry's.
function metricEntry(first: MetricAlarmPlan, alarms: readonly MetricAlarmPlan[]): AlarmEntry {
  const { condition, measure, missingData } = first;
  const text = entryText(first);
  const treatMissingData = missingData;
  if (first.type === "absence" && measure.kind === "statistic") {
    return {
      type: "absence",
      ...text,
      metric: metricOf(measure.series, measure.statistic, first),
      severities: bySeverity(alarms, (alarm) => ({ forSeconds: alarm.periodSeconds * alarm.evaluationPeriods })),
    };
  }
  if (condition.kind === "band" && measure.kind === "statistic") {
    return {
      type: "anomaly",
      ...text,
      metric: metricOf(measure.series, measure.statistic, first),
      direction: condition.direction,
      treatMissingData,
      severities: bySeverity(alarms, (alarm) => ({
        band: alarm.condition.kind === "band" ? alarm.condition.width : Number.NaN,
        ...windowOf(alarm),
      })),
    };
  }
  const severities = bySeverity(alarms, (alarm) => ({ ...comparisonOf(alarm), ...windowOf(alarm) }));
  switch (measure.kind) {
    case "rate":
      return {
        type: "rate",
        ...text,
        errors: metricOf(measure.errors, "Sum", first),
        of: metricOf(measure.of, "Sum", first),
        minimum: measure.minimum,
        treatMissingData,
        severities,
      };
    case "gated":
      return {
        type: "latency",
        ...text,
        metric: metricOf(measure.series, measure.statistic, first),
        percentile: measure.statistic,
        minimumSamples: measure.minimumSamples,
        treatMissingData,
        severities,
      };
    case "statistic": {
      const metric = metricOf(measure.series, measure.statistic, first);
      return measure.lowSamples === undefined
        ? { type: "threshold", ...text, metric, treatMissingData, severities }
        : {
            type: "latency",
            ...text,
            metric,
            percentile: measure.statistic,
            lowSamples: measure.lowSamples,
            treatMissingData,
            severities,
          };
    }
  }
}

function compositeEntry(alarms: readonly CompositeAlarmPlan[], book: AlarmBook): CompositeEntry {
  const [first] = alarms;
  if (first === undefined) throw new Error("an entry of the plan has no alarm");
  return {
    type: "composite",
    ...entryText(first),
    rule: ruleOf(first.rule, book),
    severities: bySeverity(alarms, ({ suppressor }) =>
      suppressor === undefined
        ? {}
        : {
            suppressor: {
              alarm: book.alarm(suppressor.alarm),
              waitSeconds: suppressor.waitSeconds,
              extensionSeconds: suppressor.extensionSeconds,
            },
          },
    ),
  };
}

function ruleOf(rule: RulePlan, book: AlarmBook): ServiceRule {
  switch (rule.kind) {
    case "alarm":
      return book.alarm(rule.alarm);
    case "any":
      return { any: rule.of.map((part) => ruleOf(part, book)) };
    case "all":
      return { all: rule.of.map((part) => ruleOf(part, book)) };
    case "not":
      return { not: ruleOf(rule.of, book) };
    case "atLeast": {
      const of = rule.of.map((alarm) => book.alarm(alarm));
      return "count" in rule ? { atLeast: rule.count, of } : { atLeastPercent: rule.percent, of };
    }
  }
}

function entryText({ id, notifies, okActions, texts }: AlarmPlan): EntryText {
  return { ...texts, id, notifies, okActions };
}

function metricOf(series: SeriesPlan, statistic: string, { periodSeconds }: MetricAlarmPlan): Metric {
  return {
    namespace: series.namespace,
    metricName: series.metric,
    statistic: statistic,
    periodSeconds,
    // Only a metric that is published with a resolution of a second has periods under a minute.
    ...(periodSeconds < 60 ? { resolutionSeconds: 1 } : {}),
    ...(Object.keys(series.dimensions).length === 0 ? {} : { dimensions: series.dimensions }),
  };
}

function windowOf({ datapointsToAlarm, evaluationPeriods, periodSeconds }: MetricAlarmPlan): {
  periodSeconds: number;
  evaluationPeriods: number;
  datapointsToAlarm: number;
} {
  return { periodSeconds, evaluationPeriods, datapointsToAlarm };
}

function comparisonOf({
  condition,
  name,
}: MetricAlarmPlan): { above: number } | { atLeast: number } | { below: number } | { atMost: number } {
  if (condition.kind !== "threshold") throw new Error(`${name} compares with a band, not with a number`);
  const { comparison, threshold } = condition;
  return { [comparison]: threshold } as { above: number };
}

function bySeverity<Alarm extends AlarmPlan, Entry>(
  alarms: readonly Alarm[],
  entryOf: (alarm: Alarm) => Entry,
): PerSeverity<Entry> {
  return Object.fromEntries(alarms.map((alarm) => [alarm.severity, entryOf(alarm)]));
}
