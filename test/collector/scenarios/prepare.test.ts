import fc from "fast-check";
import type { CollectorDocument } from "../../../lib/collector";
import { ConfigurationError, prepare, readConfiguration } from "../../../lib/collector/scenarios";
import { milliseconds } from "../../../lib/collector";
import { withVariables } from "../../../lib/collector/scenarios/prepare/variables";
import { changeText } from "../../../lib/collector/scenarios/report/change-text";
import { expectText } from "../../texts";

function prepared(yaml: string, more: Partial<Parameters<typeof prepare>[1]> = {}) {
  let next = 4000;
  const document = readConfiguration([{ text: yaml, file: "a.yaml" }]);
  const before = JSON.stringify(document);
  const found = prepare(document, {
    folder: "/sinks",
    port: () => next++,
    env: {},
    files: new Map(),
    realWaits: false,
    ...more,
  });
  expect(JSON.stringify(document)).toBe(before);
  return { ...found, configuration: found.configuration as CollectorDocument };
}

const gateway = `
receivers:
  otlp: { protocols: { grpc: { endpoint: 0.0.0.0:4317, include_metadata: true } } }
  prometheus/kube: { config: {} }
  file_log: { include: [/var/log/*.log], storage: file_storage, operators: [{ type: json_parser }] }
  jaeger: {}
processors:
  filter/noise:
    error_mode: ignore
    traces: { span: [a, b], spanevent: [c] }
    logs: { log_record: [d] }
    metric_conditions: [e, { context: datapoint, conditions: [f] }]
  tail_sampling: { decision_wait: 30s, policies: [] }
  k8s_attributes: {}
  resourcedetection: { detectors: [env, ec2, system] }
  batch: { timeout: 5s }
  batch/unused: {}
connectors:
  spanmetrics: {}
exporters:
  otlp_http/a: { endpoint: "\${env:BACKEND}" }
  debug: {}
  load_balancing: {}
extensions: { health_check: {}, file_storage: {} }
service:
  extensions: [health_check, file_storage]
  telemetry: { logs: { level: debug }, metrics: { address: ":8888" } }
  pipelines:
    traces/in: { receivers: [otlp], processors: [filter/noise, k8s_attributes], exporters: [spanmetrics, load_balancing] }
    traces/out: { receivers: [otlp], processors: [tail_sampling, filter/noise], exporters: [otlp_http/a, debug] }
    metrics: { receivers: [prometheus/kube, spanmetrics], processors: [filter/noise, batch], exporters: [otlp_http/a] }
    logs: { receivers: [otlp, file_log], processors: [filter/noise, resourcedetection], exporters: [otlp_http/a] }
`;

test("each exporter of each pipeline writes a file of its own", () => {
  const { sinks, configuration } = prepared(gateway);
  expect(sinks.map(({ exporter, pipeline }) => `${exporter} ${pipeline}`)).toEqual([
    "load_balancing traces/in",
    "otlp_http/a traces/out",
    "debug traces/out",
    "otlp_http/a metrics",
    "otlp_http/a logs",
  ]);
  expect(Object.keys(configuration.exporters)).toHaveLength(5);
  expect(configuration.service.pipelines["traces/in"]?.exporters).toEqual([
    "spanmetrics",
    "file/load_balancing@traces/in",
  ]);
});

test("receivers keep their places on loopback, and what makes telemetry itself is stood in for", () => {
  const { entries, configuration } = prepared(gateway);
  expect(entries).toEqual([
    { receiver: "otlp", signals: ["traces", "logs"], port: 4000 },
    { receiver: "prometheus/kube", signals: ["metrics"], port: 4001 },
    { receiver: "file_log", signals: ["logs"], port: 4002 },
  ]);
  expect(configuration.receivers).toEqual({
    otlp: { protocols: { http: { include_metadata: true, endpoint: "127.0.0.1:4000" } } },
    "otlp/prometheus/kube": { protocols: { http: { endpoint: "127.0.0.1:4001" } } },
    "otlp/file_log": { protocols: { http: { endpoint: "127.0.0.1:4002" } } },
  });
  expect(configuration.service.pipelines.metrics?.receivers).toEqual(["otlp/prometheus/kube", "spanmetrics"]);
});

test("a receiver of files reads what it is given, with its own operators", () => {
  const { configuration } = prepared(gateway, { files: new Map([["file_log", ["/given/a.log"]]]) });
  expect(configuration.receivers.file_log).toEqual({
    include: ["/given/a.log"],
    start_at: "beginning",
    operators: [{ type: "json_parser" }],
  });
});

test("filters become a chain with one condition each, which the pipelines name in order", () => {
  const { configuration, conditions } = prepared(gateway);
  const { pipelines } = configuration.service;
  const chain = ["filter/noise@traces.1", "filter/noise@traces.2", "filter/noise@traces.3"];
  expect(pipelines["traces/in"]?.processors).toEqual(chain);
  expect(pipelines["traces/out"]?.processors).toEqual(["tail_sampling", ...chain]);
  expect(pipelines.metrics?.processors).toEqual(["filter/noise@metrics.1", "filter/noise@metrics.2", "batch"]);
  // One condition alone stays as it is.
  expect(pipelines.logs?.processors).toEqual(["filter/noise", "resourcedetection"]);
  expect(configuration.processors["filter/noise@traces.3"]).toEqual({
    error_mode: "ignore",
    traces: { spanevent: ["c"] },
  });
  expect(configuration.processors["filter/noise@metrics.2"]).toEqual({
    error_mode: "ignore",
    metric_conditions: [{ context: "datapoint", conditions: ["f"] }],
  });
  expect(conditions.map(({ processor, original, condition }) => [processor, original, condition])).toEqual([
    ["filter/noise@traces.1", "filter/noise", "a"],
    ["filter/noise@traces.2", "filter/noise", "b"],
    ["filter/noise@traces.3", "filter/noise", "c"],
    ["filter/noise@metrics.1", "filter/noise", "e"],
    ["filter/noise@metrics.2", "filter/noise", "f"],
    ["filter/noise", "filter/noise", "d"],
  ]);
});

test("what needs more than this machine is not there", () => {
  const { configuration } = prepared(gateway);
  expect(configuration.service.extensions).toBeUndefined();
  expect(configuration.processors.k8s_attributes).toBeUndefined();
  expect(configuration.processors["batch/unused"]).toBeUndefined();
  expect(configuration.processors.resourcedetection).toEqual({ detectors: ["env", "system"] });
  expect(configuration.service.telemetry).toEqual({
    logs: { level: "debug" },
    metrics: { level: "normal", readers: [{ pull: { exporter: { prometheus: { host: "127.0.0.1", port: 4003 } } } }] },
  });
});

test("several files are one configuration: objects are merged, everything else is the last one's", () => {
  const { receivers, service } = readConfiguration([
    {
      file: "a.yaml",
      text: "receivers: { otlp: { a: 1, b: [1, 2] } }\nservice: { pipelines: { traces: { receivers: [otlp], exporters: [a] } } }",
    },
    {
      file: "b.yaml",
      text: "receivers: { otlp: { b: [3], c: 4 } }\nservice: { pipelines: { traces: { exporters: [b] } } }",
    },
  ]);
  expect(receivers).toEqual({ otlp: { a: 1, b: [3], c: 4 } });
  expect(service.pipelines).toEqual({ traces: { receivers: ["otlp"], processors: [], exporters: ["b"] } });
});

test("a ConfigMap's configuration is read; of two in a file none is", () => {
  const inner = "service: { pipelines: { traces: { receivers: [otlp], exporters: [debug] } } }";
  const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  relay: |\n    ${inner}\n`;
  expect(Object.keys(readConfiguration([{ file: "a.yaml", text: map }]).service.pipelines)).toEqual(["traces"]);
  const two = `${map}  other: |\n    ${inner}\n`;
  expect(() => readConfiguration([{ file: "a.yaml", text: two }])).toThrow(ConfigurationError);
});

test("pipelines of signals that nothing can be sent to are not there", () => {
  const { changes, configuration } = prepared(
    "service: { pipelines: { profiles: { receivers: [otlp], exporters: [debug] } } }",
  );
  expect(configuration.service.pipelines).toEqual({});
  expect(changes).toEqual([{ kind: "pipeline-removed", about: "profiles" }]);
});

test("waits are a second, or what they are", () => {
  const short = prepared(gateway);
  expect(short.longestWait).toBe(1000);
  expect(short.configuration.processors.tail_sampling).toEqual({ decision_wait: "1s", policies: [] });
  expect(short.configuration.connectors.spanmetrics).toEqual({ metrics_flush_interval: "1s" });
  const real = prepared(gateway, { realWaits: true });
  expect(real.longestWait).toBe(60_000);
  expect(real.configuration.processors.tail_sampling).toEqual({ decision_wait: "30s", policies: [] });
});

test("all changes are said", () => {
  const { changes } = prepared(gateway, { files: new Map([["file_log", ["/given/a.log"]]]) });
  expectText(changes.map(changeText).join("\n"));
});

test("variables without a value have a stand-in; those with one or a fallback keep it", () => {
  const text = "${env:A} ${B} ${env:C:-x} ${env:D} $${env:E} $$ ${http://x/y} ${file:z}";
  const { value, variables, changes } = withVariables({ a: [text] }, { D: "d" });
  expect(value).toEqual({ a: ["${env:A} ${B} ${env:C:-x} ${env:D} $${env:E} $$ 1 ${file:z}"] });
  expect(variables).toEqual({ A: "1", B: "1" });
  expect(changes.map(({ kind, about }) => `${kind} ${about}`)).toEqual([
    "variable-stood-in A",
    "variable-stood-in B",
    "source-stood-in ${http://x/y}",
  ]);
});

test("durations are read as Go reads them", () => {
  expect(["1m30s", "0.5s", "200ms", "1h", "0"].map(milliseconds)).toEqual([90_000, 500, 200, 3_600_000, 0]);
  expect(["", "5", "s", "1 s", "${env:X}"].map(milliseconds)).toEqual(Array(5).fill(undefined));
});

test("any configuration is prepared, and names only what it has", () => {
  const id = fc.constantFrom("otlp", "otlp/b", "filter", "tail_sampling", "batch/x", "spanmetrics", "debug");
  const ids = fc.array(id, { maxLength: 3 });
  // Keys such as __proto__ are refused where YAML is read.
  const settings = fc.dictionary(
    fc.constantFrom("traces", "policies", "detectors", "decision_wait"),
    fc.oneof(fc.string(), fc.integer(), fc.array(fc.string())),
  );
  const section = fc.dictionary(id, settings, { maxKeys: 4 });
  const pipelines = fc.dictionary(
    fc.constantFrom("traces", "metrics/a", "logs", "profiles"),
    fc.record({ receivers: ids, processors: ids, exporters: ids }),
  );
  fc.assert(
    fc.property(
      section,
      section,
      section,
      section,
      pipelines,
      (receivers, processors, connectors, exporters, named) => {
        const service = { pipelines: named };
        const { configuration } = prepared(JSON.stringify({ receivers, processors, connectors, exporters, service }));
        const made = configuration.service.pipelines;
        for (const { receivers: own, exporters: out } of Object.values(made)) {
          for (const each of own)
            expect([...Object.keys(configuration.receivers), ...Object.keys(connectors)]).toContain(each);
          for (const each of out)
            expect([...Object.keys(configuration.exporters), ...Object.keys(connectors)]).toContain(each);
        }
      },
    ),
  );
});
