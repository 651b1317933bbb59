/** Replay of large logs with DuckDB, and the same evaluation as SQL for Athena. */
export { bulkPublish } from "./bulk-publish";
export { DuckDbMissing } from "./duckdb-missing";
export type { BulkFile, BulkInput, BulkProgress } from "./input";
export { type LineRows, type LineTables, openLineTables } from "./line-tables";
