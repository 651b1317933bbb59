import { secondsOfDay, textFault, type TreatMissingData, type WindowFault, windowFaults } from "../../aws";
import { reasonText, type ComparisonOperator, type MetricAlarm, type Unresolved } from "../../terraform";
import type { DecisionRule } from "./decide";
import { evaluationRange } from "./evaluation-range";

/** Comparisons with a fixed threshold; the others compare with an anomaly detection band. */
export type StaticOperator = Extract<
  ComparisonOperator,
  `${string}ToThreshold` | "GreaterThanThreshold" | "LessThanThreshold"
>;

/** How an alarm compares and decides, checked. */
export interface AlarmRule extends DecisionRule {
  readonly operator: StaticOperator;
  readonly threshold: number;
  /** Seconds; a multiple of 60. */
  readonly period: number;
  /** Periods that an evaluation retrieves. */
  readonly range: number;
}

/** Why an alarm cannot be evaluated, in a clause. */
export interface Refusal {
  readonly whyNot: string;
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
export function openQuestions(alarm: MetricAlarm): string | undefined {
  // First of all: the queries of such an alarm follow other rules.
  if (alarm.thresholdMetricId !== undefined)
    return "threshold_metric_id names an anomaly detection band, whose model only CloudWatch has";
  const open = alarm.unresolved
    .filter(decides)
    .map(({ attribute, reason }) => `${attribute} is not known: ${reasonText(reason)}`);
  const unread = alarm.unsupported.map((name) => `${name} is not evaluated offline`);
  const all = [...open, ...unread];
  return all.length === 0 ? undefined : all.join("; ");
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
export function alarmRule(
  alarm: MetricAlarm,
  period: number | undefined,
  range = evaluationRange,
): AlarmRule | Refusal {
  const { comparisonOperator, threshold, evaluationPeriods } = alarm;
  const nameFault = alarm.name === undefined ? undefined : textFault("alarmName", alarm.name);
  if (nameFault?.kind === "too-long")
    return refusal(`alarm_name has ${nameFault.length} characters; it takes ${nameFault.most}`);
  if (comparisonOperator === undefined) return { whyNot: "comparison_operator is missing" };
  if (!isStatic(comparisonOperator)) {
    return refusal(`${comparisonOperator} compares with an anomaly detection band, whose model only CloudWatch has`);
  }
  if (threshold === undefined) {
    return refusal("threshold is missing; the Terraform provider then sends 0: write threshold = 0 if you mean it");
  }
  if (!Number.isFinite(threshold)) return refusal(`threshold is not a finite number: ${threshold}`);
  if (evaluationPeriods === undefined) return refusal("evaluation_periods is missing");
  const datapointsToAlarm = alarm.datapointsToAlarm ?? evaluationPeriods;
  if (period === undefined) return refusal("period is missing");
  const window = { period, periods: evaluationPeriods, datapoints: datapointsToAlarm };
  const [fault] = windowFaults(window);
  if (fault !== undefined) return refusal(windowText(fault, window));
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

function windowText(
  fault: WindowFault,
  { datapoints, period, periods }: { readonly datapoints: number; readonly period: number; readonly periods: number },
): string {
  switch (fault.kind) {
    case "periods":
      return `evaluation_periods is a whole number of at least 1, not ${periods}`;
    case "datapoints":
      return `datapoints_to_alarm is a whole number of at least 1, not ${datapoints}`;
    case "too-many-datapoints":
      return `datapoints_to_alarm is at most evaluation_periods, which is ${fault.most}, not ${datapoints}`;
    case "period-too-short":
      return `a period of ${period} s needs high-resolution metrics; metric filters and most AWS services publish by the minute, and such an alarm lapses into INSUFFICIENT_DATA`;
    case "period":
      return `period is 10, 20, 30 or a multiple of 60 seconds, not ${period}`;
    case "too-long": {
      const which = fault.most === secondsOfDay ? "with periods below an hour" : "in all";
      return `period times evaluation_periods is at most ${fault.most} s ${which}, not ${fault.seconds} s`;
    }
  }
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

function refusal(whyNot: string): Refusal {
  return { whyNot };
}
