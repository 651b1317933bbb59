import { type Finding, resource, type Said } from "../../base";
import { type AnyAlarm, labelOf, type Template } from "../../terraform";
import { type ReachRuleId, reachRules } from "./rules";
import { rankOf, severityOf } from "./severity";

const mostNamed = 5;

/** Gathers findings: what is wrong with one topic for twenty alarms is one finding that names the alarms. */
export interface Gathered {
  add(rule: ReachRuleId, at: { readonly address: string }, said: SaidOfAlarm): void;

  /** In the order of {@link reachRules}, those of one rule as they came. */
  findings(): readonly Finding<ReachRuleId>[];
}

/** What a finding says; its message is a clause, which the alarms that it concerns follow. */
export interface SaidOfAlarm extends Said {
  /** The alarm that it concerns, where the finding is about another resource. */
  readonly alarm?: AnyAlarm;
}

export function gather(template: Template): Gathered {
  const found = new Map<string, { finding: Finding<ReachRuleId>; alarms: Map<string, AnyAlarm> }>();
  const ranks = new Map<AnyAlarm, number>();
  const urgency = (alarm: AnyAlarm): number => {
    const known = ranks.get(alarm) ?? rankOf(severityOf(alarm, template) ?? "");
    ranks.set(alarm, known);
    return known;
  };
  return {
    add(rule, at, { alarm, ...said }) {
      const key = JSON.stringify([rule, at.address, said.message]);
      const present = found.get(key) ?? {
        finding: reachRules.finding(rule, resource(at), said),
        alarms: new Map<string, AnyAlarm>(),
      };
      if (alarm !== undefined) present.alarms.set(labelOf(alarm), alarm);
      found.set(key, present);
    },
    findings() {
      const order = Object.keys(reachRules.rules);
      return [...found.values()]
        .map(({ alarms, finding }) => ({ ...finding, message: `${finding.message}${forAlarms(alarms, urgency)}` }))
        .sort((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule));
    },
  };
}

/** The worst alarms are named. */
function forAlarms(alarms: ReadonlyMap<string, AnyAlarm>, urgency: (alarm: AnyAlarm) => number): string {
  if (alarms.size === 0) return "";
  const more = alarms.size - mostNamed;
  const worst = more > 0 ? [...alarms].sort(([, a], [, b]) => urgency(b) - urgency(a)) : [...alarms];
  const named = worst.slice(0, mostNamed).map(([label]) => label);
  return `; for alarm${alarms.size === 1 ? "" : "s"} ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
