import { env, receivers, type settings } from "../../../lib/collector";
import { extension } from "../../../lib/collector/model/component";
import { around, faultsOf, hasComponent, troubleOf, withCollector } from "../otelcol";

const fileStorage = extension("file_storage").of<{ readonly directory: string }>()({ directory: "/tmp" });
const anyPort = "localhost:0";

const rich = {
  otlp: receivers.otlp({
    protocols: {
      grpc: {
        endpoint: anyPort,
        read_buffer_size: 1024,
        include_metadata: true,
        max_recv_msg_size_mib: 8,
        keepalive: { server_parameters: { max_connection_age: "60s" } },
      },
      http: {
        endpoint: anyPort,
        traces_url_path: "/t",
        metrics_url_path: "/m",
        logs_url_path: "/l",
        read_header_timeout: "5s",
        write_timeout: "5s",
        idle_timeout: "1m",
        include_metadata: true,
      },
    },
  }),
  prometheus: receivers.prometheus({
    trim_metric_suffixes: true,
    scrape_on_shutdown: false,
    discovery_reload_on_startup: true,
    initial_scrape_offset: "1h",
    api_server: { enabled: false, max_connections: 10 },
    config: {
      global: {
        scrape_interval: "30s",
        scrape_timeout: "5s",
        scrape_protocols: ["PrometheusText0.0.4"],
        scrape_native_histograms: true,
        external_labels: { site: "a" },
        sample_limit: 1000,
        body_size_limit: "10MB",
        target_limit: 10,
        label_limit: 30,
        label_name_length_limit: 100,
        label_value_length_limit: 1000,
        always_scrape_classic_histograms: true,
        convert_classic_histograms_to_nhcb: true,
        extra_scrape_metrics: true,
        metric_name_validation_scheme: "utf8",
        metric_name_escaping_scheme: "underscores",
        scrape_failure_log_file: "/tmp/failed.log",
        keep_dropped_targets: 10,
      },
      scrape_configs: [
        {
          job_name: "api",
          scrape_interval: "1m",
          scrape_timeout: "10s",
          metrics_path: "/m",
          scheme: "https",
          params: { a: ["b"] },
          static_configs: [{ targets: ["localhost:9"], labels: { a: "b" } }],
          relabel_configs: [
            {
              action: "replace",
              source_labels: ["__address__"],
              separator: ";",
              regex: "(.*):9",
              target_label: "host",
              replacement: "$1",
            },
            { action: "hashmod", source_labels: ["a"], modulus: 2, target_label: "shard" },
          ],
          metric_relabel_configs: [{ action: "drop", source_labels: ["__name__"], regex: "go_.*" }],
          honor_labels: true,
          honor_timestamps: false,
          scrape_protocols: ["PrometheusText1.0.0", "PrometheusText0.0.4"],
          fallback_scrape_protocol: "PrometheusText1.0.0",
          scrape_native_histograms: false,
          enable_compression: false,
          follow_redirects: false,
          enable_http2: false,
          basic_auth: { username: "a", password: env("PASSWORD", "b") },
          tls_config: { insecure_skip_verify: true, server_name: "a", min_version: "TLS12", max_version: "TLS13" },
          http_headers: { "X-Tenant": { values: ["a"], secrets: ["b"] } },
          no_proxy: "10.0.0.0/8",
          track_timestamps_staleness: true,
          native_histogram_bucket_limit: 100,
          native_histogram_min_bucket_factor: 1.1,
          proxy_url: "http://localhost:9",
          body_size_limit: "10MB",
          sample_limit: 10,
          target_limit: 10,
          label_limit: 10,
          label_name_length_limit: 10,
          label_value_length_limit: 10,
        },
        {
          job_name: "found",
          authorization: { type: "Bearer", credentials: "a" },
          proxy_from_environment: true,
          ec2_sd_configs: [{ region: "eu-west-1", port: 9100 }],
          aws_sd_configs: [{ role: "ecs", region: "eu-west-1" }],
          dns_sd_configs: [{ names: ["api.internal"], type: "A", port: 9090 }],
          file_sd_configs: [{ files: ["/etc/targets/*.yaml"] }],
          http_sd_configs: [{ url: "http://localhost:9" }],
          consul_sd_configs: [{ server: "localhost:9" }],
          kubernetes_sd_configs: [{ role: "pod", api_server: "http://localhost:9" }],
        },
      ],
    },
  }),
  fileLog: receivers.fileLog({
    include: ["/var/log/app/**/*.log"],
    exclude: ["/var/log/app/own.log"],
    exclude_older_than: "24h",
    ordering_criteria: {
      regex: "(?P<day>\\d{8})",
      group_by: "(?P<app>[a-z]+)",
      top_n: 2,
      sort_by: [{ sort_type: "timestamp", regex_key: "day", ascending: false, layout: "%Y%m%d", location: "UTC" }],
    },
    start_at: "beginning",
    multiline: { line_start_pattern: "^\\d{4}-", omit_pattern: false },
    encoding: "utf-8",
    compression: "auto",
    max_log_size: "2MiB",
    max_log_size_behavior: "truncate",
    force_flush_period: "1s",
    preserve_leading_whitespaces: true,
    preserve_trailing_whitespaces: true,
    on_truncate: "read_whole_file",
    poll_interval: "500ms",
    fingerprint_size: 2000,
    initial_buffer_size: "32KiB",
    max_concurrent_files: 100,
    max_batches: 2,
    polls_to_archive: 5,
    acquire_fs_lock: true,
    file_cache_advise: true,
    attributes: { source: "file" },
    resource: { cluster: 'EXPR(env("HOME"))' },
    include_file_name: false,
    include_file_path: true,
    include_file_name_resolved: true,
    include_file_path_resolved: true,
    include_file_owner_name: true,
    include_file_owner_group_name: true,
    include_file_permissions: true,
    include_file_record_number: true,
    include_file_record_offset: true,
    retry_on_failure: { enabled: true, initial_interval: "2s", max_interval: "1m", max_elapsed_time: "10m" },
    storage: fileStorage,
    operators: [
      { type: "container", id: "c", format: "containerd", add_metadata_from_filepath: false, max_log_size: "1MiB" },
      {
        type: "json_parser",
        if: 'body startsWith "{"',
        on_error: "send_quiet",
        parse_from: "body",
        parse_to: "attributes.json",
        parse_ints: true,
        timestamp: {
          parse_from: 'attributes["json"].time',
          layout_type: "gotime",
          layout: "2006-01-02T15:04:05Z07:00",
        },
        severity: {
          parse_from: "attributes.json.level",
          preset: "none",
          overwrite_text: true,
          mapping: { error: [{ min: 500, max: 599 }, "oops", "5xx"], info2: "fine", default: 0 },
        },
        trace: { trace_id: { parse_from: "attributes.json.trace_id" } },
        scope_name: { parse_from: "attributes.json.logger" },
        body: "attributes.json.message",
      },
      { type: "regex_parser", regex: "^(?P<level>[A-Z]+) (?P<rest>.*)$", cache: { size: 100 } },
      { type: "key_value_parser", delimiter: "=", pair_delimiter: ";" },
      { type: "time_parser", parse_from: "attributes.at", layout_type: "epoch", layout: "ms", location: "UTC" },
      { type: "severity_parser", parse_from: "attributes.level" },
      { type: "trace_parser", span_id: { parse_from: "attributes.span" } },
      { type: "move", from: "attributes.a", to: 'resource["b.c"]' },
      { type: "copy", from: "body", to: "attributes.original" },
      { type: "add", field: "attributes.n", value: 5 },
      { type: "remove", field: "attributes.n" },
      { type: "retain", fields: ["attributes.a"] },
      { type: "filter", expr: 'body contains "GET /health"', drop_ratio: 0.5 },
      {
        type: "recombine",
        combine_field: "body",
        combine_with: "",
        is_first_entry: 'body matches "^[^ ]"',
        overwrite_with: "newest",
        source_identifier: 'attributes["log.file.path"]',
        max_batch_size: 10,
        max_unmatched_batch_size: 5,
        max_sources: 10,
        max_log_size: "1MiB",
        force_flush_period: "10s",
      },
      { type: "regex_replace", field: "body", regex: "(\\d{4})\\d+", replace_with: "$1" },
      { type: "regex_replace", id: "plain", field: "body", regex_name: "ansi_control_sequences" },
      { type: "router", routes: [{ expr: 'body == "a"', output: "last", attributes: { x: "y" } }], default: "last" },
      { type: "noop", id: "last" },
      { type: "csv_parser", header: "a,b" },
    ],
  }),
  awsecscontainermetrics: receivers.awsecscontainermetrics({ collection_interval: "30s" }),
  hostMetrics: receivers.hostMetrics({
    collection_interval: "30s",
    initial_delay: "1h",
    timeout: "5s",
    root_path: "/",
    metadata_collection_interval: "0s",
    scrapers: {
      cpu: { metrics: { "system.cpu.utilization": { enabled: true } } },
      disk: { include: { devices: ["sda"], match_type: "strict" } },
      filesystem: {
        include_virtual_filesystems: true,
        exclude_devices: { devices: ["^loop"], match_type: "regexp" },
        exclude_fs_types: { fs_types: ["tmpfs"], match_type: "strict" },
        include_mount_points: { mount_points: ["/"], match_type: "strict" },
      },
      load: { cpu_average: true },
      memory: {},
      network: { exclude: { interfaces: ["lo"], match_type: "strict" } },
      nfs: {},
      paging: {},
      processes: {},
      process: {
        include: { names: ["otelcol"], match_type: "strict" },
        resource_attributes: { "process.command_line": { enabled: false } },
        scrape_process_delay: "10s",
        mute_process_all_errors: true,
        mute_process_name_error: true,
        mute_process_exe_error: true,
        mute_process_io_error: true,
        mute_process_user_error: true,
        mute_process_cgroup_error: true,
      },
      system: {},
    },
  }),
  awsxray: receivers.awsxray({
    endpoint: anyPort,
    transport: "udp",
    proxy_server: {
      endpoint: anyPort,
      proxy_address: "",
      tls: { insecure: false },
      region: "eu-west-1",
      role_arn: "",
      aws_endpoint: "http://localhost:9",
      local_mode: true,
      service_name: "xray",
    },
  }),
  statsd: receivers.statsd({
    endpoint: anyPort,
    transport: "udp4",
    aggregation_interval: "10s",
    enable_ip_only_aggregation: true,
    ignore_host: true,
    enable_metric_type: true,
    enable_simple_tags: true,
    is_monotonic_counter: true,
    counter_type: "stochastic_int",
    socket_permissions: 0o600,
    socket_buffer_size: 1024,
    timer_histogram_mapping: [
      {
        statsd_type: "timing",
        observer_type: "histogram",
        histogram: { max_size: 100, explicit_buckets: [{ matcher_pattern: "^a", buckets: [1, 2] }] },
      },
      { statsd_type: "distribution", observer_type: "summary", summary: { percentiles: [50, 99] } },
      { statsd_type: "histogram", observer_type: "gauge" },
    ],
  }),
  kafka: receivers.kafka({
    brokers: ["b-1:9096"],
    protocol_version: "3.7.0",
    client_id: "a",
    group_id: "b",
    group_instance_id: "c",
    group_rebalance_strategies: ["cooperative-sticky", "range"],
    rack_id: "eu-west-1a",
    initial_offset: "earliest",
    session_timeout: "30s",
    heartbeat_interval: "5s",
    min_fetch_size: 1,
    max_fetch_size: 1000,
    max_fetch_wait: "1s",
    max_partition_fetch_size: 1000,
    use_leader_epoch: false,
    conn_idle_timeout: "5m",
    traces: { topics: ["^spans"], exclude_topics: ["^spans-old"], encoding: "zipkin_json" },
    metrics: { topics: ["m"], encoding: "otlp_json" },
    logs: { topics: ["l"], encoding: "text_utf-8" },
    message_marking: { after: true, on_error: false, on_permanent_error: true },
    error_backoff: {
      enabled: true,
      initial_interval: "1s",
      max_interval: "30s",
      max_elapsed_time: "5m",
      multiplier: 1.5,
      randomization_factor: 0.5,
    },
    autocommit: { enable: true, interval: "5s" },
    header_extraction: { extract_headers: true, headers: ["tenant"] },
    tls: { insecure: false },
    auth: { sasl: { mechanism: "AWS_MSK_IAM_OAUTHBEARER", aws_msk: { region: "eu-west-1" } } },
    metadata: { full: false, refresh_interval: "5m", retry: { max: 5, backoff: "1s" } },
    telemetry: { metrics: { kafka_receiver_records_delay: { enabled: true } } },
  }),
  jaeger: receivers.jaeger({
    protocols: {
      grpc: { endpoint: "localhost:14250" },
      thrift_http: { endpoint: "localhost:14268", keep_alives_enabled: true },
      thrift_compact: { endpoint: "localhost:6831", queue_size: 10, max_packet_size: 1000, workers: 2 },
      thrift_binary: { endpoint: "localhost:6832", socket_buffer_size: 1000 },
    },
  }),
  zipkin: receivers.zipkin({ endpoint: anyPort, parse_string_tags: true, keep_alives_enabled: true }),
  fluentForward: receivers.fluentForward({ endpoint: "0.0.0.0:8006" }),
  nop: receivers.nop(),
};

/** They ask AWS, or the task's metadata, when they start. */
const onlyValidated = new Set(["awsecscontainermetrics"]);

test("a function is called as its component, in camel case, and each has an example here", () => {
  const made = Object.entries(receivers).filter(([, value]) => typeof value === "function");
  expect(made.map(([name]) => name).sort()).toEqual(Object.keys(rich).sort());
  expect(Object.values(rich).map(({ type }) => type.replace(/_([a-z])/g, (_, l: string) => l.toUpperCase()))).toEqual(
    Object.keys(rich),
  );
});

test("a receiver is in the pipelines of the signals that it gives", () => {
  expect(
    Object.fromEntries(Object.entries(rich).map(([name, { gives }]) => [name, Object.keys(gives).join()])),
  ).toEqual({
    otlp: "traces,metrics,logs",
    prometheus: "metrics",
    fileLog: "logs",
    awsecscontainermetrics: "metrics",
    hostMetrics: "metrics,logs",
    awsxray: "traces",
    statsd: "metrics",
    kafka: "traces,metrics,logs",
    jaeger: "traces",
    zipkin: "traces",
    fluentForward: "logs",
    nop: "traces,metrics,logs",
  });
});

withCollector(test).each(Object.entries(rich))(
  "%s validates, and starts, with all of its settings",
  async (name, made) => {
    if (!hasComponent(made)) {
      process.stderr.write(`the collector on this machine has no ${made.type}\n`);
      return;
    }
    expect(faultsOf(around(made))).toBe("");
    if (!onlyValidated.has(name)) expect(await troubleOf(around(made))).toEqual([]);
  },
);

test("a receiver of several protocols listens on one at least, with the settings of it", () => {
  const protocols: readonly receivers.OtlpReceiver["protocols"][] = [
    { grpc: {} },
    { http: {} },
    // @ts-expect-error no protocol
    {},
    // @ts-expect-error settings of HTTP
    { grpc: { traces_url_path: "/" } },
  ];
  const jaeger: readonly receivers.JaegerReceiver["protocols"][] = [
    { thrift_binary: {} },
    // @ts-expect-error no protocol
    {},
    // @ts-expect-error settings of HTTP
    { thrift_compact: { idle_timeout: "1s" } },
  ];
  // @ts-expect-error protocols are required
  receivers.otlp();
  expect([protocols.length, jaeger.length]).toEqual([4, 3]);
});

test("a scrape has a job, and finds its targets by Prometheus' names", () => {
  const settings: readonly receivers.PrometheusReceiver[] = [
    { config: { scrape_config_files: ["/etc/scrape/*.yaml"] } },
    { target_allocator: { endpoint: "http://allocator", interval: "30s", collector_id: env("POD_NAME") } },
    // @ts-expect-error nothing is scraped
    { config: { global: { scrape_interval: "30s" } } },
    // @ts-expect-error nothing is scraped
    { config: { scrape_configs: [] } },
  ];
  const scrapes: readonly receivers.ScrapeConfig[] = [
    { job_name: "a", nomad_sd_configs: [{ server: "http://localhost:4646" }] },
    // @ts-expect-error without a job
    { static_configs: [{ targets: ["a:1"] }] },
    // @ts-expect-error a misspelt setting
    { job_name: "a", scrape_intervall: "30s" },
    // @ts-expect-error an action that there is not
    { job_name: "a", relabel_configs: [{ action: "rename" }] },
  ];
  expect([settings.length, scrapes.length]).toEqual([4, 4]);
});

test("an operator has the settings of its type", () => {
  const operators: readonly receivers.LogOperator[] = [
    { type: "uri_parser", parse_from: "attributes.url" },
    { type: "remove", field: 'attributes["http.route"]' },
    // @ts-expect-error a type that there is not
    { type: "xml_parser" },
    // @ts-expect-error without an expression
    { type: "regex_parser" },
    // @ts-expect-error settings of another operator
    { type: "json_parser", regex: "a" },
    // @ts-expect-error a field is of the body, the attributes or the resource
    { type: "move", from: "level", to: "attributes.level" },
    // @ts-expect-error the first or the last
    { type: "recombine", combine_field: "body", is_first_entry: "true", is_last_entry: "true" },
    // @ts-expect-error a time has a layout
    { type: "time_parser", parse_from: "attributes.time" },
    // @ts-expect-error a severity that there is not
    { type: "severity_parser", parse_from: "attributes.level", mapping: { critical: "crit" } },
  ];
  const files: readonly receivers.FileLogReceiver[] = [
    { include: ["/a"], max_log_size: 1000 },
    // @ts-expect-error without files
    { include: [] },
    // @ts-expect-error a beginning or an end
    { include: ["/a"], multiline: { line_start_pattern: "a", line_end_pattern: "b" } },
    // @ts-expect-error a size has a unit that there is
    { include: ["/a"], max_log_size: "2 megabytes" },
  ];
  expect([operators.length, files.length]).toEqual([9, 4]);
});

test("other receivers have what they need and nothing else", () => {
  const mappings: readonly receivers.TimerMapping[] = [
    { statsd_type: "timer", observer_type: "summary" },
    // @ts-expect-error percentiles of a histogram
    { statsd_type: "timer", observer_type: "histogram", summary: { percentiles: [50] } },
  ];
  const sasl: readonly settings.KafkaSasl[] = [
    { mechanism: "SCRAM-SHA-512", username: "a", password: env("KAFKA_PASSWORD") },
    // @ts-expect-error without a password
    { mechanism: "PLAIN", username: "a" },
    // @ts-expect-error MSK takes the task's role
    { mechanism: "AWS_MSK_IAM_OAUTHBEARER", username: "a", password: "b" },
  ];
  // @ts-expect-error a scraper that there is not
  receivers.hostMetrics({ scrapers: { gpu: {} } });
  // @ts-expect-error an address is required
  receivers.fluentForward();
  // @ts-expect-error nothing to set
  receivers.nop({ endpoint: "a" });
  expect([mappings.length, sasl.length]).toEqual([2, 3]);
});
