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

  /** As for `router`: the template's log groups, which files hold which group's events, and what fields tell it. */
  readonly logGroups: readonly string[];
  readonly rules: readonly RoutingRule[];
  readonly services: readonly ServiceRoute[];

  /** Where a line of JSON has its time, as for `decodeLogs`. */
  readonly timeFields?: readonly string[];
  readonly time?: TimeOptions;

  /** An empty folder for what does not fit into memory. It is the caller's, who also removes it, also after an interruption. */
  readonly temporaryFolder: string;
  /** What the database may hold, as DuckDB writes it; Node.js comes on top. Default: `512MB`. */
  readonly memoryLimit?: string;
  /** Default: as many as the machine has. Each takes some 50 MB. */
  readonly threads?: number;

  /**
   * Above this share of lines that must be evaluated by themselves, all are, and the database only reads them. Default: 0.5.
   */
  readonly mostBeside?: number;

  readonly onProgress?: (progress: BulkProgress) => void;
  /** Stops the scan; `bulkPublish` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface BulkProgress {
  /** Of the files, as they are on disk. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly bytesPerSecond: number;
  /** Undefined as long as nothing can be said. */
  readonly secondsLeft: number | undefined;
}

export interface BulkResult {
  /** As the small evaluator's. */
  readonly collected: Collected;
  /** Lines that are not records, because they are too long or not UTF-8; and files that could not be read to their end. */
  readonly problems: readonly LogProblem[];
  /** How many records were evaluated one by one, beside the database, of all that were read. */
  readonly besideTheScan: number;
}
