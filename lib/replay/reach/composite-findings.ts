import type { AlarmGraph, AlarmIndex, CompiledComposite } from "../alarms";

import { type AnyAlarm, type CompositeAlarm, isAlarm, labelOf } from "../../terraform";
import type { AlarmReach } from "./alarm-reach";
import type { Gathered } from "./gather";

/** What is wrong with composite alarms, their rules and their suppressors, and with names that are given twice. */
export function compositeFindings(
  { composites, index }: AlarmGraph,
  alarms: readonly AlarmReach[],
  gathered: Gathered,
): void {
  for (const [first, ...others] of index.duplicates) {
    for (const alarm of first === undefined ? [] : others) {
      const message = `${labelOf(alarm)} is also the name of ${first?.address ?? ""}`;
      gathered.add(
        "duplicate-alarm-name",
        alarm,
        message,
        "Give each alarm of an account and Region a name of its own.",
      );
    }
  }
  for (const { alarm, speaksFor } of alarms) {
    if (alarm.kind !== "composite") continue;
    const composite = composites.get(alarm);
    if (composite !== undefined) ruleFindings(alarm, composite, gathered);
    suppressorFindings(alarm, index, gathered);
    repeated(alarm, speaksFor, gathered);
  }
}

function ruleFindings(
  alarm: CompositeAlarm,
  { children, exceeded, fault, rule, whyNot }: CompiledComposite,
  gathered: Gathered,
): void {
  const label = labelOf(alarm);
  if (rule === undefined) {
    if (fault === "cycle") {
      const fix = "Take one of the alarms out of another's rule; to get out of it in AWS, set a rule to FALSE first.";
      gathered.add("composite-cycle", alarm, `${label}: ${whyNot ?? ""}`, fix);
    } else if (fault === "refused") {
      const fix = "Fix the rule: Terraform's plan does not see it.";
      gathered.add("composite-rule-invalid", alarm, `${label}: ${whyNot ?? ""}`, fix);
    }
    return;
  }
  for (const { fix, message } of exceeded) {
    gathered.add("composite-rule-too-large", alarm, `${label}: ${message}`, fix);
  }
  for (const child of children.values()) {
    if (isAlarm(child) || child.kind === "ambiguous") continue;
    const fix = "Name an alarm of the template, or make sure that the alarm exists before this one is created.";
    gathered.add("composite-names-unknown-alarm", alarm, `${label}: ${child.reason}.${child.suggestion}`, fix);
  }
}

function suppressorFindings(alarm: CompositeAlarm, index: AlarmIndex, gathered: Gathered): void {
  const name = alarm.actionsSuppressor?.alarm;
  if (name === undefined) return;
  const found = index.find(name, alarm);
  if (isAlarm(found)) return;
  const fix = "Name an alarm of the template as the suppressor, or check the template that has it, too.";
  gathered.add(
    "suppressor-unknown",
    alarm,
    `the suppressor of ${labelOf(alarm)}: ${found.reason}.${found.suggestion}`,
    fix,
  );
}

function repeated(alarm: CompositeAlarm, children: readonly AnyAlarm[], gathered: Gathered): void {
  if (!alarm.actionsEnabled) return;
  const told = new Set(alarm.alarmActions);
  const twice = children.filter(
    (child) => child.actionsEnabled && child.alarmActions.some((action) => told.has(action)),
  );
  for (const child of twice) {
    const message = `${labelOf(alarm)} notifies the same topic as alarms that it covers`;
    const fix = "Remove the actions from the individual alarms, or have the composite alarm notify someone else.";
    gathered.add("child-repeats-composite", alarm, message, fix, { alarm: labelOf(child) });
  }
}
