/**
 * What happens when a condition or statement fails while it runs, say because an attribute is missing or has another type.
 *
 * - `ignore`: it is logged, and the next one runs.
 * - `silent`: the next one runs.
 * - `propagate`: everything that arrived in the same batch is lost.
 *
 * What cannot be parsed stops the collector at its start, whatever the mode is.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/pkg/ottl
 */
export type ErrorMode = "ignore" | "silent" | "propagate";
