import type { AlarmText } from "../aws";
import type { Contract, Signal, TreatMissingData } from "../contract";
import type { Path, Severity } from "../base";
import type { Comparison } from "./schema/alarm";
import type { SecretReference } from "./schema/route";

/**
 * Everything that one environment is made of, with every default filled in, every placeholder expanded and every name
 * spelled out. Stacks turn it into resources, rules look for what AWS would refuse; neither decides anything.
 *
 * Lists are sorted by name (severities by urgency), so that the order of the configuration's keys means nothing.
 */
export interface EnvironmentPlan {
  readonly project: string;
  readonly environment: string;

  /** Name of the stack: `shop-prod`. */
  readonly stack: string;
  readonly region: string;
  readonly account: string;
  readonly backend: BackendPlan;
  readonly provider: ProviderPlan;

  /** Alias, without `alias/`, of the key that encrypts log groups and topics; undefined if nothing is encrypted with one of their own. */
  readonly keyAlias?: string;

  /** Shares of logs and traces that are kept, for applications and collectors. */
  readonly sampling: SamplingPlan;

  /** One for each severity that an alarm uses or a route names, least urgent first. */
  readonly topics: readonly TopicPlan[];

  /** Each receiver once. */
  readonly routes: readonly RoutePlan[];

  /** Name of the queue that keeps what cannot be delivered; undefined if no route asks for one. */
  readonly deadLetters?: string;
  readonly services: readonly ServicePlan[];
  readonly muteRules: readonly MuteRulePlan[];
}

export type BackendPlan =
  | {
      readonly type: "s3";
      readonly bucket: string;
      readonly region: string;
      readonly key: string;
      readonly encrypt: boolean;
      readonly kmsKey?: string;
      readonly lock: boolean;
    }
  | { readonly type: "local"; readonly path: string };

export interface ProviderPlan {
  /** Version constraint of the AWS provider. */
  readonly version: string;
  readonly assumeRole?: { readonly arn: string; readonly externalId?: string; readonly sessionName?: string };

  /** Address of each service that is not AWS's own, by the provider's name of it; or one address for all of them. */
  readonly endpoints?: string | Readonly<Record<string, string>>;

  /** Tags of every resource: the configuration's, and project and environment. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface SamplingPlan {
  readonly logs: {
    readonly debug: number;
    readonly info: number;
    readonly warn: number;
    readonly error: number;
    readonly fatal: number;
  };
  readonly traces: {
    readonly rate: number;
    readonly keepErrors: boolean;
    readonly keepSlowerThanSeconds?: number;
    readonly dropRoutes: readonly string[];
  };
}

/** The topic of a severity. */
export interface TopicPlan {
  readonly severity: Severity;

  /** `shop-prod-alarms-critical` */
  readonly name: string;
}

/** A receiver of notifications, and how they are delivered. */
export type RouteTargetPlan = (
  | { readonly kind: "email"; readonly address: string }
  | { readonly kind: "https"; readonly url: SecretReference }
  | { readonly kind: "pagerduty"; readonly key: SecretReference }
  | { readonly kind: "slack"; readonly team: SecretReference; readonly channel: SecretReference }
  | { readonly kind: "lambda"; readonly arn: string }
  /** `queuePolicy`: true to write the queue's policy, in place of any other that it has. */
  | { readonly kind: "sqs"; readonly arn: string; readonly queuePolicy: boolean }
) & {
  readonly filterPolicy?: Readonly<Record<string, unknown>>;
  readonly deadLetter: boolean;
};

/** A receiver, and of which severities it hears. */
export type RoutePlan = RouteTargetPlan & {
  /** Stable, made of where it leads: `email-oncall-example-com`. Part of the paths of its resources. */
  readonly name: string;
  readonly severities: readonly Severity[];

  /** Of a Slack channel: name of its configuration and role. */
  readonly channelName?: string;
};

export interface ServicePlan {
  readonly name: string;

  /** Construct id. */
  readonly id: string;
  readonly description?: string;
  readonly owner?: OwnerPlan;
  readonly tier: "critical" | "standard" | "low";

  /** Address below which its runbooks stand, without a slash at the end. */
  readonly runbooks?: string;

  /** `shop/prod/checkout` */
  readonly namespace: string;
  readonly contract: Contract;
  readonly logGroup: LogGroupPlan;

  /** The signals that become metrics. */
  readonly signals: readonly Signal[];

  /** Tags of the service's resources, beside the provider's. */
  readonly tags: Readonly<Record<string, string>>;

  /** `service`: `notifications` have the actions. `each`: the alarms have. */
  readonly notify: "service" | "each";

  /** By name, each with its severities inside; {@link flatAlarms} lists the alarms one by one. */
  readonly alarms: readonly AlarmEntryPlan[];

  /** With `notify: service`, one composite for each severity that has an alarm which notifies. Else empty. */
  readonly notifications: readonly NotificationPlan[];

  /** Where the service stands in the configuration. */
  readonly source: Path;
}

export interface OwnerPlan {
  readonly team: string;
  readonly contact?: string;
}

export interface LogGroupPlan {
  /** `/app/prod/checkout` */
  readonly name: string;
  readonly retentionDays: number | "never";
  readonly class: "STANDARD" | "INFREQUENT_ACCESS";

  /** True to mask what the contract's redaction list names. */
  readonly protect: boolean;

  /** Fields that are indexed, in the configuration's order. */
  readonly indexes: readonly string[];
  readonly anomalyDetection?: {
    readonly frequencySeconds: number;
    readonly pattern?: string;
    readonly visibilityDays: number;
  };
  readonly retainOnDelete: boolean;
}

/** One series of a metric. */
export interface SeriesPlan {
  readonly namespace: string;
  readonly metric: string;

  /** Exactly the dimensions of the series; empty for the series without. */
  readonly dimensions: Readonly<Record<string, string>>;

  /** The service's signal that publishes it; undefined for a metric of AWS. */
  readonly signal?: string;
}

/** The number that an alarm looks at. */
export type MeasurePlan =
  /** A statistic of one series. `lowSamples` is there for percentiles only. */
  | {
      readonly kind: "statistic";
      readonly series: SeriesPlan;
      readonly statistic: string;
      readonly lowSamples?: "evaluate" | "ignore";
    }
  /** A statistic of one series, in periods that have enough samples. */
  | { readonly kind: "gated"; readonly series: SeriesPlan; readonly statistic: string; readonly minimumSamples: number }
  /** 100 × sum of `errors` / sum of `of`, in periods in which `of` reaches the minimum. */
  | { readonly kind: "rate"; readonly errors: SeriesPlan; readonly of: SeriesPlan; readonly minimum: number };

/** What makes the number alarming. */
export type ConditionPlan =
  | { readonly kind: "threshold"; readonly comparison: Comparison; readonly threshold: number }
  | { readonly kind: "band"; readonly direction: "above" | "below" | "both"; readonly width: number };

/** What an entry of a service's alarms says whatever the severity. */
export interface AlarmEntryBase {
  readonly service: string;

  /** The entry's name in the configuration. */
  readonly alarm: string;

  /** Construct id of the entry; the severity makes it unique. */
  readonly id: string;

  /** What the descriptions of its alarms are made of. */
  readonly texts: AlarmText;

  /** False for an entry that only feeds composite alarms: neither its alarms nor its service's notification publish it. */
  readonly notifies: boolean;

  /** True if its alarms themselves publish to their severity's topic: it notifies, and its service says `each`. */
  readonly actions: boolean;

  /** True if they also tell when it is over, where `actions` is true. */
  readonly okActions: boolean;

  /** Where the entry stands in the configuration: `["services", "checkout", "alarms", "error_rate"]`. */
  readonly source: Path;
}

/** An entry on a metric: one question, asked at one or more severities. */
export interface MetricEntryPlan extends AlarmEntryBase {
  readonly kind: "metric";
  readonly type: "threshold" | "rate" | "latency" | "absence" | "anomaly" | "metric";
  readonly measure: MeasurePlan;
  readonly severities: BySeverity<MetricSeverityPlan>;
}

/** What one severity of an entry on a metric says. */
export interface MetricSeverityPlan {
  /** Name in CloudWatch: `shop-prod-checkout-error-rate-critical`. */
  readonly name: string;
  readonly condition: ConditionPlan;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: TreatMissingData;
}

/** An entry over other alarms. */
export interface CompositeEntryPlan extends AlarmEntryBase {
  readonly kind: "composite";
  readonly type: "composite";
  readonly rule: RulePlan;
  readonly suppressor?: {
    readonly alarm: AlarmReferencePlan;
    readonly waitSeconds: number;
    readonly extensionSeconds: number;
  };
  readonly severities: BySeverity<{ readonly name: string }>;
}

export type AlarmEntryPlan = MetricEntryPlan | CompositeEntryPlan;

/** One value for each severity that is there; at least one is. */
export type BySeverity<Value> = Readonly<Partial<Record<Severity, Value>>>;

/** One alarm of an entry on a metric: see {@link flatAlarms}. */
export type MetricAlarmPlan = Omit<MetricEntryPlan, "severities"> &
  MetricSeverityPlan & { readonly severity: Severity };

/** One alarm of an entry over other alarms: see {@link flatAlarms}. */
export type CompositeAlarmPlan = Omit<CompositeEntryPlan, "severities"> & {
  readonly name: string;
  readonly severity: Severity;
};

/** One alarm, as CloudWatch has it. */
export type AlarmPlan = MetricAlarmPlan | CompositeAlarmPlan;

/** An alarm of the same plan: `name` is its `AlarmPlan.name`. */
export interface AlarmReferencePlan {
  readonly service: string;
  readonly alarm: string;
  readonly severity: Severity;
  readonly name: string;
}

/** When a composite is in ALARM. */
export type RulePlan =
  | { readonly kind: "alarm"; readonly alarm: AlarmReferencePlan }
  | { readonly kind: "any" | "all"; readonly of: readonly RulePlan[] }
  | { readonly kind: "not"; readonly of: RulePlan }
  /** `count` alarms, or `percent` percent of them. */
  | { readonly kind: "atLeast"; readonly count: number; readonly of: readonly AlarmReferencePlan[] }
  | { readonly kind: "atLeast"; readonly percent: number; readonly of: readonly AlarmReferencePlan[] };

/** The composite that notifies for a service: in ALARM while any of `alarms` is. */
export interface NotificationPlan {
  readonly service: string;
  readonly severity: Severity;

  /** `shop-prod-checkout-critical` */
  readonly name: string;
  readonly alarms: readonly AlarmReferencePlan[];

  /** True if it also tells when it is over: unless all of its alarms say otherwise. */
  readonly okActions: boolean;

  /** How long a warning waits whether something critical follows, and is held back after that. */
  readonly holdBackSeconds: number;
}

/** Quiet hours: alarms of these names notify nobody meanwhile. */
export interface MuteRulePlan {
  /** Name of the quiet hours in the configuration. */
  readonly quietHours: string;

  /** Construct id: `Nights`. */
  readonly id: string;

  /** `shop-prod-nights` */
  readonly name: string;

  /** Five fields, without `cron()`. */
  readonly cron: string;

  /** ISO 8601: `PT8H`. */
  readonly duration: string;
  readonly timezone: string;

  /** Names of the alarms, composite ones included, that have actions and one of the severities. */
  readonly alarms: readonly string[];
  readonly source: Path;
}
