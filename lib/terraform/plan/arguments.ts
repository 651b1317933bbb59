import { alarmActionKind, readArn } from "../../aws";

/**
 * Whether an argument of ARNs can hold this one: a topic, for an alarm another action, too. The ARN of a subscription, which begins as
 * its topic's does, is none of them.
 */
export function takesArn(argument: string, text: string): boolean {
  const arn = readArn(text);
  if (arn === undefined || (arn.service === "sns" && arn.resource.includes(":"))) return false;
  return argument.endsWith("_actions") ? alarmActionKind(text) !== "unknown" : arn.service === "sns";
}

/** The attribute that an argument takes from a resource, if a plan shows only which resource. Other arguments take the ARN. */
const TAKES: Readonly<Record<string, string>> = {
  policy: "json",
  queue_url: "url",
  target_key_id: "key_id",
  key_id: "key_id",
  function_name: "function_name",
  log_group_name: "name",
  // All other attributes of a metric filter are known in a plan.
  metric_name: "id",
};

/** Arguments that take a name, and the only type of resource it can name. A reference to anything else may be part of the name. */
const NAMES_OF: Readonly<Record<string, string>> = {
  log_group_name: "aws_cloudwatch_log_group",
  metric_name: "aws_cloudwatch_log_metric_filter",
};

const ACTIONS = [
  "aws_sns_topic",
  "aws_lambda_function",
  "aws_lambda_alias",
  "aws_autoscaling_policy",
  "aws_appautoscaling_policy",
  "aws_ssmincidents_response_plan",
];
const KEYS = ["aws_kms_key", "aws_kms_replica_key", "aws_kms_alias"];

/** Arguments whose value only AWS can give (an ARN, a key's id), and the types of resources that have one. */
const ARNS_OF: Readonly<Record<string, readonly string[]>> = {
  alarm_actions: ACTIONS,
  ok_actions: ACTIONS,
  insufficient_data_actions: ACTIONS,
  topic_arn: ["aws_sns_topic"],
  arn: ["aws_sns_topic"],
  sns_topic_arns: ["aws_sns_topic"],
  kms_master_key_id: KEYS,
  kms_key_id: KEYS,
  queue_url: ["aws_sqs_queue"],
};

const TAKES_ARNS: ReadonlySet<string> = new Set([
  "alarm_actions",
  "ok_actions",
  "insufficient_data_actions",
  "sns_topic_arns",
  "topic_arn",
]);

const COMPOSED: ReadonlySet<string> = new Set([
  "policy",
  "template_body",
  "filter_policy",
  "redrive_policy",
  "alarm_rule",
  "alarm_description",
  "pattern",
  "name",
  "alarm_name",
  "namespace",
]);

/** The attribute that an argument takes from a resource: `json` for `policy`, otherwise mostly `arn`. */
export function attributeTaken(argument: string): string {
  return own(TAKES, argument) ?? "arn";
}

/** The type of resource whose name an argument takes: `aws_cloudwatch_log_group` for `log_group_name`. */
export function typeNamedBy(argument: string): string | undefined {
  return own(NAMES_OF, argument);
}

/** The types of resources whose ARN, id or URL an argument takes; undefined for other arguments. */
export function typesTaken(argument: string): readonly string[] | undefined {
  return own(ARNS_OF, argument);
}

/** Whether a text that is not an ARN is only part of what the argument holds: `arn:aws:sns:eu-west-1:${account}:page`. */
export function takesArns(argument: string): boolean {
  return TAKES_ARNS.has(argument);
}

/** Whether the argument is rarely just a reference: a plan does not show the text around the reference. */
export function isComposed(argument: string): boolean {
  return COMPOSED.has(argument);
}

function own<T>(table: Readonly<Record<string, T>>, argument: string): T | undefined {
  return Object.hasOwn(table, argument) ? table[argument] : undefined;
}
