import { visibleLines } from "../../base";

/** A text as a SQL string literal of DuckDB and of Trino. @throws Error for a text that {@link isSqlText} refuses */
export function sqlText(text: string): string {
  if (!isSqlText(text)) throw new Error(`${JSON.stringify(text)} cannot be written in SQL`);
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A text as a SQL string literal of Trino, in which nothing is hidden: control characters and those that nobody sees are written as
 * escapes, because what is printed must be what is run.
 *
 * @throws Error for a text that {@link isSqlText} refuses
 * @see https://trino.io/docs/current/language/types.html#varchar
 */
export function trinoText(text: string): string {
  const plain = sqlText(text);
  if (visibleLines(text) === text) return plain;
  const escaped = Array.from(plain, (char) => {
    if (char === "\\") return "\\\\";
    if (visibleLines(char) === char) return char;
    const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return code.length > 4 ? `\\+${code.padStart(6, "0")}` : `\\${code.padStart(4, "0")}`;
  });
  return `U&${escaped.join("")}`;
}

/** Whether a text can be written in SQL: without NUL, and without halves of surrogate pairs, which UTF-8 does not have. */
export function isSqlText(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
