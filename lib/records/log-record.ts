import type { LogRuleId } from "./rules";

/** One log event as CloudWatch Logs would have received it. */
export interface LogRecord {
  /** The event's message: what a filter pattern reads. */
  readonly text: string;

  /** Milliseconds since 1970; undefined where the record has no timestamp, or an unreadable one. */
  readonly at: number | undefined;

  /** Name of the log group, where the input names it (subscription records); otherwise routing decides. */
  readonly logGroup: string | undefined;

  /** The input's name, and the record's place in it: a line, or a number among a document's events. Counted from 1. */
  readonly source: string;
  readonly line: number;
}

/** A problem in the input; never fatal. */
export interface LogProblem {
  readonly rule: LogRuleId;
  readonly source: string;
  readonly line: number;
  /** What is wrong, in a clause, with the beginning of the offending text where it can be shown. */
  readonly message: string;
  readonly fix: string;
}
