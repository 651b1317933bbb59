import {
  inspectAlarmExpression,
  MathError,
  type MathExpression,
  metricSelections,
  parseExpression,
  partsOf,
  printExpression,
  referencedIds,
} from "../metric-math";
import type { MetricQuery, MetricStat } from "../terraform";
import type { MathReason } from "./row";

/** What the queries of an alarm ask. */
export type Asked =
  | { readonly kind: "expression"; readonly expression: string; readonly metrics: Readonly<Record<string, MetricStat>> }
  | { readonly kind: "band"; readonly width: number; readonly metric: MetricStat };

/** Beyond that, an expression is not one that CloudWatch would take. */
const mostNodes = 2000;

/**
 * What the queries of an alarm ask, as one expression over metrics: expressions that others name are put in their place.
 *
 * @param thresholdId id of the band that an anomaly alarm compares with
 */
export function askedBy(queries: readonly MetricQuery[], thresholdId: string | undefined): Asked | MathReason {
  const byId = new Map(queries.flatMap((query) => (query.id === undefined ? [] : [[query.id, query] as const])));
  if (byId.size !== queries.length) return "unreadable";
  if (queries.some(({ accountId }) => accountId !== undefined)) return "account";
  try {
    return thresholdId === undefined ? expressionOf(queries, byId) : bandOf(byId, thresholdId);
  } catch (error) {
    if (error instanceof MathError) return "unreadable";
    throw error;
  }
}

function expressionOf(queries: readonly MetricQuery[], byId: ReadonlyMap<string, MetricQuery>): Asked | MathReason {
  const [result, ...others] = queries.filter(({ returnData }) => returnData);
  if (result?.id === undefined || others.length > 0) return "results";
  const written = parseExpression(result.expression ?? result.id);
  const whole = result.expression === undefined ? written : inlined(written, byId, { nodes: 0, within: [result.id] });
  if (typeof whole === "string") return whole;
  const expression = whole === written && result.expression !== undefined ? result.expression : printExpression(whole);
  const metrics = new Map<string, MetricStat>();
  for (const id of referencedIds(whole)) {
    const metric = byId.get(id)?.metric;
    if (metric === undefined) return "unreadable";
    metrics.set(id, metric);
  }
  if (metrics.size === 0) return "search";
  const { fault } = inspectAlarmExpression(expression, [...metrics.keys()]);
  if (fault !== undefined) return fault.code === "offline" ? "search" : "unreadable";
  if (new Set([...metrics.values()].map(({ period }) => period)).size > 1) return "periods";
  const [period] = [...metrics.values()].map((metric) => metric.period);
  if (result.period !== undefined && result.period !== period) return "periods";
  return { kind: "expression", expression, metrics: Object.fromEntries(metrics) };
}

interface Inlining {
  nodes: number;

  /** Ids of the expressions that are being put in place, so that none is put into itself. */
  readonly within: readonly string[];
}

/** The expression with those that it names in their places; the same object if it names none. */
function inlined(
  expression: MathExpression,
  byId: ReadonlyMap<string, MetricQuery>,
  state: Inlining,
): MathExpression | MathReason {
  if (metricSelections(expression).length > 0 || expression.kind === "query") return "search";
  if (++state.nodes > mostNodes) return "unreadable";
  if (expression.kind === "reference") {
    const named = byId.get(expression.id);
    if (named?.expression === undefined) return expression;
    if (state.within.includes(expression.id)) return "unreadable";
    const inner: Inlining = { nodes: state.nodes, within: [...state.within, expression.id] };
    const put = inlined(parseExpression(named.expression), byId, inner);
    state.nodes = inner.nodes;
    return put;
  }
  const parts: MathExpression[] = [];
  for (const part of partsOf(expression)) {
    const put = inlined(part, byId, state);
    if (typeof put === "string") return put;
    parts.push(put);
  }
  return withParts(expression, parts);
}

function withParts(expression: MathExpression, parts: readonly MathExpression[]): MathExpression {
  if (partsOf(expression).every((part, index) => part === parts[index])) return expression;
  const [first, second] = parts;
  switch (expression.kind) {
    case "array":
    case "call":
      return { ...expression, of: parts };
    case "negation":
      return first === undefined ? expression : { ...expression, of: first };
    case "operation":
      return first === undefined || second === undefined ? expression : { ...expression, left: first, right: second };
    case "number":
    case "text":
    case "reference":
    case "keyword":
    case "query":
      return expression;
  }
}

function bandOf(byId: ReadonlyMap<string, MetricQuery>, thresholdId: string): Asked | MathReason {
  const written = byId.get(thresholdId)?.expression;
  if (written === undefined || byId.size !== 2) return "band";
  const band = parseExpression(written);
  if (band.kind !== "call" || band.name !== "ANOMALY_DETECTION_BAND") return "band";
  const [of, width] = band.of;
  if (of?.kind !== "reference" || (width !== undefined && width.kind !== "number")) return "band";
  const metric = byId.get(of.id)?.metric;
  // Two standard deviations are what CloudWatch takes without a number.
  return metric === undefined ? "band" : { kind: "band", width: width?.value ?? 2, metric };
}
