import type { DuckDBConnection } from "@duckdb/node-api";
import type { LogProblem } from "../../records";
import { MAX_LINE_BYTES, MOST_REJECTED } from "./scan-sql";

/** Lines that the database could not read. They are lost: it does not report their text. */
export interface Rejected {
  readonly count: number;
  readonly problems: readonly LogProblem[];
}

/** How many lines of one file are reported one by one. */
const MOST_TOLD = 100;

/** Reads and deletes what the database noted of the last scan. @param sourceOf a file's name by its path */
export async function takeRejected(
  connection: DuckDBConnection,
  sourceOf: (path: string) => string,
): Promise<Rejected> {
  // A scan that fails before its first row creates no tables.
  const tables = await connection.runAndReadAll("SELECT 1 FROM duckdb_tables() WHERE table_name = 'rejected'");
  if (tables.currentRowCount === 0) return { count: 0, problems: [] };
  const result = await connection.runAndReadAll(
    "SELECT file_path, CAST(line AS DOUBLE), error_type = 'LINE SIZE OVER MAXIMUM', left(csv_line, 80) " +
      "FROM rejected JOIN scans USING (scan_id, file_id) ORDER BY file_path, line",
  );
  await connection.run("DROP TABLE rejected; DROP TABLE scans");
  const rows = result.getRows() as [string, number, boolean, string][];
  const problems: LogProblem[] = [];
  const told = new Map<string, number>();
  for (const [path, line, isLong, text] of rows) {
    const before = told.get(path) ?? 0;
    told.set(path, before + 1);
    if (before < MOST_TOLD) problems.push(problem(sourceOf(path), line, isLong, text));
  }
  for (const [path, count] of told) {
    if (count > MOST_TOLD) problems.push(more(sourceOf(path), `and ${count - MOST_TOLD} more lines of this source`));
  }
  if (rows.length >= MOST_REJECTED)
    problems.push(
      more("", `more than ${MOST_REJECTED} lines cannot be read; those beyond are left out and not counted`),
    );
  return { count: rows.length, problems };
}

function problem(source: string, line: number, isLong: boolean, text: string): LogProblem {
  const beginning = `${JSON.stringify(text)}...`;
  if (!isLong) return { ...more(source, `the line is not UTF-8 and is left out: ${beginning}`), line };
  return {
    rule: "line-too-long",
    source,
    line,
    message: `the line has more than ${MAX_LINE_BYTES} bytes and is left out: ${beginning}`,
    fix: "CloudWatch Logs accepts no event of more than 1 MB.",
  };
}

function more(source: string, message: string): LogProblem {
  return { rule: "not-text", source, line: 0, message, fix: "Convert the file to UTF-8, for example with iconv." };
}
