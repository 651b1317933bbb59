import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Component,
  env,
  type Exporter,
  exporters,
  type Extension,
  extensions,
  type settings,
} from "../../../lib/collector";
import { around, faultsOf, hasComponent, troubleOf, withCollector } from "../otelcol";

const folder = mkdtempSync(join(tmpdir(), "sightline-exporters-"));
afterAll(() => rmSync(folder, { recursive: true }));

const bearer = extensions.bearertokenauth({ token: env("TOKEN", "t"), header: "X-Token", scheme: "Token" });
const storage = extensions.fileStorage({
  directory: join(folder, "storage"),
  create_directory: true,
  directory_permissions: "0700",
  max_size: 200e6,
  fsync: true,
  timeout: "2s",
  recreate: true,
  compaction: {
    on_start: true,
    on_rebound: true,
    directory: join(folder, "compaction"),
    rebound_needed_threshold_mib: 50,
    rebound_trigger_threshold_mib: 5,
    check_interval: "10s",
    max_transaction_size: 1000,
    cleanup_on_start: true,
  },
});

const retry: settings.Retry = {
  enabled: true,
  initial_interval: "1s",
  max_interval: "10s",
  max_elapsed_time: "1m30s",
  multiplier: 2,
  randomization_factor: 0.1,
};

const queue: settings.SendingQueue = {
  enabled: true,
  queue_size: 50_000_000,
  sizer: "bytes",
  num_consumers: 4,
  block_on_overflow: true,
  wait_for_result: false,
  batch: {
    flush_timeout: "1s",
    min_size: 1000,
    max_size: 2000,
    sizer: "items",
    partition: { metadata_keys: ["x-tenant"] },
  },
};

const tls: settings.TlsClient = {
  insecure_skip_verify: true,
  server_name_override: "collector.internal",
  min_version: "1.2",
  max_version: "1.3",
  cipher_suites: ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"],
  include_insecure_cipher_suites: true,
  include_system_ca_certs_pool: true,
  curve_preferences: ["X25519MLKEM768", "X25519", "P256", "P384", "P521"],
  reload_interval: "1h",
  tpm: { enabled: false, path: "/dev/tpmrm0", owner_auth: "a", auth: "b" },
};

const http = {
  timeout: "10s",
  tls,
  headers: { "x-scope-orgid": "shop", cost: "5$" },
  auth: { authenticator: bearer },
  proxy_url: "http://proxy:3128",
  max_idle_conns: 10,
  max_idle_conns_per_host: 5,
  max_conns_per_host: 8,
  idle_conn_timeout: "1m",
  disable_keep_alives: false,
  force_attempt_http2: false,
  http2_read_idle_timeout: "10s",
  http2_ping_timeout: "5s",
  cookies: {},
  read_buffer_size: 1000,
  write_buffer_size: 1000,
} satisfies settings.HttpClient;

const listen: settings.HttpServer = {
  endpoint: "localhost:0",
  transport: "tcp4",
  cors: { allowed_origins: ["https://*.example.com"], allowed_headers: ["*"], exposed_headers: ["x-a"], max_age: 60 },
  auth: { authenticator: bearer, request_params: ["token"] },
  max_request_body_size: 1000,
  include_metadata: true,
  response_headers: { "x-frame-options": "DENY" },
  compression_algorithms: ["", "gzip", "zstd", "zlib", "snappy", "deflate", "lz4", "x-snappy-framed"],
  read_timeout: "5s",
  read_header_timeout: "5s",
  write_timeout: "5s",
  idle_timeout: "5s",
  keep_alives_enabled: true,
};

const aws: settings.AwsSession = {
  region: "eu-west-1",
  endpoint: "http://localhost:9",
  external_id: "e",
  max_retries: 5,
  request_timeout_seconds: 10,
  num_workers: 4,
  proxy_address: "http://proxy:3128",
  no_verify_ssl: true,
  local_mode: true,
  resource_arn: "arn:aws:ecs:eu-west-1:123456789012:task/shop/1",
};

const balanced = { otlp: { tls: { insecure: true }, sending_queue: { enabled: false } } } as const;

const started = {
  otlpGrpc: exporters.otlpGrpc({
    endpoint: "dns:///localhost:9",
    compression: "zstd",
    tls,
    headers: { "x-scope-orgid": "shop" },
    auth: { authenticator: bearer },
    keepalive: { time: "30s", timeout: "5s", permit_without_stream: true },
    balancer_name: "pick_first",
    authority: "collector.internal",
    user_agent: "shop",
    wait_for_ready: true,
    read_buffer_size: 1000,
    write_buffer_size: 1000,
    timeout: "3s",
    retry_on_failure: retry,
    sending_queue: { ...queue, storage },
  }),
  otlpHttp: exporters.otlpHttp({
    ...http,
    endpoint: "http://localhost:9",
    traces_endpoint: "http://localhost:9/v1/traces",
    metrics_endpoint: "http://localhost:9/v1/metrics",
    logs_endpoint: "http://localhost:9/v1/logs",
    encoding: "json",
    compression: "zlib",
    compression_params: { level: 9 },
    retry_on_failure: retry,
    sending_queue: { ...queue, storage },
  }),
  awsemf: exporters.awsemf({
    ...aws,
    namespace: "Shop",
    log_group_name: "/metrics/{ClusterName}",
    log_stream_name: "{TaskId}",
    log_retention: 3653,
    tags: { team: "shop" },
    dimension_rollup_option: "NoDimensionRollup",
    metric_declarations: [
      {
        metric_name_selectors: ["^http"],
        dimensions: [["service.name"], []],
        label_matchers: [{ label_names: ["service.name", "route"], separator: ",", regex: "^shop" }],
      },
    ],
    metric_descriptors: [{ metric_name: "a", unit: "Kilobits/Second", overwrite: true }],
    resource_to_telemetry_conversion: { enabled: true, exclude_service_attributes: true },
    retain_initial_value_of_delta_metric: true,
    detailed_metrics: true,
    parse_json_encoded_attr_values: ["kubernetes"],
    output_destination: "stdout",
    version: "0",
    eks_fargate_container_insights_enabled: true,
  }),
  awsxray: exporters.awsxray({
    ...aws,
    indexed_attributes: ["tenant.id"],
    index_all_attributes: true,
    aws_log_groups: ["/shop/checkout"],
    telemetry: {
      enabled: true,
      include_metadata: true,
      contributors: ["awsxray"],
      hostname: "h",
      instance_id: "i",
      resource_arn: "r",
    },
  }),
  awscloudwatchlogs: exporters.awscloudwatchlogs({
    ...aws,
    log_group_name: "/shop/{ServiceName}",
    log_stream_name: "{TaskId}",
    log_retention: 30,
    tags: { team: "shop" },
    raw_log: true,
    retry_on_failure: retry,
    sending_queue: { ...queue, storage },
  }),
  prometheusRemoteWrite: exporters.prometheusRemoteWrite({
    http: { ...http, endpoint: "http://localhost:9/api/v1/write", compression: "snappy" },
    timeout: "3s",
    namespace: "shop",
    external_labels: { region: "eu" },
    translation_strategy: "UnderscoreEscapingWithoutSuffixes",
    resource_to_telemetry_conversion: { enabled: true, exclude_service_attributes: true },
    target_info: { enabled: false },
    disable_scope_info: true,
    send_metadata: true,
    protobuf_message: "prometheus.WriteRequest",
    include_metadata_keys: ["x-tenant"],
    convert_explicit_histograms_to_nhcb: true,
    keep_classic_histograms: true,
    max_batch_size_bytes: 1_000_000,
    max_batch_request_parallelism: 1,
    retry_on_failure: retry,
    remote_write_queue: { enabled: true, queue_size: 100, num_consumers: 5 },
    wal: { directory: join(folder, "wal"), buffer_size: 10, truncate_frequency: "10s", lag_record_frequency: "5s" },
  }),
  prometheus: exporters.prometheus({
    ...listen,
    endpoint: "localhost:0",
    namespace: "shop",
    const_labels: { region: "eu" },
    send_timestamps: true,
    metric_expiration: "10m",
    resource_to_telemetry_conversion: { enabled: true, exclude_service_attributes: true },
    enable_open_metrics: true,
    without_scope_info: true,
    translation_strategy: "NoTranslation",
    sending_queue: queue,
  }),
  awss3: exporters.awss3({
    s3uploader: {
      s3_bucket: "archive",
      region: "eu-west-1",
      s3_base_prefix: "a",
      s3_prefix: "b",
      s3_partition_format: "%Y/%m/%d",
      s3_partition_timezone: "UTC",
      file_prefix: "c",
      unique_key_func_name: "uuidv7",
      compression: "zstd",
      storage_class: "INTELLIGENT_TIERING",
      acl: "bucket-owner-full-control",
      endpoint: "http://localhost:9",
      s3_force_path_style: true,
      disable_ssl: true,
      retry_mode: "adaptive",
      retry_max_attempts: 5,
      retry_max_backoff: "10s",
    },
    marshaler: "otlp_proto",
    resource_attrs_to_s3: { s3_bucket: "bucket", s3_prefix: "prefix" },
    timeout: "10s",
    retry_on_failure: retry,
    sending_queue: { ...queue, storage },
  }),
  loadBalancing: exporters.loadBalancing({
    resolver: { dns: { hostname: "localhost", port: "4317", interval: "10s", timeout: "2s" } },
    protocol: balanced,
    routing_key: "attributes",
    routing_attributes: ["tenant.id"],
    retry_on_failure: {
      ...retry,
      enabled: true,
      initial_interval: "1s",
      max_interval: "5s",
      max_elapsed_time: "1m",
      multiplier: 2,
    },
    sending_queue: { ...queue, storage },
    timeout: "10s",
  }),
  file: exporters.file({
    path: join(folder, "out", "*.json"),
    format: "proto",
    compression: "zstd",
    compression_params: { level: 11 },
    flush_interval: "2s",
    rotation: { max_megabytes: 1, max_days: 1, max_backups: 1, localtime: true },
    create_directory: true,
    directory_permissions: "0700",
    group_by: { enabled: true, resource_attribute: "service.name", max_open_files: 10 },
  }),
  debug: exporters.debug({
    verbosity: "detailed",
    sampling_initial: 5,
    sampling_thereafter: 200,
    use_internal_logger: false,
    output_paths: ["stderr"],
    sending_queue: queue,
  }),
  nop: exporters.nop(),
  elasticsearch: exporters.elasticsearch({
    ...http,
    endpoints: ["https://a:9200", "https://b:9200"],
    user: "u",
    password: env("PASSWORD", "p"),
    compression: "gzip",
    compression_params: { level: 1 },
    logs_index: "logs",
    logs_dynamic_id: { enabled: true },
    mapping: { allowed_modes: ["otel", "ecs"] },
    retry: { max_retries: 3, initial_interval: "1s", max_interval: "10s", retry_on_status: [429, 503] },
    sending_queue: { ...queue, storage },
  }),
  kafka: exporters.kafka({
    brokers: ["broker:9098"],
    auth: { sasl: { mechanism: "AWS_MSK_IAM_OAUTHBEARER", aws_msk: { region: "eu-west-1" } } },
    tls,
    logs: { topic: "logs", encoding: "raw" },
    partition_traces_by_id: true,
    record_partitioner: { sticky_key: { hasher: "murmur2" } },
    record_headers: [{ name: "team", value: "shop" }],
    producer: { required_acks: "all", compression: "zstd", linger: "20ms" },
    retry_on_failure: retry,
    sending_queue: { ...queue, storage },
  }),
} satisfies Record<keyof typeof exporters, Exporter<never>>;

/** Certificates, clusters and services of AWS are not on this machine. */
const validated: Readonly<Record<string, Exporter<never>>> = {
  "a client with a certificate": exporters.otlpGrpc({
    endpoint: "a:4317",
    tls: { ca_file: "/certs/ca.pem", cert_file: "/certs/cert.pem", key_pem: env("KEY", "k") },
  }),
  "a server with a certificate": exporters.prometheus({
    endpoint: "localhost:0",
    tls: { cert_file: "/c.pem", key_file: "/k.pem", client_ca_file: "/ca.pem", client_ca_file_reload: true },
  }),
  "a role of another account": exporters.awsemf({
    role_arn: "arn:aws:iam::123456789012:role/metrics",
    external_id: "e",
  }),
  "remote write of older collectors": exporters.prometheusRemoteWrite({ ...http, endpoint: "https://a/api/v1/write" }),
  "Kubernetes' endpoints": exporters.loadBalancing({
    resolver: { k8s: { service: "a.b", ports: [4317], timeout: "10s", return_hostnames: true } },
    protocol: balanced,
    routing_key: "traceID",
  }),
  "Cloud Map's instances": exporters.loadBalancing({
    resolver: {
      aws_cloud_map: {
        namespace: "shop",
        service_name: "sampling",
        port: 4317,
        health_status: "HEALTHY",
        interval: "10s",
        timeout: "2s",
        owner_account: "123456789012",
      },
    },
    protocol: balanced,
    routing_key: "streamID",
  }),
  "a list of hosts": exporters.loadBalancing({
    resolver: { static: { hostnames: ["a:4317"] } },
    protocol: balanced,
    routing_key: "resource",
  }),
};

const startedExtensions: Readonly<Record<Exclude<keyof typeof extensions, "oidc">, Extension>> = {
  healthCheck: extensions.healthCheck({
    ...listen,
    path: "/health",
    response_body: { healthy: "yes", unhealthy: "no" },
  }),
  sigv4auth: extensions.sigv4auth({ region: "eu-west-1", service: "logs" }),
  bearertokenauth: bearer,
  basicauth: extensions.basicauth({ client_auth: { username: "u", password: env("PASSWORD", "p") } }),
  oauth2client: extensions.oauth2client({
    token_url: "https://id/token",
    client_id: "a",
    client_secret: env("SECRET", "s"),
    grant_type: "client_credentials",
    scopes: ["a"],
    endpoint_params: { audience: "collector", many: ["a", "b"] },
    tls,
    timeout: "5s",
    expiry_buffer: "1m",
  }),
  headersSetter: extensions.headersSetter({
    headers: [
      { key: "a", from_context: "x-tenant", default_value: "shop" },
      { key: "b", from_attribute: "subject", action: "insert" },
      { key: "c", value: "d", action: "update" },
      { key: "d", action: "delete" },
    ],
    additional_auth: bearer,
  }),
  fileStorage: storage,
  pprof: extensions.pprof({ endpoint: "localhost:0", block_profile_fraction: 1, mutex_profile_fraction: 1 }),
  zpages: extensions.zpages({ ...listen, expvar: { enabled: true } }),
  ecsObserver: extensions.ecsObserver({
    cluster_name: "shop",
    cluster_region: "eu-west-1",
    result_file: join(folder, "targets.yaml"),
    refresh_interval: "1m",
    job_label_name: "ecs_job",
    services: [{ name_pattern: "^a", metrics_ports: [9090], container_name_pattern: "b", job_name: "c" }],
    task_definitions: [{ arn_pattern: ":a:", metrics_ports: [9090], metrics_path: "/m" }],
    docker_labels: [{ port_label: "a", job_name_label: "b", metrics_path_label: "c" }],
  }),
};

const validatedExtensions: Readonly<Record<string, Extension>> = {
  "a file of tokens": extensions.bearertokenauth({ filename: "/run/token" }),
  "tokens of several clients": extensions.bearertokenauth({ tokens: ["a", "b"] }),
  "files of user and password": extensions.basicauth({ client_auth: { username_file: "/u", password_file: "/p" } }),
  "users who may send": extensions.basicauth({ htpasswd: { inline: "u:p", file: "/etc/htpasswd" } }),
  "a token of the cluster": extensions.oidc({
    providers: [{ issuer_url: "https://id", ignore_audience: true, username_claim: "email", groups_claim: "groups" }],
  }),
};

const inCollector = withCollector(test);

inCollector.each(Object.entries<Exporter<never>>(started))(
  "%s validates, and starts, with all of its settings",
  async (_, made) => {
    if (isMissing(made)) return;
    expect(faultsOf(around(made))).toBe("");
    expect(await troubleOf(around(made))).toEqual([]);
  },
);

inCollector.each(Object.entries(validated))("%s: it validates", (_, made) => {
  expect(faultsOf(around(made))).toBe("");
});

inCollector.each(Object.entries(startedExtensions))(
  "%s validates, and starts, with all of its settings",
  async (_, made) => {
    if (isMissing(made)) return;
    expect(faultsOf(beside(made))).toBe("");
    expect(await troubleOf(beside(made))).toEqual([]);
  },
);

inCollector.each(Object.entries(validatedExtensions))("%s: it validates", (_, made) => {
  if (!isMissing(made)) expect(faultsOf(beside(made))).toBe("");
});

test("a function is called as its component, in camel case, and each has an example here", () => {
  const made: Readonly<Record<string, Component>> = { ...started, ...startedExtensions };
  expect(Object.entries(made).map(([, { type }]) => camel(type))).toEqual(Object.keys(made));
});

function beside(made: Extension): Parameters<typeof faultsOf>[0] {
  return { ...around(exporters.nop()), extensions: [made] };
}

function isMissing(made: Component): boolean {
  if (hasComponent(made)) return false;
  process.stderr.write(`the collector on this machine has no ${made.type}\n`);
  return true;
}

function camel(type: string): string {
  return type.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
