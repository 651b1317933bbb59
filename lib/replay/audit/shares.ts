import { publishedUnitOf } from "../../aws";
import { type Finding, resource } from "../../base";
import type { MetricAlarm, MetricQuery, MetricStat } from "../../terraform";
import { MathError, type MathExpression, parseExpression } from "../../metric-math";
import { complete, metricId } from "../metrics";
import { type TemplateRuleId, templateRules } from "./rules";
import { breachingOf } from "./value-range";

/**
 * Alarms on the share that a part has of its whole, whose threshold is above all shares: 5 where 0.05 was meant. Only what is certain is
 * found: `a / (a + b)` over counts of AWS, and parts of which AWS says that each is one of the whole. Counts of ALB are not among them:
 * a response may be counted in the minute after its request.
 */
export function shareFindings(alarms: readonly MetricAlarm[]): Finding<TemplateRuleId>[] {
  return alarms.flatMap((alarm) => {
    const { comparisonOperator = "", queries, threshold, thresholdMetricId, treatMissingData } = alarm;
    const returning = queries.filter(({ returnData }) => returnData);
    if (threshold === undefined || thresholdMetricId !== undefined || returning.length !== 1) return [];
    const most = mostOf(parsed(returning[0]), idsOf(queries), DEPTH);
    const crosses = comparisonOperator.startsWith("Greater") ? breachingOf(alarm.comparisonOperator) : undefined;
    if (most === undefined || crosses === undefined || crosses(most, threshold) || treatMissingData === "breaching")
      return [];
    return [
      templateRules.finding("alarm-never-fires", resource(alarm), {
        message: `${alarm.name ?? alarm.address} can never fire: its expression is the share of a part in its whole, ${most} at most, and the threshold is ${threshold}`,
        fix:
          most === 1
            ? `Multiply the expression by 100 if ${threshold} percent is meant, or give the threshold as a fraction.`
            : `Choose a threshold below ${most}.`,
      }),
    ];
  });
}

/** How deep expressions and references are followed. */
const DEPTH = 32;

type Ids = ReadonlyMap<string, MetricQuery>;

function idsOf(queries: readonly MetricQuery[]): Ids {
  return new Map(queries.flatMap((query) => (query.id === undefined ? [] : [[query.id, query] as const])));
}

function parsed(query: MetricQuery | undefined): MathExpression | undefined {
  if (query?.expression === undefined) return undefined;
  try {
    return parseExpression(query.expression);
  } catch (error) {
    if (!(error instanceof MathError)) throw error;
    // That CloudWatch refuses it is another finding.
    return undefined;
  }
}

/** The greatest value of an expression that is a share, perhaps of a scale; undefined if it is not known to be one. */
function mostOf(expression: MathExpression | undefined, ids: Ids, depth: number): number | undefined {
  if (expression === undefined || depth === 0) return undefined;
  if (expression.kind === "reference") return mostOf(parsed(ids.get(expression.id)), ids, depth - 1);
  if (expression.kind !== "operation") return undefined;
  const { left, operator, right } = expression;
  const scaled = (of: MathExpression, factor: number): number | undefined => {
    const most = mostOf(of, ids, depth - 1);
    return most === undefined ? undefined : most * factor;
  };
  if (operator === "*") {
    if (left.kind === "number") return scaled(right, left.value);
    return right.kind === "number" ? scaled(left, right.value) : undefined;
  }
  if (operator !== "/") return undefined;
  const [part, factor] = unscaled(left);
  return isPart(countsIn(part, ids, depth - 1), countsIn(right, ids, depth - 1)) ? factor : undefined;
}

/** `100 * a / b` is read as `(100 * a) / b`. */
function unscaled(expression: MathExpression): readonly [of: MathExpression, factor: number] {
  if (expression.kind !== "operation" || expression.operator !== "*") return [expression, 1];
  const { left, right } = expression;
  if (left.kind === "number") return [right, left.value];
  return right.kind === "number" ? [left, right.value] : [expression, 1];
}

/** The counts that an expression adds up; undefined if it does anything else. */
function countsIn(expression: MathExpression, ids: Ids, depth: number): readonly MetricStat[] | undefined {
  if (depth === 0) return undefined;
  if (expression.kind === "reference") {
    const query = ids.get(expression.id);
    if (query?.metric !== undefined)
      return isCount(query.metric) && query.accountId === undefined ? [query.metric] : undefined;
    const inner = parsed(query);
    return inner === undefined ? undefined : countsIn(inner, ids, depth - 1);
  }
  if (expression.kind !== "operation" || expression.operator !== "+") return undefined;
  const left = countsIn(expression.left, ids, depth - 1);
  const right = countsIn(expression.right, ids, depth - 1);
  return left === undefined || right === undefined ? undefined : [...left, ...right];
}

function isCount(stat: MetricStat): boolean {
  return complete(stat) && stat.statistic === "Sum" && publishedUnitOf(stat.namespace, stat.name) === "Count";
}

function isPart(parts: readonly MetricStat[] | undefined, whole: readonly MetricStat[] | undefined): boolean {
  const [part] = parts ?? [];
  if (parts?.length !== 1 || part === undefined || whole === undefined) return false;
  if (whole.length > 1) return whole.some((other) => keyOf(other) === keyOf(part));
  const [all] = whole;
  if (all === undefined || part.namespace !== all.namespace) return false;
  const isKnown = wholes[`${part.namespace ?? ""} ${part.name ?? ""}`] === all.name;
  return isKnown && keyOf({ ...part, name: all.name }) === keyOf(all);
}

/** Counts of which each is one of another count, by AWS: errors carry the time of their invocation. */
const wholes: Readonly<Partial<Record<string, string>>> = {
  "AWS/Lambda Errors": "Invocations",
  "AWS/ApiGateway 4XXError": "Count",
  "AWS/ApiGateway 5XXError": "Count",
};

function keyOf(stat: MetricStat): string {
  return complete(stat) ? `${metricId(stat)} ${stat.period ?? ""}` : "";
}
