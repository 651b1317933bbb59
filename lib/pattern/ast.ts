import type { Span } from "../base";

/**
 * The tree of a CloudWatch Logs filter pattern: what `parse` returns, `print` writes and `compile` runs.
 *
 * Nodes are plain data. `span` is the place of a parsed node in its text; nodes made by code have none,
 * and equality of patterns ignores it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export type Pattern = EveryEvent | TermsPattern | RegexPattern | JsonPattern | DelimitedPattern;

interface Node {
  readonly span?: Span;
}

/** The empty or blank pattern: every event matches. */
export interface EveryEvent extends Node {
  readonly kind: "every";
}

/** Unstructured terms, e.g. `ERROR -timeout "two words"`. */
export interface TermsPattern extends Node {
  readonly kind: "terms";
  readonly terms: readonly Term[];
}

/** One term. A term is a case-sensitive substring, not a word. */
export interface Term extends Node {
  /** `include`: must occur. `exclude` (`-term`): must not. `optional` (`?term`): one of these must, unless there are other kinds of terms. */
  readonly mode: "include" | "exclude" | "optional";
  /** The text itself, without quotes and escapes. */
  readonly text: string;
}

/** One standalone regular expression, `%...%`. */
export interface RegexPattern extends Node {
  readonly kind: "regex";
  /** The text between the percent signs. */
  readonly source: string;
}

/** `{ ... }`: a condition over a JSON object. */
export interface JsonPattern extends Node {
  readonly kind: "json";
  readonly where: Condition;
}

/** A part of a JSON pattern that is true or false. `all` and `any` have two or more parts. */
export type Condition = AllOf | AnyOf | Comparison | StateTest;

/** Parts joined by `&&`. */
export interface AllOf extends Node {
  readonly kind: "all";
  readonly of: readonly Condition[];
}

/** Parts joined by `||`. */
export interface AnyOf extends Node {
  readonly kind: "any";
  readonly of: readonly Condition[];
}

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** `$.selector = value`. Ordering operators take numbers only. */
export interface Comparison extends Node {
  readonly kind: "compare";
  readonly selector: Selector;
  readonly operator: Operator;
  readonly value: Operand;
}

/** `$.selector IS TRUE`, `IS FALSE`, `IS NULL` or `NOT EXISTS`. */
export interface StateTest extends Node {
  readonly kind: "state";
  readonly selector: Selector;
  readonly state: "true" | "false" | "null" | "missing";
}

/** `$.a['b.c'][0][*].*`: a path into a JSON object. The first step is never an index or a bracket wildcard. */
export interface Selector extends Node {
  readonly steps: readonly SelectorStep[];
}

export type SelectorStep =
  | { readonly kind: "key"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  /** `[*]` (bracket) or `.*` (dot). Both select array elements and object members. */
  | { readonly kind: "each"; readonly form: "bracket" | "dot" };

/** What a selector or field is compared with. */
export type Operand = NumberValue | TextValue | RegexValue;

/** An unquoted number. Compared with numbers as an exact decimal, and with strings by this raw text. */
export interface NumberValue extends Node {
  readonly kind: "number";
  /** As written: `+1`, `1e3`, `-0.0`. */
  readonly text: string;
}

/** A bareword or quoted string. `*` is a wildcard in both. */
export interface TextValue extends Node {
  readonly kind: "text";
  /** The text without quotes and escapes. */
  readonly text: string;
  readonly quoted: boolean;
}

/** `%...%` as a value: an unanchored search. */
export interface RegexValue extends Node {
  readonly kind: "regex";
  /** The text between the percent signs. */
  readonly source: string;
}

/** `[ip, user, ..., status=4*, size]`: fields separated by blanks. */
export interface DelimitedPattern extends Node {
  readonly kind: "delimited";
  readonly slots: readonly Slot[];
}

export type Slot = FieldSlot | EllipsisSlot;

/** `...`: any number of fields, including none. At most one in a pattern. */
export interface EllipsisSlot extends Node {
  readonly kind: "ellipsis";
}

/** A field: unnamed (empty slot), named, or named with a condition on itself. */
export interface FieldSlot extends Node {
  readonly kind: "field";
  readonly name?: string;
  readonly where?: SlotCondition;
}

/** A condition on the slot's own field; `&&` binds tighter than `||`. */
export type SlotCondition =
  | { readonly kind: "all"; readonly of: readonly SlotCondition[]; readonly span?: Span }
  | { readonly kind: "any"; readonly of: readonly SlotCondition[]; readonly span?: Span }
  | SlotComparison;

/** `name = value` inside a slot; the name is the slot's. */
export interface SlotComparison extends Node {
  readonly kind: "compare";
  readonly operator: Operator;
  readonly value: Operand;
}
