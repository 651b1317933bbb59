import {
  complete,
  type CompleteFilter,
  type CompleteStat,
  isPublishedBy,
  type MetricKey,
  type PublishedFilter,
  type Series,
  statsOf,
} from "../metrics";
import type { MetricAlarm } from "../../terraform";

/** Why a metric of an alarm had no datapoint in the whole replay. `noDataText` of `replay/reasons` puts it into words. */
export type NoData = { readonly metric: MetricKey } & NoDataCause;

export type NoDataCause =
  /** The alarm names a unit that the metric does not have; CloudWatch does not convert units. */
  | { readonly kind: "unit"; readonly wanted: string; readonly published: readonly string[] }
  /** No filter publishes these dimensions: names of those that filters do publish. */
  | { readonly kind: "dimensions"; readonly published: readonly (readonly string[])[] }
  /** The dimensions are published, but not with these values; those that were seen, some of them. */
  | { readonly kind: "dimension-values"; readonly seen: readonly MetricKey["dimensions"][] }
  /** No record belongs to the log groups of its filters. */
  | { readonly kind: "no-records"; readonly logGroups: readonly string[] }
  /** Its filters matched none of their events. */
  | { readonly kind: "no-match"; readonly filters: readonly string[]; readonly events: number }
  /** Its filters matched, and the value was not a number. */
  | { readonly kind: "no-number"; readonly filters: readonly string[]; readonly matched: number }
  /** Its datapoints lie outside the clock, or there are none in what was given. */
  | { readonly kind: "not-in-the-clock" };

/** What publishes metrics, and what was published, by the metric's namespace and name. */
export interface Publishing {
  readonly filters: ReadonlyMap<string, readonly CompleteFilter[]>;
  readonly series: ReadonlyMap<string, readonly Series[]>;
  /** By the filter's address. */
  readonly published: ReadonlyMap<string, PublishedFilter>;
  /** Those that were found: many alarms may read one metric. */
  readonly causes: Map<string, NoDataCause>;
}

/** Indexes filters, what they published, and all series. */
export function publishingOf(
  filters: readonly CompleteFilter[],
  published: readonly PublishedFilter[],
  series: readonly Series[],
): Publishing {
  return {
    filters: byKey(filters, ({ transformation }) => nameKey(transformation)),
    series: byKey(series, ({ metric }) => nameKey(metric)),
    published: new Map(published.map((each) => [each.filter.address, each])),
    causes: new Map(),
  };
}

function nameKey({ name, namespace }: Pick<MetricKey, "name" | "namespace">): string {
  return JSON.stringify([namespace, name]);
}

function byKey<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

/** How many dimension values are named. */
const MOST = 5;

/** Why an alarm that was evaluated never had a datapoint: a cause for each metric that it reads. */
export function noDataOf(alarm: MetricAlarm, publishing: Publishing): readonly NoData[] {
  return statsOf(alarm)
    .filter(complete)
    .map((stat) => {
      const { namespace, name, dimensions, place, unit } = stat;
      const key = JSON.stringify([namespace, name, place ?? null, Object.entries(dimensions), unit ?? null]);
      const cause = publishing.causes.get(key) ?? causeOf(stat, publishing);
      publishing.causes.set(key, cause);
      return { metric: { namespace, name, dimensions, place }, ...cause };
    });
}

function causeOf(stat: CompleteStat, { filters, published, series }: Publishing): NoDataCause {
  const ofName = (filters.get(nameKey(stat)) ?? []).filter((filter) => isPublishedBy(filter, stat));
  const given = series.get(nameKey(stat)) ?? [];
  const ownSeries = given.filter(({ metric }) => equal(metric.dimensions, stat.dimensions));
  const units = [...new Set([...ofName.map(({ transformation }) => transformation.unit), ...unitsOf(ownSeries)])];
  const names = Object.keys(stat.dimensions).sort();
  const sets = ofName.map(({ transformation }) => Object.keys(transformation.dimensions).sort());
  if (ofName.length > 0 && ownSeries.length === 0 && !sets.some((set) => equal(set, names)))
    return { kind: "dimensions", published: distinct(sets) };
  if (stat.unit !== undefined && units.length > 0 && !units.includes(stat.unit))
    return { kind: "unit", wanted: stat.unit, published: units };
  const own = ofName.flatMap(({ address }) => published.get(address) ?? []);
  if (own.length === 0 || ownSeries.some(({ minutes }) => minutes.length > 0)) return { kind: "not-in-the-clock" };
  const events = own.reduce((sum, each) => sum + each.events, 0);
  const matched = own.reduce((sum, each) => sum + each.matched, 0);
  if (events === 0)
    return { kind: "no-records", logGroups: [...new Set(ofName.map(({ logGroupName }) => logGroupName))] };
  const labels = own.map(({ filter }) => filter.name ?? filter.address);
  if (matched === 0) return { kind: "no-match", filters: labels, events };
  if (names.length > 0 && given.length > 0)
    return { kind: "dimension-values", seen: given.slice(0, MOST).map(({ metric }) => metric.dimensions) };
  return { kind: "no-number", filters: labels, matched };
}

function unitsOf(series: readonly Series[]): string[] {
  return series.flatMap(({ unit }) => unit ?? []);
}

function distinct(sets: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(sets.map((set) => [JSON.stringify(set), set])).values()];
}

function equal(a: object, b: object): boolean {
  const [one, other] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return one.length === other.size && one.every(([key, value]) => other.get(key) === value);
}
