import type { Severity } from "../base";
import type { NotPrinted } from "../queries";

/** The language that rules are written in. */
export type RuleLanguage = "promql" | "logql";

/** Every how many seconds rules are evaluated: as often as CloudWatch evaluates alarms. */
export const EVALUATION_SECONDS = 60;

/** An alarm of the plan as a rule of Prometheus or of Loki's ruler. */
export interface AlertRule {
  /** Name of the alarm: `shop-prod-checkout-error-rate-critical`. */
  readonly alert: string;
  readonly service: string;

  /** The entry's name in the configuration. */
  readonly alarm: string;
  readonly severity: Severity;

  /** A query that gives something while the alarm fires. */
  readonly expr: string;

  /** How long it has to give something; 0: it fires at once. */
  readonly forSeconds: number;

  /** How far it looks back: all periods, and a sample more. */
  readonly windowSeconds: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;

  /** In which ways it behaves otherwise than the alarm in CloudWatch. */
  readonly differences: readonly RuleDifference[];
}

/** Rules of one service, evaluated together. */
export interface AlertRuleGroup {
  readonly name: string;
  readonly intervalSeconds: number;
  readonly rules: readonly AlertRule[];
}

/** An alarm without a rule, and why. */
export interface WithoutRule {
  readonly alert: string;
  readonly service: string;
  readonly alarm: string;
  readonly severity: Severity;
  readonly reason: WhyNoRule;
}

/** What an environment's alarms are in one language. */
export interface AlertRules {
  readonly groups: readonly AlertRuleGroup[];
  readonly without: readonly WithoutRule[];
}

/** Why an alarm is no rule. */
export type WhyNoRule =
  /** It reads a metric that no signal makes: CloudWatch has it, Prometheus and Loki do not. */
  | { readonly why: "foreign-metric"; readonly metric: string }
  /** It compares with a model of the past, or with the time of the day. */
  | { readonly why: "anomaly" | "deadline" }
  /** A part of an expression of metric math. */
  | { readonly why: "math"; readonly text: string }
  /** LogQL has no subqueries, which count breaching periods; neither it nor a rule of Grafana's has the alerts of others. */
  | { readonly why: "datapoints" | "composite" }
  /** It tells nobody, and is there for composite alarms alone, which are no rules. */
  | { readonly why: "member-only" }
  /** A missing period breaches, and LogQL asks only counts what they are without lines. */
  | { readonly why: "missing-data" }
  /** The threshold is not below the last bound of the histogram's buckets, above which all values look alike. */
  | { readonly why: "beyond-buckets"; readonly bound: number }
  /** Periods with few samples count as 0, which is breaching here. */
  | { readonly why: "few-samples" }
  /** Nobody is told of its severity, or of it, in Grafana. */
  | { readonly why: "unheard" }
  /** An alarm that it is made of is no rule. */
  | { readonly why: "member"; readonly alarm: string }
  /** The collector cannot count the signal: its pattern has no condition there that means the same. */
  | { readonly why: "not-counted"; readonly signal: string }
  /** The language cannot ask its number. */
  | { readonly why: "query"; readonly language: RuleLanguage; readonly reason: NotPrinted };

/** A way in which a rule behaves otherwise than the alarm in CloudWatch, and how far. */
export type RuleDifference =
  /**
   * Where periods have no data, CloudWatch decides by the datapoints before them, of so many seconds more: it changes its state later by so much
   * at most, or fires where periods breach that are not next to each other.
   */
  | { readonly difference: "looks-back"; readonly seconds: number }
  /** A percentile is estimated within its bucket. Outside of `between`, the rule and the alarm decide alike; equal ends: everywhere. */
  | { readonly difference: "buckets"; readonly between?: readonly [from: number, to: number] }
  /** CloudWatch evaluates an alarm over more than a day once an hour, over full hours. */
  | { readonly difference: "hourly" }
  /** It has to breach without a break, where CloudWatch counts breaching periods. */
  | { readonly difference: "continuous" }
  /** Nothing fires while there is no data; CloudWatch says INSUFFICIENT_DATA, or keeps the state. */
  | { readonly difference: "no-data" }
  /** A count of 0 is taken for a missing period; CloudWatch has a 0 where the signal's default is 0 and other lines come. */
  | { readonly difference: "zero" }
  /** A suppressor mutes it in CloudWatch: inhibit it in Alertmanager. */
  | { readonly difference: "suppressor" }
  /** A percentile of few samples is compared, where CloudWatch keeps the state. */
  | { readonly difference: "low-samples" }
  /** A composite differs as the alarms do that it is made of: in these ways. */
  | { readonly difference: "members"; readonly kinds: readonly DifferenceKind[] };

/** The name of a difference. */
export type DifferenceKind = RuleDifference["difference"];

/** Its name; of a composite, those of the alarms that it is made of. */
export function kindsOf(difference: RuleDifference): readonly DifferenceKind[] {
  return difference.difference === "members" ? difference.kinds : [difference.difference];
}

/** Takes differences of a rule while it is made: one of each kind. */
export type Differences = Map<DifferenceKind, RuleDifference>;

/** A query, how long it has to give something, and how far it looks back. */
export type Condition = Pick<AlertRule, "expr" | "forSeconds" | "windowSeconds">;

/** Carries a reason out of a translation. */
export class NoRule extends Error {
  constructor(readonly reason: WhyNoRule) {
    super(reason.why);
  }
}
