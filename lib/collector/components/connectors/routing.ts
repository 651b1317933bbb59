import { relay } from "../../model/component";
import type { Text } from "../../model/reference";
import type { Signal } from "../../model/signal";
import type { ErrorMode } from "../ottl";

/**
 * Sends telemetry of one signal to the pipelines that a table names, by conditions in OTTL.
 *
 * Routes are asked in order. What one of them moves, later ones do not see; what no route moves goes to `default_pipelines`, and without
 * these it is lost. Pipelines that are named must hold this connector as their receiver.
 *
 * @example
 * connectors.routing("logs", {
 *   default_pipelines: ["logs/other"],
 *   table: [{ condition: 'resource.attributes["team"] == "pay"', pipelines: ["logs/pay"] }],
 * })
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/routingconnector
 */
export const routing = relay("routing").of<{ readonly [S in Signal]: RoutingConnector<S> }>();

/**
 * Settings of {@link routing}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/routingconnector
 */
export interface RoutingConnector<S extends Signal> {
  /** Routes, asked in order. At least one. */
  readonly table: readonly [Route<S>, ...Route<S>[]];

  /**
   * Pipelines for what no route moves.
   *
   * @default - none: it is lost
   */
  readonly default_pipelines?: readonly PipelineId<S>[];

  /**
   * What happens to a condition that fails. With `ignore` and `silent`, what it was asked about is not moved by this route. Older
   * collectors propagate if you don't say.
   *
   * @default "ignore"
   */
  readonly error_mode?: ErrorMode;
}

/** Id of a pipeline: `logs`, `logs/pay`. */
export type PipelineId<S extends Signal> = S | `${S}/${string}`;

/** Where telemetry goes that meets a condition. */
export interface Route<S extends Signal> {
  /**
   * A condition in OTTL, with paths that begin with what they look at: `resource.attributes["team"] == "pay"`, `log.severity_number >= 17`.
   * Headers of the request, where the receiver has `include_metadata`: `otelcol.client.metadata["x-tenant"][0] == "acme"`.
   */
  readonly condition: Text;

  /** Pipelines that get it; each gets all of it. */
  readonly pipelines: readonly [PipelineId<S>, ...PipelineId<S>[]];

  /**
   * What is asked: everything of a resource at once, or one by one. A condition without paths, such as `true`, needs it.
   *
   * @default - what the paths of the condition say
   */
  readonly context?: "resource" | Contexts[S];

  /**
   * `move`: later routes do not see it. `copy`: they do.
   *
   * @default - `move`
   */
  readonly action?: "move" | "copy";
}

interface Contexts {
  readonly traces: "span";
  readonly metrics: "metric" | "datapoint";
  readonly logs: "log";
}
