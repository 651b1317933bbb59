import type { Value } from "../value";
import type { Work } from "../work";

/** A function of Terraform's language. */
export interface LanguageFunction {
  readonly call: (given: readonly Value[], work: Work) => Value;
  /** How many arguments it takes. */
  readonly least: number;
  readonly most: number;
  /**
   * What it does with values that are not known. `nowhere` (the default): anything unknown in an argument makes the result
   * unknown; `inside`: collections may hold unknown items, which it hands on; `anywhere`: so may the arguments be.
   */
  readonly unknown: "nowhere" | "inside" | "anywhere";
}
