import fc from "fast-check";
import {
  CollectorScenarioError,
  judgeScenario,
  readCollectorScenario,
  sentItems,
  type ServiceContracts,
} from "../../../lib/collector/scenarios";
import { otlpMessages } from "../../../lib/collector/scenarios/otlp-write";
import type { Item, LogItem } from "../../../lib/collector/scenarios/telemetry";
import { baseContract, type Contract, defineContract, lineChecker } from "../../../lib/contract";
import { contracts as ownContracts } from "../../fixtures/own-conventions";
import { ruled } from "../../texts";

const payments = defineContract({
  name: "payments",
  extends: baseContract,
  fields: {
    "payment.id": { type: "string", description: "Id.", example: "pay_771" },
    "payment.failure": { type: "string", values: ["declined", "timeout"], description: "Why." },
  },
  events: {
    payment_failed: { level: "error", description: "It failed.", required: ["payment.id", "payment.failure"] },
  },
});
const web = defineContract({
  name: "web",
  conventions: "own",
  line: { event: "what", text: "[ip, what, status]" },
  fields: {
    what: { type: "string", description: "What." },
    status: { type: "integer", description: "How." },
  },
  events: { served: { level: "info", description: "A page.", required: ["status"] } },
});
const contracts: ServiceContracts = new Map<string, Contract>([
  ["payments", payments],
  ["shop", baseContract],
  ["api", ownContracts.pino],
  ["web", web],
]);

const read = (text: string, known: ServiceContracts | undefined = contracts) =>
  readCollectorScenario(text, "a.collector-scenario.yaml", known);

function faults(text: string, known?: ServiceContracts) {
  try {
    readCollectorScenario(text, "a.collector-scenario.yaml", known);
  } catch (error) {
    if (error instanceof CollectorScenarioError) return error.findings;
    throw error;
  }
  throw new Error("it was read");
}

const sentBy = (scenario: ReturnType<typeof read>, isFile = () => false) =>
  sentItems(scenario, () => "", isFile, 1_000_000_000_000n);

test("an event is a line as its service writes it, of its level, as often as it is sent", () => {
  const sent = sentBy(
    read(`
send:
  - { event: payment_failed, fields: { payment.failure: timeout }, count: 2, attributes: { a: 1 }, trace: t }
  - { event: request completed, service: api, fields: { responseTime: 1200 } }
  - { event: served, service: web }
expect: [{ event: payment_failed, kept: true }]
`),
  ).map(({ item }) => item as LogItem);
  expect(sent.map(({ body, resource, severity }) => ({ body, severity, ...resource }))).toEqual([
    ...[1, 2].map(() => ({
      body: '{"timestamp":"2026-03-14T09:26:53.589Z","level":"error","message":"It failed.","event":"payment_failed","service":{"name":"payments"},"payment":{"id":"pay_771","failure":"timeout"}}',
      severity: "ERROR",
      "service.name": "payments",
    })),
    {
      body: '{"time":1,"level":30,"msg":"request completed","req":{"method":"req.method"},"res":{"statusCode":1},"responseTime":1200}',
      severity: "INFO",
      "service.name": "api",
    },
    { body: "- served 1", severity: "INFO", "service.name": "web" },
  ]);
  expect(sent[0]).toMatchObject({ attributes: { a: 1 } });
  expect(sent[0]?.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(sent[0]?.time).not.toBe(sent[1]?.time);
});

test("names that no contract has are found at their places, and what may be meant is said", () => {
  const text = `
send:
  - { event: payment_faild, service: payments }
  - { event: payment_failed, service: paymnts }
  - { event: payment_failed, fields: { payment.failur: timeout, payment: { failure: x }, payment.failure: lost, event: a } }
  - { event: request_failed }
  - { event: nothing_like_it }
expect:
  - { event: payment_faild, kept: true }
  - { event: payment_failed, fields: { payment.ids: x } }
  - { event: served, service: web, kept: true }
`;
  expect(ruled(faults(text, contracts))).toEqual([
    "collector-scenario-unknown-event error a.collector-scenario.yaml:3: send[0].event",
    "collector-scenario-unknown-event error a.collector-scenario.yaml:4: send[1].service",
    'collector-scenario-unknown-event error a.collector-scenario.yaml:5: send[2].fields["payment.failur"]',
    "collector-scenario-unknown-event error a.collector-scenario.yaml:5: send[2].fields.payment",
    'collector-scenario-wrong-value error a.collector-scenario.yaml:5: send[2].fields["payment.failure"]',
    "collector-scenario-wrong-value error a.collector-scenario.yaml:5: send[2].fields.event",
    "collector-scenario-missing-key error a.collector-scenario.yaml:6: send[3].event",
    "collector-scenario-unknown-event error a.collector-scenario.yaml:7: send[4].event",
    "collector-scenario-unknown-event error a.collector-scenario.yaml:9: expect[0].event",
    'collector-scenario-unknown-event error a.collector-scenario.yaml:10: expect[1].fields["payment.ids"]',
    "collector-scenario-wrong-value error a.collector-scenario.yaml:11: expect[2].event",
  ]);
});

test("without contracts, events are refused, and how they are known is said", () => {
  const text = "send: [{ event: payment_failed }]\nexpect: [{ event: payment_failed, kept: true }]";
  expect(ruled(faults(text))).toEqual([
    "collector-scenario-unknown-event error a.collector-scenario.yaml:1: send[0].event",
    "collector-scenario-unknown-event error a.collector-scenario.yaml:2: expect[0].event",
  ]);
});

const textOf = ({ body }: LogItem): string => (typeof body === "string" ? body : JSON.stringify(body));

/** Judges expectations on what was sent, as `through` lets it out. */
function held(send: string, expected: string, through: (sent: readonly LogItem[]) => readonly Item[]): boolean[] {
  const scenario = read(`send: ${send}\nexpect: ${expected}`);
  const sent = sentBy(scenario);
  const out = through(sent.map(({ item }) => item as LogItem));
  const messages = otlpMessages(out).map(({ body }) => ({
    exporter: "otlp",
    pipeline: "logs",
    message: JSON.parse(JSON.stringify(body)) as unknown,
  }));
  const observed = { sent, files: [], messages, log: "", findings: [], decisions: [] };
  return judgeScenario(scenario, observed).judgements.map((each) => each.held);
}

test("records are selected by the event in their bodies, text or map, and fields are judged there", () => {
  const send = `[{ event: payment_failed, fields: { error.message: jane@example.com } }, { log: { event: payment_failed } }, { log: other }]`;
  const expected = `[
    { event: payment_failed, count: 2 },
    { event: payment_failed, where: { loud: true }, fields: { error.message: "****", payment.failure: declined, user.id: { absent: true } } },
    { event: payment_failed, fields: { error.message: jane@example.com } }
  ]`;
  const masked = (items: readonly LogItem[]) =>
    items.map((item) => ({
      ...item,
      attributes: textOf(item).includes("jane") ? { loud: true } : {},
      body: typeof item.body === "string" ? item.body.replace("jane@example.com", "****") : item.body,
    }));
  expect(held(send, expected, masked)).toEqual([true, true, false]);
  const parsed = (items: readonly LogItem[]) =>
    masked(items).map((item) =>
      textOf(item).startsWith("{") ? { ...item, body: JSON.parse(textOf(item)) as LogItem["body"] } : item,
    );
  expect(held(send, expected, parsed)).toEqual([true, true, false]);
});

test("a body that is no JSON any more is still the one that was sent, without fields", () => {
  const broken = (items: readonly LogItem[]) => items.map((item) => ({ ...item, body: '{"event":"****' }));
  expect(
    held(
      "[{ event: payment_failed }]",
      "[{ event: payment_failed, kept: true }, { event: payment_failed, fields: { payment.id: pay_771 } }]",
      broken,
    ),
  ).toEqual([true, false]);
});

test("any fields of an event are sent in a line that its contract accepts, or refused", () => {
  const names = fc.constantFrom(...Object.keys(payments.fields), "payment", "__proto__", "other");
  fc.assert(
    fc.property(
      fc.dictionary(names, fc.jsonValue()),
      fc.constantFrom("payment_failed", "x_y", "__proto__"),
      (fields, event) => {
        const text = JSON.stringify({ send: [{ event, service: "payments", fields }], expect: [{ nowhere: "x" }] });
        let sent;
        try {
          sent = sentBy(read(text));
        } catch (error) {
          if (error instanceof CollectorScenarioError) return;
          throw error;
        }
        const [body] = sent.map(({ item }) => textOf(item as LogItem));
        expect(lineChecker(payments)(JSON.parse(body ?? ""))).toEqual([]);
      },
    ),
  );
});
