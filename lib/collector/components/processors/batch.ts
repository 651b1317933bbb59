import { processor } from "../../model/component";
import type { Duration } from "../../model/reference";

/**
 * Gathers data into larger batches. Put it last, after everything that drops data.
 *
 * A batch in memory is lost when the collector dies, and clients are told that all is well before it is sent. The sending queue of an
 * exporter batches too (`sending_queue: { batch: {} }`) and does it after the queue took the data: prefer that.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor/batchprocessor
 */
export const batch = processor("batch", ["traces", "metrics", "logs"]).of<BatchProcessor>();

/**
 * Settings of {@link batch}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor/batchprocessor
 */
export interface BatchProcessor {
  /**
   * How long a batch waits for more, whatever its size. 0s: it does not wait, and only `send_batch_max_size` matters.
   *
   * @default "200ms"
   */
  readonly timeout?: Duration;

  /**
   * Spans, data points or log records at which a batch is sent. It is a trigger, not a limit: one large request makes a larger batch.
   *
   * @default 8192
   */
  readonly send_batch_size?: number;

  /**
   * The most spans, data points or log records in a batch; larger ones are split. 0: no limit. Not less than `send_batch_size`. Back ends
   * have limits of their own: CloudWatch takes 1,000 data points in a request.
   *
   * @default 0
   */
  readonly send_batch_max_size?: number;

  /**
   * Keys of the client's metadata (headers, where the receiver has `include_metadata`). Each combination of values is batched apart, and
   * batches keep these keys.
   *
   * @default - none: one batch for all
   */
  readonly metadata_keys?: readonly string[];

  /**
   * How many combinations of `metadata_keys` there may be; what comes with another one is refused.
   *
   * @default 1000
   */
  readonly metadata_cardinality_limit?: number;
}
