import type { ServicePlan } from "../config";
import type { Signal } from "../contract";
import type { MetricQuery, Panel } from "./board";
import { spoken } from "./names";
import { unitIdOfField } from "./units";

const times: readonly string[] = ["Seconds", "Milliseconds", "Microseconds"];

/**
 * The chart of a signal: how often, how much, or, of times, how long for most and for the slowest. A signal with dimensions has a series
 * for each value, and one of all, if that is counted, too.
 */
export function signalPanel(signal: Signal, service: ServicePlan): Panel {
  const isTime = times.includes(signal.unit);
  return {
    key: signal.name,
    title: spoken(signal.name),
    description: signal.description,
    kind: isTime ? "timeseries" : "bars",
    queries: signalQueries(signal, service, isTime ? ["p50", "p95", "p99"] : ["Sum"]),
    unit: unitIdOfField(signal.value, signal.unit),
    ...(isTime || signal.dimensions.length === 0 ? {} : { stacked: true }),
  };
}

/** The series of a signal in CloudWatch, with one or more statistics. */
export function signalQueries(
  { dimensions, metric, total }: Signal,
  { namespace }: ServicePlan,
  statistics: readonly string[],
): readonly MetricQuery[] {
  const base = { kind: "metric", namespace, metric } as const;
  const several = statistics.length > 1;
  const all = total
    ? statistics.map((statistic, at): MetricQuery => ({
        ...base,
        id: `all${String(at + 1)}`,
        dimensions: {},
        statistic,
        ...(several || dimensions.length === 0 ? {} : { drawnAs: "line" as const }),
        legend: several ? statistic : dimensions.length > 0 ? "all" : metric,
      }))
    : [];
  if (dimensions.length === 0) return all;
  const [statistic] = several ? statistics.slice(1) : statistics;
  if (statistic === undefined) return all;
  return [
    ...all,
    {
      ...base,
      id: "each1",
      dimensions: Object.fromEntries(dimensions.map((dimension) => [dimension, "*"])),
      statistic,
      legend: [...(several ? [statistic] : []), ...dimensions.map((dimension) => `\${PROP('Dim.${dimension}')}`)].join(
        " ",
      ),
    },
  ];
}
