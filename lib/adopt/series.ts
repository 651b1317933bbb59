import { type ResourceMetric, resourceMetrics, unitOfMetric } from "../aws";
import { own } from "../base";
import type { MetricStat } from "../terraform";
import type { LeftReason } from "./row";
import type { SignalIndex, SignalSeries } from "./signal-index";

/** A series as a configuration names it: a signal of the service, or a metric. */
export type Series =
  | ({ readonly kind: "signal"; readonly statistic: string } & SignalSeries)
  | {
      readonly kind: "metric";
      readonly metric: string | { readonly namespace: string; readonly name: string };
      readonly dimensions: Readonly<Record<string, string>>;
      readonly statistic: string;

      /** That of the catalogue, or Average. */
      readonly usualStatistic: string;
    };

/** A series, and what of it is not written any more. */
export interface TakenSeries {
  readonly series: Series;
  readonly periodSeconds: number;

  /** Its unit, which the metric has anyway. */
  readonly unit?: string;
}

/** How an alarm of a service names what it watches, or why it cannot. */
export function takenSeries(stat: MetricStat, service: string, signals: SignalIndex): TakenSeries | LeftReason {
  const { name, namespace, period, statistic, unit } = stat;
  if (name === undefined || namespace === undefined || statistic === undefined || period === undefined)
    return { kind: "unknown-values", attributes: missing({ metric_name: name, namespace, statistic, period }) };
  if (period % 60 !== 0) return { kind: "period", seconds: period };
  if (unit !== undefined && unit !== signals.unitOf(stat) && unit !== unitOfMetric(namespace, name))
    return { kind: "unit", unit };
  const signal = signals.seriesOf(stat, service);
  return {
    series:
      signal === undefined
        ? metricSeries(stat, { name, namespace, statistic })
        : { kind: "signal", statistic, ...signal },
    periodSeconds: period,
    ...(unit === undefined ? {} : { unit }),
  };
}

function missing(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values).flatMap(([argument, value]) => (value === undefined ? [argument] : []));
}

function metricSeries(
  { dimensions }: MetricStat,
  { name, namespace, statistic }: { readonly name: string; readonly namespace: string; readonly statistic: string },
): Series {
  const key = catalogue().get(seriesKey(namespace, name, Object.keys(dimensions)));
  const usual = key === undefined ? undefined : own<ResourceMetric>(resourceMetrics, key);
  return {
    kind: "metric",
    metric: key ?? { namespace, name },
    dimensions,
    statistic,
    usualStatistic: usual?.statistic ?? "Average",
  };
}

let keys: ReadonlyMap<string, string> | undefined;

/** Keys of the catalogue, by namespace, name and dimensions; the first of several. */
function catalogue(): ReadonlyMap<string, string> {
  keys ??= new Map(
    Object.entries<ResourceMetric>(resourceMetrics)
      .reverse()
      .map(([key, { dimensions, metricName, namespace }]) => [seriesKey(namespace, metricName, dimensions), key]),
  );
  return keys;
}

function seriesKey(namespace: string, name: string, dimensions: readonly string[]): string {
  return [namespace, name, ...dimensions.toSorted()].join("\n");
}
