import type { MetricFilter } from "../../terraform";
import { type CompleteFilter, isComplete, type MetricKey } from "../metrics";

/** Metric filters by what they publish. Filters that CloudWatch refuses count, too: another finding says that they are refused. */
export interface FilterIndex {
  readonly filters: readonly CompleteFilter[];
  /** Filters that publish a metric of this name in the same account and Region, whatever its dimensions. */
  publishing(metric: MetricKey): readonly CompleteFilter[];
  /** As `publishing`, in any account and Region. */
  named(metric: Pick<MetricKey, "namespace" | "name">): readonly CompleteFilter[];
  /** Filters that publish into a namespace. */
  inNamespace(namespace: string): readonly CompleteFilter[];
}

export function filterIndex(metricFilters: readonly MetricFilter[]): FilterIndex {
  const filters = metricFilters.filter(isComplete);
  const byName = new Map<string, CompleteFilter[]>();
  const byNamespace = new Map<string, CompleteFilter[]>();
  for (const filter of filters) {
    const { name, namespace } = filter.transformation;
    entered(byName, keyOf({ namespace, name }), filter);
    entered(byNamespace, namespace, filter);
  }
  const named = (metric: Pick<MetricKey, "namespace" | "name">): readonly CompleteFilter[] =>
    byName.get(keyOf(metric)) ?? [];
  return {
    filters,
    publishing: (metric) => named(metric).filter(({ transformation }) => transformation.place === metric.place),
    named,
    inNamespace: (namespace) => byNamespace.get(namespace) ?? [],
  };
}

function keyOf({ namespace, name }: Pick<MetricKey, "namespace" | "name">): string {
  return JSON.stringify([namespace, name]);
}

function entered(map: Map<string, CompleteFilter[]>, key: string, filter: CompleteFilter): void {
  const present = map.get(key);
  if (present === undefined) map.set(key, [filter]);
  else present.push(filter);
}
