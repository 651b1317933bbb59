import type { Severity } from "../base";
import type { ResourceMetricKey, TreatMissingData } from "../aws";

/** A set of alarms that are worth having: on a kind of AWS resource, or on lines as a contract preset has them. */
export type RecommendedSet = ResourceSet | LineSet;

/** Alarms on a kind of AWS resource. */
export interface ResourceSet {
  readonly kind: "resource";

  /** What the resource is: `a Lambda function`. */
  readonly of: string;

  /** The dimensions that all of its metrics have, each with what its value is: `FunctionName`: `the function's name`. */
  readonly dimensions: Readonly<Record<string, string>>;

  /**
   * Which of the dimensions names the resource for people.
   *
   * @default - the last
   */
  readonly named?: string;

  /**
   * Log groups that AWS makes for such a resource, whose names have the dimensions in them: `/aws/lambda/{FunctionName}`.
   *
   * @default - none
   */
  readonly logGroups?: readonly string[];

  /**
   * What to know before you use the set: what it needs, what it comes beside. Sentences.
   *
   * @default - nothing
   */
  readonly note?: string;

  /**
   * Why only somebody who knows the resource can choose the set, in a sentence: what walks all resources of a stack leaves it out.
   *
   * @default - a resource that has one of the forms below is what the set is for
   */
  readonly byChoice?: string;

  /** How Terraform's AWS provider has such a resource; the first that fits counts. */
  readonly terraform: readonly TerraformForm[];

  /**
   * What thresholds follow from, by name.
   *
   * @default - every threshold is a number
   */
  readonly settings?: Readonly<Record<string, RecommendedSetting>>;

  readonly alarms: Readonly<Record<string, RecommendedAlarm>>;
}

/** Alarms on signals of a contract preset: for services whose contract extends it. */
export interface LineSet {
  readonly kind: "lines";

  /** What the lines are: `lines of pino and pino-http`. */
  readonly of: string;

  readonly alarms: Readonly<Record<string, RecommendedAlarm>>;
}

/** A type of resource of Terraform's AWS provider, and which of its attributes say what the set needs. */
export interface TerraformForm {
  /** `aws_lambda_function`. */
  readonly type: string;

  /**
   * Arguments that such a resource has, with their values: `{ load_balancer_type: "network" }`. An argument that is not given has the
   * provider's default, which `null` stands for.
   *
   * @default - every resource of the type
   */
  readonly where?: Readonly<Record<string, readonly (string | boolean | null)[]>>;

  /**
   * Arguments with values that such a resource does not have.
   *
   * @default - none
   */
  readonly unless?: Readonly<Record<string, readonly (string | boolean | null)[]>>;

  /** The attribute that each dimension's value is. */
  readonly dimensions: Readonly<Record<string, AttributeValue>>;

  /**
   * The argument that each setting follows from.
   *
   * @default - Terraform says none of them
   */
  readonly settings?: Readonly<Record<string, SettingValue>>;
}

/**
 * The value of an attribute, or a part of it; or text that is always the same. A dot leads into a block, the first if there are
 * several: `visibility_config.metric_name`.
 */
export type AttributeValue =
  | {
      readonly attribute: string;
      /** @default - the whole value */
      readonly part?: AttributePart;
    }
  | { readonly text: string };

/** What CloudWatch takes of an attribute: the last part of an ARN or a path, or the account or the Region of an ARN. */
export type AttributePart = "after-last-slash" | "after-last-colon" | "account" | "region";

/** A number that an argument gives, times a factor, from its unit to the setting's. */
export interface SettingValue {
  /** A dot leads into a block, the first if there are several: `cluster_config.instance_count`. */
  readonly argument: string;

  /**
   * What the setting is for each of the argument's values, where the argument is a name: `db.r6g.large`. A value that is not listed
   * says nothing.
   *
   * @default - the argument is a number
   */
  readonly values?: Readonly<Record<string, number>>;

  /** @default 1 */
  readonly times?: number;

  /**
   * What the provider takes if the argument is not given, in the argument's unit.
   *
   * @default - not known: then the setting has no value
   */
  readonly default?: number;
}

/** A number that thresholds follow from: a time limit, a capacity, an objective. */
export interface RecommendedSetting {
  /** What it is, in a sentence, with its unit. */
  readonly description: string;

  /**
   * The value if nobody gives one.
   *
   * @default - none: alarms that need it are left out, which is said
   */
  readonly default?: number;
}

/** An alarm that a good engineer would have. */
export interface RecommendedAlarm {
  /** What happened, in a sentence. `{resource}` stands for what identifies the resource. */
  readonly summary: string;

  /**
   * Who is affected, and how.
   *
   * @default - not said
   */
  readonly impact?: string;

  /** Why it is worth having, and why the threshold is what it is: sentences for the engineer who decides whether to keep it. */
  readonly reason: string;

  /** Address of what recommends it, or of the page on the metric. */
  readonly source: string;

  readonly watches: Watched;

  /** Length of a period: `5m`. */
  readonly period: string;

  /** @default 1 */
  readonly periods?: number;

  /**
   * How many of the periods must breach.
   *
   * @default - all
   */
  readonly datapoints?: number;

  readonly missingData: TreatMissingData;

  readonly severities: Readonly<Partial<Record<Severity, RecommendedCondition>>>;
}

/** When an alarm fires: exactly one of these. */
export type RecommendedCondition =
  { readonly above: Bound } | { readonly atLeast: Bound } | { readonly below: Bound } | { readonly atMost: Bound };

/** A threshold: a number in the unit of what is watched, or a multiple of a setting. */
export type Bound = number | { readonly setting: string; readonly times?: number };

/** What an alarm watches. */
export type Watched =
  /** One series, against a number. */
  | ({ readonly kind: "value" } & WatchedSeries)
  /** A count as a percentage of another. */
  | {
      readonly kind: "rate";
      readonly errors: WatchedSeries;
      readonly of: WatchedSeries;
      /** Fewest events in a period for the rate to count. */
      readonly minimum: number;
    }
  /** Metric math over series, by the keys that they have in it. */
  | {
      readonly kind: "math";
      readonly expression: string;
      readonly series: Readonly<Record<string, WatchedSeries>>;
    };

/** A series: of a metric in the catalogue, or of a signal of a contract preset. */
export type WatchedSeries =
  | {
      readonly metric: ResourceMetricKey;
      /** @default - the catalogue's */
      readonly statistic?: string;
      /** Dimensions beside those of the resource, the same for each: `{ Region: "Global" }`. */
      readonly also?: Readonly<Record<string, string>>;
    }
  | {
      readonly signal: string;
      /** @default - Sum for a count, Average for a measure */
      readonly statistic?: string;
    };
