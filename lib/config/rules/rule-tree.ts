import type { RulePlan } from "../plan/alarms";

/** Names of all alarms that a composite's rule speaks of, as often as it does. */
export function namesIn(rule: RulePlan): string[] {
  switch (rule.kind) {
    case "alarm":
      return [rule.alarm.name];
    case "not":
      return namesIn(rule.of);
    case "any":
    case "all":
      return rule.of.flatMap(namesIn);
    case "atLeast":
      return rule.of.map(({ name }) => name);
  }
}
