import type { Path } from "../base";
import type { Comparison, NumberValue, Operator, RegexValue, SelectorStep, TextValue } from "./ast";
import { compareDecimals, decimal, javaDouble, type Decimal } from "./decimal";
import { search } from "./automaton";
import { badSyntax } from "./errors";
import type { LogEvent } from "./log-event";
import { parseRegex } from "./regex";
import { anything, wildcard } from "./wildcard";

/**
 * Whether a node matches; undefined when it cannot be compared at all, and so matches neither `=` nor `!=`.
 *
 * `event`, `steps` and `key` say where it was found: the selector's steps, and the key or index that its wildcard matched.
 */
export type Test = (
  node: unknown,
  event: LogEvent,
  steps: readonly SelectorStep[],
  key: string | number,
) => boolean | undefined;

/**
 * Compiles the operator and value of a comparison; `!=` is compiled as `=`.
 *
 * Numbers are compared with numbers as exact decimals, and with texts by their text. JSON.parse keeps neither, so where
 * its double does not decide, the number is read again from the event's text.
 */
export function compileTest({ value, operator }: Comparison): Test {
  if (value.kind === "number") {
    return operator === "=" || operator === "!=" ? equalsNumber(value) : ordersNumber(value, operator);
  }
  if (value.kind === "text" && !value.text.includes("*") && !MAY_BE_NUMBER.test(value.text))
    return equalsText(value.text);
  return matchesText(textTest(value));
}

/** Matches every text that a number may have, and others: a text with any other character is not that of a number. */
export const MAY_BE_NUMBER = /^[-.0-9EInfity]*$/;

/** Compiles a text or regular expression to a test of strings. */
export function textTest(value: TextValue | RegexValue): (text: string) => boolean {
  if (value.kind === "text") return wildcard(value.text);
  return search(parseRegex(value.source, { text: `%${value.source}%`, start: 1 }));
}

/** The exact value of a number in a pattern. @throws PatternError when its text is not a number, or its exponent is out of range */
export function exactly(value: NumberValue): Decimal {
  const exact = decimal(value.text);
  if (exact !== undefined) return exact;
  throw badSyntax(value.text, { start: 0, end: value.text.length }, "Write a number whose exponent fits 32 bits.");
}

/** The number of a pattern as a double, where that is the same number: none for `0.10000000000000000001` and `9007199254740993`. */
export function exactDouble(value: NumberValue): number | undefined {
  const double = Number(value.text);
  return Number.isFinite(double) && sameDecimal(exactly(value), javaDouble(double)) ? double : undefined;
}

/** Whether an operator holds, given the sign of a comparison. */
export function ordering(operator: Operator): (sign: number) => boolean {
  switch (operator) {
    case "<":
      return (sign) => sign < 0;
    case "<=":
      return (sign) => sign <= 0;
    case ">":
      return (sign) => sign > 0;
    case ">=":
      return (sign) => sign >= 0;
    case "=":
      return (sign) => sign === 0;
    case "!=":
      return (sign) => sign !== 0;
  }
}

function equalsNumber(value: NumberValue): Test {
  const compare = numberComparison(value);
  return (node, event, steps, key) => {
    if (typeof node === "string") return node === value.text;
    if (typeof node !== "number") return undefined;
    const sign = compare(node, event, steps, key);
    return sign === undefined ? undefined : sign === 0;
  };
}

function ordersNumber(value: NumberValue, operator: Operator): Test {
  const compare = numberComparison(value);
  const holds = ordering(operator);
  return (node, event, steps, key) => {
    if (typeof node !== "number") return undefined;
    const sign = compare(node, event, steps, key);
    return sign === undefined ? undefined : holds(sign);
  };
}

/** Compares a node's number with the pattern's; undefined for a node that overflows a double. */
function numberComparison(
  value: NumberValue,
): (node: number, event: LogEvent, steps: readonly SelectorStep[], key: string | number) => number | undefined {
  const exact = exactly(value);
  const double = Number(value.text);
  // The decimal of a double lies strictly between those of the adjacent doubles, so doubles decide where the pattern's number is exact.
  const isPlain = exactDouble(value) !== undefined;
  const isSmall = isPlain && Math.abs(double) <= Number.MAX_SAFE_INTEGER;
  return (node, event, steps, key) => {
    if (isPlain && (Math.abs(node) <= Number.MAX_SAFE_INTEGER || (isSmall && Number.isFinite(node)))) {
      return node - double;
    }
    const literal = literalOf(event, steps, key);
    const own = INTEGER.test(literal)
      ? decimal(literal)
      : Number.isFinite(node)
        ? decimal(javaDouble(node))
        : undefined;
    return own === undefined ? undefined : compareDecimals(own, exact);
  };
}

function sameDecimal(exact: Decimal, text: string): boolean {
  const other = decimal(text);
  return other !== undefined && compareDecimals(exact, other) === 0;
}

function equalsText(text: string): Test {
  return (node) => {
    if (typeof node === "string") return node === text;
    return typeof node === "number" ? false : undefined;
  };
}

function matchesText(test: (text: string) => boolean): Test {
  if (test === anything) return (node) => (typeof node === "string" || typeof node === "number" ? true : undefined);
  return (node, event, steps, key) => {
    if (typeof node === "string") return test(node);
    if (typeof node !== "number") return undefined;
    return test(numberText(node, test, () => literalOf(event, steps, key)));
  };
}

/**
 * The text of a number as the service reads it, or one for which the test gives the same result. Its literal is looked up only if
 * it matters.
 */
function numberText(node: number, test: (text: string) => boolean, literalOfNode: () => string): string {
  const asDouble = javaDouble(node);
  if (Number.isFinite(node) && !Number.isInteger(node)) return asDouble;
  if (Number.isSafeInteger(node) && node !== 0) {
    const asInteger = String(node);
    if (test(asInteger) === test(asDouble)) return asInteger;
  }
  const literal = literalOfNode();
  return INTEGER.test(literal) ? literal : asDouble;
}

const INTEGER = /^-?\d+$/;

function literalOf(event: LogEvent, steps: readonly SelectorStep[], key: string | number): string {
  const path: Path = steps.map((step) => (step.kind === "key" ? step.name : step.kind === "index" ? step.index : key));
  return event.literal(path);
}
