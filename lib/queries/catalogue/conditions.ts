import { type Contract, eq, gte, type Level, matches } from "../../contract";
import type { Condition } from "../../pattern";
import { literalExpression } from "../print/field-test";

/** The lines of these levels, as the contract's lines write them; undefined if they have no level, or none of these. */
export function ofLevels({ line }: Pick<Contract, "line">, levels: readonly Level[]): Condition | undefined {
  const { level: field } = line;
  if (field === undefined) return undefined;
  return anyOf(levels.flatMap((level) => line.levels[level].map((spelling) => is(field, spelling))));
}

/** The lines of these events; undefined if lines name no event. */
export function ofEvents({ line: { event } }: Pick<Contract, "line">, names: readonly string[]): Condition | undefined {
  return event === undefined ? undefined : anyOf(names.map((name) => is(event, name)));
}

/** The field is there, with a text or a number. */
export function hasField(field: string): Condition {
  const { condition } = eq(field, "*");
  return condition;
}

function is(field: string, value: string | number): Condition {
  return (typeof value === "number" ? eq(field, value) : eq(field, value)).condition;
}

/** The field is exactly the text: a `*` in it is no wildcard, which only a regular expression can say. */
export function exactly(field: string, text: string): Condition {
  return text.includes("*") ? matches(field, `^${literalExpression(text)}$`).condition : is(field, text);
}

export function atLeast(field: string, value: number): Condition {
  return gte(field, value).condition;
}

function anyOf(conditions: readonly Condition[]): Condition | undefined {
  const [first] = conditions;
  return conditions.length > 1 ? { kind: "any", of: conditions } : first;
}
