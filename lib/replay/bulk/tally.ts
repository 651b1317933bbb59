import type { MetricKey, Series, ValueCounts } from "../metrics";

/** The minute buckets of one metric, filled by sums over many events. */
export interface Tally {
  readonly metric: MetricKey;
  readonly keepsValues: boolean;
  readonly whole: Map<number, Bucket>;
  readonly early: Map<number, Bucket>;
}

export interface Bucket {
  count: number;
  sum: number;
  min: number;
  max: number;
  values: Map<number, number> | undefined;
}

/** Samples of one minute. */
export interface Samples {
  readonly minute: number;
  /** Whether they are of the part of the minute that arrives early; see {@link Series.early}. */
  readonly isEarly: boolean;
  readonly count: number;
}

export function newTally(metric: MetricKey, keepsValues: boolean): Tally {
  return { metric, keepsValues, whole: new Map(), early: new Map() };
}

/** Adds samples of which sum and extremes are known; where values are kept, all must be the same. */
export function addSamples(
  tally: Tally,
  { minute, isEarly, count }: Samples,
  sum: number,
  min: number,
  max: number,
): void {
  fill(tally.whole, tally.keepsValues, minute, count, sum, min, max);
  if (isEarly) fill(tally.early, tally.keepsValues, minute, count, sum, min, max);
}

function fill(
  among: Map<number, Bucket>,
  keepsValues: boolean,
  minute: number,
  count: number,
  sum: number,
  min: number,
  max: number,
): void {
  let bucket = among.get(minute);
  if (bucket === undefined) {
    bucket = { count: 0, sum: 0, min: Infinity, max: -Infinity, values: undefined };
    among.set(minute, bucket);
  }
  bucket.count += count;
  bucket.sum += sum;
  if (min < bucket.min) bucket.min = min;
  if (max > bucket.max) bucket.max = max;
  if (!keepsValues) return;
  bucket.values ??= new Map();
  bucket.values.set(min, (bucket.values.get(min) ?? 0) + count);
}

/** @param hasEarly whether the ingestion delay parts minutes at all */
export function seriesOf(tally: Tally, hasEarly: boolean): Series {
  return { ...columns(tally, tally.whole), early: hasEarly ? columns(tally, tally.early) : undefined };
}

function columns({ metric, keepsValues }: Tally, among: ReadonlyMap<number, Bucket>): Omit<Series, "early"> {
  const minutes = Float64Array.from(among.keys()).sort();
  const [count, sum, min, max] = [0, 1, 2, 3].map(() => new Float64Array(minutes.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const values: ValueCounts[] = [];
  minutes.forEach((minute, at) => {
    const bucket = among.get(minute);
    if (bucket === undefined) return;
    count[at] = bucket.count;
    sum[at] = bucket.sum;
    min[at] = bucket.min;
    max[at] = bucket.max;
    if (bucket.values !== undefined) values.push(valueCounts(bucket.values));
  });
  const resolution = 60;
  return {
    metric,
    resolution,
    minutes,
    count,
    sum,
    min,
    max,
    values: keepsValues ? values : undefined,
    given: undefined,
  };
}

function valueCounts(counts: ReadonlyMap<number, number>): ValueCounts {
  const values = Float64Array.from(counts.keys()).sort();
  return { values, counts: Float64Array.from(values, (value) => counts.get(value) ?? 0) };
}

/** Adds the datapoints of a series of the same metric. */
export function addSeries(tally: Tally, series: Series): void {
  pour(tally.whole, series);
  if (series.early !== undefined) pour(tally.early, series.early);
}

function pour(among: Map<number, Bucket>, { minutes, count, sum, min, max, values }: Omit<Series, "early">): void {
  minutes.forEach((minute, at) => {
    fill(among, false, minute, count[at] ?? 0, sum[at] ?? 0, min[at] ?? 0, max[at] ?? 0);
    const bucket = among.get(minute);
    const counts = values?.[at];
    if (bucket === undefined || counts === undefined) return;
    const known = (bucket.values ??= new Map<number, number>());
    counts.values.forEach((value, index) => known.set(value, (known.get(value) ?? 0) + (counts.counts[index] ?? 0)));
  });
}
