import { type AlarmIndex, type AnyAlarm, isMissing, type CompiledComposite, evaluateRule } from "../alarms";

import type { AlarmState } from "../alarms";
import type { CompositeAlarm } from "../../terraform";

const states: readonly AlarmState[] = ["OK", "ALARM", "INSUFFICIENT_DATA"];
const mostLeaves = 7;

/**
 * Whether a composite alarm's suppressor is in ALARM whenever the composite alarm is: a rule that is always true, the alarm itself, or
 * an alarm that its own rule needs. Every combination of states of the metric alarms below both is tried where these are seven or fewer;
 * with more, only what is so whatever they do is seen.
 */
export function isAlwaysSuppressed(
  alarm: CompositeAlarm,
  index: AlarmIndex,
  compiled: ReadonlyMap<AnyAlarm, CompiledComposite>,
): boolean {
  const name = alarm.actionsSuppressor?.alarm;
  const suppressor = name === undefined ? undefined : index.find(name, alarm);
  if (suppressor === undefined || isMissing(suppressor)) return false;
  if (suppressor === alarm) return true;

  const leaves = new Set<AnyAlarm>();
  for (const one of [alarm, suppressor]) collectLeaves(one, compiled, leaves);
  const list = [...leaves];
  if (list.length > mostLeaves) return inAlarm(suppressor, new Map(), compiled) === true;
  let fires = false;
  for (let world = 0; world < states.length ** list.length; world++) {
    const at = new Map<AnyAlarm, AlarmState>(
      list.map((leaf, n) => [leaf, states[Math.floor(world / states.length ** n) % states.length] ?? "OK"]),
    );
    if (inAlarm(alarm, at, compiled) !== true) continue;
    fires = true;
    if (inAlarm(suppressor, at, compiled) !== true) return false;
  }
  return fires;
}

/** Whether an alarm is in ALARM in a world of states; undefined: not known. States of composite alarms are entered into the world. */
function inAlarm(
  alarm: AnyAlarm,
  world: Map<AnyAlarm, AlarmState>,
  compiled: ReadonlyMap<AnyAlarm, CompiledComposite>,
): boolean | undefined {
  const known = world.get(alarm);
  if (known !== undefined) return known === "ALARM";
  const { children, rule } = compiled.get(alarm) ?? {};
  if (rule === undefined || children === undefined) return undefined;
  const value = evaluateRule(rule, ({ name }) => {
    const child = children.get(name);
    if (child === undefined || isMissing(child)) return undefined;
    inAlarm(child, world, compiled);
    return world.get(child);
  });
  if (value !== undefined) world.set(alarm, value ? "ALARM" : "OK");
  return value;
}

function collectLeaves(
  alarm: AnyAlarm,
  compiled: ReadonlyMap<AnyAlarm, CompiledComposite>,
  leaves: Set<AnyAlarm>,
  seen = new Set<AnyAlarm>(),
): void {
  if (seen.has(alarm)) return;
  seen.add(alarm);
  if (alarm.kind === "metric") leaves.add(alarm);
  for (const child of compiled.get(alarm)?.children.values() ?? []) {
    if (!isMissing(child)) collectLeaves(child, compiled, leaves, seen);
  }
}
