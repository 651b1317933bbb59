import Ajv2020 from "ajv/dist/2020";
import fc from "fast-check";
import { baseContract, defineContract, lineChecker, logLineSchema } from "../../lib/contract";

const contract = defineContract({
  name: "payments",
  extends: baseContract,
  fields: {
    "payment.failure": { type: "string", values: ["declined", "timeout"], description: "Why." },
    "payment.amount": { type: "integer", description: "How much." },
    tags: { type: "string[]", description: "Labels." },
  },
  events: { payment_failed: { level: "error", description: "It failed.", required: ["payment.failure"] } },
});
const check = lineChecker(contract);
const line = { timestamp: "2026-11-21T10:00:00.000Z", level: "info", message: "m" };

test.each([
  ["nothing", line, []],
  ["nothing in an event", { ...line, level: "error", event: "payment_failed", payment: { failure: "declined" } }, []],
  ["no object", ["x"], ["the line is not a JSON object"]],
  [
    "what every line has",
    { level: "info" },
    ["every line has timestamp, and the line has not", "every line has message, and the line has not"],
  ],
  [
    "fields unknown",
    { ...line, msg: 1, payment: { failures: 1 } },
    [
      "msg is not a field of the contract payments.",
      'payment.failures is not a field of the contract payments. Did you mean "payment.failure"?',
    ],
  ],
  [
    "a dotted key",
    { ...line, "payment.amount": 1 },
    [
      "payment.amount is not a field of the contract payments. A key with a dot in it is not found by metric filters: nest the objects.",
    ],
  ],
  [
    "types",
    { ...line, message: 3, payment: { amount: 1.5 }, tags: "a", service: "x", timestamp: "yesterday" },
    [
      "timestamp must be a timestamp in RFC 3339, not a string",
      "message must be a string, not a number",
      "payment.amount must be an integer, not a number",
      "tags must be a list of strings, not a string",
      "service holds fields and must be an object",
    ],
  ],
  ["values", { ...line, payment: { failure: "broke" } }, ["payment.failure is none of declined, timeout"]],
  [
    "events unknown",
    { ...line, event: "payment_faild" },
    ['event "payment_faild" is not declared in the contract payments. Did you mean "payment_failed"?'],
  ],
  [
    "an event's level and fields",
    { ...line, event: "payment_failed" },
    [
      'event payment_failed has level error, not "info"',
      "event payment_failed has payment.failure, and the line has not",
    ],
  ],
])("finds %s", (_, value, messages) => {
  expect(check(value).map(({ message }) => message)).toEqual(messages);
});

test("agrees with the contract's JSON Schema", () => {
  const isTime = (text: string) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
  const validate = new Ajv2020({ formats: { "date-time": isTime } }).compile(logLineSchema(contract));
  const value = fc.oneof(
    fc.constantFrom("2026-11-21T10:00:00Z", "info", "error", "payment_failed", "declined", "x", 1, 1.5, true, null),
    fc.array(fc.constantFrom("a", 1)),
  );
  const lines = fc.record(
    {
      timestamp: fc.oneof({ weight: 5, arbitrary: fc.constant("2026-11-21T10:00:00Z") }, value),
      level: fc.oneof({ weight: 5, arbitrary: fc.constantFrom("info", "error") }, value),
      message: fc.oneof({ weight: 5, arbitrary: fc.constant("m") }, value),
      event: fc.oneof({ weight: 5, arbitrary: fc.constantFrom("payment_failed", "request_failed") }, value),
      payment: fc.oneof(
        {
          weight: 5,
          arbitrary: fc.record({ failure: fc.constantFrom("declined", "x"), amount: value }, { requiredKeys: [] }),
        },
        value,
      ),
      tags: value,
      unknown: value,
      "payment.failure": fc.constant("declined"),
    },
    { requiredKeys: ["timestamp", "level", "message"] },
  );
  fc.assert(
    fc.property(lines, (each) => {
      expect(check(each).length === 0).toBe(validate(each));
    }),
    { numRuns: 500 },
  );
});
