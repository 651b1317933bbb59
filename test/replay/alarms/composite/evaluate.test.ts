import * as fc from "fast-check";
import { constantOf, decidedBy, evaluateRule, spokenForBy } from "../../../../lib/replay/alarms/composite/evaluate";
import { limitsExceeded } from "../../../../lib/replay/alarms/composite/limits";
import { parseAlarmRule } from "../../../../lib/replay/alarms/composite/parse";
import { type RuleTree, referencesOf } from "../../../../lib/replay/alarms/composite/rule";
import type { AlarmState } from "../../../../lib/aws";
import { arbitraryRule, arbitraryState, states } from "./arbitrary";

const letters: Readonly<Record<string, AlarmState>> = { A: "ALARM", O: "OK", I: "INSUFFICIENT_DATA" };
/** `AO?`: alarm a is in ALARM, b in OK, c is not known. */
const world =
  (text: string) =>
  ({ name }: { name: string }) =>
    letters[text.charAt("abcdefgh".indexOf(name))];

describe("the documented rules", () => {
  test.each<[rule: string, world: string, value: boolean | undefined]>([
    ["ALARM(a) AND ALARM(b)", "AA", true],
    ["ALARM(a) AND ALARM(b)", "AO", false],
    ["ALARM(a) AND NOT ALARM(b)", "AO", true],
    ["ALARM(a) AND NOT ALARM(b)", "AI", true],
    ["ALARM(a) AND NOT ALARM(b)", "AA", false],
    ["(ALARM(a) OR ALARM(b)) AND OK(c)", "OAO", true],
    ["(ALARM(a) OR ALARM(b)) AND OK(c)", "OAI", false],
    ["AT_LEAST(2, ALARM, (a, b, c, d))", "AOAO", true],
    ["AT_LEAST(2, ALARM, (a, b, c, d))", "AOOI", false],
    ["AT_LEAST(50%, OK, (a, b, c, d))", "OOAA", true],
    ["AT_LEAST(50%, OK, (a, b, c, d))", "OIAA", false],
    ["AT_LEAST(2, ALARM, (a, b, c)) AND NOT ALARM(d)", "AAOO", true],
    ["AT_LEAST(2, ALARM, (a, b, c)) AND NOT ALARM(d)", "AAOA", false],
    ["AT_LEAST(2, NOT OK, (a, b, c))", "AIO", true],
    ["TRUE", "", true],
    ["FALSE", "", false],
    ["INSUFFICIENT_DATA(a)", "I", true],
    // Not documented: NOT before AND before OR, and percentages rounded up.
    ["ALARM(a) OR ALARM(b) AND ALARM(c)", "AOO", true],
    ["NOT ALARM(a) OR ALARM(b)", "AA", true],
    ["AT_LEAST(50%, ALARM, (a, b, c))", "AOO", false],
    ["AT_LEAST(50%, ALARM, (a, b, c))", "AAO", true],
    ["AT_LEAST(1%, ALARM, (a, b, c))", "AOO", true],
  ])("%s of %s is %s", (rule, text, value) => {
    expect(evaluateRule(parseAlarmRule(rule), world(text))).toBe(value);
  });
});

describe("a state that is not known does not matter if the others decide", () => {
  test.each<[rule: string, world: string, value: boolean | undefined, decided: string]>([
    ["ALARM(a) OR ALARM(b)", "A?", true, "a"],
    ["ALARM(a) OR ALARM(b)", "O?", undefined, "b"],
    ["ALARM(a) AND ALARM(b)", "O?", false, "a"],
    ["ALARM(a) AND ALARM(b)", "A?", undefined, "b"],
    ["NOT ALARM(b)", "O?", undefined, "b"],
    ["AT_LEAST(2, ALARM, (a, b, c, d))", "AA??", true, "a b"],
    ["AT_LEAST(3, ALARM, (a, b, c, d))", "OO??", false, "a b"],
    ["AT_LEAST(2, ALARM, (a, b, c, d))", "AO??", undefined, "c d"],
    ["ALARM(a) OR ALARM(b) OR ALARM(c)", "OOO", false, "a b c"],
    ["(ALARM(a) AND ALARM(b)) OR ALARM(c)", "AAA", true, "a b c"],
    ["(ALARM(a) AND ALARM(b)) OR ALARM(c)", "AOA", true, "c"],
    ["ALARM(a) AND NOT ALARM(b)", "AO", true, "a b"],
  ])("%s of %s", (rule, text, value, decided) => {
    const parsed = parseAlarmRule(rule);
    expect(evaluateRule(parsed, world(text))).toBe(value);
    expect(
      decidedBy(parsed, world(text))
        .map(({ name }) => name)
        .join(" "),
    ).toBe(decided);
  });

  test("if a rule has a value with unknown states, it has that value whatever they are", () => {
    const known = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), arbitraryState);
    fc.assert(
      fc.property(arbitraryRule, known, (rule, some) => {
        const value = evaluateRule(rule, ({ name }) => some[name]);
        if (value === undefined) return;
        for (const other of states) expect(evaluateRule(rule, ({ name }) => some[name] ?? other)).toBe(value);
      }),
    );
  });
});

test("the evaluator agrees with a naive one", () => {
  fc.assert(
    fc.property(arbitraryRule, fc.func(arbitraryState), (rule, stateOfName) => {
      const stateOf = ({ name }: { name: string }) => stateOfName(name);
      expect(evaluateRule(rule, stateOf)).toBe(naive(rule, stateOf));
    }),
  );
});

test("only the deciding references matter: the others may be in any state", () => {
  fc.assert(
    fc.property(arbitraryRule, fc.func(arbitraryState), fc.func(arbitraryState), (rule, stateOfName, other) => {
      const value = naive(rule, ({ name }) => stateOfName(name));
      const deciding = new Set(decidedBy(rule, ({ name }) => stateOfName(name)).map(({ name }) => name));
      expect(naive(rule, ({ name }) => (deciding.has(name) ? stateOfName(name) : other(name)))).toBe(value);
    }),
  );
});

test.each<[rule: string, value: boolean | undefined]>([
  ["TRUE OR ALARM(a)", true],
  ["ALARM(a) AND FALSE", false],
  ["NOT FALSE", true],
  ["ALARM(a)", undefined],
])("the constant value of %s is %s", (rule, value) => expect(constantOf(parseAlarmRule(rule))).toBe(value));

test.each([
  ["ALARM(a) AND NOT ALARM(b) AND NOT OK(c) AND OK(d)", "a c"],
  ["NOT (OK(a) OR ALARM(b))", "a"],
  [
    "AT_LEAST(1, ALARM, (a, b)) OR AT_LEAST(1, NOT OK, (c)) OR NOT AT_LEAST(1, OK, (d)) OR AT_LEAST(1, OK, (e))",
    "a b c d",
  ],
])("%s notifies on behalf of %s", (rule, names) => {
  expect(
    spokenForBy(parseAlarmRule(rule))
      .map(({ name }) => name)
      .join(" "),
  ).toBe(names);
});

describe("limits of PutCompositeAlarm", () => {
  const problems = (text: string) =>
    limitsExceeded(text, parseAlarmRule(text)).map(({ certain, count, limit, most }) => [limit, count, most, certain]);
  const or = (count: number, name: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => `ALARM(${name(n)})`).join(" OR ");

  test("a rule at the limits exceeds none", () => {
    expect(problems(or(100, String))).toEqual([]);
    expect(problems(`ALARM(${"x".repeat(10_240 - 7)})`)).toEqual([]);
    expect(problems(or(500, (n) => String(n % 100)))).toEqual([]);
  });

  test("a rule over a limit exceeds it", () => {
    expect(problems(or(101, String))).toEqual([["ruleAlarms", 101, 100, true]]);
    expect(problems(`ALARM(${"x".repeat(10_240)})`)).toEqual([["ruleCharacters", 10_247, 10_240, true]]);
    expect(problems(`${or(500, (n) => String(n % 100))} OR (TRUE AND FALSE)`)).toEqual([
      ["ruleElements", 503, 500, false],
    ]);
  });
});

function naive(rule: RuleTree, stateOf: (alarm: { name: string }) => AlarmState): boolean {
  switch (rule.kind) {
    case "all":
      return rule.of.every((part) => naive(part, stateOf));
    case "any":
      return rule.of.some((part) => naive(part, stateOf));
    case "not":
      return !naive(rule.of, stateOf);
    case "state":
      return stateOf(rule.alarm) === rule.state;
    case "at-least": {
      const holds = referencesOf(rule).filter((alarm) => (stateOf(alarm) === rule.state) === !rule.negated).length;
      return "count" in rule.least ? holds >= rule.least.count : holds * 100 >= rule.least.percent * rule.alarms.length;
    }
    case "always":
      return rule.value;
  }
}
