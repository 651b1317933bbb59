import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { DETECTION_BYTES, detectFormat } from "../../records";
import { type Io, UsageError } from "../command";
import { openInput } from "../input";
import type { LogFile } from "./log-files";
import type { ReplaySettings } from "./settings";

/** From this size on, the database saves more time than it takes to start. */
const BULK_BYTES = 256 * 1024 * 1024;

/**
 * Whether to read these logs in bulk: on request, or because they are large and are files of JSON or text lines.
 *
 * @throws UsageError if it is requested and impossible
 */
export async function isForBulk(files: readonly LogFile[], { engine, log }: ReplaySettings, io: Io): Promise<boolean> {
  if (engine === "events") return false;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const isAsked = engine === "duckdb";
  if (!isAsked && (bytes < BULK_BYTES || !isInstalled())) return false;
  const other = await firstOther(files, log.format, io);
  if (other === undefined && log.withoutTime !== "previous") return true;
  // The reader reports what is wrong with a file.
  if (!isAsked) return false;
  throw new UsageError(other ?? "--without-time previous needs --engine events: in bulk, lines have no order");
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
async function firstOther(
  files: readonly LogFile[],
  format: ReplaySettings["log"]["format"],
  io: Io,
): Promise<string | undefined> {
  for (const { name, path } of files) {
    let found: string | undefined = format;
    try {
      if (path !== undefined && !statSync(path).isFile())
        return `${name} is not a file that can be read twice, as --engine duckdb does; leave the option out`;
      if (path !== undefined && (format === undefined || format === "auto")) found = await formatOf(path, io);
    } catch (error) {
      return `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (path === undefined || (found !== "ndjson" && found !== "text"))
      return `${name} is not a file of JSON or text lines, which is all that --engine duckdb reads; leave the option out`;
  }
  return undefined;
}

/** @throws Error if its beginning cannot be read */
async function formatOf(path: string, io: Io): Promise<string | undefined> {
  let head = Buffer.alloc(0);
  for await (const chunk of openInput(path, io)) {
    head = Buffer.concat([head, chunk]);
    if (head.length >= DETECTION_BYTES) return detectFormat(head.subarray(0, DETECTION_BYTES), false).format;
  }
  return detectFormat(head, true).format;
}
