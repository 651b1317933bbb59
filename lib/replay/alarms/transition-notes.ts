import type { MetricKey } from "../metrics";

/** A metric of an expression that had no datapoint in periods that decided a transition: arithmetic counts it as 0. */
export interface MissingOperand {
  /** The query's id: `m2`. */
  readonly id: string;
  readonly metric: MetricKey;
  readonly statistic: string;
  /** In how many of the deciding periods. */
  readonly periods: number;
  /** How many periods decided. */
  readonly of: number;
}

/** A reading of a rule that AWS does not document and that a transition depends on; docs/replay.md says which reading it is. */
export type UndocumentedReading =
  /** How far an evaluation looks back when datapoints are missing. */
  | "evaluation-range"
  /** Between which values a percentile lies, for a value within 5 % of the threshold. */
  | "percentile-rank"
  /** That too few samples count for each datapoint alone. */
  | "low-samples"
  /** That an expression has no datapoint where every operand is missing. */
  | "missing-operands"
  /** Whether the setting for missing data counts for AWS/DynamoDB. */
  | "dynamodb-missing-data"
  /** That a percentage of AT_LEAST is rounded up. */
  | "at-least-rounding"
  /** That AND binds before OR. */
  | "rule-precedence";
