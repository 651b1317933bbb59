import { readStatistic } from "../../aws";
import { checkExpression, MathError, type MathExpression, type MathId, parseExpression } from "../../metric-math";
import type { MetricKey, Series } from "../metrics";
import { evaluate } from "./math/evaluate";
import type { MathValue } from "./math/math-value";
import { datapoints } from "./period-columns";
import { sourceOf } from "./source";
import type { Refusal } from "./configuration";

/** The periods of a graph: each begins at a multiple of its length, as CloudWatch's do. */
export interface GraphPeriods {
  /** Seconds: a multiple of 60. */
  readonly period: number;
  /** The start of the first period, in seconds since 1970. */
  readonly start: number;
  readonly count: number;
}

/**
 * A statistic of a metric, period by period, as a graph of CloudWatch shows it; NaN: no datapoint.
 *
 * @param series all series of the metric, the finest first
 */
export function metricGraph(
  metric: MetricKey,
  statistic: string,
  series: readonly Series[],
  periods: GraphPeriods,
): Float64Array | Refusal {
  const read = readStatistic(statistic);
  if (typeof read === "string") return { whyNot: { kind: "statistic-unknown", statistic, query: undefined } };
  const watched = { id: "", key: metric, statistic: read, statisticName: statistic, unit: undefined };
  const source = sourceOf(watched, periods.period, { candidates: () => series, series: () => series[0] });
  if ("whyNot" in source) return source;
  const width = periods.period / 60;
  const first = periods.start / 60;
  const length = Math.max(0, (periods.count - 1) * width + 1);
  const everyMinute = datapoints(source, { first, length, width, withEarly: false });
  return Float64Array.from({ length: periods.count }, (_, i) => everyMinute[i * width] ?? NaN);
}

/** What an expression of metric math gives: one series or several; a number is a series that has it in every period. */
export function mathGraph(
  { id, text }: { readonly id: string; readonly text: string },
  metrics: ReadonlyMap<string, Float64Array>,
  expressions: ReadonlyMap<string, readonly Float64Array[]>,
  periods: GraphPeriods,
): readonly Float64Array[] | Refusal {
  const ids = new Map<string, MathId>();
  for (const id of metrics.keys()) ids.set(id, { kind: "metric", type: "TS", isElementwise: true });
  for (const [id, { length }] of expressions)
    ids.set(id, { kind: "expression", type: length === 1 ? "TS" : "TS[]", isElementwise: false });
  let expression: MathExpression;
  try {
    expression = parseExpression(text);
    checkExpression(expression, text, ids);
  } catch (error) {
    if (!(error instanceof MathError)) throw error;
    return { whyNot: { kind: "expression", query: id, fault: error.fault } };
  }
  const value = evaluate(expression, {
    metrics,
    expressions: new Map([...expressions].map(([id, of]) => [id, valueOf(of)])),
    timestamps: Float64Array.from({ length: periods.count }, (_, i) => periods.start + i * periods.period),
    period: periods.period,
  });
  switch (value.type) {
    case "S":
      return [new Float64Array(periods.count).fill(value.value)];
    case "TS":
      return [value.values];
    case "TS[]":
      return value.of;
  }
}

function valueOf(of: readonly Float64Array[]): MathValue {
  const [only] = of;
  return of.length === 1 && only !== undefined ? { type: "TS", values: only } : { type: "TS[]", of };
}
