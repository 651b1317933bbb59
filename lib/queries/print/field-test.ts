import { fieldRead, type Field } from "../../contract";
import { exactDouble, MAY_BE_NUMBER, type Operator, printSelector, type Selector } from "../../pattern";
import type { FieldTested, LineCondition, LineText } from "../ask";
import { fieldNamed, type QueryService } from "../context";
import { CannotSay, type ConditionProblem } from "../printed";

/** What a condition asks of one field, by the type that the contract gives it. */
export type FieldTest =
  | { readonly kind: "present" | "missing" | "true" | "false" | "null" }
  /** The field is there, and is or is not the text. */
  | { readonly kind: "text"; readonly text: string; readonly isNot: boolean }
  /** As a text with `*` between its pieces: at least two. */
  | { readonly kind: "form"; readonly pieces: readonly string[]; readonly isNot: boolean }
  | { readonly kind: "regex"; readonly source: string; readonly isNot: boolean }
  /** A number without an exponent, which a double is. */
  | { readonly kind: "number"; readonly operator: Operator; readonly number: string }
  /** Holds for no line of the contract. */
  | { readonly kind: "never" };

/** A field in a line: keys and indexes, its name where it has one, and what the contract says of it. */
export interface FieldPlace {
  readonly path: readonly (string | number)[];
  readonly name?: string;
  readonly field?: Field;
}

/**
 * @param extracted names of fields that are taken out of texts, of which no contract knows the type
 * @throws {CannotSay} for a selector that reads several values
 */
export function placeOf(
  selector: Selector,
  services: readonly QueryService[],
  extracted: ReadonlySet<string>,
): FieldPlace {
  const path = selector.steps.map((step) => {
    if (step.kind === "each") throw cannot(selector, "each");
    return step.kind === "key" ? step.name : step.index;
  });
  const name = fieldRead(selector);
  if (name !== undefined && extracted.has(name)) return { path, name };
  // An element of a list is what the list holds.
  const list = fieldRead({ steps: selector.steps.filter(({ kind }) => kind === "key") });
  const field = list === undefined ? undefined : fieldNamed(list, services);
  return { path, ...(name === undefined ? {} : { name }), ...(field === undefined ? {} : { field }) };
}

/**
 * What a condition asks, for lines in which a field has the type that the contract says: that is when each language can say the same.
 *
 * @throws {CannotSay} for what only CloudWatch's reading of a number by its text decides
 */
export function fieldTest(leaf: FieldTested, { field }: FieldPlace): FieldTest {
  if (leaf.kind === "state") return { kind: leaf.state };
  const { operator, selector, value } = leaf;
  const isNot = operator === "!=";
  const type = field?.type;
  if (value.kind === "number") {
    if (isText(type) && (operator === "=" || isNot)) return { kind: "text", text: value.text, isNot };
    if (isText(type) || type === "boolean") return { kind: "never" };
    return { kind: "number", operator, number: numberText(value.text, selector, exactDouble(value)) };
  }
  if (value.kind === "text" && /^\*+$/.test(value.text)) return isNot ? { kind: "never" } : { kind: "present" };
  if (type === "boolean") return { kind: "never" };
  const mayBeNumber = value.kind === "regex" || MAY_BE_NUMBER.test(value.text.replaceAll("*", ""));
  // Of an integer the text is known; of other numbers each language has its own.
  if (type === "number" && mayBeNumber) throw cannot(selector, "number-as-text");
  if (type === undefined && mayBeNumber && value.kind === "regex" && isNot) throw cannot(selector, "number-as-text");
  if (value.kind === "regex") return { kind: "regex", source: value.source, isNot };
  const pieces = value.text.split("*");
  return pieces.length === 1 ? { kind: "text", text: value.text, isNot } : { kind: "form", pieces, isNot };
}

function isText(type: Field["type"] | undefined): boolean {
  return type === "string" || type === "timestamp" || type === "string[]";
}

/** A number as every language reads it: without an exponent, and such that doubles tell it apart from its neighbors. */
function numberText(written: string, selector: Selector, double: number | undefined): string {
  const text = String(double);
  if (double === undefined || Math.abs(double) > Number.MAX_SAFE_INTEGER || text.includes("e"))
    throw cannot(selector, "inexact-number");
  return Object.is(double, -0) || written === "" ? "0" : text;
}

export function cannot(selector: Selector, problem: ConditionProblem): CannotSay {
  return new CannotSay({ why: "condition", selector: printSelector(selector), problem });
}

/** A text as a regular expression that matches it: what RE2 and Java's dialect read alike. */
export function literalExpression(text: string): string {
  return text.replaceAll(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}

/** `(a and b) or c`, with parentheses where they are needed. */
export function printedCondition(
  condition: LineCondition,
  words: { readonly all: string; readonly any: string },
  leaf: (leaf: FieldTested | LineText) => string,
): string {
  const print = (part: LineCondition, outer: "all" | "any" | undefined): string => {
    if (part.kind !== "all" && part.kind !== "any") return leaf(part);
    const text = part.of.map((each) => print(each, part.kind)).join(words[part.kind]);
    return outer === undefined ? text : `(${text})`;
  };
  return print(condition, undefined);
}
