import type { AlarmState } from "../../aws";
import type { SimulationInput } from "./simulation";
import { breaches, type Refusal } from "./configuration";
import { datapointOf, sightAt, type SeenDatapoint, type Sight } from "./datapoint";
import { decide, type Datapoint } from "./decide";
import type { Change, Evaluations, NewestPoint, Retrieved, EvaluationSubject } from "./evaluations";
import { result } from "./period-columns";
import { cutsNothing, type EvaluationSchedule } from "./schedule";
import type { Source } from "./source";

/**
 * Evaluates an alarm evaluation by evaluation, each directly from the series. Used as the reference in tests, for windows that do not
 * slide every minute, and for formulas whose datapoints depend on each other.
 */
export function walkWindows(
  subject: EvaluationSubject,
  schedule: EvaluationSchedule,
  { from, to, delay }: Pick<SimulationInput, "from" | "to" | "delay">,
): Evaluations | Refusal {
  const { sources } = subject;
  const changes: Change[] = [];
  const newest: NewestPoint[] = [];
  const seenBy = sources.map(whole);
  let state: AlarmState = "INSUFFICIENT_DATA";
  let seen = "";
  for (let at = from; at <= to; at++) {
    if (!schedule.isEvaluatedAt(at, from)) continue;
    const bounds = schedule.boundsAt(at);
    const end = bounds.at(-1) ?? at;
    const sight = sightAt(at, delay);
    // If the evaluation sees the same as the one before, the state stays the same.
    const sees = `${end} ${Math.min(end, sight.wholeBefore)}`;
    if (sees === seen) continue;
    seen = sees;
    if (!cutsNothing(bounds, sources)) {
      return { whyNot: { kind: "datapoints-across-bounds", at: end * 60_000 } };
    }
    const retrieved = retrieve(seenBy, subject, bounds, sight);
    const next = evaluateOnce(retrieved, subject, state);
    if (next !== state) changes.push({ at, from: state, to: next, retrieved });
    state = next;

    const value = retrieved.find(({ start, age }) =>
      hasBegunToArrive(start, bounds[bounds.length - age] ?? end, sight),
    )?.value;
    const point = value === undefined || Number.isNaN(value) ? null : value;
    if (newest.length === 0 || newest.at(-1)?.value !== point) newest.push({ at, value: point });
  }
  return { changes, state, newest: () => newest };
}

/** The state after one evaluation. */
function evaluateOnce(
  retrieved: readonly Retrieved[],
  { rule, significant }: EvaluationSubject,
  state: AlarmState,
): AlarmState {
  const deciding = retrieved.filter(({ value }) => !Number.isNaN(value)).slice(0, rule.evaluationPeriods);
  if (significant > 0 && deciding.some(({ samples }) => samples < significant)) return state;
  const points = retrieved.map(({ value }): Datapoint => {
    if (Number.isNaN(value)) return "missing";
    return breaches(value, rule.operator, rule.threshold) ? "breaching" : "ok";
  });
  return decide(points.reverse(), rule, state);
}

/** The datapoints of a source, as far as evaluations can see them. */
interface SeenBy {
  readonly id: string;
  readonly at: (start: number, end: number, sight: Sight) => SeenDatapoint;
}

/** A datapoint that has arrived completely does not change, so it is computed once. Its start identifies a period. */
function whole(source: Source): SeenBy {
  const made = new Map<number, SeenDatapoint>();
  return {
    id: source.metric.id,
    at: (start, end, sight) => {
      if (sight.wholeBefore < end) return datapointOf(source, start, end, sight);
      let datapoint = made.get(start);
      if (datapoint === undefined) made.set(start, (datapoint = datapointOf(source, start, end, sight)));
      return datapoint;
    },
  };
}

function retrieve(
  sources: readonly SeenBy[],
  { formula, rule }: EvaluationSubject,
  bounds: readonly number[],
  sight: Sight,
): readonly (Retrieved & { readonly age: number })[] {
  const starts = bounds.slice(0, -1);
  const seen = sources.map((source) => starts.map((start, i) => source.at(start, bounds[i + 1] ?? start, sight)));
  const calculated =
    formula &&
    result(
      formula.steps,
      new Map(sources.map(({ id }, i) => [id, Float64Array.from(seen[i] ?? [], ({ value }) => value)])),
      Float64Array.from(starts, (start) => start * 60),
      rule.period,
    );
  const points = starts.map((start, i) => {
    const only = seen[0]?.[i];
    return calculated === undefined
      ? { start, value: only?.value ?? NaN, samples: only?.samples ?? NaN, age: starts.length - i }
      : { start, value: calculated[i] ?? NaN, samples: NaN, age: starts.length - i };
  });
  return points.reverse();
}

function hasBegunToArrive(start: number, end: number, { wholeBefore, early }: Sight): boolean {
  return Math.min(end, wholeBefore) > start || (early !== undefined && early >= start && early < end);
}
