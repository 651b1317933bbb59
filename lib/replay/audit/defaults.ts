import { type Finding, resource } from "../../base";
import { isOnDynamoDb } from "../alarms";
import type { MetricAlarm } from "../../terraform";
import { type TemplateRuleId, templateRules } from "./rules";

/** Alarms that may not behave as intended, because an argument is left out or has no effect. */
export function defaultFindings(alarms: readonly MetricAlarm[]): Finding<TemplateRuleId>[] {
  return alarms.flatMap((alarm) => [...withoutThreshold(alarm), ...onDynamoDb(alarm)]);
}

function withoutThreshold({
  address,
  name,
  isThresholdGiven,
  comparisonOperator,
}: MetricAlarm): Finding<TemplateRuleId>[] {
  if (isThresholdGiven) return [];
  return [
    templateRules.finding("threshold-left-out", resource({ address }), {
      message: `${name ?? address} has no threshold: the Terraform provider sends 0, and the alarm compares with it (${comparisonOperator ?? "comparison_operator is not known"})`,
    }),
  ];
}

function onDynamoDb(alarm: MetricAlarm): Finding<TemplateRuleId>[] {
  const { address, name, treatMissingData } = alarm;
  if (treatMissingData === "ignore" || !isOnDynamoDb(alarm)) return [];
  const evaluated = treatMissingData === "missing" ? "here it is ignored" : "here it is treated so";
  return [
    templateRules.finding("dynamodb-missing-data", resource({ address }), {
      message: `${name ?? address} treats missing data of AWS/DynamoDB as "${treatMissingData}": one page of AWS says that such data is always ignored, another that the setting counts; ${evaluated}`,
      fix: 'Write treat_missing_data = "ignore" if you mean it: both pages agree on it.',
    }),
  ];
}
