import * as fc from "fast-check";
import { AlarmRuleError } from "../../../../lib/replay/alarms/composite/errors";
import { parseAlarmRule } from "../../../../lib/replay/alarms/composite/parse";
import { printAlarmRule } from "../../../../lib/replay/alarms/composite/print";
import { type AlarmRule, referencesOf } from "../../../../lib/replay/alarms/composite/rule";
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
    [" false\n", "FALSE"],
    ["ALARM(a) OR ALARM(b) AND ALARM(c)", 'ALARM("a") OR (ALARM("b") AND ALARM("c"))'],
    ["NOT NOT ALARM(a)", 'NOT (NOT ALARM("a"))'],
    ["NOT(ALARM(a))", 'NOT ALARM("a")'],
    ["NOT ALARM(a) AND ALARM(b)", '(NOT ALARM("a")) AND ALARM("b")'],
    ["((ALARM(a)))", 'ALARM("a")'],
    ['ALARM (\n  "say \\"hi\\", (x) \\\\ y"\n)\nOR\nOK( b )', 'ALARM("say \\"hi\\", (x) \\\\ y") OR OK("b")'],
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

describe("a rule that CloudWatch would refuse says where and what to write", () => {
  test.each<[rule: string, position: string, message: string, fix: RegExp]>([
    ["", "line 1, column 1", "the rule is empty", /Name the alarms it looks at/],
    ["ALARM(a", "line 1, column 8", "')' is missing before the end", /One alarm per ALARM/],
    ["ALARM a", "line 1, column 7", "'(' is missing before 'a'", /ALARM\("\.\.\."\)/],
    ["ALARM(a b)", "line 1, column 9", "')' is missing before 'b'", /a name with blanks, commas or parentheses/],
    ["ALARM(a, b)", "line 1, column 8", "')' is missing before ','", /AT_LEAST/],
    ["ALARM()", "line 1, column 7", "an alarm's name is missing before ')'", /name or its ARN/],
    ['ALARM("")', "line 1, column 7", "the alarm's name is empty", /name or its ARN/],
    ['ALARM("a)', "line 1, column 7", "the quote is not closed", /double quote/],
    ['ALARM("a"b)', "line 1, column 10", "there is text right after the closing quote", /one pair/],
    ['ALARM(a"b")', "line 1, column 7", 'the name a"b" holds a double quote', /whole name in double quotes/],
    ["ALRAM(a)", "line 1, column 1", "'ALRAM' is not a condition", /Did you mean "ALARM"\?/],
    ["ALARM(a) &&\nALARM(b)", "line 1, column 10", "'&&' is not expected here", /^Write AND\.$/],
    ["ALARM(a) ADN ALARM(b)", "line 1, column 10", "'ADN' is not expected here", /Did you mean "AND"\?/],
    ["ALARM(a)\nOR", "line 2, column 3", "a condition is missing at the end", /ALARM\("name"\)/],
    ["ALARM(a))", "line 1, column 9", "')' is not expected here", /Remove the parenthesis/],
    ["(ALARM(a)", "line 1, column 10", "')' is missing before the end", /Close the parenthesis/],
    ["AT_LEAST(0, ALARM, (a))", "line 1, column 10", "'0' is not a number of alarms", /1 or more/],
    ["AT_LEAST(101%, ALARM, (a))", "line 1, column 10", "'101%' is not a number of alarms", /1% to 100%/],
    ["AT_LEAST(1.5, ALARM, (a))", "line 1, column 10", "'1.5' is not a number of alarms", /1 or more/],
    ["AT_LEAST(1, FINE, (a))", "line 1, column 13", "'FINE' is not a state", /ALARM, OK or INSUFFICIENT_DATA/],
    ["AT_LEAST(1, ALARM, a, b)", "line 1, column 20", "'(' is missing before 'a'", /AT_LEAST\(2, ALARM/],
    ["AT_LEAST(1, ALARM, ())", "line 1, column 21", "an alarm's name is missing before ')'", /name or its ARN/],
    ["AT_LEAST(1, ALARM, (a b))", "line 1, column 23", "')' is missing before 'b'", /separate its alarms with commas/],
    ["AT_LEAST(1, ALARM, (a)", "line 1, column 23", "')' is missing before the end", /Close AT_LEAST/],
    ['"ALARM"(a)', "line 1, column 1", '"ALARM" is not a condition', /ALARM\("name"\)/],
    ['"a"', "line 1, column 1", '"a" is not a condition', /ALARM\("name"\)/],
  ])("%j", (rule, position, message, fix) => {
    let error: unknown;
    try {
      parseAlarmRule(rule);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(AlarmRuleError);
    const fault = error as AlarmRuleError;
    expect([fault.position(), fault.message]).toEqual([position, message]);
    expect(fault.fix).toMatch(fix);
  });
});

test("references are those of the text, in its order, with their place in it", () => {
  const text = 'ALARM(a) AND (OK("b c") OR AT_LEAST(1, ALARM, (a, d)))';
  const references = referencesOf(parseAlarmRule(text));
  expect(references.map(({ name }) => name)).toEqual(["a", "b c", "a", "d"]);
  expect(references.map(({ span }) => text.slice(span?.start, span?.end))).toEqual(["a", '"b c"', "a", "d"]);
});

test("any rule is the rule that its text parses to", () => {
  fc.assert(
    fc.property(arbitraryRule, (rule) => {
      expect(withoutSpans(parseAlarmRule(printAlarmRule(rule)))).toEqual(rule);
    }),
  );
});

test("any text parses or is refused with a place inside it", () => {
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

test.each<[what: string, rule: AlarmRule]>([
  ["'all' of 1 parts", { kind: "all", of: [{ kind: "always", value: true }] }],
  ["AT_LEAST without alarms", { kind: "at-least", least: { count: 1 }, negated: false, state: "OK", alarms: [] }],
])("a tree without a text is refused: %s", (what, rule) => {
  expect(() => printAlarmRule(rule)).toThrow(`${what} has no text form`);
});
