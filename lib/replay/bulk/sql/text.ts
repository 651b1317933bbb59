/** A text as a SQL string literal of DuckDB and of Trino. @throws Error for a text that {@link isSqlText} refuses */
export function sqlText(text: string): string {
  if (!isSqlText(text)) throw new Error(`${JSON.stringify(text)} cannot be written in SQL`);
  return `'${text.replaceAll("'", "''")}'`;
}

/** Whether a text can be written in SQL: without NUL, and without halves of surrogate pairs, which UTF-8 does not have. */
export function isSqlText(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
