import type { ValueCounts } from "../metrics";
import { joined } from "./samples";
import type { Column, Rows, Source } from "./source";
import { valueStatistic } from "./statistic";

/** What an evaluation can see: ingestion takes time. */
export interface Sight {
  /** Datapoints that end at this minute or earlier have arrived completely. */
  readonly wholeBefore: number;
  /** Of the minute that begins then, only the early part has arrived; undefined if the delay is a whole number of minutes. */
  readonly early: number | undefined;
}

/** A datapoint of an alarm; it is missing if its value is NaN. */
export interface SeenDatapoint {
  readonly value: number;
  readonly samples: number;
}

/**
 * What the evaluation at minute `at` can see with an ingestion delay, in seconds: an event of second s has arrived when the clock
 * shows s + 1 + delay. A delay that is not a whole number of minutes splits one minute; the series has its early part separately.
 */
export function sightAt(at: number, delay: number): Sight {
  const wholeBefore = at - Math.ceil(delay / 60);
  return { wholeBefore, early: delay % 60 === 0 ? undefined : wholeBefore };
}

/** The datapoint of the period from minute `start` to before minute `end`. `periodColumns` computes the same in columns. */
export function datapointOf(source: Source, start: number, end: number, sight: Sight): SeenDatapoint {
  const parts: Part[] = [];
  const { whole, early, resolution } = source;
  const bound = Math.min(end, sight.wholeBefore) - resolution;
  for (let i = firstFrom(whole.minutes, start); i < whole.minutes.length && (whole.minutes[i] ?? NaN) <= bound; i++) {
    if (whole.count[i] !== 0) parts.push({ rows: whole, i });
  }
  if (early !== undefined && sight.early !== undefined && sight.early >= start && sight.early < end) {
    const i = firstFrom(early.minutes, sight.early);
    if (early.minutes[i] === sight.early && early.count[i] !== 0) parts.push({ rows: early, i });
  }
  return { value: valueOf(source, parts), samples: fold(parts, "count", add) };
}

interface Part {
  readonly rows: Rows;
  readonly i: number;
}

function valueOf({ making, metric }: Source, parts: readonly Part[]): number {
  switch (making.by) {
    case "sum":
      return fold(parts, making.column, add);
    case "ratio":
      return fold(parts, making.column, add) / fold(parts, making.over, add);
    case "least":
      return fold(parts, making.column, Math.min);
    case "greatest":
      return fold(parts, making.column, Math.max);
    case "values": {
      if (metric.statistic.kind === "simple") return NaN;
      const counted = parts.flatMap(({ rows, i }): readonly ValueCounts[] => rows.values?.slice(i, i + 1) ?? []);
      return valueStatistic(metric.statistic, joined(counted));
    }
  }
}

/** NaN where no part has a value. */
function fold(parts: readonly Part[], column: Column, combine: (a: number, b: number) => number): number {
  let result = NaN;
  for (const { rows, i } of parts) {
    const value = rows[column][i] ?? NaN;
    if (!Number.isNaN(value)) result = Number.isNaN(result) ? value : combine(result, value);
  }
  return result;
}

function add(a: number, b: number): number {
  return a + b;
}

/** Index of the first element that is `minute` or later; `minutes` is in ascending order. */
export function firstFrom(minutes: Float64Array, minute: number): number {
  let low = 0;
  let high = minutes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((minutes[middle] ?? NaN) < minute) low = middle + 1;
    else high = middle;
  }
  return low;
}
