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
  const { name, namespace, place } = filter.transformation;
  return namespace === metric.namespace && name === metric.name && place === metric.place;
}

/** {@link isPublishedBy} for many metrics: asking for one takes the same time whatever the number of filters. */
export interface PublishedNames {
  has(metric: MetricKey): boolean;
  /** In any account and Region. */
  hasAnywhere(metric: Pick<MetricKey, "namespace" | "name">): boolean;
}

export function publishedNames(filters: readonly CompleteFilter[]): PublishedNames {
  const names = new Set<string>();
  const placed = new Set<string>();
  for (const { transformation } of filters) {
    names.add(nameId(transformation));
    placed.add(placedId(transformation));
  }
  return { has: (metric) => placed.has(placedId(metric)), hasAnywhere: (metric) => names.has(nameId(metric)) };
}

function nameId({ name, namespace }: Pick<MetricKey, "namespace" | "name">): string {
  return JSON.stringify([namespace, name]);
}

function placedId({ name, namespace, place }: Pick<MetricKey, "namespace" | "name" | "place">): string {
  return JSON.stringify([namespace, name, place ?? null]);
}

/** `Provider=stripe, Region=eu`, or `no dimensions`. */
export function dimensionsText(dimensions: Readonly<Record<string, string>>): string {
  return (
    Object.entries(dimensions)
      .map(([name, value]) => `${name}=${value}`)
      .join(", ") || "no dimensions"
  );
}
