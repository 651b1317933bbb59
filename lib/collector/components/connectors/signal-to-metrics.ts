import { connector } from "../../model/component";
import type { Text } from "../../model/reference";
import type { AttributeValue } from "../processors/attribute-action";
import type { ErrorMode } from "../ottl";

/**
 * Makes metrics of values in spans, data points and log records: sums, gauges, histograms.
 *
 * Metrics are deltas, one for each batch: Prometheus needs `delta_to_cumulative` behind it. Each has a resource attribute that names the
 * collector.
 *
 * @example
 * connectors.signalToMetrics({
 *   logs: [{ name: "payment.amount", unit: "EUR", sum: { value: 'Double(log.attributes["amount"])', monotonic: true } }],
 * })
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/signaltometricsconnector
 */
export const signalToMetrics = connector(
  "signal_to_metrics",
  ["traces", "metrics", "logs"],
  ["metrics"],
).of<SignalToMetricsConnector>();

/**
 * Settings of {@link signalToMetrics}. At least one metric.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/signaltometricsconnector
 */
export type SignalToMetricsConnector = {
  /**
   * Metrics made of spans.
   *
   * @default - none
   */
  readonly spans?: readonly MetricOfSignal[];

  /**
   * Metrics made of data points.
   *
   * @default - none
   */
  readonly datapoints?: readonly MetricOfSignal[];

  /**
   * Metrics made of log records.
   *
   * @default - none
   */
  readonly logs?: readonly MetricOfSignal[];

  /**
   * What happens to an expression that fails. By default everything that came in the same batch is lost: write `ignore`.
   *
   * @default "propagate"
   */
  readonly error_mode?: ErrorMode;
} & (
  | { readonly spans: readonly MetricOfSignal[] }
  | { readonly datapoints: readonly MetricOfSignal[] }
  | { readonly logs: readonly MetricOfSignal[] }
);

/**
 * A metric: its name, what it is told apart by, and one way to measure. Values are expressions in OTTL: `"1"`, `log.attributes["bytes"]`.
 */
export type MetricOfSignal = MetricOfSignalCommon &
  (
    | {
        readonly sum: SumOfSignal;
        readonly gauge?: never;
        readonly histogram?: never;
        readonly exponential_histogram?: never;
      }
    | {
        readonly sum?: never;
        readonly gauge: GaugeOfSignal;
        readonly histogram?: never;
        readonly exponential_histogram?: never;
      }
    | {
        readonly sum?: never;
        readonly gauge?: never;
        readonly histogram: HistogramOfSignal;
        readonly exponential_histogram?: never;
      }
    | {
        readonly sum?: never;
        readonly gauge?: never;
        readonly histogram?: never;
        readonly exponential_histogram: ExponentialHistogramOfSignal;
      }
  );

interface MetricOfSignalCommon {
  /** The metric's name. */
  readonly name: string;

  /**
   * Says what is measured.
   *
   * @default ""
   */
  readonly description?: Text;

  /**
   * Unit of the values, in UCUM: `ms`, `By`, `{request}`.
   *
   * @default ""
   */
  readonly unit?: Text;

  /**
   * Conditions in OTTL, one of which must be met.
   *
   * @default - none: all are measured
   */
  readonly conditions?: readonly Text[];

  /**
   * Attributes that the metric is told apart by.
   *
   * @default - none
   */
  readonly attributes?: readonly SignalAttribute[];

  /**
   * Resource attributes that it has.
   *
   * @default - all
   */
  readonly include_resource_attributes?: readonly SignalAttribute[];

  /**
   * Adds values up.
   *
   * @default - none: it is measured in one of the other ways
   */
  readonly sum?: SumOfSignal;

  /**
   * The last value.
   *
   * @default - none: it is measured in one of the other ways
   */
  readonly gauge?: GaugeOfSignal;

  /**
   * Counts values in buckets with fixed bounds.
   *
   * @default - none: it is measured in one of the other ways
   */
  readonly histogram?: HistogramOfSignal;

  /**
   * Counts values in buckets that adapt to them.
   *
   * @default - none: it is measured in one of the other ways
   */
  readonly exponential_histogram?: ExponentialHistogramOfSignal;
}

interface SumOfSignal {
  /** What is added. */
  readonly value: Text;

  /**
   * True if it never falls. Prometheus takes it for a counter only then.
   *
   * @default false
   */
  readonly monotonic?: boolean;
}

interface GaugeOfSignal {
  /** What is shown. */
  readonly value: Text;
}

interface HistogramOfSignal {
  /** What is measured. */
  readonly value: Text;

  /**
   * How often it counts.
   *
   * @default - once
   */
  readonly count?: Text;

  /**
   * Upper bounds of the buckets, rising, in the unit of the values.
   *
   * @default - 16 bounds from 2 to 15000
   */
  readonly buckets?: readonly number[];
}

interface ExponentialHistogramOfSignal {
  /** What is measured. */
  readonly value: Text;

  /**
   * How often it counts.
   *
   * @default - once
   */
  readonly count?: Text;

  /**
   * The most buckets.
   *
   * @default 160
   */
  readonly max_size?: number;
}

/** What a metric is told apart by: a key, or keys that an expression says. */
export type SignalAttribute = (
  | {
      /** The attribute. */
      readonly key: string;
      readonly keys_expression?: never;
    }
  | {
      readonly key?: never;

      /** An expression in OTTL that gives a list of keys. */
      readonly keys_expression: Text;
    }
) &
  (
    | {
        /**
         * True to measure also what lacks the attribute, without it.
         *
         * @default - false: what lacks the attribute is not measured
         */
        readonly optional?: boolean;
        readonly default_value?: never;
      }
    | {
        readonly optional?: never;

        /** Its value where it is missing. */
        readonly default_value: AttributeValue;
      }
  );
