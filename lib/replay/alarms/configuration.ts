import { textFault, type TreatMissingData, windowFaults } from "../../aws";
import type { ComparisonOperator, MetricAlarm, Unresolved } from "../../terraform";
import type { DecisionRule } from "./decide";
import { evaluationRange } from "./evaluation-range";
import type { NeededAttribute, WhyNot } from "./why-not";

/** Comparisons with a fixed threshold; the others compare with an anomaly detection band. */
export type StaticOperator = Extract<
  ComparisonOperator,
  `${string}ToThreshold` | "GreaterThanThreshold" | "LessThanThreshold"
>;

/** How a metric alarm compares and decides, checked. */
export interface ThresholdRule extends DecisionRule {
  readonly operator: StaticOperator;
  readonly threshold: number;
  /** Seconds; a multiple of 60. */
  readonly period: number;
  /** Periods that an evaluation retrieves. */
  readonly range: number;
}

/** An alarm cannot be evaluated. */
export interface Refusal {
  readonly whyNot: WhyNot;
}

/** Attributes that do not decide the state. All others do, also those that replay does not know. */
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

/** What the template leaves open, or replay does not read, so that the alarm's state cannot be known; undefined: nothing. */
export function openQuestions(alarm: MetricAlarm): WhyNot | undefined {
  // First of all: the queries of such an alarm follow other rules.
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
 * Checks what PutMetricAlarm asks of every alarm.
 *
 * @param period seconds, from the metric or the queries
 * @param range how many periods an evaluation retrieves; default: the undocumented number's model
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function thresholdRule(
  alarm: MetricAlarm,
  period: number | undefined,
  range = evaluationRange,
): ThresholdRule | Refusal {
  const { comparisonOperator, threshold, evaluationPeriods } = alarm;
  const nameFault = alarm.name === undefined ? undefined : textFault("alarmName", alarm.name);
  if (nameFault?.kind === "too-long")
    return { whyNot: { kind: "name-too-long", length: nameFault.length, most: nameFault.most } };
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
 * How missing data is treated. Of metrics of Amazon DynamoDB it is ignored unless another way is asked for, by the user guide, and
 * even then, by the API reference; the provider cannot leave the way open, and sends `missing`.
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
