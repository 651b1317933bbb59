import type { Text } from "../../model/reference";
import type { LogField } from "./log-field";

/**
 * The record's time.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/stanza/docs/types/timestamp.md
 */
export interface TimestampParser {
  /** Where the time is: `attributes.time`. */
  readonly parse_from: LogField;

  /**
   * How it is written: `strptime` as `%Y-%m-%dT%H:%M:%S.%L%z`, `gotime` as `2006-01-02T15:04:05Z07:00`, `epoch` as `s`, `ms`, `us`, `ns` or
   * `s.ms`.
   *
   * @default - `strptime`
   */
  readonly layout_type?: "strptime" | "gotime" | "epoch";

  /** The layout. */
  readonly layout: Text;

  /**
   * Time zone of times that do not say it, as the tz database names it.
   *
   * @default - the machine's
   */
  readonly location?: string;

  /**
   * Time zones of abbreviations: `{ PDT: "America/Los_Angeles" }`.
   *
   * @default - none
   */
  readonly time_zone_locations?: Readonly<Record<string, string>>;
}

/**
 * The record's severity. The usual words are known in any case: trace, debug, info, warn, error, fatal.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/stanza/docs/types/severity.md
 */
export interface SeverityParser {
  /** Where the severity is: `attributes.level`. */
  readonly parse_from: LogField;

  /**
   * Which values are known: `otel` the usual words and OpenTelemetry's numbers, `default` also `warning` and `err`, `none` only those of
   * `mapping`.
   *
   * @default - `default`
   */
  readonly preset?: "default" | "otel" | "none";

  /**
   * Further values: `{ error: [{ min: 500, max: 599 }, "oops"], warn: "4xx" }`.
   *
   * @default - none
   */
  readonly mapping?: Readonly<Partial<Record<SeverityAlias, SeverityValue | readonly SeverityValue[]>>>;

  /**
   * True to write the severity's short name in place of the text that was read.
   *
   * @default false
   */
  readonly overwrite_text?: boolean;
}

type SeverityAlias = "default" | `${"trace" | "debug" | "info" | "warn" | "error" | "fatal"}${"" | 2 | 3 | 4}`;

type SeverityValue = string | number | SeverityRange;

interface SeverityRange {
  /** The least number, itself included. */
  readonly min: number;

  /** The greatest number, itself included. */
  readonly max: number;
}

/** Where something is. */
export interface ReadFrom {
  /** The part of the record that holds it. */
  readonly parse_from: LogField;
}

/** The trace and span that the record belongs to, in hexadecimal. */
export interface TraceParser {
  /**
   * Where the trace's id is.
   *
   * @default - at `body.trace_id`
   */
  readonly trace_id?: ReadFrom;

  /**
   * Where the span's id is.
   *
   * @default - at `body.span_id`
   */
  readonly span_id?: ReadFrom;

  /**
   * Where the flags are.
   *
   * @default - at `body.trace_flags`
   */
  readonly trace_flags?: ReadFrom;
}
