import { type MetricKey, metricId, type Series, type ValueCounts } from "../series";

/** Collects samples into the minute buckets of many metrics, in any order. */
export interface Buckets {
  /**
   * The metric's buckets, created on first use. Keep the result: finding it costs more than filling it.
   *
   * @param unit unit of its samples; where filters publish one metric with different units, the first counts
   */
  of(metric: MetricKey, unit?: string): MetricBuckets;
  /** Like `of`; undefined for a metric that is one too many, see {@link MOST_METRICS}. */
  within(metric: MetricKey, unit?: string): MetricBuckets | undefined;
  /** All metrics that have a sample, in the order of first use. */
  series(): Series[];
}

export interface MetricBuckets {
  /** @param at milliseconds since 1970 */
  add(at: number, value: number): void;
}

export interface BucketOptions {
  /** Seconds of ingestion delay; only the part beyond whole minutes matters here. */
  readonly delay: number;
  /** Whether an alarm reads percentiles of a metric, whatever its dimensions: only then are single values kept. */
  readonly needsValues: (metric: MetricKey) => boolean;
  /** Whether an alarm reads a metric: those are kept, however many there are. Default: none does. */
  readonly isWatched?: (metric: MetricKey) => boolean;
  /** @default MOST_METRICS */
  readonly mostMetrics?: number;
}

/**
 * How many metrics a replay keeps, beside those that alarms read: each set of dimension values is one, and takes about 1 kB. CloudWatch
 * would have disabled the filter long before.
 */
export const MOST_METRICS = 100_000;

const MINUTE = 60_000;

export function buckets({ delay, needsValues, isWatched, mostMetrics = MOST_METRICS }: BucketOptions): Buckets {
  const all = new Map<string, Filled>();
  const remainder = (delay * 1000) % MINUTE;
  // The last millisecond of a minute that arrives with the minute before the rest.
  const earlyUntil = remainder === 0 ? undefined : MINUTE - remainder;
  const enter = (id: string, metric: MetricKey, unit: string | undefined): Filled => {
    const filled = new Filled(metric, unit, needsValues(metric), earlyUntil);
    all.set(id, filled);
    return filled;
  };
  return {
    of(metric, unit) {
      const id = metricId(metric);
      return all.get(id) ?? enter(id, metric, unit);
    },
    within(metric, unit) {
      const id = metricId(metric);
      const found = all.get(id);
      if (found !== undefined) return found;
      return all.size < mostMetrics || isWatched?.(metric) === true ? enter(id, metric, unit) : undefined;
    },
    series: () => [...all.values()].filter(({ isEmpty }) => !isEmpty).map((filled) => filled.series()),
  };
}

interface Bucket {
  count: number;
  sum: number;
  min: number;
  max: number;
  readonly values: Map<number, number> | undefined;
}

class Filled implements MetricBuckets {
  private readonly minutes = new Map<number, Bucket>();
  private readonly early = new Map<number, Bucket>();
  private lastMinute = NaN;
  private last: Bucket | undefined;

  constructor(
    private readonly metric: MetricKey,
    private readonly unit: string | undefined,
    private readonly keepsValues: boolean,
    private readonly earlyUntil: number | undefined,
  ) {}

  get isEmpty(): boolean {
    return this.minutes.size === 0;
  }

  add(at: number, value: number): void {
    const minute = Math.floor(at / MINUTE);
    // Events are mostly in the order of their times.
    if (minute !== this.lastMinute || this.last === undefined) {
      this.lastMinute = minute;
      this.last = this.bucket(this.minutes, minute);
    }
    fill(this.last, value);
    if (this.earlyUntil !== undefined && at - minute * MINUTE <= this.earlyUntil)
      fill(this.bucket(this.early, minute), value);
  }

  series(): Series {
    return {
      ...this.columns(this.minutes),
      early: this.earlyUntil === undefined ? undefined : this.columns(this.early),
    };
  }

  private bucket(among: Map<number, Bucket>, minute: number): Bucket {
    let found = among.get(minute);
    if (found === undefined) {
      found = { count: 0, sum: 0, min: Infinity, max: -Infinity, values: this.keepsValues ? new Map() : undefined };
      among.set(minute, found);
    }
    return found;
  }

  private columns(among: Map<number, Bucket>): Omit<Series, "early"> {
    const sorted = [...among].sort(([a], [b]) => a - b);
    const column = (read: (bucket: Bucket) => number): Float64Array =>
      Float64Array.from(sorted, ([, each]) => read(each));
    return {
      metric: this.metric,
      unit: this.unit,
      resolution: 60,
      minutes: Float64Array.from(sorted, ([minute]) => minute),
      count: column(({ count }) => count),
      sum: column(({ sum }) => sum),
      min: column(({ min }) => min),
      max: column(({ max }) => max),
      values: this.keepsValues ? sorted.map(([, { values }]) => valueCounts(values ?? new Map())) : undefined,
      given: undefined,
    };
  }
}

function fill(bucket: Bucket, value: number): void {
  bucket.count++;
  bucket.sum += value;
  if (value < bucket.min) bucket.min = value;
  if (value > bucket.max) bucket.max = value;
  if (bucket.values !== undefined) bucket.values.set(value, (bucket.values.get(value) ?? 0) + 1);
}

function valueCounts(values: ReadonlyMap<number, number>): ValueCounts {
  const sorted = [...values].sort(([a], [b]) => a - b);
  return {
    values: Float64Array.from(sorted, ([value]) => value),
    counts: Float64Array.from(sorted, ([, count]) => count),
  };
}
