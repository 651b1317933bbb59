import type { AnyAlarm, MuteRule, Template } from "../../../terraform";

/** The rules that name each alarm; alarms without one are absent. */
export function rulesByAlarm(template: Template): ReadonlyMap<AnyAlarm, readonly MuteRule[]> {
  // The template does not say in which Region a rule is, so it is taken to name the alarms of that name in all Regions.
  const alarms = [...template.metricAlarms, ...template.compositeAlarms];
  const named = template.muteRules.map((rule) => ({ rule, names: new Set(rule.alarmNames) }));
  return new Map(
    alarms.flatMap((alarm) => {
      const { name } = alarm;
      const rules = name === undefined ? [] : named.flatMap(({ names, rule }) => (names.has(name) ? [rule] : []));
      return rules.length === 0 ? [] : [[alarm, rules]];
    }),
  );
}
