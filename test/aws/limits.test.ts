import * as fc from "fast-check";
import {
  acceptsAtLeast,
  alarmsOfRule,
  type NamedRule,
  namedRuleExcesses,
  ruleElements,
  ruleExcesses,
  type RuleForm,
  ruleText,
} from "../../lib/aws/alarm-rule";
import { silencePeriod, windowFaults } from "../../lib/aws/alarm-window";
import { filterDimensionFaults, metricDimensionFaults } from "../../lib/aws/dimensions";
import { excessOf, type LimitKey, limits } from "../../lib/aws/limits";
import { isInRange, type RangeKey, ranges } from "../../lib/aws/ranges";
import { textFault, type TextKind, type TextRule, textRules, textShape } from "../../lib/aws/text-rules";

const keys = Object.keys(limits) as LimitKey[];
const kinds = Object.keys(textRules) as TextKind[];

test("every limit, range and text rule has a page of AWS's documentation as its source", () => {
  for (const { source } of [...Object.values(limits), ...Object.values(ranges), ...Object.values(textRules)])
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
});

test.each(keys)("%s: accepts the maximum, refuses one more", (key) => {
  const { most } = limits[key];
  expect(excessOf(key, most)).toBeUndefined();
  const more = most + Math.max(1, most * 1e-9);
  expect(excessOf(key, more)).toEqual({ limit: key, count: more, most });
});

test.each(Object.keys(ranges) as RangeKey[])(
  "%s: accepts the minimum and the maximum, refuses values beyond them",
  (key) => {
    const { least, most } = ranges[key];
    expect([least - 1, least, most, most + 1, least + 0.5, NaN].map((value) => isInRange(key, value))).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
  },
);

test.each(kinds)("%s: accepts the maximum length, refuses one more character", (kind) => {
  const { most } = textRules[kind];
  expect(textFault(kind, "A".repeat(most))).toBeUndefined();
  expect(textFault(kind, "A".repeat(most + 1))).toEqual({ kind: "too-long", length: most + 1, most });
});

test.each<[kind: TextKind, text: string, fault: object]>([
  ["alarmName", "", { kind: "empty" }],
  ["alarmName", "a\nb", { kind: "character", character: "\n" }],
  ["logGroupName", "aws/x", { kind: "beginning", beginning: "aws/" }],
  ["logGroupName", "/app/a b", { kind: "character", character: " " }],
  ["filterName", "a:b", { kind: "character", character: ":" }],
  ["filterMetricName", "a$b", { kind: "character", character: "$" }],
  ["namespace", ":x", { kind: "beginning", beginning: ":" }],
  ["dimensionValue", "é", { kind: "character", character: "é" }],
  ["topicName", "a/b", { kind: "character", character: "/" }],
  ["queueName", "a.fifo", { kind: "character", character: "." }],
  ["slackWorkspaceId", "T0a", { kind: "character", character: "a" }],
  ["slackChannelId", "#alerts", { kind: "character", character: "#" }],
  ["keyAlias", "aws/sns", { kind: "beginning", beginning: "aws/" }],
  ["tagKey", "aws:x", { kind: "beginning", beginning: "aws:" }],
  ["tagValue", "a😀b", { kind: "character", character: "😀" }],
])("%s refuses %j", (kind, text, fault) => expect(textFault(kind, text)).toEqual(fault));

test.each(kinds)("%s: textShape matches exactly the texts that are accepted", (kind) => {
  const { beginnings = [], most }: TextRule = textRules[kind];
  const shape = textShape(kind);
  const character = fc.oneof(
    fc.constantFrom(...Array.from("aZ09:*$/_-. +=,@#\n{}[]()é😀")),
    fc.string({ minLength: 1, maxLength: 1 }),
  );
  const text = fc.array(character, { maxLength: 6 }).map((parts) => parts.join(""));
  const beginning = fc.constantFrom("", ...beginnings);
  fc.assert(
    fc.property(beginning, text, (first, rest) => {
      expect(shape.test(first + rest)).toBe(textFault(kind, first + rest) === undefined);
    }),
  );
  expect(shape.test("A".repeat(most))).toBe(true);
  expect(shape.test("A".repeat(most + 1))).toBe(false);
});

test("what is refused at the end of a name is refused by its shape, too", () => {
  expect(["a-", "a-b"].map((name) => textShape("loadBalancerName").test(name))).toEqual([false, true]);
});

test("lengths are counted in code points, not in UTF-16 code units", () => {
  expect(textFault("alarmName", "😀".repeat(255))).toBeUndefined();
  expect(textFault("alarmName", "😀".repeat(256))).toEqual({ kind: "too-long", length: 256, most: 255 });
});

test.each<[least: Parameters<typeof acceptsAtLeast>[0], alarms: number, accepted: boolean]>([
  [{ count: 1 }, 2, true],
  [{ count: 2 }, 2, true],
  [{ count: 3 }, 2, false],
  [{ count: 0 }, 2, false],
  [{ count: 1.5 }, 2, false],
  [{ percent: 1 }, 2, true],
  [{ percent: 100 }, 2, true],
  [{ percent: 101 }, 2, false],
])("AT_LEAST %j of %d alarms: %s", (least, alarms, accepted) => expect(acceptsAtLeast(least, alarms)).toBe(accepted));

describe("elements of a composite alarm's rule", () => {
  const child: RuleForm = { kind: "state" };
  test.each<[text: string, form: RuleForm, elements: number]>([
    ["ALARM(a)", child, 1],
    ["TRUE", { kind: "always" }, 1],
    ["NOT ALARM(a)", { kind: "not", of: child }, 1],
    ["ALARM(a) OR ALARM(b) OR ALARM(a)", { kind: "any", of: [child, child, child] }, 3],
    ["(ALARM(a) AND ALARM(b)) OR ALARM(c)", { kind: "any", of: [{ kind: "all", of: [child, child] }, child] }, 4],
    ["NOT (ALARM(a) OR ALARM(b))", { kind: "not", of: { kind: "any", of: [child, child] } }, 3],
    ["ALARM(a), grouped", { kind: "any", of: [{ kind: "all", of: [child] }] }, 1],
    ["AT_LEAST(1, ALARM, (a, b))", { kind: "at-least", alarms: ["a", "b"] }, 3],
  ])("%s", (_, form, elements) => expect(ruleElements(form)).toBe(elements));

  test("an alarm that is named 501 times is 501 elements, but one alarm", () => {
    const form: RuleForm = { kind: "any", of: Array<RuleForm>(501).fill(child) };
    expect(ruleExcesses({ characters: 10_241, alarms: Array<string>(501).fill("a"), form })).toEqual([
      { limit: "ruleCharacters", count: 10_241, most: 10_240 },
      { limit: "ruleElements", count: 501, most: 500 },
    ]);
    expect(
      ruleExcesses({ characters: 1, alarms: Array.from({ length: 101 }, (_, n) => `a${n}`), form: child }),
    ).toEqual([{ limit: "ruleAlarms", count: 101, most: 100 }]);
  });
});

describe("the text of a composite alarm's rule", () => {
  const alarm = (name: string): NamedRule => ({ kind: "state", state: "ALARM", alarm: name });
  const either: NamedRule = { kind: "any", of: [alarm("a"), alarm("b")] };
  test.each<[text: string, rule: NamedRule]>([
    ['OK("a")', { kind: "state", state: "OK", alarm: "a" }],
    ['ALARM("a") OR ALARM("b")', either],
    ['ALARM("c") AND (ALARM("a") OR ALARM("b"))', { kind: "all", of: [alarm("c"), either] }],
    ['NOT (ALARM("a") OR ALARM("b"))', { kind: "not", of: either }],
    ['NOT ALARM("a")', { kind: "not", of: { kind: "any", of: [alarm("a")] } }],
    [
      'ALARM("c") AND (ALARM("a") OR ALARM("b"))',
      { kind: "all", of: [alarm("c"), { kind: "all", of: [{ kind: "any", of: [either] }] }] },
    ],
    [
      'AT_LEAST(50%, ALARM, ("a", "b"))',
      { kind: "at-least", least: { percent: 50 }, state: "ALARM", alarms: ["a", "b"] },
    ],
  ])("%s", (text, rule) => expect(ruleText(rule)).toBe(text));

  test("limits apply to the text, and to the number of different alarms", () => {
    const names = Array.from({ length: 101 }, (_, n) => `${"x".repeat(100)}${n}`);
    const rule: NamedRule = { kind: "any", of: [...names, ...names].map(alarm) };
    expect(alarmsOfRule(rule)).toHaveLength(202);
    expect(namedRuleExcesses(rule)).toEqual([
      { limit: "ruleCharacters", count: ruleText(rule).length, most: limits.ruleCharacters.most },
      { limit: "ruleAlarms", count: 101, most: 100 },
    ]);
  });
});

describe("periods of an alarm", () => {
  test.each<[what: string, window: Parameters<typeof windowFaults>[0], kinds: string[]]>([
    ["3 of 5 minutes", { period: 60, periods: 5, datapoints: 3 }, []],
    ["a day of minutes", { period: 60, periods: 1440 }, []],
    ["more than a day of minutes", { period: 60, periods: 1441 }, ["too-long"]],
    ["a week of hours", { period: 3600, periods: 168 }, []],
    ["more than a week of hours", { period: 3600, periods: 169 }, ["too-long"]],
    ["90 seconds", { period: 90, periods: 1 }, ["period"]],
    ["10 seconds for a metric with a resolution of a minute", { period: 10, periods: 1 }, ["period-too-short"]],
    ["10 seconds for a metric with a resolution of a second", { period: 10, periods: 1, highResolution: true }, []],
    ["4 of 3 periods", { period: 60, periods: 3, datapoints: 4 }, ["too-many-datapoints"]],
    ["0 of 3 periods", { period: 60, periods: 3, datapoints: 0 }, ["datapoints"]],
    ["no periods", { period: 60, periods: 0 }, ["periods"]],
    ["half a period", { period: 60, periods: 0.5, datapoints: 1 }, ["periods", "too-many-datapoints"]],
    ["numbers that are not known yet", { period: NaN, periods: NaN, datapoints: NaN }, []],
  ])("%s", (_, window, expected) => expect(windowFaults(window).map(({ kind }) => kind)).toEqual(expected));

  test("windows without a fault are no longer than CloudWatch accepts", () => {
    const numbers = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(numbers, numbers, (minutes, periods) => {
        const faults = windowFaults({ period: minutes * 60, periods });
        expect(faults.length === 0).toBe(minutes * periods <= (minutes < 60 ? 1440 : 10_080));
      }),
    );
  });

  test("an alarm on a silence of more than a day has periods of an hour", () => {
    expect([900, 86_400, 90_000].map(silencePeriod)).toEqual([60, 60, 3600]);
  });
});

test("a series has at most 30 dimensions, with valid names and values", () => {
  expect(metricDimensionFaults({ QueueName: "orders" })).toEqual({ tooMany: undefined, faults: [] });
  const many = Object.fromEntries(Array.from({ length: 31 }, (_, n) => [`d${n}`, "x"]));
  expect(metricDimensionFaults(many).tooMany).toEqual({ limit: "dimensionsOfMetric", count: 31, most: 30 });
  expect(metricDimensionFaults({ ":a": "x", b: "" }).faults).toEqual([
    { dimension: ":a", part: "name", fault: { kind: "beginning", beginning: ":" } },
    { dimension: "b", part: "value", fault: { kind: "empty" } },
  ]);
});

test("a metric filter has at most 3 dimensions, and their values are selectors", () => {
  expect(filterDimensionFaults({ route: "$.http.route" })).toEqual({ tooMany: undefined, faults: [] });
  expect(filterDimensionFaults({ a: "$.a", b: "$.b", c: "$.c", d: "x" })).toEqual({
    tooMany: { limit: "dimensionsOfFilter", count: 4, most: 3 },
    faults: [{ dimension: "d", part: "value", fault: { kind: "not-a-selector" } }],
  });
});
