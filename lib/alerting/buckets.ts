import { bucketsOf } from "../collector";
import { readStatistic } from "../aws";
import type { AlarmComparison, MeasurePlan, StatisticPlan } from "../config";
import { NoRule } from "./alert-rule";
import { type RuleContext, signalOf } from "./series";

/**
 * Says where a percentile that Prometheus estimates may be on the other side of the threshold: between the bounds of the threshold's bucket.
 *
 * @throws {NoRule} `beyond-buckets`
 */
export function noteBuckets(
  measure: MeasurePlan,
  { comparison, threshold }: { readonly comparison: AlarmComparison; readonly threshold: number },
  context: RuleContext,
): void {
  const { differences, language } = context;
  if (language !== "promql") return;
  if (measure.kind === "math") {
    if (Object.values(measure.metrics).some(isPercentile)) differences.set("buckets", { difference: "buckets" });
    return;
  }
  if (measure.kind === "rate" || !isPercentile(measure)) return;
  const signal = signalOf(measure.series, context);
  if (signal === undefined) return;
  const bounds = bucketsOf(signal.unit);
  const last = bounds.at(-1) ?? 0;
  if (threshold >= last) throw new NoRule({ why: "beyond-buckets", bound: last });
  // What equals a bound is in the bucket below it.
  const isBelow = comparison === "above" || comparison === "atMost";
  const from = bounds.findLast((bound) => (isBelow ? bound <= threshold : bound < threshold)) ?? 0;
  const to = bounds.find((bound) => bound >= threshold) ?? last;
  differences.set("buckets", { difference: "buckets", between: [from, to] });
}

function isPercentile({ statistic }: Pick<StatisticPlan, "statistic">): boolean {
  const read = readStatistic(statistic);
  return typeof read === "object" && read.kind === "percentile";
}
