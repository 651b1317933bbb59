import Ajv2020 from "ajv/dist/2020";
import fc from "fast-check";
import { baseContract, defineContract, lineChecker, logLineSchema } from "../../lib/contract";
import { expectText } from "../texts";

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

test.each<[what: string, line: unknown, problems: string[]]>([
  ["nothing", line, []],
  ["nothing in an event", { ...line, level: "error", event: "payment_failed", payment: { failure: "declined" } }, []],
  ["a line that is not an object", ["x"], ["not-an-object"]],
  ["missing fields that every line has", { level: "info" }, ["missing-field timestamp", "missing-field message"]],
  [
    "unknown fields",
    { ...line, msg: 1, payment: { failures: 1 } },
    ["unknown-field msg", "unknown-field payment.failures"],
  ],
  ["a dotted key", { ...line, "payment.amount": 1 }, ["unknown-field ['payment.amount']"]],
  [
    "wrong types",
    { ...line, message: 3, payment: { amount: 1.5 }, tags: "a", service: "x", timestamp: "yesterday" },
    [
      "wrong-type timestamp",
      "wrong-type message",
      "wrong-type payment.amount",
      "wrong-type tags",
      "wrong-type service",
    ],
  ],
  ["unknown values", { ...line, payment: { failure: "broke" } }, ["unknown-value payment.failure"]],
  ["unknown events", { ...line, event: "payment_faild" }, ["unknown-event event"]],
  [
    "the wrong level of an event, and its missing fields",
    { ...line, event: "payment_failed" },
    ["wrong-level level", "missing-field payment.failure"],
  ],
])("finds %s", (_, value, problems) => {
  const found = check(value);
  if (found.length > 0) expectText(found.map(({ message }) => message).join("\n"));
  expect(found.map(({ kind, field }) => `${kind} ${field}`.trimEnd())).toEqual(problems);
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
