import { compile, type Condition, type Pattern } from "../pattern";
import { lineWith } from "./line-with";
import { fieldRead } from "./model";

/** Whether a line with the value in a field can match the pattern, whatever else is in the line. */
export function possibleValue(field: string, pattern: Pattern): (value: string | number) => boolean {
  switch (pattern.kind) {
    case "json":
      return inJson(field, pattern.where);
    case "delimited": {
      const slot = pattern.slots.find((each) => each.kind === "field" && each.name === field);
      if (slot?.kind !== "field" || slot.where === undefined) return () => true;
      const matcher = compile({ kind: "delimited", slots: [slot] });
      return (value) => matcher.matches(String(value));
    }
    case "every":
    case "terms":
    case "regex":
      return () => true;
  }
}

function inJson(field: string, condition: Condition): (value: string | number) => boolean {
  if (condition.kind === "all" || condition.kind === "any") {
    const parts = condition.of.map((part) => inJson(field, part));
    return condition.kind === "all"
      ? (value) => parts.every((part) => part(value))
      : (value) => parts.some((part) => part(value));
  }
  if (fieldRead(condition.selector) !== field) return () => true;
  const matcher = compile({ kind: "json", where: condition });
  return (value) => matcher.matches(lineWith([[field, value]]));
}
