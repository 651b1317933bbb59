import type { DelimitedPattern, SlotComparison, SlotCondition } from "../../pattern";
import { doubleSql, NotExpressed, sqlOperator, textTestSql } from "./trino-node";

/** A field is in quotes or brackets, or runs to the next blank; a quote or bracket that is not closed is an ordinary character. */
export const FIELDS = String.raw`regexp_extract_all(message, '"[^"]*"|\[[^\]]*\]|[^ \x09-\x0d]+')`;

const NUMBER = String.raw`'^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$'`;

/** A space-delimited pattern as SQL over the columns `message` and `fields`. */
export interface DelimitedSql {
  /** Never NULL. */
  readonly condition: string;
  /** SQL of the field that a selector names (`$size`, `$3`); undefined: the pattern has no such field. */
  field(selector: string): string | undefined;
}

/**
 * @param column names the column with an expression of `fields` and `message`
 * @throws NotExpressed
 */
export function delimitedSql({ slots }: DelimitedPattern, column: (expression: string) => string): DelimitedSql {
  const ellipsis = slots.findIndex(({ kind }) => kind === "ellipsis");
  const count = slots.length - (ellipsis < 0 ? 0 : 1);
  const valueAt = (index: number): string => {
    if (ellipsis >= 0 && index > ellipsis) return column(bare(`element_at(fields, ${index - slots.length})`));
    if (ellipsis < 0 && index === slots.length - 1) return column(lastField(count));
    return column(bare(`element_at(fields, ${index + 1})`));
  };
  const conditions = slots.flatMap((slot, index) =>
    slot.kind === "field" && slot.where !== undefined ? [slotSql(slot.where, valueAt(index))] : [],
  );
  // A pattern without slots matches every line.
  const enough = count === 0 ? "true" : `cardinality(fields) >= ${count}`;
  return {
    condition: `COALESCE(${[enough, ...conditions].join(" AND ")}, false)`,
    field(selector) {
      const name = selector.slice(1);
      const index = slots.findIndex((slot) => slot.kind === "field" && slot.name === name);
      if (index >= 0) return valueAt(index);
      const position = Number(name);
      if (!Number.isInteger(position) || position < 1) return undefined;
      // A number selects a field only if its slot has no name and is before an ellipsis.
      const slot = slots[position - 1];
      const isBefore = ellipsis < 0 || position - 1 < ellipsis;
      if (isBefore && slot?.kind === "field" && slot.name === undefined) return valueAt(position - 1);
      if (isBefore && slot?.kind === "field") return undefined;
      throw new NotExpressed(`${selector} is among the fields that an ellipsis stands for`);
    },
  };
}

/** A field without its quotes or brackets. */
function bare(field: string): string {
  const isDelimited = `regexp_like(${field}, '^("[^"]*"|\\[[^\\]]*\\])$')`;
  return `(CASE WHEN ${isDelimited} THEN substr(${field}, 2, length(${field}) - 2) ELSE ${field} END)`;
}

/** The last slot takes the rest of the line as it is, unless that is one field. */
function lastField(count: number): string {
  // In the rest of the text, the next field begins at the first character that is not a blank.
  const rest =
    count === 1
      ? "message"
      : `reduce(slice(fields, 1, ${count - 1}), message, (rest, field) -> substr(rest, strpos(rest, field) + length(field)), rest -> rest)`;
  const trimmed = `regexp_replace(${rest}, '^[ \\x09-\\x0d]+', '')`;
  return `(CASE WHEN cardinality(fields) = ${count} THEN ${bare(`element_at(fields, ${count})`)} ELSE ${trimmed} END)`;
}

function slotSql(condition: SlotCondition, field: string): string {
  if (condition.kind === "compare") return comparisonSql(condition, field);
  return `(${condition.of.map((part) => slotSql(part, field)).join(condition.kind === "all" ? " AND " : " OR ")})`;
}

function comparisonSql({ operator, value }: SlotComparison, field: string): string {
  if (value.kind !== "number") return `${operator === "!=" ? "NOT " : ""}(${textTestSql(field, value)})`;
  const comparison = `TRY_CAST(${field} AS DOUBLE) ${sqlOperator(operator)} ${doubleSql(value.text)}`;
  return `(CASE WHEN regexp_like(${field}, ${NUMBER}) THEN ${comparison} ELSE ${String(operator === "!=")} END)`;
}

/** SQL of the number that a field reads as, or NULL. */
export function fieldNumber(field: string): string {
  return `CASE WHEN regexp_like(${field}, ${NUMBER}) THEN TRY_CAST(${field} AS DOUBLE) END`;
}
