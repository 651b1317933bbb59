import { type ActionFault, type LogDestinationFault, type SubscriptionFault, textFaultClause } from "../../../aws";
import { didYouMean } from "../../../base";
import {
  dashboardText,
  dataProtectionText,
  excessText,
  filterPolicyText,
  policyText,
  quoted,
  redriveText,
} from "./document-text";
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
      return `${quoted(fault.value)} is not ${fault.of === undefined ? "an ARN" : `the ARN of ${fault.of}`}`;
    case "not-json":
      return "it is not JSON";
    case "excess":
      return excessText(fault.excess);
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
