import type {
  ChatChannel,
  CompositeAlarm,
  EventRule,
  FunctionPermission,
  Key,
  LambdaFunction,
  LogGroup,
  MetricAlarm,
  MetricFilter,
  MuteRule,
  OpaqueResource,
  Queue,
  Resource,
  ResourcePolicy,
  Subscription,
  Template,
  Topic,
} from "../../lib/terraform/template";
import { PLACEHOLDER } from "../../lib/terraform";

/** Where the resources of test templates are, unless they say otherwise. */
export const region = "eu-central-1";
export const account = "111122223333";

export const alarmArn = (name: string) => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;
export const topicArn = (name: string) => `arn:aws:sns:${region}:${account}:${name}`;
export const queueArn = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;
export const queueUrl = (name: string) => `https://sqs.${region}.amazonaws.com/${account}/${name}`;
export const functionArn = (name: string) => `arn:aws:lambda:${region}:${account}:function:${name}`;
export const keyArn = (id: string) => `arn:aws:kms:${region}:${account}:key/${id}`;

/**
 * A template for tests. Attributes that a test leaves out have the values that Terraform and AWS would give them; the address of a
 * resource is made of its type and name.
 *
 * ```ts
 * template({
 *   topics: [{ name: "page" }],
 *   subscriptions: [{ topicArn: topicArn("page"), protocol: "sms", endpoint: "+491701234567" }],
 *   metricAlarms: [{ name: "errors", alarmActions: [topicArn("page")] }],
 * });
 * ```
 */
export function template(parts: TemplateParts = {}): Template {
  const made = withPlace(parts);
  return "account" in parts && parts.account === undefined ? unplaced(made) : made;
}

/** The account that is not known is made up in every ARN. */
function unplaced(made: Template): Template {
  return JSON.parse(JSON.stringify(made).replaceAll(account, PLACEHOLDER.account)) as Template;
}

function withPlace(parts: TemplateParts): Template {
  return {
    region: "region" in parts ? parts.region : region,
    account: "account" in parts ? parts.account : account,
    logGroups: (parts.logGroups ?? []).map(logGroup),
    metricFilters: (parts.metricFilters ?? []).map(metricFilter),
    metricAlarms: (parts.metricAlarms ?? []).map(metricAlarm),
    compositeAlarms: (parts.compositeAlarms ?? []).map(compositeAlarm),
    muteRules: (parts.muteRules ?? []).map(muteRule),
    topics: (parts.topics ?? []).map(topic),
    topicPolicies: (parts.topicPolicies ?? []).map((policy) => resourcePolicy("aws_sns_topic_policy", policy)),
    subscriptions: (parts.subscriptions ?? []).map(subscription),
    keys: (parts.keys ?? []).map(key),
    functions: (parts.functions ?? []).map(lambdaFunction),
    functionPermissions: (parts.functionPermissions ?? []).map(functionPermission),
    queues: (parts.queues ?? []).map(queue),
    queuePolicies: (parts.queuePolicies ?? []).map((policy) => resourcePolicy("aws_sqs_queue_policy", policy)),
    chatChannels: (parts.chatChannels ?? []).map(chatChannel),
    opaque: (parts.opaque ?? []).map((one) => ({
      ...resource("aws_cloudformation_stack", "stack"),
      mentions: [],
      ...one,
    })),
    eventRules: (parts.eventRules ?? []).map((one) => ({
      ...resource("aws_cloudwatch_event_rule", one.name ?? "rule"),
      name: "rule",
      arn: `arn:aws:events:${region}:${account}:rule/rule`,
      isEnabled: true,
      pattern: undefined,
      ...one,
    })),
    written: parts.written ?? [],
    unread: parts.unread ?? [],
    moved: [],
    unresolved: parts.unresolved ?? [],
  };
}

/** The parts of a template that matter to a test. */
export interface TemplateParts {
  region?: string | undefined;
  account?: string | undefined;
  logGroups?: readonly Partial<LogGroup>[];
  metricFilters?: readonly Partial<MetricFilter>[];
  metricAlarms?: readonly Partial<MetricAlarm>[];
  compositeAlarms?: readonly Partial<CompositeAlarm>[];
  muteRules?: readonly Partial<MuteRule>[];
  topics?: readonly Partial<Topic>[];
  topicPolicies?: readonly Partial<ResourcePolicy>[];
  subscriptions?: readonly Partial<Subscription>[];
  keys?: readonly Partial<Key>[];
  functions?: readonly Partial<LambdaFunction>[];
  functionPermissions?: readonly Partial<FunctionPermission>[];
  queues?: readonly Partial<Queue>[];
  queuePolicies?: readonly Partial<ResourcePolicy>[];
  chatChannels?: readonly Partial<ChatChannel>[];
  opaque?: readonly Partial<OpaqueResource>[];
  eventRules?: readonly Partial<EventRule>[];
  written?: Template["written"];
  unread?: Template["unread"];
  unresolved?: Template["unresolved"];
}

export function metricAlarm(parts: Partial<MetricAlarm> = {}): MetricAlarm {
  const name = "name" in parts ? parts.name : "alarm";
  return {
    ...resource("aws_cloudwatch_metric_alarm", name),
    ...noActions,
    kind: "metric",
    name,
    arn: alarmArn(name ?? "unknown"),
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    isThresholdGiven: true,
    thresholdMetricId: undefined,
    evaluationPeriods: 1,
    datapointsToAlarm: undefined,
    treatMissingData: "missing",
    evaluateLowSampleCountPercentile: "evaluate",
    metric: {
      namespace: "App",
      name: name ?? "metric",
      dimensions: {},
      period: 60,
      statistic: "Sum",
      unit: undefined,
    },
    queries: [],
    evaluationWindow: { kind: "sliding" },
    unsupported: [],
    ...parts,
  };
}

export function compositeAlarm(parts: Partial<CompositeAlarm> = {}): CompositeAlarm {
  const name = "name" in parts ? parts.name : "composite";
  return {
    ...resource("aws_cloudwatch_composite_alarm", name),
    ...noActions,
    kind: "composite",
    name,
    arn: alarmArn(name ?? "unknown"),
    rule: "FALSE",
    actionsSuppressor: undefined,
    ...parts,
  };
}

export function muteRule(parts: Partial<MuteRule> = {}): MuteRule {
  const name = "name" in parts ? parts.name : "mute";
  return {
    ...resource("aws_cloudwatch_alarm_mute_rule", name),
    name,
    expression: "0 2 * * *",
    duration: "PT1H",
    timezone: "UTC",
    alarmNames: [],
    startDate: undefined,
    expireDate: undefined,
    ...parts,
  };
}

const noActions = {
  description: undefined,
  tags: {},
  actionsEnabled: true,
  alarmActions: [],
  okActions: [],
  insufficientDataActions: [],
};

function resource(type: string, name: string | undefined): Resource {
  return { address: `${type}.${(name ?? "unnamed").replace(/[^A-Za-z0-9_-]/g, "_")}`, unresolved: [] };
}

function logGroup(parts: Partial<LogGroup>): LogGroup {
  const name = "name" in parts ? parts.name : "/app";
  return {
    ...resource("aws_cloudwatch_log_group", name),
    name,
    arn: `arn:aws:logs:${region}:${account}:log-group:${name ?? "unknown"}`,
    logGroupClass: "STANDARD",
    retentionDays: undefined,
    kmsKey: undefined,
    isKept: false,
    tags: {},
    ...parts,
  };
}

function metricFilter(parts: Partial<MetricFilter>): MetricFilter {
  const name = "name" in parts ? parts.name : "filter";
  return {
    ...resource("aws_cloudwatch_log_metric_filter", name),
    name,
    logGroupName: "/app",
    pattern: "",
    transformation: {
      namespace: "App",
      name: name ?? "metric",
      value: "1",
      defaultValue: undefined,
      dimensions: {},
      unit: "None",
    },
    ...parts,
  };
}

function topic(parts: Partial<Topic>): Topic {
  const name = "name" in parts ? parts.name : "topic";
  return {
    ...resource("aws_sns_topic", name),
    name,
    arn: topicArn(name ?? "unknown"),
    displayName: undefined,
    fifo: name?.endsWith(".fifo") ?? false,
    kmsKey: undefined,
    policy: undefined,
    ...parts,
  };
}

function resourcePolicy(type: string, parts: Partial<ResourcePolicy>): ResourcePolicy {
  return { ...resource(type, parts.of?.split(/[:/]/).at(-1)), of: undefined, policy: undefined, ...parts };
}

function subscription(parts: Partial<Subscription>): Subscription {
  return {
    ...resource(
      "aws_sns_topic_subscription",
      `${parts.topicArn?.split(":").at(-1) ?? "unknown"}-${parts.protocol ?? "email"}`,
    ),
    topicArn: undefined,
    protocol: "email",
    endpoint: "ops@shop.example",
    endpointIsSecret: false,
    filterPolicy: undefined,
    filterPolicyScope: undefined,
    endpointAutoConfirms: false,
    deadLetterQueueArn: undefined,
    ...parts,
  };
}

function key(parts: Partial<Key>): Key {
  const keyId = parts.keyId ?? "1234abcd-12ab-34cd-56ef-1234567890ab";
  return {
    ...resource("aws_kms_key", keyId),
    arn: keyArn(keyId),
    keyId,
    aliases: [],
    isEnabled: true,
    policy: undefined,
    ...parts,
  };
}

function lambdaFunction(parts: Partial<LambdaFunction>): LambdaFunction {
  const name = "name" in parts ? parts.name : "function";
  return { ...resource("aws_lambda_function", name), name, arn: functionArn(name ?? "unknown"), ...parts };
}

function functionPermission(parts: Partial<FunctionPermission>): FunctionPermission {
  return {
    ...resource("aws_lambda_permission", parts.function?.split(":").at(-1)),
    function: undefined,
    principal: undefined,
    action: "lambda:InvokeFunction",
    sourceArn: undefined,
    sourceAccount: undefined,
    ...parts,
  };
}

function queue(parts: Partial<Queue>): Queue {
  const name = "name" in parts ? parts.name : "queue";
  return {
    ...resource("aws_sqs_queue", name),
    name,
    arn: queueArn(name ?? "unknown"),
    url: queueUrl(name ?? "unknown"),
    kmsKey: undefined,
    policy: undefined,
    ...parts,
  };
}

function chatChannel(parts: Partial<ChatChannel>): ChatChannel {
  return {
    ...resource("aws_chatbot_slack_channel_configuration", parts.name),
    kind: "slack",
    name: "alarms",
    topicArns: [],
    ...parts,
  };
}
