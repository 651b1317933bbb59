import type { MetricAlarm, MetricStat } from "../../terraform";
import type { CompleteFilter } from "./publish/publisher";
import type { MetricKey } from "./series";

/** The metrics that an alarm reads. */
export function statsOf({ metric, queries }: MetricAlarm): MetricStat[] {
  return [...(metric === undefined ? [] : [metric]), ...queries.flatMap(({ metric: each }) => each ?? [])];
}

/** A statistic whose metric is known by name. */
export type CompleteStat = MetricStat & MetricKey;

export function complete(stat: MetricStat): stat is CompleteStat {
  return stat.namespace !== undefined && stat.name !== undefined;
}

/** Whether filters publish a metric of this name, whatever its dimensions. */
export function isPublishedBy(filter: CompleteFilter, metric: MetricKey): boolean {
  return isNamed(filter, metric) && filter.transformation.place === metric.place;
}

/** As {@link isPublishedBy}, in any account and Region. */
function isNamed({ transformation }: CompleteFilter, { namespace, name }: MetricKey): boolean {
  return transformation.namespace === namespace && transformation.name === name;
}

/** `Provider=stripe, Region=eu`, or `no dimensions`. */
export function dimensionsText(dimensions: Readonly<Record<string, string>>): string {
  return (
    Object.entries(dimensions)
      .map(([name, value]) => `${name}=${value}`)
      .join(", ") || "no dimensions"
  );
}
