import { sampleValues } from "../../aws";
import type { ComparisonOperator, MetricStat } from "../../terraform";
import { complete } from "../metrics";
import type { FilterIndex } from "./filter-index";

/** The values that a statistic of a metric can have, whatever is logged. */
export interface Range {
  readonly lowest: number;
  readonly highest: number;
  /** Whether events that do not match also give a datapoint, because a filter publishes a default value. */
  readonly isSteady: boolean;
}

/** The values that a statistic of the metric can have, from what its filters publish; undefined if they read values from the log. */
export function rangeOf(metric: MetricStat, index: FilterIndex): Range | undefined {
  const { statistic } = metric;
  const published = complete(metric) ? index.publishing(metric) : undefined;
  if (published === undefined || statistic === undefined) return undefined;
  const { constants, defaults, isMeasured } = published;
  const isSteady = defaults !== undefined;
  if (statistic === "SampleCount") return { lowest: 1, highest: Infinity, isSteady };
  if (constants === undefined || isMeasured || /^(?:TC|TS|PR)/i.test(statistic)) return undefined;
  const lowest = Math.min(constants.lowest, defaults?.lowest ?? Infinity);
  const highest = Math.max(constants.highest, defaults?.highest ?? -Infinity);
  if (statistic !== "Sum") return { lowest, highest, isSteady };
  return {
    lowest: lowest < 0 ? -Infinity : lowest,
    highest: highest > 0 ? Infinity : highest,
    isSteady,
  };
}

/** The values that a statistic of a metric of AWS can have, by what AWS says of its samples; undefined where it says nothing. */
export function vendedRangeOf({ name, namespace, statistic }: MetricStat): Range | undefined {
  if (name === undefined || namespace === undefined || statistic === undefined || !BETWEEN.has(statistic))
    return undefined;
  const values = sampleValues(namespace, name);
  return values === undefined ? undefined : { ...values, isSteady: false };
}

/** Statistics that lie between the samples, and that AWS explains for its own metrics. */
const BETWEEN: ReadonlySet<string> = new Set(["Average", "Minimum", "Maximum"]);

/** Whether a value breaches a threshold; undefined where the alarm compares with a band. */
export function breachingOf(
  operator: ComparisonOperator | undefined,
): ((value: number, threshold: number) => boolean) | undefined {
  return operator === undefined ? undefined : breaching[operator];
}

const breaching: Readonly<Partial<Record<ComparisonOperator, (value: number, threshold: number) => boolean>>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};
