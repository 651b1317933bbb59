import type { AlarmState, AlarmText } from "../../aws";
import type { Severity } from "../../base";
import type { AbsenceAlarmProps } from "./absence-alarm";
import type { AnomalyAlarmProps } from "./anomaly-alarm";
import type { Quorum } from "./alarm-rule";
import type { Suppressor } from "./composite-alarm";
import type { DeadlineAlarmProps } from "./deadline-alarm";
import type { LatencyAlarmProps } from "./latency-alarm";
import type { MathAlarmProps } from "./math-alarm";
import type { Metric } from "./metric";
import type { RateAlarmProps } from "./rate-alarm";
import type { AlarmReference } from "./references";
import type { AlarmProps, PerSeverity } from "./severity-alarms";
import type { ThresholdAlarmProps } from "./threshold-alarm";

/** What an alarm of a service watches: a signal of its contract, one series of a signal, or any metric. */
export type MetricSource =
  | {
      /** Name of the signal. */
      readonly signal: string;

      /**
       * A value for each of the signal's dimensions.
       *
       * @default - the series without dimensions
       */
      readonly dimensions?: Readonly<Record<string, string>>;
      readonly metric?: never;
    }
  | { readonly metric: Metric; readonly signal?: never; readonly dimensions?: never };

/** One of the two counts of a rate: a signal by name, one series of a signal, or any metric. */
export type SeriesSource =
  string | { readonly signal: string; readonly dimensions: Readonly<Record<string, string>> } | Metric;

/** An entry in the alarms of a service: one question, at one or more severities. Each severity becomes one CloudWatch alarm. */
export type AlarmEntry =
  ThresholdEntry | RateEntry | MathEntry | LatencyEntry | AbsenceEntry | DeadlineEntry | AnomalyEntry | CompositeEntry;

/** What every entry has: texts, as in {@link AlarmText}, names and notifications. */
export interface EntryText extends Omit<AlarmText, "runbook" | "owner"> {
  /**
   * Full names of its alarms in CloudWatch, by severity.
   *
   * @default - `<namePrefix of the service>-<name of the entry, with dashes>-<severity>`
   */
  readonly names?: PerSeverity<string>;

  /**
   * ID of the construct without `Alarm`: `Errors` is `ErrorsAlarm`. Keep it when you rename the entry, so that Terraform's addresses
   * stay the same. CloudWatch identifies alarms by name: under a new name, an alarm has no history.
   *
   * @default - the entry's name in PascalCase
   */
  readonly id?: string;

  /**
   * Runbook: a page below the service's `runbooks`, or a full https address.
   *
   * @default - the entry's name below the service's `runbooks`
   */
  readonly runbook?: string;

  /**
   * Team or person who owns the alarm.
   *
   * @default - the owner of the service
   */
  readonly owner?: string;

  /**
   * Whether the alarm notifies. Use false for an alarm that is only used in composite alarms, or on a dashboard.
   *
   * @default true
   */
  readonly notify?: boolean;

  /**
   * Who hears of it: one of the service's `audiences`.
   *
   * @default - those who hear of the service's other alarms
   */
  readonly audience?: string;

  /**
   * Whether the actions also run when the alarm returns to OK. With `notify: "service"`, they run when all alarms of the severity
   * are OK, unless every one of them says false.
   *
   * @default true
   */
  readonly okActions?: boolean;
}

/** Props that the service sets for each of its alarms. */
type Given = keyof AlarmProps;

/** Props of an alarm as an entry: with sources in place of metrics, and without what the service sets. */
type Entry<Type extends string, Props, Sources extends string> = EntryText & { readonly type: Type } & Omit<
    Props,
    Given | Sources
  >;

/** An entry for a {@link ThresholdAlarm}. */
export type ThresholdEntry = Entry<"threshold", ThresholdAlarmProps, "metric"> & MetricSource;

/** An entry for a {@link RateAlarm}. */
export type RateEntry = Entry<"rate", RateAlarmProps, "errors" | "of"> & {
  readonly errors: SeriesSource;
  readonly of: SeriesSource;
};

/** An entry for a {@link MathAlarm}. */
export type MathEntry = Entry<"math", MathAlarmProps, "metrics"> & {
  /** The metrics of the expression, by their ids in it. */
  readonly metrics: Readonly<Record<string, SeriesSource>>;
};

/** An entry for a {@link LatencyAlarm}. */
export type LatencyEntry = Entry<"latency", LatencyAlarmProps, "metric"> & MetricSource;

/** An entry for an {@link AnomalyAlarm}. */
export type AnomalyEntry = Entry<"anomaly", AnomalyAlarmProps, "metric"> & MetricSource;

/** An entry for an {@link AbsenceAlarm}. Without signal and metric, what must not go silent is the log group: its log events. */
export type AbsenceEntry = Entry<"absence", AbsenceAlarmProps, "metric"> &
  (MetricSource | { readonly signal?: never; readonly dimensions?: never; readonly metric?: never });

/** An entry for a {@link DeadlineAlarm}. */
export type DeadlineEntry = Entry<"deadline", DeadlineAlarmProps, "metric"> & MetricSource;

/** An entry for a {@link CompositeAlarm}. */
export type CompositeEntry = EntryText & {
  readonly type: "composite";

  /** When the alarm is in ALARM. */
  readonly rule: ServiceRule;

  /** Severities; each may have its own suppressor. */
  readonly severities: PerSeverity<{ readonly suppressor?: Suppressor }>;
};

/**
 * An alarm in a rule: an alarm of the service by name, or any other alarm by reference. Without `severity`, it is the alarm of the
 * severity that the rule is for, or else the one of the most urgent severity.
 */
export type NamedAlarm =
  string | AlarmReference | { readonly alarm: string; readonly severity?: Severity; readonly state?: AlarmState };

/** The rule of a composite alarm, over alarms of the service. */
export type ServiceRule =
  | NamedAlarm
  | { readonly any: readonly ServiceRule[] }
  | { readonly all: readonly ServiceRule[] }
  | { readonly not: ServiceRule }
  | { readonly atLeast: Quorum; readonly of: readonly NamedAlarm[]; readonly state?: AlarmState };
