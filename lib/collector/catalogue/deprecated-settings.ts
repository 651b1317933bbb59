import type { ComponentKind } from "../model/component";

/** A setting that was renamed, replaced or removed. */
export interface DeprecatedSetting {
  /** Where it is: settings of all components of a kind, of one type (today's name), or `service`. */
  readonly of: { readonly kind: ComponentKind; readonly type?: string } | "service";

  /**
   * Its path; `*` stands for one key, or for any element of a list. It ends what is written: `sending_queue.blocking` is found in
   * `protocol.otlp.sending_queue.blocking`, too, where {@link anywhere} is set.
   */
  readonly path: string;

  /** True for settings that components have in common: they may be in any part of their settings. */
  readonly anywhere?: true;

  /** The first version that has what replaces it; undefined: before the versions that were looked at. */
  readonly since?: string;

  /** The first version, at the latest, that ignores it or does not start with it; undefined: all versions that were looked at take it. */
  readonly gone?: string;

  /** What to write: `write sending_queue.batch`. */
  readonly instead: string;
}

/**
 * Settings that changed.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/CHANGELOG.md
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/CHANGELOG.md
 */
export const deprecatedSettings: readonly DeprecatedSetting[] = [
  {
    of: "service",
    path: "telemetry.metrics.address",
    gone: "0.123.0",
    instead: "write telemetry.metrics.readers with a pull exporter for Prometheus: host and port",
  },

  inAll("exporter", "batcher", "write sending_queue.batch", { gone: "0.130.0" }),
  inAll("exporter", "sending_queue.batch.min_size_items", "write sending_queue.batch.min_size with sizer: items", {
    gone: "0.123.0",
  }),
  inAll("exporter", "sending_queue.batch.max_size_items", "write sending_queue.batch.max_size with sizer: items", {
    gone: "0.123.0",
  }),
  inAll("exporter", "sending_queue.blocking", "write sending_queue.block_on_overflow", { gone: "0.129.0" }),
  ...["exporter", "receiver", "processor", "extension"].flatMap((kind) =>
    (
      [
        ["idle_conn_timeout", "write keepalive.idle_conn_timeout"],
        ["max_idle_conns", "write keepalive.max_idle_conns"],
        ["max_idle_conns_per_host", "write keepalive.max_idle_conns_per_host"],
        ["disable_keep_alives", "write keepalive.enabled: false"],
      ] as const
    ).map(([path, instead]) => inAll(kind as ComponentKind, path, instead, { since: "0.162.0", gone: "0.165.0" })),
  ),

  one("exporter", "debug", "loglevel", "write verbosity: basic, normal or detailed", { gone: "0.86.0" }),
  one("exporter", "prometheus", "add_metric_suffixes", "write translation_strategy", { gone: "0.154.0" }),
  one("exporter", "prometheus", "resource_to_telemetry_conversion", "write resource_constant_labels", {
    since: "0.161.0",
  }),
  one("exporter", "prometheus_remote_write", "add_metric_suffixes", "write translation_strategy", {}),
  one("exporter", "prometheus_remote_write", "resource_to_telemetry_conversion", "write resource_constant_labels", {
    since: "0.161.0",
  }),
  one("exporter", "elasticsearch", "num_workers", "write sending_queue.num_consumers", { since: "0.136.0" }),
  one("exporter", "elasticsearch", "flush", "write sending_queue.batch", { since: "0.136.0" }),
  one("exporter", "elasticsearch", "retry.max_requests", "write retry.max_retries", {}),
  ...["logs", "metrics", "traces"].map((signal) =>
    one("exporter", "elasticsearch", `${signal}_dynamic_index.enabled`, "leave it out: routing is always dynamic", {
      gone: "0.122.0",
    }),
  ),
  one("exporter", "signalfx", "correlation", "leave it out: it is ignored", {}),

  one("receiver", "prometheus", "report_extra_scrape_metrics", "write config.global.extra_scrape_metrics", {
    gone: "0.145.0",
  }),
  one("receiver", "jaeger", "remote_sampling", "use the extension jaegerremotesampling", { gone: "0.84.0" }),
  one("receiver", "kafka", "max_buffered_batches", "write partition_processing.max_prefetch.batches", {
    since: "0.164.0",
    gone: "0.166.0",
  }),
  ...["traces", "metrics", "logs"].map((signal) =>
    one("receiver", "kafka", `${signal}.topic`, `write ${signal}.topics, a list`, { gone: "0.149.0" }),
  ),
  one("receiver", "kafka_metrics", "refresh_frequency", "write metadata.refresh_interval", {}),
  one("receiver", "k8s_cluster", "namespace", "write namespaces, a list", {}),

  one("processor", "memory_limiter", "ballast_size_mib", "leave it out, and set GOMEMLIMIT", { gone: "0.130.0" }),
  one("processor", "filter", "spans", "write trace_conditions", { since: "0.146.0" }),
  one("processor", "filter", "traces", "write trace_conditions", { since: "0.146.0" }),
  one("processor", "filter", "metrics", "write metric_conditions", { since: "0.146.0" }),
  one("processor", "filter", "logs", "write log_conditions", { since: "0.146.0" }),
  one("processor", "filter", "profiles", "write profile_conditions", { since: "0.146.0" }),
  one("processor", "resource_detection", "attributes", "write resource_attributes of each detector", {
    gone: "0.122.0",
  }),
  one("processor", "resource_detection", "k8snode", "write k8s_api", {}),
  one(
    "processor",
    "resource_detection",
    "*.fail_on_missing_metadata",
    "write fail_on_missing_metadata beside detectors",
    {},
  ),
  one("processor", "k8s_attributes", "extract.deployment_name_from_replicaset", "leave it out: it is the default", {}),
  ...["string_attribute", "numeric_attribute", "boolean_attribute"].map((policy) => ({
    ...one("processor", "tail_sampling", `${policy}.invert_match`, "use a policy of type drop, or not", {
      since: "0.126.0",
    }),
    anywhere: true as const,
  })),

  one("connector", "span_metrics", "dimensions_cache_size", "write aggregation_cardinality_limit", {
    since: "0.130.0",
  }),
  one("connector", "routing", "match_once", "leave it out: write action: copy where a later route shall see it, too", {
    gone: "0.120.0",
  }),
  one("connector", "failover", "retry_gap", "leave it out", {}),
  one("connector", "failover", "max_retries", "leave it out", {}),

  ...["issuer_url", "audience", "ignore_audience", "issuer_ca_path", "username_claim", "groups_claim"].map((path) =>
    one("extension", "oidc", path, `write providers: [{ ${path} }]`, {}),
  ),
  one("extension", "health_check", "check_collector_pipeline", "leave it out: it does not work", {}),
];

type When = Pick<DeprecatedSetting, "since" | "gone">;

function inAll(kind: ComponentKind, path: string, instead: string, when: When): DeprecatedSetting {
  return { of: { kind }, path, anywhere: true, ...when, instead };
}

function one(kind: ComponentKind, type: string, path: string, instead: string, when: When): DeprecatedSetting {
  return { of: { kind, type }, path, ...when, instead };
}
