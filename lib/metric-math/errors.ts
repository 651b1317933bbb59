import type { Span } from "../base";

/** What is wrong with an expression, as a code. */
export type MathErrorCode =
  | "too-long"
  | "too-deep"
  | "invalid-character"
  | "unclosed"
  | "syntax"
  | "unknown-function"
  | "unknown-id"
  | "type"
  /** The expression is valid, but needs data that only AWS has. */
  | "offline"
  /** The expression is valid, but not in an alarm. */
  | "not-in-alarms"
  /** The expression gives a number or several series where an alarm needs one series. */
  | "not-one-series";

/** What is wrong with a metric-math expression. */
export interface MathFault {
  readonly code: MathErrorCode;
  /** One clause, without the position. */
  readonly message: string;
  /** The text that was read. */
  readonly expression: string;
  /** Where in `expression`. */
  readonly span: Span;
  /** One sentence: what to write instead. */
  readonly fix: string;
}

/** A metric-math expression that CloudWatch would refuse, or that cannot be evaluated from datapoints alone. */
export class MathError extends Error {
  override readonly name = "MathError";

  constructor(readonly fault: MathFault) {
    super(fault.message);
  }
}
