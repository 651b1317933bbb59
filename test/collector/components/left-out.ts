const newer = "newer than the default collector";
const inside = "the collector does not take it there";

/**
 * Recorded settings that no type has, and other differences between types and recording that are meant: the end of a path, with `exporter
 * otlp_http: ` before it where it is meant for one component only, and why.
 */
export const leftOut: Readonly<Record<string, string>> = {
  profiles: "profiles are no signal that we carry",

  // Newer than the collector that is meant where none is named: 0.159 refuses them.
  "sending_queue.batch.partition.cache_size": newer,
  "sending_queue.batch.partition.idle_timeout": newer,
  dialer_middleware: newer,
  "resource_to_telemetry_conversion.included": newer,
  "resource_to_telemetry_conversion.excluded": newer,
  resource_constant_labels: newer,
  "exporter elasticsearch: keepalive": newer,
  "exporter elasticsearch: retry.retry_on_document_status": newer,
  "exporter kafka: producer.max_inflight_requests_per_broker": newer,
  "exporter kafka: dial_timeout": newer,
  "exporter kafka: signal_header": newer,
  "exporter otlp_http: keepalive": newer,
  "exporter prometheus: keepalive": newer,
  "exporter prometheus_remote_write: keepalive": newer,
  "extension basicauth: client_auth.secret_provider": newer,
  "extension basicauth: htpasswd.secret_provider": newer,
  "extension bearertokenauth: retry_on_failure": newer,
  "extension bearertokenauth: wait_for_token_file": newer,
  "extension zpages: keepalive": newer,

  // Deprecated: what took their place has a type.
  "exporter elasticsearch: mapping.mode": "the scope's attribute elastic.mapping.mode says it",
  "exporter elasticsearch: retry.max_requests": "max_retries",
  "exporter elasticsearch: flush": "sending_queue.batch",
  "exporter elasticsearch: num_workers": "sending_queue.num_consumers",
  "exporter elasticsearch: logs_dynamic_index": "it is always done",
  "exporter elasticsearch: metrics_dynamic_index": "it is always done",
  "exporter elasticsearch: traces_dynamic_index": "it is always done",
  "exporter kafka: auth.plain_text": "auth.sasl",
  "exporter kafka: auth.tls": "tls",
  "exporter kafka: auth.sasl.version": "it is not looked at",
  "exporter kafka: resolve_canonical_bootstrap_servers_only": "it is not looked at",
  "extension oidc: audience": "providers",
  "extension oidc: groups_claim": "providers",
  "extension oidc: ignore_audience": "providers",
  "extension oidc: issuer_ca_path": "providers",
  "extension oidc: issuer_url": "providers",
  "extension oidc: username_claim": "providers",

  // Without an effect.
  "exporter kafka: use_leader_epoch": "for receivers only",
  "exporter load_balancing: protocol.otlp.endpoint": "the resolver's addresses replace it",
  "exporter prometheus_remote_write: compression_params": "snappy has no levels",
  "extension pprof: dialer": "a server opens no connection",

  // The collector takes them in and then prints 0, because it has moved them into http.
  "exporter prometheus_remote_write: max_idle_conns": "the default is that of http.max_idle_conns",
  "exporter prometheus_remote_write: idle_conn_timeout": "the default is that of http.idle_conn_timeout",

  "exporter otlp_http: profiles_endpoint": "profiles are no signal that we carry",

  // Schemas that have the settings of a struct at the top, though they are in one more: retry_on_failure, telemetry.
  "exporter awscloudwatchlogs: enabled": inside,
  "exporter awscloudwatchlogs: initial_interval": inside,
  "exporter awscloudwatchlogs: max_elapsed_time": inside,
  "exporter awscloudwatchlogs: max_interval": inside,
  "exporter awscloudwatchlogs: multiplier": inside,
  "exporter awscloudwatchlogs: randomization_factor": inside,
  "exporter elasticsearch: log_failed_docs_input": inside,
  "exporter elasticsearch: log_failed_docs_input_rate_limit": inside,
  "exporter elasticsearch: log_request_body": inside,
  "exporter elasticsearch: log_response_body": inside,
};
