import type { Path } from "../base";
import type { UnresolvedReason } from "../terraform";

/** What becomes of a resource of the template. */
export interface Row {
  /** Terraform's address. */
  readonly address: string;
  readonly kind: "alarm" | "composite alarm" | "metric filter" | "log group" | "topic";

  /** Its name in AWS; undefined if it is not known. */
  readonly name: string | undefined;
  readonly outcome: Outcome;
}

export type Outcome =
  /** It is in the configuration, and Terraform imports it. */
  | { readonly kind: "taken"; readonly at: Path; readonly changes: readonly Change[] }
  /** The configuration refers to it. Whoever makes it goes on doing so. */
  | { readonly kind: "read"; readonly at: Path }
  /** It is not in the configuration. */
  | { readonly kind: "left"; readonly reason: LeftReason };

/** What the first apply changes in a resource that is taken over, by Terraform's argument. */
export type Change =
  | { readonly argument: "alarm_description"; readonly to: string }
  | { readonly argument: "tags"; readonly lost: readonly string[] }
  /** Actions that the alarm loses, and that it gets: routes cannot tell it from others of its severity, or there is no place for them. */
  | {
      readonly argument: "alarm_actions" | "ok_actions" | "insufficient_data_actions";
      readonly lost: readonly string[];
      readonly gained: readonly string[];
    }
  /** It had no effect: the alarm then has no actions instead. */
  | { readonly argument: "actions_enabled" }
  /** The number of periods, which is what CloudWatch takes without it. */
  | { readonly argument: "datapoints_to_alarm"; readonly to: number }
  /** The only unit of the metric. */
  | { readonly argument: "unit"; readonly from: string }
  /** The same question in other words. */
  | { readonly argument: "pattern"; readonly to: string }
  /** A line without the field of a dimension is no longer counted in the series without dimensions. */
  | { readonly argument: "pattern"; readonly to: string; readonly dimensions: readonly string[] }
  /** The same question in other words: each alarm is referred to. */
  | { readonly argument: "alarm_rule" }
  /** The same question, with other ids and labels. */
  | { readonly argument: "metric_query" | "threshold_metric_id" };

/** Why a resource is not in the configuration. */
export type LeftReason =
  /** Attributes that the template does not know; `because` is why it does not know the first one. */
  | {
      readonly kind: "unknown-values";
      readonly attributes: readonly string[];
      readonly because?: UnresolvedReason | undefined;
    }
  /** It is in another account or Region than the environment. */
  | { readonly kind: "elsewhere"; readonly arn: string }
  /** Another resource of the template has the same name. */
  | { readonly kind: "name-twice"; readonly name: string }
  /** It does more than notify: it scales, reboots, runs a function. */
  | { readonly kind: "acts"; readonly actions: readonly string[] }
  /** Arguments that a configuration cannot say: what they are set to decides when the alarm fires, or what a filter counts. */
  | { readonly kind: "arguments"; readonly arguments: readonly string[] }
  /** Periods that are not whole minutes. */
  | { readonly kind: "period"; readonly seconds: number }
  /** A unit that may not be the only one of the metric. */
  | { readonly kind: "unit"; readonly unit: string }
  /** A filter publishes a fixed number other than 1. */
  | { readonly kind: "value"; readonly value: string }
  /** It publishes into another namespace than the other filters of its log group. */
  | { readonly kind: "namespace"; readonly namespace: string; readonly others: string }
  /** Metric math that a configuration cannot say. */
  | { readonly kind: "math"; readonly why: MathReason }
  /** The rule of a composite alarm names a state that a configuration does not ask for, or cannot be read. */
  | {
      readonly kind: "rule";
      readonly why: "state" | "constant" | "unreadable" | "unknown-alarm" | "suppressor";
      readonly named?: string;
    }
  /** The rule names alarms that are left. */
  | { readonly kind: "names-left"; readonly alarms: readonly string[] }
  /** No filter and no alarm that is taken over is on it. */
  | { readonly kind: "unused" }
  /** `check` refuses it; the text of its finding. */
  | { readonly kind: "refused"; readonly finding: string }
  /** A text of it has what a configuration would fill in: `{environment}`. */
  | { readonly kind: "placeholder"; readonly text: string }
  /** A value of it is marked as sensitive, and the configuration is committed. */
  | { readonly kind: "sensitive" };

export type MathReason =
  /** Not exactly one query returns data. */
  | "results"
  /** A metric of another account. */
  | "account"
  /** Metrics Insights, SEARCH, METRICS(): the metrics are found when the alarm is evaluated. */
  | "search"
  /** Metrics with different periods. */
  | "periods"
  /** An expression that cannot be read, or names what is not there. */
  | "unreadable"
  /** A band that is not of one metric, or a width that is not a number. */
  | "band";
