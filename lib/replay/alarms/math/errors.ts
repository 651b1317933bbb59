import type { Span } from "./expression";

/** What is wrong with an expression, for programs. */
export type MathErrorCode =
  | "too-long"
  | "too-deep"
  | "invalid-character"
  | "unclosed"
  | "syntax"
  | "unknown-function"
  | "unknown-id"
  | "type"
  /** The expression is right, and needs what only AWS has. */
  | "offline"
  /** The expression gives a number or several series where an alarm needs one series. */
  | "not-one-series";

/** A metric-math expression that CloudWatch would refuse, or that cannot be evaluated from datapoints alone. */
export class MathError extends Error {
  override readonly name = "MathError";

  constructor(
    readonly code: MathErrorCode,
    message: string,
    /** The text that was read. */
    readonly expression: string,
    /** Where in `expression`. */
    readonly span: Span,
    /** One sentence: what to write instead. */
    readonly fix: string,
  ) {
    super(message);
  }

  /** The line of the expression that holds the fault, and under it `^` marks. */
  caret(): string {
    const text = this.expression;
    const start = Math.min(this.span.start, text.length);
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const newline = text.indexOf("\n", start);
    const lineEnd = newline === -1 ? text.length : newline;
    const marked = text.slice(start, Math.max(start, Math.min(this.span.end, lineEnd)));
    const before = text.slice(lineStart, start).replace(/[^\t]/gu, " ");
    return `${text.slice(lineStart, lineEnd)}\n${before}${marked.replace(/./gsu, "^") || "^"}`;
  }
}
