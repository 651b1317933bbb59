import type { AlarmState } from "../../../aws";
import type { AlarmSimulation, SimulatedTransition, SimulationInput } from "../simulation";
import { type AnyAlarm, type CompositeAlarm, isAlarm, labelOf } from "../../../terraform";
import type { AlarmGraph } from "../alarm-graph";
import { gatedActions } from "./actions";
import { alarmNameOf, type Missing } from "./alarm-index";
import type { CompiledComposite } from "./compiled";
import { decidedBy, evaluateRule } from "./evaluate";
import { reasonText } from "./reason";
import type { RuleTree } from "./rule";
import { suppressionOf } from "./suppression";
import { readingsOfRule } from "../undocumented";
import type { AlarmLabel, UnknownAlarm, WhyNot } from "../why-not";

/**
 * Simulates composite alarms from the transitions of the alarms that they name.
 *
 * A composite alarm is evaluated at `from`, where it leaves INSUFFICIENT_DATA for good and runs the actions of its first state, and
 * whenever a child changes. Children that change at the same instant are seen together, and so are composite children that change
 * with them.
 *
 * The state of a child that was not evaluated is not known. That does not matter as long as the others decide the rule (see
 * {@link evaluateRule}). If they do not, the composite alarm is evaluated as if these children stayed in INSUFFICIENT_DATA, as an alarm
 * without data does, and `assumes` names them. It is not evaluated if the state of no child is known, or if the template lacks a child.
 *
 * @param metricSimulations what metric alarms did; an alarm of the template that is not among them counts as not evaluated
 * @returns one simulation for each composite alarm, in the template's order
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function simulateComposites(
  { composites, index, template }: AlarmGraph,
  metricSimulations: readonly AlarmSimulation[],
  input: Pick<SimulationInput, "from" | "to">,
): AlarmSimulation[] {
  const byAddress = new Map(metricSimulations.map((simulation) => [simulation.alarm.address, simulation]));
  const simulationOf = (alarm: AnyAlarm) => byAddress.get(alarm.address);
  for (const compiled of composites.values()) {
    byAddress.set(compiled.alarm.address, simulateOne(compiled, simulationOf, input.from * 60_000));
  }
  const end = input.to * 60_000;
  return template.compositeAlarms.flatMap((alarm) => {
    const simulation = simulationOf(alarm);
    if (simulation === undefined || simulation.whyNot !== undefined) return simulation ?? [];
    const gates = suppressionOf(alarm, simulation.transitions, index, simulationOf);
    return [{ ...simulation, actions: gatedActions(alarm, simulation.transitions, [gates], end) }];
  });
}

type SimulationOf = (alarm: AnyAlarm) => AlarmSimulation | undefined;

function simulateOne(
  { alarm, children, rule, whyNot }: CompiledComposite,
  simulationOf: SimulationOf,
  from: number,
): AlarmSimulation {
  if (rule === undefined) return notEvaluated(alarm, whyNot ?? { kind: "rule-not-known", because: undefined });
  const cursors = () => new Map([...children].map(([name, child]) => [name, cursorOf(name, child, simulationOf)]));
  const strict = runRule(alarm, rule, cursors(), from);
  if (strict.whyNot === undefined) return strict;

  const assumed = cursors();
  const all = [...assumed.values()];
  if (all.some(({ alarm: child }) => child === undefined) || all.every(({ unknown }) => unknown !== undefined))
    return strict;
  const assumes = all.filter(({ unknown }) => unknown !== undefined);
  for (const cursor of assumes) {
    cursor.state = "INSUFFICIENT_DATA";
    cursor.isAssumed = true;
  }
  return { ...runRule(alarm, rule, assumed, from), assumes: assumes.flatMap(({ alarm: child }) => child ?? []) };
}

function runRule(
  alarm: CompositeAlarm,
  rule: RuleTree,
  cursors: ReadonlyMap<string, Cursor>,
  from: number,
): AlarmSimulation {
  const stateOf = ({ name }: { readonly name: string }) => cursors.get(name)?.state;
  const transitions: SimulatedTransition[] = [];
  const undocumented = readingsOfRule(rule);
  let state: AlarmState = "INSUFFICIENT_DATA";

  for (let at: number | undefined = from; at !== undefined; at = nextChange(cursors)) {
    for (const cursor of cursors.values()) advance(cursor, at);
    const value = evaluateRule(rule, stateOf);
    const to = value === true ? "ALARM" : "OK";
    if (to === state && value !== undefined) continue;
    const names = new Set(decidedBy(rule, stateOf).map(({ name }) => name));
    const deciding = [...names].flatMap((name) => cursors.get(name) ?? []);
    if (value === undefined) {
      const on = deciding.find(({ unknown }) => unknown !== undefined)?.unknown;
      if (on === undefined) throw new Error("a rule without a value names an alarm that is not known");
      return notEvaluated(alarm, { kind: "depends-on", on });
    }
    transitions.push({ at, from: state, to, reason: reasonText(value, deciding, at), undocumented });
    state = to;
  }
  return { alarm, whyNot: undefined, state, transitions, actions: [], points: [] };
}

/** A child of a rule, at a moment of the replay. */
interface Cursor {
  readonly label: string;
  /** Undefined: the template has no such alarm. */
  readonly alarm: AlarmLabel | undefined;
  /** Why its state is not known; undefined where it is. */
  readonly unknown: UnknownAlarm | undefined;
  readonly transitions: readonly SimulatedTransition[];
  next: number;
  isAssumed: boolean;
  /** Undefined: not known. */
  state: AlarmState | undefined;
  /** Undefined: in its first state. */
  since: number | undefined;
}

function cursorOf(name: string, child: AnyAlarm | Missing, simulationOf: SimulationOf): Cursor {
  const alarm = isAlarm(child) ? { name: child.name, address: child.address } : undefined;
  const simulation = isAlarm(child) ? simulationOf(child) : undefined;
  const unknown = unknownOf(name, child, simulation);
  return {
    label: alarm === undefined ? `"${alarmNameOf(name)}"` : labelOf(alarm),
    alarm,
    unknown,
    transitions: unknown === undefined ? (simulation?.transitions ?? []) : [],
    next: 0,
    isAssumed: false,
    state: unknown === undefined ? "INSUFFICIENT_DATA" : undefined,
    since: undefined,
  };
}

function unknownOf(
  name: string,
  child: AnyAlarm | Missing,
  simulation: AlarmSimulation | undefined,
): UnknownAlarm | undefined {
  if (!isAlarm(child)) return { kind: "missing", name: alarmNameOf(name), missing: child };
  const alarm = { name: child.name, address: child.address };
  if (simulation === undefined) return { kind: "not-simulated", alarm };
  return simulation.whyNot === undefined ? undefined : { kind: "not-evaluated", alarm, whyNot: simulation.whyNot };
}

function advance(cursor: Cursor, at: number): void {
  for (let next = cursor.transitions[cursor.next]; next !== undefined && next.at <= at;) {
    cursor.state = next.to;
    cursor.since = next.at;
    next = cursor.transitions[++cursor.next];
  }
}

function nextChange(cursors: ReadonlyMap<string, Cursor>): number | undefined {
  let first: number | undefined;
  for (const { next, transitions } of cursors.values()) {
    const at = transitions[next]?.at;
    if (at !== undefined && (first === undefined || at < first)) first = at;
  }
  return first;
}

function notEvaluated(alarm: CompositeAlarm, whyNot: WhyNot): AlarmSimulation {
  return { alarm, whyNot, state: "INSUFFICIENT_DATA", transitions: [], actions: [], points: [] };
}
