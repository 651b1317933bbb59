/** DuckDB, an optional peer dependency, is not installed; the message says what to do. */
export class DuckDbMissing extends Error {
  override readonly name = "DuckDbMissing";
}
