import type { StandardUnit } from "../../aws";
import type { QueryContext } from "../context";

/**
 * The name that a signal's metric has in Prometheus, which gets it by OTLP from the collector: with its unit, and `_total` for a count.
 *
 * @see https://prometheus.io/docs/guides/opentelemetry/
 */
export function prometheusName(metric: string, unit: StandardUnit, kind: "counter" | "histogram"): string {
  const tokens = metric
    .split(/[^A-Za-z0-9]+/)
    .filter((token) => token !== "" && !(kind === "counter" && token === "total"));
  const { main, per } = suffixes[unit];
  if (main !== undefined && !tokens.includes(main)) tokens.push(main);
  if (per !== undefined && !tokens.includes(per)) tokens.push("per", per);
  if (kind === "counter") tokens.push("total");
  const name = tokens.join("_");
  return /^\d/.test(name) ? `_${name}` : name;
}

/** The labels that tell a service's series from others, and those of its dimensions. */
export function prometheusLabels(
  service: string,
  dimensions: Readonly<Record<string, string>>,
  { environment, promoted }: Pick<QueryContext, "environment" | "promoted">,
): Readonly<Record<string, string>> {
  return {
    [promoted.includes("service.name") ? "service_name" : "job"]: service,
    ...(promoted.includes("deployment.environment.name") ? { deployment_environment_name: environment } : {}),
    ...Object.fromEntries(Object.entries(dimensions).map(([name, value]) => [labelName(name), value])),
  };
}

/** A label's name: `payment.provider` is `payment_provider`. */
export function labelName(attribute: string): string {
  const name = attribute.replaceAll(/[^A-Za-z0-9_]/g, "_");
  return /^\d/.test(name) ? `key_${name}` : name;
}

/** How Prometheus calls units that it knows; others it takes as the collector writes them, in UCUM. */
const suffixes: Readonly<Record<StandardUnit, { readonly main?: string; readonly per?: string }>> = {
  Seconds: { main: "seconds" },
  Microseconds: { main: "microseconds" },
  Milliseconds: { main: "milliseconds" },
  Bytes: { main: "bytes" },
  Kilobytes: { main: "kBy" },
  Megabytes: { main: "megabytes" },
  Gigabytes: { main: "gigabytes" },
  Terabytes: { main: "terabytes" },
  Bits: { main: "bit" },
  Kilobits: { main: "kbit" },
  Megabits: { main: "Mbit" },
  Gigabits: { main: "Gbit" },
  Terabits: { main: "Tbit" },
  Percent: { main: "percent" },
  Count: {},
  "Bytes/Second": { main: "bytes", per: "second" },
  "Kilobytes/Second": { main: "kBy", per: "second" },
  "Megabytes/Second": { main: "megabytes", per: "second" },
  "Gigabytes/Second": { main: "gigabytes", per: "second" },
  "Terabytes/Second": { main: "terabytes", per: "second" },
  "Bits/Second": { main: "bit", per: "second" },
  "Kilobits/Second": { main: "kbit", per: "second" },
  "Megabits/Second": { main: "Mbit", per: "second" },
  "Gigabits/Second": { main: "Gbit", per: "second" },
  "Terabits/Second": { main: "Tbit", per: "second" },
  "Count/Second": { per: "second" },
  None: {},
};
