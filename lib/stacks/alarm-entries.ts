import type {
  AlarmEntryPlan,
  CompositeEntryPlan,
  MetricEntryPlan,
  MetricSeverityPlan,
  RulePlan,
  SeriesPlan,
  ServicePlan,
  ThresholdPlan,
  ThresholdSeverityPlan,
} from "../config";
import {
  type AlarmEntry,
  type CompositeEntry,
  type EntryText,
  literal,
  type Metric,
  type NoticeSettings,
  type PerSeverity,
  type ServiceRule,
  type SeverityWindow,
  type ThresholdComparison,
  type ThresholdEntry,
  type WarmUp,
} from "../constructs";
import { durationText } from "../aws";
import { alarmDefaults } from "../contract";
import type { AlarmBook } from "./alarm-book";

/** The alarm entries of a service's plan, as constructs take them. */
export function alarmEntries(entries: readonly AlarmEntryPlan[], book: AlarmBook): Record<string, AlarmEntry> {
  return Object.fromEntries(
    entries.map((entry) => [entry.alarm, entry.kind === "metric" ? metricEntry(entry) : compositeEntry(entry, book)]),
  );
}

/**
 * The composite alarms that notify for a service, by severity; none if each alarm notifies by itself.
 *
 * @param audience name of the audience; undefined for that of the service
 */
export function noticesOf({ notices }: ServicePlan, audience?: string): PerSeverity<NoticeSettings> {
  return Object.fromEntries(
    notices
      .filter((notice) => notice.audience === audience)
      .map(({ severity, name, okActions, holdBackSeconds }) => [
        severity,
        { name, okActions, holdBack: text(holdBackSeconds) },
      ]),
  );
}

function metricEntry(entry: MetricEntryPlan): AlarmEntry {
  const texts = entryText(entry);
  switch (entry.type) {
    case "threshold":
    case "metric": {
      const { series, statistic } = entry.measure;
      return {
        type: "threshold",
        ...texts,
        metric: metricOf(series, statistic),
        severities: thresholds(entry.severities),
      };
    }
    case "rate": {
      const { errors, minimum, of } = entry.measure;
      const metrics = { errors: metricOf(errors.series, errors.statistic), of: metricOf(of.series, of.statistic) };
      return { type: "rate", ...texts, ...metrics, minimum, severities: thresholds(entry.severities) };
    }
    case "math": {
      const metrics = Object.entries(entry.measure.metrics).map(
        ([id, { series, statistic }]) => [id, metricOf(series, statistic)] as const,
      );
      return {
        type: "math",
        ...texts,
        expression: entry.measure.expression,
        metrics: Object.fromEntries(metrics),
        severities: thresholds(entry.severities),
      };
    }
    case "latency": {
      const { series, statistic } = entry.measure;
      return {
        type: "latency",
        ...texts,
        metric: metricOf(series, statistic),
        percentile: statistic,
        ...(entry.measure.kind === "gated"
          ? { minimumSamples: entry.measure.minimumSamples }
          : { lowSamples: entry.measure.lowSamples }),
        severities: thresholds(entry.severities),
      };
    }
    case "absence": {
      const { series, statistic } = entry.measure;
      const severities = bySeverity(entry.severities, ({ silenceSeconds, warmUpSeconds }) => ({
        for: text(silenceSeconds),
        ...warmUp(warmUpSeconds),
      }));
      return { type: "absence", ...texts, metric: metricOf(series, statistic), severities };
    }
    case "deadline": {
      const { series, statistic } = entry.measure;
      const { days, from, timezone } = entry;
      const severities = bySeverity(entry.severities, ({ by, warmUpSeconds }) => ({ by, ...warmUp(warmUpSeconds) }));
      return {
        type: "deadline",
        ...texts,
        metric: metricOf(series, statistic),
        timezone,
        ...(from === undefined ? {} : { from }),
        ...(days === undefined ? {} : { days }),
        severities,
      };
    }
    case "anomaly": {
      const { series, statistic } = entry.measure;
      const severities = bySeverity(entry.severities, (severity) => ({
        band: severity.condition.width,
        ...windowOf(severity),
      }));
      return { type: "anomaly", ...texts, metric: metricOf(series, statistic), direction: entry.direction, severities };
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
              wait: text(suppressor.waitSeconds),
              extension: text(suppressor.extensionSeconds),
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
      return { atLeast: "count" in rule ? rule.count : `${rule.percent}%`, of };
    }
  }
}

function entryText({ audience, id, notify, okActions, severities, texts }: AlarmEntryPlan): EntryText {
  return {
    ...texts,
    id,
    ...(audience === undefined ? {} : { audience }),
    notify,
    okActions,
    names: bySeverity<{ readonly name: string }, string>(severities, ({ name }) => literal(name)),
  };
}

// Each severity has its own period, which takes the place of the metric's.
function metricOf(series: SeriesPlan, statistic: string): Metric {
  const { dimensions, metric, namespace, resolutionSeconds } = series;
  const written = Object.entries(dimensions).map(([name, value]) => [literal(name), literal(value)] as const);
  return {
    namespace: literal(namespace),
    name: literal(metric),
    statistic,
    period: text(alarmDefaults.periodSeconds),
    ...(resolutionSeconds === undefined ? {} : { resolution: "1s" as const }),
    ...(written.length === 0 ? {} : { dimensions: Object.fromEntries(written) }),
  };
}

function thresholds(severities: PerSeverity<ThresholdSeverityPlan>): ThresholdEntry["severities"] {
  return bySeverity(severities, (severity) => ({ ...comparisonOf(severity.condition), ...windowOf(severity) }));
}

function comparisonOf({ comparison, threshold }: ThresholdPlan): ThresholdComparison {
  switch (comparison) {
    case "above":
      return { above: threshold };
    case "atLeast":
      return { atLeast: threshold };
    case "below":
      return { below: threshold };
    case "atMost":
      return { atMost: threshold };
  }
}

function windowOf({
  datapoints,
  missingData,
  periodSeconds,
  periods,
  warmUpSeconds,
}: MetricSeverityPlan): SeverityWindow {
  return { period: text(periodSeconds), periods, datapoints, missingData, ...warmUp(warmUpSeconds) };
}

function warmUp(seconds: number | undefined): WarmUp {
  return seconds === undefined ? {} : { warmUp: text(seconds) };
}

/** Seconds as a duration. */
function text(seconds: number): string {
  return durationText(seconds * 1000);
}

function bySeverity<Plan, Entry>(severities: PerSeverity<Plan>, entryOf: (plan: Plan) => Entry): PerSeverity<Entry> {
  return Object.fromEntries(Object.entries(severities).map(([severity, plan]) => [severity, entryOf(plan)]));
}
