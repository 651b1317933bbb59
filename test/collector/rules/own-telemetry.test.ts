import { stringify } from "yaml";
import { checkCollector, readCollectors } from "../../../lib/collector";

const prometheus = (host: string, port = 8888) => ({ pull: { exporter: { prometheus: { host, port } } } });
const scraping = (config: object) => ({ receivers: { prometheus: { config }, otlp: {} } });

function found(
  telemetry: unknown,
  more: { readonly receivers?: object; readonly service?: object } = {},
  version?: string,
) {
  return rulesIn(stringify(configuration(telemetry, more)), version);
}

function configuration(
  telemetry: unknown,
  { receivers = { otlp: {} }, service = {} }: Parameters<typeof found>[1] = {},
) {
  const pipelines = { metrics: { receivers: Object.keys(receivers), exporters: ["debug"] } };
  return { receivers, exporters: { debug: {} }, service: { pipelines, telemetry, ...service } };
}

function rulesIn(text: string, version?: string) {
  const target = version === undefined ? undefined : { distribution: "contrib" as const, version };
  const { collectors } = readCollectors("a.yaml", text);
  expect(collectors).toHaveLength(1);
  return collectors
    .flatMap((each) => checkCollector({ ...each, target }))
    .flatMap(({ rule }) => (rule.startsWith("own-") ? [rule] : []));
}

test.each([
  ["nothing is written", {}],
  ["telemetry is empty", null],
  ["readers have no value", { metrics: { readers: null } }],
  ["the reader listens on loopback", { metrics: { readers: [prometheus("127.0.0.1", 9999)] } }],
  ["the address is of loopback", { metrics: { address: "localhost:8888" } }],
])("metrics stay where %s and nothing scrapes them", (_, telemetry) => {
  expect(found(telemetry)).toEqual(["own-metrics-stay"]);
});

test.each<[what: string, telemetry: unknown, more?: Parameters<typeof found>[1]]>([
  [
    "a reader sends them",
    { metrics: { readers: [prometheus("localhost"), { periodic: { exporter: { otlp: {} } } }] } },
  ],
  ["the reader listens elsewhere", { metrics: { readers: [prometheus("0.0.0.0")] } }],
  ["the host is filled in", { metrics: { readers: [prometheus("${env:MY_POD_IP}")] } }],
  ["readers are filled in", { metrics: { readers: "${file:readers.yaml}" } }],
  ["metrics are filled in", { metrics: "${file:metrics.yaml}" }],
  ["telemetry is filled in", "${file:telemetry.yaml}"],
  [
    "a receiver scrapes them",
    {},
    scraping({ scrape_configs: [{ static_configs: [{ targets: ["localhost:8888"] }] }] }),
  ],
  ["a receiver of another kind scrapes them", {}, { receivers: { smartagent: { host: "localhost", port: 8888 } } }],
  ["targets are filled in", {}, scraping({ scrape_configs: [{ static_configs: [{ targets: ["${env:SELF}"] }] }] })],
  ["targets are found", {}, scraping({ scrape_configs: [{ kubernetes_sd_configs: [{ role: "pod" }] }] })],
  ["receivers are made at start", {}, { receivers: { otlp: {}, "receiver_creator/a": {} } }],
  ["receivers are filled in", {}, { receivers: { prometheus: "${file:scrape.yaml}" } }],
  [
    "components are in another file",
    {},
    { service: { pipelines: { metrics: { receivers: ["prometheus"], exporters: ["debug"] } } } },
  ],
])("nothing is said where %s", (...[, telemetry, more]) => {
  expect(found(telemetry, more)).toEqual([]);
});

test("the operator and older collectors let metrics be scraped from elsewhere", () => {
  expect(found({}, {}, "0.110.0")).toEqual([]);
  expect(found({}, {}, "0.111.0")).toEqual(["own-metrics-stay"]);
  const operated = (telemetry: unknown) =>
    rulesIn(
      stringify({
        apiVersion: "opentelemetry.io/v1beta1",
        kind: "OpenTelemetryCollector",
        metadata: { name: "a" },
        spec: { config: configuration(telemetry) },
      }),
    );
  expect(operated(undefined)).toEqual([]);
  expect(operated({ metrics: { readers: [prometheus("localhost")] } })).toEqual(["own-metrics-stay"]);
});

test("a list without readers is refused by collectors that have no address beside it", () => {
  expect(found({ metrics: { readers: [] } })).toEqual(["own-metrics-without-reader"]);
  expect(found({ metrics: { readers: [] } }, {}, "0.110.0")).toEqual([]);
  expect(found({ metrics: { readers: [], level: "none" } })).toEqual(["own-metrics-off"]);
  expect(found({ metrics: { readers: [], level: "${env:LEVEL}" } })).toEqual([]);
});

test("logs are read where errors are written, or sent", () => {
  const logs = (given: object) => found({ logs: given, metrics: { readers: [prometheus("0.0.0.0")] } });
  expect(logs({ level: "FATAL" })).toEqual(["own-logs-off"]);
  expect(logs({ output_paths: ["/dev/null"] })).toEqual(["own-logs-off"]);
  expect(logs({ output_paths: [] })).toEqual(["own-logs-off"]);
  expect(logs({ output_paths: ["/dev/null"], processors: [{ batch: {} }] })).toEqual([]);
  expect(logs({ level: "error", output_paths: ["stdout"] })).toEqual([]);
  expect(logs({ level: "${env:LEVEL}" })).toEqual([]);
});
