import { env, type Exporter, exporters, type Extension, type settings } from "../../../lib/collector";
import { extension } from "../../../lib/collector/model/component";

const sigv4auth = extension("sigv4auth").of<Record<never, never>>()();
const fileStorage: settings.Storage = extension("file_storage").of<Record<never, never>>()();
const encoding: Extension = extension("text_encoding").of<Record<never, never>>()();

test("OTLP over HTTP has at least one endpoint", () => {
  const made = [
    exporters.otlpHttp({ endpoint: "https://collector:4318" }),
    exporters.otlpHttp({
      traces_endpoint: "https://xray.eu-west-1.amazonaws.com/v1/traces",
      auth: { authenticator: sigv4auth },
    }),
    exporters.otlpHttp({ logs_endpoint: env("LOKI"), metrics_endpoint: env("MIMIR"), compression: "zstd" }),
    // @ts-expect-error no endpoint at all
    exporters.otlpHttp({ timeout: "1s" }),
    // @ts-expect-error its settings are required
    exporters.otlpHttp(),
    // @ts-expect-error a key of the batch processor
    exporters.otlpHttp({ endpoint: "https://collector:4318", send_batch_size: 10 }),
    // @ts-expect-error a time has a unit
    exporters.otlpHttp({ endpoint: "https://collector:4318", timeout: "30" }),
  ];
  expect(made.map(({ type }) => type)).toEqual(Array(7).fill("otlp_http"));
});

test("OTLP over gRPC has an endpoint, and what waits is kept in a storage", () => {
  const made = exporters.otlpGrpc(
    {
      endpoint: "tempo:4317",
      tls: { insecure: true },
      sending_queue: { storage: fileStorage, batch: { sizer: "bytes" } },
    },
    { name: "tempo" },
  );
  // @ts-expect-error no endpoint at all
  exporters.otlpGrpc({ tls: { insecure: true } });
  // @ts-expect-error a compression of HTTP only
  exporters.otlpGrpc({ endpoint: "tempo:4317", compression: "lz4" });
  expect(made).toEqual({
    kind: "exporter",
    type: "otlp_grpc",
    typed: true,
    takes: { traces: true, metrics: true, logs: true },
    options: { name: "tempo" },
    settings: {
      endpoint: "tempo:4317",
      tls: { insecure: true },
      sending_queue: { storage: fileStorage, batch: { sizer: "bytes" } },
    },
  });
});

test("what load balancing routes by says which signals it takes", () => {
  const to = { resolver: { dns: { hostname: "sampling.internal" } }, protocol: { otlp: { tls: { insecure: true } } } };
  const traces: Exporter<"traces" | "logs"> = exporters.loadBalancing({ ...to, routing_key: "traceID" });
  const all: Exporter = exporters.loadBalancing(to);
  const metrics: Exporter<"metrics"> = exporters.loadBalancing({ ...to, routing_key: "streamID" });
  const any: Exporter = exporters.loadBalancing({
    ...to,
    routing_key: "attributes",
    routing_attributes: ["tenant.id"],
  });
  // @ts-expect-error metrics have no trace id
  const wrong: Exporter<"metrics"> = exporters.loadBalancing({ ...to, routing_key: "traceID" });
  expect([traces, all, metrics, any, wrong].map(({ takes }) => Object.keys(takes))).toEqual([
    ["traces", "logs"],
    ["traces", "metrics", "logs"],
    ["metrics"],
    ["traces", "metrics", "logs"],
    ["traces", "logs"],
  ]);
});

test("load balancing has one resolver, attributes only where it routes by them, and no retry without pauses", () => {
  const protocol = { otlp: {} };
  const dns = { hostname: "sampling.internal" };
  const wrong = [
    // @ts-expect-error two resolvers
    exporters.loadBalancing({ protocol, resolver: { dns, static: { hostnames: ["a"] } } }),
    // @ts-expect-error no resolver
    exporters.loadBalancing({ protocol, resolver: {} }),
    // @ts-expect-error the endpoint comes from the resolver
    exporters.loadBalancing({ protocol: { otlp: { endpoint: "a:4317" } }, resolver: { dns } }),
    // @ts-expect-error by which attributes
    exporters.loadBalancing({ protocol, resolver: { dns }, routing_key: "attributes" }),
    // @ts-expect-error it routes by service
    exporters.loadBalancing({ protocol, resolver: { dns }, routing_key: "service", routing_attributes: ["a"] }),
    // @ts-expect-error all intervals are 0 by default
    exporters.loadBalancing({ protocol, resolver: { dns }, retry_on_failure: { enabled: true } }),
    // @ts-expect-error a key that there is not
    exporters.loadBalancing({ protocol, resolver: { dns }, routing: "service" }),
  ];
  expect(wrong).toHaveLength(7);
});

test("exporters of AWS say what they need", () => {
  const made = [
    exporters.awsemf(),
    exporters.awsemf({
      log_retention: 30,
      metric_declarations: [{ metric_name_selectors: ["^http"], dimensions: [["service.name"]] }],
      metric_descriptors: [{ metric_name: "a", unit: "Milliseconds" }],
    }),
    exporters.awsxray({ indexed_attributes: ["tenant.id"] }),
    exporters.awscloudwatchlogs({ log_group_name: "/shop/{ServiceName}", log_stream_name: "{TaskId}" }),
    exporters.awss3({ s3uploader: { s3_bucket: "archive", region: env("AWS_REGION") }, marshaler: "otlp_proto" }),
    exporters.awss3({ s3uploader: { s3_bucket: "archive" }, encoding, encoding_file_extension: "log" }),
    // @ts-expect-error a retention that CloudWatch does not have
    exporters.awsemf({ log_retention: 31 }),
    // @ts-expect-error a unit that CloudWatch does not have
    exporters.awsemf({ metric_descriptors: [{ metric_name: "a", unit: "ms" }] }),
    // @ts-expect-error it has no queue
    exporters.awsxray({ sending_queue: {} }),
    // @ts-expect-error a log stream
    exporters.awscloudwatchlogs({ log_group_name: "/shop" }),
    // @ts-expect-error two formats
    exporters.awss3({ s3uploader: { s3_bucket: "archive" }, encoding, marshaler: "body" }),
  ];
  expect(made).toHaveLength(11);
});

test("remote write has an endpoint, among its HTTP settings or, for older collectors, beside the others", () => {
  const made = [
    exporters.prometheusRemoteWrite({
      http: { endpoint: "https://aps/api/v1/remote_write", auth: { authenticator: sigv4auth } },
    }),
    exporters.prometheusRemoteWrite({
      endpoint: "https://aps/api/v1/remote_write",
      auth: { authenticator: sigv4auth },
    }),
    // @ts-expect-error no endpoint at all
    exporters.prometheusRemoteWrite({ namespace: "shop" }),
    // @ts-expect-error of two endpoints only one counts
    exporters.prometheusRemoteWrite({ endpoint: "https://a", http: { endpoint: "https://b" } }),
    // @ts-expect-error it has a queue of its own
    exporters.prometheusRemoteWrite({ http: { endpoint: "https://a" }, sending_queue: {} }),
    // @ts-expect-error it can't be compressed otherwise
    exporters.prometheusRemoteWrite({ http: { endpoint: "https://a", compression: "gzip" } }),
    // @ts-expect-error remote write 1.0 has no such names
    exporters.prometheusRemoteWrite({ http: { endpoint: "https://a" }, translation_strategy: "NoTranslation" }),
  ];
  expect(made).toHaveLength(7);
});

test("settings that exclude each other do not compile together", () => {
  const wrong = [
    // @ts-expect-error a file that is put aside begins anew
    exporters.file({ path: "a.json", append: true, rotation: {} }),
    // @ts-expect-error no folder is made
    exporters.file({ path: "a.json", directory_permissions: "0700" }),
    // @ts-expect-error nothing is compressed
    exporters.file({ path: "a.json", compression_params: { level: 3 } }),
    // @ts-expect-error the collector's log is where it is
    exporters.debug({ output_paths: ["a.txt"] }),
    // @ts-expect-error where is Elasticsearch
    exporters.elasticsearch({ api_key: env("KEY") }),
    // @ts-expect-error a node, or all of them
    exporters.elasticsearch({ endpoint: "https://a:9200", endpoints: ["https://b:9200"] }),
    // @ts-expect-error a key, or a user
    exporters.elasticsearch({ endpoint: "https://a:9200", api_key: env("KEY"), user: "u", password: env("P") }),
    // @ts-expect-error a user has a password
    exporters.kafka({ auth: { sasl: { mechanism: "PLAIN", username: "u" } } }),
    // @ts-expect-error one way to choose a partition
    exporters.kafka({ record_partitioner: { round_robin: {}, least_backup: {} } }),
    // @ts-expect-error there is nothing to set
    exporters.nop({ a: 1 }),
    // @ts-expect-error it must be said where to listen
    exporters.prometheus({ namespace: "shop" }),
  ];
  expect(wrong).toHaveLength(11);
});

test("what has no required settings needs none", () => {
  const made = [exporters.debug(), exporters.nop(), exporters.kafka(), exporters.awsxray(), exporters.awsemf()];
  expect(made.map(({ settings: { ...all } }) => all)).toEqual(Array(5).fill({}));
});
