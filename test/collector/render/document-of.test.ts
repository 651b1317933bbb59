import fc from "fast-check";
import { CollectorError, documentOf, env, printDocument, type Collector, type Pipeline } from "../../../lib/collector";
import { connector, exporter, extension, processor, receiver } from "../../../lib/collector/model/component";
import { readYaml } from "../../../lib/yaml";

type Settings = Readonly<Record<string, unknown>>;

const otlp = receiver("otlp", ["traces", "metrics", "logs"]).of<Settings>();
const limiter = processor("memory_limiter", ["traces", "metrics", "logs"]).of<Settings>();
const http = exporter("otlp_http", ["traces", "metrics", "logs"]).of<Settings>();
const forward = connector("forward", ["traces"], ["traces"]).of<Settings>();
const sigv4 = extension("sigv4auth").of<Settings>();
const health = extension("health_check").of<Settings>();

const today = ({ type }: { readonly type: string }): string => type;
const before = ({ type }: { readonly type: string }): string => (type === "otlp_http" ? "otlphttp" : type);

const auth = sigv4({ region: "eu-central-1" }, { name: "xray" });
const sample = forward({}, { name: "sample" });
const collector: Collector = {
  extensions: [health({ endpoint: "0.0.0.0:13133" })],
  telemetry: { logs: { encoding: "json" } },
  pipelines: {
    traces: { receivers: [otlp()], processors: [limiter({ check_interval: "1s" })], exporters: [sample] },
    "traces/sampled": {
      receivers: [sample],
      exporters: [http({ endpoint: env("ENDPOINT"), auth: { authenticator: auth }, left: undefined })],
    },
  },
};

test("ids follow from components, and extensions that settings name are listed", () => {
  expect(documentOf(collector, today).document).toEqual({
    extensions: { health_check: { endpoint: "0.0.0.0:13133" }, "sigv4auth/xray": { region: "eu-central-1" } },
    receivers: { otlp: {} },
    processors: { memory_limiter: { check_interval: "1s" } },
    connectors: { "forward/sample": {} },
    exporters: { otlp_http: { endpoint: "${env:ENDPOINT}", auth: { authenticator: "sigv4auth/xray" } } },
    service: {
      extensions: ["health_check", "sigv4auth/xray"],
      telemetry: { logs: { encoding: "json" } },
      pipelines: {
        traces: { receivers: ["otlp"], processors: ["memory_limiter"], exporters: ["forward/sample"] },
        "traces/sampled": { receivers: ["forward/sample"], processors: [], exporters: ["otlp_http"] },
      },
    },
  });
});

test("types are written as the reader calls them", () => {
  const { document } = documentOf(collector, before);
  expect(Object.keys(document.exporters)).toEqual(["otlphttp"]);
  expect(document.service.pipelines["traces/sampled"]?.exporters).toEqual(["otlphttp"]);
});

test("what is printed is the document", () => {
  const { comments, document } = documentOf(collector, today);
  const { service, ...parts } = document;
  expect(readYaml(printDocument(document, comments)).value).toEqual({
    ...parts,
    service: {
      ...service,
      pipelines: {
        ...service.pipelines,
        "traces/sampled": { receivers: ["forward/sample"], exporters: ["otlp_http"] },
      },
    },
  });
});

test("settings of any kind come through as they are, dollars doubled", () => {
  const plain = fc
    .jsonValue({ maxDepth: 5 })
    .filter((value) => !/"(?:constructor|prototype|__proto__)":/.test(JSON.stringify(value)));
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((key) => !["__proto__", "constructor", "prototype"].includes(key)),
        plain,
      ),
      (settings) => {
        const { comments, document } = documentOf(
          { pipelines: { logs: { receivers: [otlp(settings)], exporters: [http({})] } } },
          today,
        );
        const read = readYaml(printDocument(document, comments)).value as typeof document;
        const doubled = JSON.parse(JSON.stringify(settings), (_, value: unknown) =>
          typeof value === "string" ? value.replaceAll("$", "$$$$") : value,
        ) as unknown;
        expect(JSON.parse(JSON.stringify(read.receivers.otlp))).toEqual(JSON.parse(JSON.stringify(doubled)));
      },
    ),
  );
});

test("reasons, and what types do not have, are comments", () => {
  const { comments } = documentOf(
    {
      pipelines: {
        logs: {
          receivers: [otlp({ protocols: { http: {} } }, { why: "Applications send here." })],
          exporters: [http({ a: { b: 1 } }, { why: { "": "x", "a.b": "y" }, extra: { c: 1 } })],
          why: "z",
        },
      },
    },
    today,
  );
  expect(comments).toEqual([
    { path: ["receivers", "otlp"], text: "Applications send here." },
    { path: ["exporters", "otlp_http"], text: "x" },
    { path: ["exporters", "otlp_http", "a", "b"], text: "y" },
    { path: ["exporters", "otlp_http", "c"], text: expect.any(String) as string },
    { path: ["service", "pipelines", "logs"], text: "z" },
  ]);
});

describe("what cannot be written", () => {
  const faultsOf = (logs: Pipeline<"logs">): CollectorError["faults"] => {
    try {
      documentOf({ pipelines: { logs } }, today);
    } catch (error) {
      if (error instanceof CollectorError) return error.faults;
      throw error;
    }
    return [];
  };

  test("is found all at once, each with its path", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const faults = faultsOf({
      receivers: [otlp({ a: new Date(0), b: Number.NaN, c: [() => 1], d: 1n }), otlp({ e: 1 })],
      processors: [limiter(circle)],
      exporters: [
        http({ f: 1 }, { extra: { f: 2 }, why: { g: "no such setting" } }),
        http({}, { name: "with blank" }),
        http({}, { name: "" }),
      ],
    });
    expect(faults.map(({ path, problem }) => [problem, path.slice(0, 3).join(" ")])).toEqual([
      ["value", "receivers otlp a"],
      ["value", "receivers otlp b"],
      ["value", "receivers otlp c"],
      ["value", "receivers otlp d"],
      ["too-deep", "processors memory_limiter self"],
      ["extra-twice", "exporters otlp_http f"],
      ["reason-of-nothing", "exporters otlp_http g"],
      ["component-name", "exporters otlp_http/with blank"],
      ["component-name", "exporters otlp_http/"],
      ["same-id", "receivers otlp"],
    ]);
  });

  test("does not include a component that is made twice in the same way", () => {
    expect(faultsOf({ receivers: [otlp({ a: 1 }), otlp({ a: 1 })], exporters: [http({})] })).toEqual([]);
  });
});
