import type { AlarmState } from "../../../aws";
import type { AlarmSimulation, SimulatedTransition, SimulationInput } from "../simulation";
import { type AnyAlarm, type CompositeAlarm, isAlarm } from "../../../terraform";
import type { AlarmGraph } from "../alarm-graph";
import { gatedActions } from "./actions";
import type { Missing } from "./alarm-index";
import { childLabel, type CompiledComposite } from "./compiled";
import { decidedBy, evaluateRule } from "./evaluate";
import { reasonText } from "./reason";
import type { AlarmRule } from "./rule";
import { suppressionOf } from "./suppression";

/**
 * Composite alarms over the transitions of the alarms that they name.
 *
 * A composite alarm is evaluated at `from`, where it leaves INSUFFICIENT_DATA for good and runs the actions of its first state, and
 * whenever a child changes. Children that change at the same instant, and composite alarms below that change with them, are seen
 * together. A child that was not evaluated has no known state. As long as the others decide the rule (see {@link evaluateRule}) that
 * does not matter; else the composite alarm is evaluated as if the unknown children stayed in INSUFFICIENT_DATA, where an alarm without
 * data stays, and `assumes` names them. It is not evaluated where nothing is known of any child, or where the template lacks one.
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
  return template.compositeAlarms.map((alarm) => {
    const simulation = simulationOf(alarm) ?? notEvaluated(alarm, "it was not simulated");
    if (simulation.whyNot !== undefined) return simulation;
    const gates = suppressionOf(alarm, simulation.transitions, index, simulationOf);
    return { ...simulation, actions: gatedActions(alarm, simulation.transitions, [gates], end) };
  });
}

type SimulationOf = (alarm: AnyAlarm) => AlarmSimulation | undefined;

function simulateOne({ alarm, children, rule, whyNot }: CompiledComposite, simulationOf: SimulationOf, from: number) {
  if (rule === undefined) return notEvaluated(alarm, whyNot ?? "its rule is not known");
  const cursors = () => new Map([...children].map(([name, child]) => [name, cursorOf(name, child, simulationOf)]));
  const strict = runRule(alarm, rule, cursors(), from);
  if (strict.whyNot === undefined) return strict;

  const assumed = cursors();
  const all = [...assumed.values()];
  if (all.some(({ isAbsent }) => isAbsent) || all.every(({ unknown }) => unknown !== undefined)) return strict;
  const assumes = all.filter(({ unknown }) => unknown !== undefined);
  for (const cursor of assumes) {
    cursor.state = "INSUFFICIENT_DATA";
    cursor.isAssumed = true;
  }
  return { ...runRule(alarm, rule, assumed, from), assumes: assumes.map(({ label }) => label) };
}

function runRule(
  alarm: CompositeAlarm,
  rule: AlarmRule,
  cursors: ReadonlyMap<string, Cursor>,
  from: number,
): AlarmSimulation {
  const stateOf = ({ name }: { readonly name: string }) => cursors.get(name)?.state;
  const transitions: SimulatedTransition[] = [];
  let state: AlarmState = "INSUFFICIENT_DATA";

  for (let at: number | undefined = from; at !== undefined; at = nextChange(cursors)) {
    for (const cursor of cursors.values()) advance(cursor, at);
    const value = evaluateRule(rule, stateOf);
    const to = value === true ? "ALARM" : "OK";
    if (to === state && value !== undefined) continue;
    const names = new Set(decidedBy(rule, stateOf).map(({ name }) => name));
    const deciding = [...names].flatMap((name) => cursors.get(name) ?? []);
    if (value === undefined) {
      const [unknown] = deciding;
      return notEvaluated(alarm, `its rule depends on ${unknown?.unknown ?? "an alarm that was not evaluated"}`);
    }
    transitions.push({ at, from: state, to, reason: reasonText(value, deciding, at) });
    state = to;
  }
  return { alarm, whyNot: undefined, state, transitions, actions: [], points: [] };
}

/** A child of a rule, at a moment of the replay. */
interface Cursor {
  readonly label: string;
  /** Why its state is not known; undefined where it is. */
  readonly unknown: string | undefined;
  /** The template has no such alarm. */
  readonly isAbsent: boolean;
  readonly transitions: readonly SimulatedTransition[];
  next: number;
  isAssumed: boolean;
  /** Undefined: not known. */
  state: AlarmState | undefined;
  /** Undefined: in its first state. */
  since: number | undefined;
}

function cursorOf(name: string, child: AnyAlarm | Missing, simulationOf: SimulationOf): Cursor {
  const label = childLabel(name, child);
  const simulation = isAlarm(child) ? simulationOf(child) : undefined;
  const unknown = !isAlarm(child)
    ? `${label}: ${child.reason}.${child.suggestion}`
    : simulation === undefined
      ? `${label}, which was not simulated`
      : simulation.whyNot === undefined
        ? undefined
        : `${label}, which was not evaluated: ${simulation.whyNot}`;
  return {
    label,
    unknown,
    isAbsent: !isAlarm(child),
    transitions: unknown === undefined ? (simulation?.transitions ?? []) : [],
    next: 0,
    isAssumed: false,
    state: unknown === undefined ? "INSUFFICIENT_DATA" : undefined,
    since: undefined,
  };
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

function notEvaluated(alarm: CompositeAlarm, whyNot: string): AlarmSimulation {
  return { alarm, whyNot, state: "INSUFFICIENT_DATA", transitions: [], actions: [], points: [] };
}
