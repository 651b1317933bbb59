// Written by docs/config-types.ts from the schema: change a description there.
import type { ResourceMetricKey } from "../../aws";
import type { Contract } from "../../contract";
import type { acceptableRules } from "./acceptable-rules";
import type { CompositeRule, ReferenceText } from "./composite-rule";
import type { WithDimensions } from "./metric-dimensions";

type AcceptableRule = (typeof acceptableRules)[number];

/** An alarm as users write it: one question, at one or more severities; one on a metric of the catalogue has that metric's dimensions. */
export type AlarmInput = WithDimensions<
  | ThresholdAlarmInput
  | RateAlarmInput
  | LatencyAlarmInput
  | AbsenceAlarmInput
  | DeadlineAlarmInput
  | AnomalyAlarmInput
  | MetricAlarmInput
  | MathAlarmInput
  | CompositeAlarmInput
>;

interface ThresholdAlarmInput {
  /** A signal against a number. */
  readonly type: "threshold";

  /** What happened, in a sentence. First line of the notification. */
  readonly summary: string;

  /** Who is affected, and how. Default: none. */
  readonly impact?: string | undefined;

  /**
   * Runbook: a path below the service's `runbooks`, or a full https address. Default: the alarm's name below
   * `runbooks`.
   */
  readonly runbook?: string | undefined;

  /** Logs Insights query to run first, or the question that it answers: { question: "top_errors" }. Default: none. */
  readonly query?: QueryInput | undefined;

  /** Who acts on it. Default: the service's owner. */
  readonly owner?: OwnerInput | undefined;

  /** False for an alarm that only feeds composite alarms and notifies nobody by itself. Default: true. */
  readonly notify?: boolean | undefined;

  /** True to notify the same people on return to OK. Default: true. */
  readonly okActions?: boolean | undefined;

  /** Construct id, kept when the alarm is renamed. Default: the alarm's name in PascalCase. */
  readonly id?: string | undefined;

  /**
   * Names in CloudWatch, by severity; placeholders are expanded. Default:
   * <project>-<environment>-<service>-<alarm>-<severity>.
   */
  readonly names?: ThresholdAlarmNamesInput | undefined;

  /** The signal of the contract to watch. */
  readonly signal: string;

  /** Statistic of the values in a period. Default: Sum for a count, Average for a measure. */
  readonly statistic?: string | undefined;

  /**
   * A value for each of the signal's dimensions, which selects one series. Placeholders are expanded. Default: the
   * series without dimensions.
   */
  readonly dimensions?: Readonly<Record<string, string>> | undefined;

  /**
   * How long a new alarm waits, without notifying anyone, until there is data: whole minutes up to two days;
   * false: not at all. Needs the AWS provider 6.64.0 or later. Default: for an alarm that counts missing data as
   * breaching, the time that its periods cover, if providers.aws allows only such versions; otherwise not at all:
   * it may fire as soon as it is deployed.
   */
  readonly warmUp?: false | string | undefined;

  /**
   * Length of a period: whole minutes. Periods times their number is at most a day, seven days for periods of an
   * hour and more. Default: 5m.
   */
  readonly period?: string | undefined;

  /** Number of periods to evaluate. Default: 1. */
  readonly periods?: number | undefined;

  /** Number of these periods that must breach the threshold. Default: all of them. */
  readonly datapoints?: number | undefined;

  /**
   * What a period without data counts as: missing (state INSUFFICIENT_DATA), notBreaching, breaching, ignore
   * (state stays). Default: for a count, breaching if the alarm is on too low a value, otherwise notBreaching; for
   * a measure, missing.
   */
  readonly missingData?: "missing" | "notBreaching" | "breaching" | "ignore" | undefined;

  /** The condition for each severity; each severity is a separate alarm. */
  readonly severities: ThresholdAlarmSeveritiesInput;
}

type QueryInput = string | QueryObjectInput;

interface QueryObjectInput {
  /**
   * Name of the question: one of the service's, or else one of the environment's. `sightline query --list --env
   * ENV` lists them.
   */
  readonly question: string;

  /** Values of the question's params. Placeholders are expanded. Default: the question's own. */
  readonly params?: Readonly<Record<string, number | string>> | undefined;
}

type OwnerInput = string | OwnerObjectInput;

interface OwnerObjectInput {
  /** Name of the team. */
  readonly team: string;

  /** How to reach the team: a channel, an address. Default: none. */
  readonly contact?: string | undefined;
}

interface ThresholdAlarmNamesInput {
  /** Name of the alarm of this severity. */
  readonly info?: string | undefined;

  /** Name of the alarm of this severity. */
  readonly warning?: string | undefined;

  /** Name of the alarm of this severity. */
  readonly critical?: string | undefined;
}

/** The condition for each severity; each severity is a separate alarm. */
interface ThresholdAlarmSeveritiesInput {
  /** Worth knowing; can wait until morning. */
  readonly info?: ThresholdAlarmSeveritiesConditionInput | undefined;

  /** Becomes a problem unless someone acts within a working day. */
  readonly warning?: ThresholdAlarmSeveritiesConditionInput | undefined;

  /** Users are affected now; wakes someone up. */
  readonly critical?: ThresholdAlarmSeveritiesConditionInput | undefined;
}

interface ThresholdAlarmSeveritiesConditionInput {
  /** ALARM while the value is greater than this. */
  readonly above?: number | undefined;

  /** ALARM while the value is greater than or equal to this. */
  readonly atLeast?: number | undefined;

  /** ALARM while the value is less than this. */
  readonly below?: number | undefined;

  /** ALARM while the value is less than or equal to this. */
  readonly atMost?: number | undefined;
}

interface RateAlarmInput {
  /** A count as a percentage of another count, of signals or of AWS's metrics. */
  readonly type: "rate";

  /** What happened, in a sentence. First line of the notification. */
  readonly summary: string;

  /** Who is affected, and how. Default: none. */
  readonly impact?: string | undefined;

  /**
   * Runbook: a path below the service's `runbooks`, or a full https address. Default: the alarm's name below
   * `runbooks`.
   */
  readonly runbook?: string | undefined;

  /** Logs Insights query to run first, or the question that it answers: { question: "top_errors" }. Default: none. */
  readonly query?: QueryInput | undefined;

  /** Who acts on it. Default: the service's owner. */
  readonly owner?: OwnerInput | undefined;

  /** False for an alarm that only feeds composite alarms and notifies nobody by itself. Default: true. */
  readonly notify?: boolean | undefined;

  /** True to notify the same people on return to OK. Default: true. */
  readonly okActions?: boolean | undefined;

  /** Construct id, kept when the alarm is renamed. Default: the alarm's name in PascalCase. */
  readonly id?: string | undefined;

  /**
   * Names in CloudWatch, by severity; placeholders are expanded. Default:
   * <project>-<environment>-<service>-<alarm>-<severity>.
   */
  readonly names?: ThresholdAlarmNamesInput | undefined;

  /** What counts bad events: a signal, or a metric of AWS. */
  readonly errors: SourceInput;

  /** What counts all events, good and bad: a signal, or a metric of AWS. */
  readonly of: SourceInput;

  /**
   * Minimum number of `of` events in a period for its rate to be evaluated: one failure at night is not an outage.
   * Default: 1.
   */
  readonly minimum?: number | undefined;

  /**
   * A value for each dimension of the signals that are written as a name, which selects one series. Placeholders
   * are expanded. Default: the series without dimensions.
   */
  readonly dimensions?: Readonly<Record<string, string>> | undefined;

  /**
   * How long a new alarm waits, without notifying anyone, until there is data: whole minutes up to two days;
   * false: not at all. Needs the AWS provider 6.64.0 or later. Default: for an alarm that counts missing data as
   * breaching, the time that its periods cover, if providers.aws allows only such versions; otherwise not at all:
   * it may fire as soon as it is deployed.
   */
  readonly warmUp?: false | string | undefined;

  /**
   * Length of a period: whole minutes. Periods times their number is at most a day, seven days for periods of an
   * hour and more. Default: 5m.
   */
  readonly period?: string | undefined;

  /** Number of periods to evaluate. Default: 1. */
  readonly periods?: number | undefined;

  /** Number of these periods that must breach the threshold. Default: all of them. */
  readonly datapoints?: number | undefined;

  /**
   * What a period without data counts as: missing (state INSUFFICIENT_DATA), notBreaching, breaching, ignore
   * (state stays). Default: notBreaching.
   */
  readonly missingData?: "missing" | "notBreaching" | "breaching" | "ignore" | undefined;

  /** The condition for each severity; each severity is a separate alarm. */
  readonly severities: RateAlarmSeveritiesInput;
}

type SourceInput = string | SourceSignalInput | SourceMetricInput;

interface SourceSignalInput {
  /** The signal of the contract. */
  readonly signal: string;

  /**
   * A value for each of the signal's dimensions, which selects one series. Placeholders are expanded. Default: the
   * series without dimensions.
   */
  readonly dimensions?: Readonly<Record<string, string>> | undefined;

  /** Statistic of the values in a period. Default: Sum for a count and in a rate, Average for a measure. */
  readonly statistic?: string | undefined;
}

interface SourceMetricInput {
  /** A key of the catalogue, or namespace and name. */
  readonly metric: ResourceMetricKey | SourceMetricMetricInput;

  /** Dimensions of the series, exactly. Placeholders are expanded. Default: none. */
  readonly dimensions?: Readonly<Record<string, string>> | undefined;

  /** Statistic of the values in a period. Default: Sum in a rate, else the catalogue's; Average for other metrics. */
  readonly statistic?: string | undefined;
}

interface SourceMetricMetricInput {
  /** Namespace of the metric. */
  readonly namespace: string;

  /** Name of the metric. */
  readonly name: string;
}

/** The condition for each severity; each severity is a separate alarm. */
interface RateAlarmSeveritiesInput {
  /** Worth knowing; can wait until morning. */
  readonly info?: RateAlarmSeveritiesConditionInput | undefined;

  /** Becomes a problem unless someone acts within a working day. */
  readonly warning?: RateAlarmSeveritiesConditionInput | undefined;

  /** Users are affected now; wakes someone up. */
  readonly critical?: RateAlarmSeveritiesConditionInput | undefined;
}

interface RateAlarmSeveritiesConditionInput {
  /** ALARM while the value is greater than this. */
  readonly above?: number | undefined;

  /** ALARM while the value is greater than or equal to this. */
  readonly atLeast?: number | undefined;

  /** ALARM while the value is less than this. */
  readonly below?: number | undefined;

  /** ALARM while the value is less than or equal to this. */
  readonly atMost?: number | undefined;
}

interface LatencyAlarmInput {
  /** A percentile of a measured signal, in the signal's unit. */
  readonly type: "latency";

  /** What happened, in a sentence. First line of the notification. */
  readonly summary: string;

  /** Who is affected, and how. Default: none. */
  readonly impact?: string | undefined;

  /**
   * Runbook: a path below the service's `runbooks`, or a full https address. Default: the alarm's name below
   * `runbooks`.
   */
  readonly runbook?: string | undefined;

  /** Logs Insights query to run first, or the question that it answers: { question: "top_errors" }. Default: none. */
  readonly query?: QueryInput | undefined;

  /** Who acts on it. Default: the service's owner. */
  readonly owner?: OwnerInput | undefined;

  /** False for an alarm that only feeds composite alarms and notifies nobody by itself. Default: true. */
  readonly notify?: boolean | undefined;

  /** True to notify the same people on return to OK. Default: true. */
  readonly okActions?: boolean | undefined;

  /** Construct id, kept when the alarm is renamed. Default: the alarm's name in PascalCase. */
  readonly id?: string | undefined;

  /**
   * Names in CloudWatch, by severity; placeholders are expanded. Default:
   * <project>-<environment>-<service>-<alarm>-<severity>.
   */
  readonly names?: ThresholdAlarmNamesInput | undefined;

  /** The signal of the contract to watch. */
  readonly signal: string;

  /** Which percentile. Default: p99. */
  readonly percentile?: string | undefined;

  /**
   * With too few samples for a meaningful percentile (under 1000 for p99): evaluate anyway, or ignore and keep the
   * state. Default: evaluate.
   */
  readonly lowSamples?: "evaluate" | "ignore" | undefined;

  /**
   * Minimum number of samples in a period for its percentile to be evaluated; replaces `lowSamples`. Default:
   * none.
   */
  readonly minimumSamples?: number | undefined;

  /**
   * A value for each of the signal's dimensions, which selects one series. Placeholders are expanded. Default: the
   * series without dimensions.
   */
  readonly dimensions?: Readonly<Record<string, string>> | undefined;

  /**
   * How long a new alarm waits, without notifying anyone, until there is data: whole minutes up to two days;
   * false: not at all. Needs the AWS provider 6.64.0 or later. Default: for an alarm that counts missing data as
   * breaching, the time that its periods cover, if providers.aws allows only such versions; otherwise not at all:
   * it may fire as soon as it is deployed.
   */
  readonly warmUp?: false | string | undefined;

  /**
   * Length of a period: whole minutes. Periods times their number is at most a day, seven days for periods of an
   * hour and more. Default: 5m.
   */
  readonly period?: string | undefined;

  /** Number of periods to evaluate. Default: 1. */
  readonly periods?: number | undefined;

  /** Number of these periods that must breach the threshold. Default: all of them. */
  readonly datapoints?: number | undefined;

  /**
   * What a period without data counts as: missing (state INSUFFICIENT_DATA), notBreaching, breaching, ignore
   * (state stays). Default: notBreaching.
   */
  readonly missingData?: "missing" | "notBreaching" | "breaching" | "ignore" | undefined;

  /** The condition for each severity; each severity is a separate alarm. */
  readonly severities: LatencyAlarmSeveritiesInput;
}

/** The condition for each severity; each severity is a separate alarm. */
interface LatencyAlarmSeveritiesInput {
  /** Worth knowing; can wait until morning. */
  readonly info?: LatencyAlarmSeveritiesConditionInput | undefined;

  /** Becomes a problem unless someone acts within a working day. */
  readonly warning?: LatencyAlarmSeveritiesConditionInput | undefined;

  /** Users are affected now; wakes someone up. */
  readonly critical?: LatencyAlarmSeveritiesConditionInput | undefined;
}

interface LatencyAlarmSeveritiesConditionInput {
  /** ALARM while the value is greater than this. */
  readonly above?: number | undefined;

  /** ALARM while the value is greater than or equal to this. */
  readonly atLeast?: number | undefined;

  /** ALARM while the value is less than this. */
  readonly below?: number | undefined;

  /** ALARM while the value is less than or equal to this. */
  readonly atMost?: number | undefined;
}

interface AbsenceAlarmInput {
  /** Nothing arrived for some time. */
  readonly type: "absence";

  /** What happened, in a sentence. First line of the notification. */
  readonly summary: string;

  /** Who is affected, and how. Default: none. */
  readonly impact?: string | undefined;

  /**
   * Runbook: a path below the service's `runbooks`, or a full https address. Default: the alarm's name below
   * `runbooks`.
   */
  readonly runbook?: string | undefined;

  /** Logs Insights query to run first, or the question that it answers: { question: "top_errors" }. Default: none. */
  readonly query?: QueryInput | undefined;

  /** Who acts on it. Default: the service's owner. */
  readonly owner?: OwnerInput | undefined;

  /** False for an alarm that only feeds composite alarms and notifies nobody by itself. Default: true. */
  readonly notify?: boolean | undefined;

  /** True to notify the same people on return to OK. Default: true. */
  readonly okActions?: boolean | undefined;

  /** Construct id, kept when the alarm is renamed. Default: the alarm's name in PascalCase. */
  readonly id?: string | undefined;

  /**
   * Names in CloudWatch, by severity; placeholders are expanded. Default:
   * <project>-<environment>-<service>-<alarm>-<severity>.
   */
  readonly names?: ThresholdAlarmNamesInput | undefined;

  /** The signal that must keep arriving. Default: any log line of the service. */
  readonly signal?: string | undefined;

  /**
   * A value for each of the signal's dimensions, which selects one series. Placeholders are expanded. Default: the
   * series without dimensions.
   */
  readonly dimensions?: Readonly<Record<string, string>> | undefined;

  /**
   * How long a new alarm waits, without notifying anyone, until there is data: whole minutes up to two days;
   * false: not at all. Needs the AWS provider 6.64.0 or later. Default: for an alarm that counts missing data as
   * breaching, the time that its periods cover, if providers.aws allows only such versions; otherwise not at all:
   * it may fire as soon as it is deployed.
   */
  readonly warmUp?: false | string | undefined;

  /** The condition for each severity; each severity is a separate alarm. */
  readonly severities: AbsenceAlarmSeveritiesInput;
}

/** The condition for each severity; each severity is a separate alarm. */
interface AbsenceAlarmSeveritiesInput {
  /** Worth knowing; can wait until morning. */
  readonly info?: AbsenceAlarmSeveritiesConditionInput | undefined;

  /** Becomes a problem unless someone acts within a working day. */
  readonly warning?: AbsenceAlarmSeveritiesConditionInput | undefined;

  /** Users are affected now; wakes someone up. */
  readonly critical?: AbsenceAlarmSeveritiesConditionInput | undefined;
}

interface AbsenceAlarmSeveritiesConditionInput {
  /**
   * How long nothing arrived: whole minutes up to a day, whole hours up to seven days. The alarm fires later than
   * that, by up to six minutes, and beyond a day by up to three hours: CloudWatch looks for data in more periods
   * than it evaluates.
   */
  readonly for?: string | undefined;
}

interface DeadlineAlarmInput {
  /** Something has not happened by a time of the day. */
  readonly type: "deadline";

  /** What happened, in a sentence. First line of the notification. */
  readonly summary: string;

  /** Who is affected, and how. Default: none. */
  readonly impact?: string | undefined;

  /**
   * Runbook: a path below the service's `runbooks`, or a full https address. Default: the alarm's name below
   * `runbooks`.
   */
  readonly runbook?: string | undefined;

  /** Logs Insights query to run first, or the question that it answers: { question: "top_errors" }. Default: none. */
  readonly query?: QueryInput | undefined;

  /** Who acts on it. Default: the service's owner. */
  readonly owner?: OwnerInput | undefined;

  /** False for an alarm that only feeds composite alarms and notifies nobody by itself. Default: true. */
  readonly notify?: boolean | undefined;

  /** True to notify the same people on return to OK. Default: true. */
  readonly okActions?: boolean | undefined;

  /** Construct id, kept when the alarm is renamed. Default: the alarm's name in PascalCase. */
  readonly id?: string | undefined;

  /**
   * Names in CloudWatch, by severity; placeholders are expanded. Default:
   * <project>-<environment>-<service>-<alarm>-<severity>.
   */
  readonly names?: ThresholdAlarmNamesInput | undefined;

  /** The signal of what must have happened: the batch has finished. */
  readonly signal: string;

  /**
   * A value for each of the signal's dimensions, which selects one series. Placeholders are expanded. Default: the
   * series without dimensions.
   */
  readonly dimensions?: Readonly<Record<string, string>> | undefined;

  /** From when on it counts, local time, at most 18 hours before `by`. Default: 12 hours before `by`. */
  readonly from?: string | undefined;

  /** IANA time zone of `by` and `from`. The alarm knows its changes of clocks until 2040. */
  readonly timezone: string;

  /** Days on which there is a deadline, those of `by`: [MON, TUE, WED, THU, FRI]. Default: every day. */
  readonly days?: readonly ("MON" | "TUE" | "WED" | "THU" | "FRI" | "SAT" | "SUN")[] | undefined;

  /**
   * How long a new alarm waits, without notifying anyone, until there is data: whole minutes up to two days;
   * false: not at all. Needs the AWS provider 6.64.0 or later. Default: for an alarm that counts missing data as
   * breaching, the time that its periods cover, if providers.aws allows only such versions; otherwise not at all:
   * it may fire as soon as it is deployed.
   */
  readonly warmUp?: false | string | undefined;

  /** The condition for each severity; each severity is a separate alarm. */
  readonly severities: DeadlineAlarmSeveritiesInput;
}

/** The condition for each severity; each severity is a separate alarm. */
interface DeadlineAlarmSeveritiesInput {
  /** Worth knowing; can wait until morning. */
  readonly info?: DeadlineAlarmSeveritiesConditionInput | undefined;

  /** Becomes a problem unless someone acts within a working day. */
  readonly warning?: DeadlineAlarmSeveritiesConditionInput | undefined;

  /** Users are affected now; wakes someone up. */
  readonly critical?: DeadlineAlarmSeveritiesConditionInput | undefined;
}

interface DeadlineAlarmSeveritiesConditionInput {
  /**
   * By when it must have happened, local time. The alarm fires five minutes later, stays in ALARM for up to six
   * hours, and is then OK until the next day.
   */
  readonly by?: string | undefined;
}

interface AnomalyAlarmInput {
  /** A value outside the band that CloudWatch learned from the last two weeks. */
  readonly type: "anomaly";

  /** What happened, in a sentence. First line of the notification. */
  readonly summary: string;

  /** Who is affected, and how. Default: none. */
  readonly impact?: string | undefined;

  /**
   * Runbook: a path below the service's `runbooks`, or a full https address. Default: the alarm's name below
   * `runbooks`.
   */
  readonly runbook?: string | undefined;

  /** Logs Insights query to run first, or the question that it answers: { question: "top_errors" }. Default: none. */
  readonly query?: QueryInput | undefined;

  /** Who acts on it. Default: the service's owner. */
  readonly owner?: OwnerInput | undefined;

  /** False for an alarm that only feeds composite alarms and notifies nobody by itself. Default: true. */
  readonly notify?: boolean | undefined;

  /** True to notify the same people on return to OK. Default: true. */
  readonly okActions?: boolean | undefined;

  /** Construct id, kept when the alarm is renamed. Default: the alarm's name in PascalCase. */
  readonly id?: string | undefined;

  /**
   * Names in CloudWatch, by severity; placeholders are expanded. Default:
   * <project>-<environment>-<service>-<alarm>-<severity>.
   */
  readonly names?: ThresholdAlarmNamesInput | undefined;

  /** The signal to watch; or give `metric`. */
  readonly signal?: string | undefined;

  /** The AWS metric to watch; or give `signal`. */
  readonly metric?: ResourceMetricKey | SourceMetricMetricInput | undefined;

  /**
   * Statistic of the values in a period. Default: Sum for a count, Average for a measure, the catalogue's for a
   * metric.
   */
  readonly statistic?: string | undefined;

  /** Values of the signal's dimensions, or dimensions of the metric. Placeholders are expanded. Default: none. */
  readonly dimensions?: Readonly<Record<string, string>> | undefined;

  /** On which side of the band the alarm fires. Default: both. */
  readonly direction?: "above" | "below" | "both" | undefined;

  /**
   * How long a new alarm waits, without notifying anyone, until there is data: whole minutes up to two days;
   * false: not at all. Needs the AWS provider 6.64.0 or later. Default: for an alarm that counts missing data as
   * breaching, the time that its periods cover, if providers.aws allows only such versions; otherwise not at all:
   * it may fire as soon as it is deployed.
   */
  readonly warmUp?: false | string | undefined;

  /**
   * Length of a period: whole minutes. Periods times their number is at most a day, seven days for periods of an
   * hour and more. Default: 5m.
   */
  readonly period?: string | undefined;

  /** Number of periods to evaluate. Default: 1. */
  readonly periods?: number | undefined;

  /** Number of these periods that must breach the threshold. Default: all of them. */
  readonly datapoints?: number | undefined;

  /**
   * What a period without data counts as: missing (state INSUFFICIENT_DATA), notBreaching, breaching, ignore
   * (state stays). Default: missing.
   */
  readonly missingData?: "missing" | "notBreaching" | "breaching" | "ignore" | undefined;

  /** The condition for each severity; each severity is a separate alarm. */
  readonly severities: AnomalyAlarmSeveritiesInput;
}

/** The condition for each severity; each severity is a separate alarm. */
interface AnomalyAlarmSeveritiesInput {
  /** Worth knowing; can wait until morning. */
  readonly info?: AnomalyAlarmSeveritiesConditionInput | undefined;

  /** Becomes a problem unless someone acts within a working day. */
  readonly warning?: AnomalyAlarmSeveritiesConditionInput | undefined;

  /** Users are affected now; wakes someone up. */
  readonly critical?: AnomalyAlarmSeveritiesConditionInput | undefined;
}

interface AnomalyAlarmSeveritiesConditionInput {
  /** Width of the band, in standard deviations. */
  readonly band?: number | undefined;
}

interface MetricAlarmInput {
  /** A metric that an AWS service publishes, against a number. */
  readonly type: "metric";

  /** What happened, in a sentence. First line of the notification. */
  readonly summary: string;

  /** Who is affected, and how. Default: none. */
  readonly impact?: string | undefined;

  /**
   * Runbook: a path below the service's `runbooks`, or a full https address. Default: the alarm's name below
   * `runbooks`.
   */
  readonly runbook?: string | undefined;

  /** Logs Insights query to run first, or the question that it answers: { question: "top_errors" }. Default: none. */
  readonly query?: QueryInput | undefined;

  /** Who acts on it. Default: the service's owner. */
  readonly owner?: OwnerInput | undefined;

  /** False for an alarm that only feeds composite alarms and notifies nobody by itself. Default: true. */
  readonly notify?: boolean | undefined;

  /** True to notify the same people on return to OK. Default: true. */
  readonly okActions?: boolean | undefined;

  /** Construct id, kept when the alarm is renamed. Default: the alarm's name in PascalCase. */
  readonly id?: string | undefined;

  /**
   * Names in CloudWatch, by severity; placeholders are expanded. Default:
   * <project>-<environment>-<service>-<alarm>-<severity>.
   */
  readonly names?: ThresholdAlarmNamesInput | undefined;

  /** A key of the catalogue, or namespace and name. */
  readonly metric: ResourceMetricKey | SourceMetricMetricInput;

  /** Dimensions of the series, exactly. Placeholders are expanded. Default: none. */
  readonly dimensions?: Readonly<Record<string, string>> | undefined;

  /** Statistic of the values in a period. Default: the catalogue's; Average for other metrics. */
  readonly statistic?: string | undefined;

  /**
   * How long a new alarm waits, without notifying anyone, until there is data: whole minutes up to two days;
   * false: not at all. Needs the AWS provider 6.64.0 or later. Default: for an alarm that counts missing data as
   * breaching, the time that its periods cover, if providers.aws allows only such versions; otherwise not at all:
   * it may fire as soon as it is deployed.
   */
  readonly warmUp?: false | string | undefined;

  /**
   * Length of a period: whole minutes. Periods times their number is at most a day, seven days for periods of an
   * hour and more. Default: 5m.
   */
  readonly period?: string | undefined;

  /** Number of periods to evaluate. Default: 1. */
  readonly periods?: number | undefined;

  /** Number of these periods that must breach the threshold. Default: all of them. */
  readonly datapoints?: number | undefined;

  /**
   * What a period without data counts as: missing (state INSUFFICIENT_DATA), notBreaching, breaching, ignore
   * (state stays). Default: missing.
   */
  readonly missingData?: "missing" | "notBreaching" | "breaching" | "ignore" | undefined;

  /** The condition for each severity; each severity is a separate alarm. */
  readonly severities: MetricAlarmSeveritiesInput;
}

/** The condition for each severity; each severity is a separate alarm. */
interface MetricAlarmSeveritiesInput {
  /** Worth knowing; can wait until morning. */
  readonly info?: MetricAlarmSeveritiesConditionInput | undefined;

  /** Becomes a problem unless someone acts within a working day. */
  readonly warning?: MetricAlarmSeveritiesConditionInput | undefined;

  /** Users are affected now; wakes someone up. */
  readonly critical?: MetricAlarmSeveritiesConditionInput | undefined;
}

interface MetricAlarmSeveritiesConditionInput {
  /** ALARM while the value is greater than this. */
  readonly above?: number | undefined;

  /** ALARM while the value is greater than or equal to this. */
  readonly atLeast?: number | undefined;

  /** ALARM while the value is less than this. */
  readonly below?: number | undefined;

  /** ALARM while the value is less than or equal to this. */
  readonly atMost?: number | undefined;
}

interface MathAlarmInput {
  /** The result of an expression over signals and metrics, against a number. */
  readonly type: "math";

  /** What happened, in a sentence. First line of the notification. */
  readonly summary: string;

  /** Who is affected, and how. Default: none. */
  readonly impact?: string | undefined;

  /**
   * Runbook: a path below the service's `runbooks`, or a full https address. Default: the alarm's name below
   * `runbooks`.
   */
  readonly runbook?: string | undefined;

  /** Logs Insights query to run first, or the question that it answers: { question: "top_errors" }. Default: none. */
  readonly query?: QueryInput | undefined;

  /** Who acts on it. Default: the service's owner. */
  readonly owner?: OwnerInput | undefined;

  /** False for an alarm that only feeds composite alarms and notifies nobody by itself. Default: true. */
  readonly notify?: boolean | undefined;

  /** True to notify the same people on return to OK. Default: true. */
  readonly okActions?: boolean | undefined;

  /** Construct id, kept when the alarm is renamed. Default: the alarm's name in PascalCase. */
  readonly id?: string | undefined;

  /**
   * Names in CloudWatch, by severity; placeholders are expanded. Default:
   * <project>-<environment>-<service>-<alarm>-<severity>.
   */
  readonly names?: ThresholdAlarmNamesInput | undefined;

  /** Expression in CloudWatch's metric math, over the keys of `metrics`: errors / requests * 100. */
  readonly expression: string;

  /** The series that the expression names, by the key that it has in the expression; at most 10. */
  readonly metrics: Readonly<Record<string, SourceInput>>;

  /**
   * How long a new alarm waits, without notifying anyone, until there is data: whole minutes up to two days;
   * false: not at all. Needs the AWS provider 6.64.0 or later. Default: for an alarm that counts missing data as
   * breaching, the time that its periods cover, if providers.aws allows only such versions; otherwise not at all:
   * it may fire as soon as it is deployed.
   */
  readonly warmUp?: false | string | undefined;

  /**
   * Length of a period: whole minutes. Periods times their number is at most a day, seven days for periods of an
   * hour and more. Default: 5m.
   */
  readonly period?: string | undefined;

  /** Number of periods to evaluate. Default: 1. */
  readonly periods?: number | undefined;

  /** Number of these periods that must breach the threshold. Default: all of them. */
  readonly datapoints?: number | undefined;

  /**
   * What a period without data counts as: missing (state INSUFFICIENT_DATA), notBreaching, breaching, ignore
   * (state stays). Default: missing.
   */
  readonly missingData?: "missing" | "notBreaching" | "breaching" | "ignore" | undefined;

  /** The condition for each severity; each severity is a separate alarm. */
  readonly severities: MathAlarmSeveritiesInput;
}

/** The condition for each severity; each severity is a separate alarm. */
interface MathAlarmSeveritiesInput {
  /** Worth knowing; can wait until morning. */
  readonly info?: MathAlarmSeveritiesConditionInput | undefined;

  /** Becomes a problem unless someone acts within a working day. */
  readonly warning?: MathAlarmSeveritiesConditionInput | undefined;

  /** Users are affected now; wakes someone up. */
  readonly critical?: MathAlarmSeveritiesConditionInput | undefined;
}

interface MathAlarmSeveritiesConditionInput {
  /** ALARM while the value is greater than this. */
  readonly above?: number | undefined;

  /** ALARM while the value is greater than or equal to this. */
  readonly atLeast?: number | undefined;

  /** ALARM while the value is less than this. */
  readonly below?: number | undefined;

  /** ALARM while the value is less than or equal to this. */
  readonly atMost?: number | undefined;
}

interface CompositeAlarmInput {
  /** A rule over other alarms. */
  readonly type: "composite";

  /** What happened, in a sentence. First line of the notification. */
  readonly summary: string;

  /** Who is affected, and how. Default: none. */
  readonly impact?: string | undefined;

  /**
   * Runbook: a path below the service's `runbooks`, or a full https address. Default: the alarm's name below
   * `runbooks`.
   */
  readonly runbook?: string | undefined;

  /** Logs Insights query to run first, or the question that it answers: { question: "top_errors" }. Default: none. */
  readonly query?: QueryInput | undefined;

  /** Who acts on it. Default: the service's owner. */
  readonly owner?: OwnerInput | undefined;

  /** False for an alarm that only feeds composite alarms and notifies nobody by itself. Default: true. */
  readonly notify?: boolean | undefined;

  /** True to notify the same people on return to OK. Default: true. */
  readonly okActions?: boolean | undefined;

  /** Construct id, kept when the alarm is renamed. Default: the alarm's name in PascalCase. */
  readonly id?: string | undefined;

  /**
   * Names in CloudWatch, by severity; placeholders are expanded. Default:
   * <project>-<environment>-<service>-<alarm>-<severity>.
   */
  readonly names?: ThresholdAlarmNamesInput | undefined;

  /**
   * When the alarm is in ALARM. Alarms are written alarm.severity; those of another service,
   * service/alarm.severity.
   */
  readonly rule: CompositeRule<ReferenceText>;

  /** An alarm that suppresses this one, e.g. an alarm that is in ALARM during deployments. Default: none. */
  readonly suppressor?: CompositeAlarmSuppressorInput | undefined;

  /** The condition for each severity; each severity is a separate alarm. */
  readonly severities: CompositeAlarmSeveritiesInput;
}

interface CompositeAlarmSuppressorInput {
  /** While this alarm is in ALARM, the composite notifies nobody. */
  readonly alarm: ReferenceText;

  /** How long to wait for the suppressor before notifying. */
  readonly wait: string;

  /** How long to stay suppressed after the suppressor leaves ALARM. */
  readonly extension: string;
}

/** The condition for each severity; each severity is a separate alarm. */
interface CompositeAlarmSeveritiesInput {
  /** Worth knowing; can wait until morning. */
  readonly info?: Readonly<Record<string, never>> | undefined;

  /** Becomes a problem unless someone acts within a working day. */
  readonly warning?: Readonly<Record<string, never>> | undefined;

  /** Users are affected now; wakes someone up. */
  readonly critical?: Readonly<Record<string, never>> | undefined;
}

export interface ConfigInput {
  /** JSON Schema that editors validate a JSON file with. Ignored by Sightline. */
  readonly $schema?: string | undefined;

  /** Name of what is observed; names of resources begin with it. */
  readonly project: string;

  /** Contracts by name, for services that refer to one. In TypeScript, use defineContract instead. */
  readonly contracts?: Readonly<Record<string, ContractInput>> | undefined;

  /** Services, by name. */
  readonly services: Readonly<Record<string, ServiceInput>>;

  /** Environments, by name; each is a separate stack. */
  readonly environments: Readonly<Record<string, EnvironmentInput>>;

  /** Findings that are known and meant, each with its reason. Default: none. */
  readonly accept?: readonly ConfigAcceptInput[] | undefined;
}

interface ContractInput {
  /**
   * The contract whose fields, events, signals and redaction this one adds to: `base` (the standard fields), a
   * preset (lines of a library or of AWS: pino, powertools), or one of `contracts`. Default: none.
   */
  readonly extends?: string | undefined;

  /**
   * standard: snake_case names, and the fields timestamp, level, message, event and service.name. own: lines as
   * they are, and `line` says which fields hold what. Default: those of the contract that it extends, else
   * standard.
   */
  readonly conventions?: "standard" | "own" | undefined;

  /** What lines are, under conventions: own. Default: no field has a role. */
  readonly line?: ContractLineInput | undefined;

  /**
   * Fields of log lines, by the path of their value as a filter pattern writes it behind `$.`: http.duration_ms,
   * and under conventions: own also res.statusCode or ['log.level'].
   */
  readonly fields?: Readonly<Record<string, ContractFieldsInput>> | undefined;

  /** Events, by name. */
  readonly events?: Readonly<Record<string, ContractEventsInput>> | undefined;

  /** What is counted or measured from log lines, by name. */
  readonly signals?: Readonly<Record<string, ContractSignalsInput>> | undefined;

  /** What must never leave a process, in addition to what is inherited. */
  readonly redaction?: ContractRedactionInput | undefined;
}

interface ContractLineInput {
  /**
   * Field of the time: a timestamp, a number (such as milliseconds since 1970), or a string of another form. Every
   * line has it. Default: not known.
   */
  readonly timestamp?: string | undefined;

  /** Field of the level. Every line has it. Default: lines have none. */
  readonly level?: string | undefined;

  /** Field of the message for people. Every line has it, unless it is the event's, too. Default: not known. */
  readonly message?: string | undefined;

  /** Field of the event's name, which signals read for `on`. It may be the message's. Default: lines name no event. */
  readonly event?: string | undefined;

  /** Field of the service's name. Default: lines do not say. */
  readonly service?: string | undefined;

  /**
   * How lines write each of the five levels: { debug: [10, 20], info: 30, warn: 40, error: 50, fatal: 60 } for
   * pino. Default: debug, info, warn, error, fatal.
   */
  readonly levels?: ContractLineLevelsInput | undefined;

  /**
   * For lines of text: their parts, as a space-delimited filter pattern without conditions; `fields` are some of
   * these. Default: lines are JSON.
   */
  readonly text?: string | undefined;

  /**
   * A filter pattern of the lines that the contract describes, where the log group has others, too: those are not
   * held to it. Default: all lines.
   */
  readonly where?: string | undefined;
}

interface ContractLineLevelsInput {
  /** How lines write debug: [] for never. */
  readonly debug?: string | number | readonly (string | number)[] | undefined;

  /** How lines write info: [] for never. */
  readonly info?: string | number | readonly (string | number)[] | undefined;

  /** How lines write warn: [] for never. */
  readonly warn?: string | number | readonly (string | number)[] | undefined;

  /** How lines write error: [] for never. */
  readonly error?: string | number | readonly (string | number)[] | undefined;

  /** How lines write fatal: [] for never. */
  readonly fatal?: string | number | readonly (string | number)[] | undefined;
}

interface ContractFieldsInput {
  /** Type of the value. integer is a number without a fraction, timestamp a string in RFC 3339. */
  readonly type: "string" | "number" | "integer" | "boolean" | "timestamp" | "string[]";

  /** What the value means, in a sentence. */
  readonly description: string;

  /** Unit of a number; a metric of this field inherits it. Default: none. */
  readonly unit?:
    | "Seconds"
    | "Microseconds"
    | "Milliseconds"
    | "Bytes"
    | "Kilobytes"
    | "Megabytes"
    | "Gigabytes"
    | "Terabytes"
    | "Bits"
    | "Kilobits"
    | "Megabits"
    | "Gigabits"
    | "Terabits"
    | "Percent"
    | "Count"
    | "Bytes/Second"
    | "Kilobytes/Second"
    | "Megabytes/Second"
    | "Gigabytes/Second"
    | "Terabytes/Second"
    | "Bits/Second"
    | "Kilobits/Second"
    | "Megabits/Second"
    | "Gigabits/Second"
    | "Terabits/Second"
    | "Count/Second"
    | "None"
    | undefined;

  /** All values that the string can have. Default: any. */
  readonly values?: readonly string[] | undefined;

  /**
   * True if it has few different values (tens), so that it may become a dimension: you pay for each value as a
   * metric. Default: true for a field with `values`.
   */
  readonly bounded?: boolean | undefined;

  /** True for personal data. Such a field is never a dimension. Default: false. */
  readonly pii?: boolean | undefined;

  /** Name of the dimension that a metric has of this field. Default: the field's keys, with dots between them. */
  readonly dimension?: string | undefined;

  /** A valid value, for documentation. Default: none. */
  readonly example?: string | number | boolean | undefined;
}

interface ContractEventsInput {
  /** Level of its lines. */
  readonly level: "debug" | "info" | "warn" | "error" | "fatal";

  /** What happened, in a sentence. */
  readonly description: string;

  /** Fields that every line of the event has. Default: none. */
  readonly required?: readonly string[] | undefined;

  /** Fields that a line of the event may have. Default: none. */
  readonly optional?: readonly string[] | undefined;
}

interface ContractSignalsInput {
  /** What one count, or one measured value, means. */
  readonly description: string;

  /** The events whose lines are counted. Default: any line that `where` matches. */
  readonly on?: string | readonly string[] | undefined;

  /** A further condition, as a CloudWatch filter pattern. Default: every line of the events. */
  readonly where?: string | undefined;

  /** The field whose number is the metric's value. Default: 1 for each line. */
  readonly value?: string | undefined;

  /** Unit of the metric. Default: Count, or the field's unit. */
  readonly unit?:
    | "Seconds"
    | "Microseconds"
    | "Milliseconds"
    | "Bytes"
    | "Kilobytes"
    | "Megabytes"
    | "Gigabytes"
    | "Terabytes"
    | "Bits"
    | "Kilobits"
    | "Megabits"
    | "Gigabits"
    | "Terabits"
    | "Percent"
    | "Count"
    | "Bytes/Second"
    | "Kilobytes/Second"
    | "Megabytes/Second"
    | "Gigabytes/Second"
    | "Terabytes/Second"
    | "Bits/Second"
    | "Kilobits/Second"
    | "Megabits/Second"
    | "Gigabits/Second"
    | "Terabits/Second"
    | "Count/Second"
    | "None"
    | undefined;

  /** Name of the metric. Default: the signal's name in PascalCase. */
  readonly metric?: string | undefined;

  /** Bounded fields that split the metric, at most 3. Default: none. */
  readonly dimensions?: readonly string[] | undefined;

  /** True for an additional series, without dimensions, that counts all lines. Default: false. */
  readonly total?: boolean | undefined;

  /** Published for lines that do not match; cannot be combined with dimensions. Default: nothing. */
  readonly default?: number | undefined;
}

interface ContractRedactionInput {
  /** Names of keys whose values are never logged, in addition to the inherited ones. Default: none. */
  readonly keys?: readonly string[] | undefined;

  /** Values that are masked wherever they occur, in addition to the inherited ones. Default: none. */
  readonly shapes?: readonly ContractRedactionShapesInput[] | undefined;
}

interface ContractRedactionShapesInput {
  /** Short name. */
  readonly name: string;

  /** What it is. */
  readonly description: string;

  /** CloudWatch's managed identifier for it. Default: none. */
  readonly managed?: string | undefined;

  /** Regular expression for it. Default: none. */
  readonly pattern?: string | undefined;
}

export interface ServiceInput {
  /** What the service does, in a sentence. Default: none. */
  readonly description?: string | undefined;

  /** The team that acts on its alarms. Every alarm needs one, here or in the alarm. */
  readonly owner?: OwnerInput | undefined;

  /** How important it is. A tag, the order in overviews, and what `tiers` of a route names. Default: standard. */
  readonly tier?: "critical" | "standard" | "low" | undefined;

  /** Base address of its runbooks, with a page per alarm, by name. Placeholders are expanded. Default: none. */
  readonly runbooks?: string | undefined;

  /** What its log lines are, and what is counted from them. Required, unless `logs` is none. */
  readonly contract?: Contract | string | InlineContractInput | undefined;

  /**
   * Settings of its log group. none: it logs nothing, as a database does whose alarms are on metrics of AWS; no
   * log group is made, and it has no contract. Default: the environment's.
   */
  readonly logs?: "none" | ServiceLogsInput | undefined;

  /** Signals of the contract that become metrics; you pay for each. Default: all. */
  readonly signals?: readonly string[] | undefined;

  /** Namespace of its metrics; placeholders are expanded. Default: <project>/<environment>/<service>. */
  readonly namespace?: string | undefined;

  /**
   * Names of metric filters, by the signal that they publish; placeholders are expanded. Of a signal with
   * dimensions and a total it is the name of the total's, and the other one ends with -by-dimension. Default: the
   * signal's name; in a log group of others it begins with <project>-<environment>-<service>.
   */
  readonly filters?: Readonly<Record<string, string>> | undefined;

  /**
   * service: one notification per severity, however many of its alarms are in ALARM. each: every alarm notifies by
   * itself. Default: service.
   */
  readonly notify?: "service" | "each" | undefined;

  /** Construct id, kept when the service is renamed. Default: the service's name in PascalCase. */
  readonly id?: string | undefined;

  /** Alarms, by name. Default: none. */
  readonly alarms?: Readonly<Record<string, AlarmInput>> | undefined;

  /**
   * Alarms worth having on what it uses, or on its lines, as sets: see docs/recommended.md. They are named
   * <set>_<alarm>, lambda_errors; an alarm of that name in `alarms` takes its place. Default: none.
   */
  readonly recommended?:
    | readonly (
        | "acm"
        | "alb"
        | "alb_target_group"
        | "aoss"
        | "apigateway_http"
        | "apigateway_rest"
        | "apigateway_websocket"
        | "appsync"
        | "aurora"
        | "aurora_instance"
        | "autoscaling"
        | "backup"
        | "bedrock"
        | "billing"
        | "cloudfront"
        | "codebuild"
        | "cognito"
        | "dms"
        | "dms_task"
        | "docdb"
        | "dynamodb"
        | "dynamodb_account"
        | "ec2"
        | "ec2_burstable"
        | "ecs"
        | "ecs_tasks"
        | "efs"
        | "efs_elastic"
        | "eks"
        | "elasticache"
        | "eventbridge"
        | "eventbridge_bus"
        | "firehose"
        | "firehose_http"
        | "flink"
        | "glue"
        | "kinesis"
        | "lambda"
        | "lambda_account"
        | "lambda_async"
        | "lambda_stream"
        | "logs_emf"
        | "memcached"
        | "memorydb"
        | "msk"
        | "msk_broker"
        | "nat"
        | "neptune"
        | "nlb"
        | "nlb_target_group"
        | "opensearch"
        | "pipes"
        | "rds"
        | "rds_proxy"
        | "redshift"
        | "route53"
        | "s3"
        | "s3_replication"
        | "scheduler"
        | "sns"
        | "sqs"
        | "sqs_dead_letter"
        | "stepfunctions"
        | "synthetics"
        | "vpn"
        | "waf"
        | "pino"
        | "winston"
        | "powertools"
        | "powertools-python"
        | "logback"
        | "serilog"
        | "zap"
        | "slog"
        | "python-json-logger"
        | "structlog"
        | "lambda-json"
        | "lambda-text"
        | "nginx"
        | "apache"
        | "alb-access"
        | "api-gateway-access"
        | "vpc-flow"
        | "cloudtrail"
        | ServiceRecommendedInput
      )[]
    | undefined;
}

interface InlineContractInput {
  /** Name of the contract. Default: the service's. */
  readonly name?: string | undefined;

  /**
   * The contract whose fields, events, signals and redaction this one adds to: `base` (the standard fields), a
   * preset (lines of a library or of AWS: pino, powertools), or one of `contracts`. Default: none.
   */
  readonly extends?: string | undefined;

  /**
   * standard: snake_case names, and the fields timestamp, level, message, event and service.name. own: lines as
   * they are, and `line` says which fields hold what. Default: those of the contract that it extends, else
   * standard.
   */
  readonly conventions?: "standard" | "own" | undefined;

  /** What lines are, under conventions: own. Default: no field has a role. */
  readonly line?: ContractLineInput | undefined;

  /**
   * Fields of log lines, by the path of their value as a filter pattern writes it behind `$.`: http.duration_ms,
   * and under conventions: own also res.statusCode or ['log.level'].
   */
  readonly fields?: Readonly<Record<string, ContractFieldsInput>> | undefined;

  /** Events, by name. */
  readonly events?: Readonly<Record<string, ContractEventsInput>> | undefined;

  /** What is counted or measured from log lines, by name. */
  readonly signals?: Readonly<Record<string, ContractSignalsInput>> | undefined;

  /** What must never leave a process, in addition to what is inherited. */
  readonly redaction?: ContractRedactionInput | undefined;
}

interface ServiceLogsInput {
  /** Days that log events are kept, or never (to delete). Default: 30. */
  readonly retentionDays?:
    | 1
    | 3
    | 5
    | 7
    | 14
    | 30
    | 60
    | 90
    | 120
    | 150
    | 180
    | 365
    | 400
    | 545
    | 731
    | 1096
    | 1827
    | 2192
    | 2557
    | 2922
    | 3288
    | 3653
    | "never"
    | null
    | undefined;

  /**
   * infrequentAccess costs half and has no metric filters, so no signals, indexes or anomaly detection. Cannot be
   * changed later. Default: standard.
   */
  readonly class?: "standard" | "infrequentAccess" | null | undefined;

  /** True to mask the values in the contract's redaction list on ingestion. Default: true. */
  readonly protect?: boolean | null | undefined;

  /** CloudWatch's log anomaly detection, which finds unusual lines and rates without a rule. Default: false. */
  readonly anomalyDetection?: boolean | ServiceLogsAnomalyDetectionInput | null | undefined;

  /**
   * True to keep the log group when it is removed from the configuration or the stack is destroyed. Default: true
   * in an environment that says production: true, and for a service whose tier is critical where the environment
   * does not say; else false.
   */
  readonly retainOnDelete?: boolean | null | undefined;

  /**
   * True to let AWS refuse to delete the log group, whoever asks. Needs the AWS provider 6.25.0 or later. Default:
   * as retainOnDelete, if providers.aws allows only such versions.
   */
  readonly deletionProtection?: boolean | null | undefined;

  /**
   * Name of the log group that is made for the service; placeholders are expanded. Default:
   * /app/{environment}/{service}.
   */
  readonly group?: string | null | undefined;

  /**
   * In place of `group`: name of a log group that somebody else makes (/aws/lambda/{service}). It gets filters and
   * alarms and is not created; retentionDays, indexes, protect and anomalyDetection apply to it only if the
   * service itself sets them. Default: none.
   */
  readonly existing?: string | null | undefined;

  /**
   * With `existing`: filter pattern that tells the service's lines from others in the group; placeholders are
   * expanded. Default: services that share a group are told apart by the contract's field for the service's name
   * (service.name in base); a service on its own reads every line.
   */
  readonly where?: string | null | undefined;

  /** Fields that Logs Insights finds without reading every line, at most 20. Default: none. */
  readonly indexes?: readonly string[] | null | undefined;
}

interface ServiceLogsAnomalyDetectionInput {
  /** How often the detector looks: 1m, 5m, 10m, 15m, 30m or 1h. Default: 5m. */
  readonly frequency?: string | undefined;

  /** Filter pattern of the lines that it learns from. Default: every line. */
  readonly pattern?: string | undefined;

  /** Days after which an anomaly counts as normal, 7 to 90. Default: 21. */
  readonly visibilityDays?: number | undefined;
}

interface ServiceRecommendedInput {
  /** The set: a kind of AWS resource, or the contract preset that the lines follow. */
  readonly set:
    | "acm"
    | "alb"
    | "alb_target_group"
    | "aoss"
    | "apigateway_http"
    | "apigateway_rest"
    | "apigateway_websocket"
    | "appsync"
    | "aurora"
    | "aurora_instance"
    | "autoscaling"
    | "backup"
    | "bedrock"
    | "billing"
    | "cloudfront"
    | "codebuild"
    | "cognito"
    | "dms"
    | "dms_task"
    | "docdb"
    | "dynamodb"
    | "dynamodb_account"
    | "ec2"
    | "ec2_burstable"
    | "ecs"
    | "ecs_tasks"
    | "efs"
    | "efs_elastic"
    | "eks"
    | "elasticache"
    | "eventbridge"
    | "eventbridge_bus"
    | "firehose"
    | "firehose_http"
    | "flink"
    | "glue"
    | "kinesis"
    | "lambda"
    | "lambda_account"
    | "lambda_async"
    | "lambda_stream"
    | "logs_emf"
    | "memcached"
    | "memorydb"
    | "msk"
    | "msk_broker"
    | "nat"
    | "neptune"
    | "nlb"
    | "nlb_target_group"
    | "opensearch"
    | "pipes"
    | "rds"
    | "rds_proxy"
    | "redshift"
    | "route53"
    | "s3"
    | "s3_replication"
    | "scheduler"
    | "sns"
    | "sqs"
    | "sqs_dead_letter"
    | "stepfunctions"
    | "synthetics"
    | "vpn"
    | "waf"
    | "pino"
    | "winston"
    | "powertools"
    | "powertools-python"
    | "logback"
    | "serilog"
    | "zap"
    | "slog"
    | "python-json-logger"
    | "structlog"
    | "lambda-json"
    | "lambda-text"
    | "nginx"
    | "apache"
    | "alb-access"
    | "api-gateway-access"
    | "vpc-flow"
    | "cloudtrail";

  /** What the names of its alarms begin with: orders for orders_age. Default: the set's name. */
  readonly name?: string | undefined;

  /**
   * The resource, by its dimensions in CloudWatch. Placeholders are expanded. Default: what the name of the
   * service's log group says, /aws/lambda/NAME.
   */
  readonly of?: Readonly<Record<string, string>> | undefined;

  /**
   * What thresholds follow from: { timeout: 30 }. Default: the set's; alarms whose setting has none are left out,
   * which is a warning.
   */
  readonly settings?: Readonly<Record<string, number>> | undefined;

  /** What differs from the set, by its alarms, or off. Default: nothing. */
  readonly alarms?: Readonly<Record<string, "off" | ServiceRecommendedAlarmsInput>> | undefined;
}

interface ServiceRecommendedAlarmsInput {
  /** The condition for info, or off. Default: the set's. */
  readonly info?: "off" | ServiceRecommendedAlarmsConditionInput | undefined;

  /** The condition for warning, or off. Default: the set's. */
  readonly warning?: "off" | ServiceRecommendedAlarmsConditionInput | undefined;

  /** The condition for critical, or off. Default: the set's. */
  readonly critical?: "off" | ServiceRecommendedAlarmsConditionInput | undefined;

  /** Of a rate: minimum number of events in a period for its rate to be evaluated. Default: the set's. */
  readonly minimum?: number | undefined;

  /** Length of a period. Default: the set's. */
  readonly period?: string | undefined;

  /** Number of periods to evaluate. Default: the set's. */
  readonly periods?: number | undefined;

  /**
   * Number of these periods that must breach the threshold. Default: the set's, or all of them if `periods`
   * differs.
   */
  readonly datapoints?: number | undefined;

  /**
   * Runbook: a path below the service's `runbooks`, or a full https address. Default: the alarm's name below
   * `runbooks`.
   */
  readonly runbook?: string | undefined;

  /** Who acts on it. Default: the service's owner. */
  readonly owner?: OwnerInput | undefined;

  /** False for an alarm that only feeds composite alarms and notifies nobody by itself. Default: true. */
  readonly notify?: boolean | undefined;
}

interface ServiceRecommendedAlarmsConditionInput {
  /** ALARM while the value is greater than this. */
  readonly above?: number | undefined;

  /** ALARM while the value is greater than or equal to this. */
  readonly atLeast?: number | undefined;

  /** ALARM while the value is less than this. */
  readonly below?: number | undefined;

  /** ALARM while the value is less than or equal to this. */
  readonly atMost?: number | undefined;
}

export interface EnvironmentInput {
  /**
   * The environment whose settings this one starts from. Objects are merged, lists and single values replaced,
   * null removes. Default: none.
   */
  readonly extends?: string | undefined;

  /** True if it exists only to be extended, and is never deployed. Not inherited. Default: false. */
  readonly abstract?: boolean | undefined;

  /** AWS region. Required, here or inherited. */
  readonly region?: string | null | undefined;

  /** AWS account, 12 digits in quotes. Required, here or inherited. */
  readonly account?: string | null | undefined;

  /**
   * True if losing logs is serious here: log groups that are made are kept on delete unless retainOnDelete says
   * otherwise. False: none is, not even those of critical services. Default: those of services whose tier is
   * critical are kept.
   */
  readonly production?: boolean | null | undefined;

  /**
   * The environment's own placeholders, by name: { alb: ... } is written {vars.alb} wherever placeholders are
   * expanded. A value may have the other placeholders itself. Default: none.
   */
  readonly vars?: Readonly<Record<string, string | null>> | null | undefined;

  /** Log settings of all services; a service can override them. */
  readonly logs?: LogDefaultsInput | null | undefined;

  /** True to encrypt log groups and topics with a customer-managed key; false to use AWS's keys. Default: true. */
  readonly encrypt?: boolean | null | undefined;

  /** Overrides for individual services. Default: none. */
  readonly services?: Readonly<Record<string, EnvironmentServicesInput | null>> | null | undefined;

  /**
   * What differs in this environment, by service and alarm: conditions, by severity, of which off leaves the alarm
   * out; the periods, and the statistic. Default: what the service says.
   */
  readonly thresholds?:
    Readonly<Record<string, Readonly<Record<string, EnvironmentThresholdsInput | null>> | null>> | null | undefined;

  /** How much of logs and traces is kept. Default: all. */
  readonly sampling?: EnvironmentSamplingInput | null | undefined;

  /** Where the collector sends logs, metrics and traces. Default: CloudWatch and X-Ray. */
  readonly telemetry?: TelemetryInput | null | undefined;

  /**
   * An OpenTelemetry Collector that applications send to; {} for one with all defaults. `sightline collector`
   * prints its configuration; the stack runs it where `ecs` says so. Default: none.
   */
  readonly collector?: CollectorInput | null | undefined;

  /**
   * What X-Ray does with traces: groups, sampling rules, and the account's switches for Transaction Search and
   * indexing. Default: nothing is changed.
   */
  readonly xray?: XrayInput | null | undefined;

  /**
   * Grafana, with the environment's dashboards and data sources, as a stack of its own:
   * <project>-<environment>-grafana. Default: none.
   */
  readonly grafana?: GrafanaInput | null | undefined;

  /**
   * True to make a CloudWatch dashboard of each service, <project>-<environment>-<service>. Beyond three of an
   * account with up to 50 metrics each, one costs 3 USD a month. Default: false.
   */
  readonly cloudwatchDashboards?: boolean | null | undefined;

  /**
   * Questions and the queries of alarms, saved in CloudWatch Logs Insights: of each service in the folder
   * <project>-<environment>/<service>, and of the environment in <project>-<environment>. True for a usual
   * selection. Default: false.
   */
  readonly savedQueries?: boolean | EnvironmentSavedQueriesInput | null | undefined;

  /**
   * Alarms and metric filters that exist in AWS and are taken into the state by import, under the names that they
   * have. Terraform ignores what it has already. Default: none.
   */
  readonly imports?: EnvironmentImportsInput | null | undefined;

  /**
   * Who is notified of alarms, by severity. Every severity that an alarm uses needs an entry; an empty list
   * notifies nobody.
   */
  readonly routes?: EnvironmentRoutesInput | null | undefined;

  /** Hours, by name, in which alarms change state but notify nobody. Default: none. */
  readonly quietHours?: Readonly<Record<string, EnvironmentQuietHoursInput | null>> | null | undefined;

  /** Where Terraform keeps the state. Required, here or inherited; replaced as a whole. */
  readonly backend?: BackendInput | null | undefined;

  /** Version constraints of Terraform providers. */
  readonly providers?: EnvironmentProvidersInput | null | undefined;

  /** Role that Terraform assumes. Default: the caller's own permissions. */
  readonly assumeRole?: EnvironmentAssumeRoleInput | null | undefined;

  /**
   * Endpoints of AWS services, for an emulator: one for all, or by the provider's name of a service. Default:
   * AWS's own.
   */
  readonly endpoints?: string | Readonly<Record<string, string>> | null | undefined;

  /** Tags of every resource, in addition to project, environment and service. Default: none. */
  readonly tags?: Readonly<Record<string, string | null>> | null | undefined;
}

interface LogDefaultsInput {
  /** Days that log events are kept, or never (to delete). Default: 30. */
  readonly retentionDays?:
    | 1
    | 3
    | 5
    | 7
    | 14
    | 30
    | 60
    | 90
    | 120
    | 150
    | 180
    | 365
    | 400
    | 545
    | 731
    | 1096
    | 1827
    | 2192
    | 2557
    | 2922
    | 3288
    | 3653
    | "never"
    | null
    | undefined;

  /**
   * infrequentAccess costs half and has no metric filters, so no signals, indexes or anomaly detection. Cannot be
   * changed later. Default: standard.
   */
  readonly class?: "standard" | "infrequentAccess" | null | undefined;

  /** True to mask the values in the contract's redaction list on ingestion. Default: true. */
  readonly protect?: boolean | null | undefined;

  /** CloudWatch's log anomaly detection, which finds unusual lines and rates without a rule. Default: false. */
  readonly anomalyDetection?: boolean | ServiceLogsAnomalyDetectionInput | null | undefined;

  /**
   * True to keep the log group when it is removed from the configuration or the stack is destroyed. Default: true
   * in an environment that says production: true, and for a service whose tier is critical where the environment
   * does not say; else false.
   */
  readonly retainOnDelete?: boolean | null | undefined;

  /**
   * True to let AWS refuse to delete the log group, whoever asks. Needs the AWS provider 6.25.0 or later. Default:
   * as retainOnDelete, if providers.aws allows only such versions.
   */
  readonly deletionProtection?: boolean | null | undefined;
}

export interface EnvironmentServicesInput {
  /** False to leave the service out of this environment. Default: true. */
  readonly enabled?: boolean | null | undefined;

  /** Who acts on its alarms in this environment. Default: the service's owner. */
  readonly owner?: OwnerInput | null | undefined;

  /** Settings of its log group in this environment; of a service that logs something. Default: the service's. */
  readonly logs?: ServiceLogsInput | null | undefined;

  /** How its alarms notify in this environment. Default: the service's. */
  readonly notify?: "service" | "each" | null | undefined;
}

export interface EnvironmentThresholdsInput {
  /** The condition for info in this environment, or off. */
  readonly info?: "off" | EnvironmentThresholdsConditionInput | null | undefined;

  /** The condition for warning in this environment, or off. */
  readonly warning?: "off" | EnvironmentThresholdsConditionInput | null | undefined;

  /** The condition for critical in this environment, or off. */
  readonly critical?: "off" | EnvironmentThresholdsConditionInput | null | undefined;

  /** Length of a period in this environment. Default: the service's. */
  readonly period?: string | null | undefined;

  /** Number of periods to evaluate in this environment. Default: the service's. */
  readonly periods?: number | null | undefined;

  /** Number of these periods that must breach the threshold in this environment. Default: the service's. */
  readonly datapoints?: number | null | undefined;

  /**
   * Of an alarm of type threshold, metric or anomaly: statistic of the values in a period in this environment.
   * Default: the service's.
   */
  readonly statistic?: string | null | undefined;

  /** Of a latency alarm: which percentile in this environment. Default: the service's. */
  readonly percentile?: string | null | undefined;
}

interface EnvironmentThresholdsConditionInput {
  /** ALARM while the value is greater than this. */
  readonly above?: number | undefined;

  /** ALARM while the value is greater than or equal to this. */
  readonly atLeast?: number | undefined;

  /** ALARM while the value is less than this. */
  readonly below?: number | undefined;

  /** ALARM while the value is less than or equal to this. */
  readonly atMost?: number | undefined;

  /** Of an anomaly alarm: width of the band, in standard deviations. */
  readonly band?: number | undefined;

  /** Of an absence alarm: how long nothing arrived. */
  readonly for?: string | undefined;

  /** Of a deadline alarm: by when it must have happened, local time. */
  readonly by?: string | undefined;
}

interface EnvironmentSamplingInput {
  /** Which log lines are written, by level. A signal over sampled lines counts too few. Default: all. */
  readonly logs?: EnvironmentSamplingLogsInput | null | undefined;

  /** Which traces are kept. Default: all. */
  readonly traces?: EnvironmentSamplingTracesInput | null | undefined;
}

interface EnvironmentSamplingLogsInput {
  /** Share of debug lines that is kept, 0 to 1. Default: 1. */
  readonly debug?: number | null | undefined;

  /** Share of info lines that is kept, 0 to 1. Default: 1. */
  readonly info?: number | null | undefined;

  /** Share of warn lines that is kept, 0 to 1. Default: 1. */
  readonly warn?: number | null | undefined;

  /** Share of error lines that is kept, 0 to 1. Default: 1. */
  readonly error?: number | null | undefined;

  /** Share of fatal lines that is kept, 0 to 1. Default: 1. */
  readonly fatal?: number | null | undefined;
}

interface EnvironmentSamplingTracesInput {
  /** Share of traces that is kept, 0 to 1. Default: 1. */
  readonly rate?: number | null | undefined;

  /** True to keep every trace with an error. Default: true. */
  readonly keepErrors?: boolean | null | undefined;

  /** Every trace slower than this is kept. Default: traces are not kept for being slow. */
  readonly keepSlowerThan?: string | null | undefined;

  /** Every trace with a span that has one of these values is kept, by attribute. Default: sampling.priority high. */
  readonly keepWhere?: Readonly<Record<string, readonly string[] | null>> | null | undefined;

  /**
   * Share of traces that is kept, for services that need another: of traces that a span of theirs is in. Default:
   * none.
   */
  readonly services?: Readonly<Record<string, number | null | undefined>> | null | undefined;

  /** Routes whose traces are never kept: health checks. Default: none. */
  readonly dropRoutes?: readonly string[] | null | undefined;
}

interface TelemetryInput {
  /**
   * Where logs go: one back end, or a list of them, replaced as a whole. An empty list: nowhere. Default:
   * cloudwatch.
   */
  readonly logs?: LogsBackendInput | readonly LogsBackendInput[] | null | undefined;

  /**
   * Where metrics go: one back end, or a list of them, replaced as a whole. An empty list: nowhere. Default:
   * cloudwatch.
   */
  readonly metrics?: MetricsBackendInput | readonly MetricsBackendInput[] | null | undefined;

  /** Where traces go: one back end, or a list of them, replaced as a whole. An empty list: nowhere. Default: xray. */
  readonly traces?: TracesBackendInput | readonly TracesBackendInput[] | null | undefined;
}

type LogsBackendInput =
  | "cloudwatch"
  | LogsBackendCloudwatchInput
  | LogsBackendLokiInput
  | LogsBackendElasticsearchInput
  | LogsBackendS3Input
  | LogsBackendOtlpInput
  | LogsBackendFileInput;

interface LogsBackendCloudwatchInput {
  /** CloudWatch Logs, by its OTLP endpoint. */
  readonly type: "cloudwatch";

  /**
   * Log group that takes them. It must exist, with a log stream called collector. Placeholders are expanded.
   * Default: /{project}/{environment}/telemetry, which is made where collector.ecs runs the collector.
   */
  readonly group?: string | undefined;
}

interface LogsBackendLokiInput {
  /** Loki, by OTLP. */
  readonly type: "loki";

  /** Its address, to which /otlp/v1/logs is added; placeholders are expanded. */
  readonly endpoint: string;

  /** Tenant, sent as X-Scope-OrgID; placeholders are expanded. Default: none is sent. */
  readonly tenant?: string | undefined;

  /** Where the token is kept that is sent as Authorization: Bearer. Default: nothing is sent. */
  readonly token?: SecretInput | undefined;
}

type SecretInput = SecretSsmInput | SecretSecretInput | SecretVariableInput;

interface SecretSsmInput {
  /** Name of a parameter of Systems Manager, a SecureString. Placeholders are expanded. */
  readonly ssm: string;
}

interface SecretSecretInput {
  /** Name or ARN of a secret of Secrets Manager. Placeholders are expanded. */
  readonly secret: string;

  /** Key in the secret's JSON. Default: the whole secret. */
  readonly key?: string | undefined;
}

interface SecretVariableInput {
  /** Name of a sensitive Terraform variable, given at apply: TF_VAR_<name>. */
  readonly variable: string;
}

interface LogsBackendElasticsearchInput {
  /** A data stream of Elasticsearch. */
  readonly type: "elasticsearch";

  /** Address of the cluster; placeholders are expanded. */
  readonly endpoint: string;

  /** Data stream; placeholders are expanded. Default: chosen by the data set, such as logs-generic-default. */
  readonly index?: string | undefined;

  /** Where the encoded API key is kept. Default: none is sent. */
  readonly apiKey?: SecretInput | undefined;
}

interface LogsBackendS3Input {
  /** Files in a bucket, as OTLP in JSON. */
  readonly type: "s3";

  /** Name of the bucket, which must exist; placeholders are expanded. */
  readonly bucket: string;

  /** What keys begin with; placeholders are expanded. Default: {project}/{environment}. */
  readonly prefix?: string | undefined;

  /** Region of the bucket. Default: the environment's. */
  readonly region?: string | undefined;
}

interface LogsBackendOtlpInput {
  /** Anything that takes OTLP over HTTP. */
  readonly type: "otlp";

  /** Its address, to which /v1/logs, /v1/metrics or /v1/traces is added; placeholders are expanded. */
  readonly endpoint: string;

  /** Where the token is kept that is sent as Authorization: Bearer. Default: nothing is sent. */
  readonly token?: SecretInput | undefined;
}

interface LogsBackendFileInput {
  /** A file of the collector, as OTLP in JSON, for use on one machine. */
  readonly type: "file";

  /** Path of the file; placeholders are expanded. */
  readonly path: string;
}

type MetricsBackendInput =
  | "cloudwatch"
  | "emf"
  | MetricsBackendCloudwatchInput
  | MetricsBackendEmfInput
  | MetricsBackendPrometheusInput
  | MetricsBackendAmpInput
  | LogsBackendS3Input
  | LogsBackendOtlpInput
  | LogsBackendFileInput;

interface MetricsBackendCloudwatchInput {
  /** CloudWatch, by its OTLP endpoint: priced by size, asked with PromQL. */
  readonly type: "cloudwatch";
}

interface MetricsBackendEmfInput {
  /** CloudWatch's custom metrics, by log lines in embedded metric format: priced by metric. */
  readonly type: "emf";

  /** Namespace of the metrics; placeholders are expanded. Default: {project}/{environment}. */
  readonly namespace?: string | undefined;

  /**
   * Log group of the lines, which the collector makes if there is none; placeholders are expanded. Default:
   * /{project}/{environment}/metrics.
   */
  readonly group?: string | undefined;
}

interface MetricsBackendPrometheusInput {
  /** Prometheus 3 with its OTLP receiver, or what takes OTLP as it does. */
  readonly type: "prometheus";

  /** Its address, to which /api/v1/otlp/v1/metrics is added; placeholders are expanded. */
  readonly endpoint: string;

  /** Tenant, sent as X-Scope-OrgID; placeholders are expanded. Default: none is sent. */
  readonly tenant?: string | undefined;

  /** Where the token is kept that is sent as Authorization: Bearer. Default: nothing is sent. */
  readonly token?: SecretInput | undefined;
}

interface MetricsBackendAmpInput {
  /** Amazon Managed Service for Prometheus, by remote write. */
  readonly type: "amp";

  /** Id of the workspace; placeholders are expanded. */
  readonly workspace: string;

  /** Region of the workspace. Default: the environment's. */
  readonly region?: string | undefined;
}

type TracesBackendInput =
  | "xray"
  | TracesBackendXrayInput
  | TracesBackendTempoInput
  | LogsBackendElasticsearchInput
  | LogsBackendS3Input
  | LogsBackendOtlpInput
  | LogsBackendFileInput;

interface TracesBackendXrayInput {
  /** X-Ray, by its OTLP endpoint, which needs Transaction Search. */
  readonly type: "xray";
}

interface TracesBackendTempoInput {
  /** Tempo, or Jaeger, by OTLP. */
  readonly type: "tempo";

  /** Its address for OTLP over HTTP, to which /v1/traces is added; placeholders are expanded. */
  readonly endpoint: string;

  /** Tenant, sent as X-Scope-OrgID; placeholders are expanded. Default: none is sent. */
  readonly tenant?: string | undefined;

  /** Where the token is kept that is sent as Authorization: Bearer. Default: nothing is sent. */
  readonly token?: SecretInput | undefined;
}

interface CollectorInput {
  /** Build of the collector, which decides what components there are. Default: contrib. */
  readonly distribution?: "contrib" | "core" | "k8s" | "adot" | "custom" | null | undefined;

  /** Version of the upstream collector, which decides how components are called. Default: 0.159.0. */
  readonly version?: string | null | undefined;

  /**
   * Image that runs, by digest. Default: the distribution's public one, where its digest is known: contrib
   * 0.159.0.
   */
  readonly image?: string | null | undefined;

  /** Runs it on Amazon ECS with Fargate. Default: nothing runs it; `sightline collector` prints its YAML. */
  readonly ecs?: CollectorEcsInput | null | undefined;

  /** Tasks that applications send to. */
  readonly gateway?: CollectorGatewayInput | null | undefined;

  /**
   * Tasks that keep or drop whole traces, where sampling is asked for and the gateway has more than one task; a
   * single one does it itself.
   */
  readonly sampler?: CollectorSamplerInput | null | undefined;

  /** A container in the tasks of applications on ECS, which takes what they send to localhost. Default: none. */
  readonly sidecar?: CollectorSidecarInput | null | undefined;

  /**
   * A collector on each node: its metrics, the logs of what runs on it, and what applications send to it. Default:
   * none.
   */
  readonly agent?: CollectorAgentInput | null | undefined;

  /**
   * Whether signals of contracts are counted in logs that come by OTLP, into metrics of the same names. Default:
   * only where no logs go to CloudWatch, whose metric filters count them.
   */
  readonly counts?: boolean | null | undefined;

  /**
   * Request rates, errors and durations, counted from all spans before any is dropped. Default: those of the
   * defaults here.
   */
  readonly spanMetrics?: CollectorSpanMetricsInput | null | undefined;
}

interface CollectorEcsInput {
  /** Where tasks run. Needed in an environment that is deployed. */
  readonly network?: CollectorEcsNetworkVpcInput | CollectorEcsNetworkCidrInput | undefined;

  /**
   * Who may send to the gateway: security groups of applications, or blocks of addresses. Default: everything in a
   * VPC of its own; needed for a network that exists.
   */
  readonly clients?: readonly string[] | undefined;

  /** Name or ARN of a cluster that exists. Default: one is made. */
  readonly cluster?: string | undefined;

  /** With it, applications send over TLS. Default: in plain text, within the VPC. */
  readonly certificate?: CollectorEcsCertificateInput | undefined;

  /**
   * How the configuration gets to a task: in its definition, from a parameter of Systems Manager, or from a
   * bucket. Default: in its definition if it fits, otherwise from a bucket.
   */
  readonly delivery?: "environment" | "ssm" | "s3" | undefined;

  /** Who acts on the alarms on the collector. Default: no team. */
  readonly owner?: OwnerInput | undefined;

  /**
   * Whether an apply waits until the new tasks run, and fails if they do not. Without it, what an older revision
   * reads may be gone when ECS goes back to it. Default: true.
   */
  readonly wait?: boolean | undefined;
}

interface CollectorEcsNetworkVpcInput {
  /** Id of the VPC. */
  readonly vpc: string;

  /** Ids of private subnets, in as many zones as there are: tasks and the load balancer are spread over them. */
  readonly subnets: readonly string[];
}

interface CollectorEcsNetworkCidrInput {
  /**
   * Addresses of the VPC that is made, from /16 to /26: private subnets, and endpoints for what the collector
   * calls. Nothing in it reaches the internet, so the image must be in Amazon ECR in this Region.
   */
  readonly cidr: string;

  /** How many Availability Zones it spans. Default: 2. */
  readonly zones?: number | undefined;
}

interface CollectorEcsCertificateInput {
  /** Certificate of AWS Certificate Manager. */
  readonly arn: string;

  /**
   * The name that it is for, by which applications reach the gateway: of an alias record of yours, for the load
   * balancer.
   */
  readonly host: string;
}

interface CollectorGatewayInput {
  /** CPU of a task, 1,024 units for a virtual CPU: a size that Fargate offers. Default: 1024. */
  readonly cpu?: number | undefined;

  /**
   * Memory of a task in MiB, as Fargate offers it for the CPU. Limits of memory and queues follow from it.
   * Default: 2048.
   */
  readonly memory?: number | undefined;

  /** How many run. Default: 2. */
  readonly tasks?: number | CollectorGatewayTasksInput | undefined;
}

interface CollectorGatewayTasksInput {
  /** Tasks that always run. */
  readonly min: number;

  /** Tasks that run at most. */
  readonly max: number;
}

interface CollectorSamplerInput {
  /** CPU of a task, 1,024 units for a virtual CPU: a size that Fargate offers. Default: 1024. */
  readonly cpu?: number | undefined;

  /**
   * Memory of a task in MiB, as Fargate offers it for the CPU. Limits of memory and queues follow from it.
   * Default: 2048.
   */
  readonly memory?: number | undefined;

  /** How many run; a change sends traces elsewhere. Default: 2. */
  readonly tasks?: number | undefined;

  /** How long the spans of a trace are awaited before it is kept or dropped. Default: 10s. */
  readonly decisionWait?: string | undefined;
}

interface CollectorSidecarInput {
  /** Memory that it may take, in MiB; limits of memory and queues follow from it. Default: 256. */
  readonly memory?: number | undefined;

  /** Address of the gateway. Default: what the environment variable COLLECTOR_GATEWAY says. */
  readonly gateway?: string | undefined;

  /** Whether it takes StatsD, on port 8125. Default: false. */
  readonly statsd?: boolean | undefined;

  /** Ports of containers in the task that show metrics to Prometheus, at /metrics. Default: none. */
  readonly scrape?: readonly number[] | undefined;
}

interface CollectorAgentInput {
  /** What the nodes are. */
  readonly platform: "kubernetes" | "ec2";

  /** Memory that it may take, in MiB; limits of memory and queues follow from it. Default: 512. */
  readonly memory?: number | undefined;

  /** Address of the gateway. Default: what the environment variable COLLECTOR_GATEWAY says. */
  readonly gateway?: string | undefined;

  /** Files of logs that it reads, on Kubernetes beside those of all pods. Default: none. */
  readonly files?: readonly string[] | undefined;
}

interface CollectorSpanMetricsInput {
  /**
   * Attributes of spans that tell series apart, beside service, span name, kind and status: such as have few
   * values. Default: http.request.method, http.route, http.response.status_code.
   */
  readonly dimensions?: readonly string[] | undefined;

  /** Series of a metric at most; what comes beyond is one series, otel.metric.overflow. Default: 2000. */
  readonly limit?: number | undefined;
}

interface XrayInput {
  /** Traces that belong together, by name: X-Ray has a map and metrics of each group. Default: none. */
  readonly groups?: Readonly<Record<string, XrayGroupsInput | null>> | null | undefined;

  /**
   * How many requests are recorded, by name of the rule, for services that ask X-Ray. They hold in the whole
   * account and Region. Default: none.
   */
  readonly samplingRules?: Readonly<Record<string, XraySamplingRulesInput | null>> | null | undefined;

  /**
   * True to switch Transaction Search on, false to switch it off, for the whole account and Region: set it in one
   * environment there. X-Ray's OTLP endpoint needs it. Default: it is left as it is.
   */
  readonly transactionSearch?: boolean | null | undefined;

  /**
   * Percentage of traces that X-Ray indexes with Transaction Search, for the whole account and Region; AWS charges
   * for more than 1. Default: it is left as it is, at first 1.
   */
  readonly indexing?: number | null | undefined;
}

interface XrayGroupsInput {
  /**
   * Which traces are in the group, as X-Ray's filter expression; placeholders are expanded, so write { fault }
   * with blanks: service("checkout") { fault }.
   */
  readonly where: string;

  /** True to look for anomalies among the group's faults. Default: false. */
  readonly insights?: boolean | XrayGroupsInsightsInput | undefined;
}

interface XrayGroupsInsightsInput {
  /** True to send events about insights to EventBridge. */
  readonly notifications: boolean;
}

interface XraySamplingRulesInput {
  /** Place among all rules of the account and Region: the rule with the lowest number that matches decides. */
  readonly priority: number;

  /** Share of requests that is recorded beyond the reservoir, 0 to 1. */
  readonly rate: number;

  /** Requests per second that are recorded in any case, of all tasks together. Default: 0. */
  readonly reservoir?: number | undefined;

  /**
   * Name of the service, as its spans have it; * stands for any text, ? for any character, and placeholders are
   * expanded. Default: any.
   */
  readonly service?: string | undefined;

  /**
   * Type of the service, such as AWS::ECS::Container; * stands for any text, ? for any character, and placeholders
   * are expanded. Default: any.
   */
  readonly type?: string | undefined;

  /**
   * Host name of the request; * stands for any text, ? for any character, and placeholders are expanded. Default:
   * any.
   */
  readonly host?: string | undefined;

  /** HTTP method of the request. Default: any. */
  readonly method?: string | undefined;

  /**
   * Path of the request's address; * stands for any text, ? for any character, and placeholders are expanded.
   * Default: any.
   */
  readonly path?: string | undefined;

  /**
   * ARN of the resource that runs the service; * stands for any text, ? for any character, and placeholders are
   * expanded. Default: any.
   */
  readonly resource?: string | undefined;

  /** Attributes that are known when the span begins, with their values, at most 5. Default: none is asked for. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

interface GrafanaInput {
  /**
   * Address of Grafana; placeholders are expanded. Required, here or inherited, but for a workspace that is made:
   * until it is written, Terraform asks for it as grafana_url.
   */
  readonly url?: string | null | undefined;

  /**
   * grafana, which somebody runs; cloud, Grafana Cloud; amg, Amazon Managed Grafana. Default: by the address; amg
   * for a workspace that is made.
   */
  readonly kind?: "grafana" | "cloud" | "amg" | null | undefined;

  /**
   * A workspace of Amazon Managed Grafana that the environment's stack makes; {} for one with all defaults.
   * Default: Grafana is there.
   */
  readonly workspace?: GrafanaWorkspaceInput | null | undefined;

  /**
   * Where the token of a service account with the role Admin is kept, which Terraform signs in with. Default: {
   * variable: grafana_auth }, given at apply: TF_VAR_grafana_auth.
   */
  readonly auth?: SecretInput | null | undefined;

  /** Schema of the dashboards' JSON: v1 is read by every Grafana, v2 by Grafana 13 and later. Default: v1. */
  readonly schema?: "v1" | "v2" | null | undefined;

  /** Time zone of the dashboards: browser, utc, or an IANA name. Default: browser. */
  readonly timezone?: string | null | undefined;

  /**
   * Title of the environment's folder, which has one for each team below it; placeholders are expanded. Default:
   * {project}-{environment}.
   */
  readonly folder?: string | null | undefined;

  /** Uid of an existing folder that it is in; placeholders are expanded. Default: none. */
  readonly parentFolder?: string | null | undefined;

  /** Where Grafana reads: off, a data source that exists, or how one that is made reaches its back end. */
  readonly dataSources?: GrafanaDataSourcesInput | null | undefined;

  /**
   * True to make contact points and the notification policies of the organization, which has one tree of them, so
   * only one environment of a Grafana can have it; and, where `telemetry` sends metrics to Prometheus or lines to
   * Loki, alert rules of the alarms that can be asked there. CloudWatch's alarms notify as well. Default: false;
   * they need none of it.
   */
  readonly alerting?: boolean | null | undefined;

  /**
   * Who is notified of Grafana's alerts, by severity. Default: receivers of `routes` that Grafana has, by e-mail
   * and webhook; in Amazon Managed Grafana the environment's topics, and so all receivers.
   */
  readonly routes?: GrafanaRoutesInput | null | undefined;
}

interface GrafanaWorkspaceInput {
  /** Version of Grafana. Default: AWS's. */
  readonly version?: string | null | undefined;

  /** How people sign in: sso is IAM Identity Center. Default: sso. */
  readonly authentication?: "sso" | "saml" | null | undefined;

  /** Ids of groups of IAM Identity Center whose members are administrators. Default: none. */
  readonly admins?: readonly string[] | null | undefined;

  /** Ids of groups of IAM Identity Center whose members are editors. Default: none. */
  readonly editors?: readonly string[] | null | undefined;

  /** Ids of groups of IAM Identity Center whose members are viewers. Default: none. */
  readonly viewers?: readonly string[] | null | undefined;
}

interface GrafanaDataSourcesInput {
  /** CloudWatch: metrics, logs and alarms. Default: one is made. */
  readonly cloudwatch?:
    "off" | GrafanaDataSourcesCloudwatchExistingInput | GrafanaDataSourcesCloudwatchRoleInput | null | undefined;

  /** X-Ray. Default: one is made where `telemetry` has it, or nothing says where traces go. */
  readonly xray?:
    "off" | GrafanaDataSourcesCloudwatchExistingInput | GrafanaDataSourcesCloudwatchRoleInput | null | undefined;

  /**
   * Prometheus, or a workspace of Amazon Managed Service for Prometheus. Default: one is made where `telemetry`
   * has it.
   */
  readonly prometheus?:
    "off" | GrafanaDataSourcesCloudwatchExistingInput | GrafanaDataSourcesPrometheusUrlInput | null | undefined;

  /** Loki. Default: one is made where `telemetry` has it. */
  readonly loki?:
    "off" | GrafanaDataSourcesCloudwatchExistingInput | GrafanaDataSourcesPrometheusUrlInput | null | undefined;

  /**
   * Tempo. Its `url` is needed, as it is asked at another port than it takes spans at. Default: one is made where
   * `telemetry` has it.
   */
  readonly tempo?:
    "off" | GrafanaDataSourcesCloudwatchExistingInput | GrafanaDataSourcesPrometheusUrlInput | null | undefined;

  /** Elasticsearch. Default: one is made where `telemetry` has it. */
  readonly elasticsearch?:
    "off" | GrafanaDataSourcesCloudwatchExistingInput | GrafanaDataSourcesPrometheusUrlInput | null | undefined;
}

interface GrafanaDataSourcesCloudwatchExistingInput {
  /** Uid of a data source in Grafana; placeholders are expanded. */
  readonly existing: string;
}

interface GrafanaDataSourcesCloudwatchRoleInput {
  /** ARN of a role that Grafana assumes to read; placeholders are expanded. Default: its own permissions. */
  readonly role?: string | undefined;
}

interface GrafanaDataSourcesPrometheusUrlInput {
  /** Address at which Grafana asks it; placeholders are expanded. Default: that of the back end. */
  readonly url?: string | undefined;

  /**
   * ARN of a role that Grafana assumes to read a workspace of Amazon Managed Service for Prometheus; placeholders
   * are expanded. Default: its own permissions.
   */
  readonly role?: string | undefined;

  /**
   * Where the token is kept that Grafana sends as Authorization: Bearer, to Elasticsearch as ApiKey. Default: that
   * of the back end.
   */
  readonly token?: SecretInput | undefined;
}

interface GrafanaRoutesInput {
  /** Who is notified of info. An empty list: nobody. */
  readonly info?: readonly GrafanaRouteInput[] | null | undefined;

  /** Who is notified of warning. An empty list: nobody. */
  readonly warning?: readonly GrafanaRouteInput[] | null | undefined;

  /** Who is notified of critical. An empty list: nobody. */
  readonly critical?: readonly GrafanaRouteInput[] | null | undefined;
}

type GrafanaRouteInput =
  | GrafanaRouteEmailInput
  | GrafanaRouteSlackInput
  | GrafanaRoutePagerdutyInput
  | GrafanaRouteWebhookInput
  | GrafanaRouteOpsgenieInput
  | GrafanaRouteMsteamsInput
  | GrafanaRouteSnsInput;

interface GrafanaRouteEmailInput {
  /** Addresses that Grafana writes to, in one message. */
  readonly email: readonly string[];

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;
}

interface GrafanaRouteSlackInput {
  /** A Slack channel, directly, not through Amazon Q Developer. */
  readonly slack: GrafanaRouteSlackSlackUrlInput | GrafanaRouteSlackSlackTokenInput;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;
}

interface GrafanaRouteSlackSlackUrlInput {
  /** Address of an incoming webhook of Slack. */
  readonly url: SecretInput;
}

interface GrafanaRouteSlackSlackTokenInput {
  /** Token of a Slack app that may write there. */
  readonly token: SecretInput;

  /** The channel. */
  readonly channel: string;
}

interface GrafanaRoutePagerdutyInput {
  /** Integration key of a PagerDuty service with the integration Events API V2. */
  readonly pagerduty: SecretInput;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;
}

interface GrafanaRouteWebhookInput {
  /** Address to post Grafana's JSON to. */
  readonly webhook: SecretInput;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;
}

interface GrafanaRouteOpsgenieInput {
  /** API key of Opsgenie. */
  readonly opsgenie: SecretInput;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;
}

interface GrafanaRouteMsteamsInput {
  /** Address of an incoming webhook of Microsoft Teams. */
  readonly msteams: SecretInput;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;
}

interface GrafanaRouteSnsInput {
  /** ARN of an SNS topic, in Amazon Managed Grafana only; placeholders are expanded. */
  readonly sns: string;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;
}

interface EnvironmentSavedQueriesInput {
  /**
   * Folder of the environment's queries. Placeholders of the environment are expanded. Default:
   * {project}-{environment}.
   */
  readonly folder?: string | null | undefined;

  /**
   * Names of the questions that are saved, of each service and of the environment, as far as it has them. An empty
   * list: only the queries of alarms. Default: newest lines and errors, most frequent errors, error rate, latency,
   * slowest requests, and what happened to one request, trace, action and user.
   */
  readonly questions?: readonly string[] | null | undefined;
}

interface EnvironmentImportsInput {
  /** Alarms, as service/alarm.severity. Default: none. */
  readonly alarms?: readonly string[] | undefined;

  /** Metric filters, as service/signal. Default: none. */
  readonly filters?: readonly string[] | undefined;
}

interface EnvironmentRoutesInput {
  /** Who is notified of info. An empty list: nobody. */
  readonly info?: readonly RouteInput[] | null | undefined;

  /** Who is notified of warning. An empty list: nobody. */
  readonly warning?: readonly RouteInput[] | null | undefined;

  /** Who is notified of critical. An empty list: nobody. */
  readonly critical?: readonly RouteInput[] | null | undefined;
}

export type RouteInput =
  | RouteEmailInput
  | RouteWebhookInput
  | RoutePagerdutyInput
  | RouteSlackInput
  | RouteLambdaInput
  | RouteSqsInput
  | RouteTopicInput;

interface RouteEmailInput {
  /** Address to notify; placeholders are expanded. Its owner must confirm the subscription once. */
  readonly email: string;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;

  /** SNS filter policy on the notification's body: only notifications that match are delivered. Default: all. */
  readonly filterPolicy?: Readonly<Record<string, unknown>> | undefined;

  /**
   * True to keep undeliverable notifications in a queue, with an alarm on it that tells all receivers of the
   * environment. Default: false.
   */
  readonly deadLetter?: boolean | undefined;
}

interface RouteWebhookInput {
  /** https address to post to. */
  readonly webhook: SecretInput;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;

  /** SNS filter policy on the notification's body: only notifications that match are delivered. Default: all. */
  readonly filterPolicy?: Readonly<Record<string, unknown>> | undefined;

  /**
   * True to keep undeliverable notifications in a queue, with an alarm on it that tells all receivers of the
   * environment. Default: false.
   */
  readonly deadLetter?: boolean | undefined;
}

interface RoutePagerdutyInput {
  /** Integration key of a PagerDuty service with the integration Amazon CloudWatch. */
  readonly pagerduty: SecretInput;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;

  /** SNS filter policy on the notification's body: only notifications that match are delivered. Default: all. */
  readonly filterPolicy?: Readonly<Record<string, unknown>> | undefined;

  /**
   * True to keep undeliverable notifications in a queue, with an alarm on it that tells all receivers of the
   * environment. Default: false.
   */
  readonly deadLetter?: boolean | undefined;
}

interface RouteSlackInput {
  /** A Slack channel, through Amazon Q Developer in chat applications. */
  readonly slack: RouteSlackSlackInput;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;

  /** SNS filter policy on the notification's body: only notifications that match are delivered. Default: all. */
  readonly filterPolicy?: Readonly<Record<string, unknown>> | undefined;

  /**
   * True to keep undeliverable notifications in a queue, with an alarm on it that tells all receivers of the
   * environment. Default: false.
   */
  readonly deadLetter?: boolean | undefined;
}

/** A Slack channel, through Amazon Q Developer in chat applications. */
interface RouteSlackSlackInput {
  /** Id of the workspace, T..., authorized once in Amazon Q Developer in chat applications. */
  readonly team: SecretInput;

  /** Id of the channel, C.... */
  readonly channel: SecretInput;
}

interface RouteLambdaInput {
  /** ARN of the function to invoke; placeholders are expanded. */
  readonly lambda: string;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;

  /** SNS filter policy on the notification's body: only notifications that match are delivered. Default: all. */
  readonly filterPolicy?: Readonly<Record<string, unknown>> | undefined;

  /**
   * True to keep undeliverable notifications in a queue, with an alarm on it that tells all receivers of the
   * environment. Default: false.
   */
  readonly deadLetter?: boolean | undefined;
}

interface RouteSqsInput {
  /** ARN of the queue to send to; placeholders are expanded. */
  readonly sqs: string;

  /**
   * True to write the queue's policy, which replaces any other policy of the queue. False if the queue's policy
   * already admits the topics. Default: false.
   */
  readonly queuePolicy?: boolean | undefined;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;

  /** SNS filter policy on the notification's body: only notifications that match are delivered. Default: all. */
  readonly filterPolicy?: Readonly<Record<string, unknown>> | undefined;

  /**
   * True to keep undeliverable notifications in a queue, with an alarm on it that tells all receivers of the
   * environment. Default: false.
   */
  readonly deadLetter?: boolean | undefined;
}

interface RouteTopicInput {
  /**
   * ARN of a topic that somebody else makes, in the Region of the environment: alarms publish to it. Its policy
   * must admit CloudWatch, and its owner decides who is subscribed. Placeholders are expanded.
   */
  readonly topic: string;

  /** Only alarms that one of these teams owns. Default: alarms of all teams. */
  readonly teams?: readonly string[] | undefined;

  /** Only alarms of these services; beside `teams`, those as well. Default: alarms of all services. */
  readonly services?: readonly string[] | undefined;

  /** Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers. */
  readonly tiers?: readonly ("critical" | "standard" | "low")[] | undefined;
}

interface EnvironmentQuietHoursInput {
  /** Severities that notify nobody during these hours. */
  readonly severities: readonly ("info" | "warning" | "critical")[];

  /** When they begin: minute, hour, day of month, month, day of week. */
  readonly cron: string;

  /** How long they last, from a minute to 15 days: 8h, 2d12h, PT8H. */
  readonly duration: string;

  /** IANA time zone of `cron`. Default: UTC. */
  readonly timezone?: string | undefined;
}

type BackendInput = BackendS3Input | BackendLocalInput;

interface BackendS3Input {
  /** State in a bucket, shared by the team. */
  readonly type: "s3";

  /** Name of the bucket, which must exist. */
  readonly bucket: string;

  /** Region of the bucket. Default: the environment's. */
  readonly region?: string | undefined;

  /** Key of the state's object; placeholders are expanded. Default: {project}/{environment}.tfstate. */
  readonly key?: string | undefined;

  /** True to encrypt the state at rest. Default: true. */
  readonly encrypt?: boolean | undefined;

  /** Key that encrypts the state. Default: the bucket's. */
  readonly kmsKey?: string | undefined;

  /**
   * Accounts whose credentials may read and write the state; Terraform refuses others. Default: the environment's,
   * unless assumeRole names a role; then any.
   */
  readonly allowedAccounts?: readonly string[] | undefined;

  /** True to lock the state in the bucket while it is changed. Default: true. */
  readonly lock?: boolean | undefined;
}

interface BackendLocalInput {
  /** State in a local file, for one person. */
  readonly type: "local";

  /** Path of the file; placeholders are expanded. Default: {project}-{environment}.tfstate. */
  readonly path?: string | undefined;
}

interface EnvironmentProvidersInput {
  /** Version constraint of the AWS provider. Default: "~> 6.25". */
  readonly aws?: string | null | undefined;

  /** Version constraint of the provider grafana/grafana. Default: "~> 4.27". */
  readonly grafana?: string | null | undefined;
}

interface EnvironmentAssumeRoleInput {
  /** ARN of the role. */
  readonly arn: string;

  /** External id that the role requires. Default: none. */
  readonly externalId?: string | undefined;

  /** Name of the session in CloudTrail. Default: AWS's. */
  readonly sessionName?: string | undefined;
}

interface ConfigAcceptInput {
  /** The rule whose findings are accepted. */
  readonly rule: AcceptableRule;

  /**
   * Where: a path of the configuration, an address of Terraform or a file, as findings show it. * and ? make it a
   * glob, which also matches a part of a path between its separators.
   */
  readonly path: string;

  /** Only findings of this environment; * and ? make it a glob. Default: of every environment. */
  readonly environment?: string | undefined;

  /** What the findings count as: off shows them as accepted, and they count for nothing. Default: off. */
  readonly severity?: "off" | "info" | "warning" | undefined;

  /** Why it is right; shown beside the finding. */
  readonly reason: string;

  /** The last day on which it holds, in UTC, such as 2027-03-31. Default: it holds for ever. */
  readonly expires?: string | undefined;
}
