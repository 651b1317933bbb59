import type { DuckDBConnection } from "@duckdb/node-api";
import { own } from "../../base";
import { LogEvent } from "../../pattern";
import { type Compression, fieldPath, defaultTimeFields, type Reading, UTC } from "../../records";

import { isAboutFiles } from "./file-errors";
import type { BulkFile, BulkInput } from "./input";
import { linesOf } from "./scan-sql";
import { shapeOf, type Shape } from "./shape";

/** A file that the database can read, and how many bytes it must have seen of its lines. */
export interface ScanFile {
  readonly file: BulkFile;
  readonly bytes: number;
  readonly reading: Reading;
}

/** Files that are read together: with the same compression and fields of time, and of one log group where that is known. */
export interface Scan {
  readonly files: readonly ScanFile[];
  readonly compression: Compression;
  readonly logGroup: string | undefined;
  /** See {@link Reading}. */
  readonly timeFields: Reading["timeFields"];
}

/** SQL of the lines of a scan's files. */
export function linesOfScan({ files, compression }: Scan): string {
  return linesOf(
    files.map(({ file }) => file.path),
    compression,
  );
}

/** How many lines are sampled to plan a scan. */
const SAMPLE = 4000;
/** How many files are tried for the sample, because the first ones may be broken. */
const MOST_TRIED = 5;

const MOST_BESIDE = 0.5;

/**
 * How to scan; undefined: line by line. Depends on a sample: which time fields its lines have, and how many of them would be
 * evaluated beside the scan.
 */
export async function planScan(connection: DuckDBConnection, input: BulkInput, scan: Scan): Promise<Shape | undefined> {
  for (const file of scan.files.slice(0, MOST_TRIED)) {
    try {
      return await planBy({ ...scan, files: [file] }, connection, input);
    } catch (error) {
      if (!isAboutFiles(error)) throw error;
    }
  }
  return undefined;
}

async function planBy(scan: Scan, connection: DuckDBConnection, input: BulkInput): Promise<Shape | undefined> {
  const { logGroup } = scan;
  const sample = `(SELECT line FROM ${linesOfScan(scan)} WHERE line IS NOT NULL LIMIT ${SAMPLE})`;
  const lines = await connection.runAndReadAll(`SELECT line FROM ${sample} LIMIT 1000`);
  const shape = shapeOf({
    filters:
      logGroup === undefined ? input.filters : input.filters.filter((filter) => filter.logGroupName === logGroup),
    services: logGroup === undefined ? input.services : [],
    timeFields: fieldsUsed(input.timeFields ?? scan.timeFields ?? defaultTimeFields, lines.getColumns()[0] ?? []),
    timeForms: {
      unit: input.time?.timeUnit ?? "auto",
      isUtc: input.time?.zone === undefined || input.time.zone === UTC,
    },
    isCounted: ({ transformation: { namespace, name } }) => input.needsValues({ namespace, name, dimensions: {} }),
  });
  if (shape === undefined) return undefined;
  const counts = await connection.runAndReadAll(
    `SELECT CAST(count(*) AS DOUBLE), CAST(count(*) FILTER (beside) AS DOUBLE) FROM (${shape.rows(sample)})`,
  );
  const [rows = 0, beside = 0] = counts.getRows()[0] ?? [];
  return Number(beside) > Number(rows) * (input.mostBeside ?? MOST_BESIDE) ? undefined : shape;
}

/** The time fields up to the last one that nine in ten lines need, because each field slows down every line. */
function fieldsUsed(fields: readonly string[], lines: readonly unknown[]): readonly string[] {
  const paths = fields.map(fieldPath);
  const needed: number[] = [];
  for (const line of lines) {
    const root = new LogEvent(String(line)).json;
    if (root === null) continue;
    const index = paths.findIndex((path) => path.reduce<unknown>(member, root) !== undefined);
    if (index >= 0) needed.push(index);
  }
  const last = needed.sort((a, b) => a - b)[Math.floor(needed.length * 0.9)] ?? 0;
  return fields.slice(0, last + 1);
}

function member(node: unknown, key: string): unknown {
  return typeof node === "object" && node !== null && Object.hasOwn(node, key)
    ? own(node as Record<string, unknown>, key)
    : undefined;
}
