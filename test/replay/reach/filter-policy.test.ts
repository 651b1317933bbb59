import { alarmMessage, noAttributes } from "../../../lib/replay/reach/alarm-message";
import { passesFilter } from "../../../lib/replay/reach/filter-policy";
import { account, compositeAlarm, metricAlarm } from "../../terraform/template";

const alarm = metricAlarm({ name: "shop-prod-errors", description: "Errors.", alarmActions: ["arn:x"] });
const body = alarmMessage(alarm, "ALARM");

describe("filter policies on the message of an alarm", () => {
  test.each<[policy: object, passes: boolean | undefined]>([
    [{}, true],
    [{ NewStateValue: ["ALARM"] }, true],
    [{ NewStateValue: ["OK", "ALARM"] }, true],
    [{ NewStateValue: ["OK"] }, false],
    [{ AlarmName: [{ prefix: "shop-prod-" }] }, true],
    [{ AlarmName: [{ prefix: "shop-dev-" }] }, false],
    [{ AlarmName: [{ suffix: "-errors" }], NewStateValue: ["OK"] }, false],
    [{ AlarmName: [{ "equals-ignore-case": "SHOP-PROD-ERRORS" }] }, true],
    [{ AlarmName: [{ "anything-but": ["a", "b"] }] }, true],
    [{ AlarmName: [{ "anything-but": { prefix: "shop-" } }] }, false],
    [{ AlarmName: [{ exists: true }] }, true],
    [{ Team: [{ exists: false }] }, true],
    [{ Team: ["payments"] }, false],
    [{ Team: [{ "anything-but": "x" }] }, false],
    [{ AlarmActions: ["arn:x"] }, true],
    [{ Trigger: { Namespace: ["App"], Threshold: [{ numeric: [">", 0, "<=", 5] }] } }, true],
    [{ Trigger: { Threshold: [{ numeric: ["=", 2] }] } }, false],
    [{ Trigger: { Statistic: ["SUM"] } }, undefined],
    [{ NewStateReason: [{ prefix: "Threshold" }] }, undefined],
    [{ NewStateReason: [{ exists: true }] }, true],
    [{ Region: ["EU (Frankfurt)"] }, undefined],
    [{ Region: ["EU (Frankfurt)"], NewStateValue: ["OK"] }, false],
    [{ $or: [{ NewStateValue: ["OK"] }, { AlarmName: ["shop-prod-errors"] }] }, true],
    [{ $or: [{ NewStateValue: ["OK"] }, { Region: ["x"] }] }, undefined],
    [{ AlarmName: [{ wildcard: "*prod*" }] }, undefined],
    [{ AlarmRule: [{ exists: true }] }, false],
  ])("%j", (policy, passes) => expect(passesFilter(JSON.stringify(policy), body)).toBe(passes));

  test("the message of a composite alarm has AlarmRule and TriggeringChildren, and no Trigger", () => {
    const lookup = alarmMessage(compositeAlarm({ name: "all", rule: "TRUE" }), "OK");
    expect(passesFilter('{"AlarmRule":["TRUE"],"NewStateValue":["OK"]}', lookup)).toBe(true);
    expect(passesFilter('{"Trigger":{"Namespace":["App"]}}', lookup)).toBe(false);
    expect(passesFilter('{"TriggeringChildren":[{"exists":true}]}', lookup)).toBe(true);
  });

  test("a placeholder for the account is not known", () => {
    const unplaced = { ...alarm, arn: alarm.arn.replace(account, "000000000000") };
    expect(passesFilter('{"AWSAccountId":["999999999999"]}', alarmMessage(unplaced, "ALARM"))).toBeUndefined();
    expect(passesFilter('{"AWSAccountId":["999999999999"]}', body)).toBe(false);
  });
});

test("messages of alarms have no attributes: only a policy on their absence passes", () => {
  expect(passesFilter('{"severity":["critical"]}', noAttributes)).toBe(false);
  expect(passesFilter('{"severity":[{"exists":false}]}', noAttributes)).toBe(true);
});

test("refuses a text that is not a filter policy", () => {
  expect(() => passesFilter("{", body)).toThrow(SyntaxError);
  expect(() => passesFilter("[]", body)).toThrow(TypeError);
});
