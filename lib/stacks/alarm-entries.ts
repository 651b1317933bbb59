import type {
  AlarmEntryPlan,
  CompositeEntryPlan,
  MetricEntryPlan,
  MetricSeverityPlan,
  RulePlan,
  SeriesPlan,
  ServicePlan,
} from "../config";
import type {
  AlarmEntry,
  CompositeEntry,
  EntryText,
  Metric,
  NoticeSettings,
  PerSeverity,
  ServiceRule,
} from "../constructs";
import type { AlarmBook } from "./alarm-book";

/** The entries of a service's plan as constructs take them. */
export function alarmEntries(entries: readonly AlarmEntryPlan[], book: AlarmBook): Record<string, AlarmEntry> {
  return Object.fromEntries(
    entries.map((entry) => [entry.alarm, entry.kind === "metric" ? metricEntry(entry) : compositeEntry(entry, book)]),
  );
}

/** What notifies for a service; undefined where each alarm notifies by itself. */
export function noticesOf({ notifications }: ServicePlan): PerSeverity<NoticeSettings> {
  return Object.fromEntries(
    notifications.map(({ severity, name, okActions, holdBackSeconds }) => [
      severity,
      { name, okActions, holdBackSeconds },
    ]),
  );
}

function metricEntry(entry: MetricEntryPlan): AlarmEntry {
  const { measure, type } = entry;
  const text = entryText(entry);
  const [first] = Object.values(entry.severities);
  const read = (series: SeriesPlan, statistic: string): Metric => metricOf(series, statistic, first);
  if (type === "absence" && measure.kind === "statistic") {
    return {
      type,
      ...text,
      metric: read(measure.series, measure.statistic),
      severities: bySeverity(entry.severities, ({ evaluationPeriods, periodSeconds }) => ({
        forSeconds: periodSeconds * evaluationPeriods,
      })),
    };
  }
  if (type === "anomaly" && measure.kind === "statistic") {
    const direction = first?.condition.kind === "band" ? first.condition.direction : undefined;
    return {
      type,
      ...text,
      metric: read(measure.series, measure.statistic),
      ...(direction === undefined ? {} : { direction }),
      severities: bySeverity(entry.severities, (severity) => ({
        band: severity.condition.kind === "band" ? severity.condition.width : Number.NaN,
        ...windowOf(severity),
      })),
    };
  }
  const severities = bySeverity(entry.severities, (severity) => ({ ...comparisonOf(severity), ...windowOf(severity) }));
  switch (measure.kind) {
    case "rate":
      return {
        type: "rate",
        ...text,
        errors: read(measure.errors, "Sum"),
        of: read(measure.of, "Sum"),
        minimum: measure.minimum,
        severities,
      };
    case "gated":
      return {
        type: "latency",
        ...text,
        metric: read(measure.series, measure.statistic),
        percentile: measure.statistic,
        minimumSamples: measure.minimumSamples,
        severities,
      };
    case "statistic": {
      const metric = read(measure.series, measure.statistic);
      return measure.lowSamples === undefined
        ? { type: "threshold", ...text, metric, severities }
        : {
            type: "latency",
            ...text,
            metric,
            percentile: measure.statistic,
            lowSamples: measure.lowSamples,
            severities,
          };
    }
  }
}

function compositeEntry(entry: CompositeEntryPlan, book: AlarmBook): CompositeEntry {
  const { rule, severities, suppressor } = entry;
  return {
    type: "composite",
    ...entryText(entry),
    rule: ruleOf(rule, book),
    severities: bySeverity(severities, () =>
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

function entryText({ id, notifies, okActions, severities, texts }: AlarmEntryPlan): EntryText {
  return {
    ...texts,
    id,
    notifies,
    okActions,
    names: bySeverity<{ readonly name: string }, string>(severities, ({ name }) => name),
  };
}

function metricOf(series: SeriesPlan, statistic: string, severity: MetricSeverityPlan | undefined): Metric {
  const { periodSeconds = 300 } = severity ?? {};
  return {
    namespace: series.namespace,
    metricName: series.metric,
    statistic,
    periodSeconds,
    // Only a metric that is published with a resolution of a second has periods under a minute.
    ...(periodSeconds < 60 ? { resolutionSeconds: 1 } : {}),
    ...(Object.keys(series.dimensions).length === 0 ? {} : { dimensions: series.dimensions }),
  };
}

function windowOf({ datapointsToAlarm, evaluationPeriods, missingData, periodSeconds }: MetricSeverityPlan): {
  periodSeconds: number;
  evaluationPeriods: number;
  datapointsToAlarm: number;
  treatMissingData: MetricSeverityPlan["missingData"];
} {
  return { periodSeconds, evaluationPeriods, datapointsToAlarm, treatMissingData: missingData };
}

function comparisonOf({
  condition,
  name,
}: MetricSeverityPlan): { above: number } | { atLeast: number } | { below: number } | { atMost: number } {
  if (condition.kind !== "threshold") throw new Error(`${name} compares with a band, not with a number`);
  const { comparison, threshold } = condition;
  return { [comparison]: threshold } as { above: number };
}

function bySeverity<Plan, Entry>(severities: PerSeverity<Plan>, entryOf: (plan: Plan) => Entry): PerSeverity<Entry> {
  return Object.fromEntries(Object.entries(severities).map(([severity, plan]) => [severity, entryOf(plan)]));
}
