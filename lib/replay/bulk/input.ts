import type { Collected, BucketOptions, CompleteFilter } from "../metrics";
import type { LogOptions, LogProblem, RoutingRule, ServiceRoute, TimeOptions } from "../../records";

/**
 * A file of log lines, JSON or text, one event a line: the formats `ndjson` and `text` of `decodeLogs`. It may be compressed with
 * gzip or zstd, whatever its name is.
 */
export interface BulkFile {
  readonly path: string;
  /** Its name, for rules and messages. */
  readonly source: string;
  /** Its size on disk. */
  readonly bytes: number;
}

export interface BulkInput extends BucketOptions {
  readonly files: readonly BulkFile[];
  /** The bytes of a file as they are on disk. Each file is looked at before the database reads it, and those that it would read differently are read here. */
  readonly open: (file: BulkFile) => AsyncIterable<Uint8Array>;
  readonly filters: readonly CompleteFilter[];

  /** As for `router`: the template's log groups, and the rules and fields that assign events to them. */
  readonly logGroups: readonly string[];
  readonly rules: readonly RoutingRule[];
  readonly services: readonly ServiceRoute[];

  /** Where a line of JSON has its time, as for `decodeLogs`. */
  readonly timeFields?: readonly string[];
  readonly time?: TimeOptions;
  /** How files are read that the database would read differently, as for `decodeLogs`. Default: detected. */
  readonly format?: NonNullable<LogOptions["format"]>;

  /** Which lines continue the event before, as for `decodeLogs`: such files are read here. */
  readonly multiline?: NonNullable<LogOptions["multiline"]>;

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
  /** As `decodeLogs` reports them, of the files that the database does not read: lines that are too long, files that break off. */
  readonly problems: readonly LogProblem[];
  /** How many of the records were evaluated one by one, beside the scan. */
  readonly besideTheScan: number;
}
