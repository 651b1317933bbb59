import type { ValueCounts } from "../metrics";
import { firstFrom } from "./datapoint";
import { joined } from "./samples";
import type { Rows, Source } from "./source";
import type { Statistic } from "../../aws";
import { rankOf, valueStatistic } from "./statistic";

/**
 * A statistic of single values over sliding periods: element i of the result covers `width` minutes from `first + i` on and, if
 * `early` is given, the early part of the minute after them.
 */
export function slidingValues(
  statistic: Exclude<Statistic, { kind: "simple" }>,
  { whole: rows, early }: Pick<Source, "whole" | "early">,
  { first, length, width }: Periods,
): Float64Array {
  const result = new Float64Array(length).fill(NaN);
  let low = firstFrom(rows.minutes, first);
  let high = low;
  // The values of a single datapoint are in order already.
  const window =
    statistic.kind === "percentile" && width > 1
      ? new Counts([rows, early].flatMap((of) => valuesWithin(of, first, first + length + width)))
      : undefined;
  let earlyRow = early === undefined ? 0 : firstFrom(early.minutes, first + width);
  let isStale = false;
  for (let i = 0; i < length; i++) {
    const start = first + i;
    let changed = isStale;
    for (; high < rows.minutes.length && (rows.minutes[high] ?? NaN) < start + width; high++, changed = true) {
      window?.add(rows.values?.[high], 1);
    }
    for (; low < high && (rows.minutes[low] ?? NaN) < start; low++, changed = true) window?.add(rows.values?.[low], -1);
    let extra: ValueCounts | undefined;
    if (early !== undefined) {
      while ((early.minutes[earlyRow] ?? Infinity) < start + width) earlyRow++;
      if (early.minutes[earlyRow] === start + width) extra = early.values?.[earlyRow];
    }
    isStale = extra !== undefined;
    if (!changed && extra === undefined) {
      if (i > 0) result[i] = result[i - 1] ?? NaN;
      continue;
    }
    if (window !== undefined && statistic.kind === "percentile") {
      window.add(extra, 1);
      result[i] = window.percentile(statistic.percent);
      window.add(extra, -1);
    } else {
      const parts = rows.values?.slice(low, high) ?? [];
      result[i] = valueStatistic(statistic, joined(extra === undefined ? parts : [...parts, extra]));
    }
  }
  return result;
}

interface Periods {
  /** The minute at which the first period begins. */
  readonly first: number;
  /** How many periods; one begins every minute. */
  readonly length: number;
  /** Minutes of a period. */
  readonly width: number;
}

function valuesWithin(rows: Rows | undefined, from: number, before: number): readonly ValueCounts[] {
  return rows?.values?.slice(firstFrom(rows.minutes, from), firstFrom(rows.minutes, before)) ?? [];
}

/** How often each distinct value of a series occurs in the window: a Fenwick tree, which finds a percentile without sorting. */
class Counts {
  readonly #values: Float64Array;
  readonly #tree: Float64Array;
  #total = 0;

  /** @param all every datapoint that will be added */
  constructor(all: readonly ValueCounts[]) {
    const every = new Float64Array(all.reduce((length, { values }) => length + values.length, 0));
    let at = 0;
    for (const { values } of all) {
      every.set(values, at);
      at += values.length;
    }
    every.sort();
    let length = 0;
    for (const value of every) if (length === 0 || value !== every[length - 1]) every[length++] = value;
    this.#values = every.subarray(0, length);
    this.#tree = new Float64Array(length + 1);
  }

  add(samples: ValueCounts | undefined, times: 1 | -1): void {
    if (samples === undefined) return;
    for (let i = 0; i < samples.values.length; i++) {
      const count = (samples.counts[i] ?? 0) * times;
      this.#total += count;
      for (let at = firstFrom(this.#values, samples.values[i] ?? NaN) + 1; at < this.#tree.length; at += at & -at) {
        this.#tree[at] = (this.#tree[at] ?? 0) + count;
      }
    }
  }

  /** The same percentile as that of `valueStatistic`. */
  percentile(percent: number): number {
    if (this.#total === 0 || this.#valueAt(1) < 0) return NaN;
    return this.#valueAt(Math.max(1, rankOf(percent, this.#total)));
  }

  /** The value of the n-th lowest sample, counted from 1. */
  #valueAt(rank: number): number {
    let at = 0;
    let left = rank;
    for (let step = 2 ** Math.floor(Math.log2(this.#tree.length)); step >= 1; step /= 2) {
      const count = this.#tree[at + step];
      if (count !== undefined && count < left) {
        at += step;
        left -= count;
      }
    }
    return this.#values[at] ?? NaN;
  }
}
