/** What the emulator does not support, by resource type. Only these resources, and what refers to them, are not applied. */
export const emulatorGaps: Readonly<Record<string, string>> = {
  aws_chatbot_slack_channel_configuration: "moto has no Amazon Q Developer in chat applications (AWS Chatbot)",
  aws_iam_role_policy_attachment: "moto has no managed policy CloudWatchReadOnlyAccess",
  aws_cloudwatch_composite_alarm: "moto has no PutCompositeAlarm",
  aws_cloudwatch_log_anomaly_detector: "moto has no CreateLogAnomalyDetector",
  aws_cloudwatch_log_data_protection_policy: "moto has no PutDataProtectionPolicy",
  aws_cloudwatch_log_index_policy: "moto has no PutIndexPolicy",
};

interface Terraform {
  readonly resource?: Record<string, Record<string, unknown>>;
  readonly output?: Record<string, unknown>;
}

/** The configuration without the resources of the table and the outputs that read them, and the addresses that were left out. */
export function withoutGaps<T extends Terraform>(terraform: T): { terraform: T; left: string[] } {
  const isGap = ([type]: [string, unknown]): boolean => Object.hasOwn(emulatorGaps, type);
  const resources = Object.entries(terraform.resource ?? {});
  const left = resources.filter(isGap).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));
  const refersToGap = (value: unknown): boolean => left.some((address) => JSON.stringify(value).includes(address));
  const resource = Object.fromEntries(resources.filter((entry) => !isGap(entry)));
  const output = Object.fromEntries(Object.entries(terraform.output ?? {}).filter(([, value]) => !refersToGap(value)));
  return { terraform: { ...terraform, resource, output }, left };
}
