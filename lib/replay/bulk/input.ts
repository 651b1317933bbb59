import type { Collected, BucketOptions, CompleteFilter } from "../metrics";
import type { LogProblem, RoutingRule, ServiceRoute, TimeOptions } from "../../records";

/** A file of log lines, JSON or text, one event a line: the formats `ndjson` and `text` of `decodeLogs`. */
export interface BulkFile {
  readonly path: string;
  /** Its name, for rules and messages. */
  readonly source: string;
  /** Its size on disk. */
  readonly bytes: number;
  /** Default: by the path's end, `.gz` or `.zst`. */
  readonly compression?: "none" | "gzip" | "zstd";
}

export interface BulkInput extends BucketOptions {
  readonly files: readonly BulkFile[];
  readonly filters: readonly CompleteFilter[];

  /** As for `router`: the template's log groups, and the rules and fields that assign events to them. */
  readonly logGroups: readonly string[];
  readonly rules: readonly RoutingRule[];
  readonly services: readonly ServiceRoute[];

  /** Where a line of JSON has its time, as for `decodeLogs`. */
  readonly timeFields?: readonly string[];
  readonly time?: TimeOptions;

  /** An empty folder for what does not fit into memory. The caller creates and removes it, also after an interruption. */
  readonly temporaryFolder: string;
  /** The database's memory limit, in DuckDB's notation; that of Node.js is not included. Default: `512MB`. */
  readonly memoryLimit?: string;
  /** Default: one for each CPU. Each takes about 50 MB. */
  readonly threads?: number;

  /**
   * If a larger share of the lines must be evaluated one by one, all are, and the database only reads them. Default: 0.5.
   */
  readonly mostBeside?: number;

  readonly onProgress?: (progress: BulkProgress) => void;
  /** Stops the scan; `bulkPublish` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface BulkProgress {
  /** Of the files as they are on disk. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly bytesPerSecond: number;
  /** Undefined until it can be estimated. */
  readonly secondsLeft: number | undefined;
}

export interface BulkResult {
  /** The same as that of `collector`. */
  readonly collected: Collected;
  /** Lines that are not records, because they are too long or not UTF-8; and files that could not be read to their end. */
  readonly problems: readonly LogProblem[];
  /** How many of the records were evaluated one by one, beside the scan. */
  readonly besideTheScan: number;
}
