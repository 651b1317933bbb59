import { isSqlText } from "./text";

/** What DuckDB and Trino write in different ways. */
export interface TextFunctions {
  readonly startsWith: (text: string, prefix: string) => string;
  readonly contains: (text: string, piece: string) => string;
  /** A text as a literal. */
  readonly literal: (text: string) => string;
}

/**
 * The condition that the SQL expression `text` matches a value with `*`. Like CloudWatch, it takes each piece at its first
 * occurrence and does not look further. Undefined with more than two pieces between the ends: the condition would be too long.
 */
export function wildcardCondition(
  text: string,
  value: string,
  { startsWith, contains, literal }: TextFunctions,
): string | undefined {
  if (!isSqlText(value)) return undefined;
  const pieces = value.split("*");
  const [prefix = "", ...others] = pieces;
  if (pieces.length === 1) return `${text} = ${literal(value)}`;
  const suffix = others.pop() ?? "";
  const inside = others.filter((piece) => piece !== "");
  if (inside.length > 2) return undefined;

  const conditions: string[] = [];
  let rest = text;
  if (prefix !== "") {
    conditions.push(startsWith(text, literal(prefix)));
    rest = `substr(${text}, ${lengthOf(prefix) + 1})`;
  }
  inside.forEach((piece, index) => {
    const isLast = index === inside.length - 1 && suffix === "";
    conditions.push(contains(rest, literal(piece)));
    if (!isLast) rest = `substr(${rest}, strpos(${rest}, ${literal(piece)}) + ${lengthOf(piece)})`;
  });
  if (suffix !== "")
    conditions.push(
      `strpos(${rest}, ${literal(suffix)}) > 0`,
      `strpos(${rest}, ${literal(suffix)}) + ${lengthOf(suffix) - 1} = length(${rest})`,
    );
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

/** In characters, as SQL counts. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}
