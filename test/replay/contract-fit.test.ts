import { defineContract } from "../../lib/contract";
import { LogEvent } from "../../lib/pattern";
import { ContractFit } from "../../lib/replay";

const contract = defineContract({
  name: "orders",
  conventions: "own",
  line: { level: "level", event: "event", where: '{ $.service = "orders" }' },
  fields: {
    service: { type: "string", description: "d" },
    level: { type: "string", description: "d" },
    event: { type: "string", description: "d" },
    amount: { type: "number", description: "d" },
    mail: { type: "number", description: "d", pii: true },
  },
  events: { placed: { level: "info", description: "d" } },
});

function fitOf(lines: readonly object[], mayShow = () => true) {
  const fit = new ContractFit(contract, mayShow);
  lines.forEach((each, index) => {
    fit.add(new LogEvent(JSON.stringify({ service: "orders", ...each })), { source: "a.log", line: index + 1 });
  });
  return fit.finish();
}

test("lines that fit, those that do not, and those that the contract does not describe are counted apart", () => {
  const fit = fitOf([{ level: "info" }, { level: "info", amount: "1" }, { service: "other", level: 1 }]);
  expect(fit).toMatchObject({ lines: 3, described: 2, fitting: 1 });
  expect(fit.problems).toMatchObject([{ kind: "wrong-type", field: "amount", lines: 1, found: '"1"' }]);
  expect(fit.findings.map(({ at, severity }) => [severity, at.line])).toEqual([["error", 2]]);
});

test("a problem has all its lines in its count, and the first in its places", () => {
  const { problems } = fitOf(Array.from({ length: 30 }, () => ({ level: "info", amount: "x" })));
  expect(problems).toMatchObject([{ lines: 30 }]);
  expect(problems[0]?.places.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
});

test("what a line has there is shown, unless it may be personal or secret", () => {
  const lines = [{ level: "info", amount: "12 EUR", mail: "x" }];
  expect(fitOf(lines).problems.map(({ found }) => found)).toEqual(['"12 EUR"', undefined]);
  expect(fitOf(lines, () => false).problems.map(({ found }) => found)).toEqual([undefined, undefined]);
});

test("of each kind the first problems are told apart, and the others counted", () => {
  const { findings, problems } = fitOf([
    ...Array.from({ length: 50 }, (_, at) => ({ level: "info", event: `event_${at}` })),
    { level: "info", amount: "x" },
  ]);
  expect(problems.filter(({ kind }) => kind === "unknown-event")).toHaveLength(20);
  expect(problems.filter(({ kind }) => kind === "wrong-type")).toHaveLength(1);
  expect(findings).toHaveLength(22);
  expect(findings.at(-1)?.at).toMatchObject({ line: 21 });
});

test("a contract that describes no line is not a fit", () => {
  expect(fitOf([{ service: "other" }, { service: "other" }]).findings).toHaveLength(1);
  expect(fitOf([]).findings).toEqual([]);
});
