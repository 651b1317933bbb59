import type { RecordedSetting } from "../../lib/collector/catalogue/settings";

const retry: RecordedSetting = { ref: "config/configretry.back_off_config" };
const tlsClient: RecordedSetting = { ref: "config/configtls.client_config" };

const ecsTasks = (own: Readonly<Record<string, RecordedSetting>>): RecordedSetting => [
  "list",
  { keys: { ...own, job_name: "string", metrics_path: "string" } },
];
const ecsPorts: RecordedSetting = ["list", "integer"];

const measured: RecordedSetting = {
  keys: {
    name: "string",
    description: "string",
    unit: "string",
    include_resource_attributes: ["list", { ref: "connector/signaltometricsconnector.attribute" }],
    attributes: ["list", { ref: "connector/signaltometricsconnector.attribute" }],
    conditions: ["list", "string"],
    histogram: { keys: { buckets: ["list", "number"], count: "string", value: "string" } },
    exponential_histogram: { keys: { max_size: "integer", count: "string", value: "string" } },
    sum: { keys: { value: "string", monotonic: "boolean" } },
    gauge: { keys: { value: "string" } },
  },
};

/**
 * What schemas get wrong or leave out, read in the `config.go` of the package, by the name of a definition or by kind and type. Keys are
 * added; a setting that is no object replaces what the schema says.
 */
export const corrections: Readonly<Record<string, RecordedSetting>> = {
  // A map, or a list of names and values: config/configopaque/maplist.go.
  "config/configopaque.map_list": "any",
  "config/configtls.config": { keys: { include_insecure_cipher_suites: "boolean" } },
  "config/confighttp.server_config": { keys: { transport: "string" } },

  // Integers in Go that are written as texts.
  "exporter debug": { keys: { verbosity: "string" } },
  "processor cumulative_to_delta": { keys: { initial_value: "string" } },
  // 0, 1, -1 or `all`.
  "exporter kafka": {
    keys: { producer: { keys: { required_acks: "any" }, and: ["pkg/kafka/configkafka.producer_config"] } },
  },

  // A text for each statement, or groups of them: Unmarshal.
  "processor transform": {
    keys: {
      trace_statements: ["list", "any"],
      metric_statements: ["list", "any"],
      log_statements: ["list", "any"],
      profile_statements: ["list", "any"],
    },
  },

  // Structs that the schema does not follow.
  "exporter awscloudwatchlogs": { keys: { retry_on_failure: retry } },
  "exporter azure_blob": { keys: { retry_on_failure: retry } },
  "exporter syslog": { keys: { retry_on_failure: retry } },
  "exporter elasticsearch": {
    keys: {
      telemetry: {
        keys: {
          log_request_body: "boolean",
          log_response_body: "boolean",
          log_failed_docs_input: "boolean",
          log_failed_docs_input_rate_limit: "duration",
        },
      },
    },
  },
  "exporter signalfx": { keys: { translation_rules: "any" } },
  "receiver otelarrow": { keys: { protocols: "any" } },
  "receiver postgresql": {
    keys: { tls: tlsClient, connection_pool: "any", query_sample_collection: "any", top_query_collection: "any" },
  },
  "receiver vcenter": { keys: { tls: tlsClient } },

  // Sizes in bytes, or texts such as 2MiB: pkg/stanza/operator/helper/bytesize.go.
  "pkg/stanza/fileconsumer.config": {
    keys: { fingerprint_size: "any", initial_buffer_size: "any", max_log_size: "any" },
  },
  "pkg/stanza/operator/input/tcp.base_config": { keys: { max_log_size: "any" } },

  // What Prometheus itself reads, with all its kinds of service discovery.
  "receiver/prometheusreceiver.prom_config": { keys: {}, open: true },
  "receiver/prometheusreceiver.prom_scrape_config": { keys: {}, open: true },
  "receiver receiver_creator": { keys: { receivers: "any" } },

  // No schema.
  "connector forward": { keys: {} },
  "connector signal_to_metrics": {
    keys: {
      spans: ["list", measured],
      datapoints: ["list", measured],
      logs: ["list", measured],
      profiles: ["list", measured],
      error_mode: "string",
    },
  },
  "connector/signaltometricsconnector.attribute": {
    keys: { key: "string", keys_expression: "string", optional: "boolean", default_value: "any" },
  },
  "exporter nop": { keys: {} },
  "extension ecs_observer": {
    keys: {
      cluster_name: "string",
      cluster_region: "string",
      refresh_interval: "duration",
      result_file: "string",
      job_label_name: "string",
      services: ecsTasks({ name_pattern: "string", container_name_pattern: "string", metrics_ports: ecsPorts }),
      task_definitions: ecsTasks({ arn_pattern: "string", container_name_pattern: "string", metrics_ports: ecsPorts }),
      // The port is in the label: `metrics_ports` is refused at start.
      docker_labels: ecsTasks({ port_label: "string", job_name_label: "string", metrics_path_label: "string" }),
    },
  },
  "extension file_storage": {
    keys: {
      directory: "string",
      timeout: "duration",
      compaction: {
        keys: {
          on_start: "boolean",
          on_rebound: "boolean",
          directory: "string",
          rebound_needed_threshold_mib: "integer",
          rebound_trigger_threshold_mib: "integer",
          max_transaction_size: "integer",
          check_interval: "duration",
          cleanup_on_start: "boolean",
        },
      },
      fsync: "boolean",
      create_directory: "boolean",
      directory_permissions: "string",
      recreate: "boolean",
      max_size: "integer",
    },
  },
  "extension host_observer": { keys: { refresh_interval: "duration" } },
  "extension k8s_observer": {
    keys: {
      auth_type: "string",
      context: "string",
      kube_api_qps: "number",
      kube_api_burst: "integer",
      node: "string",
      observe_pods: "boolean",
      observe_nodes: "boolean",
      observe_services: "boolean",
      observe_ingresses: "boolean",
      namespaces: ["list", "string"],
    },
  },
  "extension otlp_encoding": { keys: { protocol: "string" } },
  "receiver nop": { keys: {} },
};

/** Keys, and definitions, that schemas have in the wrong place: structs with a name of their own. */
export const misplaced: Readonly<Record<string, readonly string[]>> = {
  "exporter awscloudwatchlogs": ["config/configretry.back_off_config"],
  "exporter azure_blob": ["config/configretry.back_off_config"],
  "exporter syslog": ["config/configretry.back_off_config"],
  "exporter elasticsearch": [
    "exporter/elasticsearchexporter.telemetry_settings",
    "log_failed_docs_input",
    "log_failed_docs_input_rate_limit",
    "log_request_body",
    "log_response_body",
  ],
};
