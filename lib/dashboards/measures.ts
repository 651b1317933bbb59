import { unitOfMetric } from "../aws";
import type { MetricEntryPlan, SeriesPlan, ServicePlan } from "../config";
import { alarmDescription, alarmLinks, bandWidthOf, periodOf, thresholdsOf } from "./alarm-lines";
import type { Panel, Query } from "./board";
import { spoken } from "./names";
import { unitIdOf, unitIdOfField } from "./units";

/** The chart of what an alarm measures, with its thresholds, in its period. */
export function alarmPanel(entry: MetricEntryPlan, service: ServicePlan, region: string): Panel {
  return {
    key: entry.alarm,
    title: spoken(entry.alarm),
    description: alarmDescription(entry),
    kind: "timeseries",
    queries: measureQueries(entry),
    unit: unitOfEntry(entry, service),
    thresholds: thresholdsOf(entry),
    links: alarmLinks(entry, region),
  };
}

/** Whether an alarm measures this rate, or a percentile of this signal. */
export function measuresRate({ measure }: MetricEntryPlan, errors: string, of: string): boolean {
  return measure.kind === "rate" && measure.errors.series.signal === errors && measure.of.series.signal === of;
}

export function measuresTimes(entry: MetricEntryPlan, signal: string): boolean {
  const { measure, type } = entry;
  return type === "latency" && measure.series.signal === signal && Object.keys(measure.series.dimensions).length === 0;
}

/** The queries that give an alarm's number. */
export function measureQueries(entry: MetricEntryPlan): readonly Query[] {
  const { measure } = entry;
  const periodSeconds = periodOf(entry);
  switch (measure.kind) {
    case "statistic":
    case "gated":
      return [
        {
          ...seriesQuery("m1", measure.series, measure.statistic),
          periodSeconds,
          legend: legendOf(measure.series, measure.statistic),
        },
        ...bandOf(entry, periodSeconds),
      ];
    case "rate": {
      const { errors, minimum, of } = measure;
      return [
        {
          kind: "math",
          id: "rate",
          expression: `IF(total >= ${String(minimum)}, 100 * errors / total)`,
          periodSeconds,
          legend: spoken(entry.alarm),
        },
        { ...seriesQuery("errors", errors.series, errors.statistic), periodSeconds, hidden: true },
        { ...seriesQuery("total", of.series, of.statistic), periodSeconds, hidden: true },
      ];
    }
    case "math":
      return [
        { kind: "math", id: "result", expression: measure.expression, periodSeconds, legend: spoken(entry.alarm) },
        ...Object.entries(measure.metrics).map(([id, { series, statistic }]): Query => ({
          ...seriesQuery(id, series, statistic),
          periodSeconds,
          hidden: true,
        })),
      ];
  }
}

/** The band outside of which the most urgent severity of an alarm on an oddity fires. */
function bandOf(entry: MetricEntryPlan, periodSeconds: number): readonly Query[] {
  const width = bandWidthOf(entry);
  if (width === undefined) return [];
  const expression = `ANOMALY_DETECTION_BAND(m1, ${String(width)})`;
  return [{ kind: "math", id: "band", expression, periodSeconds, legend: "expected", drawnAs: "band" }];
}

/** A series of CloudWatch as a query. */
function seriesQuery(
  id: string,
  { dimensions, metric, namespace }: SeriesPlan,
  statistic: string,
): Extract<Query, { kind: "metric" }> {
  return { kind: "metric", id, namespace, metric, dimensions, statistic };
}

function legendOf({ dimensions, metric }: SeriesPlan, statistic: string): string {
  const values = Object.values(dimensions);
  return [`${metric} ${statistic}`, ...(values.length === 0 ? [] : [values.join(" ")])].join(" ");
}

function unitOfEntry({ measure }: MetricEntryPlan, { signals }: ServicePlan): string {
  if (measure.kind === "rate") return unitIdOf("Percent");
  if (measure.kind === "math") return unitIdOf("None");
  const { series, statistic } = measure;
  if (statistic === "SampleCount") return unitIdOf("Count");
  const signal = signals.find(({ name }) => name === series.signal);
  return signal === undefined
    ? unitIdOf(unitOfMetric(series.namespace, series.metric) ?? "None")
    : unitIdOfField(signal.value, signal.unit);
}
