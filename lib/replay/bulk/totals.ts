import type { Collected } from "../collect";
import type { PublishedFilter } from "../publish/publisher";
import type { NoValue } from "../publish/sample";
import { type MetricKey, metricId, type Series } from "../series";
import type { CountedTotals, Tallies } from "./counted-events";
import { addSeries, newTally, seriesOf } from "./tally";

/** What the scans counted and what was evaluated beside them, as one. */
export function together(
  scans: readonly CountedTotals[],
  tallies: Tallies,
  beside: Collected,
  hasEarly: boolean,
  needsValues: (metric: MetricKey) => boolean,
): Omit<Collected, "findings"> {
  const first = Math.min(...scans.map((scan) => scan.first), beside.first ?? Infinity);
  const last = Math.max(...scans.map((scan) => scan.last), beside.last ?? -Infinity);
  const events = new Map(beside.events);
  for (const scan of scans)
    for (const [group, count] of scan.events) events.set(group, (events.get(group) ?? 0) + count);
  const { read, invalid, without_time, unrouted } = beside.records;
  return {
    published: {
      series: seriesTogether(tallies, beside.published.series, hasEarly, needsValues),
      filters: beside.published.filters.map((filter) => filterTogether(filter, scans, events)),
    },
    records: {
      read: scans.reduce((sum, scan) => sum + scan.read, read),
      invalid,
      without_time,
      unrouted: scans.reduce((sum, scan) => sum + scan.unrouted, unrouted),
    },
    first: first === Infinity ? undefined : first,
    last: last === -Infinity ? undefined : last,
    events,
  };
}

/** In the order of the metrics' ids: the scans' own order changes from run to run. */
function seriesTogether(
  tallies: Tallies,
  beside: readonly Series[],
  hasEarly: boolean,
  needsValues: (metric: MetricKey) => boolean,
): Series[] {
  for (const series of beside) {
    const id = metricId(series.metric);
    let tally = tallies.get(id);
    if (tally === undefined) tallies.set(id, (tally = newTally(series.metric, needsValues(series.metric))));
    addSeries(tally, series);
  }
  return [...tallies]
    .filter(([, { whole }]) => whole.size > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, tally]) => seriesOf(tally, hasEarly));
}

function filterTogether(
  beside: PublishedFilter,
  scans: readonly CountedTotals[],
  events: ReadonlyMap<string, number>,
): PublishedFilter {
  const without = { ...beside.without } as Record<NoValue, number>;
  let { matched } = beside;
  for (const scan of scans) {
    const counted = scan.filters.get(beside.filter as Parameters<typeof scan.filters.get>[0]);
    if (counted === undefined) continue;
    matched += counted.matched;
    for (const kind of Object.keys(without) as NoValue[]) without[kind] += counted.without[kind];
  }
  const seen = events.get(beside.filter.logGroupName ?? "") ?? 0;
  return {
    filter: beside.filter,
    events: seen,
    matched,
    without,
    nearestMiss: matched > 0 ? null : beside.nearestMiss,
  };
}
