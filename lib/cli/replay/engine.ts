import { createRequire } from "node:module";
import { DETECTION_BYTES, detectFormat } from "../../records";
import { type Io, UsageError } from "../command";
import { openInput } from "../input";
import type { LogFile } from "./log-files";
import type { ReplaySettings } from "./settings";

/** From here on the database is faster than reading events one by one, by more than it takes to start. */
const BULK_BYTES = 256 * 1024 * 1024;

/**
 * Whether these logs are to be read in bulk: asked for, or large, and lines of JSON or text in files.
 *
 * @throws UsageError where it is asked for and cannot be
 */
export async function isForBulk(files: readonly LogFile[], { engine, log }: ReplaySettings, io: Io): Promise<boolean> {
  if (engine === "events") return false;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const isAsked = engine === "duckdb";
  if (!isAsked && (bytes < BULK_BYTES || !isInstalled())) return false;
  const other = await firstOther(files, log.format, io);
  if (other === undefined && log.withoutTime !== "previous") return true;
  // Whatever is wrong with a file is told by whoever reads it.
  if (!isAsked) return false;
  throw new UsageError(other ?? "--without-time previous goes with --engine events: in bulk lines have no order");
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

/** The first file that is not of lines, and what it is. */
async function firstOther(
  files: readonly LogFile[],
  format: ReplaySettings["log"]["format"],
  io: Io,
): Promise<string | undefined> {
  for (const { name, path } of files) {
    let found: string | undefined = format;
    try {
      if (path !== undefined && (format === undefined || format === "auto")) found = await formatOf(path, io);
    } catch (error) {
      return `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (path === undefined || (found !== "ndjson" && found !== "text"))
      return `${name} is not a file of lines of JSON or text, which is what --engine duckdb reads; leave it out`;
  }
  return undefined;
}

/** @throws Error where its beginning cannot be read */
async function formatOf(path: string, io: Io): Promise<string | undefined> {
  let head = Buffer.alloc(0);
  for await (const chunk of openInput(path, io)) {
    head = Buffer.concat([head, chunk]);
    if (head.length >= DETECTION_BYTES) return detectFormat(head.subarray(0, DETECTION_BYTES), false).format;
  }
  return detectFormat(head, true).format;
}
