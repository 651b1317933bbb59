import { excessOf, readArn, readStatistic, type Statistic } from "../../aws";
import {
  checkAlarmExpression,
  checkExpression,
  MathError,
  type MathExpression,
  type MathId,
  metricSelections,
  parseExpression,
  referencedIds,
} from "../../metric-math";
import type { MetricKey } from "../metrics";
import type { MetricAlarm, MetricQuery, MetricStat } from "../../terraform";
import type { Refusal } from "./configuration";
import type { WhyNot } from "./why-not";

/** What an alarm watches: a metric, or a series that metric math computes from metrics. */
export interface Watched {
  /** The metrics that are used, in the order of the request. */
  readonly metrics: readonly WatchedMetric[];
  /** Undefined: the alarm watches its only metric as it is. */
  readonly formula: Formula | undefined;
  /** Seconds; undefined where the template has none. */
  readonly period: number | undefined;
}

export interface WatchedMetric {
  /** The query's id; empty for an alarm without queries. */
  readonly id: string;
  readonly key: MetricKey;
  readonly statistic: Statistic;
  readonly statisticName: string;
  readonly unit: string | undefined;
}

/** Expressions, each after those that it names; the alarm watches the result of the last one. */
export interface Formula {
  readonly steps: readonly { readonly id: string; readonly expression: MathExpression }[];
  readonly isElementwise: boolean;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
const ID = /^[a-z][a-zA-Z0-9_]*$/;

/** Finds out what an alarm watches, or why that cannot be evaluated. */
export function watchedBy(alarm: MetricAlarm): Watched | Refusal {
  try {
    const { metric, queries } = alarm;
    if (metric !== undefined && queries.length > 0) refuse({ kind: "metric-and-queries" });
    if (metric !== undefined) {
      return { metrics: [watchedMetric(metric, undefined)], formula: undefined, period: metric.period };
    }
    if (queries.length === 0) refuse({ kind: "neither-metric-nor-queries" });
    return watchedByQueries(queries, accountOf(alarm));
  } catch (error) {
    if (error instanceof Refused) return { whyNot: error.whyNot };
    throw error;
  }
}

type Parsed = { readonly text: string; readonly expression: MathExpression };
type Named = MetricQuery & { readonly id: string };

function watchedByQueries(queries: readonly MetricQuery[], account: string | undefined): Watched {
  const named = queries.map((query): Named => ({ ...query, id: idOf(query) }));
  const twice = named.find(({ id }, i) => named.findIndex((other) => other.id === id) !== i);
  if (twice !== undefined) refuse({ kind: "query-id-twice", id: twice.id });
  const returning = named.filter((query) => query.returnData);
  const [result] = returning;
  if (result === undefined || returning.length > 1) {
    refuse({ kind: "queries-returning", needed: 1, count: returning.length });
  }

  const { metrics, expressions } = separated(named, account);
  const ordered = inOrder(expressions);
  const ids = new Map<string, MathId>(
    metrics.map(({ id }) => [id, { kind: "metric", type: "TS", isElementwise: true }]),
  );
  for (const [id, parsed] of ordered) {
    ids.set(id, { kind: "expression", ...checked(id, parsed, ids, id === result.id) });
  }

  const used = usedBy(result.id, expressions, metrics);
  const steps = ordered.filter(([id]) => used.has(id)).map(([id, { expression }]) => ({ id, expression }));
  return {
    metrics: metrics.filter(({ id }) => used.has(id)),
    formula: steps.length === 0 ? undefined : { steps, isElementwise: ids.get(result.id)?.isElementwise ?? false },
    period: commonPeriod(named),
  };
}

function separated(
  queries: readonly Named[],
  account: string | undefined,
): { metrics: readonly WatchedMetric[]; expressions: ReadonlyMap<string, Parsed> } {
  const metrics: WatchedMetric[] = [];
  const expressions = new Map<string, Parsed>();
  for (const { id, expression, metric, accountId } of queries) {
    if (expression !== undefined && metric !== undefined) refuse({ kind: "query-content", query: id, has: "both" });
    if (metric !== undefined) {
      metrics.push(watchedMetric(metric, id));
      if (accountId !== undefined && accountId !== account) {
        refuse({ kind: "query-of-another-account", query: id, account: accountId });
      }
    } else if (expression !== undefined) {
      expressions.set(id, { text: expression, expression: parsed(id, expression) });
    } else refuse({ kind: "query-content", query: id, has: "neither" });
  }
  const excess = excessOf("metricsOfAlarm", metrics.length) ?? excessOf("expressionsOfAlarm", expressions.size);
  if (excess !== undefined) refuse({ kind: "too-many-queries", excess });
  return { metrics, expressions };
}

function idOf({ id }: MetricQuery): string {
  if (id === undefined) refuse({ kind: "query-without-id" });
  if (!ID.test(id)) refuse({ kind: "query-id", id });
  return id;
}

/** @param query the query's id; undefined: the alarm's own metric */
function watchedMetric(metric: MetricStat, query: string | undefined): WatchedMetric {
  const { namespace, name, dimensions, place, statistic: statisticName, unit } = metric;
  if (namespace === undefined) refuse({ kind: "attribute-missing", attribute: "namespace", query });
  if (name === undefined) refuse({ kind: "attribute-missing", attribute: "metric_name", query });
  if (statisticName === undefined) refuse({ kind: "attribute-missing", attribute: "statistic", query });
  const statistic = readStatistic(statisticName);
  if (typeof statistic === "string") refuse({ kind: "statistic-unknown", statistic: statisticName, query });
  return { id: query ?? "", key: { namespace, name, dimensions, place }, statistic, statisticName, unit };
}

/** The period of all metrics or, without metrics, of all expressions. */
function commonPeriod(queries: readonly MetricQuery[]): number | undefined {
  const ofMetrics = queries.flatMap(({ metric }) => (metric === undefined ? [] : [metric.period]));
  const periods = new Set(ofMetrics.length > 0 ? ofMetrics : queries.map((query) => query.period).filter(Boolean));
  if (periods.size > 1) refuse({ kind: "periods-differ", periods: [...periods] });
  return [...periods][0];
}

function parsed(id: string, text: string): MathExpression {
  try {
    return parseExpression(text);
  } catch (error) {
    return refuseMath(id, error);
  }
}

function checked(
  id: string,
  { text, expression }: Parsed,
  ids: ReadonlyMap<string, MathId>,
  isResult: boolean,
): { type: MathId["type"]; isElementwise: boolean } {
  try {
    if (isResult) return checkAlarmExpression(expression, text, ids);
    const result = checkExpression(expression, text, ids);
    if (result.type === "S") refuse({ kind: "expression-of-number", query: id, expression: text });
    return result;
  } catch (error) {
    return refuseMath(id, error);
  }
}

function refuseMath(id: string, error: unknown): never {
  if (!(error instanceof MathError)) throw error;
  return refuse({ kind: "expression", query: id, fault: error.fault });
}

/** Expressions, each after those that it names. */
function inOrder(expressions: ReadonlyMap<string, Parsed>): readonly (readonly [string, Parsed])[] {
  const ordered = new Map<string, Parsed>();
  const visit = (id: string, path: readonly string[]): void => {
    const found = expressions.get(id);
    if (found === undefined || ordered.has(id)) return;
    if (path.includes(id)) {
      refuse({ kind: "expressions-in-a-circle", ids: [...path.slice(path.indexOf(id)), id] });
    }
    for (const named of referencedIds(found.expression)) visit(named, [...path, id]);
    ordered.set(id, found);
  };
  for (const id of expressions.keys()) visit(id, []);
  return [...ordered];
}

/** The id of a query, and those of everything that its value depends on. */
function usedBy(
  result: string,
  expressions: ReadonlyMap<string, Parsed>,
  metrics: readonly WatchedMetric[],
): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (id: string): void => {
    if (used.has(id)) return;
    used.add(id);
    const expression = expressions.get(id)?.expression;
    if (expression === undefined) return;
    referencedIds(expression).forEach(visit);
    for (const part of metricSelections(expression)) {
      metrics.filter((metric) => metric.id.includes(part)).forEach((metric) => visit(metric.id));
    }
  };
  visit(result);
  return used;
}

function accountOf({ arn }: MetricAlarm): string | undefined {
  return readArn(arn)?.account;
}

class Refused extends Error {
  constructor(readonly whyNot: WhyNot) {
    super(whyNot.kind);
  }
}

function refuse(whyNot: WhyNot): never {
  throw new Refused(whyNot);
}
