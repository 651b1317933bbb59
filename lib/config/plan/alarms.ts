import type { AlarmText, TreatMissingData, Weekday } from "../../aws";
import type { Path, Severity } from "../../base";
import type { AlarmComparison } from "../schema/alarm";

/** One series of a metric. */
export interface SeriesPlan {
  readonly namespace: string;
  readonly metric: string;

  /** Exactly the dimensions of the series; empty for the series without. */
  readonly dimensions: Readonly<Record<string, string>>;

  /** The service's signal that publishes it; undefined for any other metric. */
  readonly signal?: string;

  /** 1 for a metric that is published with a resolution of a second; otherwise, it has one of a minute. */
  readonly resolutionSeconds?: 1;
}

/** A statistic of one series. */
export interface StatisticPlan {
  readonly kind: "statistic";
  readonly series: SeriesPlan;
  readonly statistic: string;
}

/** A percentile of one series, and what happens while it has few samples. */
export interface PercentilePlan extends StatisticPlan {
  readonly lowSamples: "evaluate" | "ignore";
}

/** A statistic of one series, in periods that have enough samples. */
export interface GatedPlan {
  readonly kind: "gated";
  readonly series: SeriesPlan;
  readonly statistic: string;
  readonly minimumSamples: number;
}

/** 100 × `errors` / `of`, both counts, in periods in which `of` reaches the minimum. */
export interface RatePlan {
  readonly kind: "rate";
  readonly errors: StatisticPlan;
  readonly of: StatisticPlan;
  readonly minimum: number;
}

/** An expression of CloudWatch's metric math over series. */
export interface MathPlan {
  readonly kind: "math";
  readonly expression: string;

  /** By the key that they have in the expression, in the order of the keys. */
  readonly metrics: Readonly<Record<string, StatisticPlan>>;
}

/** The number that an alarm evaluates. */
export type MeasurePlan = StatisticPlan | PercentilePlan | GatedPlan | RatePlan | MathPlan;

/** The number is breaching if it compares like this. */
export interface ThresholdPlan {
  readonly kind: "threshold";
  readonly comparison: AlarmComparison;
  readonly threshold: number;
}

/** The number is breaching outside a band around the expected value, so many standard deviations wide. */
export interface BandPlan {
  readonly kind: "band";
  readonly width: number;
}

/** When the number is breaching. */
export type ConditionPlan = ThresholdPlan | BandPlan;

/** The parts of an alarm entry that do not depend on the severity. */
export interface AlarmEntryBase {
  readonly service: string;

  /** The entry's name in the configuration. */
  readonly alarm: string;

  /** Construct id of the entry; the severity makes it unique. */
  readonly id: string;

  /** What the descriptions of its alarms are made of. */
  readonly texts: AlarmText;

  /** The question that the query of its texts answers; undefined if the query is written as it is, or there is none. */
  readonly question?: QuestionPlan;

  /** False for an entry that only feeds composite alarms: neither its alarms nor its service's notification publish it. */
  readonly notify: boolean;

  /** True if its alarms themselves publish to their severity's topic: it notifies, and its service says `each`. */
  readonly actions: boolean;

  /** The team that acts on it. */
  readonly team?: string;

  /** Name of its audience: see `ServicePlan.audiences`. Undefined for that of the service. */
  readonly audience?: string;

  /** True if they also notify on return to OK, where `actions` is true. */
  readonly okActions: boolean;

  /** Where the entry is in the configuration: `["services", "checkout", "alarms", "error_rate"]`. */
  readonly source: Path;
}

/** A question of the service or of its environment, by its name there. */
export interface QuestionPlan {
  readonly name: string;

  /** Values of its params, as they are written; the others have their defaults. */
  readonly params: Readonly<Record<string, string | number>>;

  /** Where its query is to be run: one log group, or several if it is one of the environment. */
  readonly logGroups: readonly string[];
}

/** An entry on a metric: one question, at one or more severities. Its type says what is measured, and when that is breaching. */
export type MetricEntryPlan = AlarmEntryBase & { readonly kind: "metric" } & (
    | {
        readonly type: "threshold" | "metric";
        readonly measure: StatisticPlan;
        readonly severities: BySeverity<ThresholdSeverityPlan>;
      }
    | { readonly type: "rate"; readonly measure: RatePlan; readonly severities: BySeverity<ThresholdSeverityPlan> }
    | { readonly type: "math"; readonly measure: MathPlan; readonly severities: BySeverity<ThresholdSeverityPlan> }
    | {
        readonly type: "latency";
        readonly measure: PercentilePlan | GatedPlan;
        readonly severities: BySeverity<ThresholdSeverityPlan>;
      }
    | {
        readonly type: "absence";
        readonly measure: StatisticPlan;
        readonly severities: BySeverity<SilenceSeverityPlan>;
      }
    | {
        readonly type: "deadline";
        readonly measure: StatisticPlan;

        /** Local time from which on it counts; undefined: 12 hours before the deadline. */
        readonly from?: string;
        readonly timezone: string;
        readonly days?: readonly Weekday[];
        readonly severities: BySeverity<DeadlineSeverityPlan>;
      }
    | {
        readonly type: "anomaly";
        readonly measure: StatisticPlan;
        /** On which side of the band the number is breaching. */
        readonly direction: "above" | "below" | "both";
        readonly severities: BySeverity<BandSeverityPlan>;
      }
  );

/** What belongs to one severity of an entry on a metric. */
export interface MetricSeverityPlan {
  /** Name in CloudWatch: `shop-prod-checkout-error-rate-critical`. */
  readonly name: string;
  readonly condition: ConditionPlan;
  readonly periodSeconds: number;
  readonly periods: number;
  readonly datapoints: number;
  readonly missingData: TreatMissingData;

  /** How long a new alarm waits before it may fire; undefined if it does not. */
  readonly warmUpSeconds?: number;
}

/** One severity of an entry that compares with a number. */
export interface ThresholdSeverityPlan extends MetricSeverityPlan {
  readonly condition: ThresholdPlan;
}

/** One severity of an entry that compares with a band. */
export interface BandSeverityPlan extends MetricSeverityPlan {
  readonly condition: BandPlan;
}

/** One severity of an entry that fires when something has not happened by a time of the day. */
export interface DeadlineSeverityPlan extends ThresholdSeverityPlan {
  /** Local time of the deadline: `04:00`. */
  readonly by: string;
}

/** One severity of an entry that fires in a silence. */
export interface SilenceSeverityPlan extends ThresholdSeverityPlan {
  /** Length of the silence. */
  readonly silenceSeconds: number;
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

/** One value per severity; at least one severity has a value. */
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
