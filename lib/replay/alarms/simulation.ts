import type { AlarmState } from "../../aws";
import type { MetricKey, Series } from "../metrics";
import type { CompositeAlarm, MetricAlarm } from "../../terraform";
import type { Hold } from "./hold";
import type { MissingOperand, UndocumentedReading } from "./transition-notes";
import type { AlarmLabel, WhyNot } from "./why-not";

/** What the evaluation of alarms needs besides the template. */
export interface SimulationInput {
  /** The series of a metric, or undefined where nothing published it. */
  readonly series: (metric: MetricKey) => Series | undefined;

  /**
   * All series of a metric, the finest first: a percentile that was given for a period cannot be computed from finer datapoints.
   * Default: the one that {@link series} gives.
   */
  readonly candidates?: (metric: MetricKey) => readonly Series[];

  /** Whether a metric's datapoints are known at all: false for a metric that no filter publishes and whose datapoints were not given. */
  readonly isKnown: (metric: MetricKey) => boolean;

  /** First and last evaluation, in whole minutes since 1970. An evaluation at minute t sees datapoints before t. */
  readonly from: number;
  readonly to: number;

  /** Ingestion delay in seconds: an event of second s is seen by evaluations at s + 1 + delay and later. */
  readonly delay: number;

  /**
   * How many datapoints CloudWatch retrieves for an evaluation; undocumented.
   * Default: `evaluationPeriods + max(2, ceil(300 / period))`.
   */
  readonly evaluationRange?: (evaluationPeriods: number, period: number) => number;
}

export interface AlarmSimulation {
  readonly alarm: MetricAlarm | CompositeAlarm;
  /** Why the alarm was not evaluated; undefined when it was. */
  readonly whyNot: WhyNot | undefined;
  /**
   * Of a composite alarm whose rule the evaluated children do not always decide: those that were not evaluated. It was evaluated as if
   * they stayed in INSUFFICIENT_DATA.
   */
  readonly assumes?: readonly AlarmLabel[];
  readonly state: AlarmState;
  readonly transitions: readonly SimulatedTransition[];
  /** When actions ran, or were held, in order of time. */
  readonly actions: readonly SimulatedAction[];
  /** Of a metric alarm: the newest value at each evaluation where it changed; null: missing. */
  readonly points: readonly { readonly at: number; readonly value: number | null }[];
}

export interface SimulatedTransition {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
  /** Of a metric alarm: it went to ALARM although fewer datapoints breach than it needs, because others are missing. */
  readonly restsOnMissing?: boolean;
  /** Of a metric alarm with expressions: what was missing and counted as 0 in the datapoints that decided. */
  readonly missingOperands?: readonly MissingOperand[];
  /** Readings that AWS does not document and that the transition depends on. */
  readonly undocumented?: readonly UndocumentedReading[];
}

export interface SimulatedAction {
  readonly at: number;
  readonly state: AlarmState;
  /** Why the actions did not run; undefined: they ran. */
  readonly held: Hold | undefined;
}
