import { limiterCountsSince } from "../../aws";
import type { ComponentKind } from "../model/component";
import { type Signal, signals } from "../model/signal";
import { compareVersions } from "./versions";

/** A metric of the collector about itself. */
export interface TelemetryMetric {
  /** As the collector calls it, and as Prometheus shows it where units and suffixes are left out, with `_` for each `.`. */
  readonly name: string;
  readonly kind: "counter" | "up-down counter" | "gauge" | "histogram";
  /** UCUM: `{span}`, `By`, `s`. */
  readonly unit: string;

  /** What it counts, where there is one metric for each signal. */
  readonly signal?: Signal;

  /** Components that have it: all of a kind, or one type; undefined: the process. */
  readonly of?: { readonly kind: ComponentKind; readonly type?: string };

  /** The level of `service.telemetry.metrics` from which on it is there, where `normal` is not enough. */
  readonly level?: "detailed";

  /** The first version that has it under this name, where that is not long ago. */
  readonly since?: string;
  readonly meaning: string;
}

const items: Readonly<Record<Signal, readonly [suffix: string, unit: string, words: string]>> = {
  traces: ["spans", "{span}", "spans"],
  metrics: ["metric_points", "{datapoint}", "data points"],
  logs: ["log_records", "{record}", "log records"],
};

/**
 * The collector's own metrics that rules, alarms and dashboards ask for. Their names are not stable: this is the only place that has them.
 *
 * @see https://opentelemetry.io/docs/collector/internal-telemetry/
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/metadata.yaml
 */
export const telemetryMetrics: readonly TelemetryMetric[] = [
  ...perSignal("receiver_accepted", { kind: "receiver" }, (what) => `${what} that went into a pipeline`),
  ...perSignal(
    "receiver_refused",
    { kind: "receiver" },
    (what) => `${what} that the pipeline did not take: the sender is told, and may send again`,
  ),
  ...perSignal("receiver_failed", { kind: "receiver" }, (what) => `${what} that the receiver itself could not handle`, {
    since: "0.139.0",
  }),
  ...perSignal("scraper_scraped", { kind: "receiver" }, (what) => `${what} that a scraper read`).slice(1),
  ...perSignal("scraper_errored", { kind: "receiver" }, (what) => `${what} that a scraper could not read`).slice(1),
  {
    name: "otelcol_processor_incoming_items",
    kind: "counter",
    unit: "{item}",
    of: { kind: "processor" },
    meaning: "items that a processor was given",
  },
  {
    name: "otelcol_processor_outgoing_items",
    kind: "counter",
    unit: "{item}",
    of: { kind: "processor" },
    meaning: "items that a processor gave on: the difference was dropped, held or merged",
  },
  ...perSignal(
    "processor_memory_limiter_accepted",
    { kind: "processor", type: "memory_limiter" },
    (what) => `${what} that the memory limiter let through`,
    { since: limiterCountsSince },
  ),
  ...perSignal(
    "processor_memory_limiter_refused",
    { kind: "processor", type: "memory_limiter" },
    (what) => `${what} that the memory limiter refused: memory is short`,
    { since: limiterCountsSince },
  ),
  {
    name: "otelcol_processor_batch_batch_send_size",
    kind: "histogram",
    unit: "{unit}",
    of: { kind: "processor", type: "batch" },
    meaning: "items in a batch",
  },
  {
    name: "otelcol_processor_batch_metadata_cardinality",
    kind: "up-down counter",
    unit: "{combination}",
    of: { kind: "processor", type: "batch" },
    meaning: "combinations of metadata that are batched apart",
  },
  ...tailSampling("sampling_traces_on_memory", "gauge", "{traces}", "traces that wait for their decision"),
  ...tailSampling(
    "sampling_trace_dropped_too_early",
    "counter",
    "{traces}",
    "traces that went undecided, as there were more than num_traces",
  ),
  ...tailSampling("sampling_decision_timer_latency", "histogram", "ms", "time of one round of decisions"),
  ...tailSampling("sampling_late_span_age", "histogram", "s", "time from a decision to a span that came after it"),
  ...tailSampling("sampling_policy_evaluation_error", "counter", "{errors}", "policies that could not be evaluated"),
  ...tailSampling("new_trace_id_received", "counter", "{traces}", "traces of which the first span came"),
  ...tailSampling(
    "global_count_traces_sampled",
    "counter",
    "{traces}",
    "traces that were kept or dropped, by the attribute sampled",
  ),
  ...tailSampling("count_traces_sampled", "counter", "{traces}", "the same for each policy"),
  ...tailSampling("traces_dropped_too_large", "counter", "{traces}", "traces above maximum_trace_size_bytes"),
  ...perSignal("exporter_sent", { kind: "exporter" }, (what) => `${what} that the back end took`),
  ...perSignal(
    "exporter_send_failed",
    { kind: "exporter" },
    (what) => `${what} in attempts that failed for good: they are lost`,
  ),
  ...perSignal(
    "exporter_enqueue_failed",
    { kind: "exporter" },
    (what) => `${what} that found the sending queue full: they are lost, or the sender is told`,
  ),
  {
    name: "otelcol_exporter_queue_size",
    kind: "gauge",
    unit: "{batch}",
    of: { kind: "exporter" },
    meaning: "what waits in the sending queue, counted by its sizer",
  },
  {
    name: "otelcol_exporter_queue_capacity",
    kind: "gauge",
    unit: "{batch}",
    of: { kind: "exporter" },
    meaning: "what the sending queue holds, counted by its sizer",
  },
  {
    name: "otelcol_exporter_in_flight_requests",
    kind: "up-down counter",
    unit: "{request}",
    of: { kind: "exporter" },
    since: "0.152.0",
    meaning: "requests that are under way, with the pauses before they are sent again",
  },
  {
    name: "otelcol_exporter_queue_batch_send_size",
    kind: "histogram",
    unit: "{unit}",
    of: { kind: "exporter" },
    level: "detailed",
    since: "0.132.0",
    meaning: "items in a batch of the sending queue",
  },
  ...loadBalancer("num_backends", "gauge", "{backends}", "back ends that are known"),
  ...loadBalancer("num_backend_updates", "counter", "{updates}", "changes of the list of back ends"),
  ...loadBalancer("num_resolutions", "counter", "{resolutions}", "look-ups of back ends, by the attribute success"),
  ...loadBalancer("backend_outcome", "counter", "{outcomes}", "deliveries to a back end, by the attribute success"),
  ...loadBalancer("backend_latency", "histogram", "ms", "time that a back end took to answer"),
  { name: "otelcol_process_uptime", kind: "counter", unit: "s", meaning: "time since the start" },
  { name: "otelcol_process_cpu_seconds", kind: "counter", unit: "s", meaning: "time of the CPU, of user and system" },
  { name: "otelcol_process_memory_rss", kind: "gauge", unit: "By", meaning: "memory of the process" },
  {
    name: "otelcol_process_runtime_heap_alloc_bytes",
    kind: "gauge",
    unit: "By",
    meaning: "memory of what is allocated on the heap: what the memory limiter looks at",
  },
  {
    name: "otelcol_process_runtime_total_sys_memory_bytes",
    kind: "gauge",
    unit: "By",
    meaning: "memory that Go has from the system",
  },
];

/**
 * A metric of a collector of this version; undefined if that version does not have it under this name.
 *
 * @throws {TypeError} for a name that is not in the table
 */
export function telemetryMetric(name: string, version: string): TelemetryMetric | undefined {
  const metric = telemetryMetrics.find((each) => each.name === name);
  if (metric === undefined) throw new TypeError(`${name} is not a metric of the collector`);
  return metric.since !== undefined && compareVersions(version, metric.since) < 0 ? undefined : metric;
}

function perSignal(
  name: string,
  of: NonNullable<TelemetryMetric["of"]>,
  meaning: (what: string) => string,
  more: Pick<TelemetryMetric, "since"> = {},
): readonly TelemetryMetric[] {
  return signals.map((signal) => {
    const [suffix, unit, words] = items[signal];
    return { name: `otelcol_${name}_${suffix}`, kind: "counter", unit, signal, of, ...more, meaning: meaning(words) };
  });
}

function tailSampling(
  name: string,
  kind: TelemetryMetric["kind"],
  unit: string,
  meaning: string,
): readonly TelemetryMetric[] {
  const of = { kind: "processor", type: "tail_sampling" } as const;
  return [{ name: `otelcol_processor_tail_sampling_${name}`, kind, unit, signal: "traces", of, meaning }];
}

function loadBalancer(
  name: string,
  kind: TelemetryMetric["kind"],
  unit: string,
  meaning: string,
): readonly TelemetryMetric[] {
  return [
    { name: `otelcol_loadbalancer_${name}`, kind, unit, of: { kind: "exporter", type: "load_balancing" }, meaning },
  ];
}
