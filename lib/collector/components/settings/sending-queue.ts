import type { Extension } from "../../model/component";
import type { Duration } from "../../model/reference";

/** Extensions that keep a queue while the collector is down. */
export type Storage = Extension<"file_storage">;

/**
 * What waits for delivery, so that a slow back end does not stop the pipeline. What a component has other defaults for, it says itself.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/README.md
 */
export interface SendingQueue {
  /**
   * False to deliver at once, while the pipeline waits.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * How much may wait, counted by `sizer`. What comes when it is full is refused, or waits: see `block_on_overflow`.
   *
   * @default 1000
   */
  readonly queue_size?: number;

  /**
   * What `queue_size` counts: requests, as they come; items (spans, data points, log records); or bytes. Where it is written, it also holds
   * for a batch that has none of its own, and a batch can't count requests.
   *
   * @default "requests"
   */
  readonly sizer?: "requests" | "items" | "bytes";

  /**
   * Requests that are under way at a time.
   *
   * @default 10
   */
  readonly num_consumers?: number;

  /**
   * True to make the pipeline wait when the queue is full, false to refuse.
   *
   * @default false
   */
  readonly block_on_overflow?: boolean;

  /**
   * True to make the pipeline wait for the result of each delivery. Not together with `storage`.
   *
   * @default false
   */
  readonly wait_for_result?: boolean;

  /**
   * Where what waits is kept while the collector is down: the extension itself.
   *
   * @default - in memory: what waits is lost with the collector
   */
  readonly storage?: Storage;

  /**
   * Puts what waits together into larger requests; `{}` for the defaults.
   *
   * @default - each request is delivered as it came
   */
  readonly batch?: Batch;
}

/** How large requests are put together. */
export interface Batch {
  /**
   * How long to wait for `min_size`.
   *
   * @default "200ms"
   */
  readonly flush_timeout?: Duration;

  /**
   * The size at which a request is delivered without waiting longer. Not more than the queue holds.
   *
   * @default 8192
   */
  readonly min_size?: number;

  /**
   * The largest size of a request; larger ones are split. 0 for no limit.
   *
   * @default 0
   */
  readonly max_size?: number;

  /**
   * What both sizes count.
   *
   * @default - the queue's, where that is written; else items
   */
  readonly sizer?: "items" | "bytes";

  /**
   * Keeps telemetry of different senders apart.
   *
   * @default - all goes together
   */
  readonly partition?: {
    /**
     * Names of metadata of the requests that came in, in any case. The receiver must keep it (`include_metadata`).
     *
     * @default - none
     */
    readonly metadata_keys?: readonly string[];
  };
}
