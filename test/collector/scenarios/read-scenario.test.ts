import fc from "fast-check";
import { CollectorScenarioError, readCollectorScenario } from "../../../lib/collector/scenarios";
import { ruled } from "../../texts";

const read = (text: string) => readCollectorScenario(text, "a.collector-scenario.yaml");

function wrong(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof CollectorScenarioError) return ruled(error.findings);
    throw error;
  }
  throw new Error("it was read");
}

const sound = `
send: [{ span: pay }]
expect: [{ span: pay, kept: true }]
`;

test("defaults are those of the document", () => {
  const { lineAt: _, ...scenario } = read(sound);
  expect(scenario).toMatchObject({ name: "a.collector-scenario.yaml", seed: 1, env: {}, config: undefined });
  expect(scenario.send).toMatchObject([
    { kind: "span", status: "unset", spanKind: "internal", duration: 10, count: 1 },
  ]);
  expect(scenario.expectations).toMatchObject([{ kind: "item", kept: true, once: false, path: ["expect", 0] }]);
});

test("every entry of send is read", () => {
  const { send } = read(`
send:
  - { span: a, kind: server, duration: 120ms, label: a, trace: t, events: [{ name: e, attributes: { x: 1 } }] }
  - { span: b, parent: a }
  - { metric: m, type: sum, temporality: delta, value: 2.5 }
  - { log: { text: hello }, severity: warn }
  - { lines: app.log, to: file_log, as: /var/log/app.log }
  - { otlp: recorded.jsonl }
  - { generate: 100 traces, errors: 3%, slow: 5% over 2s, services: { web: 60%, shop: 40% } }
expect: [{ nowhere: x }]
`);
  expect(send.map(({ kind }) => kind)).toEqual(["span", "span", "metric", "log", "lines", "otlp", "generate"]);
  expect(send[6]).toMatchObject({
    traces: 100,
    errors: 0.03,
    slow: { share: 0.05, over: 2000 },
    services: [
      ["web", 0.6],
      ["shop", 0.4],
    ],
    seed: 7,
  });
});

test("bounds and conditions of values are read", () => {
  const { expectations } = read(`
send: [{ span: a }]
expect:
  - { span: a, count: { at_least: 2 }, share: { is: 10%, within: 2% } }
  - { span: a, attributes: { a: { absent: true }, b: { present: true }, c: { matches: "^x" }, d: { not: 1 }, e: { f: 1 }, g: null } }
  - { nowhere: [a, b] }
`);
  expect(expectations).toMatchObject([
    { count: { atLeast: 2, atMost: Infinity }, share: { atLeast: 0.08, atMost: 0.12000000000000001 } },
    {
      attributes: {
        a: { is: "absent" },
        b: { is: "present" },
        c: { is: "matching", pattern: "^x" },
        d: { is: "not", value: 1 },
        e: { is: "equal", value: { f: 1 } },
        g: { is: "equal", value: null },
      },
    },
    { kind: "nowhere", texts: ["a", "b"] },
  ]);
});

test("everything that is wrong is found at once, each at its place", () => {
  expect(
    wrong(`
nam: typo
seed: -1
send:
  - { span: pay, statsu: error }
  - { span: pay, duration: soon }
  - { generate: many }
  - { generate: 10 traces, services: { web: 50%, shop: 40% } }
  - { what: this }
expect:
  - { span: pay }
  - { span: pay, kept: maybe }
  - { span: pay, share: { is: 10%, at_least: 5% } }
  - { span: pay, attributes: { a: { matches: "(" } } }
  - { span: pay, kept: false, attributes: { a: 1 } }
`),
  ).toEqual([
    "collector-scenario-wrong-value error a.collector-scenario.yaml:3: seed",
    "collector-scenario-unknown-key error a.collector-scenario.yaml:5: send[0].statsu",
    "collector-scenario-wrong-value error a.collector-scenario.yaml:6: send[1].duration",
    "collector-scenario-wrong-value error a.collector-scenario.yaml:7: send[2].generate",
    "collector-scenario-wrong-value error a.collector-scenario.yaml:8: send[3].services",
    "collector-scenario-wrong-value error a.collector-scenario.yaml:9: send[4]",
    "collector-scenario-empty error a.collector-scenario.yaml:11: expect[0]",
    "collector-scenario-wrong-value error a.collector-scenario.yaml:12: expect[1].kept",
    "collector-scenario-wrong-value error a.collector-scenario.yaml:13: expect[2].share",
    "collector-scenario-wrong-value error a.collector-scenario.yaml:14: expect[3].attributes.a.matches",
    "collector-scenario-wrong-value error a.collector-scenario.yaml:15: expect[4].kept",
    "collector-scenario-unknown-key error a.collector-scenario.yaml:2: nam",
  ]);
});

test("a scenario that sends or expects nothing is refused", () => {
  expect(wrong("send: []\nexpect: []")).toHaveLength(2);
  expect(wrong("name: x")).toHaveLength(2);
});

test("labels of spans are known before they are named, once, and of one trace", () => {
  expect(
    wrong(`
send:
  - { span: a, parent: b }
  - { span: b, label: b, trace: one }
  - { span: c, label: b, count: 2 }
  - { span: d, parent: b, trace: two }
expect: [{ span: a, kept: true }]
`),
  ).toEqual([
    "collector-scenario-wrong-value error a.collector-scenario.yaml:3: send[0].parent",
    "collector-scenario-wrong-value error a.collector-scenario.yaml:5: send[2].label",
    "collector-scenario-wrong-value error a.collector-scenario.yaml:5: send[2].count",
    "collector-scenario-wrong-value error a.collector-scenario.yaml:6: send[3].trace",
  ]);
});

test("more than one scenario may send is refused", () => {
  expect(wrong("send: [{ generate: 100000 traces, spans: 1000 }]\nexpect: [{ nowhere: x }]")).toHaveLength(1);
  expect(
    wrong("send: [{ span: a, count: 200000 }, { span: b, count: 200000 }]\nexpect: [{ nowhere: x }]"),
  ).toHaveLength(1);
});

test("a text that is not YAML is one finding", () => {
  expect(wrong("a: [")).toHaveLength(1);
});

test("any value is read, or refused with findings", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (send, expected, more) => {
      try {
        read(JSON.stringify({ ...more, send: [send], expect: [expected] }));
      } catch (error) {
        if (!(error instanceof CollectorScenarioError)) throw error;
        expect(error.findings.length).toBeGreaterThan(0);
      }
    }),
  );
});
