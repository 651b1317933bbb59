import { connector } from "../../model/component";
import type { Text } from "../../model/reference";

/**
 * Makes a metric and log records of the exceptions that spans carry as events.
 *
 * `exception.message` is a dimension unless you say otherwise, and often different each time: name your own `dimensions` for metrics.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/exceptionsconnector
 */
export const exceptions = connector("exceptions", ["traces"], ["metrics", "logs"]).of<ExceptionsConnector>();

/**
 * Settings of {@link exceptions}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/exceptionsconnector
 */
export interface ExceptionsConnector {
  /**
   * Attributes of the event, the span or the resource that exceptions are told apart by, besides `service.name`, `span.name`, `span.kind`
   * and `status.code`. A list replaces the default.
   *
   * @default [{ "name": "exception.type" }, { "name": "exception.message" }]
   */
  readonly dimensions?: readonly {
    /** The attribute. */
    readonly name: string;

    /**
     * Its value where it is missing.
     *
     * @default - none: the dimension is missing
     */
    readonly default?: Text;
  }[];

  /** Spans as examples of the metric. */
  readonly exemplars?: {
    /**
     * Whether the metric carries examples.
     *
     * @default false
     */
    readonly enabled?: boolean;
  };
}
