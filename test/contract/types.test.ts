import { pathText } from "../../lib/base";
import {
  baseContract,
  type Contract,
  ContractError,
  defineContract,
  eq,
  gte,
  type EventFields,
} from "../../lib/contract";

// The compiler refuses these definitions: `npm run types` fails if it accepts a line with @ts-expect-error. At run time the same
// mistakes are findings, which the assertions check.

const payments = defineContract({
  name: "payments",
  extends: baseContract,
  fields: {
    "payment.provider": { type: "string", description: "Who moves the money.", values: ["stripe", "adyen"] },
    "payment.amount_minor": { type: "integer", description: "Amount in the currency's smallest unit.", unit: "None" },
    "payment.id": { type: "string", description: "Id of the payment." },
  },
  events: {
    payment_failed: {
      level: "error",
      description: "A payment was refused or could not be made.",
      required: ["payment.provider", "error.type"],
      optional: ["payment.amount_minor", "http.route"],
    },
  },
  signals: {
    payment_failures: {
      description: "Payments that failed.",
      on: "payment_failed",
      dimensions: ["payment.provider"],
      total: true,
    },
  },
});

type Payload = EventFields<typeof payments, "payment_failed">;
/** What a logger made from the contract will offer. */
declare function log<Name extends keyof (typeof payments)["events"]>(
  name: Name,
  fields: EventFields<typeof payments, Name>,
): void;

test("an event's payload has exactly its declared fields, nested", () => {
  const complete: Payload = {
    payment: { provider: "stripe", amount_minor: 4200 },
    error: { type: "card_declined" },
    http: { route: "/pay" },
  };
  const least: Payload = { payment: { provider: "adyen" }, error: { type: "timeout" } };
  // @ts-expect-error: error.type is required
  const lacking: Payload = { payment: { provider: "stripe" } };
  // @ts-expect-error: "paypal" is not one of the values
  const stranger: Payload = { payment: { provider: "paypal" }, error: { type: "x" } };
  // @ts-expect-error: payment.id is a field of the contract, but not of this event
  const surplus: Payload = { payment: { provider: "stripe", id: "p1" }, error: { type: "x" } };
  // @ts-expect-error: an amount is a number
  const text: Payload = { payment: { provider: "stripe", amount_minor: "42" }, error: { type: "x" } };
  const calls = (): void => {
    log("payment_failed", least);
    // @ts-expect-error: there is no such event
    log("payment_fialed", least);
    // @ts-expect-error: the fields have required ones
    log("payment_failed", {});
    log("service_stopping", {});
  };
  expect([complete, least, lacking, stranger, surplus, text, calls]).toHaveLength(7);
});

test("a signal over an unknown field does not compile", () => {
  const define = (): unknown =>
    defineContract({
      name: "x",
      extends: baseContract,
      // @ts-expect-error: no field "http.statuscode"
      signals: { bad: { description: "d", where: gte("http.statuscode", 500) } },
    });
  expect(refused(define)).toEqual(["signal-field signals.bad.where"]);
});

test("a comparison of the wrong kind does not compile", () => {
  const define = (): unknown =>
    defineContract({
      name: "x",
      extends: baseContract,
      // @ts-expect-error: a boolean field is not compared with text
      signals: { bad: { description: "d", where: eq("cache.hit", "yes") } },
    });
  expect(refused(define)).toEqual(["pattern-never-matches signals.bad.where"]);
});

test("an event with an unknown field does not compile", () => {
  const define = (): unknown =>
    defineContract({
      name: "x",
      extends: baseContract,
      // @ts-expect-error: no field "http.rute"
      events: { order_placed: { level: "info", description: "d", required: ["http.rute"] } },
    });
  expect(refused(define)).toEqual(["event-field events.order_placed.required[0]"]);
});

test("a signal on an unknown event does not compile", () => {
  const define = (): unknown =>
    defineContract({
      name: "x",
      extends: baseContract,
      // @ts-expect-error: no event "request_complete"
      signals: { bad: { description: "d", on: "request_complete" } },
    });
  expect(refused(define)).toEqual(["signal-event signals.bad.on"]);
});

test("a dimension from an unbounded field does not compile", () => {
  const define = (): unknown =>
    defineContract({
      name: "x",
      extends: baseContract,
      // @ts-expect-error: user.id has too many values
      signals: { bad: { description: "d", on: "request_completed", dimensions: ["user.id"] } },
    });
  expect(refused(define)).toEqual(["signal-dimension-unbounded signals.bad.dimensions[0]"]);
});

test("a fourth dimension, a default with dimensions, and a text field as the value do not compile", () => {
  const define = (): unknown =>
    defineContract({
      name: "x",
      extends: baseContract,
      signals: {
        four: {
          description: "d",
          on: "request_completed",
          // @ts-expect-error: four dimensions
          dimensions: ["http.route", "http.request.method", "service.name", "error.type"],
        },
        // @ts-expect-error: default and dimensions
        both: { description: "d", on: "request_completed", dimensions: ["http.route"], default: 0 },
        // @ts-expect-error: http.route is not a number
        words: { description: "d", on: "request_completed", value: "http.route" },
      },
    });
  expect(refused(define)).toEqual([
    "signal-dimensions signals.four.dimensions",
    "signal-default signals.both.default",
    "signal-value signals.words.value",
  ]);
});

/** The rules that a definition breaks, and where. */
function refused(define: () => unknown): string[] {
  const contract = define() as Contract;
  try {
    expect(contract.signals).toBeDefined();
  } catch (error) {
    if (error instanceof ContractError) return error.findings.map(({ rule, at }) => `${rule} ${pathText(at.path)}`);
    throw error;
  }
  return [];
}
