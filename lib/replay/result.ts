import type { Finding } from "../base";
import type { AlarmState } from "../aws";
import type { ComparisonOperator } from "../terraform";
import type { AlarmLabel, Hold, MissingOperand, NoData, UndocumentedReading, WhyNot } from "./alarms";
import type { NearestMiss, RecordCounts, WhyUnusable } from "./metrics";
import type { Channel, ReachRow } from "./reach";
import type { ReplayRuleId } from "./rules";

/**
 * What a replay found. Times are milliseconds since 1970; the order is stable. Reasons are data: `whyNotText`, `holdText` and
 * `notEvaluatedText` put them into words. `resultJson` writes the result as JSON.
 */
export interface ReplayResult {
  /** The clock: first and last evaluation. */
  readonly from: number;
  readonly to: number;
  /** Time of the first and of the last record; null without any. */
  readonly firstRecord: number | null;
  readonly lastRecord: number | null;
  /** Rules of the findings that say why nothing was replayed: in that case an alarm that stayed quiet proves nothing. Usually empty. */
  readonly nothingReplayed: readonly NothingReplayed[];
  /** In the template's order. */
  readonly alarms: readonly AlarmResult[];
  readonly filters: readonly FilterResult[];
  readonly metrics: readonly MetricResult[];
  readonly records: RecordCounts;
  readonly reach: readonly ReachRow[];
  readonly findings: readonly Finding<ReplayRuleId>[];
  /** Findings that were accepted, and count for nothing. Absent: none; a replay itself accepts none, its caller may. */
  readonly accepted?: readonly Finding<ReplayRuleId>[];
  readonly notEvaluated: readonly NotEvaluated[];
}

/** No record has a time that would say how long to replay, or none belongs to a log group of the template. */
export type NothingReplayed = Extract<ReplayRuleId, "nothing-to-replay" | "records-unrouted">;

export interface AlarmResult {
  readonly name: string;
  readonly address: string;
  readonly kind: "metric" | "composite";
  /** From the tag `severity`, otherwise from the names of the alarm and of its topics; null if none of them says it. */
  readonly severity: string | null;
  readonly evaluated: boolean;
  /** Null: it was evaluated. */
  readonly whyNot: WhyNot | null;
  /** Of a composite: alarms that were not evaluated; it was evaluated as if they stayed in INSUFFICIENT_DATA. */
  readonly assumes: readonly AlarmLabel[];
  /** At the end. */
  readonly state: AlarmState;
  /** In order of time; an alarm begins in INSUFFICIENT_DATA. */
  readonly transitions: readonly Transition[];
  readonly notified: readonly Notification[];
  /** Names of the composite alarms that notify in its place, if it has no actions. */
  readonly toldThrough: readonly string[];
  /** Why it had no datapoint in the whole replay, for each metric that it reads. Empty: it had one, or it is a composite. */
  readonly noData: readonly NoData[];
  /** What a chart of the alarm needs; null for composites and alarms that were not evaluated. */
  readonly chart: AlarmChart | null;
}

export interface Transition {
  readonly at: number;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
  /**
   * The alarm fired only because the log starts or ends there: it treats missing datapoints as breaching. Null: it fired because of
   * what was logged, or did not fire.
   */
  readonly logEdge: "start" | "end" | null;
  /** Metrics of an expression that had no datapoint in the periods that decided, and counted as 0. */
  readonly missingOperands: readonly MissingOperand[];
  /** Readings that AWS does not document and that this transition depends on; docs/replay.md says what each is. */
  readonly undocumented: readonly UndocumentedReading[];
}

/** An action at a transition, or at the end of a suppression or mute window. */
export interface Notification {
  readonly at: number;
  readonly state: AlarmState;
  /** ARN of the action. */
  readonly action: string;
  /** Name of the topic or function. */
  readonly through: string;
  readonly channels: readonly Channel[];
  /** Why the action did not run at this time; null: it ran. */
  readonly held: Hold | null;
}

/** The evaluated series of an alarm, for a chart. */
export interface AlarmChart {
  /** `Sum of PaymentsFailed (Provider=stripe)`; of an expression, its label or its text. */
  readonly label: string;
  readonly unit: string | null;
  readonly comparison: ComparisonOperator;
  readonly threshold: number | null;
  /** Seconds. */
  readonly period: number;
  /** The newest datapoint at each evaluation where it changed; value null: missing. */
  readonly points: readonly { readonly at: number; readonly value: number | null }[];
}

export interface FilterResult {
  readonly name: string;
  readonly address: string;
  readonly logGroup: string;
  readonly pattern: string;
  /** Events of the log group that the filter saw, and those that it matched. */
  readonly events: number;
  readonly matched: number;
  /** For a filter that never matched: the events that nearly matched. */
  readonly nearestMiss: NearestMiss | null;
}

export interface MetricResult {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Region, and account where it is known, `111122223333/eu-west-1`; absent where the template has resources in one only. */
  readonly place?: string;
  readonly points: readonly MetricPoint[];
}

export interface MetricPoint {
  readonly at: number;
  readonly sum: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;

  /** Distinct values, ascending, and how often each came; only where they were asked for, and an alarm reads percentiles of the metric. */
  readonly values?: readonly (readonly [value: number, count: number])[];
}

/** An alarm or a metric filter that was not evaluated. */
export interface NotEvaluated {
  readonly address: string;
  readonly name: string;
  readonly reason: WhyNot | WhyUnusable;
}
