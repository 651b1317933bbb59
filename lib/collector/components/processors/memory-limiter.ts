import { processor } from "../../model/component";
import type { Duration } from "../../model/reference";

/**
 * Refuses data while the collector's memory is short, so that it is not killed. Put it first in every pipeline.
 *
 * Over the soft limit (the limit less the spike) receivers refuse, and clients have to send again; over the hard limit the collector
 * also forces garbage collection. It measures the Go heap, so leave a fifth of the container for the rest, and set `GOMEMLIMIT` to about
 * four fifths of the container's memory.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor/memorylimiterprocessor
 */
export const memoryLimiter = processor("memory_limiter", ["traces", "metrics", "logs"]).of<MemoryLimiterProcessor>();

/** Settings of {@link memoryLimiter}: a limit in MiB, or one in percent of the memory that the container or machine has. */
export type MemoryLimiterProcessor = MemoryLimitInMib | MemoryLimitInPercent;

/**
 * A fixed limit.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor/memorylimiterprocessor
 */
export interface MemoryLimitInMib extends MemoryChecks {
  /** The hard limit of the heap, in MiB. */
  readonly limit_mib: number;

  /**
   * How much the heap may grow between two checks, in MiB; refusal begins at `limit_mib` less this. Smaller than `limit_mib`.
   *
   * @default - a fifth of `limit_mib`
   */
  readonly spike_limit_mib?: number;
  readonly limit_percentage?: never;
  readonly spike_limit_percentage?: never;
}

/**
 * A limit that follows the size of the container, read from its cgroup; the machine's memory where there is none.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor/memorylimiterprocessor
 */
export interface MemoryLimitInPercent extends MemoryChecks {
  /** The hard limit of the heap, in percent of all memory: 1 to 100. */
  readonly limit_percentage: number;

  /**
   * How much the heap may grow between two checks, in percent of all memory; refusal begins at `limit_percentage` less this. Smaller
   * than `limit_percentage`.
   *
   * @default - a fifth of the limit
   */
  readonly spike_limit_percentage?: number;
  readonly limit_mib?: never;
  readonly spike_limit_mib?: never;
}

interface MemoryChecks {
  /** Time between two looks at the memory. Required: 1s suits most; a collector does not start with 0s. */
  readonly check_interval: Duration;

  /**
   * The least time between two forced collections over the soft limit. Not less than `min_gc_interval_when_hard_limited`.
   *
   * @default "10s"
   */
  readonly min_gc_interval_when_soft_limited?: Duration;

  /**
   * The least time between two forced collections over the hard limit. 0s: at every check.
   *
   * @default "0s"
   */
  readonly min_gc_interval_when_hard_limited?: Duration;

  /**
   * How far the time between forced collections over the soft limit may grow while they free nothing. 0s: it does not grow.
   *
   * @default "30s"
   */
  readonly max_gc_interval_when_soft_limited?: Duration;

  /**
   * The same over the hard limit. 0s: it does not grow.
   *
   * @default "30s"
   */
  readonly max_gc_interval_when_hard_limited?: Duration;
}
