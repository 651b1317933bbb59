import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { DETECTION_BYTES, type LogOptions, type Reading, readingOf, sampleOf } from "../../records";
import { type Io, UsageError } from "../command";
import { openInput } from "../input";
import type { InputFile } from "../input-files";
import type { ReplaySettings } from "./settings";

/** From this size on, the database saves more time than it takes to start. */
const BULK_BYTES = 256 * 1024 * 1024;

/**
 * Whether to read these logs in bulk: on request, or because they are large and are files of JSON or text lines.
 *
 * @param log as for `decodeLogs`
 * @throws UsageError if it is requested and impossible
 */
export async function isForBulk(
  files: readonly InputFile[],
  log: LogOptions,
  { engine }: ReplaySettings,
  io: Io,
): Promise<boolean> {
  if (engine === "events") return false;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const isAsked = engine === "duckdb";
  if (!isAsked && (bytes < BULK_BYTES || !isInstalled())) return false;
  const other = await firstOther(files, log, io);
  const inOrder = log.withoutTime === "previous" ? "--without-time previous" : log.multiline && "--multiline";
  if (other === undefined && inOrder === undefined) return true;
  // The reader reports what is wrong with a file.
  if (!isAsked) return false;
  throw new UsageError(other ?? `${inOrder} needs --engine events: in bulk, lines have no order`);
}

function isInstalled(): boolean {
  try {
    createRequire(__filename).resolve("@duckdb/node-api");
    return true;
  } catch {
    // Optional: without it events are read one by one.
    return false;
  }
}

/** What is wrong with the first file that cannot be read in bulk. */
async function firstOther(files: readonly InputFile[], log: LogOptions, io: Io): Promise<string | undefined> {
  for (const { name, path } of files) {
    let isOfLines = false;
    try {
      if (path !== undefined && !statSync(path).isFile())
        return `${name} is not a file that can be read twice, as --engine duckdb does; leave the option out`;
      if (path !== undefined) {
        const { format, isOrdered } = await readingOfFile(name, path, log, io);
        if (isOrdered)
          return `${name} has times without a date, which need --engine events: in bulk, lines have no order`;
        isOfLines = format === "ndjson" || format === "text";
      }
    } catch (error) {
      return `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (!isOfLines)
      return `${name} is not a file of JSON or text lines, which is all that --engine duckdb reads; leave the option out`;
  }
  return undefined;
}

/** @throws Error if its beginning cannot be read */
async function readingOfFile(name: string, path: string, log: LogOptions, io: Io): Promise<Reading> {
  let head = Buffer.alloc(0);
  let isWhole = true;
  for await (const chunk of openInput(path, io)) {
    head = Buffer.concat([head, chunk]);
    isWhole = head.length < DETECTION_BYTES;
    if (!isWhole) break;
  }
  return readingOf(sampleOf(head, isWhole), name, log);
}
