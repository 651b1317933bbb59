import { traceKib } from "../model/trace-size";

/** What a collector makes of the memory that its task has. */
export interface Sizing {
  /** Above it, `memory_limiter` refuses what comes in: 80 % of the task's memory. */
  readonly limitMib: number;

  /** By how much memory may grow between two looks at it: 20 % of the limit. Above the rest, `memory_limiter` refuses, too. */
  readonly spikeMib: number;

  /** For the environment variable GOMEMLIMIT: what Go's garbage collector keeps below, 80 % of the limit. */
  readonly goMemoryMib: number;

  /** What all sending queues together may hold, as it is sent: 10 % of the task's memory, which is about three times that in memory. */
  readonly queueBytes: number;

  /** Traces that wait for a decision: 30 % of the task's memory, at 20 KiB for a trace. */
  readonly traces: number;
}

/**
 * Limits that follow from a task's memory. The shares leave room for what is on its way through the pipelines.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/processor/memorylimiterprocessor/README.md
 */
export function sizingOf(memoryMib: number): Sizing {
  const limitMib = Math.floor(memoryMib * 0.8);
  return {
    limitMib,
    spikeMib: Math.floor(limitMib * 0.2),
    goMemoryMib: Math.floor(limitMib * 0.8),
    queueBytes: Math.floor(memoryMib * 0.1) * 1024 * 1024,
    traces: Math.floor((memoryMib * 0.3 * 1024) / traceKib),
  };
}
