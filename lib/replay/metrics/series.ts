/** A CloudWatch metric: other dimensions are another metric, and CloudWatch does not add them up. */
export interface MetricKey {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /**
   * Region, with the account where it is known (`111122223333/eu-west-1`), if a template has resources in several: what is
   * published in one is not seen in another. Undefined: there is only one, or the datapoints were given, and count in each.
   */
  readonly place?: string | undefined;
}

/**
 * The datapoints of one metric, minute by minute: columns of equal length, in ascending order of `minute`, each minute once.
 *
 * Columns rather than objects: thirty days of a thousand metrics are forty million datapoints.
 */
export interface Series {
  readonly metric: MetricKey;

  /** Seconds that a datapoint covers: 60, or more where given datapoints cover more (get-metric-data with a period). */
  readonly resolution: number;

  /** Unit of the datapoints, `Milliseconds`; undefined: not known. An alarm with another unit sees none of them. */
  readonly unit?: string | undefined;

  /** Start of the datapoint, in minutes since 1970. */
  readonly minutes: Float64Array;
  readonly count: Float64Array;
  readonly sum: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;

  /** Values of each datapoint, for percentiles; undefined where no alarm needs them, or they are not known. */
  readonly values: readonly ValueCounts[] | undefined;

  /**
   * With an ingestion delay that is not a whole number of minutes: the part of each minute that arrives a minute earlier than the
   * rest, `60 - delay % 60` seconds of it. Minutes without such a part are absent.
   */
  readonly early: Omit<Series, "early"> | undefined;

  /** Columns of given statistics that cannot be computed from others, by name; NaN where there is no value. */
  readonly given: Readonly<Record<string, Float64Array>> | undefined;
}

/** Distinct values in ascending order, and how often each was sampled. */
export interface ValueCounts {
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

/** One text per metric: equal for equal metrics, whatever the order of their dimensions. */
export function metricId({ namespace, name, dimensions, place }: MetricKey): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify([namespace, name, ...sorted, ...(place === undefined ? [] : [{ place }])]);
}
