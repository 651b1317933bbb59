import { type AlarmState, alarmStates } from "../../aws";
import type { AlarmGraph } from "../alarms";
import { type AnyAlarm, type CompositeAlarm, isAlarm } from "../../terraform";

type Composites = AlarmGraph["composites"];

const mostLeaves = 7;

/**
 * Whether a composite alarm's suppressor is in ALARM whenever the composite alarm is: because its rule is always true, or it is the alarm
 * itself, or an alarm that the rule requires. With seven or fewer metric alarms below both, every combination of their states is tried;
 * with more, only a suppressor that does not depend on them is found.
 */
export function isAlwaysSuppressed(
  alarm: CompositeAlarm,
  { composites, index }: Pick<AlarmGraph, "composites" | "index">,
): boolean {
  const name = alarm.actionsSuppressor?.alarm;
  const suppressor = name === undefined ? undefined : index.find(name, alarm);
  if (suppressor === undefined || !isAlarm(suppressor)) return false;
  if (suppressor === alarm) return true;

  const leaves = new Set<AnyAlarm>();
  for (const one of [alarm, suppressor]) collectLeaves(one, composites, leaves);
  const list = [...leaves];
  if (list.length > mostLeaves) return inAlarm(suppressor, new Map(), composites) === true;
  let fires = false;
  for (let states = 0; states < alarmStates.length ** list.length; states++) {
    const at = new Map<AnyAlarm, AlarmState>(
      list.map((leaf, n) => [
        leaf,
        alarmStates[Math.floor(states / alarmStates.length ** n) % alarmStates.length] ?? "OK",
      ]),
    );
    if (inAlarm(alarm, at, composites) !== true) continue;
    fires = true;
    if (inAlarm(suppressor, at, composites) !== true) return false;
  }
  return fires;
}

/** Whether an alarm is in ALARM, given the states of others; undefined: not known. Enters the states of composite alarms. */
function inAlarm(alarm: AnyAlarm, states: Map<AnyAlarm, AlarmState>, composites: Composites): boolean | undefined {
  const known = states.get(alarm);
  if (known !== undefined) return known === "ALARM";
  const value = composites.get(alarm)?.isTrue((child) => {
    inAlarm(child, states, composites);
    return states.get(child);
  });
  if (value !== undefined) states.set(alarm, value ? "ALARM" : "OK");
  return value;
}

function collectLeaves(
  alarm: AnyAlarm,
  composites: Composites,
  leaves: Set<AnyAlarm>,
  seen = new Set<AnyAlarm>(),
): void {
  if (seen.has(alarm)) return;
  seen.add(alarm);
  if (alarm.kind === "metric") leaves.add(alarm);
  for (const child of composites.get(alarm)?.children.values() ?? []) {
    if (isAlarm(child)) collectLeaves(child, composites, leaves, seen);
  }
}
