import type { Duration } from "../../model/reference";

/**
 * How often a request that failed is sent again: after longer and longer pauses, until it is given up and its telemetry is lost.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/README.md
 */
export interface Retry {
  /**
   * False to give up at the first failure.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The first pause.
   *
   * @default "5s"
   */
  readonly initial_interval?: Duration;

  /**
   * The longest pause.
   *
   * @default "30s"
   */
  readonly max_interval?: Duration;

  /**
   * How long to try, pauses included; `0s` for ever. Not shorter than the two intervals.
   *
   * @default "5m"
   */
  readonly max_elapsed_time?: Duration;

  /**
   * How many times longer each pause is than the one before.
   *
   * @default 1.5
   */
  readonly multiplier?: number;

  /**
   * By which part of itself a pause may be longer or shorter, from 0 to 1, so that not all clients try at once.
   *
   * @default 0.5
   */
  readonly randomization_factor?: number;
}
