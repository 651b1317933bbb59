/** A part of an alarm mute rule that CloudWatch would refuse, or that cannot be evaluated. */
export class MuteRuleError extends Error {
  override readonly name = "MuteRuleError";

  constructor(
    /** `expression`, `duration`, `timezone`, `start_date`, `expire_date`. */
    readonly field: MuteRuleField,
    /** As written in the rule. */
    readonly value: string,
    /** What is wrong, as a clause. */
    readonly problem: string,
    /** One sentence: what to write instead. */
    readonly fix: string,
  ) {
    super(`${field} ${JSON.stringify(value)}: ${problem}`);
  }
}

export type MuteRuleField = "expression" | "duration" | "timezone" | "start_date" | "expire_date";
