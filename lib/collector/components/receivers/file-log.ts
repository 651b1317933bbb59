import { receiver } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { Storage } from "../settings/sending-queue";
import type { ByteSize } from "./log-field";
import type { LogOperator } from "./log-operator";

/**
 * Reads lines of files as they grow, across rotation.
 *
 * It begins at the end of files that are there at its start, and remembers how far it read in memory only: without `storage` a restart
 * loses or repeats lines. What the pipeline refuses is lost unless `retry_on_failure` is on.
 *
 * @example
 * receivers.fileLog({
 *   include: ["/var/log/app/*.json"],
 *   storage: extensions.fileStorage(),
 *   operators: [{ type: "json_parser", timestamp: { parse_from: "attributes.time", layout: "%Y-%m-%dT%H:%M:%S.%LZ" } }],
 * })
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/filelogreceiver
 */
export const fileLog = receiver("file_log", ["logs"]).of<FileLogReceiver>();

/**
 * Settings of {@link fileLog}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/filelogreceiver
 */
export interface FileLogReceiver extends FileChoice, FileReading, FileAttributes {
  /**
   * What is done with lines, in order.
   *
   * @default - none: the line is the body
   */
  readonly operators?: readonly LogOperator[];

  /**
   * Where it is kept how far files were read.
   *
   * @default - in memory
   */
  readonly storage?: Storage;

  /** What happens when the pipeline refuses, say because memory is short. */
  readonly retry_on_failure?: {
    /**
     * True to stop reading and try again. False loses what was refused.
     *
     * @default false
     */
    readonly enabled?: boolean;

    /**
     * The first pause.
     *
     * @default "1s"
     */
    readonly initial_interval?: Duration;

    /**
     * The longest pause.
     *
     * @default "30s"
     */
    readonly max_interval?: Duration;

    /**
     * How long to try. 0s: for ever.
     *
     * @default "5m"
     */
    readonly max_elapsed_time?: Duration;
  };
}

interface FileChoice {
  /** Patterns of files: `/var/log/app/*.log`. `**` stands for any folders. At least one. */
  readonly include: readonly [Text, ...Text[]];

  /**
   * Patterns of files to leave out, such as the collector's own log.
   *
   * @default - none
   */
  readonly exclude?: readonly Text[];

  /**
   * Files that were last changed longer ago are left out. 0s: none.
   *
   * @default "0s"
   */
  readonly exclude_older_than?: Duration;

  /** Only some of the files, by what their names say. */
  readonly ordering_criteria?: {
    /**
     * A regular expression of the name, with named groups to sort by.
     *
     * @default - none: `mtime` alone needs none
     */
    readonly regex?: Text;

    /**
     * A regular expression with named groups; each combination is sorted by itself.
     *
     * @default - none: all files are sorted together
     */
    readonly group_by?: Text;

    /**
     * How many files are read, the first ones. 0: all.
     *
     * @default 1
     */
    readonly top_n?: number;

    /**
     * How they are sorted.
     *
     * @default - not at all
     */
    readonly sort_by?: readonly {
      /** As what the group is read. `mtime` sorts by when files were last changed, behind the feature gate `filelog.mtimeSortType`. */
      readonly sort_type: "numeric" | "alphabetical" | "timestamp" | "mtime";

      /**
       * The group to sort by.
       *
       * @default - none: `mtime` alone needs none
       */
      readonly regex_key?: string;

      /**
       * True for the smallest first.
       *
       * @default false
       */
      readonly ascending?: boolean;

      /**
       * For `timestamp`: how it is written, as `%Y%m%d`.
       *
       * @default - none: `timestamp` needs one
       */
      readonly layout?: Text;

      /**
       * For `timestamp`: its time zone.
       *
       * @default - UTC
       */
      readonly location?: string;
    }[];
  };
}

interface FileReading {
  /**
   * Where to begin in a file that is there at the start and was not read before. Files that come later are read whole.
   *
   * @default "end"
   */
  readonly start_at?: "beginning" | "end";

  /**
   * Records that are more than a line, by what they begin or end with.
   *
   * @default - each line is a record
   */
  readonly multiline?: {
    /**
     * True to leave out what the pattern matches.
     *
     * @default false
     */
    readonly omit_pattern?: boolean;
  } & (
    | {
        /** A regular expression of the beginning: `^\d{4}-`. */
        readonly line_start_pattern: Text;
        readonly line_end_pattern?: never;
      }
    | {
        readonly line_start_pattern?: never;

        /** A regular expression of the end. */
        readonly line_end_pattern: Text;
      }
  );

  /**
   * How texts are encoded: `utf-8`, `utf-8-raw` (keeps invalid bytes), `utf-16le`, `utf-16be`, `ascii`, `big5`, `nop` (bytes), or another
   * name of IANA.
   *
   * @default "utf-8"
   */
  readonly encoding?: string;

  /**
   * How files are packed; `auto` looks at each.
   *
   * @default - not at all
   */
  readonly compression?: "gzip" | "auto";

  /**
   * The most bytes of a record.
   *
   * @default 1048576
   */
  readonly max_log_size?: ByteSize;

  /**
   * What becomes of the rest of a longer one: another record, or nothing.
   *
   * @default "split"
   */
  readonly max_log_size_behavior?: "split" | "truncate";

  /**
   * Time after which an unfinished line is a record all the same. 0s: it waits for its end.
   *
   * @default "500ms"
   */
  readonly force_flush_period?: Duration;

  /**
   * True to keep blanks at the beginning of a record.
   *
   * @default false
   */
  readonly preserve_leading_whitespaces?: boolean;

  /**
   * True to keep blanks at the end of a record.
   *
   * @default false
   */
  readonly preserve_trailing_whitespaces?: boolean;

  /**
   * What happens when a file is shorter than before, as after `copytruncate`: wait until it is longer than it was, read it from its
   * beginning, or read what comes from now on.
   *
   * @default "ignore"
   */
  readonly on_truncate?: "ignore" | "read_whole_file" | "read_new";

  /**
   * Time between two looks for files and lines.
   *
   * @default "200ms"
   */
  readonly poll_interval?: Duration;

  /**
   * Bytes at the beginning by which a file is known again, at least 16. Files that begin alike are taken for one.
   *
   * @default 1000
   */
  readonly fingerprint_size?: ByteSize;

  /**
   * Bytes of a buffer at first.
   *
   * @default 16384
   */
  readonly initial_buffer_size?: ByteSize;

  /**
   * How many files are open at a time; more are read one batch after the other.
   *
   * @default 1024
   */
  readonly max_concurrent_files?: number;

  /**
   * How many such batches are read in an interval. 0: all.
   *
   * @default 0
   */
  readonly max_batches?: number;

  /**
   * How many looks back files are remembered in the storage that are gone. 0: three, in memory.
   *
   * @default 0
   */
  readonly polls_to_archive?: number;

  /**
   * True to lock files while they are read. Unix only.
   *
   * @default false
   */
  readonly acquire_fs_lock?: boolean;

  /**
   * True to tell Linux that pages which were read are not needed again.
   *
   * @default false
   */
  readonly file_cache_advise?: boolean;
}

interface FileAttributes {
  /**
   * Attributes to add: texts, or expressions as `EXPR(env("CLUSTER"))`.
   *
   * @default - none
   */
  readonly attributes?: Readonly<Record<string, Text>>;

  /**
   * Resource attributes to add: texts, or expressions as `EXPR(env("CLUSTER"))`.
   *
   * @default - none
   */
  readonly resource?: Readonly<Record<string, Text>>;

  /**
   * False to leave out `log.file.name`.
   *
   * @default true
   */
  readonly include_file_name?: boolean;

  /**
   * True to add `log.file.path`, which `container` and `recombine` need.
   *
   * @default false
   */
  readonly include_file_path?: boolean;

  /**
   * True to add `log.file.name_resolved`, where the name is a link.
   *
   * @default false
   */
  readonly include_file_name_resolved?: boolean;

  /**
   * True to add `log.file.path_resolved`, where the path has links.
   *
   * @default false
   */
  readonly include_file_path_resolved?: boolean;

  /**
   * True to add `log.file.owner.name`.
   *
   * @default false
   */
  readonly include_file_owner_name?: boolean;

  /**
   * True to add `log.file.owner.group.name`.
   *
   * @default false
   */
  readonly include_file_owner_group_name?: boolean;

  /**
   * True to add `log.file.permissions`, as `644`.
   *
   * @default false
   */
  readonly include_file_permissions?: boolean;

  /**
   * True to add the number of the record in its file, `log.file.record_number`.
   *
   * @default false
   */
  readonly include_file_record_number?: boolean;

  /**
   * True to add where in its file the record begins, `log.file.record_offset`.
   *
   * @default false
   */
  readonly include_file_record_offset?: boolean;
}
