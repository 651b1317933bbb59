import fc from "fast-check";
import { identityOf, withOwnTimes } from "../../../lib/collector/scenarios/identity";
import { readOtlp } from "../../../lib/collector/scenarios/otlp-read";
import { anyOf, valueOf } from "../../../lib/collector/scenarios/otlp-values";
import { otlpMessages } from "../../../lib/collector/scenarios/otlp-write";
import {
  type Attributes,
  type Item,
  spanKinds,
  spanStatuses,
  type Value,
} from "../../../lib/collector/scenarios/telemetry";

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => (Object.is(each, -0) ? 0 : each)),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;
const attributes: fc.Arbitrary<Attributes> = fc.dictionary(fc.string(), value, { maxKeys: 4, noNullPrototype: true });
const hex = (digits: number) =>
  fc
    .array(
      fc.nat({ max: 15 }).map((digit) => digit.toString(16)),
      { minLength: digits, maxLength: digits },
    )
    .map((all) => all.join(""));
const time = fc.bigInt({ min: 1n, max: 2n ** 62n }).map(String);

const item: fc.Arbitrary<Item> = fc.oneof(
  fc.record({
    kind: fc.constant("span" as const),
    resource: attributes,
    attributes,
    name: fc.string(),
    spanKind: fc.constantFrom(...spanKinds),
    status: fc.constantFrom(...spanStatuses),
    traceId: hex(32),
    spanId: hex(16),
    parentId: fc.oneof(fc.constant(""), hex(16)),
    start: time,
    end: time,
    events: fc.array(fc.record({ name: fc.string(), attributes }), { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant("metric" as const),
    resource: attributes,
    attributes,
    name: fc.string(),
    unit: fc.string(),
    type: fc.constantFrom("sum" as const, "gauge" as const),
    temporality: fc.constantFrom("delta" as const, "cumulative" as const),
    monotonic: fc.boolean(),
    time,
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => (Object.is(each, -0) ? 0 : each)),
    sum: fc.constant(undefined),
  }),
  fc.record({
    kind: fc.constant("log" as const),
    resource: attributes,
    attributes,
    body: value,
    severity: fc.string(),
    severityNumber: fc.integer({ min: 0, max: 24 }),
    time,
    traceId: fc.oneof(fc.constant(""), hex(32)),
    spanId: fc.oneof(fc.constant(""), hex(16)),
  }),
);

const bare = ({ recorded: _, ...rest }: Item) => rest;

test("what is written is read again", () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 8 }), (items) => {
      const read = otlpMessages(items).flatMap(({ body }) => readOtlp(JSON.parse(JSON.stringify(body))) ?? []);
      const order = ["span", "metric", "log"];
      const sorted = [...items].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
      // A gauge has neither.
      const plain = sorted.map((each) =>
        each.kind === "metric" && each.type === "gauge"
          ? { ...each, temporality: "unspecified", monotonic: false }
          : each,
      );
      expect(read.map(bare)).toEqual(plain);
    }),
  );
});

test("what was recorded is sent as it was, at its own time", () => {
  const span = { traceId: "0".repeat(31) + "1", spanId: "0".repeat(15) + "1", name: "a", links: [{ traceId: "x" }] };
  const record = { timeUnixNano: "5", body: { stringValue: "a" }, flags: 1 };
  const message = {
    resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ scope: { name: "s" }, spans: [span] }] }],
    resourceLogs: [{ resource: {}, scopeLogs: [{ scope: {}, logRecords: [record, record] }] }],
  };
  const items = withOwnTimes(readOtlp(message) ?? [], 1n);
  expect(otlpMessages(items).map(({ body }) => body)).toEqual([
    { resourceSpans: message.resourceSpans },
    {
      resourceLogs: [
        { resource: {}, scopeLogs: [{ scope: {}, logRecords: [record, { ...record, timeUnixNano: "6" }] }] },
      ],
    },
  ]);
});

test("names of enumerations are read like their numbers", () => {
  const span = { name: "a", kind: "SPAN_KIND_SERVER", status: { code: "STATUS_CODE_ERROR" } };
  expect(readOtlp({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] })).toMatchObject([
    { spanKind: "server", status: "error" },
  ]);
});

test("any JSON is read without an error", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (any) => {
      readOtlp(any);
      readOtlp({ resourceSpans: any, resourceMetrics: any, resourceLogs: any });
      readOtlp({
        resourceSpans: [{ scopeSpans: [{ spans: [any] }] }],
        resourceMetrics: [{ scopeMetrics: [{ metrics: [any] }] }],
      });
      valueOf(any);
    }),
  );
});

test("a value that is nested without end is cut", () => {
  let deep: Value = "end";
  for (let at = 0; at < 5000; at++) deep = [deep];
  expect(() => anyOf(deep)).not.toThrow();
});

test("records of one time get times of their own, and keep their order", () => {
  const log = {
    kind: "log",
    resource: {},
    attributes: {},
    body: "",
    severity: "",
    severityNumber: 0,
    traceId: "",
    spanId: "",
  } as const;
  const times = withOwnTimes(
    ["7", "7", "8", "0", "0"].map((at) => ({ ...log, time: at })),
    100n,
  ).map(identityOf);
  expect(times).toEqual(["log 7", "log 8", "log 9", "log 100", "log 101"]);
});

test("giving times of their own to records of one time ends for many", () => {
  const log = {
    kind: "log",
    resource: {},
    attributes: {},
    body: "",
    severity: "",
    severityNumber: 0,
    traceId: "",
    spanId: "",
  } as const;
  const many = (count: number) => Array.from({ length: count }, () => ({ ...log, time: "7" }));
  expect(new Set(withOwnTimes(many(50_000), 1n).map(identityOf)).size).toBe(50_000);
});
