import type { AlarmReferencePlan, RulePlan } from "../config";
import { NoRule } from "./alert-rule";

/**
 * A rule over other alerts, by the series `ALERTS` that Prometheus keeps of them: it sees those at the same time that come before it in its group.
 *
 * @param isRule whether an alarm, by its name, has a rule
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#inspecting-alerts-during-runtime
 * @throws {NoRule} `member`
 */
export function compositeText(rule: RulePlan, isRule: (name: string) => boolean): string {
  switch (rule.kind) {
    case "alarm":
      return firing(rule.alarm, isRule);
    case "any":
      return `(${rule.of.map((part) => compositeText(part, isRule)).join(" or ")})`;
    case "all":
      return `(${rule.of.map((part) => compositeText(part, isRule)).join(" and ")})`;
    case "not":
      return `(vector(1) unless ${compositeText(rule.of, isRule)})`;
    case "atLeast": {
      const least = "count" in rule ? rule.count : Math.ceil((rule.of.length * rule.percent) / 100);
      const sum = rule.of.map((alarm) => `(${firing(alarm, isRule)} or vector(0))`).join(" + ");
      return `((${sum}) >= ${least})`;
    }
  }
}

function firing({ name }: AlarmReferencePlan, isRule: (name: string) => boolean): string {
  if (!isRule(name)) throw new NoRule({ why: "member", alarm: name });
  return `max(ALERTS{alertname=${JSON.stringify(name)}, alertstate="firing"})`;
}
