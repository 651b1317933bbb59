import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { withCollector } from "../collector/otelcol";
import { runWith } from "../cli/fake-io";

const real = withCollector(test);

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-e2e-collector-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

interface Report {
  readonly configurations: readonly {
    readonly scenarios: readonly {
      readonly held: boolean;
      readonly expectations: readonly {
        readonly held: boolean;
        readonly sent?: number;
        readonly arrived?: number;
        readonly differences: readonly { readonly actual: readonly string[] }[];
      }[];
      readonly findings: readonly { readonly rule: string }[];
    }[];
    readonly decisions: readonly { readonly text: string; readonly times: number }[];
    readonly changes: readonly { readonly kind: string; readonly about: string }[];
  }[];
}

async function collectorTest(...argv: string[]) {
  const outcome = await runWith(["collector", "test", "--json", ...argv], { cwd: folder, env: process.env });
  const report = outcome.stdout === "" ? undefined : (JSON.parse(outcome.stdout) as Report);
  const [configuration] = report?.configurations ?? [];
  return { ...outcome, configuration, scenario: configuration?.scenarios[0] };
}

const document = readFileSync(join(__dirname, "..", "..", "docs", "collector-scenarios.md"), "utf8");
const examples = Object.fromEntries(
  [...document.matchAll(/<!-- file: (\S+) -->\n\n```yaml\n([^]*?)```/g)].map(([, name = "", text = ""]) => [
    name,
    text,
  ]),
);

real("the example of the document holds, and exercises everything that it decides", async () => {
  write(examples);
  const { code, configuration, scenario, stderr } = await collectorTest("--scenarios", ".", "--min-coverage", "100");
  expect(stderr).toBe("");
  expect(scenario?.expectations.filter(({ held }) => !held)).toEqual([]);
  expect(scenario?.expectations[6]).toMatchObject({ sent: 30, arrived: 30 });
  expect(configuration?.decisions.map(({ text, times }) => [text, times > 0])).toEqual([
    ['attributes["url.path"] == "/health"', true],
    ["errors", true],
    ["slow", true],
    ["some", true],
    ["4[0-9]{12}(?:[0-9]{3})?", true],
    [".*token.*", true],
  ]);
  expect(code).toBe(0);
});

real("the same seed is sampled alike", async () => {
  write(examples);
  const numbers = async () => (await collectorTest("card.collector-scenario.yaml")).scenario?.expectations[8];
  expect(await numbers()).toEqual(await numbers());
});

const plain = `
receivers:
  otlp: { protocols: { grpc: {} } }
  file_log: { include: [/nowhere/*.log], operators: [{ type: json_parser, severity: { parse_from: attributes.level } }] }
processors:
  filter: { traces: { span: ['name == "noise"', 'name == "other"'] } }
  transform: { error_mode: ignore, trace_statements: ['set(span.name, "renamed") where span.name == "old"'] }
exporters: { otlp_http/a: { endpoint: "https://\${env:PLACE}" }, otlp_http/b: { endpoint: "https://b" } }
service:
  pipelines:
    traces/a: { receivers: [otlp], processors: [filter, transform], exporters: [otlp_http/a] }
    traces/b: { receivers: [otlp], exporters: [otlp_http/b, otlp_http/a] }
    logs: { receivers: [file_log, otlp], exporters: [otlp_http/b] }
`;

real("every kind of expectation fails where it should, with what came instead", async () => {
  write({
    "a.yaml": plain,
    "x.yaml": `
send:
  - { span: noise, count: 3 }
  - { span: old, service: shop, attributes: { card: 42 } }
  - { log: secret word, severity: error }
expect:
  - { span: noise, kept: true, pipeline: traces/a }
  - { span: noise, kept: false }
  - { span: old, kept: false, pipeline: traces/a }
  - { span: renamed, service: shop, kept: true, exporter: otlp_http/a }
  - { span: renamed, service: shop, kept: true, exporter: otlp_http/b }
  - { span: old, once: true }
  - { span: old, count: 2 }
  - { span: noise, share: { at_most: 50% } }
  - { span: old, attributes: { card: "****" } }
  - { log: "*", body: other }
  - { log: "*", severity: warn, kept: true }
  - nowhere: secret
`,
  });
  const { code, scenario, configuration } = await collectorTest("--config", "a.yaml", "x.yaml");
  expect(scenario?.expectations.map(({ held }) => held)).toEqual([
    false,
    false,
    false,
    true,
    false,
    false,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(scenario?.expectations.slice(8).map(({ differences }) => differences[0]?.actual[0])).toEqual([
    "card: 42",
    "body: secret word",
    "none",
    "otlp_http/b by logs, in body",
  ]);
  expect(configuration?.decisions).toMatchObject([
    { text: 'name == "noise"', times: 3 },
    { text: 'name == "other"', times: 0 },
  ]);
  expect(code).toBe(1);
});

real("files are read by the receiver's own operators, and recorded telemetry is sent as it was", async () => {
  const span = {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    name: "recorded",
    startTimeUnixNano: "1",
    endTimeUnixNano: "2",
  };
  write({
    "a.yaml": plain,
    "logs/app.log": '{"level":"error","user":"ann"}\n{"level":"info","user":"bob"}\n',
    "recorded.jsonl": JSON.stringify({ resourceSpans: [{ scopeSpans: [{ scope: { name: "lib" }, spans: [span] }] }] }),
    "x.yaml": `
send:
  - { lines: logs/app.log, to: file_log, as: /var/log/pods/shop/app.log }
  - { otlp: recorded.jsonl }
expect:
  - { log: "*", where: { user: ann }, severity: error, count: 1, attributes: { log.file.name: app.log } }
  - { log: "*", count: 2 }
  - { span: recorded, kept: true, exporter: otlp_http/b }
`,
  });
  const { code, scenario, configuration } = await collectorTest("--config", "a.yaml", "x.yaml");
  expect(scenario?.expectations.map(({ held }) => held)).toEqual([true, true, true]);
  expect(configuration?.changes.map(({ kind }) => kind)).toContain("receiver-reads-given-file");
  expect(code).toBe(0);
});

real("a configuration that only reads files is ready once it has begun to read", async () => {
  write({
    "a.yaml": `
receivers: { file_log: { include: [x] } }
exporters: { debug: {} }
service: { pipelines: { logs: { receivers: [file_log], exporters: [debug] } } }
`,
    "a.log": "one\ntwo",
    "x.yaml": "send: [{ lines: a.log, to: file_log }]\nexpect: [{ log: two, count: 1 }, { nowhere: three }]",
  });
  const { scenario } = await collectorTest("--config", "a.yaml", "x.yaml");
  expect(scenario?.expectations.map(({ held }) => held)).toEqual([true, false]);
});

real("a collector that dies at start is shown with its log, and nothing is left", async () => {
  write({
    "a.yaml": `
receivers: { otlp: { protocols: { http: {} } } }
processors: { filter: { traces: { span: ["this is no condition ("] } } }
exporters: { debug: {} }
service: { pipelines: { traces: { receivers: [otlp], processors: [filter], exporters: [debug] } } }
`,
    "x.yaml": "send: [{ span: a }]\nexpect: [{ span: a, kept: true }]",
  });
  const before = left();
  const { code, stderr } = await collectorTest("--config", "a.yaml", "x.yaml");
  expect(stderr).toMatch(/ended by itself with exit code 1/);
  expect(stderr).toMatch(/this is no condition/);
  expect(code).toBe(2);
  expect(left()).toEqual(before);
});

function left(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("sightline-collector-"));
}
