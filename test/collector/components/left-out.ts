const newer = "newer than the default collector";
const inside = "the collector does not take it there";
const gated = "refused unless a feature gate is on, which is not for production";
const server = "a server opens no connection";
const place = "about another cloud or place: `extra` takes it";
const asking = "how metadata services are asked; none needs it";
const discovery = "any key with this end is taken, as it is";
const grant = "only client credentials with a secret have types";
const secrets = "secrets have no managers in the collector";
const each = (before: string, keys: string, why: string): Readonly<Record<string, string>> =>
  Object.fromEntries(keys.split(" ").map((key) => [`${before}${key}`, why]));

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
  "exporter prometheus: resource_constant_labels": newer,
  "resource_constant_labels.enabled": inside,
  "resource_constant_labels.exclude_service_attributes": inside,
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

  "receiver file_log: skip_unmodified_files": newer,
  "receiver jaeger: protocols.thrift_http.keepalive": newer,
  "receiver kafka: dial_timeout": newer,
  "receiver kafka: max_decompress_batch_bytes": newer,
  "receiver kafka: partition_processing": newer,
  "receiver otlp: protocols.http.keepalive": newer,
  "receiver prometheus: target_allocator.keepalive": newer,
  "receiver prometheus: api_server.server_config.keepalive": newer,
  "receiver zipkin: keepalive": newer,
  "processor memory_limiter: garbage_collector": newer,
  "processor redaction: masking_string": newer,
  "processor resource_detection: azureappservice": newer,
  "processor resource_detection: azurefunctions": newer,
  "processor resource_detection: env": newer,
  "processor resource_detection: eks.auth_type": newer,
  "processor resource_detection: eks.context": newer,
  "processor resource_detection: eks.kube_api_burst": newer,
  "processor resource_detection: eks.kube_api_qps": newer,
  "processor resource_detection: keepalive": newer,
  "processor transform: flatten": newer,

  // Refused without a feature gate.
  "receiver file_log: delete_after_read": gated,
  "receiver file_log: header": gated,
  "processor tail_sampling: tail_storage": gated,
  "processor transform: flatten_data": gated,

  // Deprecated: what took their place has a type.
  "receiver kafka: auth.plain_text": "auth.sasl",
  "receiver kafka: auth.tls": "tls",
  "receiver kafka: auth.sasl.version": "it is not looked at",
  "receiver kafka: resolve_canonical_bootstrap_servers_only": "it is not looked at",
  "receiver kafka: group_rebalance_strategy": "group_rebalance_strategies",
  "processor filter: logs": "log_conditions",
  "processor filter: metrics": "metric_conditions",
  "processor filter: spans": "trace_conditions",
  "processor filter: traces": "trace_conditions",
  "processor k8s_attributes: extract.deployment_name_from_replicaset": "it is always done",
  "processor resource_detection: ec2.fail_on_missing_metadata": "fail_on_missing_metadata",
  "processor resource_detection: k8snode": "k8s_api",
  "processor tail_sampling: string_attribute.invert_match": "the policies not and drop",
  "processor tail_sampling: numeric_attribute.invert_match": "the policies not and drop",
  "processor tail_sampling: boolean_attribute.invert_match": "the policies not and drop",
  "connector span_metrics: dimensions_cache_size": "aggregation_cardinality_limit",
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
  "extension pprof: dialer": server,
  "receiver awsxray: dialer": server,
  "receiver jaeger: protocols.grpc.dialer": server,
  "receiver otlp: protocols.grpc.dialer": server,
  "receiver statsd: dialer": server,
  "receiver file_log: id": "the receiver's own step, which nothing refers to",
  "receiver file_log: type": "the receiver's own step, which nothing refers to",
  "receiver file_log: output": "the receiver's own step, which nothing refers to",
  "receiver jaeger: remote_sampling": "the receiver refuses it: an extension took its place",
  "receiver prometheus: config.global.evaluation_interval": "a receiver has no rules",
  "receiver prometheus: config.global.rule_query_offset": "a receiver has no rules",
  "receiver prometheus: config.global.query_log_file": "a receiver answers no queries",
  "receiver prometheus: config.otlp": "a receiver takes no OTLP in Prometheus' way",
  "receiver prometheus: config.runtime": "the collector's own is used",
  "receiver prometheus: config.storage": "a receiver stores nothing",
  "receiver prometheus: config.tracing": "the collector's own is used",
  "connector count: metrics.*.attributes": "the connector refuses them: metrics have none",

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

  // Known by detectors of other places, and how these are asked.
  ...each(
    "processor resource_detection: ",
    "akamai aks alibaba_ecs azure azurecontainerapps consul digitalocean gcp heroku hetzner ibmcloud_classic",
    place,
  ),
  ...each(
    "processor resource_detection: ",
    "ibmcloud_vpc kubeadm nova openshift oraclecloud scaleway tencent_cvm upcloud vultr",
    place,
  ),
  ...each(
    "processor resource_detection: ",
    "auth compression compression_params cookies disable_keep_alives endpoint force_attempt_http2 headers",
    asking,
  ),
  ...each(
    "processor resource_detection: ",
    "http2_ping_timeout http2_read_idle_timeout idle_conn_timeout max_conns_per_host max_idle_conns max_idle_conns_per_host middlewares proxy_url read_buffer_size tls write_buffer_size",
    asking,
  ),

  // Prometheus' own settings.
  ...each(
    "receiver prometheus: ",
    "azure_sd_configs consul_sd_configs digitalocean_sd_configs eureka_sd_configs gce_sd_configs hetzner_sd_configs ionos_sd_configs",
    discovery,
  ),
  ...each(
    "receiver prometheus: ",
    "linode_sd_configs marathon_sd_configs moby_sd_configs nomad_sd_configs openstack_sd_configs outscale_sd_configs ovhcloud_sd_configs puppetdb_sd_configs",
    discovery,
  ),
  ...each(
    "receiver prometheus: ",
    "scaleway_sd_configs stackit_sd_configs triton_sd_configs uyuni_sd_configs vultr_sd_configs xds_sd_configs zookeeper_sd_configs",
    discovery,
  ),
  ...each("receiver prometheus: ", "username_ref password_ref credentials_ref ca_ref cert_ref key_ref", secrets),
  ...each("receiver prometheus: oauth2.", "audience claims iss grant_type signature_algorithm", grant),
  ...each("receiver prometheus: oauth2.", "client_certificate_key client_certificate_key_file", grant),
  ...each(
    "receiver prometheus: oauth2.",
    "client_certificate_key_id client_certificate_key_ref client_secret_ref",
    grant,
  ),
  ...each(
    "receiver prometheus: oauth2.",
    "no_proxy proxy_from_environment proxy_url",
    "a proxy on the way to tokens is rare",
  ),
  "receiver prometheus: bearer_token": "authorization",
  "receiver prometheus: bearer_token_file": "authorization",
  "receiver prometheus: relabel_configs[].if": "Prometheus refuses it",
  "receiver prometheus: relabel_configs[].labels": "Prometheus refuses it",
  "receiver prometheus: proxy_connect_header": "proxies that want it are rare: a proxy of one's own adds it",
  "connector routing: table[].statement": "condition",

  // The schema says less than the collector knows.

  "processor filter: profile_conditions": "profiles are no signal that we carry",
  "processor transform: profile_statements": "profiles are no signal that we carry",
};
