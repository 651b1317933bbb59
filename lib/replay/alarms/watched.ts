import { MathError } from "../math/errors";
import { metricSelections, referencedIds, type Expression } from "../math/expression";
import { checkAlarmExpression, checkExpression, type MathId } from "../math/check";
import { parseExpression } from "../math/parse";
import type { MetricKey } from "../series";
import type { MetricAlarm, MetricQuery, MetricStat } from "../template";
import type { Refusal } from "./configuration";
import { parseStatistic, type Statistic } from "./statistic";

/** What an alarm watches: a metric, or a series that metric math makes of metrics. */
export interface Watched {
  /** The metrics that are used, in the order of the request. */
  readonly metrics: readonly WatchedMetric[];
  /** Undefined: the alarm watches its only metric as it is. */
  readonly formula: Formula | undefined;
  /** Seconds; undefined where the template has none. */
  readonly period: number | undefined;
}

export interface WatchedMetric {
  /** Of the query; empty for an alarm without queries. */
  readonly id: string;
  readonly key: MetricKey;
  readonly statistic: Statistic;
  readonly statisticName: string;
  readonly unit: string | undefined;
}

/** Expressions, each behind those that it names; the last one's result is watched. */
export interface Formula {
  readonly steps: readonly { readonly id: string; readonly expression: Expression }[];
  readonly isElementwise: boolean;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
const ID = /^[a-z][a-zA-Z0-9_]*$/;
const MOST_OF_A_KIND = 10;

/** Finds out what an alarm watches, or why that cannot be evaluated. */
export function watchedBy(alarm: MetricAlarm): Watched | Refusal {
  try {
    const { metric, queries } = alarm;
    if (metric !== undefined && queries.length > 0) refuse("metric_name and metric_query exclude each other");
    if (metric !== undefined) {
      return { metrics: [watchedMetric("", metric, "")], formula: undefined, period: metric.period };
    }
    if (queries.length === 0) refuse("the alarm has neither metric_name nor metric_query");
    return watchedByQueries(queries, accountOf(alarm));
  } catch (error) {
    if (error instanceof Refused) return { whyNot: error.message };
    throw error;
  }
}

function watchedByQueries(queries: readonly MetricQuery[], account: string | undefined): Watched {
  const named = queries.map((query) => ({ ...query, id: idOf(query) }));
  const twice = named.find(({ id }, i) => named.findIndex((other) => other.id === id) !== i);
  if (twice !== undefined) refuse(`two queries have the id ${twice.id}`);
  const returning = named.filter((query) => query.returnData);
  const [result] = returning;
  if (result === undefined || returning.length > 1) {
    refuse(`Exactly one element of the metrics list should return data. ${returning.length} have return_data = true`);
  }

  const metrics = new Map<string, WatchedMetric>();
  const expressions = new Map<string, { text: string; expression: Expression }>();
  for (const query of named) {
    const { id, expression, metric, accountId } = query;
    if (expression !== undefined && metric !== undefined) refuse(`query ${id} has both an expression and a metric`);
    if (metric !== undefined) {
      metrics.set(id, watchedMetric(id, metric, ` of query ${id}`));
      if (accountId !== undefined && accountId !== account) {
        refuse(`query ${id} reads a metric of account ${accountId}, of which the template knows nothing`);
      }
    } else if (expression !== undefined) {
      expressions.set(id, { text: expression, expression: parsed(id, expression) });
    } else refuse(`query ${id} has neither an expression nor a metric`);
  }
  if (metrics.size > MOST_OF_A_KIND) refuse(`an alarm has at most ${MOST_OF_A_KIND} metrics, not ${metrics.size}`);
  if (expressions.size > MOST_OF_A_KIND) {
    refuse(`an alarm has at most ${MOST_OF_A_KIND} expressions, not ${expressions.size}`);
  }

  const order = inOrder(expressions);
  const ids = new Map<string, MathId>(
    [...metrics.keys()].map((id) => [id, { kind: "metric", type: "TS", isElementwise: true }]),
  );
  for (const id of order) {
    const { text, expression } = expressions.get(id) ?? refuse(`no query has the id ${id}`);
    ids.set(id, { kind: "expression", ...checked(id, text, expression, ids, id === result.id) });
  }

  const period = commonPeriod(named);
  if (result.metric !== undefined) {
    return { metrics: [...metrics.values()].filter(({ id }) => id === result.id), formula: undefined, period };
  }
  const used = usedBy(result.id, expressions, [...metrics.keys()]);
  return {
    metrics: [...metrics.values()].filter(({ id }) => used.has(id)),
    formula: {
      steps: order
        .filter((id) => used.has(id))
        .map((id) => ({ id, expression: expressions.get(id)?.expression ?? refuse(id) })),
      isElementwise: ids.get(result.id)?.isElementwise ?? false,
    },
    period,
  };
}

function idOf({ id }: MetricQuery): string {
  if (id === undefined) refuse("a query has no id");
  if (!ID.test(id))
    refuse(`the id of a query begins with a lower-case letter and holds letters, digits and underscores: "${id}"`);
  return id;
}

function watchedMetric(id: string, metric: MetricStat, of: string): WatchedMetric {
  const { namespace, name, dimensions, statistic: statisticName, unit } = metric;
  if (namespace === undefined) refuse(`namespace${of} is missing`);
  if (name === undefined) refuse(`metric_name${of} is missing`);
  if (statisticName === undefined) refuse(`statistic${of} is missing`);
  const statistic = parseStatistic(statisticName);
  if (statistic === undefined) refuse(`statistic${of} "${statisticName}" is none of CloudWatch's`);
  return { id, key: { namespace, name, dimensions }, statistic, statisticName, unit };
}

/** The metrics' period, which is one for all; of expressions without metrics, their own. */
function commonPeriod(queries: readonly MetricQuery[]): number | undefined {
  const ofMetrics = queries.flatMap(({ metric }) => (metric === undefined ? [] : [metric.period]));
  const periods = new Set(ofMetrics.length > 0 ? ofMetrics : queries.map((query) => query.period).filter(Boolean));
  if (periods.size > 1) {
    refuse(
      `all metrics of an alarm have the same period; these have ${[...periods].map((p) => p ?? "none").join(", ")}`,
    );
  }
  return [...periods][0];
}

function parsed(id: string, text: string): Expression {
  try {
    return parseExpression(text);
  } catch (error) {
    return refuseMath(id, error);
  }
}

function checked(
  id: string,
  text: string,
  expression: Expression,
  ids: ReadonlyMap<string, MathId>,
  isResult: boolean,
): { type: MathId["type"]; isElementwise: boolean } {
  try {
    if (isResult) return checkAlarmExpression(expression, text, ids);
    const result = checkExpression(expression, text, ids);
    if (result.type === "S") refuse(`query ${id}, "${text}", gives a number; the result of an expression is a series`);
    return result;
  } catch (error) {
    return refuseMath(id, error);
  }
}

function refuseMath(id: string, error: unknown): never {
  if (!(error instanceof MathError)) throw error;
  if (error.code === "offline") refuse(`query ${id} ${error.message}`);
  const text = error.expression.length > 200 ? `${error.expression.slice(0, 200)}...` : error.expression;
  return refuse(`query ${id}, "${text}", at character ${error.span.start + 1}: ${error.message}. ${error.mend}`);
}

/** Expressions, each behind those that it names. */
function inOrder(expressions: ReadonlyMap<string, { expression: Expression }>): readonly string[] {
  const order = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    const found = expressions.get(id);
    if (found === undefined || order.has(id)) return;
    if (path.includes(id)) {
      refuse(`expressions name each other in a circle: ${[...path.slice(path.indexOf(id)), id].join(" -> ")}`);
    }
    for (const named of referencedIds(found.expression)) visit(named, [...path, id]);
    order.add(id);
  };
  for (const id of expressions.keys()) visit(id, []);
  return [...order];
}

/** Ids of everything that a query's value depends on, and its own. */
function usedBy(
  result: string,
  expressions: ReadonlyMap<string, { expression: Expression }>,
  metrics: readonly string[],
): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (id: string): void => {
    if (used.has(id)) return;
    used.add(id);
    const expression = expressions.get(id)?.expression;
    if (expression === undefined) return;
    for (const part of metricSelections(expression)) metrics.filter((metric) => metric.includes(part)).forEach(visit);
    referencedIds(expression).forEach(visit);
  };
  visit(result);
  return used;
}

function accountOf({ arn }: MetricAlarm): string | undefined {
  return arn.split(":")[4];
}

class Refused extends Error {}

function refuse(whyNot: string): never {
  throw new Refused(whyNot);
}
