import { type Gate, gatedActions, shutGate } from "../composite/actions";
import type { AlarmGraph } from "../alarm-graph";
import { suppressionOf } from "../composite/suppression";
import type { AlarmSimulation, SimulatedAction, SimulationInput } from "../simulation";
import { type MuteRule, actionsFor } from "../../../terraform";
import type { Hold } from "../hold";
import { MuteRuleError } from "../../../aws";
import { muteWindows } from "./windows";

/**
 * Applies alarm mute rules to what alarms did. Inside a window no action of an alarm runs (`muted`). When the last window that mutes the
 * alarm ends, the actions of the state that it is then in run, if any was muted. A mute rule takes precedence over a suppressor;
 * actions that the suppressor still holds when the window ends run when it no longer holds them.
 *
 * A rule that is not valid or not known mutes nothing here; `muteProblems` reports it.
 *
 * @param input only `to` is used: no actions run when a window ends later
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
 */
export function applyMuteRules(
  { index, mutedBy, template }: AlarmGraph,
  simulations: readonly AlarmSimulation[],
  input: Pick<SimulationInput, "to"> = { to: Infinity },
): AlarmSimulation[] {
  if (template.muteRules.length === 0 || simulations.every(({ transitions }) => transitions.length === 0))
    return [...simulations];
  const byAddress = new Map(simulations.map((simulation) => [simulation.alarm.address, simulation]));
  const end = input.to * 60_000;
  const moments = simulations
    .flatMap(({ transitions }) => [transitions[0], transitions.at(-1)])
    .flatMap((one) => one?.at ?? []);
  const first = moments.reduce((a, b) => Math.min(a, b), Infinity);
  // Windows after the last change matter too: one may begin where another ends.
  const until = Number.isFinite(end) ? end : moments.reduce((a, b) => Math.max(a, b), -Infinity) + 31 * DAY;
  const gatesOfRule = new Map(template.muteRules.map((rule) => [rule, gatesOf(rule, first, until)]));

  return simulations.map((simulation) => {
    const { alarm, transitions } = simulation;
    const gates = (mutedBy.get(alarm) ?? []).map((rule) => gatesOfRule.get(rule) ?? []);
    if (transitions.length === 0 || !alarm.actionsEnabled || gates.every((list) => list.length === 0))
      return simulation;
    if (alarm.kind === "metric") return { ...simulation, actions: muted(simulation, gates, end) };
    const suppression = suppressionOf(alarm, transitions, index, (other) => byAddress.get(other.address));
    return { ...simulation, actions: gatedActions(alarm, transitions, [...gates, suppression], end) };
  });
}

const DAY = 86_400_000;

function gatesOf(rule: MuteRule, from: number, to: number): Gate[] {
  try {
    const held: Hold = { kind: "muted", rule: rule.name ?? rule.address };
    return muteWindows(rule, from, to).map((window) => ({ ...window, held }));
  } catch (error) {
    if (error instanceof MuteRuleError) return [];
    throw error;
  }
}

/** A metric alarm's actions, with those in a window held. Actions may also be repeated without a transition. */
function muted(
  { actions, alarm, transitions }: AlarmSimulation,
  gates: readonly (readonly Gate[])[],
  end: number,
): SimulatedAction[] {
  const ran = new Set<number>();
  const result: SimulatedAction[] = [];
  for (const action of actions) {
    const gate = action.held === undefined ? shutGate(gates, action.at) : undefined;
    result.push(gate === undefined ? action : { ...action, held: gate.held });
    if (gate === undefined) continue;
    let { to } = gate;
    for (let next = shutGate(gates, to); next !== undefined; next = shutGate(gates, to)) to = next.to;
    const state = transitions.findLast(({ at }) => at <= to)?.to;
    if (state === undefined || to > end || ran.has(to) || transitions.some(({ at }) => at === to)) continue;
    ran.add(to);
    if (actionsFor(alarm, state).length > 0) result.push({ at: to, state, held: undefined });
  }
  return result.sort((a, b) => a.at - b.at);
}
