import * as fc from "fast-check";
import { checkCollector, readCollectors } from "../../../lib/collector";
import { placeText } from "../../../lib/base";
import { expectText } from "../../texts";

const plain = `receivers:
  otlp:
exporters:
  debug:
service:
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [debug, nowhere]
`;

function indented(text: string, by: number): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : " ".repeat(by) + line))
    .join("\n");
}

/** Where what is not defined is found. */
function places(text: string): string[] {
  const { collectors, findings } = readCollectors("a.yaml", text);
  const all = [...findings, ...collectors.flatMap((collector) => checkCollector(collector))];
  return all.filter(({ rule }) => rule === "component-undefined").map(({ at }) => placeText(at));
}

test("a configuration is read wherever it stands, with the places of its lines", () => {
  const manifest = (kind: string, version: string, rest: string) =>
    `apiVersion: ${version}\nkind: ${kind}\nmetadata: { name: a }\n${rest}`;
  const path = "service.pipelines.traces.exporters[1]";
  expect(places(plain)).toEqual([`a.yaml:9:26 ${path}`]);
  const operator = "OpenTelemetryCollector";
  expect(places(manifest(operator, "opentelemetry.io/v1beta1", `spec:\n  config:\n${indented(plain, 4)}`))).toEqual([
    `a.yaml:14:30 ${path}`,
  ]);
  const alpha = manifest(operator, "opentelemetry.io/v1alpha1", `spec:\n  config: |\n${indented(plain, 4)}`);
  const map = manifest("ConfigMap", "v1", `data:\n  other: x\n  relay: |-\n${indented(plain, 4)}`);
  expect(places(alpha)).toEqual([`a.yaml:14:30 ${path}`]);
  expect(places(map)).toEqual([`a.yaml:15:30 ${path}`]);
  expect(places(`${alpha}\n---\nkind: Service\napiVersion: v1\n---\n${map}`)).toHaveLength(2);
  expect(places(manifest("List", "v1", `items:\n- ${indented(map, 2).trim()}`))).toHaveLength(1);
  // Of a text in quotes, only its beginning has a place.
  expect(places(manifest("ConfigMap", "v1", `data:\n  relay: ${JSON.stringify(plain)}`))).toEqual([
    `a.yaml:5:10 ${path}`,
  ]);
});

test("values of a chart are a part: what is missing in them is not found", () => {
  const { collectors, findings } = readCollectors("values.yaml", `mode: daemonset\nconfig:\n${indented(plain, 2)}`);
  expect(collectors.map(({ holder }) => holder.kind)).toEqual(["helm-values"]);
  expect(findings.map(({ rule }) => rule)).toEqual(["collector-partial"]);
  expect(collectors.flatMap((each) => checkCollector(each)).map(({ rule }) => rule)).toEqual([]);
});

test.each<[what: string, text: string, rule: string]>([
  ["nothing", "", "collector-not-found"],
  ["a list", "- a\n- b\n", "collector-not-found"],
  ["a Deployment", "kind: Deployment\napiVersion: apps/v1\n", "collector-not-found"],
  ["Compose", "services:\n  web: {}\n", "collector-not-found"],
  ["JSON of something else", '{"name":"x"}', "collector-not-found"],
  ["a service of something else", "service: { name: x }\n", "collector-not-found"],
  ["an operator's without configuration", "kind: OpenTelemetryCollector\napiVersion: x/v1\n", "collector-not-found"],
  ["no YAML", "a: [\n", "collector-unreadable"],
  [
    "a text that is no YAML",
    "kind: OpenTelemetryCollector\napiVersion: x/v1\nspec: { config: 'a: [' }\n",
    "collector-unreadable",
  ],
  ["a text of Helm", "receivers:\n  {{- toYaml .Values.x | nindent 2 }}\n", "collector-unreadable"],
])("%s is a finding that says what was seen", (_what, text, rule) => {
  const { collectors, findings } = readCollectors("a.yaml", text);
  expect(collectors).toEqual([]);
  const [finding] = findings;
  expect([findings.length, finding?.rule]).toEqual([1, rule]);
  expectText(finding?.message ?? "");
});

test.each<[what: string, text: string, paths: string[]]>([
  [
    "sections",
    "receivers: [otlp]\nexporters: 5\nservice: { pipelines: { traces: null } }\n",
    ["receivers", "exporters"],
  ],
  [
    "components",
    "receivers: { otlp: [] }\nexporters: { debug: x }\n",
    ["receivers.otlp", "exporters.debug", "service"],
  ],
  ["pipelines", "receivers: {}\nservice: { pipelines: [traces] }\n", ["service.pipelines"]],
  [
    "a pipeline",
    "service: { pipelines: { traces: [], logs: 5 } }\n",
    ["service.pipelines.traces", "service.pipelines.logs"],
  ],
  ["lists", "service: { pipelines: { traces: { receivers: otlp } } }\n", ["service.pipelines.traces.receivers"]],
  [
    "ids",
    "service: { extensions: [5], pipelines: { traces: { receivers: [[]] } } }\n",
    ["service.pipelines.traces.receivers[0]", "service.extensions[0]"],
  ],
  [
    "keys",
    "recievers: {}\nservice: { pipelines: { traces: { reciever: [] } }, x: 1 }\n",
    ["recievers", "service.x", "service.pipelines.traces.reciever"],
  ],
])("%s of a wrong shape are found, and nothing is thrown", (_what, text, paths) => {
  const { collectors, findings } = readCollectors("a.yaml", text);
  expect(findings.map(({ at }) => placeText({ kind: "config", path: at.path }))).toEqual(paths);
  for (const collector of collectors) checkCollector(collector);
});

test("components, lists and pipelines that are null are as if they were empty", () => {
  const text =
    "receivers:\n  otlp:\nprocessors:\nexporters:\n  debug:\nservice:\n  extensions:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      processors:\n      exporters: [debug]\n";
  const { collectors, findings } = readCollectors("a.yaml", text);
  expect(findings).toEqual([]);
  expect(collectors.flatMap((each) => checkCollector(each)).map(({ rule }) => rule)).toEqual([
    "memory-limiter-missing",
    "own-metrics-stay",
  ]);
});

test("what is filled in at start is not known, and not judged", () => {
  const text = `receivers: \${file:receivers.yaml}
processors:
  memory_limiter: \${file:limiter.yaml}
exporters:
  otlp_http: { endpoint: "\${env:BACKEND}", headers: { authorization: "\${TOKEN}" }, retry_on_failure: { enabled: "\${env:RETRY}" } }
service:
  pipelines:
    traces: { receivers: [any], processors: [memory_limiter], exporters: [otlp_http] }
    logs: { receivers: "\${env:LIST}", processors: [memory_limiter], exporters: [otlp_http] }
`;
  const { collectors, findings } = readCollectors("a.yaml", text);
  const found = collectors.flatMap((each) => checkCollector(each));
  expect([...findings, ...found].map(({ rule }) => rule)).toEqual(["batch-missing"]);
});

const word = fc.constantFrom(
  ..."otlp otlp/a debug otlp_http tail_sampling batch memory_limiter span_metrics forward redaction endpoint policies type name protocols grpc sending_queue traces metrics receivers exporters processors service pipelines extensions telemetry headers config actions".split(
    " ",
  ),
  "__proto__",
  "constructor",
  "${env:X}",
  "$FOO",
  "",
  "\u0000",
  "a".repeat(300),
);
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    word,
    fc.constantFrom(
      null,
      true,
      0,
      -1,
      1e21,
      0.5,
      "0.0.0.0:4317",
      "http://x:4317/v1/traces",
      "(?=",
      "-5s",
      "Bearer abcdefgh",
    ),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      word.filter((each) => each !== "__proto__" && each !== "constructor"),
      tie("value"),
      { maxKeys: 6 },
    ),
  ),
})).value;

test("no configuration of any shape makes the reader or a rule throw", () => {
  const section = fc.oneof(
    anything,
    fc.dictionary(
      word.filter((each) => each !== "__proto__" && each !== "constructor"),
      anything,
      { maxKeys: 5 },
    ),
  );
  const service = fc.record({ extensions: anything, telemetry: anything, pipelines: section }, { requiredKeys: [] });
  const configuration = fc.record({
    receivers: section,
    processors: section,
    connectors: section,
    exporters: section,
    extensions: section,
    service: fc.oneof(service, anything),
  });
  const facts = {
    production: true,
    tasks: { min: 1, max: 2 },
    loadBalanced: false,
    memoryMib: 1,
    listensToNetwork: true,
    redacted: ["traces"],
    transactionSearch: false,
  } as const;
  fc.assert(
    fc.property(configuration, (value) => {
      const { collectors } = readCollectors("a.yaml", JSON.stringify(value));
      for (const collector of collectors)
        for (const target of [undefined, { distribution: "adot", version: "0.150.0" }] as const)
          for (const finding of checkCollector({ ...collector, facts, target })) expect(finding.message).not.toBe("");
    }),
    { numRuns: 500 },
  );
});
