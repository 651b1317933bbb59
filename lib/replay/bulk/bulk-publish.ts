import type { DuckDBConnection } from "@duckdb/node-api";
import { append } from "../../base";
import { type LogProblem, router } from "../../records";

import { chunksOf } from "./chunks";
import { countedEvents } from "./counted-events";
import { openDatabase } from "./database";
import { isAboutFiles } from "./file-errors";
import type { BulkFile, BulkInput, BulkResult } from "./input";
import { nearestMisses } from "./nearest-misses";
import { type ProgressWatch, watchProgress } from "./progress";
import { recordsBeside, type RecordsBeside } from "./records-beside";
import { takeRejected } from "./rejected";
import { planScan, type Scan } from "./scan-plan";
import {
  compressionOf,
  type Counted,
  type CountedRow,
  countedRows,
  countingSql,
  linesOf,
  MAX_LINE_BYTES,
} from "./scan-sql";
import type { Shape } from "./shape";
import { together } from "./totals";
import type { Collected } from "../metrics";

/**
 * Runs large log files through metric filters. The minute buckets are the same as those of `collector`; the memory needed does
 * not grow with the files.
 *
 * DuckDB reads the files, shortens each line to what the filters read, and counts equal events; the filters are then evaluated
 * once for each distinct event. Lines that SQL might judge differently from the matcher, and filters that it cannot express, are
 * evaluated line by line beside the scan.
 *
 * @throws Error when DuckDB is missing, or a text is not a selector; the signal's reason when it was interrupted
 */
export async function bulkPublish(input: BulkInput): Promise<BulkResult> {
  input.signal?.throwIfAborted();
  const database = await openDatabase({
    temporaryFolder: input.temporaryFolder,
    memoryLimit: input.memoryLimit ?? "512MB",
    threads: input.threads,
  });
  const { connection } = database;
  const interrupt = (): void => connection.interrupt();
  input.signal?.addEventListener("abort", interrupt);
  const total = input.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const watch = watchProgress(connection, total, input.onProgress);
  try {
    const run = newRun(input, connection, watch);
    for (const scan of scansOf(input)) await runScan(run, scan);
    return await finish(run);
  } catch (error) {
    input.signal?.throwIfAborted();
    throw error;
  } finally {
    watch.stop();
    input.signal?.removeEventListener("abort", interrupt);
    database.close();
  }
}

interface Run {
  readonly input: BulkInput;
  readonly connection: DuckDBConnection;
  readonly watch: ProgressWatch;
  readonly only: string | undefined;
  /** What was counted; the first part has all filters. */
  readonly parts: Collected[];
  readonly problems: LogProblem[];
  invalid: number;
  besideTheScan: number;
}

function newRun(input: BulkInput, connection: DuckDBConnection, watch: ProgressWatch): Run {
  const groups = [...new Set(input.logGroups)];
  return {
    input,
    connection,
    watch,
    only: groups.length === 1 ? groups[0] : undefined,
    parts: [newBeside(input).end()],
    problems: [],
    invalid: 0,
    besideTheScan: 0,
  };
}

function newBeside(input: BulkInput): RecordsBeside {
  return recordsBeside({ ...input, timeFields: input.timeFields, time: input.time });
}

/** Adds a part that is complete: one that failed must not be added, because it is read again. */
function addBeside(run: Run, beside: RecordsBeside): void {
  const part = beside.end();
  run.parts.push(part);
  run.besideTheScan += part.records.read;
}

function scansOf({ files, rules }: BulkInput): Scan[] {
  const byRule = router({ logGroups: [], rules, services: [] });
  const scans = new Map<string, { files: BulkFile[]; logGroup: string | undefined }>();
  for (const file of files) {
    const logGroup = byRule({ text: "", at: undefined, logGroup: undefined, source: file.source, line: 0 });
    const key = JSON.stringify([compressionOf(file), logGroup ?? null]);
    const scan = scans.get(key);
    if (scan === undefined) scans.set(key, { files: [file], logGroup });
    else scan.files.push(file);
  }
  return [...scans.values()];
}

async function runScan(run: Run, scan: Scan): Promise<void> {
  const shape = await planScan(run.connection, run.input, scan);
  if (shape === undefined) {
    for (const file of scan.files) await oneByOne(run, file, scan.logGroup);
    return;
  }
  run.watch.begin(scan.files.reduce((sum, { bytes }) => sum + bytes, 0));
  try {
    await counted(run, scan, shape);
  } catch (error) {
    run.input.signal?.throwIfAborted();
    // Nothing of the scan has been counted. The broken file is found by reading each file separately, as far as possible.
    const isOneByOne = /Out of Memory/i.test(String(error)) || (isAboutFiles(error) && scan.files.length === 1);
    if (!isOneByOne && !isAboutFiles(error)) throw error;
    for (const file of scan.files) {
      if (isOneByOne) await oneByOne(run, file, scan.logGroup);
      else await runScan(run, { ...scan, files: [file] });
    }
  }
}

async function counted(run: Run, { files, logGroup }: Scan, shape: Shape): Promise<void> {
  const { input, connection } = run;
  const beside = newBeside(input);
  const remainder = (input.delay * 1000) % MINUTE;
  const earlyUntil = remainder === 0 ? undefined : MINUTE - remainder;
  const events = countedEvents(shape, { logGroup, fallback: run.only }, input);
  let bytes = 0;
  const sql = countingSql(shape, linesOf(files, "tell"), earlyUntil);
  for await (const chunk of chunksOf(connection, sql, input.signal)) {
    for (const row of countedRows(chunk.getColumns(), shape)) {
      bytes += row.bytes;
      if (row.line !== null) beside.add(row.line, logGroup, row.count);
      else if (isOfEvents(row)) events.add(row);
    }
  }
  const missing = files.reduce((sum, file) => sum + file.bytes, 0) - bytes;
  // Several readers of one file silently drop a line that none of them sees whole; a single reader reports it.
  if (compressionOf(files[0]) === "none" && missing > MAX_LINE_BYTES / 2) {
    await takeRejected(connection, String);
    await connection.run(`SELECT count(line) FROM ${linesOf(files, "tell", false)}`);
  }
  await noteRejected(run, files);
  run.parts.push(events.end());
  addBeside(run, beside);
}

function isOfEvents(row: Counted): row is CountedRow {
  return row.minute !== null;
}

const MINUTE = 60_000;

/** Evaluates a file line by line, as far as it can be read. */
async function oneByOne(run: Run, file: BulkFile, logGroup: string | undefined): Promise<void> {
  run.watch.begin(file.bytes);
  const beside = newBeside(run.input);
  let lines = 0;
  try {
    const sql = `SELECT line FROM ${linesOf([file], "tell", false)} WHERE line IS NOT NULL`;
    for await (const chunk of chunksOf(run.connection, sql, run.input.signal)) {
      for (const line of chunk.getColumnValues(0)) beside.add(String(line), logGroup);
      lines += chunk.rowCount;
    }
  } catch (error) {
    run.input.signal?.throwIfAborted();
    const why =
      String(error)
        .replace(/^Error: /, "")
        .split("\n")[0] ?? "";
    run.problems.push({
      rule: lines > 0 ? "truncated-input" : "unreadable-input",
      source: file.source,
      line: 0,
      message: lines > 0 ? `cannot be read to its end: ${why}; what was read so far is kept` : `cannot be read: ${why}`,
      fix:
        lines > 0
          ? "Get the file again: its end is missing from the result."
          : "Check that the file is there, whole, and readable.",
    });
  }
  addBeside(run, beside);
  await noteRejected(run, [file]);
}

/** Adds the lines that the last scan could not read to the problems of the run. */
async function noteRejected(run: Run, files: readonly BulkFile[]): Promise<void> {
  const sources = new Map(files.map(({ path, source }) => [path, source]));
  const { problems, count } = await takeRejected(run.connection, (path) => sources.get(path) ?? path);
  append(run.problems, problems);
  run.invalid += count;
}

async function finish(run: Run): Promise<BulkResult> {
  const { input, problems, invalid, besideTheScan } = run;
  const collected = together(run.parts, input);
  const misses = await nearestMisses(run.connection, input, scansOf(input), collected.published.filters);
  const filters = collected.published.filters.map((each) => ({
    ...each,
    nearestMiss: misses.get(each.filter.address) ?? null,
  }));
  return {
    collected: {
      ...collected,
      published: { ...collected.published, filters },
      records: { ...collected.records, invalid },
    },
    problems,
    besideTheScan,
  };
}
