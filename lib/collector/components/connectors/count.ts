import { connector } from "../../model/component";
import type { Text } from "../../model/reference";
import type { AttributeValue } from "../processors/attribute-action";

/**
 * Counts spans, span events, metrics, data points and log records, all of them or those that meet a condition.
 *
 * Counts are deltas, one for each batch: Prometheus needs `delta_to_cumulative` behind it. What is not named here is counted too, under its
 * default name, in the pipelines that end in this connector.
 *
 * @example
 * connectors.count({
 *   logs: { "log.errors": { conditions: ["log.severity_number >= SEVERITY_NUMBER_ERROR"], attributes: [{ key: "service.name" }] } },
 * })
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/countconnector
 */
export const count = connector("count", ["traces", "metrics", "logs"], ["metrics"]).of<CountConnector>();

/**
 * Settings of {@link count}: for each kind of telemetry the metrics to make, by name.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/countconnector
 */
export interface CountConnector {
  /**
   * Metrics that count spans.
   *
   * @default - `trace.span.count`, of all
   */
  readonly spans?: Counts;

  /**
   * Metrics that count span events.
   *
   * @default - `trace.span.event.count`, of all
   */
  readonly spanevents?: Counts;

  /**
   * Metrics that count metrics. They have no attributes.
   *
   * @default - `metric.count`, of all
   */
  readonly metrics?: Readonly<Record<string, Omit<Count, "attributes"> & { readonly attributes?: never }>>;

  /**
   * Metrics that count data points.
   *
   * @default - `metric.datapoint.count`, of all
   */
  readonly datapoints?: Counts;

  /**
   * Metrics that count log records.
   *
   * @default - `log.record.count`, of all
   */
  readonly logs?: Counts;
}

type Counts = Readonly<Record<string, Count>>;

/** A metric that counts. */
export interface Count {
  /**
   * Says what is counted.
   *
   * @default ""
   */
  readonly description?: Text;

  /**
   * Conditions in OTTL, one of which must be met: `span.status.code == STATUS_CODE_ERROR`, `log.body == "x"`.
   *
   * @default - none: all are counted
   */
  readonly conditions?: readonly Text[];

  /**
   * Attributes that it is told apart by, of what is counted, or else of its scope or resource.
   *
   * @default - none
   */
  readonly attributes?: readonly {
    /** The attribute. */
    readonly key: string;

    /**
     * Its value where it is missing.
     *
     * @default - none: what lacks the attribute is not counted
     */
    readonly default_value?: AttributeValue;
  }[];
}
