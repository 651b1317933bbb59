import { type Extension, exporter } from "../../model/component";
import type { Duration, Text } from "../../model/reference";

/**
 * Files with one request in each line.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/fileexporter/README.md
 */
export type FileExporter = FileSettings & FileFormat & FileCompression & FileGrowth & FileFolder;

/** Settings of {@link FileExporter} that do not depend on each other. */
export interface FileSettings {
  /** The file. With `group_by`, a `*` in it stands for the value of the attribute. */
  readonly path: Text;

  /**
   * How often what is written reaches the file; of no effect beside `rotation`, which writes at once.
   *
   * @default "1s"
   */
  readonly flush_interval?: Duration;

  /**
   * A file for each value of an attribute.
   *
   * @default - one file
   */
  readonly group_by?: FileGroups;
}

/** How requests are written: as OTLP, or by an extension. */
export type FileFormat =
  | {
      /**
       * OTLP as a line of JSON, or as protobuf with its length in front.
       *
       * @default "json"
       */
      readonly format?: "json" | "proto";
      readonly encoding?: never;
    }
  | {
      /** Extension that writes requests. */
      readonly encoding: Extension;
      readonly format?: never;
    };

/** Whether requests are compressed, each for itself. */
export type FileCompression =
  | {
      readonly compression?: never;
      readonly compression_params?: never;
    }
  | {
      /**
       * Compression of each request, with its length in front.
       *
       * @default - none
       */
      readonly compression: "zstd";

      /**
       * How hard it works.
       *
       * @default - level 1: fast
       */
      readonly compression_params?: {
        /**
         * 1 (fast), 3, 6 or 11 (small); the nearest one is taken.
         *
         * @default - 1
         */
        readonly level?: number;
      };
    };

/** What happens to a file that is there, and to one that is large. */
export type FileGrowth =
  | {
      /**
       * True to write behind what is in the file, false to begin anew when the collector starts. Not beside `rotation`.
       *
       * @default false
       */
      readonly append?: boolean;
      readonly rotation?: never;
    }
  | {
      /**
       * Puts a large file aside under another name; `{}` for the defaults. Not beside `append`.
       *
       * @default - one file that grows
       */
      readonly rotation: FileRotation;
      /**
       * A file that is put aside begins anew.
       *
       * @default false
       */
      readonly append?: false;
    };

/** Whether the file's folder is made. */
export type FileFolder =
  | {
      /**
       * True to make the folder of the file, false to stop where it is missing.
       *
       * @default false
       */
      readonly create_directory?: false;
      readonly directory_permissions?: never;
    }
  | {
      /** True to make the folder of the file. */
      readonly create_directory: true;

      /**
       * Permissions of the folder, in octal digits.
       *
       * @default - 0755
       */
      readonly directory_permissions?: Text;
    };

/** When a file is put aside, and how long those that were are kept. */
export interface FileRotation {
  /**
   * Megabytes at which a file is put aside.
   *
   * @default - 100
   */
  readonly max_megabytes?: number;

  /**
   * Days for which files that were put aside are kept.
   *
   * @default - for ever
   */
  readonly max_days?: number;

  /**
   * How many files that were put aside are kept.
   *
   * @default 100
   */
  readonly max_backups?: number;

  /**
   * True to name them by local time, false by UTC.
   *
   * @default false
   */
  readonly localtime?: boolean;
}

/** A file for each value of an attribute. */
export interface FileGroups {
  /** True to do so: without it, the other settings are of no effect. */
  readonly enabled: boolean;

  /**
   * Attribute of the resource whose value stands for `*`.
   *
   * @default "fileexporter.path_segment"
   */
  readonly resource_attribute?: string;

  /**
   * Files that are open at a time.
   *
   * @default 100
   */
  readonly max_open_files?: number;
}

/** Writes telemetry into files. */
export const file = exporter("file", ["traces", "metrics", "logs"]).of<FileExporter>();
