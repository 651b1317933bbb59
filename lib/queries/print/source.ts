import { fieldAt, keysOf } from "../../contract";
import type { Condition } from "../../pattern";
import type { LineCondition, LinesAsk, LogSource, NumbersAsk } from "../ask";
import type { QueryService } from "../context";
import { CannotSay } from "../printed";
import { lineExpression } from "../sql";

/** The conditions of an ask, one by one: all of them hold. */
export function whereOf({ where }: Pick<LogSource, "where">): readonly LineCondition[] {
  return where.flatMap(partsOf);
}

/** Its parts, if all of them hold. */
export function partsOf(condition: LineCondition): readonly LineCondition[] {
  return condition.kind === "all" ? condition.of : [condition];
}

/** Names of the fields that an ask takes out of texts. */
export function extractedBy({ extracted = [] }: Pick<LogSource, "extracted">): ReadonlySet<string> {
  return new Set(extracted.flatMap(({ source }) => expressionOf(source).groups.map((group) => fieldAt([group]))));
}

/** @throws {CannotSay} if engines differ in how they read it */
export function expressionOf(source: string): NonNullable<ReturnType<typeof lineExpression>> {
  const expression = lineExpression(source);
  if (expression === undefined) throw new CannotSay({ why: "text", text: source });
  return expression;
}

/** Whether a condition says nothing of a line's text, so that a filter pattern can say it. */
export function isOfFields(condition: LineCondition): condition is Condition {
  if (condition.kind === "all" || condition.kind === "any") return condition.of.every(isOfFields);
  return condition.kind !== "line";
}

function readsFields(condition: LineCondition): boolean {
  if (condition.kind === "line") return false;
  return condition.kind === "all" || condition.kind === "any" ? condition.of.some(readsFields) : true;
}

/** Fields that an ask shows, sorts by, groups by or measures. */
function fieldsOf(ask: LinesAsk | NumbersAsk): readonly string[] {
  const fields =
    ask.kind === "lines"
      ? [...ask.fields, ...(typeof ask.order === "object" ? [ask.order.by] : [])]
      : [...ask.by, ...ask.measures.flatMap(({ of }) => ("field" in of ? [of.field] : []))];
  return [...new Set(fields)];
}

/**
 * Lines of text have fields for filter patterns only, which know their places.
 *
 * @throws {CannotSay} if fields of lines of text are read
 */
export function checkFields(ask: LinesAsk | NumbersAsk, services: readonly QueryService[]): void {
  const reads =
    ask.where.some(readsFields) ||
    fieldsOf(ask).length > 0 ||
    (ask.kind === "numbers" && ask.measures.some(({ of }) => of.kind === "share" && readsFields(of.where)));
  const text = services.find(({ contract }) => contract.line.text !== undefined);
  if (reads && text !== undefined) throw new CannotSay({ why: "text-lines", service: text.name });
}

/** `http.route` as its keys. */
export function pathOf(field: string): readonly string[] {
  return keysOf(field);
}
