import type { ThresholdRule } from "./configuration";
import type { Change } from "./evaluations";
import type { RuleTree } from "./composite/rule";
import type { UndocumentedReading } from "./transition-notes";
import type { Watched } from "./watched";

/** A value nearer to the threshold than this share of it may lie on the other side with another percentile rank. */
const NEAR = 0.05;

/**
 * The readings that a metric alarm's transition depends on. Where every one of the newest periods has a datapoint, these decide by the
 * documented rules alone, whatever the evaluation range is.
 */
export function undocumentedReadings(
  { from, retrieved }: Pick<Change, "from" | "retrieved">,
  rule: ThresholdRule,
  { formula, metrics }: Watched,
  { isWallClock, significant }: { readonly isWallClock: boolean; readonly significant: number },
): readonly UndocumentedReading[] {
  const { evaluationPeriods, threshold } = rule;
  const newest = retrieved.slice(0, evaluationPeriods);
  const real = retrieved.filter(({ value }) => !Number.isNaN(value));
  // Before the first datapoint, it does not matter how far an evaluation looks back.
  const isUntouched = real.length === 0 && from === "INSUFFICIENT_DATA";
  const hasGap = !isUntouched && newest.some(({ value }) => Number.isNaN(value));
  const deciding = real.slice(0, evaluationPeriods);
  const isRank = metrics.some(({ statistic }) => statistic.kind !== "simple");
  const isNear = deciding.some(({ value }) => Math.abs(value - threshold) <= Math.abs(threshold) * NEAR);
  return [
    ...(hasGap && !isWallClock ? (["evaluation-range"] as const) : []),
    ...(isRank && isNear ? (["percentile-rank"] as const) : []),
    ...(significant > 0 && evaluationPeriods > 1 && deciding.length > 0 ? (["low-samples"] as const) : []),
    ...(hasGap && formula !== undefined && metrics.length > 1 ? (["missing-operands"] as const) : []),
    ...(hasGap && metrics.some(({ key }) => key.namespace === "AWS/DynamoDB")
      ? (["dynamodb-missing-data"] as const)
      : []),
  ];
}

/** The readings that a composite alarm's rule depends on. */
export function readingsOfRule(rule: RuleTree): readonly UndocumentedReading[] {
  return [
    ...(hasRounding(rule) ? (["at-least-rounding"] as const) : []),
    ...(isMixed(rule) ? (["rule-precedence"] as const) : []),
  ];
}

function hasRounding(rule: RuleTree): boolean {
  switch (rule.kind) {
    case "at-least":
      return "percent" in rule.least && (rule.least.percent * rule.alarms.length) % 100 !== 0;
    case "all":
    case "any":
      return rule.of.some(hasRounding);
    case "not":
      return hasRounding(rule.of);
    case "state":
    case "always":
      return false;
  }
}

/** Whether an OR has an AND beside it without parentheses around it. */
function isMixed(rule: RuleTree): boolean {
  switch (rule.kind) {
    case "any":
      return rule.of.some((part) => isBareAnd(part) || isMixed(part));
    case "all":
      return rule.of.some(isMixed);
    case "not":
      return isMixed(rule.of);
    case "at-least":
    case "state":
    case "always":
      return false;
  }
}

// Parentheses belong to the span of what is in them.
function isBareAnd(rule: RuleTree): boolean {
  return rule.kind === "all" && rule.span?.start === rule.of[0]?.span?.start;
}
