import {
  decisionsOf,
  judgeScenario,
  readCollectorScenario,
  readConfiguration,
  readSamples,
} from "../../../lib/collector/scenarios";
import { progressOf } from "../../../lib/collector/scenarios";
import { matchesGlob } from "../../../lib/collector/scenarios/glob";
import { otlpMessages } from "../../../lib/collector/scenarios/otlp-write";
import { collectorReport } from "../../../lib/collector/scenarios/report/text";
import { collectorMarkdown } from "../../../lib/collector/scenarios/report/markdown";
import { type SentItem, sentItems } from "../../../lib/collector/scenarios";
import type { Item } from "../../../lib/collector/scenarios/telemetry";
import { expectText } from "../../texts";

interface Out {
  readonly exporter?: string;
  readonly pipeline?: string;
  readonly items: readonly Item[];
}

/** Judges expectations on what was sent, as `through` lets it out. */
function judged(send: string, expected: string, through: (sent: readonly Item[]) => readonly Out[], log = "") {
  const scenario = readCollectorScenario(`send: ${send}\nexpect: ${expected}`, "a.yaml");
  const sent = sentItems(
    scenario,
    () => "",
    () => false,
    1_000_000_000_000n,
  );
  const messages = through(sent.map(({ item }) => item)).flatMap(({ exporter = "otlp", pipeline = "traces", items }) =>
    otlpMessages(items).map(({ body }) => ({
      exporter,
      pipeline,
      message: JSON.parse(JSON.stringify(body)) as unknown,
    })),
  );
  const verdict = judgeScenario(scenario, { sent, files: [], messages, log, findings: [], decisions: [] });
  return { ...verdict, held: verdict.judgements.map(({ held }) => held) };
}

const all = (items: readonly Item[]) => [{ items }];
const masked = (items: readonly Item[]) => [
  { items: items.map((item) => ({ ...item, attributes: { card: "****" } })) },
];

test("kept is about every item that is meant, whatever it looks like when it comes out", () => {
  const send = "[{ span: pay, attributes: { card: 42 }, count: 3 }, { span: health }]";
  const kept =
    "[{ span: pay, where: { card: 42 }, kept: true }, { span: health, kept: false }, { span: pay, kept: false }]";
  expect(judged(send, kept, masked).held).toEqual([true, false, false]);
  expect(judged(send, kept, (items) => all(items.slice(0, 2))).held).toEqual([false, true, false]);
  expect(judged(send, kept, () => []).held).toEqual([false, true, true]);
});

test("a span that is renamed on its way is still the one that was sent", () => {
  const renamed = (items: readonly Item[]) => all(items.map((item) => ({ ...item, name: "GET *" }) as Item));
  expect(judged("[{ span: /health }]", "[{ span: /health, kept: false }]", renamed).held).toEqual([false]);
  expect(
    judged("[{ log: a }]", "[{ log: a, kept: true, body: b }]", (items) =>
      all(items.map((item) => ({ ...item, body: "b" }) as Item)),
    ).held,
  ).toEqual([true]);
});

test("counts, shares and values are of each item once, however many exporters have it", () => {
  const send = "[{ span: pay, count: 10 }, { metric: m, type: sum, temporality: delta, value: 2, count: 3 }]";
  const twice = (items: readonly Item[]) => [{ items }, { exporter: "other", items }];
  const expected = `[
    { span: pay, count: 10, once: true }, { span: pay, share: { is: 100% } }, { metric: m, value: 6 },
    { span: pay, count: 9 }, { span: pay, share: { at_most: 50% } }, { metric: m, value: { at_most: 5 } }
  ]`;
  expect(judged(send, expected, twice).held).toEqual([true, true, true, false, false, false]);
});

test("once is about one exporter, also by two pipelines", () => {
  const again = (items: readonly Item[]) => [{ items }, { pipeline: "traces/b", items }];
  expect(judged("[{ span: pay }]", "[{ span: pay, once: true }, { span: pay, count: 1 }]", again).held).toEqual([
    false,
    true,
  ]);
});

test("of cumulative series that a connector made, the last datapoint counts, of delta ones their sum", () => {
  const point = (temporality: "cumulative" | "delta", value: number, time: string): Item => ({
    kind: "metric",
    name: temporality,
    unit: "1",
    type: "sum",
    temporality,
    monotonic: true,
    time,
    value,
    sum: undefined,
    resource: {},
    attributes: {},
  });
  const made = () =>
    all([
      point("cumulative", 2, "5000000000000000"),
      point("cumulative", 5, "7000000000000000"),
      point("cumulative", 3, "6000000000000000"),
      point("delta", 2, "5000000000000000"),
      point("delta", 3, "6000000000000000"),
    ]);
  const expected = "[{ metric: cumulative, value: 5, count: 1, kept: true }, { metric: delta, value: 5 }]";
  expect(judged("[{ span: a }]", expected, made).held).toEqual([true, true]);
});

test("attributes are those of what came out, or of its resource", () => {
  const send = "[{ span: pay, service: shop, attributes: { card: 42, city: Bonn } }]";
  const ok =
    '[{ span: pay, attributes: { card: "****", city: { absent: true }, service.name: shop, card: { matches: "^[*]+$" } } }]';
  expect(judged(send, ok.replace('card: "****", ', ""), masked).held).toEqual([true]);
  expect(
    judged(send, "[{ span: pay, attributes: { card: 42 } }, { span: pay, attributes: { card: { not: 42 } } }]", masked)
      .held,
  ).toEqual([false, true]);
  expect(judged(send, "[{ span: pay, attributes: { card: { absent: true } } }]", () => []).held).toEqual([false]);
});

test("exporter and pipeline narrow what came out", () => {
  const split = (items: readonly Item[]) => [
    { exporter: "a", pipeline: "traces/a", items: items.slice(0, 1) },
    { exporter: "b", pipeline: "traces/b", items },
  ];
  const expected =
    "[{ span: x, exporter: a, kept: true }, { span: x, exporter: b, kept: true }, { span: x, pipeline: traces/b, count: 2 }, { span: x, exporter: a, pipeline: traces/b, kept: false }]";
  expect(judged("[{ span: x, count: 2 }]", expected, split).held).toEqual([false, true, true, true]);
});

test("what is said of nothing that was sent does not hold", () => {
  const expected =
    "[{ span: other, kept: false }, { span: other, count: 0 }, { span: other, share: { is: 0% } }, { metric: m, kept: false }, { nowhere: never }]";
  expect(judged("[{ span: a }]", expected, all).held).toEqual([false, false, false, false, false]);
});

test("a planted text is found in any field, in bytes, in numbers and in the collector's log", () => {
  const send =
    '[{ span: a, attributes: { n: 4111111111111111, s: "secret" }, events: [{ name: e, attributes: { x: "hidden" } }] }]';
  const expected = '[{ nowhere: "4111111111111111" }, { nowhere: secret }, { nowhere: hidden }]';
  expect(judged(send, expected, all).held).toEqual([false, false, false]);
  expect(judged(send, expected, () => []).held).toEqual([true, true, true]);
  expect(judged(send, expected, () => [], '2026 info {"a": "secret"}').held).toEqual([true, false, true]);
});

test("what was sent and nothing is expected of is said", () => {
  const { findings } = judged("[{ span: a }, { log: b }]", "[{ span: a, kept: true }]", all);
  expect(findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
    "collector-scenario-nothing-expected info",
  ]);
});

test("a report says what came instead, and the numbers of what held", () => {
  const verdict = judged(
    "[{ span: POST /pay, service: payments, status: error, attributes: { card: 42 } }, { span: GET /, count: 4 }, { log: lost }]",
    `[
      { span: "POST *", service: payments, kept: true, attributes: { card: "****" } },
      { span: POST /pay, service: payment, kept: true },
      { span: GET /, share: { is: 10%, within: 2% } },
      { log: lost, kept: true },
      { nowhere: ["42"] }
    ]`,
    (items) => all(items.filter(({ kind }) => kind === "span")),
  );
  const outcome = {
    config: "gateway.yaml",
    collector: "otelcol version 1",
    verdicts: [{ ...verdict, held: false }],
    decisions: [
      { kind: "filter condition", processor: "filter", text: "a == 1", times: 0 } as const,
      { kind: "sampling policy", processor: "tail_sampling", text: "errors", times: 3 } as const,
    ],
    changes: [{ kind: "exporter-to-file", about: "otlp" } as const],
  };
  expectText(collectorReport(outcome));
  // The golden has headings of its own.
  expectText(collectorMarkdown(outcome).replace(/^### /, ""));
});

test("globs mean whole texts", () => {
  const cases: [string, string, boolean][] = [
    ["*", "", true],
    ["a*c", "abbc", true],
    ["a*c", "abbcd", false],
    ["?", "ab", false],
    ["*b*b*", "abcb", true],
    ["[a]", "[a]", true],
  ];
  for (const [glob, text, is] of cases) expect(matchesGlob(glob, text)).toBe(is);
  expect(matchesGlob(`${"*a".repeat(200)}b`, "a".repeat(5000))).toBe(false);
});

const metrics = `
# HELP x y
otelcol_processor_filter_spans_filtered{filter="filter/a@traces.1"} 3
otelcol_processor_filter_spans_filtered_total{filter="filter/a@traces.2",x="a\\"b"} 0
otelcol_processor_tail_sampling_count_traces_sampled{decision="sampled",policy="errors",sampled="true"} 2
otelcol_processor_tail_sampling_count_traces_sampled{decision="not_sampled",policy="slow",sampled="false"} 2
otelcol_processor_tail_sampling_sampling_decision_timer_latency_count 7
otelcol_exporter_sent_metric_points{exporter="file/x"} 9
otelcol_process_uptime 3
`;

test("what decided is read from the collector's own metrics, and patterns from what was sent", () => {
  const document = readConfiguration([
    {
      file: "a.yaml",
      text: `
processors:
  filter/a: {}
  tail_sampling: { policies: [{ name: errors }, { name: slow }] }
  redaction: { blocked_values: ['4[0-9]{3}', '[a-z]+@x'], blocked_key_patterns: [token] }
  attributes: { actions: [{ key: password, action: delete }, { key: x, action: insert, value: y }] }
service: { pipelines: { traces: { receivers: [], exporters: [], processors: [filter/a, tail_sampling, redaction, attributes] } } }
`,
    },
  ]);
  const conditions = ["1", "2"].map((nth) => ({
    processor: `filter/a@traces.${nth}`,
    original: "filter/a",
    signal: "traces" as const,
    condition: nth,
  }));
  const scenario = readCollectorScenario(
    "send: [{ span: a, attributes: { card: 'no 4111', password: x } }]\nexpect: [{ nowhere: x }]",
    "a.yaml",
  );
  const sent: readonly SentItem[] = sentItems(
    scenario,
    () => "",
    () => false,
    1n,
  );
  expect(
    decisionsOf(document, conditions, readSamples(metrics), sent).map(({ text, times }) => `${text} ${times}`),
  ).toEqual(["1 3", "2 0", "errors 2", "slow 0", "4[0-9]{3} 1", "[a-z]+@x 0", "token 0", "password 1"]);
});

test("progress is what comes in, goes through and out, not what changes by itself", () => {
  const lines = progressOf(readSamples(metrics), true).split("\n");
  expect(lines).toHaveLength(4);
  expect(progressOf(readSamples(metrics), false).split("\n")).toHaveLength(5);
});
