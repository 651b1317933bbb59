import { isSqlText, sqlText } from "../../queries/sql";
import type { Pattern, SlotCondition } from "../../pattern";

/** A cheap SQL condition on the column `line` that holds wherever the pattern matches. */
export function mayMatch(pattern: Pattern): string {
  switch (pattern.kind) {
    case "json":
      return "starts_with(line, '{')";
    case "delimited":
      return and(
        pattern.slots.flatMap((slot) =>
          slot.kind === "field" && slot.where !== undefined ? slotText(slot.where) : [],
        ),
      );
    case "every":
    case "terms":
    case "regex":
      return "true";
  }
}

/** A field is part of the line, so the line contains every text that the field must contain. */
function slotText(condition: SlotCondition): string {
  if (condition.kind === "all") return and(condition.of.map(slotText));
  if (condition.kind === "any") return `(${condition.of.map(slotText).join(" OR ")})`;
  const { operator, value } = condition;
  if (operator !== "=" || value.kind !== "text") return "true";
  const pieces = value.text.split("*").filter((piece) => piece !== "" && isSqlText(piece));
  return and(pieces.map((piece) => `contains(line, ${sqlText(piece)})`));
}

function and(conditions: readonly string[]): string {
  const real = conditions.filter((condition) => condition !== "true");
  return real.length === 0 ? "true" : real.join(" AND ");
}
