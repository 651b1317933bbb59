import { createRequire } from "node:module";
import { DETECTION_BYTES, detectFormat } from "../../replay";
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
  if (!isAsked) return false;
  throw new UsageError(
    other === undefined
      ? "--without-time previous goes with --engine events: in bulk lines have no order"
      : `${other} is not a file of lines of JSON or text, which is what --engine duckdb reads; leave it out`,
  );
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

async function firstOther(
  files: readonly LogFile[],
  format: ReplaySettings["log"]["format"],
  io: Io,
): Promise<string | undefined> {
  for (const { name, path } of files) {
    if (path === undefined) return name;
    const found = format === undefined || format === "auto" ? await formatOf(path, io) : format;
    if (found !== "ndjson" && found !== "text") return name;
  }
  return undefined;
}

async function formatOf(path: string, io: Io): Promise<string | undefined> {
  let head = Buffer.alloc(0);
  try {
    for await (const chunk of openInput(path, io)) {
      head = Buffer.concat([head, chunk]);
      if (head.length >= DETECTION_BYTES) return detectFormat(head.subarray(0, DETECTION_BYTES), false).format;
    }
  } catch {
    // Whatever is wrong with the file is told by whoever reads it.
    return undefined;
  }
  return detectFormat(head, true).format;
}
