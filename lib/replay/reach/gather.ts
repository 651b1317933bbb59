import { type Finding, resource, type Said } from "../../base";
import { type ReachRuleId, reachRules } from "./rules";

const mostNamed = 5;

/** Gathers findings: what is wrong with one topic for twenty alarms is one finding that names the alarms. */
export interface Gathered {
  add(rule: ReachRuleId, at: { readonly address: string }, said: SaidOfAlarm): void;

  /** In the order of {@link reachRules}, those of one rule as they came. */
  findings(): readonly Finding<ReachRuleId>[];
}

/** What a finding says; its message is a clause, which the alarms that it concerns follow. */
export interface SaidOfAlarm extends Said {
  /** Label of the alarm that it concerns, where the finding is about another resource. */
  readonly alarm?: string;
}

export function gather(): Gathered {
  const found = new Map<string, { finding: Finding<ReachRuleId>; alarms: Set<string> }>();
  return {
    add(rule, at, { alarm, ...said }) {
      const key = JSON.stringify([rule, at.address, said.message]);
      const present = found.get(key) ?? {
        finding: reachRules.finding(rule, resource(at), said),
        alarms: new Set<string>(),
      };
      if (alarm !== undefined) present.alarms.add(alarm);
      found.set(key, present);
    },
    findings() {
      const order = Object.keys(reachRules.rules);
      return [...found.values()]
        .map(({ alarms, finding }) => ({ ...finding, message: `${finding.message}${forAlarms([...alarms])}` }))
        .sort((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule));
    },
  };
}

function forAlarms(alarms: readonly string[]): string {
  if (alarms.length === 0) return "";
  const more = alarms.length - mostNamed;
  const named = alarms.slice(0, mostNamed).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return `; for alarm${alarms.length === 1 ? "" : "s"} ${named}`;
}
