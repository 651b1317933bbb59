import type { DuckDBConnection } from "@duckdb/node-api";
import { append } from "../../base";
import { invalidIn, type LogProblem, router } from "../../records";

import { chunksOf } from "./chunks";
import { countedEvents } from "./counted-events";
import { openDatabase } from "./database";
import { isAboutFiles } from "./file-errors";
import type { BulkFile, BulkInput, BulkResult } from "./input";
import { look } from "./look";
import { nearestMisses } from "./nearest-misses";
import { type ProgressWatch, watchProgress } from "./progress";
import { bytesOf, isForDatabase, readingOfFile, recordsOf } from "./read-file";
import { recordsBeside, type RecordsBeside } from "./records-beside";
import { linesOfScan, planScan, type Scan } from "./scan-plan";
import { type Counted, type CountedRow, countedRows, countingSql } from "./scan-sql";
import type { Shape } from "./shape";
import { together } from "./totals";
import { type Collected, collector, type MetricCollector } from "../metrics";

/**
 * Runs large log files through metric filters. The minute buckets are the same as those of `collector`; the memory needed does
 * not grow with the files.
 *
 * DuckDB reads the files, shortens each line to what the filters read, and counts equal events; the filters are then evaluated
 * once for each distinct event. Lines that SQL might judge differently from the matcher, and filters that it cannot express, are
 * evaluated line by line beside the scan. Files whose lines DuckDB would read differently from `decodeLogs` are read by that.
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
    for (const scan of await scansOf(run)) await runScan(run, scan);
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
  /** What was counted of the scans. */
  readonly parts: Collected[];
  /** Takes the records of files that the database does not read. */
  readonly oneByOne: MetricCollector;
  readonly problems: LogProblem[];
  besideTheScan: number;
}

function newRun(input: BulkInput, connection: DuckDBConnection, watch: ProgressWatch): Run {
  const groups = [...new Set(input.logGroups)];
  return {
    input,
    connection,
    watch,
    only: groups.length === 1 ? groups[0] : undefined,
    parts: [],
    oneByOne: collector({ ...input, route: router(input) }),
    problems: [],
    besideTheScan: 0,
  };
}

function newBeside(input: BulkInput, timeFields: Scan["timeFields"]): RecordsBeside {
  return recordsBeside({ ...input, timeFields: input.timeFields ?? timeFields, time: input.time });
}

/** Adds a part that is complete: one that failed must not be added, because it is read again. */
function addBeside(run: Run, beside: RecordsBeside): void {
  const part = beside.end();
  run.parts.push(part);
  run.besideTheScan += part.records.read;
}

/** Looks at every file: those that the database reads as they are become scans, the others are read at once. */
async function scansOf(run: Run): Promise<Scan[]> {
  const { input, watch } = run;
  const byRule = router({ logGroups: [], rules: input.rules, services: [] });
  const scans = new Map<string, Scan & { readonly files: Scan["files"][number][] }>();
  for (const file of input.files) {
    const reading = await readingOfFile(file, input);
    const seen = isForDatabase(reading, input) ? await look(bytesOf(file, input)) : undefined;
    watch.looked(file.bytes);
    if (seen === undefined) {
      await oneByOne(run, file);
      continue;
    }
    const { compression, bytes } = seen;
    const logGroup = byRule({ text: "", at: undefined, logGroup: undefined, source: file.source, line: 0 });
    const { timeFields } = reading;
    const key = JSON.stringify([compression, logGroup ?? null, timeFields ?? null]);
    const scan = scans.get(key);
    if (scan === undefined) scans.set(key, { files: [{ file, bytes, reading }], compression, logGroup, timeFields });
    else scan.files.push({ file, bytes, reading });
  }
  return [...scans.values()];
}

async function runScan(run: Run, scan: Scan): Promise<void> {
  try {
    const shape = await planScan(run.connection, run.input, scan);
    if (shape !== undefined && (await counted(run, scan, shape))) return;
  } catch (error) {
    run.input.signal?.throwIfAborted();
    // Nothing of the scan has been counted.
    const isOutOfMemory = /Out of Memory/i.test(String(error));
    if (!isOutOfMemory && !isAboutFiles(error)) throw error;
    if (!isOutOfMemory && scan.files.length > 1) {
      // The file that is to blame is found by reading each one separately.
      for (const file of scan.files) await runScan(run, { ...scan, files: [file] });
      return;
    }
  }
  for (const { file } of scan.files) await oneByOne(run, file);
}

/** Counts what the files of a scan hold; false, and nothing is counted, where the database has not seen all of it. */
async function counted(run: Run, scan: Scan, shape: Shape): Promise<boolean> {
  const { input, connection } = run;
  run.watch.begin(scan.files.reduce((sum, { file }) => sum + file.bytes, 0));
  const beside = newBeside(input, scan.timeFields);
  const remainder = (input.delay * 1000) % MINUTE;
  const earlyUntil = remainder === 0 ? undefined : MINUTE - remainder;
  const events = countedEvents(shape, { logGroup: scan.logGroup, fallback: run.only }, input);
  let bytes = 0;
  const sql = countingSql(shape, linesOfScan(scan), earlyUntil);
  for await (const chunk of chunksOf(connection, sql, input.signal)) {
    for (const row of countedRows(chunk.getColumns(), shape)) {
      bytes += row.bytes;
      if (row.line !== null) beside.add(row.line, scan.logGroup, row.count);
      else if (isOfEvents(row)) events.add(row);
    }
  }
  if (bytes !== scan.files.reduce((sum, file) => sum + file.bytes, 0)) return false;
  run.parts.push(events.end());
  addBeside(run, beside);
  for (const { file, reading } of scan.files)
    append(
      run.problems,
      reading.notes.map((note) => ({ ...note, source: file.source })),
    );
  return true;
}

function isOfEvents(row: Counted): row is CountedRow {
  return row.minute !== null;
}

const MINUTE = 60_000;

/** Evaluates a file line by line, as far as it can be read. */
async function oneByOne({ input, oneByOne: collecting, problems }: Run, file: BulkFile): Promise<void> {
  for await (const batch of recordsOf(file, input)) {
    collecting.add(batch.records);
    collecting.invalid(invalidIn(batch.problems, batch.counts.problems));
    append(problems, batch.problems);
  }
}

async function finish(run: Run): Promise<BulkResult> {
  const { input, parts, problems, besideTheScan } = run;
  const rest = run.oneByOne.end();
  const collected = together([rest, ...parts], input);
  const misses = await nearestMisses(input, collected.published.filters);
  const filters = collected.published.filters.map((each) => ({
    ...each,
    nearestMiss: misses.get(each.filter.address) ?? null,
  }));
  return {
    collected: { ...collected, published: { ...collected.published, filters } },
    problems,
    besideTheScan: besideTheScan + rest.records.read,
  };
}
