import { defaultTarget, type Signal, telemetryMetric } from "../../collector";
import type { Metric } from "./metric";

/** Where a collector's own metrics are in CloudWatch: its exporter `awsemf` sends them with one dimension. */
export interface CollectorMetricsSource {
  /** Namespace of the metrics: `shop/prod/collector`. */
  readonly namespace: string;

  /** Value of the dimension `Tier`: `gateway`. */
  readonly tier: string;

  /**
   * Version of the collector, which decides what it counts.
   *
   * @default "0.159.0"
   */
  readonly version?: string;
}

const suffixes: Readonly<Record<Signal, string>> = { traces: "spans", metrics: "metric_points", logs: "log_records" };

/** One of the collector's own metrics; undefined if its version does not have it. */
export function ownMetric(
  { namespace, tier, version = defaultTarget.version }: CollectorMetricsSource,
  name: string,
  statistic: "Sum" | "Maximum" | "Minimum",
): Metric | undefined {
  const known = telemetryMetric(`otelcol_${name}`, version);
  if (known === undefined) return undefined;
  return { namespace, name: known.name, dimensions: { Tier: tier }, statistic, period: "5m" };
}

/** What is counted of some signals, by ids for an expression: `spans`, `metric_points`, each after a prefix. */
export function ownCounts(
  source: CollectorMetricsSource,
  name: string,
  signals: readonly Signal[],
  prefix: string,
): Readonly<Record<string, Metric>> {
  return Object.fromEntries(
    signals.flatMap((signal) => {
      const metric = ownMetric(source, `${name}_${suffixes[signal]}`, "Sum");
      return metric === undefined ? [] : [[`${prefix}_${suffixes[signal]}`, metric]];
    }),
  );
}

/** `SUM([a, b])` of what is there: a count that never happened is not published, and counts as none. */
export function sumOf(...counts: readonly Readonly<Record<string, Metric>>[]): string {
  return `SUM([${counts.flatMap((each) => Object.keys(each)).join(", ")}])`;
}
