import type { LogRecord } from "../records";

/** What is replayed. */
export interface ReplayingOptions {
  /** Log lines: files, lines, records, generators, or a list of any of them. */
  readonly replaying: LogInput | readonly LogInput[];

  /** The log group of lines that do not name theirs. Default: found as `sightline replay` finds it, by the field `service`. */
  readonly logGroup?: string;

  /**
   * What durations such as `12m` count from: ISO 8601 with a zone. Default: the minute of the first recorded line; without
   * recorded lines 2026-01-05T00:00:00Z.
   */
  readonly start?: string | Date;

  /** First and last evaluation: a duration after `start`, or a time. Default: the start; until every alarm has seen the last line. */
  readonly from?: string | Date;
  readonly to?: string | Date;

  /** How late lines reach CloudWatch: `90s`. Default: at once. */
  readonly delay?: string;

  /**
   * Datapoints of metrics that no filter produces, as in a scenario:
   * `{ namespace: "AWS/SQS", name: "ApproximateAgeOfOldestMessage", dimensions: { QueueName: "orders" }, values: "0x10 900x15" }`.
   */
  readonly metrics?: readonly Readonly<Record<string, unknown>>[];

  /** Values of Terraform variables that have none, by name. */
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * - a text: the path of a file or folder, or a glob, from the working directory; or one line of JSON, if it begins with `{`.
 *   Files may be compressed with gzip.
 * - an object with `generate`, with a list `lines`, or with nothing but `file`, `log_group` and `shift`: as in a scenario
 * - an object with nothing but `text`, `at` (milliseconds since 1970) and perhaps `logGroup`: a record
 * - any other object: a line of JSON, with its own timestamp
 */
export type LogInput =
  string | (Pick<LogRecord, "text" | "at"> & Partial<LogRecord>) | Readonly<Record<string, unknown>>;

/** When something has to happen: durations after `start`, or ISO 8601 with a zone. */
export interface When {
  /** Both ends included. */
  readonly between?: readonly [string, string];
  /** Give or take `tolerance`. */
  readonly at?: string;
  /** Default: 1m, the time between two evaluations. */
  readonly tolerance?: string;
  /** Not later than so long after `start`: `between: ["0s", within]`. */
  readonly within?: string;
}

export interface FireOptions extends ReplayingOptions, When {
  /** How often it fires. Default: at least once. The time is that of the first firing. */
  readonly times?: number;
  /** Whether, or when, it is OK again. */
  readonly recovers?: boolean | Pick<When, "between" | "at" | "tolerance">;
}

export interface QuietOptions extends ReplayingOptions {
  /** Names or globs of alarms to leave out of a glob, for example those that cannot be evaluated. */
  readonly except?: readonly string[];
}

export interface NotifyOptions extends ReplayingOptions, When {
  /** Only of this alarm: a name as in `toFire`, or a glob. */
  readonly alarm?: string;
  /** Default: ALARM. */
  readonly state?: "ALARM" | "OK" | "INSUFFICIENT_DATA";
  readonly times?: number;
}

export interface ScenarioOptions {
  readonly variables?: Readonly<Record<string, string>>;
}
