import { inspect } from "node:util";
import { baseContract, type Contract, ContractError, defineContract } from "../../lib/contract";
import { pathText } from "../../lib/base";

const field = { type: "string", description: "d" } as const;

/** A contract with two mistakes that no compiler sees. */
const faulty = defineContract({
  name: "faulty",
  extends: baseContract,
  fields: { "order.Kind": field, "order.id": field },
  events: { order_placed: { level: "info", description: "d", required: ["order.id"] } },
  signals: {
    orders: { description: "d", on: "order_placed", default: 0 },
    odd: { description: "d", where: "{ $.order.id == 5 }" },
  },
});
const both = ['field-name faulty fields["order.Kind"]', "pattern-syntax faulty signals.odd.where"];

/** What reading a part of a contract throws. */
function refusal(contract: Contract, part: keyof Contract): ContractError | undefined {
  try {
    expect(contract[part]).toBeDefined();
    return undefined;
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
}

const said = (error: ContractError | undefined) =>
  error?.findings.map(({ rule, at }) => `${rule} ${at.contract} ${pathText(at.path)}`);

test.each(["fields", "events", "signals", "redaction"] as const)(
  "the first use of %s of a contract that has errors throws all of them",
  (part) => {
    expect(said(refusal(faulty, part))).toEqual(both);
  },
);

test("the error shows where the contract is defined, not where it is used", () => {
  expect(
    refusal(faulty, "signals")
      ?.stack?.split("\n")
      .find((line) => /^\s+at /.test(line)),
  ).toMatch(/define\.test\.ts:8:\d+/);
});

test("a copy of such a contract does not lose its errors, and printing it does not throw", () => {
  expect(() => ({ ...faulty })).toThrow(ContractError);
  expect(() => JSON.stringify(faulty)).toThrow(ContractError);
  expect(inspect(faulty)).toContain("faulty");
});

test("a contract over one that has errors has these and its own, and nothing that only follows from them", () => {
  const above = defineContract({
    name: "above",
    extends: faulty,
    signals: {
      same: { description: "d", on: "order_placed", metric: "Odd" },
      by_kind: { description: "d", where: "{ $.order.Kind > 5 }" },
      wrong: { description: "d", where: "{ $.order.idd = 5 }" },
    },
  });
  expect(said(refusal(above, "fields"))).toEqual([...both, "signal-field above signals.wrong.where"]);
});

test("a definition replaces what is wrong in the contract that it extends, but not the finding", () => {
  const above = defineContract({
    name: "above",
    extends: faulty,
    signals: { odd: { description: "d", where: '{ $.order.id = "5" }' } },
  });
  expect(said(refusal(above, "signals"))).toEqual(both);
});

test("one mistake in a signal does not hide that two others share a metric", () => {
  const contract = defineContract({
    name: "x",
    extends: baseContract,
    signals: {
      one: { description: "d", on: "request_completed", metric: "Same" },
      two: { description: "d", on: "request_completed", metric: "Same" },
      bad: { description: "d", where: "{" },
    },
  });
  expect(said(refusal(contract, "signals"))).toEqual([
    "pattern-syntax x signals.bad.where",
    "signal-metric x signals.two.metric",
  ]);
});

test("a contract with warnings only can be used", () => {
  const contract = defineContract({
    name: "x",
    extends: baseContract,
    signals: { others: { description: "d", on: "request_completed", where: '{ $.user.id != "probe" }' } },
  });
  expect(Object.keys(contract.signals)).toContain("others");
  expect({ ...contract }.name).toBe("x");
});

test("fields of an event that does not exist are not said to be there", () => {
  const contract = defineContract({
    name: "x",
    extends: baseContract,
    // @ts-expect-error: no event "order_plced"
    signals: { bad: { description: "d", on: "order_plced", where: "{ $.user.id NOT EXISTS }" } },
  });
  expect(said(refusal(contract, "signals"))).toEqual(["signal-event x signals.bad.on"]);
});
