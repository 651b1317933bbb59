import {
  type ActionFault,
  type DashboardFault,
  type DataProtectionDocumentFault,
  type FilterPolicyFault,
  limits,
  type LogDestinationFault,
  type PolicyGrammarFault,
  type RedriveFault,
  type SubscriptionFault,
  textFaultClause,
} from "../../../aws";
import { didYouMean } from "../../../base";
import type { ArgumentFault, ArgumentRefusal } from "./refusal";

/** Why an argument is refused: `retention_in_days: 31 is not one of ...`. Texts in quotes are AWS's own. */
export function argumentText({ argument, fault }: ArgumentRefusal): string {
  return `${argument}: ${faultText(fault)}`;
}

/** More would not be read. */
const MOST_CHOICES = 25;

function faultText(fault: ArgumentFault): string {
  switch (fault.kind) {
    case "missing":
      return "it is missing";
    case "text":
      return `it ${textFaultClause(fault.fault)}: use ${fault.form}`;
    case "choice":
      return fault.choices.length > MOST_CHOICES
        ? `AWS does not know ${quoted(fault.value)}.${didYouMean(fault.value, fault.choices)}`
        : `${quoted(fault.value)} is not one of ${fault.choices.join(", ")}`;
    case "not-an-arn":
      return fault.of === undefined ? "it is not an ARN" : `it is not the ARN of ${fault.of}`;
    case "not-json":
      return "it is not JSON";
    case "excess":
      return `it has ${fault.excess.count} ${limits[fault.excess.limit].unit}, and AWS accepts at most ${fault.excess.most}`;
    case "excluded-by":
      return `${fault.other} is also given, and only one of the two is allowed`;
    case "needs":
      return `it needs ${fault.other}, which is missing`;
    case "least":
      return `it is at least ${fault.least}, not ${fault.value}`;
    case "other-region":
      return `the key is in ${fault.region}, and the log group in ${fault.own}`;
    case "tag":
      return `the ${fault.part} of tag ${quoted(fault.tag)} ${textFaultClause(fault.fault)}`;
    case "fifo-name":
      return "the name of a FIFO topic ends in .fifo";
    case "not-fifo-name":
      return "the name ends in .fifo, and fifo_topic is not true";
    case "only-for-fifo":
      return "only a FIFO topic has it";
    case "not-for-statistic":
      return `it is for percentiles, and the statistic is ${fault.statistic}`;
    case "log-group-class":
      return `the log group is of class ${fault.logGroupClass}, which has no subscription filters`;
    case "pattern":
      return `"${fault.refusal.message}" in ${fault.refusal.pattern}. ${fault.refusal.fix}`;
    case "action":
      return actionText(fault.action, fault.fault);
    case "subscription":
      return subscriptionText(fault.fault);
    case "filter-policy":
      return filterPolicyText(fault.fault);
    case "redrive":
      return redriveText(fault.fault);
    case "destination":
      return destinationText(fault.fault);
    case "policy":
      return policyText(fault.fault);
    case "out-of-topic-scope":
      return `"Policy statement action out of service scope!": ${fault.action}; list the actions on the topic, such as sns:Publish`;
    case "data-protection":
      return dataProtectionText(fault.fault);
    case "dashboard":
      return dashboardText(fault.fault);
  }
}

function actionText(action: string, fault: ActionFault): string {
  switch (fault.kind) {
    case "not-an-arn":
      return `${quoted(action)} is not an ARN`;
    case "service":
      return `"Unsupported AWS vendor ${fault.service}": an alarm cannot have the action ${quoted(action)}`;
    case "instance-action":
      return `there is no action ${quoted(fault.action)} on an EC2 instance`;
    case "no-instance":
      return "an action on an EC2 instance needs a metric with the dimension InstanceId";
    case "region":
      return `the action is of ${fault.region}, and the alarm in ${fault.own}`;
    case "scaling-on-band":
      return "an alarm on an anomaly detection band cannot have an Auto Scaling action";
  }
}

function subscriptionText(fault: SubscriptionFault): string {
  switch (fault.kind) {
    case "endpoint":
      return `the endpoint of protocol ${fault.protocol} is not ${fault.form}`;
    case "not-raw":
      return `"Delivery protocol [${fault.protocol}] does not support raw message delivery."`;
    case "not-to-fifo-topic":
      return `"Invalid protocol type: ${fault.protocol}": a FIFO topic delivers only to queues`;
    case "fifo-queue":
      return '"FIFO SQS Queues can not be subscribed to standard SNS topics"';
    case "role-missing":
      return '"Delivery protocol firehose can only be subscribed with subscription role arn"';
  }
}

function filterPolicyText(fault: FilterPolicyFault): string {
  switch (fault.kind) {
    case "not-json":
      return "it is not JSON";
    case "not-an-object":
      return "it is not a JSON object";
    case "not-a-list":
      return `"${fault.key}" must be an object or an array`;
    case "empty-list":
      return `the list of ${quoted(fault.key)} is empty`;
    case "nested":
      return `"Filter policy scope MessageAttributes does not support nested filter policy": ${fault.key}; set filter_policy_scope to MessageBody if the message's body is meant`;
    case "value":
      return `a value of ${quoted(fault.key)} is a list; values are texts, numbers, true, false and null`;
    case "operator":
      return `"Unrecognized match type ${fault.operator}" for ${quoted(fault.key)}; there are ${fault.operators.join(", ")}`;
    case "numeric":
      return `numeric of ${quoted(fault.key)} takes an operator and a number, or a range: [">", 0, "<=", 100]`;
    case "exists":
      return `exists of ${quoted(fault.key)} is true or false`;
    case "too-many-keys":
      return `"Filter policy can not have more than ${fault.most} keys": it has ${fault.count}`;
    case "too-complex":
      return `"Filter policy is too complex": its values have ${fault.excess.count} combinations, and at most ${fault.excess.most} are allowed`;
  }
}

function redriveText(fault: RedriveFault): string {
  switch (fault.kind) {
    case "not-json":
      return "it is not JSON";
    case "no-target":
      return '"Missing deadLetterTargetArn attribute"';
    case "not-a-queue":
      return '"deadLetterTargetArn must be a SQS queue"';
    case "unknown-key":
      return `"Attribute ${fault.key} is unknown": a subscription's redrive policy has deadLetterTargetArn alone`;
  }
}

function destinationText(fault: LogDestinationFault): string {
  switch (fault.kind) {
    case "service":
      return `"PutSubscriptionFilter operation cannot work with destinationArn for vendor ${fault.service}"`;
    case "role-missing":
      return `"destinationArn for vendor ${fault.service} cannot be used without roleArn"`;
    case "role-refused":
      return `"destinationArn for vendor ${fault.service} cannot be used with roleArn"`;
  }
}

function policyText(fault: PolicyGrammarFault): string {
  switch (fault.kind) {
    case "not-json":
      return "it is not JSON";
    case "not-an-object":
      return "it is not a JSON object";
    case "version":
      return `there is no version ${quoted(fault.version)} of the policy language; use 2012-10-17`;
    case "no-statements":
      return "it has no statements";
    case "statement-not-an-object":
      return `${fault.statement} is not an object`;
    case "effect":
      return `Effect of ${quoted(fault.statement)} is Allow or Deny`;
    case "member-missing":
      return `${quoted(fault.statement)} has no ${fault.members[0] ?? ""}`;
    case "members-exclude":
      return `${quoted(fault.statement)} has both ${fault.members.join(" and ")}`;
    case "member-unknown":
      return `${quoted(fault.statement)} has ${quoted(fault.member)}, which the policy language does not know`;
    case "principal":
      return `${quoted(fault.principal)} in ${quoted(fault.statement)} is not a kind of principal: AWS, Service, Federated or CanonicalUser`;
    case "operator":
      return `${quoted(fault.operator)} in ${quoted(fault.statement)} is not an operator of conditions`;
  }
}

function dataProtectionText(fault: DataProtectionDocumentFault): string {
  switch (fault.kind) {
    case "not-json":
      return "it is not JSON";
    case "not-an-object":
      return "it is not a JSON object";
    case "version":
      return '"Policy Version must be 2021-06-01"';
    case "missing":
      return `it has no ${fault.member}`;
    case "statements":
      return `"Policy can only have two statements. One for Audit Operation and one for Deidentify Operation": it has ${fault.count}`;
    case "no-audit":
      return "no statement has the operation Audit";
    case "no-deidentify":
      return "no statement has the operation Deidentify";
    case "no-destination":
      return "Audit has no FindingsDestination; it may be empty";
    case "mask-config":
      return `MaskConfig is empty: "${fault.member} is not a valid field"`;
    case "identifiers-differ":
      return "the two statements have different identifiers";
    case "no-identifiers":
      return "the statements have no identifiers";
    case "identifier":
      return `"${fault.identifier} is not a valid Data Identifier": it is neither an ARN nor defined in Configuration`;
    case "managed":
      return `CloudWatch has no managed identifier ${quoted(fault.identifier)}, as far as is known`;
    case "custom":
      return `the ${fault.part} of a custom identifier, ${quoted(fault.text)}, ${textFaultClause(fault.fault)}`;
    case "excess":
      return `it has ${fault.excess.count} ${limits[fault.excess.limit].unit}, and AWS accepts at most ${fault.excess.most}`;
  }
}

function dashboardText(fault: DashboardFault): string {
  switch (fault.kind) {
    case "not-json":
      return "it is not JSON";
    case "not-an-object":
      return "it is not a JSON object";
    case "no-widgets":
      return "it has no list of widgets";
    case "too-many-widgets":
      return `it has ${fault.excess.count} widgets, and a dashboard has at most ${fault.excess.most}`;
    case "widget-not-an-object":
      return `widgets[${fault.widget}] is not an object`;
    case "missing":
      return `widgets[${fault.widget}] has no ${fault.member}`;
    case "place":
      return `${fault.member} of widgets[${fault.widget}] is ${fault.value}; it is from ${fault.least}${fault.most === Infinity ? "" : ` to ${fault.most}`}`;
    case "no-source":
      return `widgets[${fault.widget}]: "The metric widget should have specified a region and a data source or an alarm annotation"`;
    case "metric-not-a-list":
      return `metrics[${fault.metric}] of widgets[${fault.widget}] is not a list of namespace, name and dimensions`;
    case "color":
      return `color ${quoted(fault.color)} in widgets[${fault.widget}] is not hexadecimal: #ff0000`;
    case "period":
      return `period of widgets[${fault.widget}] is ${fault.period}; it is 1, 5, 10, 20, 30 or a multiple of 60`;
    case "statistic":
      return `stat of widgets[${fault.widget}], ${quoted(fault.statistic)}, is not one of CloudWatch's`;
    case "axis":
      return `the ${fault.axis} axis of widgets[${fault.widget}] begins at ${fault.min} and ends at ${fault.max}`;
  }
}

/** Written as it is: an escaped or shortened secret would not be recognized where texts are shown. */
function quoted(text: string): string {
  return `"${text}"`;
}
