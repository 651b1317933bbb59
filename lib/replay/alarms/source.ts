import { own } from "../../base";
import type { Series, ValueCounts } from "../metrics";
import type { SimulationInput } from "./simulation";
import type { Refusal } from "./configuration";
import type { SimpleStatistic } from "../../aws";
import type { WatchedMetric } from "./watched";
import type { DatapointFault } from "./why-not";

/** The datapoints of a metric, and how the watched statistic is computed from them. */
export interface Source {
  readonly metric: WatchedMetric;
  /** Of the datapoints, in minutes. */
  readonly resolution: number;
  readonly whole: Rows;
  /** The part of each minute that arrives a minute earlier than the rest. */
  readonly early: Rows | undefined;
  readonly making: Making;
}

/** Columns of a series, in ascending order of `minutes`. */
export interface Rows {
  readonly minutes: Float64Array;
  readonly count: Float64Array;
  readonly sum: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** Values of a statistic that was given, where they are used. */
  readonly given: Float64Array;
  readonly values: readonly ValueCounts[] | undefined;
}

/** How datapoints are combined into one of a longer period: columns are added or compared, or single values are counted. */
export type Making =
  | { readonly by: "sum" | "least" | "greatest"; readonly column: Column }
  | { readonly by: "ratio"; readonly column: Column; readonly over: Column }
  | { readonly by: "values" };

export type Column = Exclude<keyof Rows, "minutes" | "values">;

const NONE = new Float64Array(0);
const NO_ROWS: Rows = { minutes: NONE, count: NONE, sum: NONE, min: NONE, max: NONE, given: NONE, values: [] };

const MAKINGS: Readonly<Record<SimpleStatistic, Exclude<Making, { by: "values" }>>> = {
  Sum: { by: "sum", column: "sum" },
  SampleCount: { by: "sum", column: "count" },
  Average: { by: "ratio", column: "sum", over: "count" },
  Minimum: { by: "least", column: "min" },
  Maximum: { by: "greatest", column: "max" },
};

/**
 * Finds the datapoints of a metric and how to compute its statistic over the period from them, or why that is not possible.
 *
 * @param period seconds
 */
export function sourceOf(
  metric: WatchedMetric,
  period: number,
  input: Pick<SimulationInput, "candidates" | "series">,
): Source | Refusal {
  const [first, ...coarser] = input.candidates?.(metric.key) ?? [input.series(metric.key)];
  const found = sourceFrom(first, metric, period);
  if (!("whyNot" in found)) return found;
  for (const series of coarser) {
    const other = sourceFrom(series, metric, period);
    if (!("whyNot" in other)) return other;
  }
  return found;
}

function sourceFrom(series: Series | undefined, metric: WatchedMetric, period: number): Source | Refusal {
  if (series === undefined || series.minutes.length === 0 || hasOtherUnit(metric, series)) {
    return { metric, resolution: 1, whole: NO_ROWS, early: undefined, making: { by: "sum", column: "sum" } };
  }
  const { resolution } = series;
  if (period % resolution !== 0) return refusal(metric, { kind: "coarser-than-period", resolution, period });
  const grid = offGrid(series);
  if (grid !== undefined) return refusal(metric, grid);
  const found = makingOf(metric, period, series);
  if ("kind" in found) return refusal(metric, found);
  return {
    metric,
    resolution: series.resolution / 60,
    whole: rowsOf(series, found.given, found.values),
    early: series.early && rowsOf(series.early, undefined, found.values),
    making: found.making,
  };
}

function refusal({ key }: WatchedMetric, fault: DatapointFault): Refusal {
  return { whyNot: { kind: "datapoints", metric: key, fault } };
}

/** CloudWatch reads only datapoints in the alarm's unit, and does not convert units. */
function hasOtherUnit({ unit }: WatchedMetric, series: Series): boolean {
  return unit !== undefined && series.unit !== undefined && unit !== series.unit;
}

function offGrid({ minutes, resolution }: Series): DatapointFault | undefined {
  const step = resolution / 60;
  if (step === 1) return undefined;
  if (!Number.isInteger(step)) return { kind: "resolution-not-minutes", resolution };
  const first = minutes[0] ?? 0;
  return minutes.every((minute) => (minute - first) % step === 0) ? undefined : { kind: "uneven", resolution };
}

interface Found {
  readonly making: Making;
  readonly given?: Float64Array;
  readonly values?: ValuesOf;
}

type ValuesOf = (series: Omit<Series, "early">) => readonly ValueCounts[] | undefined;

function makingOf(metric: WatchedMetric, period: number, series: Series): Found | DatapointFault {
  const { statistic, statisticName } = metric;
  const given = own(series.given, statisticName);
  const isGiven = given !== undefined && hasSome(given);
  if (isGiven && series.resolution === period) return { making: { by: "greatest", column: "given" }, given };
  if (statistic.kind === "simple") {
    const making = MAKINGS[statistic.name];
    const needed = making.by === "ratio" ? [making.column, making.over] : [making.column];
    if (needed.every((column) => column !== "given" && hasSome(series[column]))) return { making };
    if (isGiven && making.by !== "ratio") return { making: { ...making, column: "given" }, given };
  } else {
    if (series.values !== undefined) return { making: { by: "values" }, values: ({ values }) => values };
    if (isOneValueEach(series)) return { making: { by: "values" }, values: oneValueEach };
  }
  if (isGiven) return { kind: "not-combinable", statistic: statisticName, resolution: series.resolution, period };
  return {
    kind: "statistic-not-given",
    statistic: statisticName,
    needs: statistic.kind === "simple" ? "itself" : "values",
    given: Object.keys(series.given ?? {}),
  };
}

/**
 * CloudWatch also computes percentiles from statistic sets, if all samples of each set are equal.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
function isOneValueEach({ min, max, sum, count }: Series): boolean {
  return min.every((value, i) => value === max[i] && sum[i] === value * (count[i] ?? NaN));
}

function oneValueEach({ min, count }: Omit<Series, "early">): readonly ValueCounts[] {
  return Array.from(min, (value, i) => ({ values: Float64Array.of(value), counts: Float64Array.of(count[i] ?? 0) }));
}

function rowsOf(series: Omit<Series, "early">, given: Float64Array | undefined, values: ValuesOf | undefined): Rows {
  const { minutes, count, sum, min, max } = series;
  return { minutes, count, sum, min, max, given: given ?? NONE, values: values?.(series) };
}

function hasSome(column: Float64Array): boolean {
  return column.some((value) => !Number.isNaN(value));
}
