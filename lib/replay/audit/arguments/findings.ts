import { own, resource, type Finding } from "../../../base";
import type { Template, WrittenResource } from "../../../terraform";
import { type TemplateRuleId, templateRules } from "../rules";
import { compositeAlarm, dashboard, metricAlarm } from "./cloudwatch";
import { dataProtection, logGroup, metricFilter, savedQuery, subscriptionFilter } from "./logs";
import { Arguments } from "./read";
import type { ArgumentRefusal, Surroundings } from "./refusal";
import { subscription, topic, topicPolicy } from "./sns";
import { argumentText } from "./text";

interface Kind {
  readonly rule: TemplateRuleId;
  readonly refusals: (given: Arguments, surroundings: Surroundings) => readonly ArgumentRefusal[];
}

/** How the arguments of each type are checked, and of which rule the findings are where AWS refuses one. */
const KINDS: Readonly<Record<string, Kind>> = {
  aws_cloudwatch_metric_alarm: { rule: "alarm-refused", refusals: metricAlarm },
  aws_cloudwatch_composite_alarm: { rule: "composite-refused", refusals: compositeAlarm },
  aws_cloudwatch_log_metric_filter: { rule: "filter-refused", refusals: metricFilter },
  aws_cloudwatch_log_group: { rule: "log-group-refused", refusals: logGroup },
  aws_cloudwatch_log_subscription_filter: { rule: "subscription-filter-refused", refusals: subscriptionFilter },
  aws_cloudwatch_log_data_protection_policy: { rule: "data-protection-refused", refusals: dataProtection },
  aws_cloudwatch_query_definition: { rule: "saved-query-refused", refusals: savedQuery },
  aws_cloudwatch_dashboard: { rule: "dashboard-refused", refusals: dashboard },
  aws_sns_topic: { rule: "topic-refused", refusals: topic },
  aws_sns_topic_subscription: { rule: "subscription-refused", refusals: subscription },
  aws_sns_topic_policy: { rule: "topic-policy-refused", refusals: topicPolicy },
};

/** Arguments that AWS, or Terraform's provider before it, refuses, in resources of any type that is known here. */
export function argumentFindings({ logGroups, written }: Template): Finding<TemplateRuleId>[] {
  const classes = new Map(logGroups.map(({ logGroupClass, name }) => [name, logGroupClass]));
  const classOf = (logGroup: string) => classes.get(logGroup);
  return written.flatMap((one) => {
    const kind = own(KINDS, one.type);
    if (kind === undefined) return [];
    return refusalsOf(one, kind, { region: one.region, classOf }).map((refusal) =>
      templateRules.finding(refusal.by === "aws" ? kind.rule : "argument-refused", resource(one), {
        message: argumentText(refusal),
        severity: isDoubtful(refusal) ? "warning" : undefined,
      }),
    );
  });
}

/** Of a plan, the provider has accepted the arguments; CloudFormation sends them without it. */
function refusalsOf(one: WrittenResource, { refusals }: Kind, surroundings: Surroundings): readonly ArgumentRefusal[] {
  return refusals(Arguments.of(one), surroundings).filter(({ by }) => by === "aws" || one.from === "configuration");
}

/** AWS adds identifiers now and then. */
function isDoubtful({ fault }: ArgumentRefusal): boolean {
  return fault.kind === "data-protection" && fault.fault.kind === "managed";
}
