import type { MathValue } from "./math/math-value";
import { evaluate } from "./math/evaluate";
import type { SimulationInput } from "./simulation";
import type { EvaluationSubject } from "./evaluations";
import { firstFrom } from "./datapoint";
import { slidingFold } from "./sliding-fold";
import { slidingValues } from "./sliding-values";
import type { Column, Rows, Source } from "./source";
import type { Formula } from "./watched";

/**
 * Every datapoint that the evaluations of a sliding window can see, computed once.
 *
 * The period of age k, counted from 1, begins `k * length` minutes before the evaluation. Periods younger than `partialAge` have not
 * begun to arrive, the one of that age has arrived in part, and older ones completely. Without a delay `partialAge` is 0.
 */
export interface PeriodColumns {
  /** Minutes of a period. */
  readonly length: number;
  readonly partialAge: number;

  /** The minute of the first element of `whole` and `unseen`; an element is the datapoint of the period that begins at its minute. */
  readonly first: number;
  readonly whole: Float64Array;
  /** What a formula computes for periods without any datapoint; undefined: they stay missing. */
  readonly unseen: Float64Array | undefined;
  /** One element for each evaluation. */
  readonly partial: Float64Array | undefined;

  /** How many samples the datapoints of `whole` and `partial` are computed from, where that is needed. */
  readonly wholeSamples: Float64Array | undefined;
  readonly partialSamples: Float64Array | undefined;
}

/** `length` periods of `width` minutes, one beginning every minute from `first` on. */
export interface Stretch {
  readonly first: number;
  readonly length: number;
  readonly width: number;
  /** Whether the early part of the minute after each period belongs to it. */
  readonly withEarly: boolean;
}

/**
 * Computes the columns for evaluations at every minute from `from` to `to`. Samples are counted only for statistics of single values.
 *
 * @param subject if it has a formula, the formula is elementwise
 */
export function periodColumns(
  { formula, rule, sources }: EvaluationSubject,
  { from, to, delay }: Pick<SimulationInput, "from" | "to" | "delay">,
): PeriodColumns {
  const withSamples = formula === undefined && sources[0]?.metric.statistic.kind !== "simple";
  const length = rule.period / 60;
  const late = Math.ceil(delay / 60);
  const partialAge = Math.ceil(late / length);
  const first = from - rule.range * length;
  const count = to - from + rule.range * length;
  const whole: Stretch = { first, length: count, width: length, withEarly: false };
  const partial: Stretch = {
    first: from - partialAge * length,
    length: to - from + 1,
    width: partialAge * length - late,
    withEarly: delay % 60 !== 0,
  };
  const isPartial = partialAge > 0 && (partial.width > 0 || partial.withEarly);
  const over = (stretch: Stretch, of: (source: Source) => Float64Array): Float64Array =>
    formula === undefined ? ofOnly(sources, of) : calculated(formula, columnsById(sources, of), stretch, rule.period);
  const nothing = new Float64Array(formula === undefined || late === 0 ? 0 : count).fill(NaN);
  const unseen = nothing.length === 0 ? undefined : over(whole, () => nothing);
  return {
    length,
    partialAge,
    first,
    whole: over(whole, (source) => datapoints(source, whole)),
    unseen: unseen?.some((value) => !Number.isNaN(value)) === true ? unseen : undefined,
    partial: isPartial ? over(partial, (source) => datapoints(source, partial)) : undefined,
    wholeSamples: withSamples ? ofOnly(sources, (source) => folded(source, whole, "count", add)) : undefined,
    partialSamples:
      withSamples && isPartial ? ofOnly(sources, (source) => folded(source, partial, "count", add)) : undefined,
  };
}

function ofOnly(sources: readonly Source[], of: (source: Source) => Float64Array): Float64Array {
  const [source] = sources;
  if (source === undefined) throw new Error("an alarm without a formula watches one metric");
  return of(source);
}

function columnsById(
  sources: readonly Source[],
  of: (source: Source) => Float64Array,
): ReadonlyMap<string, Float64Array> {
  return new Map(sources.map((source) => [source.metric.id, of(source)]));
}

/** The series that a formula's last expression gives, for periods of which one begins every minute. */
function calculated(
  { steps }: Formula,
  metrics: ReadonlyMap<string, Float64Array>,
  { first, length }: Stretch,
  period: number,
): Float64Array {
  const timestamps = Float64Array.from({ length }, (_, i) => (first + i) * 60);
  return result(steps, metrics, timestamps, period);
}

/** Evaluates expressions in order; the result of the last one is one series. */
export function result(
  steps: Formula["steps"],
  metrics: ReadonlyMap<string, Float64Array>,
  timestamps: Float64Array,
  period: number,
): Float64Array {
  const expressions = new Map<string, MathValue>();
  let last: MathValue | undefined;
  for (const { id, expression } of steps) {
    last = evaluate(expression, { metrics, expressions, timestamps, period });
    expressions.set(id, last);
  }
  if (last?.type !== "TS") throw new Error("the expression of an alarm gives one series");
  return last.values;
}

/** The datapoints of a source, of periods of which one begins every minute. */
export function datapoints(source: Source, stretch: Stretch): Float64Array {
  const { making, metric } = source;
  switch (making.by) {
    case "sum":
      return folded(source, stretch, making.column, add);
    case "least":
      return folded(source, stretch, making.column, least);
    case "greatest":
      return folded(source, stretch, making.column, greatest);
    case "ratio": {
      const over = folded(source, stretch, making.over, add);
      return folded(source, stretch, making.column, add).map((value, i) => value / (over[i] ?? NaN));
    }
    case "values": {
      if (metric.statistic.kind === "simple") throw new Error("simple statistics are made of columns");
      const early = stretch.withEarly ? source.early : undefined;
      return slidingValues(metric.statistic, { whole: source.whole, early }, stretch);
    }
  }
}

function folded(
  source: Source,
  { first, length, width, withEarly }: Stretch,
  column: Column,
  combine: (a: number, b: number) => number,
): Float64Array {
  const whole = slidingFold(spread(source.whole, column, first, length + width), width, combine).subarray(0, length);
  if (!withEarly || source.early === undefined) return whole;
  const early = spread(source.early, column, first + width, length);
  return early.map((value, i) => {
    const before = whole[i] ?? NaN;
    if (value !== value) return before;
    return before !== before ? value : combine(before, value);
  });
}

/** A column with an element for every minute; NaN where the series has none. */
function spread(rows: Rows, column: Column, first: number, length: number): Float64Array {
  const result = new Float64Array(length).fill(NaN);
  const { minutes, count } = rows;
  const values = rows[column];
  for (let i = firstFrom(minutes, first); i < minutes.length; i++) {
    const at = (minutes[i] ?? NaN) - first;
    if (at >= length) break;
    if (count[i] !== 0) result[at] = values[i] ?? NaN;
  }
  return result;
}

function add(a: number, b: number): number {
  return a + b;
}

function least(a: number, b: number): number {
  return a < b ? a : b;
}

function greatest(a: number, b: number): number {
  return a > b ? a : b;
}
