import type { Span } from "../../../base";

/**
 * A composite alarm's rule that CloudWatch would refuse. The service's own messages are not documented: `message` is Sightline's, and
 * `fix` says what to write instead.
 */
export class AlarmRuleError extends Error {
  override readonly name = "AlarmRuleError";

  constructor(
    /** One clause, without the position: `')' is missing`. */
    message: string,
    /** The text that was read. */
    readonly rule: string,
    /** Where in `rule`. */
    readonly span: Span,
    /** One sentence: what to write instead. */
    readonly fix: string,
  ) {
    super(message);
  }

  /** `line 1, column 7`, both counted from 1. */
  position(): string {
    const before = this.rule.slice(0, this.span.start).split("\n");
    return `line ${before.length}, column ${Array.from(before.at(-1) ?? "").length + 1}`;
  }
}
