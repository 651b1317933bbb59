import type { NamedRule } from "../../aws";
import type { NoticePlan } from "../plan/notifications";
import type { RulePlan } from "../plan/alarms";

/** A composite's rule over the names of its alarms: how it will be written, and what its limits are judged by. */
export function namedRule(rule: RulePlan): NamedRule {
  switch (rule.kind) {
    case "alarm":
      return { kind: "state", state: "ALARM", alarm: rule.alarm.name };
    case "not":
      return { kind: "not", of: namedRule(rule.of) };
    case "any":
    case "all":
      return { kind: rule.kind, of: rule.of.map(namedRule) };
    case "atLeast":
      return {
        kind: "at-least",
        least: "count" in rule ? { count: rule.count } : { percent: rule.percent },
        state: "ALARM",
        alarms: rule.of.map(({ name }) => name),
      };
  }
}

/** The rule of the composite that notifies for a service. */
export function noticeRule({ alarms }: NoticePlan): NamedRule {
  return { kind: "any", of: alarms.map(({ name }) => ({ kind: "state", state: "ALARM", alarm: name })) };
}
