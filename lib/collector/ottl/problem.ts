/** Why a text is not OTTL. */
export type OttlProblem =
  | "character"
  | "quote"
  | "string-open"
  | "string-escape"
  | "number"
  | "bytes"
  | "unexpected"
  | "function-case"
  | "index"
  | "condition"
  | "value"
  | "operand"
  | "parentheses"
  | "lambda";

/** Where a text stops being OTTL. */
export class OttlError extends Error {
  override readonly name = "OttlError";

  constructor(
    readonly problem: OttlProblem,
    /** From 0, in UTF-16 code units; the length of the text where something is missing at its end. */
    readonly at: number,
    /** What stands there; empty at the end. */
    readonly found: string,
    /** What could stand there, for people. */
    readonly wanted = "",
    /** Collectors before 0.164 may read it, as values of a list without commas between them. */
    readonly doubtful = false,
  ) {
    super(`${problem} at ${at}`);
  }
}

/** A text that is nested more deeply than is read. Nothing is known of it. */
export class OttlTooDeep extends Error {
  override readonly name = "OttlTooDeep";
}
