import { extension } from "../../model/component";
import type { Text } from "../../model/reference";

/**
 * Go's profiler of the collector, for looking where its time and memory go.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/pprofextension/README.md
 */
export interface PprofExtension {
  /**
   * Host and port to listen on.
   *
   * @default "localhost:1777"
   */
  readonly endpoint?: Text;

  /**
   * Nanoseconds of waiting in which one wait is recorded on average; 0 for none.
   *
   * @default 0
   */
  readonly block_profile_fraction?: number;

  /**
   * Of waits for locks, every how many is recorded; 0 for none.
   *
   * @default 0
   */
  readonly mutex_profile_fraction?: number;

  /**
   * File for the CPU profile of the whole run.
   *
   * @default - none
   */
  readonly save_to_file?: Text;
}

/** Shows Go's profiler. */
export const pprof = extension("pprof").of<PprofExtension>();
