import type { LogGroupClass, TreatMissingData } from "../aws";
import type { UnresolvedReason } from "./reason";

/**
 * A stack as replay sees it: the resources that decide which alarms fire and whom they reach, as plain values.
 *
 * Every text is what AWS would show. What AWS generates at apply (an ARN, a key's id) is made up in the same form, once per
 * resource, so that texts that identify the same thing are equal: an alarm's action is `topic.arn`, a policy holds the same ARN.
 */
export interface Template {
  /** The region and account of resources that name none; undefined if the template does not say. */
  readonly region: string | undefined;
  readonly account: string | undefined;

  readonly logGroups: readonly LogGroup[];
  readonly metricFilters: readonly MetricFilter[];
  readonly metricAlarms: readonly MetricAlarm[];
  readonly compositeAlarms: readonly CompositeAlarm[];
  readonly muteRules: readonly MuteRule[];
  readonly topics: readonly Topic[];
  readonly topicPolicies: readonly ResourcePolicy[];
  readonly subscriptions: readonly Subscription[];
  readonly keys: readonly Key[];
  readonly functions: readonly LambdaFunction[];
  readonly functionPermissions: readonly FunctionPermission[];
  readonly queues: readonly Queue[];
  readonly queuePolicies: readonly ResourcePolicy[];
  readonly chatChannels: readonly ChatChannel[];
  /** Rules of EventBridge that may hear when an alarm changes its state. */
  readonly eventRules: readonly EventRule[];
  /** Resources and modules that may make anything, of which only those that refer to a resource of the template are listed. */
  readonly opaque: readonly OpaqueResource[];

  /** The arguments of the resources of CloudWatch and Amazon SNS as they are written, except those of a state. */
  readonly written: readonly WrittenResource[];

  /** What `moved` blocks of the configuration, or the plan, say: the resource, or module, at one address has been at another. */
  readonly moved: readonly Moved[];

  /**
   * Parts of the configuration whose resources are missing from the template, and why: modules that are not read (attribute `source`),
   * blocks of which the number of instances is not known (`count`, `for_each`), the rest of a partial plan (`complete`).
   */
  readonly unread: readonly Unread[];

  /** What could not be resolved in the resources that replay reads. */
  readonly unresolved: readonly Unresolved[];
}

/** Addresses of a `moved` block, or of a resource that a plan says has moved, as Terraform writes them. */
export interface Moved {
  readonly from: string;
  readonly to: string;
  /** True: it is of a plan, which has followed all `moved` blocks, and of this one resource. */
  readonly isPlanned: boolean;
}

/** A resource of the template. */
export interface Resource {
  /** Terraform's address, with modules and instance keys: `module.alarms.aws_sns_topic.page["eu"]`. */
  readonly address: string;

  /** Attributes that are not known, and why. Such an attribute holds `undefined`, or is absent from its list. */
  readonly unresolved: readonly Unresolved[];
}

/** The address used for what concerns a plan as a whole. */
export const WHOLE_PLAN = "(plan)";

export interface Unresolved {
  readonly address: string;

  /** `threshold`, `metric_transformation[0].value`. */
  readonly attribute: string;

  /** The expression as written in the template, if there is one. */
  readonly expression: string | undefined;

  readonly reason: UnresolvedReason;
}

/** A part of the configuration whose resources are missing from the template, and why. */
export interface Unread extends Unresolved {
  /** `module`, the type of the resources, or `plan`: anything may be missing. */
  readonly type: string;
}

/** A resource as its configuration says it, for what AWS or Terraform's provider refuses. */
export interface WrittenResource {
  readonly address: string;
  readonly type: string;
  /**
   * What it is from: in a configuration, an argument that is not there is missing; of a plan, Terraform's provider has accepted the
   * arguments; a stack of CloudFormation is sent to AWS without it.
   */
  readonly from: "configuration" | "plan" | "stack";
  /** Undefined if it is not known. */
  readonly region: string | undefined;
  readonly arguments: Readonly<Record<string, Written>>;
}

/** The value of an argument; undefined where it, or a part of it, is not known. */
export type Written =
  string | number | boolean | null | undefined | readonly Written[] | { readonly [name: string]: Written };

export interface LogGroup extends Resource {
  readonly name: string | undefined;
  readonly arn: string;
  readonly logGroupClass: LogGroupClass;
  /** How long events are kept. Undefined: for ever, or it is not known. */
  readonly retentionDays: number | undefined;
  /** ARN or id of the key, as given. */
  readonly kmsKey: string | undefined;
  /** Terraform leaves it in AWS, with its logs, when it destroys the resource. */
  readonly isKept: boolean;
  readonly tags: Tags;
}

/** Tags of the resource, merged over the provider's default tags. */
export type Tags = Readonly<Record<string, string>>;

export interface MetricFilter extends Resource {
  readonly name: string | undefined;
  readonly logGroupName: string | undefined;

  /** Without blanks around it, as the provider sends it. */
  readonly pattern: string | undefined;

  /** Undefined where the transformation is missing. */
  readonly transformation: MetricTransformation | undefined;
}

export interface MetricTransformation {
  /** See `MetricKey.place`. */
  readonly place?: string | undefined;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  /** A number as text, or a selector: `1`, `$.http.duration_ms`, `$bytes`. */
  readonly value: string | undefined;
  readonly defaultValue: number | undefined;
  /** Name of the dimension to selector. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit: string;
}

export type ComparisonOperator =
  | "GreaterThanOrEqualToThreshold"
  | "GreaterThanThreshold"
  | "LessThanThreshold"
  | "LessThanOrEqualToThreshold"
  | "LessThanLowerOrGreaterThanUpperThreshold"
  | "LessThanLowerThreshold"
  | "GreaterThanUpperThreshold";

/** What metric and composite alarms have in common. */
export interface Alarm extends Resource {
  readonly name: string | undefined;
  readonly arn: string;
  readonly description: string | undefined;
  readonly tags: Tags;

  /** False: the state changes, but no action runs. */
  readonly actionsEnabled: boolean;
  /** ARNs, in the template's order. */
  readonly alarmActions: readonly string[];
  readonly okActions: readonly string[];
  readonly insufficientDataActions: readonly string[];
}

export interface MetricAlarm extends Alarm {
  readonly kind: "metric";
  readonly comparisonOperator: ComparisonOperator | undefined;
  readonly threshold: number | undefined;
  /** False: neither a threshold nor a metric for it is configured, and the provider sends 0. */
  readonly isThresholdGiven: boolean;
  readonly thresholdMetricId: string | undefined;
  readonly evaluationPeriods: number | undefined;
  /** Undefined: as many as `evaluationPeriods`. */
  readonly datapointsToAlarm: number | undefined;
  readonly treatMissingData: TreatMissingData;
  readonly evaluateLowSampleCountPercentile: "evaluate" | "ignore";

  /** One metric, or queries of which one returns data; undefined: neither is in the template, or it is PromQL. */
  readonly metric: MetricStat | undefined;
  readonly queries: readonly MetricQuery[];

  readonly evaluationWindow: { readonly kind: "sliding" } | { readonly kind: "wall-clock"; readonly timezone: string };
  /** Arguments of the alarm that replay does not read: `evaluation_criteria`. */
  readonly unsupported: readonly string[];
}

/** One metric with a statistic over a period, in seconds. */
export interface MetricStat {
  /** See `MetricKey.place`. */
  readonly place?: string | undefined;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly period: number | undefined;
  /** `Sum`, `Average`, `SampleCount`, `Minimum`, `Maximum`, `p99`, `tm90`, `PR(:300)` ... */
  readonly statistic: string | undefined;
  readonly unit: string | undefined;
}

export interface MetricQuery {
  readonly id: string | undefined;
  readonly expression: string | undefined;
  readonly metric: MetricStat | undefined;
  /** Of an expression without metrics, in seconds. */
  readonly period: number | undefined;
  readonly label: string | undefined;
  readonly returnData: boolean;
  /** A metric of another account. */
  readonly accountId: string | undefined;
}

export interface CompositeAlarm extends Alarm {
  readonly kind: "composite";
  readonly rule: string | undefined;
  readonly actionsSuppressor: ActionsSuppressor | undefined;
}

export interface ActionsSuppressor {
  /** Name or ARN. */
  readonly alarm: string | undefined;
  /** Seconds. */
  readonly waitPeriod: number | undefined;
  readonly extensionPeriod: number | undefined;
}

export interface MuteRule extends Resource {
  readonly name: string | undefined;
  /** `0 2 * * SUN`, `cron(0 2 * * SUN)`, `at(2026-11-21T14:00)`. */
  readonly expression: string | undefined;
  /** ISO 8601: `PT4H`. */
  readonly duration: string | undefined;
  /** IANA name; UTC without one. */
  readonly timezone: string;
  readonly alarmNames: readonly string[];
  /** RFC 3339. */
  readonly startDate: string | undefined;
  readonly expireDate: string | undefined;
}

export interface Topic extends Resource {
  readonly name: string | undefined;
  readonly arn: string;
  readonly displayName: string | undefined;
  readonly fifo: boolean;
  /** As given: a key's ARN, id, or alias. */
  readonly kmsKey: string | undefined;
  /** A policy written on the topic itself. */
  readonly policy: PolicyText | undefined;
}

/** A policy that is a resource separate from the one it applies to. */
export interface ResourcePolicy extends Resource {
  /** ARN of the topic; URL of the queue. */
  readonly of: string | undefined;
  readonly policy: PolicyText | undefined;
}

/** A policy document as JSON text. Where a part of it is not known, `policy` is undefined and `unresolved` says so. */
export type PolicyText = string;

export interface Subscription extends Resource {
  readonly topicArn: string | undefined;
  /** `email`, `email-json`, `sms`, `http`, `https`, `sqs`, `lambda`, `firehose`, `application`. */
  readonly protocol: string | undefined;
  readonly endpoint: string | undefined;
  /** True where the endpoint is a secret or comes from outside: its text must not be shown. */
  readonly endpointIsSecret: boolean;
  readonly filterPolicy: string | undefined;
  readonly filterPolicyScope: string | undefined;
  readonly endpointAutoConfirms: boolean;
  readonly deadLetterQueueArn: string | undefined;
}

/**
 * What makes things that the template does not show: a CloudFormation stack whose template is not known, a script, a module that is not
 * read. Someone may be subscribed there, a policy may be given, a composite alarm may name an alarm.
 */
export interface OpaqueResource extends Resource {
  /** ARNs of topics, queues, functions and alarms that it refers to. */
  readonly mentions: readonly string[];
}

/** A rule of EventBridge. An event bus hears of every change of an alarm's state, whether or not the alarm has actions. */
export interface EventRule extends Resource {
  readonly name: string | undefined;
  readonly arn: string;
  /** False: it is disabled, and hears nothing. */
  readonly isEnabled: boolean;
  /** Undefined: it is not known, or the rule has a schedule. */
  readonly pattern: string | undefined;
}

export interface Key extends Resource {
  readonly arn: string;
  readonly keyId: string;
  /** Names of aliases, `alias/shop`. */
  readonly aliases: readonly string[];
  readonly isEnabled: boolean;
  /** Undefined: the default policy, which allows the account's own identities and no service. */
  readonly policy: PolicyText | undefined;
}

export interface LambdaFunction extends Resource {
  readonly name: string | undefined;
  readonly arn: string;
}

export interface FunctionPermission extends Resource {
  /** Name or ARN. */
  readonly function: string | undefined;
  readonly principal: string | undefined;
  readonly action: string | undefined;
  readonly sourceArn: string | undefined;
  readonly sourceAccount: string | undefined;
}

export interface Queue extends Resource {
  readonly name: string | undefined;
  readonly arn: string;
  readonly url: string;
  readonly kmsKey: string | undefined;
  readonly policy: PolicyText | undefined;
}

/** A channel of Amazon Q Developer in chat applications (formerly AWS Chatbot): Slack or Microsoft Teams. */
export interface ChatChannel extends Resource {
  readonly kind: "slack" | "teams";
  readonly name: string | undefined;
  readonly topicArns: readonly string[];
}
