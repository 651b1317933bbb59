import type { DimensionFault, Excess, TextFault, WindowFault } from "../../aws";
import type { AnyAlarm, ComparisonOperator, Unresolved, UnresolvedReason } from "../../terraform";
import type { MetricKey } from "../metrics";
import type { Missing } from "./composite/alarm-index";
import type { MathFault } from "../../metric-math";

/** Why an alarm was not evaluated. `whyNotText` of `replay/reasons` puts it into words. */
export type WhyNot =
  OpenQuestion | AttributeFault | QueryFault | WindowReason | DatapointReason | RuleFault | DependsOn;

/** Why CloudWatch, or the Terraform provider before it, refuses a metric alarm. */
export type AlarmRefusal =
  | AttributeFault
  | Exclude<QueryFault, { readonly kind: "query-of-another-account" }>
  | Extract<WindowReason, { readonly kind: "time-zone" | "wall-clock-period" }>;

/** An alarm that a reason is about. */
export type AlarmLabel = Pick<AnyAlarm, "name" | "address">;

/** What the template leaves open, or only CloudWatch can evaluate. */
export type OpenQuestion =
  /** Attributes that decide the state and are not known, or that replay does not evaluate. */
  | {
      readonly kind: "attributes-not-known";
      readonly unresolved: readonly Pick<Unresolved, "attribute" | "reason">[];
      readonly unsupported: readonly string[];
    }
  /** The band's model exists only in CloudWatch. */
  | { readonly kind: "anomaly-band"; readonly named: "threshold_metric_id" | ComparisonOperator };

/** What is wrong with the attributes of an alarm. `query`: id of the query that the metric belongs to; undefined: the alarm's own. */
export type AttributeFault =
  | {
      readonly kind: "text";
      readonly attribute: AlarmText;
      readonly query: string | undefined;
      readonly text: string;
      readonly fault: TextFault;
    }
  | ({ readonly kind: "dimension"; readonly query: string | undefined } & DimensionFault)
  | { readonly kind: "too-many-dimensions"; readonly query: string | undefined; readonly excess: Excess }
  /** A comparison with a band, and no `threshold_metric_id`. */
  | { readonly kind: "band-without-id"; readonly operator: ComparisonOperator }
  /** A `threshold_metric_id`, and a comparison with a number. */
  | { readonly kind: "operator-not-for-bands"; readonly operator: ComparisonOperator }
  /** `threshold_metric_id` is not one of the queries' ids. */
  | { readonly kind: "threshold-metric-unknown"; readonly id: string; readonly ids: readonly string[] }
  /** `threshold_metric_id` names a query that returns nothing, or that is not ANOMALY_DETECTION_BAND. */
  | { readonly kind: "threshold-metric-returns-nothing" | "threshold-metric-not-a-band"; readonly id: string }
  /** `query`: id of the query whose metric lacks the attribute; undefined: the alarm lacks it. */
  | { readonly kind: "attribute-missing"; readonly attribute: NeededAttribute; readonly query: string | undefined }
  | { readonly kind: "threshold-not-finite"; readonly threshold: number }
  | { readonly kind: "periods"; readonly fault: WindowFault; readonly given: GivenPeriods }
  | { readonly kind: "statistic-unknown"; readonly statistic: string; readonly query: string | undefined }
  | { readonly kind: "metric-and-queries" }
  | { readonly kind: "neither-metric-nor-queries" };

/** Attributes of an alarm that hold a text. */
export type AlarmText = "alarm_name" | "alarm_description" | "namespace" | "metric_name";

export type NeededAttribute =
  "comparison_operator" | "threshold" | "evaluation_periods" | "period" | "namespace" | "metric_name" | "statistic";

/** The values that a fault of periods refers to; `period` in seconds. */
export interface GivenPeriods {
  readonly period: number;
  readonly periods: number;
  readonly datapoints: number;
}

/** What is wrong with the queries of an alarm. */
export type QueryFault =
  | { readonly kind: "query-without-id" }
  | { readonly kind: "query-id"; readonly id: string }
  | { readonly kind: "query-id-twice"; readonly id: string }
  /** Exactly one query has to return data, of an alarm on an anomaly detection band two: the metric and the band. */
  | { readonly kind: "queries-returning"; readonly count: number; readonly needed: 1 | 2 }
  | { readonly kind: "query-content"; readonly query: string; readonly has: "both" | "neither" }
  | { readonly kind: "query-of-another-account"; readonly query: string; readonly account: string }
  | { readonly kind: "too-many-queries"; readonly excess: Excess }
  | { readonly kind: "periods-differ"; readonly periods: readonly (number | undefined)[] }
  /** An expression that others use gives a number, where a series is needed. */
  | { readonly kind: "expression-of-number"; readonly query: string; readonly expression: string }
  | { readonly kind: "expression"; readonly query: string; readonly fault: MathFault }
  /** Ids along the circle; the last is the first again. */
  | { readonly kind: "expressions-in-a-circle"; readonly ids: readonly string[] };

/** Why the windows of an alarm are not known. */
export type WindowReason =
  | TimeZoneFault
  /** In seconds. */
  | { readonly kind: "wall-clock-period"; readonly period: number }
  /** The datapoints that were given for its metrics begin at different times. */
  | { readonly kind: "datapoints-out-of-step" }
  /** Datapoints that were given lie on both sides of a bound; `at` is the end of the window, in milliseconds since 1970. */
  | { readonly kind: "datapoints-across-bounds"; readonly at: number };

export interface TimeZoneFault {
  readonly kind: "time-zone";
  readonly fault: "unknown" | "not-an-offset" | "offset-not-in-steps";
  readonly timezone: string;
}

/** Why the datapoints of an alarm are not known. */
export type DatapointReason =
  | { readonly kind: "metrics-not-published"; readonly metrics: readonly MetricKey[] }
  | { readonly kind: "datapoints"; readonly metric: MetricKey; readonly fault: DatapointFault };

/** Why the datapoints of a period cannot be computed from those that were given. Resolution and period in seconds. */
export type DatapointFault =
  | { readonly kind: "coarser-than-period"; readonly resolution: number; readonly period: number }
  | { readonly kind: "resolution-not-minutes"; readonly resolution: number }
  | { readonly kind: "uneven"; readonly resolution: number }
  | {
      readonly kind: "not-combinable";
      readonly statistic: string;
      readonly resolution: number;
      readonly period: number;
    }
  /** `needs`: a simple statistic must be given itself, any other needs the single values. `given`: statistics that were given. */
  | {
      readonly kind: "statistic-not-given";
      readonly statistic: string;
      readonly needs: "itself" | "values";
      readonly given: readonly string[];
    };

/** Why the rule of a composite alarm is not evaluated at all. */
export type RuleFault =
  | { readonly kind: "rule-not-known"; readonly because: UnresolvedReason | undefined }
  /** CloudWatch would refuse it; `position` as in `line 1, column 7`. */
  | { readonly kind: "rule-unreadable"; readonly message: string; readonly position: string; readonly fix: string }
  | { readonly kind: "rule-too-large"; readonly excess: Excess }
  /** CloudWatch stops evaluating a cycle; the first alarm is at the end again. */
  | { readonly kind: "rule-in-a-cycle"; readonly cycle: readonly AlarmLabel[] };

/** The rule of a composite alarm depends on an alarm whose state is not known. */
export interface DependsOn {
  readonly kind: "depends-on";
  readonly on: UnknownAlarm;
}

export type UnknownAlarm =
  /** `name`: as in the rule; of an ARN only the name. */
  | { readonly kind: "missing"; readonly name: string; readonly missing: Missing }
  | { readonly kind: "not-simulated"; readonly alarm: AlarmLabel }
  | { readonly kind: "not-evaluated"; readonly alarm: AlarmLabel; readonly whyNot: WhyNot };
