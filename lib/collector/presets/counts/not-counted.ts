/** A signal that has no condition in OTTL. */
export interface NotCounted {
  readonly service: string;
  readonly signal: string;
  readonly why: Unprintable;
}

/**
 * Why a filter pattern has no condition in OTTL that means the same.
 *
 * - `not-json`: it reads the text of a line, not the fields of a JSON object.
 * - `number-as-text`: it compares a field that may be a number with a text, as CloudWatch reads it: `404` as `4*`. A collector keeps no
 *   text of a number.
 * - `inexact-number`: it names a number that no double is.
 * - `each`: it reads all elements of a list, otherwise than for being one value.
 */
export type Unprintable = "not-json" | "number-as-text" | "inexact-number" | "each";
