import type { AlarmText } from "../../aws";
import type { Severity } from "../../base";
import type { AbsenceAlarmProps } from "./absence-alarm";
import type { AlarmState } from "./alarm-rule";
import type { AnomalyAlarmProps } from "./anomaly-alarm";
import type { Suppressor } from "./composite-alarm";
import type { LatencyAlarmProps } from "./latency-alarm";
import type { Metric } from "./metric";
import type { RateAlarmProps } from "./rate-alarm";
import type { AlarmReference } from "./references";
import type { AlarmProps, PerSeverity } from "./severity-alarms";
import type { ThresholdAlarmProps } from "./threshold-alarm";

/** What an alarm of a service reads: a signal of its contract by name, one series of it, or any metric. */
export type MetricSource =
  string | { readonly signal: string; readonly series: Readonly<Record<string, string>> } | Metric;

/** An alarm of a service: a question, asked at one or more severities. */
export type AlarmEntry = ThresholdEntry | RateEntry | LatencyEntry | AbsenceEntry | AnomalyEntry | CompositeEntry;

/** What every entry says; see {@link AlarmText}. */
export interface EntryText extends Omit<AlarmText, "runbook" | "owner"> {
  /**
   * Finished names of its alarms in CloudWatch, by severity.
   *
   * @default - the service's `namePrefix`, the entry's name with dashes, and the severity
   */
  readonly names?: PerSeverity<string>;

  /**
   * Beginning of the construct's id, kept when the entry is renamed so that Terraform's addresses stay: `Errors` is `ErrorsAlarm`.
   * CloudWatch knows alarms by name: one with a new name is a new alarm, without history.
   *
   * @default - the entry's name in PascalCase
   */
  readonly id?: string;

  /**
   * Address of the runbook.
   *
   * @default - the service's
   */
  readonly runbook?: string;

  /**
   * Whose alarm it is.
   *
   * @default - the service's owner
   */
  readonly owner?: string;

  /**
   * False for an alarm that only feeds composite alarms, or is looked at.
   *
   * @default true
   */
  readonly notifies?: boolean;

  /**
   * Whether the actions also run when it is over. With `notify: "service"` the service
   * says so when all its alarms of the severity are, unless each of them says false.
   *
   * @default true
   */
  readonly okActions?: boolean;
}

/** What the service gives to each of its alarms. */
type Given = keyof AlarmProps;

/** Props of an alarm as an entry: sources in place of metrics, texts in place of what the service gives. */
type Entry<Type extends string, Props, Sources extends string> = EntryText & { readonly type: Type } & Omit<
    Props,
    Given | Sources
  >;

export type ThresholdEntry = Entry<"threshold", ThresholdAlarmProps, "metric"> & { readonly metric: MetricSource };
export type RateEntry = Entry<"rate", RateAlarmProps, "errors" | "of"> & {
  readonly errors: MetricSource;
  readonly of: MetricSource;
};
export type LatencyEntry = Entry<"latency", LatencyAlarmProps, "metric"> & { readonly metric: MetricSource };
export type AnomalyEntry = Entry<"anomaly", AnomalyAlarmProps, "metric"> & { readonly metric: MetricSource };
export type AbsenceEntry = Entry<"absence", AbsenceAlarmProps, "metric"> & {
  /**
   * What must not fall silent.
   *
   * @default - the log group: any log event at all
   */
  readonly metric?: MetricSource;
};

export type CompositeEntry = EntryText & {
  readonly type: "composite";
  readonly rule: ServiceRule;

  /** Severities; each may have its own suppressor. */
  readonly severities: PerSeverity<{ readonly suppressor?: Suppressor }>;
};

/** An alarm of the service by name; without a severity, the rule's own if the alarm has it, else its most urgent one. Or any other alarm, by reference. */
export type NamedAlarm =
  string | AlarmReference | { readonly alarm: string; readonly severity?: Severity; readonly state?: AlarmState };

/** A composite alarm's rule over alarms of the service. */
export type ServiceRule =
  | NamedAlarm
  | { readonly any: readonly ServiceRule[] }
  | { readonly all: readonly ServiceRule[] }
  | { readonly not: ServiceRule }
  | { readonly atLeast: number; readonly of: readonly NamedAlarm[]; readonly state?: AlarmState }
  | { readonly atLeastPercent: number; readonly of: readonly NamedAlarm[]; readonly state?: AlarmState };
