import { expectText } from "../../../texts";
import * as fc from "fast-check";
import { AlarmRuleError } from "../../../../lib/replay/alarms/composite/errors";
import { parseAlarmRule } from "../../../../lib/replay/alarms/composite/parse";
import { printAlarmRule } from "../../../../lib/replay/alarms/composite/print";
import { type RuleTree, referencesOf } from "../../../../lib/replay/alarms/composite/rule";
import { arbitraryRule, withoutSpans } from "./arbitrary";

// The rules of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html and of PutCompositeAlarm.
describe("rules are printed in one canonical form", () => {
  test.each([
    [
      "ALARM(CPUUtilizationTooHigh) AND ALARM(DiskReadOpsTooHigh)",
      'ALARM("CPUUtilizationTooHigh") AND ALARM("DiskReadOpsTooHigh")',
    ],
    [
      "ALARM(CPUUtilizationTooHigh) AND NOT ALARM(DeploymentInProgress)",
      'ALARM("CPUUtilizationTooHigh") AND (NOT ALARM("DeploymentInProgress"))',
    ],
    ["(ALARM(A) OR ALARM(B)) AND OK(C)", '(ALARM("A") OR ALARM("B")) AND OK("C")'],
    ["AT_LEAST(2, ALARM, (A, B, C, D))", 'AT_LEAST(2, ALARM, ("A", "B", "C", "D"))'],
    ["AT_LEAST(50%, OK, (A,B))", 'AT_LEAST(50%, OK, ("A", "B"))'],
    ["AT_LEAST(2, ALARM, (AZ1, AZ2)) AND NOT ALARM(M)", 'AT_LEAST(2, ALARM, ("AZ1", "AZ2")) AND (NOT ALARM("M"))'],
    ["AT_LEAST(1, NOT INSUFFICIENT_DATA, (a))", 'AT_LEAST(1, NOT INSUFFICIENT_DATA, ("a"))'],
    ["TRUE", "TRUE"],
    ["false", "FALSE"],
    ["ALARM(a) OR ALARM(b) AND ALARM(c)", 'ALARM("a") OR (ALARM("b") AND ALARM("c"))'],
    ["NOT NOT ALARM(a)", 'NOT (NOT ALARM("a"))'],
    ["NOT(ALARM(a))", 'NOT ALARM("a")'],
    ["NOT ALARM(a) AND ALARM(b)", '(NOT ALARM("a")) AND ALARM("b")'],
    ["((ALARM(a)))", 'ALARM("a")'],
    ['ALARM ( "say \\"hi\\", (x) \\\\ y" ) OR OK( b )', 'ALARM("say \\"hi\\", (x) \\\\ y") OR OK("b")'],
    [
      "ALARM(arn:aws:cloudwatch:eu-central-1:111122223333:alarm:x)",
      'ALARM("arn:aws:cloudwatch:eu-central-1:111122223333:alarm:x")',
    ],
    ["alarm(ok) or ok(not)", 'ALARM("ok") OR OK("not")'],
    ["ALARM(a) OR (ALARM(b) OR ALARM(c))", 'ALARM("a") OR (ALARM("b") OR ALARM("c"))'],
  ])("%s", (text, printed) => {
    expect(printAlarmRule(parseAlarmRule(text))).toBe(printed);
    expect(printAlarmRule(parseAlarmRule(printed))).toBe(printed);
  });
});

describe("the error for a rule that CloudWatch would refuse has a position and a fix", () => {
  test.each([
    ["", "line 1, column 1"],
    ["ALARM(a", "line 1, column 8"],
    ["ALARM a", "line 1, column 7"],
    ["ALARM(a b)", "line 1, column 9"],
    ["ALARM(a, b)", "line 1, column 8"],
    ["ALARM()", "line 1, column 7"],
    ['ALARM("")', "line 1, column 7"],
    ['ALARM("a)', "line 1, column 7"],
    ['ALARM("a"b)', "line 1, column 10"],
    ['ALARM(a"b")', "line 1, column 7"],
    ["ALRAM(a)", "line 1, column 1"],
    ["ALARM(a) &&\nALARM(b)", "line 1, column 10"],
    ["ALARM(a) ADN ALARM(b)", "line 1, column 10"],
    ["ALARM(a)\nOR", "line 2, column 3"],
    ["ALARM(a))", "line 1, column 9"],
    ["(ALARM(a)", "line 1, column 10"],
    ["AT_LEAST(0, ALARM, (a))", "line 1, column 10"],
    ["AT_LEAST(101%, ALARM, (a))", "line 1, column 10"],
    ["AT_LEAST(1.5, ALARM, (a))", "line 1, column 10"],
    ["AT_LEAST(1, FINE, (a))", "line 1, column 13"],
    ["AT_LEAST(1, ALARM, a, b)", "line 1, column 20"],
    ["AT_LEAST(1, ALARM, ())", "line 1, column 21"],
    ["AT_LEAST(1, ALARM, (a b))", "line 1, column 23"],
    ["AT_LEAST(1, ALARM, (a)", "line 1, column 23"],
    ['"ALARM"(a)', "line 1, column 1"],
    ['"a"', "line 1, column 1"],
    [" ALARM(a)", "line 1, column 1"],
    ["ALARM(a)\n", "line 1, column 9"],
    ["ALARM(a) OR\nALARM(b)", "line 1, column 12"],
    ["ALARM(a)  OR ALARM(b)", "line 1, column 9"],
    ["ALARM(a) OR\tALARM(b)", "line 1, column 12"],
    ["ALARM(  a)", "line 1, column 7"],
    ["AT_LEAST(3, ALARM, (a, b))", "line 1, column 1"],
  ])("%j", (rule, position) => {
    let error: unknown;
    try {
      parseAlarmRule(rule);
    } catch (thrown) {
      error = thrown;
    }
    if (!(error instanceof AlarmRuleError)) throw new Error("it was accepted");
    expect(error.position()).toBe(position);
    expectText(`${error.message}\n${error.fix}`);
  });
});

test("white space in a quoted name is the name's own", () => {
  expect(referencesOf(parseAlarmRule('ALARM("  a\n b ")')).map(({ name }) => name)).toEqual(["  a\n b "]);
});

test("a rule is accepted exactly if its white space is single blanks between its parts", () => {
  const gap = fc.constantFrom("", " ", "  ", "\n", "\t", "\n    ");
  fc.assert(
    fc.property(fc.tuple(gap, gap, gap, gap), ([before, left, right, after]) => {
      const text = `${before}(ALARM(a)${left})${right === "" ? " " : right}OR ALARM(b)${after}`;
      const isFine = before === "" && after === "" && [left, right].every((one) => one === "" || one === " ");
      const read = () => parseAlarmRule(text);
      if (isFine) expect(read).not.toThrow();
      else expect(read).toThrow(AlarmRuleError);
    }),
  );
});

test("references are in the order of the text, with their position in it", () => {
  const text = 'ALARM(a) AND (OK("b c") OR AT_LEAST(1, ALARM, (a, d)))';
  const references = referencesOf(parseAlarmRule(text));
  expect(references.map(({ name }) => name)).toEqual(["a", "b c", "a", "d"]);
  expect(references.map(({ span }) => text.slice(span?.start, span?.end))).toEqual(["a", '"b c"', "a", "d"]);
});

test("printing any rule and parsing the text gives the same rule", () => {
  fc.assert(
    fc.property(arbitraryRule, (rule) => {
      expect(withoutSpans(parseAlarmRule(printAlarmRule(rule)))).toEqual(rule);
    }),
  );
});

test("any text parses or is refused with a position inside it", () => {
  const piece = fc.constantFrom(
    "ALARM",
    "(",
    ")",
    "a",
    '"',
    " ",
    ",",
    "AND",
    "NOT",
    "AT_LEAST",
    "2",
    "50%",
    "TRUE",
    "\\",
    "\n",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join("");
      try {
        const rule = parseAlarmRule(text);
        expect(withoutSpans(parseAlarmRule(printAlarmRule(rule)))).toEqual(withoutSpans(rule));
      } catch (error) {
        if (!(error instanceof AlarmRuleError)) throw error;
        expect(error.span.start).toBeLessThanOrEqual(error.span.end);
        expect(error.span.end).toBeLessThanOrEqual(text.length);
        expect(error.fix).not.toBe("");
      }
    }),
  );
});

test.each<[what: string, rule: RuleTree]>([
  ["an AND of one part", { kind: "all", of: [{ kind: "always", value: true }] }],
  ["an AT_LEAST without alarms", { kind: "at-least", least: { count: 1 }, negated: false, state: "OK", alarms: [] }],
])("refuses to print %s", (_, rule) => {
  let error: unknown;
  try {
    printAlarmRule(rule);
  } catch (thrown) {
    error = thrown;
  }
  if (!(error instanceof RangeError)) throw new Error("it was printed");
  expectText(error.message);
});
