import { type ConfigInput, inspect } from "../../lib/config";
import { ruled } from "../texts";
import { found, type Loose, sample } from "./sample";

const acceptance = { rule: "severity-order", path: "services.payments.*", reason: "It is meant." };
const withAccept = (...accept: object[]) => found((config: object) => Object.assign(config, { accept }));

test("a configuration keeps its acceptances as they are written", () => {
  const config = Object.assign(sample() as object, {
    accept: [{ ...acceptance, expires: "2027-03-31", severity: "info" }],
  });
  const { config: checked, findings } = inspect(config);
  expect(findings).toEqual([]);
  expect(checked?.accept).toEqual([{ ...acceptance, expires: "2027-03-31", severity: "info" }]);
});

test("every mistake in an acceptance is found at once, with its place", () => {
  expect(
    withAccept(
      { ...acceptance, rule: "severity-ordr" },
      { ...acceptance, reason: "  " },
      { ...acceptance, expires: "2027-02-31" },
      { ...acceptance, expires: "next week" },
      { ...acceptance, severity: "error" },
      { rule: "severity-order" },
      { ...acceptance, untill: "2027-01-01" },
      { ...acceptance, path: "" },
    ),
  ).toEqual([
    "wrong-value error accept[0].rule",
    "wrong-value error accept[1].reason",
    "wrong-value error accept[2].expires",
    "wrong-value error accept[3].expires",
    "wrong-value error accept[4].severity",
    "missing-key error accept[5].path",
    "missing-key error accept[5].reason",
    "unknown-key error accept[6].untill",
    "wrong-value error accept[7].path",
  ]);
});

test("a rule whose findings cannot be accepted is refused, and the nearest one is named", () => {
  expect(withAccept({ ...acceptance, rule: "alarm-owner" })).toEqual(["wrong-value error accept[0].rule"]);
  const { findings } = inspect(
    Object.assign(sample() as object, { accept: [{ ...acceptance, rule: "severty-order" }] }),
  );
  ruled(findings);
  expect(findings[0]?.message).toContain('"severity-order"');
});

test("a mistake in an acceptance hides no other finding", () => {
  expect(
    found((config: Loose) => {
      Object.assign(config, { accept: [{ ...acceptance, rule: "x" }, acceptance] });
      // eslint-disable-next-line @typescript-eslint/no-unsafe-member-access -- what is written down here is of no type
      config.services.payments.alarms.failures.severities = { warning: { above: 20 }, critical: { above: 3 } };
    }),
  ).toEqual([
    "wrong-value error accept[0].rule",
    "severity-order warning services.payments.alarms.failures.severities.critical",
  ]);
});

test("an environment that does not exist is found, and a glob that means one is not", () => {
  expect(withAccept({ ...acceptance, environment: "prd" }, { ...acceptance, environment: "pro*" })).toEqual([
    "environment-unknown error accept[0].environment",
  ]);
});

test("a file for acceptances alone needs no service and no environment", () => {
  const { findings } = inspect({ project: "x", services: {}, environments: {}, accept: [acceptance] });
  expect(findings).toEqual([]);
});

test("TypeScript knows the rules", () => {
  type Rule = NonNullable<ConfigInput["accept"]>[number]["rule"];
  const known: Rule = "alarm-reaches-nobody";
  // @ts-expect-error -- not a rule
  const unknown: Rule = "alarm-reaches-noone";
  expect(known).not.toBe(unknown);
});
