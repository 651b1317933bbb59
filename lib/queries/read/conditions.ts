import { fieldAt, type Field } from "../../contract";
import {
  type Condition,
  equalTrees,
  type Operator,
  parse,
  PatternError,
  printSelector,
  type Selector,
} from "../../pattern";
import type { LineCondition, LineText } from "../ask";
import { fieldNamed, type QueryService } from "../context";
import { literalExpression } from "../print/field-test";
import { lineExpression } from "../sql";
import { cannotRead } from "./ask-read";

/** A field of a line, as conditions name it. */
export function fieldSelector(keys: readonly (string | number)[]): Selector {
  return {
    steps: keys.map((key) => (typeof key === "number" ? { kind: "index", index: key } : { kind: "key", name: key })),
  };
}

/** The name that the field has in a contract. */
export function fieldName(keys: readonly (string | number)[]): string {
  return fieldAt(keys.map(String));
}

export function present(selector: Selector): Condition {
  return { kind: "compare", selector, operator: "=", value: { kind: "text", text: "*", quoted: false } };
}

export function missing(selector: Selector): Condition {
  return { kind: "state", selector, state: "missing" };
}

/** Of a field that is there. */
export function equals(selector: Selector, text: string, isNot = false): Condition {
  if (text.includes("*")) return matches(selector, literalExpression(text), isNot, true);
  return { kind: "compare", selector, operator: isNot ? "!=" : "=", value: { kind: "text", text, quoted: true } };
}

export function compares(selector: Selector, operator: Operator, number: string): Condition {
  return { kind: "compare", selector, operator, value: { kind: "number", text: number } };
}

/** Of a field that is there: it holds one text after the other. */
export function form(selector: Selector, pieces: readonly string[], isNot = false): Condition {
  if (pieces.some((piece) => piece.includes("*"))) cannotRead("expression", pieces.join("*"));
  const value = { kind: "text", text: pieces.join("*"), quoted: true } as const;
  return { kind: "compare", selector, operator: isNot ? "!=" : "=", value };
}

/**
 * Of a field that is there: an expression matches in it, or all of it.
 *
 * @throws {CannotRead} if filter patterns do not know the expression
 */
export function matches(selector: Selector, source: string, isNot: boolean, isWhole: boolean): Condition {
  const [, inner] = /^\(\?s:\.\*\)\(\?:([^]*)\)\(\?s:\.\*\)$/.exec(source) ?? [];
  if (inner !== undefined && isWhole) return matches(selector, inner, isNot, false);
  const known = simple(selector, source, isNot, isWhole);
  if (known !== undefined) return known;
  const written = isWhole ? `^${/[|]/.test(source) ? cannotRead("expression", source) : source}$` : source;
  if (written.includes("%")) cannotRead("expression", source);
  try {
    parse(`{ $.x = %${written}% }`);
  } catch (error) {
    if (error instanceof PatternError) cannotRead("expression", source);
    throw error;
  }
  return { kind: "compare", selector, operator: isNot ? "!=" : "=", value: { kind: "regex", source: written } };
}

/** Expressions that are texts, or texts with anything between them. */
function simple(selector: Selector, source: string, isNot: boolean, isWhole: boolean): Condition | undefined {
  const startsAt = source.startsWith("^");
  const endsAt = /(?<!\\)\$$/.test(source);
  const inner = source.slice(startsAt ? 1 : 0, endsAt ? -1 : undefined);
  const alternatives = inner.split("|");
  if (isWhole && alternatives.length > 1) {
    const texts = alternatives.map(plainText);
    if (texts.some((text) => text === undefined || text.includes("*"))) return undefined;
    const of = texts.map((text) => equals(selector, text ?? "", isNot));
    return { kind: isNot ? "all" : "any", of };
  }
  // What is written `(?s:.*)` by printers, and `.*` by people, who mean lines.
  const written = inner.split(/\(\?s:\.\*\)|(?<!\\)\.\*/);
  if (!isWhole && !startsAt && !endsAt) return undefined;
  const pieces = written.map(plainText);
  if (pieces.some((piece) => piece === undefined)) return undefined;
  const all = pieces.map((piece) => piece ?? "");
  if (!isWhole && !startsAt) all.unshift("");
  if (!isWhole && !endsAt) all.push("");
  if (all.every((piece) => piece === "")) return isNot ? missing(selector) : present(selector);
  return all.length === 1 ? equals(selector, all[0] ?? "", isNot) : form(selector, all, isNot);
}

/** The text that an expression without operators matches. */
function plainText(source: string): string | undefined {
  if (/(?<!\\)(?:\\\\)*[.+*?()[\]{}^$|]/.test(source) || /\\[A-Za-z0-9]/.test(source)) return undefined;
  return source.replaceAll(/\\([^])/g, "$1");
}

/**
 * Of the line, as it was written: an expression matches somewhere in it.
 *
 * @throws {CannotRead} if engines differ in how they read the expression
 */
export function lineMatches(source: string, isNot = false): LineText {
  const text = plainText(source);
  if (text !== undefined) return lineHolds(text, isNot);
  const expression = lineExpression(source);
  if (expression === undefined) return cannotRead("expression", source);
  return { kind: "line", holds: { kind: "regex", source: expression.insights }, isNot };
}

export function lineHolds(text: string, isNot = false): LineText {
  return { kind: "line", holds: { kind: "text", text }, isNot };
}

/** What the contracts say of a field. */
export function typeOf(
  keys: readonly (string | number)[],
  services: readonly QueryService[],
): Field["type"] | undefined {
  const named = keys.filter((key) => typeof key === "string").map(String);
  return fieldNamed(fieldAt(named), services)?.type;
}

/** The opposite, for lines: of a field that is not there, no comparison holds. */
export function negated(condition: LineCondition): LineCondition {
  switch (condition.kind) {
    case "line":
      return { ...condition, isNot: !condition.isNot };
    case "all":
      return any(condition.of.map(negated));
    case "any":
      return all(condition.of.map(negated));
    case "state":
      if (condition.state === "missing") return present(condition.selector);
      return cannotRead("construct", `not ${printSelector(condition.selector)}`);
    case "compare": {
      const { operator, selector, value } = condition;
      if (isPresent(condition)) return missing(selector);
      const opposite = OPPOSITES[operator];
      return any([missing(selector), { kind: "compare", selector, operator: opposite, value }]);
    }
  }
}

const OPPOSITES: Readonly<Record<Operator, Operator>> = {
  "=": "!=",
  "!=": "=",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};

export function any(parts: readonly LineCondition[]): LineCondition {
  const of = parts.flatMap((part) => (part.kind === "any" ? part.of : [part]));
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: "any", of };
}

/** All of them; `present(x) and (missing(x) or c)` is `c` where that is a comparison of x, which needs it to be there. */
export function all(parts: readonly LineCondition[]): LineCondition {
  let of = parts.flatMap((part) => (part.kind === "all" ? part.of : [part]));
  for (const there of of.filter(isPresent)) {
    if (there.kind !== "compare") continue;
    const before = of.filter((part) => part !== there);
    const others = before.map((part) => withoutMissing(part, there.selector));
    const isAbout = (part: LineCondition): boolean =>
      part.kind === "compare" && equalTrees(part.selector, there.selector);
    if (others.some((part, index) => part !== before[index] || isAbout(part))) of = others;
  }
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: "all", of };
}

function withoutMissing(part: LineCondition, selector: Selector): LineCondition {
  if (part.kind !== "any") return part;
  const of = part.of.filter(
    (one) => !(one.kind === "state" && one.state === "missing" && equalTrees(one.selector, selector)),
  );
  const isAbout = of.every((one) => one.kind === "compare" && equalTrees(one.selector, selector));
  return of.length === part.of.length || !isAbout ? part : any(of);
}

function isPresent(condition: LineCondition): boolean {
  return (
    condition.kind === "compare" &&
    condition.operator === "=" &&
    condition.value.kind === "text" &&
    condition.value.text === "*"
  );
}
