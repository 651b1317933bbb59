import type { ItemExpectation } from "../scenario";
import type { SentItem } from "../sent";
import type { Item, MetricItem } from "../telemetry";
import { type Arrival, joinedOf, seriesOf } from "./arrivals";
import { canonical, isMeant } from "./select";

/** What an expectation is about. */
export interface Chosen {
  /** Places of what was sent. */
  readonly sent: readonly number[];
  /** What came out, at any of its exporters. */
  readonly arrived: readonly Arrival[];
  /** The same, each once. */
  readonly distinct: readonly Item[];
  /** Places of what was sent and did not come out. */
  readonly missing: readonly number[];
}

/** An item that came out is meant if it looks like that, or looked like that when it was sent. */
export function chosen(
  { selector, exporter, pipeline }: ItemExpectation,
  sent: readonly SentItem[],
  arrivals: readonly Arrival[],
): Chosen {
  const meant = new Set<number>();
  for (const [at, { item }] of sent.entries()) if (isMeant(item, selector)) meant.add(at);
  const arrived = arrivals.filter(
    (each) =>
      (exporter === undefined || each.exporter === exporter) &&
      (pipeline === undefined || each.pipeline === pipeline) &&
      ((each.from !== undefined && meant.has(each.from)) || isMeant(each.item, selector)),
  );
  const seen = new Set(arrived.map(({ from }) => from));
  return {
    sent: [...meant],
    arrived,
    distinct: distinctOf(arrived),
    missing: [...meant].filter((at) => !seen.has(at)),
  };
}

/** Each item once. Of what has no identity, as many as the exporter has that has most. */
function distinctOf(arrived: readonly Arrival[]): Item[] {
  const known = new Map<number, Item>();
  const loose = new Map<string, { item: Item; bySink: Map<string, number> }>();
  for (const { item, from, exporter, pipeline } of arrived) {
    if (from !== undefined) {
      known.set(from, item);
      continue;
    }
    const key = item.kind === "metric" ? seriesOf(item) : canonical(item);
    const found = loose.get(key) ?? { item, bySink: new Map<string, number>() };
    loose.set(key, found);
    const sink = JSON.stringify([exporter, pipeline]);
    found.bySink.set(sink, (found.bySink.get(sink) ?? 0) + 1);
  }
  const made = [...loose.values()].flatMap(({ item, bySink }) => {
    let most = 0;
    for (const many of bySink.values()) most = Math.max(most, many);
    return Array.from({ length: most }, () => item);
  });
  return [...known.values(), ...made];
}

/** Sum of the values of datapoints: of a series that is not a delta, the last one. */
export function valueSum(items: readonly Item[]): number {
  const series = new Map<string, MetricItem>();
  for (const item of items) {
    if (item.kind !== "metric") continue;
    const key = seriesOf(item);
    const before = series.get(key);
    series.set(key, before === undefined ? item : joinedOf(before, item));
  }
  let sum = 0;
  for (const { value } of series.values()) sum += value;
  return sum;
}
