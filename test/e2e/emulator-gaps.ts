/** What the emulator does not support, by resource type. Only these resources, and what refers to them, are not applied. */
export const emulatorGaps: Readonly<Record<string, string>> = {
  aws_appautoscaling_policy: "refers to aws_appautoscaling_target",
  aws_appautoscaling_target: "moto has no ListTagsForResource of Application Auto Scaling",
  aws_chatbot_slack_channel_configuration: "moto has no Amazon Q Developer in chat applications (AWS Chatbot)",
  aws_cloudwatch_composite_alarm: "moto has no PutCompositeAlarm",
  aws_cloudwatch_log_anomaly_detector: "moto has no CreateLogAnomalyDetector",
  aws_cloudwatch_log_data_protection_policy: "moto has no PutDataProtectionPolicy",
  aws_cloudwatch_log_index_policy: "moto has no PutIndexPolicy",
  aws_cloudwatch_query_definition: "moto has no PutQueryDefinition",
  aws_xray_group: "moto has no CreateGroup of X-Ray",
  aws_xray_indexing_rule: "moto has no UpdateIndexingRule",
  aws_xray_sampling_rule: "moto has no CreateSamplingRule",
  aws_xray_trace_segment_destination: "moto has no UpdateTraceSegmentDestination",
};

/** Arguments that the emulator accepts and does not keep, by resource type: a second plan would set them again. */
const forgotten: Readonly<Record<string, readonly string[]>> = {
  // Beside these, moto never runs a task: a service would be waited for in vain.
  aws_ecs_service: ["enable_ecs_managed_tags", "health_check_grace_period_seconds", "wait_for_steady_state"],
  aws_sns_topic: ["signature_version"],
  // Of rules for other groups.
  aws_vpc_security_group_egress_rule: ["description"],
  aws_vpc_security_group_ingress_rule: ["description"],
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
  const resource = withoutForgotten(Object.fromEntries(resources.filter((entry) => !isGap(entry))));
  const output = Object.fromEntries(Object.entries(terraform.output ?? {}).filter(([, value]) => !refersToGap(value)));
  return { terraform: { ...terraform, resource, output }, left };
}

/** The resources without arguments that the emulator accepts and does not keep. */
export function withoutForgotten(
  resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Record<string, Record<string, unknown>> {
  const changed = Object.entries(resources).map(([type, named]): [string, Record<string, unknown>] => [
    type,
    Object.fromEntries(Object.entries(named).map(([name, body]) => [name, kept(type, body as object)])),
  ]);
  return Object.fromEntries(changed);
}

/** The same where the provider would plan its default instead. */
const ignored: Readonly<Record<string, readonly string[]>> = { aws_ecs_service: ["availability_zone_rebalancing"] };

function kept(type: string, body: object): object {
  const some = argumentsKept(type, body);
  const more = ignored[type];
  if (more === undefined) return some;
  const { lifecycle = {} } = some as { lifecycle?: { ignore_changes?: readonly string[] } };
  return { ...some, lifecycle: { ...lifecycle, ignore_changes: [...(lifecycle.ignore_changes ?? []), ...more] } };
}

function argumentsKept(type: string, body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([argument]) => forgotten[type]?.includes(argument) !== true));
}
