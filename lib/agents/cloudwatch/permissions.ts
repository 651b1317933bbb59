import { arnOf, type Permission } from "../../aws";
import type { CloudwatchAgentSettings, LogFile, WindowsEvents } from "./settings";

/** Where an agent sends. */
export interface AgentPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** What an agent with these settings may do in AWS, and no more: for the role of its instances, or of tasks on premises. */
export function cloudwatchAgentPermissions(
  { logs, metrics, traces }: CloudwatchAgentSettings,
  place: AgentPlace,
): readonly Permission[] {
  const { files, windows_events: events } = logs?.logs_collected ?? {};
  const sources: readonly (LogFile | WindowsEvents)[] = [
    ...(files?.collect_list ?? []),
    ...(events?.collect_list ?? []),
  ];
  const written = [...new Set(sources.map((source) => groupOf(source, place)))];
  // A group without a name is the agent's to make.
  const made = [
    ...new Set(
      sources
        .filter(({ log_group_name: name, retention_in_days: days }) => name === undefined || days !== undefined)
        .map((source) => groupOf(source, place)),
    ),
  ];
  return [
    ...(written.length === 0
      ? []
      : [
          {
            actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            resources: written.map((arn) => `${arn}:*`),
          },
        ]),
    ...(made.length === 0
      ? []
      : [
          {
            actions: ["logs:CreateLogGroup", "logs:DescribeLogGroups", "logs:PutRetentionPolicy"],
            resources: made.map((arn) => `${arn}:*`),
          },
        ]),
    ...(metrics === undefined
      ? []
      : [
          {
            actions: ["cloudwatch:PutMetricData"],
            resources: ["*"],
            condition: { StringEquals: { "cloudwatch:namespace": metrics.namespace ?? "CWAgent" } },
          },
          // The agent reads the group's name from the instance's tags.
          ...(metrics.append_dimensions?.AutoScalingGroupName === undefined
            ? []
            : [{ actions: ["ec2:DescribeTags"], resources: ["*"] }]),
        ]),
    ...(traces === undefined
      ? []
      : [
          {
            actions: [
              "xray:GetSamplingRules",
              "xray:GetSamplingStatisticSummaries",
              "xray:GetSamplingTargets",
              "xray:PutTelemetryRecords",
              "xray:PutTraceSegments",
            ],
            resources: ["*"],
          },
        ]),
  ];
}

/** ARN of a source's log group, `*` for what only the agent knows. */
function groupOf(
  { log_group_name: name = "*" }: LogFile | WindowsEvents,
  { account, partition, region }: AgentPlace,
): string {
  const resource = `log-group:${name.replaceAll(/(?<!\$)\{[a-z_]+\}/g, "*")}`;
  return arnOf({ partition, service: "logs", region, account, resource });
}
