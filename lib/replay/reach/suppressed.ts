import { type AlarmState, alarmStates } from "../../aws";
import type { AlarmGraph } from "../alarms";
import { type AnyAlarm, type CompositeAlarm, isAlarm } from "../../terraform";

type Composites = AlarmGraph["composites"];

const mostLeaves = 7;

/**
 * Whether a composite alarm's suppressor is in ALARM whenever the composite alarm is: a rule that is always true, the alarm itself, or
 * an alarm that its own rule needs. Every combination of states of the metric alarms below both is tried where these are seven or fewer;
 * with more, only what is so whatever they do is seen.
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
  for (let world = 0; world < alarmStates.length ** list.length; world++) {
    const at = new Map<AnyAlarm, AlarmState>(
      list.map((leaf, n) => [
        leaf,
        alarmStates[Math.floor(world / alarmStates.length ** n) % alarmStates.length] ?? "OK",
      ]),
    );
    if (inAlarm(alarm, at, composites) !== true) continue;
    fires = true;
    if (inAlarm(suppressor, at, composites) !== true) return false;
  }
  return fires;
}

/** Whether an alarm is in ALARM in a world of states; undefined: not known. States of composite alarms are entered into the world. */
function inAlarm(alarm: AnyAlarm, world: Map<AnyAlarm, AlarmState>, composites: Composites): boolean | undefined {
  const known = world.get(alarm);
  if (known !== undefined) return known === "ALARM";
  const value = composites.get(alarm)?.isTrue((child) => {
    inAlarm(child, world, composites);
    return world.get(child);
  });
  if (value !== undefined) world.set(alarm, value ? "ALARM" : "OK");
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
