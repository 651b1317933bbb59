import fc from "fast-check";
import {
  baseContract,
  type Contract,
  defineContract,
  exampleLine,
  type FieldType,
  lineChecker,
  type LineValue,
  resolveContract,
} from "../../lib/contract";
import { contracts } from "../fixtures/own-conventions";

const payments = defineContract({
  name: "payments",
  extends: baseContract,
  fields: {
    "payment.id": { type: "string", description: "Id.", example: "pay_771" },
    "payment.failure": { type: "string", values: ["declined", "timeout"], description: "Why." },
    "payment.amount": { type: "integer", description: "How much." },
    tags: { type: "string[]", description: "Labels." },
  },
  events: {
    payment_failed: {
      level: "error",
      description: "It failed.",
      required: ["payment.id", "payment.failure", "tags"],
      optional: ["payment.amount"],
    },
  },
});

const given = (values: Record<string, LineValue>) => new Map(Object.entries(values));

test("what every line of an event has is filled in: examples, else first values, else some value of the type", () => {
  const { problems, text } = exampleLine(payments, "payment_failed", "pay", given({}));
  expect(problems).toEqual([]);
  expect(JSON.parse(text)).toEqual({
    timestamp: "2026-03-14T09:26:53.589Z",
    level: "error",
    message: "It failed.",
    event: "payment_failed",
    service: { name: "pay" },
    payment: { id: "pay_771", failure: "declined" },
    tags: ["tags"],
  });
});

test("what is given stands in it, and what breaks the contract is said by field", () => {
  const line = exampleLine(
    payments,
    "payment_failed",
    "pay",
    given({ "payment.amount": 3, "payment.failure": "timeout" }),
  );
  expect(line.problems).toEqual([]);
  expect(JSON.parse(line.text)).toMatchObject({ payment: { amount: 3, failure: "timeout" } });
  const wrong = given({ "payment.amount": "3", "payment.failure": "no", level: "info" });
  expect(
    exampleLine(payments, "payment_failed", "pay", wrong).problems.map(({ field, kind }) => `${kind} ${field}`),
  ).toEqual(["unknown-value payment.failure", "wrong-type payment.amount", "wrong-level level"]);
});

test("the event of a line is the one that is asked for", () => {
  const { text } = exampleLine(payments, "payment_failed", "pay", given({ event: "request_failed" }));
  expect(JSON.parse(text)).toMatchObject({ event: "payment_failed" });
});

test("events of contracts for lines as they are have lines that these contracts accept", () => {
  const all: readonly Contract[] = Object.values(contracts);
  const events = all.flatMap((contract) => Object.keys(contract.events).map((event) => ({ contract, event })));
  expect(events.length).toBeGreaterThanOrEqual(3);
  for (const { contract, event } of events)
    expect([contract.name, event, exampleLine(contract, event, "api", given({})).problems]).toEqual([
      contract.name,
      event,
      [],
    ]);
});

test("a line of text has its parts in their places, whatever is in them", () => {
  const web = defineContract({
    name: "web",
    conventions: "own",
    line: { timestamp: "time", event: "what", text: "[ip, , time, what, status, ...]" },
    fields: {
      time: { type: "string", description: "When.", example: "21/Nov/2026:10:00:00 +0000" },
      what: { type: "string", description: "What." },
      status: { type: "integer", description: "How." },
    },
    events: { "order placed": { level: "info", description: "An order.", required: ["status"] } },
  });
  fc.assert(
    fc.property(fc.integer(), fc.stringMatching(/^[ -Z^-~]+$/), (status, time) => {
      const { problems, text } = exampleLine(web, "order placed", "web", given({ status, time }));
      expect(problems).toEqual([]);
      expect(text).toContain(`"order placed" ${status}`);
    }),
  );
});

const types: readonly FieldType[] = ["string", "number", "integer", "boolean", "timestamp", "string[]"];
const name = fc.stringMatching(/^f[a-z0-9_]{0,6}$/);
const field = fc.oneof(
  fc.constantFrom(...types).map((type) => ({ type, description: "d" })),
  fc
    .uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 })
    .map((values) => ({ type: "string", values, description: "d" }) as const),
);

test("every event of any contract has a line that its contract accepts", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.tuple(name, name).map((parts) => parts.join(".")),
        field,
      ),
      fc.constantFrom("debug", "info", "warn", "error", "fatal"),
      (fields, level) => {
        const contract = resolveContract({
          name: "any",
          extends: baseContract,
          fields,
          events: { thing_happened: { level, description: "d", required: Object.keys(fields) } },
        });
        const { problems, text } = exampleLine(contract, "thing_happened", "any", given({}));
        expect(problems).toEqual([]);
        expect(lineChecker(contract)(JSON.parse(text))).toEqual([]);
      },
    ),
  );
});
