import type { AlarmGraph, AlarmIndex, CompiledComposite } from "../alarms";

import { type AnyAlarm, type CompositeAlarm, isAlarm, labelOf } from "../../terraform";
import { missingText, ruleLimitText, whyNotText } from "../reasons";
import type { AlarmReach } from "./alarm-reach";
import type { Gathered } from "./gather";

/** What is wrong with composite alarms, their rules and their suppressors, and which alarms have the same name. */
export function compositeFindings(
  { composites, index }: AlarmGraph,
  alarms: readonly AlarmReach[],
  gathered: Gathered,
): void {
  for (const [first, ...others] of index.duplicates) {
    for (const alarm of first === undefined ? [] : others) {
      const message = `${labelOf(alarm)} is also the name of ${first?.address ?? ""}`;
      gathered.add("duplicate-alarm-name", alarm, { message });
    }
  }
  for (const { alarm, speaksFor } of alarms) {
    if (alarm.kind !== "composite") continue;
    const composite = composites.get(alarm);
    if (composite !== undefined) ruleFindings(alarm, composite, gathered);
    suppressorFindings(alarm, index, gathered);
    if (composite?.whyNot === undefined) repeated(alarm, speaksFor, gathered);
  }
}

function ruleFindings(
  alarm: CompositeAlarm,
  { children, exceeded, whyNot }: CompiledComposite,
  gathered: Gathered,
): void {
  const label = labelOf(alarm);
  if (whyNot !== undefined) {
    // A rule that is not known is named among what could not be resolved.
    if (whyNot.kind === "rule-not-known") return;
    const rule = whyNot.kind === "rule-in-a-cycle" ? "composite-cycle" : "composite-rule-invalid";
    gathered.add(rule, alarm, { message: `${label}: ${whyNotText(whyNot)}` });
    return;
  }
  for (const excess of exceeded) {
    const fix = "Split the rule: let composite alarms of a part of the alarms be the children of this one.";
    gathered.add("composite-rule-too-large", alarm, { message: `${label}: ${ruleLimitText(excess)}`, fix });
  }
  const named = new Set([...children.values()].flatMap((child) => (isAlarm(child) ? [child.name] : [])));
  for (const child of children.values()) {
    if (isAlarm(child) || child.kind === "ambiguous") continue;
    // What the rule names already is not what it means here.
    const isNamed = child.kind === "unknown" && named.has(child.similar);
    const missing = isNamed ? { ...child, similar: undefined } : child;
    gathered.add("composite-names-unknown-alarm", alarm, { message: `${label}: ${missingText(missing)}` });
  }
}

function suppressorFindings(alarm: CompositeAlarm, index: AlarmIndex, gathered: Gathered): void {
  const name = alarm.actionsSuppressor?.alarm;
  if (name === undefined) return;
  const found = index.find(name, alarm);
  if (isAlarm(found)) return;
  const message = `the suppressor of ${labelOf(alarm)}: ${missingText(found)}`;
  gathered.add("suppressor-unknown", alarm, { message });
}

function repeated(alarm: CompositeAlarm, children: readonly AnyAlarm[], gathered: Gathered): void {
  if (!alarm.actionsEnabled) return;
  const told = new Set(alarm.alarmActions);
  const twice = children.filter(
    (child) => child.actionsEnabled && child.alarmActions.some((action) => told.has(action)),
  );
  for (const child of twice) {
    const message = `${labelOf(alarm)} notifies the same topic as alarms that it covers`;
    gathered.add("child-repeats-composite", alarm, { message, alarm: child });
  }
}
