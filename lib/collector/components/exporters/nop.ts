import { exporter } from "../../model/component";

/**
 * Drops telemetry. There is nothing to set.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/nopexporter/README.md
 */
export type NopExporter = Readonly<Record<string, never>>;

/** Drops telemetry. */
export const nop = exporter("nop", ["traces", "metrics", "logs"]).of<NopExporter>();
