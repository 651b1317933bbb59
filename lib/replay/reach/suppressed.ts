import { type AlarmIndex, type AnyAlarm, isMissing } from "../composite/alarm-index";
import type { CompiledComposite } from "../composite/compiled";
import { evaluateRule } from "../composite/evaluate";
import type { AlarmState } from "../result";
import type { CompositeAlarm } from "../template";

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
    const at = new Map(
      list.map((leaf, n) => [leaf, states[Math.floor(world / states.length ** n) % states.length] ?? "OK"]),
    );
    if (inAlarm(alarm, at, compiled) !== true) continue;
    fires = true;
    if (inAlarm(suppressor, at, compiled) !== true) return false;
  }
  return fires;
}

/** Whether an alarm is in ALARM, with the states of metric alarms given; undefined: not known. */
function inAlarm(
  alarm: AnyAlarm,
  world: ReadonlyMap<AnyAlarm, AlarmState>,
  compiled: ReadonlyMap<AnyAlarm, CompiledComposite>,
): boolean | undefined {
  const composite = compiled.get(alarm);
  if (composite === undefined) {
    const state = world.get(alarm);
    return state === undefined ? undefined : state === "ALARM";
  }
  if (composite.rule === undefined) return undefined;
  return evaluateRule(composite.rule, ({ name }) => {
    const child = composite.children.get(name);
    if (child === undefined || isMissing(child)) return undefined;
    if (child.kind === "metric") return world.get(child);
    const value = inAlarm(child, world, compiled);
    return value === undefined ? undefined : value ? "ALARM" : "OK";
  });
}

function collectLeaves(
  alarm: AnyAlarm,
  compiled: ReadonlyMap<AnyAlarm, CompiledComposite>,
  leaves: Set<AnyAlarm>,
): void {
  if (alarm.kind === "metric") leaves.add(alarm);
  for (const child of compiled.get(alarm)?.children.values() ?? []) {
    // Cycles have no rule, and end here.
    if (!isMissing(child) && compiled.get(alarm)?.rule !== undefined) collectLeaves(child, compiled, leaves);
  }
}
