import { receiver } from "../../model/component";
import type { Duration, Text } from "../../model/reference";

/**
 * Takes StatsD's metrics, also with DogStatsD's tags, and sends them once in an interval.
 *
 * It listens on localhost unless you say otherwise. Counters are deltas and not monotonic unless you say so: Prometheus needs
 * `is_monotonic_counter: true` and `delta_to_cumulative`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/statsdreceiver
 */
export const statsd = receiver("statsd", ["metrics"]).of<StatsdReceiver>();

/**
 * Settings of {@link statsd}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/statsdreceiver
 */
export interface StatsdReceiver {
  /**
   * Host and port, or the path of a socket where `transport` is `unixgram`.
   *
   * @default "localhost:8125"
   */
  readonly endpoint?: Text;

  /**
   * The network.
   *
   * @default "udp"
   */
  readonly transport?: "udp" | "udp4" | "udp6" | "tcp" | "tcp4" | "tcp6" | "unixgram";

  /**
   * Time between two sendings. More than 0s.
   *
   * @default "60s"
   */
  readonly aggregation_interval?: Duration;

  /**
   * True to put metrics of one address together, whatever the port; else each client's port has series of its own.
   *
   * @default false
   */
  readonly enable_ip_only_aggregation?: boolean;

  /**
   * True to put metrics of all addresses together.
   *
   * @default false
   */
  readonly ignore_host?: boolean;

  /**
   * True to say StatsD's type of a metric in the attribute `metric_type`.
   *
   * @default false
   */
  readonly enable_metric_type?: boolean;

  /**
   * True to take tags without a value.
   *
   * @default false
   */
  readonly enable_simple_tags?: boolean;

  /**
   * True to call counters monotonic.
   *
   * @default false
   */
  readonly is_monotonic_counter?: boolean;

  /**
   * How counters with a sample rate become numbers: `int` cuts off, `stochastic_int` rounds by chance, so that the mean is right, `float`
   * keeps the fraction.
   *
   * @default "int"
   */
  readonly counter_type?: "int" | "float" | "stochastic_int";

  /**
   * What becomes of timers, histograms and distributions.
   *
   * @default - each becomes a gauge, one point for each value
   */
  readonly timer_histogram_mapping?: readonly TimerMapping[];

  /**
   * Permissions of the socket: write `0o622`, as it is a number.
   *
   * @default 402
   */
  readonly socket_permissions?: number;

  /**
   * Bytes of the socket's buffer. 0: as the system has it.
   *
   * @default 0
   */
  readonly socket_buffer_size?: number;
}

/** What one of StatsD's types becomes. */
export type TimerMapping = {
  /** StatsD's type. `timing` and `timer` are the same. */
  readonly statsd_type: "timing" | "timer" | "histogram" | "distribution";
} & (
  | {
      /** A point for each value. */
      readonly observer_type: "gauge";
      readonly summary?: never;
      readonly histogram?: never;
    }
  | {
      /** Percentiles. They cannot be put together afterwards. */
      readonly observer_type: "summary";

      /** Which percentiles. */
      readonly summary?: {
        /**
         * From 0 to 100.
         *
         * @default - 0, 10, 50, 90, 95, 100
         */
        readonly percentiles?: readonly number[];
      };
      readonly histogram?: never;
    }
  | {
      /** An exponential histogram. */
      readonly observer_type: "histogram";
      readonly summary?: never;

      /** Which buckets. */
      readonly histogram?: {
        /**
         * The most buckets.
         *
         * @default 160
         */
        readonly max_size?: number;

        /**
         * Fixed buckets for some metrics.
         *
         * @default - none
         */
        readonly explicit_buckets?: readonly {
          /** A regular expression of their names. */
          readonly matcher_pattern: Text;

          /** Upper bounds, rising. */
          readonly buckets: readonly number[];
        }[];
      };
    }
);
