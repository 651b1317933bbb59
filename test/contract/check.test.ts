import fc from "fast-check";
import {
  all,
  checkContract,
  type ContractDefinition,
  type ContractFinding,
  defineContract,
  eq,
  type Field,
  missing,
  oneOf,
  type SignalDefinition,
} from "../../lib/contract";
import { ruled } from "../texts";

const fields = {
  level: { type: "string", description: "d", values: ["info", "error"] },
  event: { type: "string", description: "d" },
  "http.status": { type: "integer", description: "d" },
  "http.route": { type: "string", description: "d", bounded: true },
  "user.id": { type: "string", description: "d", pii: true },
  "cache.hit": { type: "boolean", description: "d" },
  tags: { type: "string[]", description: "d" },
} as const;
const events = {
  request_completed: { level: "info", description: "d", required: ["http.status", "http.route"] },
} as const;

function findings(definition: Partial<ContractDefinition>): string[] {
  return ruled(checkContract({ name: "x", fields, events, ...definition }));
}

function signal(definition: object): string[] {
  return findings({ signals: { bad: { description: "d", ...definition } } });
}

test("a valid contract has no findings", () => {
  expect(
    findings({
      signals: { ok: { description: "d", on: "request_completed", where: "{ $.http.status >= 500 }", default: 0 } },
    }),
  ).toEqual([]);
  expect(signal({ where: '{ $.tags[*] = "vip" && $.http NOT EXISTS }' })).toEqual([]);
  expect(signal({ where: "ERROR -timeout" })).toEqual([]);
});

test.each<[what: string, where: unknown, shown: string]>([
  ["an object", { level: "error" }, "{ level }"],
  ["null", null, "null"],
  ["a number", 5, "5"],
  ["a list", ["{ $.level = error }"], "a list"],
  ["a function", eq, "a function"],
  ["a predicate without its value", eq("level", undefined as never), "{ condition }"],
  ["a predicate without its field", eq(undefined as never, "error"), "{ condition }"],
  ["a predicate without parts", all(...([] as never as [ReturnType<typeof eq>])), "{ condition }"],
  ["an operator that is none", { condition: { ...eq("level", "error").condition, operator: "==" } }, "{ condition }"],
  ["a state that is none", { condition: { ...missing("level").condition, state: "empty" } }, "{ condition }"],
])("a `where` that code without types gives is found with its value: %s", (_, where, shown) => {
  const definition = { signals: { bad: { description: "d", on: "request_completed", where } } } as never;
  const found = checkContract({ name: "x", fields, events, ...(definition as object) });
  expect(ruled(found)).toEqual(["signal-where error signals.bad.where"]);
  expect(found[0]?.message).toContain(shown);
  expect(() => defineContract({ name: "x", fields, events, ...(definition as object) })).not.toThrow();
});

test.each([
  ["an unknown field", { where: "{ $.http.statsu = 500 }" }, "signal-field error signals.bad.where"],
  [
    "an unknown event in a pattern",
    { where: '{ $.event = "request_complete" }' },
    "signal-event error signals.bad.where",
  ],
  ["a pattern that does not parse", { where: "{ $.http.status == 500 }" }, "pattern-syntax error signals.bad.where"],
  ["a signal without event and condition", {}, "signal-empty error signals.bad"],
  ["a comparison of a boolean", { where: '{ $.cache.hit = "true" }' }, "pattern-never-matches error signals.bad.where"],
  ["text compared with a number", { where: "{ $.http.route > 5 }" }, "pattern-never-matches error signals.bad.where"],
  [
    "a number compared as text",
    { where: '{ $.http.status = "500" }' },
    "pattern-text-number warning signals.bad.where",
  ],
  [
    "a number compared with a word",
    { where: '{ $.http.status = "many" }' },
    "pattern-never-matches error signals.bad.where",
  ],
  [
    "a value outside the field's values",
    { where: '{ $.level = "eror" }' },
    "pattern-never-matches error signals.bad.where",
  ],
  ["IS TRUE of text", { where: "{ $.http.route IS TRUE }" }, "pattern-never-matches error signals.bad.where"],
  [
    "a selector that continues after a text field",
    { where: "{ $.http.route[0] = x }" },
    "pattern-never-matches error signals.bad.where",
  ],
  [
    "an unbounded dimension",
    { on: "request_completed", dimensions: ["user.id"] },
    "signal-dimension-unbounded error signals.bad.dimensions[0]",
  ],
  [
    "a boolean dimension",
    { on: "request_completed", dimensions: ["cache.hit"] },
    "signal-dimension-unbounded error signals.bad.dimensions[0]",
  ],
  [
    "a repeated dimension",
    { on: "request_completed", dimensions: ["http.route", "http.route"] },
    "signal-dimensions error signals.bad.dimensions[1]",
  ],
  [
    "a dimension with a default",
    { on: "request_completed", dimensions: ["http.route"], default: 0 },
    "signal-default error signals.bad.default",
  ],
  [
    "a dimension with a pattern of terms",
    { where: "ERROR", dimensions: ["http.route"] },
    "signal-dimensions error signals.bad.dimensions",
  ],
  [
    "an event with a pattern of terms",
    { on: "request_completed", where: "ERROR" },
    "signal-where error signals.bad.where",
  ],
  [
    "a text field as the value",
    { on: "request_completed", value: "http.route" },
    "signal-value error signals.bad.value",
  ],
  [
    "a value that the event does not have",
    { on: "request_completed", value: "http.ms" },
    "signal-field error signals.bad.value",
  ],
  [
    "a default with a value",
    { on: "request_completed", value: "http.status", default: 0 },
    "signal-default warning signals.bad.default",
  ],
  ["a metric name with a dollar", { on: "request_completed", metric: "a$b" }, "signal-metric error signals.bad.metric"],
  [
    "a unit that CloudWatch does not have",
    { on: "request_completed", unit: "ms" },
    "signal-unit error signals.bad.unit",
  ],
  [
    "a default that is not a number",
    { on: "request_completed", default: Number.NaN },
    "signal-default error signals.bad.default",
  ],
  [
    "a third regular expression",
    { where: "{ $.http.route = %a% || $.http.route = %b% || $.http.route = %c% }" },
    "pattern-syntax error signals.bad.where",
  ],
])("%s is a finding", (_, definition, expected) => {
  expect(signal(definition)).toEqual([expected]);
});

describe("values of dimensions", () => {
  const texts = (count: number): string[] => Array.from({ length: count }, (_, index) => `v${index}`);
  const text = { type: "string", description: "d" } as const;

  /** Of a signal with one dimension for each count of declared values; `bounded` has none. */
  function split(
    counts: readonly (number | "bounded")[],
    where: SignalDefinition["where"] = "{ $.message = * }",
  ): readonly ContractFinding[] {
    const table = counts.map((count, index): [string, Field] => [
      `d.f${index}`,
      count === "bounded" ? { ...text, bounded: true } : { ...text, values: texts(count) },
    ]);
    return checkContract({
      name: "x",
      fields: { message: text, ...Object.fromEntries(table) },
      signals: { bad: { description: "d", where, dimensions: table.map(([name]) => name) as never } },
    });
  }
  const found = ["signal-dimension-values warning signals.bad.dimensions"];

  test("as many as CloudWatch may disable a filter for are a finding: of one dimension, or in combination", () => {
    expect(ruled(split([1000]))).toEqual(found);
    expect(ruled(split([999]))).toEqual([]);
    expect(ruled(split([20, 30, 3]))).toEqual(found);
    expect(ruled(split([20, 30, "bounded"]))).toEqual([]);
    expect(ruled(split([40, "bounded", 30]))).toEqual(found);
    expect(ruled(split(["bounded", "bounded", "bounded"]))).toEqual([]);
  });

  test("values that the pattern excludes are not counted", () => {
    expect(ruled(split([1000], '{ $.d.f0 = * && $.d.f0 != "v7" }'))).toEqual([]);
    expect(ruled(split([20, 30, 3], all(oneOf("d.f1", "v1", "v2"), eq("message", "x"))))).toEqual([]);
    expect(ruled(split([20, 30, 3], '{ $.d.f1 = "v1" || $.message = "x" }'))).toEqual(found);
    expect(ruled(split([20, 30, 3], "{ $.d.f1 = %^v2% }"))).toEqual([]);
  });

  test("a finding tells that the values which the pattern admits have 1,000 combinations", () => {
    const dimension = fc
      .integer({ min: 1, max: 30 })
      .chain((count) =>
        fc.record({ count: fc.constant(count), admitted: fc.shuffledSubarray(texts(count), { minLength: 1 }) }),
      );
    fc.assert(
      fc.property(fc.array(dimension, { minLength: 1, maxLength: 3 }), (dimensions) => {
        const excluding = dimensions.flatMap(({ admitted, count }, index) =>
          admitted.length === count ? [] : [oneOf(`d.f${index}`, ...(admitted as [string]))],
        );
        // A pattern has at most 1,024 characters.
        fc.pre(excluding.length === 0 || dimensions.reduce((sum, { admitted }) => sum + admitted.length, 0) <= 40);
        const [first = eq("message", "*"), ...rest] = excluding;
        const pattern = all(first, ...rest);
        const combinations = dimensions.reduce((product, { admitted }) => product * admitted.length, 1);
        const found = split(
          dimensions.map(({ count }) => count),
          pattern,
        ).map(({ rule }) => rule);
        expect(found).toEqual(combinations < 1000 ? [] : ["signal-dimension-values"]);
      }),
    );
  });
});

test("two signals with the same metric are a finding", () => {
  const twice = { description: "d", on: "request_completed", metric: "Same" } as const;
  expect(findings({ signals: { first: twice, second: twice } })).toEqual(["signal-metric error signals.second.metric"]);
});

test("a pattern that is too long once it requires its dimensions is a finding", () => {
  const where = `{ $.http.status = 1 ${"|| $.http.status = 1 ".repeat(47)}}`;
  expect(where.length).toBeLessThanOrEqual(1024);
  expect(findings({ signals: { long: { description: "d", where, dimensions: ["http.route"] } } })).toEqual([
    "pattern-limits error signals.long.where",
  ]);
});

test.each(
  [
    [{ fields: { ...fields, "a.B": { type: "string", description: "d" } } }, 'field-name error fields["a.B"]'],
    [{ fields: { ...fields, http: { type: "string", description: "d" } } }, "field-name error fields.http"],
    [
      { fields: { ...fields, e: { type: "string", description: "d", values: [] } } },
      "field-name error fields.e.values",
    ],
    [
      { fields: { ...fields, e: { type: "string", description: "d", pii: true, bounded: true } } },
      "field-name error fields.e.bounded",
    ],
    [{ events: { Bad: { level: "info", description: "d" } } }, "event-name error events.Bad"],
    [{ events: { order_placed: { level: "infos", description: "d" } } }, "event-level error events.order_placed.level"],
    [
      { events: { order_placed: { level: "info", description: "d", required: ["http.rout"] } } },
      "event-field error events.order_placed.required[0]",
    ],
    [
      { events: { order_placed: { level: "info", description: "d", required: ["tags"], optional: ["tags"] } } },
      "event-field error events.order_placed.optional[0]",
    ],
    [
      { redaction: { shapes: [{ name: "a b", description: "d", pattern: "x" }] } },
      "redaction-shape error redaction.shapes[0].name",
    ],
    [{ redaction: { shapes: [{ name: "a", description: "d" }] } }, "redaction-shape error redaction.shapes[0]"],
    [
      { redaction: { shapes: [{ name: "a", description: "d", pattern: "(x)" }] } },
      "redaction-shape error redaction.shapes[0].pattern",
    ],
    [
      { redaction: { shapes: [{ name: "a", description: "d", pattern: "[z-a]" }] } },
      "redaction-shape error redaction.shapes[0].pattern",
    ],
    [
      { redaction: { shapes: [{ name: "a", description: "d", pattern: "x".repeat(201) }] } },
      "redaction-shape error redaction.shapes[0].pattern",
    ],
    [
      {
        redaction: {
          shapes: Array.from({ length: 11 }, (_, i) => ({ name: `s${i}`, description: "d", pattern: "x" })),
        },
      },
      "redaction-shape error redaction.shapes",
    ],
    [{ redaction: { keys: [" "] } }, "redaction-shape error redaction.keys[0]"],
  ].map(([definition, expected]) => [expected, definition] as const),
)("reports %s", (expected, definition) => {
  expect(findings(definition as never)).toEqual([expected]);
});

test("all findings are reported at once", () => {
  const found = findings({
    events: { Bad: { level: "nope" as never, description: "d" } },
    signals: { a: { description: "d", on: "x_y" }, b: { description: "d", where: "{" } },
  });
  expect(found.length).toBeGreaterThanOrEqual(4);
});
