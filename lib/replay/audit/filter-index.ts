import { meant, nearestAmong } from "../../base";
import type { MetricFilter } from "../../terraform";
import { type CompleteFilter, isComplete, type MetricKey } from "../metrics";
import { type Published, publishedBy } from "./published";

/**
 * Metric filters by what they publish. Filters that CloudWatch refuses count, too: another finding says that they are refused. What
 * one alarm asks takes the same time whatever the number of filters.
 */
export interface FilterIndex {
  /** What filters publish under a metric's name in its account and Region, whatever its dimensions; undefined: none does. */
  publishing(metric: MetricKey): Published | undefined;
  /** Accounts and Regions in which filters publish a metric of this name. */
  placesOf(metric: Pick<MetricKey, "namespace" | "name">): readonly (string | undefined)[];
  /** The filter of this name that publishes into a namespace. */
  filterNamed(namespace: string, name: string): CompleteFilter | undefined;
  /**
   * ` Did you mean "x"?`, where a metric of the namespace has a similar name, or nothing; undefined where none has, digits aside. Of
   * many names that are alike, the first are compared: see {@link nearestAmong}.
   */
  similarName(metric: Pick<MetricKey, "namespace" | "name">): string | undefined;
}

export function filterIndex(metricFilters: readonly MetricFilter[]): FilterIndex {
  const byMetric = new Map<string, Map<string | undefined, CompleteFilter[]>>();
  const byFilterName = new Map<string, CompleteFilter>();
  const namesIn = new Map<string, Set<string>>();
  for (const filter of metricFilters.filter(isComplete)) {
    const { name, namespace, place } = filter.transformation;
    const places = entry(byMetric, keyOf(namespace, name), () => new Map<string | undefined, CompleteFilter[]>());
    entry(places, place, (): CompleteFilter[] => []).push(filter);
    entry(namesIn, namespace, () => new Set<string>()).add(name);
    if (filter.name !== undefined) entry(byFilterName, keyOf(namespace, filter.name), () => filter);
  }
  const published = new Map<CompleteFilter[], Published>();
  const similar = new Map<string, ReturnType<typeof similarIn>>();
  return {
    publishing({ name, namespace, place }) {
      const filters = byMetric.get(keyOf(namespace, name))?.get(place);
      return filters === undefined ? undefined : entry(published, filters, () => publishedBy(filters));
    },
    placesOf: ({ name, namespace }) => [...(byMetric.get(keyOf(namespace, name))?.keys() ?? [])],
    filterNamed: (namespace, name) => byFilterName.get(keyOf(namespace, name)),
    similarName: ({ name, namespace }) =>
      entry(similar, namespace, () => similarIn([...(namesIn.get(namespace) ?? [])]))(name),
  };
}

function similarIn(names: readonly string[]): (name: string) => string | undefined {
  const plain = (name: string): string => name.replaceAll(/\d/g, "");
  const nearestPlain = nearestAmong(new Set(names.map(plain)));
  const nearest = nearestAmong(names);
  return (name) => {
    return nearestPlain(plain(name)) === undefined ? undefined : meant(nearest(name));
  };
}

function keyOf(namespace: string, name: string): string {
  return JSON.stringify([namespace, name]);
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
