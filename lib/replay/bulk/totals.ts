import { type Collected, type PublishedFilter, type NoValue, type MetricKey, metricId, type Series } from "../metrics";

import { addSeries, newTally, seriesOf, type Tally } from "./tally";

/** Whether an ingestion delay of so many seconds parts minutes; see `Series.early`. */
export function hasEarly(delay: number): boolean {
  return delay % 60 !== 0;
}

/** The counts of all parts as one. */
export function together(
  parts: readonly Collected[],
  delay: number,
  needsValues: (metric: MetricKey) => boolean,
): Collected {
  const sum = (read: (part: Collected) => number): number => parts.reduce((total, part) => total + read(part), 0);
  const first = Math.min(...parts.map((part) => part.first ?? Infinity));
  const last = Math.max(...parts.map((part) => part.last ?? -Infinity));
  const events = new Map<string, number>();
  for (const part of parts)
    for (const [group, count] of part.events) events.set(group, (events.get(group) ?? 0) + count);
  return {
    published: { series: seriesTogether(parts, delay, needsValues), filters: filtersTogether(parts, events) },
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

/** In the order of the metrics' ids: the scans' own order changes from run to run. */
function seriesTogether(
  parts: readonly Collected[],
  delay: number,
  needsValues: (metric: MetricKey) => boolean,
): Series[] {
  const tallies = new Map<string, Tally>();
  for (const series of parts.flatMap(({ published }) => published.series)) {
    const id = metricId(series.metric);
    let tally = tallies.get(id);
    if (tally === undefined) tallies.set(id, (tally = newTally(series.metric, needsValues(series.metric))));
    addSeries(tally, series);
  }
  return [...tallies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => seriesOf(tally, hasEarly(delay)));
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
