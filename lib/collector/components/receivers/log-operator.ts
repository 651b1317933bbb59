import type { Duration, Text } from "../../model/reference";
import type { ByteSize, LogField } from "./log-field";
import type { ReadFrom, SeverityParser, TimestampParser, TraceParser } from "./log-parser";

/**
 * A step on log records. `type` decides which settings there are.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/stanza/docs/operators/README.md
 */
export type LogOperator =
  | JsonParser
  | RegexParser
  | KeyValueParser
  | ContainerParser
  | TimeOperator
  | SeverityOperator
  | TraceOperator
  | MoveOperator
  | AddOperator
  | RemoveOperator
  | RetainOperator
  | FilterOperator
  | RecombineOperator
  | RegexReplaceOperator
  | RouterOperator
  | OtherOperator;

interface Operator {
  /** What is done to records. */
  readonly type: string;

  /**
   * Tells operators of one type apart, of which there may be only one without.
   *
   * @default - the type
   */
  readonly id?: string;

  /**
   * Id of the operator that goes on.
   *
   * @default - the next one; after the last, the pipeline
   */
  readonly output?: string | readonly string[];

  /**
   * What becomes of a record that it fails on: it goes on as it is, or is dropped. `_quiet` logs that at debug level only.
   *
   * @default - `send`
   */
  readonly on_error?: "send" | "send_quiet" | "drop" | "drop_quiet";

  /**
   * An expression that the record must meet, else it goes on as it is: `attributes.stream == "stderr"`.
   *
   * @default - none
   */
  readonly if?: Text;
}

interface Parser extends Operator {
  /**
   * What is read.
   *
   * @default - `body`
   */
  readonly parse_from?: LogField;

  /**
   * What gets the result.
   *
   * @default - `attributes`
   */
  readonly parse_to?: LogField;

  /**
   * The record's time, read from the result.
   *
   * @default - the time that it has
   */
  readonly timestamp?: TimestampParser;

  /**
   * The record's severity, read from the result.
   *
   * @default - the severity that it has
   */
  readonly severity?: SeverityParser;

  /**
   * The record's trace, read from the result.
   *
   * @default - the trace that it has
   */
  readonly trace?: TraceParser;

  /**
   * The record's instrumentation scope, read from the result.
   *
   * @default - the scope that it has
   */
  readonly scope_name?: ReadFrom;

  /**
   * Part of the result that becomes the body: `attributes.message`.
   *
   * @default - the body stays
   */
  readonly body?: LogField;
}

/** Reads an object of JSON. */
interface JsonParser extends Parser {
  readonly type: "json_parser";

  /**
   * True to keep whole numbers whole.
   *
   * @default - false: all numbers have a fraction
   */
  readonly parse_ints?: boolean;
}

/** Reads a text by a regular expression. */
interface RegexParser extends Parser {
  readonly type: "regex_parser";

  /** Named groups are the result: `^(?P<time>\S+) (?P<level>\w+) (?P<message>.*)$`. */
  readonly regex: Text;

  /**
   * Results that are remembered.
   *
   * @default - none
   */
  readonly cache?: {
    /** How many. */
    readonly size: number;
  };
}

/** Reads a text of keys and values: `level=info user=42`. */
interface KeyValueParser extends Parser {
  readonly type: "key_value_parser";

  /**
   * What stands between key and value.
   *
   * @default - `=`
   */
  readonly delimiter?: Text;

  /**
   * What stands between pairs.
   *
   * @default - blanks
   */
  readonly pair_delimiter?: Text;
}

/** Reads lines of containers, as Docker, containerd and CRI-O write them, and puts parts together. */
interface ContainerParser extends Parser {
  readonly type: "container";

  /**
   * Who wrote them.
   *
   * @default - found out for each line
   */
  readonly format?: "docker" | "containerd" | "crio";

  /**
   * True to add namespace, pod and container from the file's path, for which the receiver needs `include_file_path: true`.
   *
   * @default true
   */
  readonly add_metadata_from_filepath?: boolean;

  /**
   * The most bytes of a line that was put together. 0: no limit.
   *
   * @default - 1MiB
   */
  readonly max_log_size?: ByteSize;
}

interface TimeOperator extends Operator, TimestampParser {
  readonly type: "time_parser";
}

interface SeverityOperator extends Operator, SeverityParser {
  readonly type: "severity_parser";
}

interface TraceOperator extends Operator, TraceParser {
  readonly type: "trace_parser";
}

/** Moves or copies a part. */
interface MoveOperator extends Operator {
  readonly type: "move" | "copy";

  /** Where it is. */
  readonly from: LogField;

  /** Where it goes; what is there is overwritten. */
  readonly to: LogField;
}

/** Sets a part. */
interface AddOperator extends Operator {
  readonly type: "add";

  /** The part. */
  readonly field: LogField;

  /** A value, or an expression: `EXPR(env("CLUSTER"))`. */
  readonly value: Text | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>;
}

/** Removes a part. */
interface RemoveOperator extends Operator {
  readonly type: "remove";

  /** The part. */
  readonly field: LogField;
}

/** Removes what is not named, of the body, attributes or resource that one of the names is in. */
interface RetainOperator extends Operator {
  readonly type: "retain";

  /** Parts that stay. */
  readonly fields: readonly LogField[];
}

/** Drops the records that meet an expression. */
interface FilterOperator extends Operator {
  readonly type: "filter";

  /** `body contains "GET /health"`. */
  readonly expr: Text;

  /**
   * Which part of them is dropped, from 0 to 1.
   *
   * @default 1
   */
  readonly drop_ratio?: number;
}

/** Puts several records into one, by an expression for the first or the last of them. */
type RecombineOperator = Operator & {
  readonly type: "recombine";

  /** What is put together. */
  readonly combine_field: LogField;

  /**
   * What stands between.
   *
   * @default - a new line
   */
  readonly combine_with?: Text;

  /**
   * Which record the other parts are of.
   *
   * @default - `oldest`
   */
  readonly overwrite_with?: "oldest" | "newest";

  /**
   * What keeps files apart; it must be there, so the receiver needs `include_file_path: true`.
   *
   * @default - `attributes["log.file.path"]`
   */
  readonly source_identifier?: LogField;

  /**
   * The most records in one. 0: no limit.
   *
   * @default 1000
   */
  readonly max_batch_size?: number;

  /**
   * The most records in one before the expression was first met.
   *
   * @default 100
   */
  readonly max_unmatched_batch_size?: number;

  /**
   * The most files at a time.
   *
   * @default 1000
   */
  readonly max_sources?: number;

  /**
   * The most bytes in one. 0: no limit.
   *
   * @default 0
   */
  readonly max_log_size?: ByteSize;

  /**
   * How long to wait for the rest.
   *
   * @default "5s"
   */
  readonly force_flush_period?: Duration;
} & (
    | {
        /** What the first of them meets: `body matches "^[^ \t]"`. */
        readonly is_first_entry: Text;
        readonly is_last_entry?: never;
      }
    | {
        readonly is_first_entry?: never;

        /** What the last of them meets. */
        readonly is_last_entry: Text;
      }
  );

/** Replaces what a regular expression matches. */
type RegexReplaceOperator = Operator & {
  readonly type: "regex_replace";

  /** A part that is a text. */
  readonly field: LogField;
} & (
    | {
        /** The regular expression. */
        readonly regex: Text;

        /**
         * What stands for it; `$1` is the first group.
         *
         * @default - nothing
         */
        readonly replace_with?: Text;
        readonly regex_name?: never;
      }
    | {
        readonly regex?: never;

        /** An expression that is known: colours of terminals. */
        readonly regex_name: "ansi_control_sequences";
      }
  );

/** Sends records on by the first expression that they meet. What meets none is dropped unless there is a `default`. */
interface RouterOperator {
  /** What is done to records. */
  readonly type: "router";

  /**
   * Tells routers apart, of which there may be only one without.
   *
   * @default - the type
   */
  readonly id?: string;

  /** Where records go; the first that a record meets decides. */
  readonly routes: readonly {
    /** `body.format == "json"`. */
    readonly expr: Text;

    /** Ids of the operators that go on. */
    readonly output: string | readonly string[];

    /**
     * Attributes to add.
     *
     * @default - none
     */
    readonly attributes?: Readonly<Record<string, Text>>;
  }[];

  /**
   * Ids of the operators for the rest.
   *
   * @default - none: it is dropped
   */
  readonly default?: string | readonly string[];
}

/** Operators whose settings have no types here: they are written as they are. */
interface OtherOperator extends Operator {
  readonly type:
    | "assign_keys"
    | "csv_parser"
    | "flatten"
    | "json_array_parser"
    | "noop"
    | "sanitize_utf8"
    | "scope_name_parser"
    | "syslog_parser"
    | "unquote"
    | "uri_parser";
  readonly [setting: string]: unknown;
}
