import { excessOf } from "../../../aws";
import type { MetricAlarm, MetricQuery } from "../../../terraform";
import {
  checkAlarmExpression,
  type CheckedExpression,
  checkExpression,
  MathError,
  type MathExpression,
  type MathId,
  mathIdShape,
  parseExpression,
  referencedIds,
} from "../../../metric-math";
import type { AlarmRefusal } from "../why-not";
import { areQueriesOpen, isOpenInQueries } from "./open";
import { statRefusals } from "./stat";

/**
 * What PutMetricAlarm refuses in the queries of an alarm, in the order in which its page names them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function queryRefusals(alarm: MetricAlarm): AlarmRefusal[] {
  const { queries } = alarm;
  const expressions = expressionRefusals(alarm);
  return [
    ...idRefusals(alarm),
    ...returnRefusals(alarm),
    ...queries.flatMap((query) => contentRefusals(query, alarm)),
    ...tooMany(queries),
    ...expressions,
    // An expression that is refused may bring its own period, as SEARCH does.
    ...periodRefusals(alarm).filter(({ kind }) => kind === "periods-differ" || expressions.length === 0),
  ];
}

function idRefusals(alarm: MetricAlarm): AlarmRefusal[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  const refusals = alarm.queries.flatMap(({ id }): AlarmRefusal[] => {
    if (id === undefined) return isOpenInQueries(alarm, "id") ? [] : [{ kind: "query-without-id" }];
    if (seen.has(id)) twice.add(id);
    seen.add(id);
    return mathIdShape.test(id) ? [] : [{ kind: "query-id", id }];
  });
  return [...refusals, ...[...twice].map((id) => ({ kind: "query-id-twice", id }) as const)];
}

/** An alarm on a band returns the metric and the band; any other returns one series. */
function returnRefusals(alarm: MetricAlarm): AlarmRefusal[] {
  const { thresholdMetricId } = alarm;
  // Whether there is a band is not known.
  if (thresholdMetricId === undefined && isOnBand(alarm)) return [];
  const needed = thresholdMetricId === undefined ? 1 : 2;
  const count = alarm.queries.filter(({ returnData }) => returnData).length;
  const isOpen = areQueriesOpen(alarm) || isOpenInQueries(alarm, "return_data");
  return count > needed || (count < needed && !isOpen) ? [{ kind: "queries-returning", count, needed }] : [];
}

/** Whether the alarm compares with an anomaly detection band. */
export function isOnBand({ thresholdMetricId, unresolved }: MetricAlarm): boolean {
  return thresholdMetricId !== undefined || unresolved.some(({ attribute }) => attribute === "threshold_metric_id");
}

function contentRefusals(query: MetricQuery, alarm: MetricAlarm): AlarmRefusal[] {
  const { expression, id = "without an id", metric } = query;
  if (metric !== undefined && expression !== undefined) return [{ kind: "query-content", query: id, has: "both" }];
  if (metric !== undefined)
    return statRefusals(
      metric,
      id,
      (attribute) => !isOpenInQueries(alarm, attribute === "statistic" ? "stat" : attribute),
    );
  const isOpen = isOpenInQueries(alarm, "expression") || isOpenInQueries(alarm, "metric");
  return expression === undefined && !isOpen ? [{ kind: "query-content", query: id, has: "neither" }] : [];
}

function tooMany(queries: readonly MetricQuery[]): AlarmRefusal[] {
  const metrics = queries.filter(({ metric }) => metric !== undefined).length;
  const expressions = queries.filter(({ expression }) => expression !== undefined).length;
  return [excessOf("metricsOfAlarm", metrics), excessOf("expressionsOfAlarm", expressions)].flatMap((excess) =>
    excess === undefined ? [] : [{ kind: "too-many-queries", excess } as const],
  );
}

interface Parsed {
  readonly id: string;
  readonly text: string;
  readonly tree: MathExpression;
  readonly isResult: boolean;
}

function expressionRefusals(alarm: MetricAlarm): AlarmRefusal[] {
  const refusals: AlarmRefusal[] = [];
  const parsed = new Map<string, Parsed>();
  const ids = new Map<string, MathId>();
  for (const { expression: text, id, metric, returnData } of alarm.queries) {
    if (id === undefined) continue;
    // What cannot be read counts as one series, so that what names it is still checked.
    ids.set(id, {
      kind: metric === undefined ? "expression" : "metric",
      type: "TS",
      isElementwise: metric !== undefined,
    });
    if (text === undefined || metric !== undefined) continue;
    const tree = refusing(id, refusals, () => parseExpression(text));
    if (tree !== undefined) parsed.set(id, { id, text, tree, isResult: returnData && !isOnBand(alarm) });
  }
  const { circles, ordered } = ordering(parsed);
  const inCircle = new Set(circles.flat());
  const mayNameOthers = areQueriesOpen(alarm) || isOpenInQueries(alarm, "id");
  for (const one of ordered) {
    if (inCircle.has(one.id)) continue;
    const checked = refusing(one.id, refusals, () => check(one, ids), mayNameOthers);
    if (checked === undefined) continue;
    ids.set(one.id, { kind: "expression", ...checked });
    if (checked.type === "S" && !one.isResult)
      refusals.push({ kind: "expression-of-number", query: one.id, expression: one.text });
  }
  return [...refusals, ...circles.map((path) => ({ kind: "expressions-in-a-circle", ids: path }) as const)];
}

function check({ id, isResult, text, tree }: Parsed, ids: ReadonlyMap<string, MathId>): CheckedExpression {
  const others = new Map([...ids].filter(([other]) => other !== id));
  return isResult ? checkAlarmExpression(tree, text, others) : checkExpression(tree, text, others);
}

/** What `work` returns; undefined where CloudWatch refuses the expression, or where only CloudWatch can evaluate it. */
function refusing<T>(query: string, refusals: AlarmRefusal[], work: () => T, mayNameOthers = false): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof MathError)) throw error;
    const { fault } = error;
    const isDoubtful = fault.code === "offline" || (fault.code === "unknown-id" && mayNameOthers);
    if (!isDoubtful) refusals.push({ kind: "expression", query, fault });
    return undefined;
  }
}

/** Expressions, each after those that it names; and the circles in which they name each other, each closed with its first id. */
function ordering(parsed: ReadonlyMap<string, Parsed>): { ordered: readonly Parsed[]; circles: readonly string[][] } {
  const ordered = new Set<Parsed>();
  const circles: string[][] = [];
  const visit = (id: string, path: readonly string[]): void => {
    const found = parsed.get(id);
    if (found === undefined || ordered.has(found)) return;
    if (path.includes(id)) {
      const circle = [...path.slice(path.indexOf(id)), id];
      if (!circles.some((known) => known.includes(id))) circles.push(circle);
      return;
    }
    for (const named of referencedIds(found.tree)) visit(named, [...path, id]);
    ordered.add(found);
  };
  for (const id of parsed.keys()) visit(id, []);
  return { ordered: [...ordered], circles };
}

/** All metrics have one period; without metrics, the expression has one. */
function periodRefusals(alarm: MetricAlarm): AlarmRefusal[] {
  const { queries } = alarm;
  if (queries.length === 0 || areQueriesOpen(alarm) || isOpenInQueries(alarm, "period")) return [];
  const ofMetrics = queries.flatMap(({ metric }) => (metric === undefined ? [] : [metric.period]));
  const isOfMetrics = ofMetrics.length > 0;
  const given = isOfMetrics ? ofMetrics : queries.map(({ period }) => period).filter((period) => period !== undefined);
  const periods = [...new Set(given)];
  if (periods.length > 1) return [{ kind: "periods-differ", periods }];
  return periods[0] === undefined ? [{ kind: "attribute-missing", attribute: "period", query: undefined }] : [];
}

/** The period of the metrics or, without metrics, of the expressions; undefined where there is none, or several. */
export function periodOf({ metric, queries }: MetricAlarm): number | undefined {
  if (metric !== undefined) return metric.period;
  const ofMetrics = queries.flatMap((query) => query.metric ?? []).map(({ period }) => period);
  const periods = new Set(ofMetrics.length > 0 ? ofMetrics : queries.map(({ period }) => period));
  return periods.size === 1 ? [...periods][0] : undefined;
}
