import { spawnSync } from "node:child_process";

const SCRIPT = `
import json, sys, sqlglot
from sqlglot.errors import ErrorLevel
out = []
for sql in json.load(sys.stdin):
    out.append([each.sql(dialect="duckdb") for each in sqlglot.parse(sql, read="trino", error_level=ErrorLevel.RAISE) if each is not None])
json.dump(out, sys.stdout)
`;

/** Whether sqlglot is installed. */
export const hasSqlglot = spawnSync("python3", ["-c", "import sqlglot"]).status === 0;

/** Parses queries in Trino's dialect, and prints them in DuckDB's. @throws Error if one does not parse */
export function transpile(queries: readonly string[]): string[] {
  const { status, stdout, stderr } = spawnSync("python3", ["-c", SCRIPT], {
    input: JSON.stringify(queries),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as string[][]).map((statements) => {
    if (statements.length !== 1) throw new Error(`${statements.length} statements, not 1`);
    return statements[0]!;
  });
}
