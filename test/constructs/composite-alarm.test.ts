import { TerraformVariable } from "cdktf";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import {
  alarmRuleText,
  CompositeAlarm,
  ServiceNotice,
  type AlarmReference,
  type AlarmRule,
} from "../../lib/constructs";
import { emptyStack, paths, synth, text } from "./stack";

const a: AlarmReference = { alarmName: "a" };
const b: AlarmReference = { alarmName: "b (two)" };
const c: AlarmReference = { alarmName: "c" };
const many = (count: number): AlarmReference[] =>
  Array.from({ length: count }, (_, index) => ({ alarmName: `alarm-${index}` }));
const composite = "aws_cloudwatch_composite_alarm";

test.each<[AlarmRule, string]>([
  [a, 'ALARM("a")'],
  [{ alarm: b, state: "OK" }, 'OK("b (two)")'],
  [{ alarm: b, state: "INSUFFICIENT_DATA" }, 'INSUFFICIENT_DATA("b (two)")'],
  [{ any: [a, b] }, 'ALARM("a") OR ALARM("b (two)")'],
  [{ any: [a] }, 'ALARM("a")'],
  [{ all: [a, { not: b }] }, 'ALARM("a") AND NOT ALARM("b (two)")'],
  [{ any: [{ all: [a, b] }, c] }, '(ALARM("a") AND ALARM("b (two)")) OR ALARM("c")'],
  [{ all: [{ any: [a] }, { not: { any: [b, c] } }] }, 'ALARM("a") AND NOT (ALARM("b (two)") OR ALARM("c"))'],
  [{ atLeast: 2, of: [a, b, c] }, 'AT_LEAST(2, ALARM, ("a", "b (two)", "c"))'],
  [{ atLeastPercent: 50, of: [a, c], state: "OK" }, 'AT_LEAST(50%, OK, ("a", "c"))'],
])("the rule %j is %s", (rule, expected) => {
  expect(alarmRuleText("stack/Rule", rule)).toBe(expected);
});

test("rules of nothing, and counts that cannot be, are refused", () => {
  expect(() => alarmRuleText("stack/Rule", { any: [] })).toThrow("stack/Rule: `any` of no alarms");
  expect(() => alarmRuleText("p", { atLeast: 1, of: [] })).toThrow("of no alarms");
  expect(() => alarmRuleText("p", { atLeast: 3, of: [a, b] })).toThrow("at least 3 of 2 alarms");
  expect(() => alarmRuleText("p", { atLeast: 0, of: [a] })).toThrow("at least 0 of 1 alarms");
  expect(() => alarmRuleText("p", { atLeastPercent: 101, of: [a] })).toThrow("at least 101 % of 1 alarms");
});

test("a name with a quotation mark cannot be quoted", () => {
  expect(() => alarmRuleText("p", { alarmName: 'a"b' })).toThrow("rename the alarm");
});

test("a rule has at most 100 different alarms, 500 elements and 10,240 characters", () => {
  expect(() => alarmRuleText("p", { any: many(100) })).not.toThrow();
  expect(() => alarmRuleText("p", { any: many(101) })).toThrow("101 alarms in one rule");
  const nested = (count: number): AlarmRule => ({ any: Array.from({ length: count }, () => ({ all: [a, c] })) });
  expect(() => alarmRuleText("p", nested(100))).not.toThrow();
  expect(() => alarmRuleText("p", nested(101))).toThrow("505 elements in one rule");
  const long = many(60).map(({ alarmName }) => ({ alarmName: alarmName.padEnd(200, "x") }));
  expect(() => alarmRuleText("p", { any: long })).toThrow("AWS takes at most 10240");
});

test("names are measured as given to the resources, not as references", () => {
  const referring = (length: number): AlarmReference[] =>
    many(100).map((alarm, index) => ({
      alarmName: `\${aws_cloudwatch_metric_alarm.A${index}.alarm_name}`,
      alarmNameInput: alarm.alarmName.padEnd(length, "x"),
    }));
  expect(() => alarmRuleText("p", { any: referring(80) })).not.toThrow();
  expect(() => alarmRuleText("p", { any: referring(100) })).toThrow("AWS takes at most 10240");
});

test("children are named by reference, so that Terraform makes them first", () => {
  const { one } = synth((stack) => {
    const config = { alarmName: "child", comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1 };
    const child = new CloudwatchMetricAlarm(stack, "Child", config);
    new CompositeAlarm(stack, "Outage", {
      name: "shop-outage",
      text,
      notify: { critical: { arn: "arn:topic" } },
      severities: { critical: { rule: { all: [child] }, suppressor: { alarm: child, waitSeconds: 60 } } },
    });
  });
  expect(one(composite)).toMatchObject({
    alarm_name: "shop-outage-critical",
    alarm_rule: 'ALARM("${aws_cloudwatch_metric_alarm.Child.alarm_name}")',
    alarm_actions: ["arn:topic"],
    ok_actions: ["arn:topic"],
    actions_suppressor: {
      alarm: "${aws_cloudwatch_metric_alarm.Child.alarm_name}",
      wait_period: 60,
      extension_period: 120,
    },
  });
});

test("a suppressor waits for whole seconds", () => {
  const alarm = (waitSeconds: number) => () =>
    new CompositeAlarm(emptyStack(), "C", {
      name: "c",
      text,
      severities: { info: { rule: a, suppressor: { alarm: b, waitSeconds } } },
    });
  expect(alarm(-1)).toThrow("suppressor.waitSeconds is -1");
  expect(alarm(0.5)).toThrow("whole seconds");
  expect(() => new CompositeAlarm(emptyStack(), "C", { name: "c", text, severities: {} })).toThrow(
    "`severities` is empty",
  );
});

test("names that are tokens are neither measured nor cut", () => {
  const { one } = synth((stack) => {
    const alarmName = new TerraformVariable(stack, "name", {}).stringValue;
    new CompositeAlarm(stack, "C", {
      name: "c",
      text,
      severities: { info: { rule: { any: Array.from({ length: 90 }, () => ({ alarmName })) } } },
    });
  });
  expect(String(one(composite).alarm_rule).split(" OR ")[89]).toBe('ALARM("${var.name}")');
});

describe("a service's notice", () => {
  const members = { warning: { slow: a }, critical: { down: b, failing: c } };

  test("is one alarm per severity over all members, the warning held back by the critical one", () => {
    const stack = emptyStack();
    const notice = new ServiceNotice(stack, "Notice", {
      name: "shop",
      members,
      text: (severity, names) => `${severity}: ${names}`,
    });
    expect(paths(stack)).toEqual(["Notice/Critical", "Notice/Warning"]);
    expect(notice.alarms.critical?.alarmRuleInput).toBe('ALARM("b (two)") OR ALARM("c")');
    expect(notice.alarms.critical?.alarmDescriptionInput).toBe("critical: down, failing");
    expect(notice.alarms.critical?.actionsSuppressorInput).toBeUndefined();
    expect(notice.alarms.warning?.actionsSuppressorInput).toMatchObject({ waitPeriod: 120, extensionPeriod: 120 });
  });

  test("can hold back for another time, or not at all", () => {
    const notice = (holdBackSeconds: number) =>
      new ServiceNotice(emptyStack(), "Notice", { name: "shop", members, text: () => "text", holdBackSeconds });
    expect(notice(30).alarms.warning?.actionsSuppressorInput).toMatchObject({ waitPeriod: 30 });
    expect(notice(0).alarms.warning?.actionsSuppressorInput).toBeUndefined();
    expect(() => new ServiceNotice(emptyStack(), "N", { name: "shop", members: {}, text: () => "" })).toThrow(
      "`severities` is empty",
    );
  });
});
