import type { AlarmState } from "../../aws";
import type { ThresholdRule } from "./configuration";
import type { SeenDatapoint } from "./datapoint";
import type { Source } from "./source";
import type { Formula } from "./watched";

/** What is evaluated: a rule over the datapoints of one source, or over those that a formula computes from several. */
export interface EvaluationSubject {
  readonly rule: ThresholdRule;
  readonly sources: readonly Source[];
  readonly formula: Formula | undefined;
  /** Samples that a datapoint needs to be significant; 0: any number is enough. */
  readonly significant: number;
}

/** First and last evaluation, in minutes since 1970. */
export interface MinuteRange {
  readonly from: number;
  readonly to: number;
}

/** A datapoint that an evaluation retrieved. Lists of them begin with the newest period. */
export interface Retrieved extends SeenDatapoint {
  /** Start of the period, in minutes since 1970. */
  readonly start: number;
}

/** A change of state, and what the evaluation saw. */
export interface Change {
  /** Minute of the evaluation. */
  readonly at: number;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly retrieved: readonly Retrieved[];
}

/** The newest datapoint whose data can have arrived, at an evaluation where its value changed. */
export interface NewestPoint {
  readonly at: number;
  readonly value: number | null;
}

/** The result of all evaluations of an alarm. */
export interface Evaluations {
  readonly changes: readonly Change[];
  readonly state: AlarmState;
  /** Long and rarely needed, so it is computed on demand. */
  readonly newest: () => readonly NewestPoint[];
}
