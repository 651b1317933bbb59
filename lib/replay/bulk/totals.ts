import { greatest, least } from "../../base";
import type { BucketOptions, Collected, NoValue, PublishedFilter, Series } from "../metrics";
import { Tallies } from "./tallies";
import { addSeries } from "./tally";

/** The sum of all parts. */
export function together(parts: readonly Collected[], options: BucketOptions): Collected {
  const sum = (read: (part: Collected) => number): number => parts.reduce((total, part) => total + read(part), 0);
  const first = least(parts.map((part) => part.first ?? Infinity));
  const last = greatest(parts.map((part) => part.last ?? -Infinity));
  const events = new Map<string, number>();
  for (const part of parts)
    for (const [group, count] of part.events) events.set(group, (events.get(group) ?? 0) + count);
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
    events,
  };
}

function seriesTogether(parts: readonly Collected[], options: BucketOptions): Series[] {
  const tallies = new Tallies(options);
  for (const series of parts.flatMap(({ published }) => published.series)) addSeries(tallies.of(series.metric), series);
  return tallies.series();
}

/** In the order of the first part, which has all filters. */
function filtersTogether(parts: readonly Collected[], events: ReadonlyMap<string, number>): PublishedFilter[] {
  const results = new Map<PublishedFilter["filter"], { matched: number; without: Record<NoValue, number> }>();
  for (const { filter, matched, without } of parts.flatMap(({ published }) => published.filters)) {
    const known = results.get(filter);
    if (known === undefined) {
      results.set(filter, { matched, without: { ...without } });
      continue;
    }
    known.matched += matched;
    for (const kind of Object.keys(without) as NoValue[]) known.without[kind] += without[kind];
  }
  return [...results].map(([filter, { matched, without }]) => {
    const seen = events.get(filter.logGroupName ?? "") ?? 0;
    return { filter, events: seen, matched, without, nearestMiss: null };
  });
}
