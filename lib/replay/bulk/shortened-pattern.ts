import { isSqlText, sqlText } from "../../queries/sql";
import type { Condition, JsonPattern, Pattern, TermsPattern } from "../../pattern";
import { type NodeColumn, regexCondition, shortened } from "./node-column";
import { projectedSteps } from "./node-needs";
import { jsonPath } from "./json-path";

/** Member of the shortened event that is true when the event is a JSON object. */
export const IS_OBJECT = "j";

/** A JSON pattern as a pattern for shortened events. */
export function shortenedJson({ where }: JsonPattern, columns: ReadonlyMap<string, NodeColumn>): Pattern {
  return { kind: "json", where: { kind: "all", of: [holds(IS_OBJECT), shorten(where, columns)] } };
}

/** A condition that the member of the shortened event is true. */
export function holds(member: string): Condition {
  return { kind: "state", selector: { steps: [{ kind: "key", name: member }] }, state: "true" };
}

function shorten(condition: Condition, columns: ReadonlyMap<string, NodeColumn>): Condition {
  if (condition.kind === "all" || condition.kind === "any")
    return { ...condition, of: condition.of.map((part) => shorten(part, columns)) };
  const steps = projectedSteps(condition.selector);
  const column = columns.get(jsonPath(steps) ?? "");
  if (column === undefined) throw new Error("the condition reads a node that the scan does not keep");
  return shortened(column, condition, steps.length);
}

/** The SQL condition on `line` of a pattern that reads the event's text; undefined where SQL cannot express it exactly. */
export function textCondition(pattern: Pattern, line: string): string | undefined {
  if (pattern.kind === "terms") return termsCondition(pattern, line);
  return pattern.kind === "regex" ? regexCondition(line, pattern.source) : undefined;
}

function termsCondition({ terms }: TermsPattern, line: string): string | undefined {
  if (!terms.every(({ text }) => isSqlText(text))) return undefined;
  const required = terms.filter(({ mode }) => mode !== "optional");
  const tests = (required.length > 0 ? required : terms).map(
    ({ mode, text }) => `${mode === "exclude" ? "NOT " : ""}contains(${line}, ${sqlText(text)})`,
  );
  return tests.join(required.length > 0 ? " AND " : " OR ");
}
