import type { Condition } from "../../pattern";

declare const reads: unique symbol;

/**
 * A condition on a log line, made with the functions of `predicate`. `Reads` says which fields it reads and how, so that the
 * compiler refuses a predicate over a field that the contract does not have.
 */
export interface Predicate<Reads = unknown> {
  readonly condition: Condition;
  readonly [reads]?: Reads;
}

/** How a predicate reads a field: as text, as a number, as a boolean, or only whether it exists. */
export type Read<Name extends string = string, As extends ReadAs = ReadAs> = readonly [Name, As];
export type ReadAs = "text" | "number" | "boolean" | "presence";
