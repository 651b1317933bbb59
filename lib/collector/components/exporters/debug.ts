import { exporter } from "../../model/component";
import type { Text } from "../../model/reference";
import type { SendingQueue } from "../settings/sending-queue";

/**
 * Telemetry in the collector's own log, for trying things out: all that is in it can be read there.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/debugexporter/README.md
 */
export type DebugExporter = DebugSettings & DebugOutput;

/** Settings of {@link DebugExporter} besides where it writes. */
export interface DebugSettings {
  /**
   * How much is written: how many items there were, a line for each item, or all of each item.
   *
   * @default "basic"
   */
  readonly verbosity?: "basic" | "normal" | "detailed";

  /**
   * Requests of each second that are written for certain.
   *
   * @default 2
   */
  readonly sampling_initial?: number;

  /**
   * Of the requests after those, every how many is written: 1 for all, 0 for none.
   *
   * @default 1
   */
  readonly sampling_thereafter?: number;

  /**
   * What waits to be written; `{}` for the defaults.
   *
   * @default - no queue
   */
  readonly sending_queue?: SendingQueue;
}

/** Where it is written. */
export type DebugOutput =
  | {
      /**
       * True to write into the collector's log, false to write plain text elsewhere.
       *
       * @default true
       */
      readonly use_internal_logger?: true;
      readonly output_paths?: never;
    }
  | {
      /** False to write plain text elsewhere. */
      readonly use_internal_logger: false;

      /**
       * Files, `stdout` or `stderr`.
       *
       * @default - stdout
       */
      readonly output_paths?: readonly [Text, ...Text[]];
    };

/** Writes telemetry into the collector's log. */
export const debug = exporter("debug", ["traces", "metrics", "logs"]).of<DebugExporter>();
