import type { Statistic } from "../../aws";
import type { ValueCounts } from "../metrics";

/**
 * A statistic of single values. NaN if there are no samples, if none is in the range of a mean, or if a value is negative, because
 * CloudWatch then does not provide these statistics.
 *
 * @param samples distinct values in ascending order, and how often each was sampled
 */
export function valueStatistic(statistic: Exclude<Statistic, { kind: "simple" }>, samples: ValueCounts): number {
  const { values, counts } = samples;
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0 || (values[0] ?? 0) < 0) return NaN;
  if (statistic.kind === "percentile") return valueAt(samples, rankOf(statistic.percent, total));
  return trimmed(statistic, samples, total);
}

/**
 * How many samples, counted from the lowest, are up to a percentile: its nearest rank, so that `p99` is the highest of the lowest
 * 99 %, as AWS's page says. CloudWatch's own interpolation is not documented, and its percentiles of many samples are approximations:
 * not verified.
 *
 * The number is rounded up, but not if it exceeds a whole number only because of binary fractions (99.9 % of 1000).
 */
export function rankOf(percent: number, samples: number): number {
  return Math.max(0, Math.ceil((percent / 100) * samples - 1e-12 * samples));
}

function trimmed(
  { of, inPercent, low, high }: Extract<Statistic, { kind: "trimmed" }>,
  samples: ValueCounts,
  total: number,
): number {
  const { values, counts } = samples;
  const first = inPercent ? rankOf(low, total) : 0;
  const last = inPercent ? rankOf(high, total) : total;
  // The lower bound is exclusive and the higher one inclusive, as AWS documents for absolute bounds.
  const floor = inPercent ? valueAt(samples, first) : low;
  const ceiling = inPercent ? valueAt(samples, last) : high;
  let before = 0;
  let count = 0;
  let sum = 0;
  let winsorized = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    const sampled = counts[i] ?? 0;
    const kept = inPercent
      ? Math.max(0, Math.min(before + sampled, last) - Math.max(before, first))
      : value > low && value <= high
        ? sampled
        : 0;
    count += kept;
    sum += kept * value;
    winsorized += sampled * Math.min(Math.max(value, floor), ceiling);
    before += sampled;
  }
  switch (of) {
    case "count":
      return count;
    case "sum":
      return sum;
    case "rank":
      return (100 * count) / total;
    case "mean":
      return count === 0 ? NaN : sum / count;
    case "winsorized":
      return winsorized / total;
  }
}

/** The value of the n-th lowest sample; the lowest for 0. */
function valueAt({ values, counts }: ValueCounts, rank: number): number {
  let before = 0;
  for (let i = 0; i < values.length; i++) {
    before += counts[i] ?? 0;
    if (before >= rank) return values[i] ?? NaN;
  }
  return NaN;
}

/**
 * The number of samples below which a percentile is not significant to CloudWatch: 10 / (1 - p) from the median on, 10 / p below it.
 * 0 for other statistics, and for `p0` and `p100`, to which the formula does not apply.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
 */
export function significantSamples(statistic: Statistic): number {
  if (statistic.kind !== "percentile") return 0;
  const { percent } = statistic;
  const share = percent >= 50 ? 100 - percent : percent;
  // In percent and rounded, because 10 / (1 - 0.99) is a little less than 1000 in binary fractions.
  return share === 0 || percent === 100 ? 0 : Number((1000 / share).toFixed(6));
}
