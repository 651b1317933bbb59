import { excessOf, limits, readArn, readStatistic, type Statistic } from "../../aws";
import { MathError } from "./math/errors";
import { metricSelections, referencedIds, type Expression } from "./math/expression";
import { checkAlarmExpression, checkExpression, type MathId } from "./math/check";
import { parseExpression } from "./math/parse";
import type { MetricKey } from "../metrics";
import type { MetricAlarm, MetricQuery, MetricStat } from "../../terraform";
import type { Refusal } from "./configuration";

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

type Parsed = { readonly text: string; readonly expression: Expression };
type Named = MetricQuery & { readonly id: string };

function watchedByQueries(queries: readonly MetricQuery[], account: string | undefined): Watched {
  const named = queries.map((query): Named => ({ ...query, id: idOf(query) }));
  const twice = named.find(({ id }, i) => named.findIndex((other) => other.id === id) !== i);
  if (twice !== undefined) refuse(`two queries have the id ${twice.id}`);
  const returning = named.filter((query) => query.returnData);
  const [result] = returning;
  if (result === undefined || returning.length > 1) {
    refuse(`Exactly one element of the metrics list should return data. ${returning.length} have return_data = true`);
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
    if (expression !== undefined && metric !== undefined) refuse(`query ${id} has both an expression and a metric`);
    if (metric !== undefined) {
      metrics.push(watchedMetric(id, metric, ` of query ${id}`));
      if (accountId !== undefined && accountId !== account) {
        refuse(`query ${id} reads a metric of account ${accountId}, which the template knows nothing about`);
      }
    } else if (expression !== undefined) {
      expressions.set(id, { text: expression, expression: parsed(id, expression) });
    } else refuse(`query ${id} has neither an expression nor a metric`);
  }
  const excess = excessOf("metricsOfAlarm", metrics.length) ?? excessOf("expressionsOfAlarm", expressions.size);
  if (excess !== undefined)
    refuse(`an alarm has at most ${excess.most} ${limits[excess.limit].unit}, not ${excess.count}`);
  return { metrics, expressions };
}

function idOf({ id }: MetricQuery): string {
  if (id === undefined) refuse("a query has no id");
  if (!ID.test(id))
    refuse(`the id of a query begins with a lower-case letter and holds letters, digits and underscores: "${id}"`);
  return id;
}

function watchedMetric(id: string, metric: MetricStat, of: string): WatchedMetric {
  const { namespace, name, dimensions, place, statistic: statisticName, unit } = metric;
  if (namespace === undefined) refuse(`namespace${of} is missing`);
  if (name === undefined) refuse(`metric_name${of} is missing`);
  if (statisticName === undefined) refuse(`statistic${of} is missing`);
  const statistic = readStatistic(statisticName);
  if (typeof statistic === "string") refuse(`statistic${of} "${statisticName}" is not one of CloudWatch's`);
  return { id, key: { namespace, name, dimensions, place }, statistic, statisticName, unit };
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
  { text, expression }: Parsed,
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
  return refuse(`query ${id}, "${text}", at character ${error.span.start + 1}: ${error.message}. ${error.fix}`);
}

/** Expressions, each behind those that it names. */
function inOrder(expressions: ReadonlyMap<string, Parsed>): readonly (readonly [string, Parsed])[] {
  const ordered = new Map<string, Parsed>();
  const visit = (id: string, path: readonly string[]): void => {
    const found = expressions.get(id);
    if (found === undefined || ordered.has(id)) return;
    if (path.includes(id)) {
      refuse(`expressions name each other in a circle: ${[...path.slice(path.indexOf(id)), id].join(" -> ")}`);
    }
    for (const named of referencedIds(found.expression)) visit(named, [...path, id]);
    ordered.set(id, found);
  };
  for (const id of expressions.keys()) visit(id, []);
  return [...ordered];
}

/** Ids of everything that a query's value depends on, and its own. */
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

class Refused extends Error {}

function refuse(whyNot: string): never {
  throw new Refused(whyNot);
}
