import { type TreatMissingData, windowFaults } from "../../aws";
import type { ComparisonOperator, MetricAlarm, Unresolved } from "../../terraform";
import type { DecisionRule } from "./decide";
import { evaluationRange } from "../../aws";
import type { NeededAttribute, WhyNot } from "./why-not";

/** Comparisons with a fixed threshold; the others compare with an anomaly detection band. */
export type StaticOperator = Extract<
  ComparisonOperator,
  `${string}ToThreshold` | "GreaterThanThreshold" | "LessThanThreshold"
>;

/** How a metric alarm compares and decides, validated. */
export interface ThresholdRule extends DecisionRule {
  readonly operator: StaticOperator;
  readonly threshold: number;
  /** Seconds; a multiple of 60. */
  readonly period: number;
  /** Periods that an evaluation retrieves. */
  readonly range: number;
}

/** Why an alarm cannot be evaluated. */
export interface Refusal {
  readonly whyNot: WhyNot;
}

/** Attributes that do not affect the state. All others are taken to affect it, also those that replay does not model. */
const WITHOUT_INFLUENCE = new Set([
  "actions_enabled",
  "alarm_actions",
  "alarm_description",
  "alarm_name",
  "arn",
  "id",
  "insufficient_data_actions",
  "ok_actions",
  "region",
  "tags",
  "tags_all",
]);

const OPERATORS: ReadonlySet<string> = new Set<StaticOperator>([
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
]);

/** Attributes that are not known or that replay does not evaluate, so that the state is not known; undefined if there are none. */
export function openQuestions(alarm: MetricAlarm): WhyNot | undefined {
  // This comes first: the queries of such an alarm follow other rules.
  if (alarm.thresholdMetricId !== undefined) return { kind: "anomaly-band", named: "threshold_metric_id" };
  const unresolved = alarm.unresolved.filter(decides).map(({ attribute, reason }) => ({ attribute, reason }));
  const { unsupported } = alarm;
  return unresolved.length + unsupported.length === 0
    ? undefined
    : { kind: "attributes-not-known", unresolved, unsupported };
}

function decides({ attribute }: Unresolved): boolean {
  return !WITHOUT_INFLUENCE.has(/^[^.[]*/.exec(attribute)?.[0] ?? "");
}

/**
 * Checks what PutMetricAlarm requires of every alarm.
 *
 * @param period seconds, from the metric or the queries
 * @param range how many periods an evaluation retrieves; by default an estimate, because AWS does not document the number
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function thresholdRule(
  alarm: MetricAlarm,
  period: number | undefined,
  range = evaluationRange,
): ThresholdRule | Refusal {
  const { comparisonOperator, threshold, evaluationPeriods } = alarm;
  if (comparisonOperator === undefined) return missing("comparison_operator");
  if (!isStatic(comparisonOperator)) return { whyNot: { kind: "anomaly-band", named: comparisonOperator } };
  if (threshold === undefined) return missing("threshold");
  if (!Number.isFinite(threshold)) return { whyNot: { kind: "threshold-not-finite", threshold } };
  if (evaluationPeriods === undefined) return missing("evaluation_periods");
  const datapointsToAlarm = alarm.datapointsToAlarm ?? evaluationPeriods;
  if (period === undefined) return missing("period");
  const given = { period, periods: evaluationPeriods, datapoints: datapointsToAlarm };
  const [fault] = windowFaults(given);
  if (fault !== undefined) return { whyNot: { kind: "periods", fault, given } };
  const isWallClock = alarm.evaluationWindow.kind === "wall-clock";
  return {
    operator: comparisonOperator,
    threshold,
    evaluationPeriods,
    datapointsToAlarm,
    treatMissingData: missingDataOf(alarm),
    period,
    range: isWallClock ? evaluationPeriods : Math.max(evaluationPeriods, Math.ceil(range(evaluationPeriods, period))),
  };
}

/**
 * How missing data is treated. For metrics of Amazon DynamoDB the user guide says that it is ignored unless the alarm sets another
 * treatment, and the API reference that it is always ignored. The provider always sends a treatment, by default `missing`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
function missingDataOf({ treatMissingData, metric, queries }: MetricAlarm): TreatMissingData {
  return treatMissingData === "missing" && isOnDynamoDb({ metric, queries }) ? "ignore" : treatMissingData;
}

/** Whether an alarm watches metrics of Amazon DynamoDB. */
export function isOnDynamoDb({ metric, queries }: Pick<MetricAlarm, "metric" | "queries">): boolean {
  return [metric, ...queries.map((query) => query.metric)].some((each) => each?.namespace === "AWS/DynamoDB");
}

/** Whether a value crosses the threshold. */
export function breaches(value: number, operator: StaticOperator, threshold: number): boolean {
  switch (operator) {
    case "GreaterThanOrEqualToThreshold":
      return value >= threshold;
    case "GreaterThanThreshold":
      return value > threshold;
    case "LessThanThreshold":
      return value < threshold;
    case "LessThanOrEqualToThreshold":
      return value <= threshold;
  }
}

function isStatic(operator: ComparisonOperator): operator is StaticOperator {
  return OPERATORS.has(operator);
}

function missing(attribute: NeededAttribute): Refusal {
  return { whyNot: { kind: "attribute-missing", attribute, query: undefined } };
}
