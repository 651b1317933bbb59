import type { Misplaced } from "../mistake";
import {
  type FieldReference,
  INSIGHTS_PRECEDENCE,
  type InsightsExpression,
  type InsightsOperator,
  type Name,
  NOT_PRECEDENCE,
} from "./ast";
import { InsightsFault, type Reader } from "./reader";
import { INSIGHTS_UNITS } from "./vocabulary";

/** Expressions inside expressions. */
const DEEPEST = 200;

const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;
const FIELD_PART = /@?[\p{L}_][\p{L}\p{N}_]*|@\d+/uy;
const LATER_PART = /[@\p{L}\p{N}_]+/uy;
const BACKTICKS = /`([^`\n]+)`/y;
const INDEX = /\[\s*(\d+)\s*\]/y;
const PERIOD = /(\d+)\s*([A-Za-z]+)(?![\w(])/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}_])/uy;
const REGEX = /\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\//y;
const REGEX_LOOSE = /\/((?:[^/\\\n]|\\.)+)\//y;
const OPERATORS: readonly (readonly [string, InsightsOperator])[] = [
  ["!=", "!="],
  ["<>", "!="],
  ["<=", "<="],
  [">=", ">="],
  ["=~", "=~"],
  ["==", "="],
  ["=", "="],
  ["<", "<"],
  [">", ">"],
  ["&&", "and"],
  ["||", "or"],
  ["+", "+"],
  ["-", "-"],
  ["*", "*"],
  ["/", "/"],
  ["%", "%"],
  ["^", "^"],
];

/** @throws {InsightsFault} */
export function readExpression(reader: Reader, loosest = 1, depth = 0): InsightsExpression {
  const start = reader.at;
  if (depth > DEEPEST)
    throw new InsightsFault({
      kind: "too-deep",
      span: { start, end: start + 1 },
      message: `Expressions are nested more than ${DEEPEST} deep`,
      fix: "Take brackets away.",
    });
  let left = readOperand(reader, depth);
  for (;;) {
    const before = reader.at;
    const operator = readOperator(reader);
    if (operator === undefined) return left;
    const precedence = INSIGHTS_PRECEDENCE[operator];
    if (precedence < loosest) {
      reader.moveTo(before);
      return left;
    }
    const right = readRight(reader, operator, depth);
    left = { kind: "operation", operator, left, right, span: reader.spanFrom(start) };
  }
}

function readOperator(reader: Reader): InsightsOperator | undefined {
  for (const word of ["or", "and", "like", "in"] as const) if (reader.takeWord(word)) return word;
  const before = reader.at;
  if (reader.takeWord("not")) {
    if (reader.takeWord("like")) return "not like";
    if (reader.takeWord("in")) return "not in";
    reader.moveTo(before);
    return undefined;
  }
  for (const [mark, operator] of OPERATORS) {
    // A single | begins the next command.
    if (mark === "||" && !reader.text.startsWith("||", reader.at)) continue;
    if (reader.takeMark(mark)) return operator;
  }
  return undefined;
}

function readRight(reader: Reader, operator: InsightsOperator, depth: number): InsightsExpression {
  if (operator === "like" || operator === "not like" || operator === "=~") {
    const regex = readRegex(reader);
    if (regex !== undefined) return regex;
  }
  const precedence = INSIGHTS_PRECEDENCE[operator];
  return readExpression(reader, operator === "^" ? precedence : precedence + 1, depth + 1);
}

export function readRegex(reader: Reader): InsightsExpression | undefined {
  const start = reader.at;
  const found = reader.take(REGEX) ?? reader.take(REGEX_LOOSE);
  if (found !== undefined) return { kind: "regex", source: found[1] ?? "", span: reader.spanFrom(start) };
  if (reader.text.charAt(start) !== "/") return undefined;
  throw new InsightsFault(unclosed(start, reader.text, "/", "The regular expression"));
}

function readOperand(reader: Reader, depth: number): InsightsExpression {
  const start = reader.at;
  if (reader.takeWord("not") || (reader.text.charAt(start + 1) !== "=" && reader.takeMark("!"))) {
    const of = readExpression(reader, NOT_PRECEDENCE + 1, depth + 1);
    return { kind: "prefix", operator: "not", of, span: reader.spanFrom(start) };
  }
  if (reader.takeMark("-")) {
    const of = readExpression(reader, INSIGHTS_PRECEDENCE["^"], depth + 1);
    return { kind: "prefix", operator: "-", of, span: reader.spanFrom(start) };
  }
  if (reader.takeMark("(")) {
    const inner = readExpression(reader, 1, depth + 1);
    if (!reader.takeMark(")")) reader.fail([")"], reader.isAtEnd() ? "unclosed" : "syntax");
    return inner;
  }
  if (reader.takeMark("[")) return readList(reader, start, depth);
  if (reader.takeMark("*")) return { kind: "star", span: reader.spanFrom(start) };
  const text = readText(reader);
  if (text !== undefined) return { kind: "text", text, span: reader.spanFrom(start) };
  const period = reader.sees(PERIOD) ? readPeriod(reader, start) : undefined;
  if (period !== undefined) return period;
  const number = reader.take(NUMBER);
  if (number !== undefined) return { kind: "number", text: number[0], span: reader.spanFrom(start) };
  const regex = readRegex(reader);
  if (regex !== undefined) return regex;
  const variable = reader.variable();
  if (variable !== undefined && !/[.\w`]/.test(reader.text.charAt(variable.span.end))) {
    reader.moveTo(variable.span.end);
    return { kind: "variable", text: reader.text.slice(start, variable.span.end), span: variable.span };
  }
  return readCallOrField(reader, depth);
}

function readPeriod(reader: Reader, start: number): InsightsExpression | undefined {
  PERIOD.lastIndex = reader.at;
  const [, amount = "", unit = ""] = PERIOD.exec(reader.text) ?? [];
  // `5 as x`, `5 and y`: a number and a keyword.
  if (!INSIGHTS_UNITS.has(unit)) return undefined;
  reader.take(PERIOD);
  return { kind: "period", text: amount + unit, span: reader.spanFrom(start) };
}

function readList(reader: Reader, start: number, depth: number): InsightsExpression {
  const of: InsightsExpression[] = [];
  while (!reader.takeMark("]")) {
    if (of.length > 0 && !reader.takeMark(",")) reader.fail([",", "]"], reader.isAtEnd() ? "unclosed" : "syntax");
    of.push(readExpression(reader, 1, depth + 1));
  }
  return { kind: "list", of, span: reader.spanFrom(start) };
}

function readCallOrField(reader: Reader, depth: number): InsightsExpression {
  const start = reader.at;
  const name = reader.take(WORD);
  if (name !== undefined && reader.text.charAt(reader.at) === "(") {
    const nameSpan = { start, end: start + name[0].length };
    reader.takeMark("(");
    const args: InsightsExpression[] = [];
    while (!reader.takeMark(")")) {
      if (args.length > 0 && !reader.takeMark(",")) reader.fail([",", ")"], reader.isAtEnd() ? "unclosed" : "syntax");
      args.push(readExpression(reader, 1, depth + 1));
    }
    return { kind: "call", name: name[0], nameSpan, arguments: args, span: reader.spanFrom(start) };
  }
  reader.moveTo(start);
  return readField(reader);
}

const RESERVED = /(?:as|by|and|or|in|like|asc|desc)(?![\p{L}\p{N}_.@])/iuy;

/** @throws {InsightsFault} */
export function readField(reader: Reader): FieldReference {
  const start = reader.at;
  if (reader.sees(RESERVED)) reader.fail(["a field", "a value"]);
  const parts = [readPart(reader, FIELD_PART)];
  let name = parts[0] ?? "";
  for (;;) {
    // Parts follow each other without blanks.
    if (reader.lastEnd !== reader.at) break;
    const index = reader.take(INDEX);
    if (index !== undefined) {
      parts.push(`[${index[1]}]`);
      name += `[${index[1]}]`;
    } else if (reader.text.charAt(reader.at) === "." && reader.takeMark(".")) {
      const part = readPart(reader, LATER_PART);
      parts.push(part);
      name += `.${part}`;
    } else break;
  }
  return { kind: "field", parts, name, span: reader.spanFrom(start) };
}

function readPart(reader: Reader, shape: RegExp): string {
  const quoted = reader.take(BACKTICKS);
  if (quoted !== undefined) return quoted[1] ?? "";
  if (reader.text.charAt(reader.at) === "`") throw new InsightsFault(unclosed(reader.at, reader.text, "`", "The name"));
  // A variable may be a part of a name: `$prefix.code`, `count_$x`.
  let part = "";
  for (;;) {
    const variable = reader.variable();
    const end = variable?.span.end ?? matchEnd(shape, reader);
    if (end === undefined || (part !== "" && reader.lastEnd !== reader.at)) break;
    part += reader.text.slice(reader.at, end);
    reader.moveTo(end);
    shape = LATER_PART;
  }
  return part === "" ? reader.fail(["a field", "a value"]) : part;
}

function matchEnd(shape: RegExp, reader: Reader): number | undefined {
  shape.lastIndex = reader.at;
  return shape.test(reader.text) ? shape.lastIndex : undefined;
}

const ALIAS = /[@$\p{L}\p{N}_][@$\p{L}\p{N}_.]*/uy;

/** A name after `as`. @throws {InsightsFault} */
export function readName(reader: Reader): Name {
  const start = reader.at;
  const variable = reader.variable();
  if (variable !== undefined) {
    reader.moveTo(variable.span.end);
    return { text: reader.text.slice(start, variable.span.end), span: variable.span };
  }
  const quoted = reader.take(BACKTICKS)?.[1] ?? readText(reader) ?? reader.take(ALIAS)?.[0];
  if (quoted === undefined) reader.fail(["a name"]);
  return { text: quoted, span: reader.spanFrom(start) };
}

/** A text in quotes, escapes of quotes resolved. @throws {InsightsFault} */
export function readText(reader: Reader): string | undefined {
  const start = reader.at;
  const quote = reader.text.charAt(start);
  if (quote !== '"' && quote !== "'") return undefined;
  let content = "";
  for (let at = start + 1; at < reader.text.length; at++) {
    const char = reader.text.charAt(at);
    if (char === quote) {
      reader.moveTo(at + 1);
      return content;
    }
    const next = reader.text.charAt(at + 1);
    if (char === "\\" && (next === quote || next === "\\")) {
      content += next;
      at++;
    } else content += char;
  }
  throw new InsightsFault(unclosed(start, reader.text, quote, "The text"));
}

function unclosed(start: number, text: string, mark: string, what: string): Misplaced {
  return {
    kind: "unclosed",
    span: { start, end: text.length },
    message: `${what} is not closed`,
    fix: `Close it with ${mark}.`,
    expected: [mark],
  };
}
