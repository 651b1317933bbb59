import type { AlarmState } from "../../aws";
import { breaches, type ThresholdRule } from "./configuration";
import { verdict } from "./decide";
import type { Change, Evaluations, MinuteRange, NewestPoint, Retrieved, EvaluationSubject } from "./evaluations";
import type { PeriodColumns } from "./period-columns";

/** Classes of datapoints; a class is a byte. */
const MISSING = 0;
const FINE = 1;
const BREACHING = 2;
/** Added if the datapoint is a percentile of too few samples. */
const INSIGNIFICANT = 4;

/** Minutes that are computed at once: few enough to fit the processor's cache and to keep memory small on a long clock. */
const STRETCH = 16_384;

/**
 * Evaluates an alarm at every minute of the clock, over columns. If the datapoints of an evaluation have the same classes as those of
 * the one before, the state stays the same and the evaluation is skipped; most are.
 *
 * @param columnsOf the columns of a part of the clock; called again when they are needed again, so that they need not be kept
 */
export function walkColumns(
  columnsOf: (range: MinuteRange) => PeriodColumns,
  deciding: Deciding,
  clock: MinuteRange,
): Evaluations {
  const changes: Change[] = [];
  let state: AlarmState = "INSUFFICIENT_DATA";
  for (const stretch of stretches(clock, deciding.rule)) {
    const walked = walkStretch(columnsOf(stretch), deciding, stretch, state);
    for (const change of walked.changes) changes.push(change);
    ({ state } = walked);
  }
  return { changes, state, newest: () => newestPoints(columnsOf, deciding.rule, clock) };
}

type Deciding = Pick<EvaluationSubject, "rule" | "significant">;

/** Parts of the clock. Each also needs the evaluation range before it, so it is at least eight times as long. */
function stretches({ from, to }: MinuteRange, { range, period }: ThresholdRule): readonly MinuteRange[] {
  const length = Math.max(STRETCH, (8 * range * period) / 60);
  return Array.from({ length: Math.ceil((to - from + 1) / length) }, (_, i) => {
    const begin = from + i * length;
    return { from: begin, to: Math.min(to, begin + length - 1) };
  });
}

/** The changes in a stretch, and the state at its end. */
function walkStretch(
  columns: PeriodColumns,
  deciding: Deciding,
  { from, to }: MinuteRange,
  before: AlarmState,
): { readonly changes: readonly Change[]; readonly state: AlarmState } {
  const { first, length, partialAge } = columns;
  const { rule } = deciding;
  const { range, evaluationPeriods } = rule;
  const whole = classified(columns.whole, columns.wholeSamples, deciding);
  const unseen = columns.unseen && classified(columns.unseen, undefined, deciding);
  const partial = columns.partial && classified(columns.partial, columns.partialSamples, deciding);

  const changes: Change[] = [];
  let state = before;
  // The newest complete period whose class is not that of the one that began a minute earlier. What was before the first evaluation
  // is not known, so this begins as if it had just changed.
  let lastChange = from - first;
  for (let at = from; at <= to; at++) {
    const newest = at - (partialAge + 1) * length - first;
    if (newest > 0 && whole[newest] !== whole[newest - 1]) lastChange = newest;
    const isAsBefore =
      at > from &&
      lastChange < at - range * length - first &&
      (partial === undefined || partial[at - from] === partial[at - from - 1]) &&
      unseen === undefined;
    if (isAsBefore) continue;

    let considered = 0;
    let breaching = 0;
    let oldestAge = 0;
    let isSignificant = true;
    for (let age = 1; age <= range && considered < evaluationPeriods; age++) {
      const index = at - age * length - first;
      let says: number | undefined;
      if (age > partialAge) says = whole[index];
      else if (age === partialAge && partial !== undefined) says = partial[at - from];
      else says = unseen?.[index];
      if (says === undefined || says === MISSING) continue;
      considered++;
      oldestAge = age;
      if ((says & BREACHING) !== 0) breaching++;
      if ((says & INSIGNIFICANT) !== 0) isSignificant = false;
    }
    const next: AlarmState = (isSignificant ? verdict(considered, breaching, oldestAge, rule) : undefined) ?? state;
    if (next === state) continue;
    changes.push({ at, from: state, to: next, retrieved: retrievedAt(columns, at, from, range) });
    state = next;
  }
  return { changes, state };
}

function classified(
  values: Float64Array,
  samples: Float64Array | undefined,
  { rule: { operator, threshold }, significant }: Deciding,
): Uint8Array {
  const classes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (value !== value) continue;
    const says = breaches(value, operator, threshold) ? BREACHING : FINE;
    classes[i] = samples !== undefined && (samples[i] ?? 0) < significant ? says | INSIGNIFICANT : says;
  }
  return classes;
}

function retrievedAt(columns: PeriodColumns, at: number, from: number, range: number): readonly Retrieved[] {
  const { first, length, partialAge, partial, unseen } = columns;
  return Array.from({ length: range }, (_, i) => {
    const age = i + 1;
    const start = at - age * length;
    if (age === partialAge && partial !== undefined) {
      return { start, value: partial[at - from] ?? NaN, samples: columns.partialSamples?.[at - from] ?? NaN };
    }
    if (age <= partialAge) return { start, value: unseen?.[start - first] ?? NaN, samples: NaN };
    return { start, value: columns.whole[start - first] ?? NaN, samples: columns.wholeSamples?.[start - first] ?? NaN };
  });
}

function newestPoints(
  columnsOf: (range: MinuteRange) => PeriodColumns,
  rule: ThresholdRule,
  clock: MinuteRange,
): readonly NewestPoint[] {
  const points: NewestPoint[] = [];
  let last: number | null | undefined;
  for (const stretch of stretches(clock, rule)) {
    const { first, length, partialAge, partial, whole } = columnsOf(stretch);
    const age = partial === undefined ? partialAge + 1 : partialAge;
    for (let at = stretch.from; at <= stretch.to; at++) {
      const arrived = partial === undefined ? whole[at - age * length - first] : partial[at - stretch.from];
      const value = age > rule.range ? NaN : (arrived ?? NaN);
      const point = Number.isNaN(value) ? null : value;
      if (point === last) continue;
      last = point;
      points.push({ at, value: point });
    }
  }
  return points;
}
