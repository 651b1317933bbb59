import { TerraformVariable } from "cdktf";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import {
  alarmRuleText,
  CompositeAlarm,
  ServiceNotice,
  type AlarmReference,
  type AlarmRule,
} from "../../lib/constructs";
import { emptyStack, paths, refusal, synth, text } from "./stack";

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
  [{ atLeast: "50%", of: [a, c], state: "OK" }, 'AT_LEAST(50%, OK, ("a", "c"))'],
])("the rule %j is %s", (rule, expected) => {
  expect(alarmRuleText("stack/Rule", rule)).toBe(expected);
});

test("empty rules and impossible counts are refused", () => {
  expect(refusal(() => alarmRuleText("stack/Rule", { any: [] }))).toBe("rule stack/Rule");
  expect(refusal(() => alarmRuleText("p", { atLeast: 1, of: [] }))).toBe("rule p");
  expect(refusal(() => alarmRuleText("p", { atLeast: 3, of: [a, b] }))).toBe("rule p");
  expect(refusal(() => alarmRuleText("p", { atLeast: 0, of: [a] }))).toBe("rule p");
  expect(refusal(() => alarmRuleText("p", { atLeast: "101%", of: [a] }))).toBe("rule p");
  expect(refusal(() => alarmRuleText("p", { atLeast: "half" as never, of: [a] }))).toBe("rule p");
});

test("a name with a quotation mark is refused", () => {
  expect(refusal(() => alarmRuleText("p", { alarmName: 'a"b' }))).toBe("rule p");
});

test("a rule has at most 100 different alarms, 500 elements and 10,240 characters", () => {
  expect(() => alarmRuleText("p", { any: many(100) })).not.toThrow();
  expect(refusal(() => alarmRuleText("p", { any: many(101) }))).toBe("limit p");
  const nested = (count: number): AlarmRule => ({ any: Array.from({ length: count }, () => ({ all: [a, c] })) });
  expect(() => alarmRuleText("p", nested(166))).not.toThrow();
  expect(refusal(() => alarmRuleText("p", nested(167)))).toBe("limit p");
  const long = many(60).map(({ alarmName }) => ({ alarmName: alarmName.padEnd(200, "x") }));
  expect(refusal(() => alarmRuleText("p", { any: long }))).toBe("limit p");
});

test("the names of the resources are measured, not the references", () => {
  const referring = (length: number): AlarmReference[] =>
    many(100).map((alarm, index) => ({
      alarmName: `\${aws_cloudwatch_metric_alarm.A${index}.alarm_name}`,
      alarmNameInput: alarm.alarmName.padEnd(length, "x"),
    }));
  expect(() => alarmRuleText("p", { any: referring(80) })).not.toThrow();
  expect(refusal(() => alarmRuleText("p", { any: referring(100) }))).toBe("limit p");
});

test("children are named by reference, so that Terraform creates them first", () => {
  const { one } = synth((stack) => {
    const config = { alarmName: "child", comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1 };
    const child = new CloudwatchMetricAlarm(stack, "Child", config);
    new CompositeAlarm(stack, "Outage", {
      name: "shop-outage",
      ...text,
      actions: { critical: { arn: "arn:topic" } },
      severities: { critical: { rule: { all: [child] }, suppressor: { alarm: child, wait: "1m" } } },
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

test("a wait that is not a duration of whole seconds, and an alarm without severities, are refused", () => {
  const alarm = (wait: string) => () =>
    new CompositeAlarm(emptyStack(), "C", {
      name: "c",
      ...text,
      severities: { info: { rule: a, suppressor: { alarm: b, wait } } },
    });
  expect(refusal(alarm("soon"))).toBe("value stack/C");
  expect(refusal(alarm("500ms"))).toBe("value stack/C");
  expect(refusal(() => new CompositeAlarm(emptyStack(), "C", { name: "c", ...text, severities: {} }))).toBe(
    "severity stack/C",
  );
});

test("names that are tokens are not measured", () => {
  const { one } = synth((stack) => {
    const alarmName = new TerraformVariable(stack, "name", {}).stringValue;
    new CompositeAlarm(stack, "C", {
      name: "c",
      ...text,
      severities: { info: { rule: { any: Array.from({ length: 90 }, () => ({ alarmName })) } } },
    });
  });
  expect(String(one(composite).alarm_rule).split(" OR ")[89]).toBe('ALARM("${var.name}")');
});

describe("a service's notice", () => {
  const members = { warning: { slow: a }, critical: { down: b, failing: c } };

  test("has one alarm per severity on all members, and the critical one suppresses the warning", () => {
    const stack = emptyStack();
    const notice = new ServiceNotice(stack, "Notice", {
      name: "shop",
      members,
      text: (severity, names) => ({ summary: `${severity}: ${names}` }),
    });
    expect(paths(stack)).toEqual(["Notice/Critical", "Notice/Warning"]);
    expect(notice.alarms.critical?.alarmRuleInput).toBe('ALARM("b (two)") OR ALARM("c")');
    expect(notice.alarms.critical?.alarmDescriptionInput).toBe("critical: down, failing");
    expect(notice.alarms.critical?.actionsSuppressorInput).toBeUndefined();
    expect(notice.alarms.warning?.actionsSuppressorInput).toMatchObject({ waitPeriod: 120, extensionPeriod: 120 });
  });

  test("can suppress for another time, or not at all", () => {
    const notice = (holdBack: string) =>
      new ServiceNotice(emptyStack(), "Notice", { name: "shop", members, text: () => text, holdBack });
    expect(notice("30s").alarms.warning?.actionsSuppressorInput).toMatchObject({ waitPeriod: 30 });
    expect(notice("0s").alarms.warning?.actionsSuppressorInput).toBeUndefined();
    expect(refusal(() => new ServiceNotice(emptyStack(), "N", { name: "shop", members: {}, text: () => text }))).toBe(
      "severity stack/N",
    );
  });
});
