import { connector } from "../../model/component";
import type { Duration, Text } from "../../model/reference";

/**
 * Counts spans and measures how long they take: `traces.span.metrics.calls` and `traces.span.metrics.duration`, by service, name, kind and
 * status of the span.
 *
 * Put it before sampling, else it counts what was kept. Each further dimension multiplies the number of series: only dimensions with few
 * values, a name of spans without ids, and an `aggregation_cardinality_limit`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector
 */
export const spanMetrics = connector("span_metrics", ["traces"], ["metrics"]).of<SpanMetricsConnector>();

/**
 * Settings of {@link spanMetrics}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector
 */
export interface SpanMetricsConnector {
  /**
   * Attributes of spans or resources that metrics are told apart by, besides `service.name`, `span.name`, `span.kind`, `status.code` and
   * `collector.instance.id`.
   *
   * @default - none
   */
  readonly dimensions?: readonly SpanDimension[];

  /**
   * Further ones of the count of calls only.
   *
   * @default - none
   */
  readonly calls_dimensions?: readonly SpanDimension[];

  /**
   * Dimensions to leave out of those that all metrics have.
   *
   * @default - none
   */
  readonly exclude_dimensions?: readonly (
    "service.name" | "span.name" | "span.kind" | "status.code" | "collector.instance.id"
  )[];

  /**
   * How many combinations of dimensions a metric of one resource may have; further ones are counted together, with
   * `otel.metric.overflow` = true. 0: no limit, so set it.
   *
   * @default 0
   */
  readonly aggregation_cardinality_limit?: number;

  /**
   * How durations are measured.
   *
   * @default - buckets with fixed bounds, in milliseconds
   */
  readonly histogram?: DurationHistogram;

  /**
   * Cumulative for Prometheus, delta for CloudWatch's EMF and others.
   *
   * @default "AGGREGATION_TEMPORALITY_CUMULATIVE"
   */
  readonly aggregation_temporality?: "AGGREGATION_TEMPORALITY_CUMULATIVE" | "AGGREGATION_TEMPORALITY_DELTA";

  /**
   * Time between two sendings of metrics.
   *
   * @default "60s"
   */
  readonly metrics_flush_interval?: Duration;

  /**
   * Time without a span after which metrics of a resource are no longer sent. 0s: they are sent for ever.
   *
   * @default "0s"
   */
  readonly metrics_expiration?: Duration;

  /**
   * Time without a span after which a single series is no longer sent. 0s: it is sent for ever.
   *
   * @default "0s"
   */
  readonly series_expiration?: Duration;

  /**
   * What names of metrics begin with, a dot between. An empty text: nothing.
   *
   * @default "traces.span.metrics"
   */
  readonly namespace?: string;

  /** Spans as examples of their metrics. */
  readonly exemplars?: {
    /**
     * Whether metrics carry examples.
     *
     * @default false
     */
    readonly enabled?: boolean;

    /**
     * How many a point has. 0: as many as there are spans.
     *
     * @default 5
     */
    readonly max_per_data_point?: number;
  };

  /**
   * A count of span events: `traces.span.metrics.events`.
   *
   * @default - events are not counted
   */
  readonly events?:
    | {
        /** Counts events. */
        readonly enabled: true;

        /** Attributes of the events that it is told apart by, such as `exception.type`. At least one. */
        readonly dimensions: readonly [SpanDimension, ...SpanDimension[]];
      }
    | {
        /**
         * Whether events are counted.
         *
         * @default false
         */
        readonly enabled?: false;

        /**
         * Attributes of the events. Without `enabled` they say nothing.
         *
         * @default - none
         */
        readonly dimensions?: readonly SpanDimension[];
      };

  /**
   * Resource attributes that resources are told apart by, so that a restart (a new process id) does not begin new series. Enough of them to
   * tell services apart.
   *
   * @default - all
   */
  readonly resource_metrics_key_attributes?: readonly string[];

  /**
   * How many resources are remembered; further ones push out the oldest, whose counts begin anew.
   *
   * @default 1000
   */
  readonly resource_metrics_cache_size?: number;

  /**
   * How many series of deltas are remembered with the time when they were last sent.
   *
   * @default 1000
   */
  readonly metric_timestamp_cache_size?: number;

  /**
   * Instrumentation scopes whose name metrics carry.
   *
   * @default - none
   */
  readonly include_instrumentation_scope?: readonly string[];

  /**
   * True to give metrics the resource attributes of spans, also where the collector's feature gates say otherwise.
   *
   * @default false
   */
  readonly add_resource_attributes?: boolean;

  /**
   * True to say in `sampling.method` whether a count was extrapolated from sampled spans or counted.
   *
   * @default false
   */
  readonly enable_metrics_sampling_method?: boolean;
}

/** Exponential or explicit buckets, not both. */
export type DurationHistogram = {
  /**
   * True to count only.
   *
   * @default false
   */
  readonly disable?: boolean;

  /**
   * Unit of durations. OpenTelemetry's conventions want `s`, and the default is to become that.
   *
   * @default "ms"
   */
  readonly unit?: "ms" | "s";

  /**
   * Further dimensions of durations only.
   *
   * @default - none
   */
  readonly dimensions?: readonly SpanDimension[];
} & (
  | {
      /**
       * Buckets with fixed bounds.
       *
       * @default - 16 bounds from 2ms to 15s
       */
      readonly explicit?: {
        /** Upper bounds, rising. By default 16 of them from 2ms to 15s. */
        readonly buckets: readonly Duration[];
      };
      readonly exponential?: never;
    }
  | {
      readonly explicit?: never;

      /** Buckets that adapt to what is measured. */
      readonly exponential: {
        /**
         * The most buckets. 0: the same as the default.
         *
         * @default 160
         */
        readonly max_size?: number;
      };
    }
);

/** An attribute of a span, or else of its resource. */
export type SpanDimension =
  | {
      /** The attribute. */
      readonly name: string;

      /**
       * Its value where it is missing.
       *
       * @default - none: the series lacks the dimension
       */
      readonly default?: Text;
      readonly glob?: never;
    }
  | {
      readonly name?: never;

      /** A pattern of attributes: `*` up to the next dot, `**` over dots: `k8s.*.name`. */
      readonly glob: string;
      readonly default?: never;
    };
