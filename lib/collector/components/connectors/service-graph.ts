import { connector } from "../../model/component";
import type { Duration } from "../../model/reference";

/**
 * Makes metrics of which service calls which, for the service graph of Grafana: `traces_service_graph_request_total` and others, with
 * `client` and `server`.
 *
 * It pairs a client's span with the server's, so both must come to the same collector: run one, or put a tier with the exporter
 * `load_balancing` before it. Put it before sampling.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/servicegraphconnector
 */
export const serviceGraph = connector("service_graph", ["traces"], ["metrics"]).of<ServiceGraphConnector>();

/**
 * Settings of {@link serviceGraph}. Buckets are explicit or exponential, not both.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/servicegraphconnector
 */
export type ServiceGraphConnector = {
  /**
   * Attributes of spans that series are told apart by, with `client_` or `server_` before their name.
   *
   * @default - none
   */
  readonly dimensions?: readonly string[];

  /** Spans that wait for the other side. */
  readonly store?: {
    /**
     * How long one waits. Requests that take longer are not paired.
     *
     * @default "2s"
     */
    readonly ttl?: Duration;

    /**
     * How many wait; further ones are dropped and counted in `traces_service_graph_dropped_spans_total`.
     *
     * @default 1000
     */
    readonly max_items?: number;
  };

  /**
   * Time between two removals of series that nothing was counted in.
   *
   * @default "1m"
   */
  readonly cache_loop?: Duration;

  /**
   * Time between two looks for spans that waited too long.
   *
   * @default "2s"
   */
  readonly store_expiration_loop?: Duration;

  /**
   * Attributes of a client's span whose value stands for a server that sends no spans, the first that is there. An empty list: there are no
   * such servers.
   *
   * @default - `peer.service`, `db.name`, `db.system`
   */
  readonly virtual_node_peer_attributes?: readonly string[];

  /**
   * True to say in the label `virtual_node` which side sends no spans.
   *
   * @default false
   */
  readonly virtual_node_extra_label?: boolean;

  /**
   * Time between two sendings of metrics. 0s: with every batch of spans.
   *
   * @default "60s"
   */
  readonly metrics_flush_interval?: Duration;

  /**
   * Attributes of a client's span that name a database, the first that is there. Of late that is `db.namespace`.
   *
   * @default - `db.name`
   */
  readonly database_name_attributes?: readonly string[];

  /**
   * How far back metrics are dated.
   *
   * @default "0s"
   */
  readonly metrics_timestamp_offset?: Duration;
} & (
  | {
      /**
       * Upper bounds of the buckets of latencies, rising.
       *
       * @default - 16 bounds from 2ms to 15s
       */
      readonly latency_histogram_buckets?: readonly Duration[];
      readonly exponential_histogram_max_size?: never;
    }
  | {
      readonly latency_histogram_buckets?: never;

      /** The most buckets of an exponential histogram, which adapts to what is measured. More than 0. */
      readonly exponential_histogram_max_size: number;
    }
);
