import { calendarOf } from "./calendar";
import type { Call, Expression } from "./expression";
import { alongOf, fill } from "./along";
import type { MathValue } from "./math-value";
import { operate, pointwise } from "./operate";
import { reduceAcross, reduceAlong } from "./reduce";

/** What an expression is evaluated over. */
export interface MathWindow {
  /** Id to datapoints, in the order of the request: `METRICS()` gives them so. Columns as long as `timestamps`. */
  readonly metrics: ReadonlyMap<string, Float64Array>;
  /** Results of the other expressions that this one may name. */
  readonly expressions?: ReadonlyMap<string, MathValue>;
  /** Starts of the periods in ascending order, in seconds since 1970. */
  readonly timestamps: Float64Array;
  /** Seconds. */
  readonly period: number;
}

/**
 * The value of an expression that `checkExpression` accepted.
 *
 * Missing datapoints, as AWS documents them: arithmetic and comparisons take a missing datapoint for 0, a division by zero drops the
 * datapoint, `IF` as its tables say. Not documented, and decided here: a timestamp at which every series of an operation is missing
 * has no datapoint; a result that is not a finite number (`LOG(0)`) is dropped; `MIN`, `MAX`, `STDDEV` pass over missing datapoints;
 * `STDDEV` is that of the population; `FILL` fills a series without any datapoint, too; `RUNNING_SUM` keeps gaps.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function evaluate(expression: Expression, window: MathWindow): MathValue {
  switch (expression.kind) {
    case "number":
      return { type: "S", value: expression.value };
    case "reference": {
      const values = window.metrics.get(expression.id);
      if (values !== undefined) return { type: "TS", values };
      return window.expressions?.get(expression.id) ?? unchecked(expression.id);
    }
    case "array":
      return { type: "TS[]", of: expression.of.flatMap((part) => seriesOf(evaluate(part, window))) };
    case "negation":
      return pointwise(evaluate(expression.of, window), (value) => -value);
    case "operation":
      return operate(expression.operator, evaluate(expression.left, window), evaluate(expression.right, window));
    case "call":
      return call(expression, window);
    case "text":
    case "keyword":
    case "query":
      return unchecked(expression.kind);
  }
}

function call({ name, of }: Call, window: MathWindow): MathValue {
  const [first, second, third, fourth] = of;
  const value = (part: Expression | undefined): MathValue =>
    part === undefined ? unchecked(`an argument of ${name}`) : evaluate(part, window);

  switch (name) {
    case "ABS":
      return pointwise(value(first), Math.abs);
    case "CEIL":
      return pointwise(value(first), Math.ceil);
    case "FLOOR":
      return pointwise(value(first), Math.floor);
    case "LOG":
      return pointwise(value(first), Math.log);
    case "LOG10":
      return pointwise(value(first), Math.log10);
    case "DIFF":
    case "DIFF_TIME":
    case "RATE":
    case "RUNNING_SUM": {
      const along = alongOf(name, window.timestamps);
      return eachSeries(value(first), along);
    }
    case "AVG":
    case "MIN":
    case "MAX":
    case "SUM":
    case "STDDEV":
    case "DATAPOINT_COUNT": {
      const reduced = value(first);
      if (reduced.type === "TS") return { type: "S", value: reduceAlong(name, reduced.values) };
      return { type: "TS", values: reduceAcross(name, seriesOf(reduced), window.timestamps.length) };
    }
    case "MINUTE":
    case "HOUR":
    case "DAY":
    case "DATE":
    case "MONTH":
    case "YEAR":
    case "EPOCH":
      return { type: "TS", values: window.timestamps.map(calendarOf(name)) };
    case "FILL": {
      const filler = second?.kind === "keyword" ? (second.name as "REPEAT" | "LINEAR") : fillerOf(value(second));
      return eachSeries(value(first), (values) => fill(values, filler, window.timestamps));
    }
    case "IF":
      return choose(value(first), value(second), third === undefined ? undefined : value(third), window);
    case "FIRST":
      return { type: "TS", values: seriesOf(value(first)).at(0) ?? emptyOf(window) };
    case "LAST":
      return { type: "TS", values: seriesOf(value(first)).at(-1) ?? emptyOf(window) };
    case "METRICS": {
      const part = first?.kind === "text" ? first.text : "";
      return { type: "TS[]", of: [...window.metrics].filter(([id]) => id.includes(part)).map(([, values]) => values) };
    }
    case "METRIC_COUNT":
      return { type: "S", value: seriesOf(value(first)).length };
    case "PERIOD":
      return { type: "S", value: window.period };
    case "REMOVE_EMPTY":
      return { type: "TS[]", of: seriesOf(value(first)).filter((values) => !values.every(Number.isNaN)) };
    case "SLICE": {
      const end = third === undefined ? undefined : numberOf(value(third));
      return { type: "TS[]", of: seriesOf(value(first)).slice(numberOf(value(second)), end) };
    }
    case "SORT":
      return {
        type: "TS[]",
        of: sorted(seriesOf(value(first)), second, third).slice(0, fourth && numberOf(value(fourth))),
      };
    case "TIME_SERIES":
      return { type: "TS", values: emptyOf(window).fill(numberOf(value(first))) };
    default:
      return unchecked(name);
  }
}

/**
 * `IF`, as its tables say. A series of conditions drops the datapoints that it lacks itself; where it chooses a series that lacks
 * the datapoint, the result is 0, except that the third argument's is dropped beside a number as the second.
 */
function choose(
  condition: MathValue,
  then: MathValue,
  otherwise: MathValue | undefined,
  window: MathWindow,
): MathValue {
  if (condition.type !== "TS") {
    const chosen = numberOf(condition);
    if (Number.isNaN(chosen)) return { type: "TS", values: emptyOf(window) };
    return (chosen === 0 ? otherwise : then) ?? { type: "TS", values: emptyOf(window) };
  }
  const values = emptyOf(window);
  for (let i = 0; i < values.length; i++) {
    const chosen = condition.values[i] ?? NaN;
    if (Number.isNaN(chosen)) continue;
    if (chosen !== 0) values[i] = at(then, i, 0);
    else if (otherwise !== undefined) values[i] = at(otherwise, i, then.type === "S" ? NaN : 0);
  }
  return { type: "TS", values };
}

function at(value: MathValue, i: number, whereMissing: number): number {
  if (value.type === "S") return value.value;
  const point = value.type === "TS" ? (value.values[i] ?? NaN) : NaN;
  return Number.isNaN(point) ? whereMissing : point;
}

/** The lowest, or the highest first; series without datapoints last; equal ones as they stood. */
function sorted(
  of: readonly Float64Array[],
  by: Expression | undefined,
  order: Expression | undefined,
): readonly Float64Array[] {
  const name = by?.kind === "keyword" ? (by.name as "AVG" | "MIN" | "MAX" | "SUM") : unchecked("SORT");
  const sign = order?.kind === "keyword" && order.name === "DESC" ? -1 : 1;
  const keyed = of.map((values) => ({ values, key: values.every(Number.isNaN) ? NaN : reduceAlong(name, values) }));
  keyed.sort((a, b) => Number(Number.isNaN(a.key)) - Number(Number.isNaN(b.key)) || sign * (a.key - b.key) || 0);
  return keyed.map(({ values }) => values);
}

function eachSeries(value: MathValue, change: (values: Float64Array) => Float64Array): MathValue {
  if (value.type === "TS") return { type: "TS", values: change(value.values) };
  return { type: "TS[]", of: seriesOf(value).map(change) };
}

function fillerOf(value: MathValue): number | Float64Array {
  if (value.type === "S") return value.value;
  return value.type === "TS" ? value.values : unchecked("FILL");
}

function seriesOf(value: MathValue): readonly Float64Array[] {
  if (value.type === "TS[]") return value.of;
  return value.type === "TS" ? [value.values] : unchecked("a number");
}

function numberOf(value: MathValue): number {
  return value.type === "S" ? value.value : unchecked("a series");
}

function emptyOf({ timestamps }: MathWindow): Float64Array {
  return new Float64Array(timestamps.length).fill(NaN);
}

function unchecked(what: string): never {
  throw new Error(`${what} stands where checkExpression does not let it stand`);
}
