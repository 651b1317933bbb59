import { checkContract, type ContractDefinition } from "../../lib/contract";
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

test("a sound contract has no findings", () => {
  expect(
    findings({
      signals: { ok: { description: "d", on: "request_completed", where: "{ $.http.status >= 500 }", default: 0 } },
    }),
  ).toEqual([]);
  expect(signal({ where: '{ $.tags[*] = "vip" && $.http NOT EXISTS }' })).toEqual([]);
  expect(signal({ where: "ERROR -timeout" })).toEqual([]);
});

test.each([
  [
    "an unknown field",
    { where: "{ $.http.statsu = 500 }" },
    /signal-field error signals\.bad\.where: the pattern reads \$\.http\.statsu.*Did you mean "http\.status"/,
  ],
  [
    "an unknown event in a pattern",
    { where: '{ $.event = "request_complete" }' },
    /signal-event error.*"request_complete".*Did you mean "request_completed"/,
  ],
  ["a pattern that does not parse, with a caret", { where: "{ $.http.status == 500 }" }, /pattern-syntax error[^]*\^/],
  ["no condition at all", {}, /signal-empty error/],
  [
    "a comparison of a boolean",
    { where: '{ $.cache.hit = "true" }' },
    /pattern-never-matches.*IS TRUE|pattern-never-matches[^]*IS TRUE/,
  ],
  ["text compared with a number", { where: "{ $.http.route > 5 }" }, /pattern-never-matches.*neither greater nor less/],
  ["a number compared as text", { where: '{ $.http.status = "500" }' }, /pattern-text-number warning/],
  ["a number compared with a word", { where: '{ $.http.status = "many" }' }, /pattern-never-matches/],
  [
    "a value outside the field's values",
    { where: '{ $.level = "eror" }' },
    /pattern-never-matches.*"eror" is no level\. Did you mean "error"/,
  ],
  ["IS TRUE of text", { where: "{ $.http.route IS TRUE }" }, /pattern-never-matches/],
  ["looking inside a value", { where: "{ $.http.route[0] = x }" }, /pattern-never-matches.*looks inside/],
  [
    "an unbounded dimension",
    { on: "request_completed", dimensions: ["user.id"] },
    /signal-dimension-unbounded.*personal data/,
  ],
  [
    "a boolean dimension",
    { on: "request_completed", dimensions: ["cache.hit"] },
    /signal-dimension-unbounded.*boolean/,
  ],
  [
    "a dimension twice",
    { on: "request_completed", dimensions: ["http.route", "http.route"] },
    /signal-dimensions.*twice/,
  ],
  [
    "a dimension with a default",
    { on: "request_completed", dimensions: ["http.route"], default: 0 },
    /signal-default.*exclude each other/,
  ],
  ["dimensions on terms", { where: "ERROR", dimensions: ["http.route"] }, /signal-dimensions.*pattern of terms/],
  ["an event and terms", { on: "request_completed", where: "ERROR" }, /signal-where/],
  ["a measure of text", { on: "request_completed", value: "http.route" }, /signal-value/],
  ["a measure the event does not carry", { on: "request_completed", value: "http.ms" }, /signal-field/],
  ["a default on a measure", { on: "request_completed", value: "http.status", default: 0 }, /signal-default warning/],
  ["a metric name with a dollar", { on: "request_completed", metric: "a$b" }, /signal-metric/],
  ["a unit of one's own", { on: "request_completed", unit: "ms" }, /signal-unit/],
  ["a default that is no number", { on: "request_completed", default: Number.NaN }, /signal-default error/],
  [
    "three regular expressions",
    { where: "{ $.http.route = %a% || $.http.route = %b% || $.http.route = %c% }" },
    /pattern-syntax.*maximum of 2 regular expressions/,
  ],
])("%s is found", (_, definition, expected) => {
  const found = signal(definition);
  expect(found).not.toHaveLength(0);
  expect(found.join("\n")).toMatch(expected);
});

test("two signals on one metric are found", () => {
  const twice = { description: "d", on: "request_completed", metric: "Same" } as const;
  expect(findings({ signals: { first: twice, second: twice } }).join()).toMatch(
    /signal-metric.*"second" and "first" both publish/,
  );
});

test("a pattern that a guard for a dimension makes too long is found", () => {
  const where = `{ $.http.status = 1 ${"|| $.http.status = 1 ".repeat(47)}}`;
  expect(where.length).toBeLessThanOrEqual(1024);
  expect(findings({ signals: { long: { description: "d", where, dimensions: ["http.route"] } } }).join()).toMatch(
    /pattern-limits/,
  );
});

test.each([
  [{ fields: { ...fields, "a.B": { type: "string", description: "d" } } }, /field-name.*"B" is not snake_case/],
  [
    { fields: { ...fields, http: { type: "string", description: "d" } } },
    /field-name.*cannot be a value and an object/,
  ],
  [{ fields: { ...fields, e: { type: "string", description: "d", values: [] } } }, /field-name.*no value at all/],
  [
    { fields: { ...fields, e: { type: "string", description: "d", pii: true, bounded: true } } },
    /personal data and cannot be a dimension/,
  ],
  [{ events: { Bad: { level: "info", description: "d" } } }, /event-name/],
  [{ events: { order_placed: { level: "infos", description: "d" } } }, /event-level.*Did you mean "info"/],
  [
    { events: { order_placed: { level: "info", description: "d", required: ["http.rout"] } } },
    /event-field.*Did you mean "http\.route"/,
  ],
  [
    { events: { order_placed: { level: "info", description: "d", required: ["tags"], optional: ["tags"] } } },
    /required and optional/,
  ],
  [
    { redaction: { shapes: [{ name: "a b", description: "d", pattern: "x" }] } },
    /redaction-shape.*no name of a data identifier/,
  ],
  [{ redaction: { shapes: [{ name: "a", description: "d" }] } }, /neither `managed` nor `pattern`/],
  [{ redaction: { shapes: [{ name: "a", description: "d", pattern: "(x)" }] } }, /characters that CloudWatch/],
  [{ redaction: { shapes: [{ name: "a", description: "d", pattern: "[z-a]" }] } }, /no regular expression/],
  [{ redaction: { shapes: [{ name: "a", description: "d", pattern: "x".repeat(201) }] } }, /201 characters/],
  [
    {
      redaction: { shapes: Array.from({ length: 11 }, (_, i) => ({ name: `s${i}`, description: "d", pattern: "x" })) },
    },
    /11 shapes/,
  ],
  [{ redaction: { keys: [" "] } }, /empty key/],
])("%j is found", (definition, expected) => {
  expect(findings(definition as never).join("\n")).toMatch(expected);
});

test("all findings come at once", () => {
  const found = findings({
    events: { Bad: { level: "nope" as never, description: "d" } },
    signals: { a: { description: "d", on: "x_y" }, b: { description: "d", where: "{" } },
  });
  expect(found.length).toBeGreaterThanOrEqual(4);
});
