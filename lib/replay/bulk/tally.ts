import type { MetricKey, Series, ValueCounts } from "../metrics";

/** The minute buckets of one metric, filled with sums over many events. */
export interface Tally {
  readonly metric: MetricKey;
  readonly unit: string | undefined;
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

/** Several samples combined. */
export interface Amount {
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

export function newTally(metric: MetricKey, unit: string | undefined, keepsValues: boolean): Tally {
  return { metric, unit, keepsValues, whole: new Map(), early: new Map() };
}

/** Counts events whose values do not matter. */
export function addEvents({ early, whole }: Tally, { count, isEarly, minute }: Samples): void {
  bucketOf(whole, minute).count += count;
  if (isEarly) bucketOf(early, minute).count += count;
}

/** Adds samples whose sum, minimum and maximum are known; where values are kept, all must be equal. */
export function addSamples(tally: Tally, { count, isEarly, minute }: Samples, amount: Amount): void {
  const { early, keepsValues, whole } = tally;
  fill(bucketOf(whole, minute), count, amount, keepsValues);
  if (isEarly) fill(bucketOf(early, minute), count, amount, keepsValues);
}

function fill(bucket: Bucket, count: number, { sum, min, max }: Amount, keepsValues: boolean): void {
  bucket.count += count;
  bucket.sum += sum;
  if (min < bucket.min) bucket.min = min;
  if (max > bucket.max) bucket.max = max;
  if (!keepsValues) return;
  bucket.values ??= new Map();
  bucket.values.set(min, (bucket.values.get(min) ?? 0) + count);
}

function bucketOf(among: Map<number, Bucket>, minute: number): Bucket {
  let bucket = among.get(minute);
  if (bucket === undefined) {
    bucket = { count: 0, sum: 0, min: Infinity, max: -Infinity, values: undefined };
    among.set(minute, bucket);
  }
  return bucket;
}

/** @param hasEarly whether the ingestion delay splits minutes */
export function seriesOf(tally: Tally, hasEarly: boolean): Series {
  return { ...columns(tally, tally.whole), early: hasEarly ? columns(tally, tally.early) : undefined };
}

function columns({ metric, unit, keepsValues }: Tally, among: ReadonlyMap<number, Bucket>): Omit<Series, "early"> {
  const minutes = Float64Array.from(among.keys()).sort();
  const column = (): Float64Array => new Float64Array(minutes.length);
  const columns = { count: column(), sum: column(), min: column(), max: column() };
  const values: ValueCounts[] = [];
  minutes.forEach((minute, at) => {
    const bucket = among.get(minute);
    if (bucket === undefined) return;
    columns.count[at] = bucket.count;
    columns.sum[at] = bucket.sum;
    columns.min[at] = bucket.min;
    columns.max[at] = bucket.max;
    if (bucket.values !== undefined) values.push(valueCounts(bucket.values));
  });
  return {
    metric,
    unit,
    resolution: 60,
    minutes,
    ...columns,
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
    const bucket = bucketOf(among, minute);
    fill(bucket, count[at] ?? 0, { sum: sum[at] ?? 0, min: min[at] ?? 0, max: max[at] ?? 0 }, false);
    const counts = values?.[at];
    if (counts === undefined) return;
    const known = (bucket.values ??= new Map<number, number>());
    counts.values.forEach((value, index) => known.set(value, (known.get(value) ?? 0) + (counts.counts[index] ?? 0)));
  });
}
