import type { AlarmState } from "../../../aws";
import type { SimulatedAction, SimulatedTransition } from "../simulation";
import { actionsFor, type Alarm } from "../../../terraform";
import type { Hold } from "../hold";

/** A time in which an alarm's actions do not run: from `from` to before `to`. */
export interface Gate {
  /** Milliseconds since 1970; `to` may be Infinity. */
  readonly from: number;
  readonly to: number;
  /** Why. Gates that are shut for the same reason share one object. */
  readonly held: Hold;
}

/**
 * What an alarm's actions did. They run at a transition, unless a gate is shut. When the last shut gate opens, the actions of the
 * state that the alarm is then in run, if a transition was held since actions last ran. The documentation says: "composite alarms
 * take actions that are based on their current states when ExtensionPeriod and WaitPeriod become inactive"; "when a mute window
 * ends ... CloudWatch automatically re-triggers the alarm actions that were muted". They run even if the state is again the one that
 * was last notified.
 *
 * Only states for which the alarm has actions are listed.
 *
 * @param gates lists of gates, see {@link shutGate}
 * @param end what happens after this time is not listed
 */
export function gatedActions(
  alarm: Alarm,
  transitions: readonly SimulatedTransition[],
  gates: readonly (readonly Gate[])[],
  end: number,
): SimulatedAction[] {
  const actions: SimulatedAction[] = [];
  const told = (at: number, state: AlarmState, held: Hold | undefined) => {
    if (actionsFor(alarm, state).length > 0) actions.push({ at, state, held });
  };
  if (!alarm.actionsEnabled) {
    for (const { at, to } of transitions) told(at, to, { kind: "actions-disabled" });
    return actions;
  }

  const changes = new Map(transitions.map(({ at, to }) => [at, to]));
  const moments = new Set([...changes.keys(), ...gates.flat().flatMap(({ from, to }) => [from, to])]);
  let state: AlarmState | undefined;
  let pending: Hold | undefined;
  for (const at of [...moments].filter((moment) => moment <= end).sort((a, b) => a - b)) {
    const changed = changes.has(at);
    state = changes.get(at) ?? state;
    if (state === undefined || (!changed && pending === undefined)) continue;
    const held = shutGate(gates, at)?.held;
    if (held === undefined) {
      told(at, state, undefined);
      pending = undefined;
    } else if (changed || held !== pending) {
      told(at, state, held);
      pending = held;
    }
  }
  return actions;
}

/**
 * The gate that is shut at a time: that of the first list that has one.
 *
 * @param gates each list is in order of time and without overlaps
 */
export function shutGate(gates: readonly (readonly Gate[])[], at: number): Gate | undefined {
  for (const list of gates) {
    // The last gate that begins by then.
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((list[middle]?.from ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    const gate = list[low - 1];
    if (gate !== undefined && at < gate.to) return gate;
  }
  return undefined;
}
