import { relay } from "../../model/component";
import type { Signal } from "../../model/signal";

/**
 * Joins pipelines of one signal, or splits one into several: the end of some, the beginning of others. Each of them gets everything.
 *
 * It has no settings. Where more than one signal is forwarded, give them names: `connectors.forward("logs", {}, { name: "logs" })`.
 *
 * @example
 * const all = connectors.forward("traces");
 * // traces: { receivers: [otlp], exporters: [all] },
 * // "traces/sampled": { receivers: [all], processors: [sampling], exporters: [tempo] },
 * // "traces/kept": { receivers: [all], exporters: [s3] },
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/connector/forwardconnector
 */
export const forward = relay("forward").of<Record<Signal, ForwardConnector>>();

/**
 * Settings of {@link forward}: none.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/connector/forwardconnector
 */
export type ForwardConnector = Readonly<Record<string, never>>;
