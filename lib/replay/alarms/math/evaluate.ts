import { calendarOf } from "./calendar";
import type { Call, MathExpression } from "../../../metric-math";
import { alongOf, fill } from "./along";
import type { MathValue } from "./math-value";
import { operate, pointwise } from "./operate";
import { reduceAcross, reduceAlong } from "./reduce";

/** What an expression is evaluated over. */
export interface MathWindow {
  /** Datapoints by id, in the order of the request, which `METRICS()` keeps. Columns are as long as `timestamps`. */
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
 * AWS documents that arithmetic and comparisons treat a missing datapoint as 0, that a division by zero drops the datapoint, and, in
 * tables, what `IF` does. Not documented, and decided here: a timestamp at which every series of an operation is missing has no
 * datapoint; a result that is not a finite number (`LOG(0)`) is dropped; `MIN`, `MAX` and `STDDEV` skip missing datapoints; `STDDEV` is
 * that of the population; `FILL` also fills a series without any datapoint; `RUNNING_SUM` keeps gaps.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function evaluate(expression: MathExpression, window: MathWindow): MathValue {
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
  const run = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  return run === undefined ? unchecked(name) : run({ name, of, window });
}

/** A call of a function; the function evaluates its arguments. */
interface Given {
  readonly name: string;
  readonly of: readonly MathExpression[];
  readonly window: MathWindow;
}

const FUNCTIONS: Readonly<Record<string, (given: Given) => MathValue>> = {
  ABS: (given) => pointwise(argument(given, 0), Math.abs),
  CEIL: (given) => pointwise(argument(given, 0), Math.ceil),
  FLOOR: (given) => pointwise(argument(given, 0), Math.floor),
  LOG: (given) => pointwise(argument(given, 0), Math.log),
  LOG10: (given) => pointwise(argument(given, 0), Math.log10),
  ...named(["DIFF", "DIFF_TIME", "RATE", "RUNNING_SUM"], (name, given) =>
    eachSeries(argument(given, 0), alongOf(name, given.window.timestamps)),
  ),
  ...named(["AVG", "MIN", "MAX", "SUM", "STDDEV", "DATAPOINT_COUNT"], (name, given) => {
    const reduced = argument(given, 0);
    if (reduced.type === "TS") return { type: "S", value: reduceAlong(name, reduced.values) };
    return series(reduceAcross(name, seriesOf(reduced), given.window.timestamps.length));
  }),
  ...named(["MINUTE", "HOUR", "DAY", "DATE", "MONTH", "YEAR", "EPOCH"], (name, { window }) =>
    series(window.timestamps.map(calendarOf(name))),
  ),
  FILL: (given) => {
    const { of, window } = given;
    const filler = of[1]?.kind === "keyword" ? (of[1].name as "REPEAT" | "LINEAR") : fillerOf(argument(given, 1));
    return eachSeries(argument(given, 0), (values) => fill(values, filler, window.timestamps));
  },
  IF: (given) =>
    choose(argument(given, 0), argument(given, 1), given.of.length > 2 ? argument(given, 2) : undefined, given.window),
  FIRST: (given) => series(seriesOf(argument(given, 0)).at(0) ?? emptyOf(given.window)),
  LAST: (given) => series(seriesOf(argument(given, 0)).at(-1) ?? emptyOf(given.window)),
  METRICS: ({ of: [text], window }) => {
    const part = text?.kind === "text" ? text.text : "";
    return array([...window.metrics].filter(([id]) => id.includes(part)).map(([, values]) => values));
  },
  METRIC_COUNT: (given) => ({ type: "S", value: seriesOf(argument(given, 0)).length }),
  PERIOD: ({ window }) => ({ type: "S", value: window.period }),
  REMOVE_EMPTY: (given) => array(seriesOf(argument(given, 0)).filter((values) => !values.every(Number.isNaN))),
  SLICE: (given) => {
    const end = given.of.length > 2 ? numberOf(argument(given, 2)) : undefined;
    return array(seriesOf(argument(given, 0)).slice(numberOf(argument(given, 1)), end));
  },
  SORT: (given) => {
    const most = given.of.length > 3 ? numberOf(argument(given, 3)) : undefined;
    return array(sorted(seriesOf(argument(given, 0)), given.of[1], given.of[2]).slice(0, most));
  },
  TIME_SERIES: (given) => series(emptyOf(given.window).fill(numberOf(argument(given, 0)))),
};

/** One function under several names; it is called with the name. */
function named<Name extends string>(
  names: readonly Name[],
  run: (name: Name, given: Given) => MathValue,
): Record<string, (given: Given) => MathValue> {
  return Object.fromEntries(names.map((name) => [name, (given: Given) => run(name, given)]));
}

function argument({ name, of, window }: Given, index: number): MathValue {
  const part = of[index];
  return part === undefined ? unchecked(`an argument of ${name}`) : evaluate(part, window);
}

function series(values: Float64Array): MathValue {
  return { type: "TS", values };
}

function array(of: readonly Float64Array[]): MathValue {
  return { type: "TS[]", of };
}

/**
 * `IF`, as AWS's tables say. Where a series of conditions lacks a datapoint, so does the result. Where the chosen series lacks the
 * datapoint, the result is 0, except that it is missing if the third argument is chosen and the second is a number.
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

/** The lowest first, or the highest; series without datapoints last; equal ones in their original order. */
function sorted(
  of: readonly Float64Array[],
  by: MathExpression | undefined,
  order: MathExpression | undefined,
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
  throw new Error(`checkExpression does not allow ${what} here`);
}
