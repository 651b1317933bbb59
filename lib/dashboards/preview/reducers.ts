import { greatest, least, own } from "../../base";

/** A value of a table or a series; null: there is none. */
export type Cell = string | number | null;

/** What many values are reduced to. */
export interface Reducer {
  /** As Grafana heads a column with it. */
  readonly name: string;
  readonly of: (values: readonly Cell[]) => Cell;
}

/**
 * A calculation, by the name that Grafana has for it; undefined for a name that is not known here.
 *
 * @see https://grafana.com/docs/grafana/latest/visualizations/panels-visualizations/query-transform-data/calculation-types/
 */
export function reducerOf(id: string): Reducer | undefined {
  const percent = Number(/^p([1-9]\d?)$/.exec(id)?.[1] ?? 0);
  if (percent > 0)
    return { name: `${ordinal(percent)} %`, of: (all) => ofNumbers(all, (some) => percentile(some, percent)) };
  const known = own(aliases, id) ?? id;
  const reducer = own(reducers, known);
  return (
    reducer &&
    (ofNothing.has(known) ? reducer : { ...reducer, of: (all) => (all.length === 0 ? null : reducer.of(all)) })
  );
}

/** Those that have a result where there is no value at all. */
const ofNothing: ReadonlySet<string> = new Set(["sum", "count", "countAll", "allIsZero", "allIsNull"]);

const aliases: Readonly<Record<string, string>> = { current: "lastNotNull", avg: "mean", total: "sum" };

const reducers: Readonly<Record<string, Reducer>> = {
  lastNotNull: { name: "Last *", of: (all) => present(all).at(-1) ?? null },
  last: { name: "Last", of: (all) => all.at(-1) ?? null },
  firstNotNull: { name: "First *", of: (all) => present(all)[0] ?? null },
  first: { name: "First", of: (all) => all[0] ?? null },
  min: { name: "Min", of: (all) => ofNumbers(all, least) },
  max: { name: "Max", of: (all) => ofNumbers(all, greatest) },
  mean: { name: "Mean", of: (all) => ofNumbers(all, mean) },
  median: { name: "Median", of: (all) => ofNumbers(all, median) },
  variance: { name: "Variance", of: (all) => variance(numbers(all)) },
  stdDev: { name: "StdDev", of: (all) => Math.sqrt(variance(numbers(all))) },
  sum: { name: "Total", of: (all) => sum(numbers(all)) },
  count: { name: "Count", of: (all) => present(all).length },
  countAll: { name: "Count all", of: (all) => all.length },
  range: { name: "Range", of: (all) => ofNumbers(all, (some) => greatest(some) - least(some)) },
  delta: { name: "Delta", of: (all) => delta(numbers(all)) },
  step: { name: "Step", of: (all) => ofNumbers(steps(numbers(all)), least) },
  diff: { name: "Difference", of: (all) => ofNumbers(all, difference) },
  diffperc: {
    name: "Difference percent",
    of: (all) => ofNumbers(all, (some) => (difference(some) / (some[0] ?? 0)) * 100),
  },
  logmin: {
    name: "Min (above zero)",
    of: (all) =>
      ofNumbers(
        numbers(all).filter((one) => one > 0),
        least,
      ),
  },
  allIsZero: {
    name: "All Zeros",
    of: (all) => truth(numbers(all).length > 0 && present(all).every((one) => one === 0)),
  },
  allIsNull: { name: "All Nulls", of: (all) => truth(present(all).length === 0) },
  changeCount: {
    name: "Change Count",
    of: (all) => present(all).filter((one, at, some) => at > 0 && one !== some[at - 1]).length,
  },
  distinctCount: { name: "Distinct Count", of: (all) => new Set(present(all)).size },
  allValues: { name: "All values", of: (all) => all.map((one) => one ?? "null").join(", ") },
  uniqueValues: { name: "All unique values", of: (all) => [...new Set(all)].map((one) => one ?? "null").join(", ") },
};

/** `1st`, `22nd`, `95th`. */
function ordinal(number: number): string {
  const teens = number > 10 && number < 14;
  return `${number}${(teens ? undefined : ["th", "st", "nd", "rd"][number % 10]) ?? "th"}`;
}

function present(all: readonly Cell[]): readonly (string | number)[] {
  return all.filter((value) => value !== null);
}

function numbers(all: readonly Cell[]): readonly number[] {
  return all.filter((value) => typeof value === "number");
}

function ofNumbers(all: readonly Cell[], calculate: (some: readonly number[]) => number | null): number | null {
  const some = numbers(all);
  const result = some.length === 0 ? null : calculate(some);
  return result === null || !Number.isFinite(result) ? null : result;
}

function sum(some: readonly number[]): number {
  return some.reduce((total, value) => total + value, 0);
}

function mean(some: readonly number[]): number {
  return sum(some) / some.length;
}

function variance(some: readonly number[]): number {
  if (some.length === 0) return 0;
  const middle = mean(some);
  return mean(some.map((value) => (value - middle) ** 2));
}

function median(some: readonly number[]): number {
  const sorted = some.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [lower = 0, upper = 0] = sorted.slice(middle - 1 + (sorted.length % 2), middle + 1 + (sorted.length % 2));
  return sorted.length % 2 === 0 ? (lower + upper) / 2 : lower;
}

function percentile(some: readonly number[], percent: number): number {
  const sorted = some.toSorted((one, other) => one - other);
  return sorted[Math.round(((sorted.length - 1) * percent) / 100)] ?? 0;
}

function steps(some: readonly number[]): readonly number[] {
  return some.slice(1).map((value, at) => value - (some[at] ?? 0));
}

/** What a counter grows by; after it begins anew, its next value is where it goes on from. */
function delta(some: readonly number[]): number {
  let isUp = true;
  let total = 0;
  for (const step of steps(some)) {
    if (step >= 0 && isUp) total += step;
    isUp = step >= 0;
  }
  return total;
}

function difference(some: readonly number[]): number {
  return (some.at(-1) ?? 0) - (some[0] ?? 0);
}

function truth(value: boolean): string {
  return value ? "true" : "false";
}
