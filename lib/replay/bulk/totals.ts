import { greatest, least } from "../../base";
import {
  type BucketOptions,
  type Collected,
  type CompleteFilter,
  groupedBy,
  type NoValue,
  type PublishedFilter,
  type Series,
} from "../metrics";
import { Tallies } from "./tallies";
import { addSeries } from "./tally";

export interface TotalsOptions extends BucketOptions {
  readonly filters: readonly CompleteFilter[];
}

/** The sum of all parts. */
export function together(parts: readonly Collected[], options: TotalsOptions): Collected {
  const sum = (read: (part: Collected) => number): number => parts.reduce((total, part) => total + read(part), 0);
  const first = least(parts.map((part) => part.first ?? Infinity));
  const last = greatest(parts.map((part) => part.last ?? -Infinity));
  const events = countsTogether(parts.map((part) => part.events));
  return {
    published: { series: seriesTogether(parts, options), filters: filtersTogether(parts, events) },
    records: {
      read: sum(({ records }) => records.read),
      invalid: sum(({ records }) => records.invalid),
      withoutTime: sum(({ records }) => records.withoutTime),
      unrouted: sum(({ records }) => records.unrouted),
    },
    first: first === Infinity ? undefined : first,
    last: last === -Infinity ? undefined : last,
    days: countsTogether(parts.map(({ days }) => days ?? new Map<number, number>())),
    events,
  };
}

function countsTogether<K>(parts: readonly ReadonlyMap<K, number>[]): Map<K, number> {
  const sums = new Map<K, number>();
  for (const part of parts) for (const [key, count] of part) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
}

function seriesTogether(parts: readonly Collected[], options: TotalsOptions): Series[] {
  const tallies = new Tallies(options);
  // Where filters publish one metric with different units, the first filter's counts, as for `collector`.
  for (const members of groupedBy(options.filters, ({ logGroupName }) => logGroupName).values()) {
    for (const { transformation } of members) {
      const { namespace, name, place, unit } = transformation;
      tallies.of({ namespace, name, dimensions: {}, place }, unit);
    }
  }
  for (const series of parts.flatMap(({ published }) => published.series))
    addSeries(tallies.of(series.metric, series.unit), series);
  return tallies.series();
}

/** In the order of the first part, which has all filters. */
function filtersTogether(parts: readonly Collected[], events: ReadonlyMap<string, number>): PublishedFilter[] {
  const results = new Map<
    PublishedFilter["filter"],
    { matched: number; leftOut: number; without: Record<NoValue, number> }
  >();
  for (const { filter, matched, without, leftOut } of parts.flatMap(({ published }) => published.filters)) {
    const known = results.get(filter);
    if (known === undefined) {
      results.set(filter, { matched, leftOut, without: { ...without } });
      continue;
    }
    known.matched += matched;
    known.leftOut += leftOut;
    for (const kind of Object.keys(without) as NoValue[]) known.without[kind] += without[kind];
  }
  return [...results].map(([filter, { matched, without, leftOut }]) => {
    const seen = events.get(filter.logGroupName ?? "") ?? 0;
    return { filter, events: seen, matched, without, leftOut, nearestMiss: null };
  });
}
