import { type Collector, connectors, env } from "../../../lib/collector";
import { exporter, receiver } from "../../../lib/collector/model/component";
import { around, faultsOf, hasComponent, troubleOf, withCollector } from "../otelcol";

const rich = {
  forward: connectors.forward("traces"),
  routing: connectors.routing("logs", {
    error_mode: "silent",
    default_pipelines: ["logs/given"],
    table: [
      { condition: 'resource.attributes["team"] == "pay"', pipelines: ["logs/given"], action: "copy" },
      { context: "log", condition: "true", pipelines: ["logs/given"] },
    ],
  }),
  spanMetrics: connectors.spanMetrics({
    dimensions: [{ name: "http.route", default: "none" }, { glob: "k8s.*.name" }],
    calls_dimensions: [{ name: "http.response.status_code" }],
    exclude_dimensions: ["collector.instance.id"],
    aggregation_cardinality_limit: 1000,
    histogram: {
      unit: "s",
      disable: false,
      dimensions: [{ name: "url.scheme" }],
      explicit: { buckets: ["5ms", "1s"] },
    },
    aggregation_temporality: "AGGREGATION_TEMPORALITY_DELTA",
    metrics_flush_interval: "15s",
    metrics_expiration: "5m",
    series_expiration: "5m",
    namespace: "red",
    exemplars: { enabled: true, max_per_data_point: 2 },
    events: { enabled: true, dimensions: [{ name: "exception.type" }] },
    resource_metrics_key_attributes: ["service.name"],
    resource_metrics_cache_size: 100,
    metric_timestamp_cache_size: 100,
    include_instrumentation_scope: ["express"],
    add_resource_attributes: true,
    enable_metrics_sampling_method: true,
  }),
  count: connectors.count({
    spans: { "spans.failed": { description: "Failed", conditions: ["span.status.code == STATUS_CODE_ERROR"] } },
    spanevents: { exceptions: { conditions: ['spanevent.name == "exception"'] } },
    metrics: { "metrics.seen": { conditions: ['IsMatch(metric.name, "^a$")'] } },
    datapoints: { "points.seen": { attributes: [{ key: "host.name", default_value: "none" }] } },
    logs: { "log.errors": { conditions: ["log.severity_number >= 17"], attributes: [{ key: "service.name" }] } },
  }),
  serviceGraph: connectors.serviceGraph({
    latency_histogram_buckets: ["100ms", "1s"],
    dimensions: ["http.route"],
    store: { ttl: "5s", max_items: 5000 },
    cache_loop: "2m",
    store_expiration_loop: "10s",
    virtual_node_peer_attributes: ["peer.service"],
    virtual_node_extra_label: true,
    metrics_flush_interval: "30s",
    database_name_attributes: ["db.namespace"],
    metrics_timestamp_offset: "1s",
  }),
  signalToMetrics: connectors.signalToMetrics({
    error_mode: "ignore",
    spans: [
      {
        name: "span.seconds",
        description: "How long",
        unit: "s",
        include_resource_attributes: [{ key: "service.name" }],
        attributes: [
          { key: "http.route", optional: true },
          { key: "a", default_value: 1 },
        ],
        conditions: ["span.kind == SPAN_KIND_SERVER"],
        histogram: { value: "Seconds(span.end_time - span.start_time)", count: "1", buckets: [0.1, 1] },
      },
    ],
    datapoints: [{ name: "points", exponential_histogram: { value: "1.0", count: "1", max_size: 20 } }],
    logs: [
      { name: "bytes", sum: { value: 'Double(log.attributes["bytes"])', monotonic: true } },
      { name: "last", gauge: { value: 'Double(log.attributes["bytes"])' } },
    ],
  }),
  exceptions: connectors.exceptions({
    dimensions: [{ name: "exception.type", default: "none" }],
    exemplars: { enabled: true },
  }),
};

test("a function is called as its component, in camel case, and each has an example here", () => {
  const made = Object.entries(connectors).filter(([, value]) => typeof value === "function");
  expect(made.map(([name]) => name).sort()).toEqual(Object.keys(rich).sort());
  expect(
    Object.entries(rich).map(([, { type }]) => type.replace(/_([a-z])/g, (_, l: string) => l.toUpperCase())),
  ).toEqual(Object.keys(rich));
});

test("a connector takes and gives the signals that it knows", () => {
  expect(
    Object.entries(rich).map(([name, { gives, takes }]) => [
      name,
      Object.keys(takes).join(),
      Object.keys(gives).join(),
    ]),
  ).toEqual([
    ["forward", "traces", "traces"],
    ["routing", "logs", "logs"],
    ["spanMetrics", "traces", "metrics"],
    ["count", "traces,metrics,logs", "metrics"],
    ["serviceGraph", "traces", "metrics"],
    ["signalToMetrics", "traces,metrics,logs", "metrics"],
    ["exceptions", "traces", "metrics,logs"],
  ]);
});

withCollector(test).each(Object.entries(rich))(
  "%s validates, and starts, with all of its settings",
  async (_, made) => {
    if (!hasComponent(made)) {
      process.stderr.write(`the collector on this machine has no ${made.type}\n`);
      return;
    }
    expect(faultsOf(around(made))).toBe("");
    expect(await troubleOf(around(made))).toEqual([]);
  },
);

test("what is forwarded or routed stays what it is", () => {
  const otlp = receiver("otlp", ["traces", "logs"]).of<object>()({});
  const file = exporter("file", ["traces", "logs"]).of<object>()({});
  const forwarded = connectors.forward("traces");
  const routed = connectors.routing("logs", { table: [{ condition: "true", context: "log", pipelines: ["logs/a"] }] });
  const pipelines: Record<string, Collector["pipelines"]> = {
    right: {
      traces: { receivers: [otlp], exporters: [forwarded] },
      "traces/kept": { receivers: [forwarded], exporters: [file] },
      logs: { receivers: [otlp], exporters: [routed] },
      "logs/a": { receivers: [routed], exporters: [file] },
    },
    // @ts-expect-error traces do not become logs
    forwarded: { logs: { receivers: [forwarded], exporters: [file] } },
    // @ts-expect-error logs do not become traces
    routed: { traces: { receivers: [routed], exporters: [file] } },
  };
  expect(Object.keys(pipelines)).toHaveLength(3);
  expect([forwarded.settings, connectors.forward("logs", {}, { name: "logs" }).options]).toEqual([
    {},
    { name: "logs" },
  ]);
});

test("a route has a condition and pipelines of its signal", () => {
  const tables: readonly connectors.RoutingConnector<"metrics">[] = [
    { table: [{ condition: env("ROUTE"), context: "datapoint", pipelines: ["metrics", "metrics/a"] }] },
    // @ts-expect-error without a route
    { table: [] },
    // @ts-expect-error without a condition
    { table: [{ pipelines: ["metrics/a"] }] },
    // @ts-expect-error without a pipeline
    { table: [{ condition: "true", pipelines: [] }] },
    // @ts-expect-error a pipeline of another signal
    { table: [{ condition: "true", pipelines: ["logs/a"] }] },
    // @ts-expect-error metrics have no spans
    { table: [{ condition: "true", context: "span", pipelines: ["metrics/a"] }] },
    // @ts-expect-error a default of another signal
    { table: [{ condition: "true", pipelines: ["metrics/a"] }], default_pipelines: ["traces"] },
  ];
  expect(tables).toHaveLength(7);
  // @ts-expect-error settings are required
  connectors.routing("logs");
  // @ts-expect-error a signal that there is not
  connectors.forward("spans");
  // @ts-expect-error nothing to set
  connectors.forward("logs", { name: "logs" });
});

test("metrics of spans and logs are measured in one way", () => {
  const settings: readonly connectors.SpanMetricsConnector[] = [
    { histogram: { exponential: {} } },
    // @ts-expect-error two kinds of buckets
    { histogram: { exponential: {}, explicit: { buckets: ["1s"] } } },
    // @ts-expect-error a bound is a time
    { histogram: { explicit: { buckets: [5] } } },
    // @ts-expect-error events are counted by something
    { events: { enabled: true } },
    // @ts-expect-error a name or a pattern
    { dimensions: [{ name: "a", glob: "b" }] },
    // @ts-expect-error deprecated: aggregation_cardinality_limit took its place
    { dimensions_cache_size: 1000 },
  ];
  const measured: readonly connectors.MetricOfSignal[] = [
    { name: "a", sum: { value: "1" } },
    // @ts-expect-error in two ways
    { name: "a", sum: { value: "1" }, gauge: { value: "1" } },
    // @ts-expect-error not at all
    { name: "a" },
    // @ts-expect-error a value that is missing is left out or given
    { name: "a", sum: { value: "1" }, attributes: [{ key: "b", optional: true, default_value: "c" }] },
  ];
  const graphs: readonly connectors.ServiceGraphConnector[] = [
    { exponential_histogram_max_size: 160 },
    // @ts-expect-error two kinds of buckets
    { exponential_histogram_max_size: 160, latency_histogram_buckets: ["1s"] },
  ];
  // @ts-expect-error nothing to make
  connectors.signalToMetrics({ error_mode: "ignore" });
  // @ts-expect-error metrics have no attributes
  connectors.count({ metrics: { a: { attributes: [{ key: "b" }] } } });
  expect([settings.length, measured.length, graphs.length]).toEqual([6, 4, 2]);
});
