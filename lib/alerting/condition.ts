import type { AlarmComparison, MetricAlarmPlan } from "../config";
import { NoRule } from "./alert-rule";
import { measureText } from "./measure";
import type { RuleContext } from "./series";

const OPERATORS: Readonly<Record<AlarmComparison, string>> = { above: ">", atLeast: ">=", below: "<", atMost: "<=" };

/** A query, and how long it has to give something. */
export interface Condition {
  readonly expr: string;
  readonly forSeconds: number;
}

/**
 * What gives something while the alarm fires: a period that breaches, or enough of several, each looked at as it was at the end of a minute,
 * as CloudWatch evaluates every minute over windows that end there.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#subquery
 * @throws {NoRule}
 */
export function conditionText(alarm: MetricAlarmPlan, context: RuleContext): Condition {
  if (alarm.condition.kind === "band") throw new NoRule({ why: "anomaly" });
  if (alarm.type === "deadline") throw new NoRule({ why: "deadline" });
  const { comparison, threshold } = alarm.condition;
  const isLow = comparison === "below" || comparison === "atMost";
  const { isCount, only, text } = measureText(alarm.measure, context);
  if (only !== undefined && isLow && alarm.measure.kind === "gated") throw new NoRule({ why: "few-samples" });
  const compared = `${wrapped(text)} ${OPERATORS[comparison]} ${threshold}`;
  const enough = only === undefined ? compared : `${wrapped(compared)} and ${only}`;
  const period = breachingText(alarm, enough, text, { isCount, isLow, context });
  const { datapoints, periods, periodSeconds } = alarm;
  if (periods === 1) return { expr: period, forSeconds: 0 };
  if (context.language === "logql") {
    if (datapoints < periods) throw new NoRule({ why: "datapoints" });
    context.differences.add("continuous");
    return { expr: period, forSeconds: (periods - 1) * periodSeconds };
  }
  const counts = Array.from({ length: periods }, (_, back) => {
    const offset = back === 0 ? "" : ` offset ${back * periodSeconds}s`;
    return `(count_over_time((${period})[1m:1m]${offset}) or vector(0))`;
  });
  return { expr: `${counts.join(" + ")} >= ${datapoints}`, forSeconds: 0 };
}

function breachingText(
  { missingData }: MetricAlarmPlan,
  compared: string,
  text: string,
  { context, isCount, isLow }: { readonly isCount: boolean; readonly isLow: boolean; readonly context: RuleContext },
): string {
  if (missingData === "breaching") {
    // A count of nothing is 0, or there is no series yet.
    if (isCount)
      return isLow
        ? `(${text} or vector(0)) ${compared.slice(wrapped(text).length + 1)}`
        : `${compared} or (${text} or vector(0)) == 0`;
    if (context.language === "logql") throw new NoRule({ why: "missing-data" });
    // Where series are there, and nothing was counted, a quotient or a percentile is NaN.
    return `${compared} or absent(${wrapped(text)} > -Inf)`;
  }
  if (missingData !== "notBreaching") context.differences.add("no-data");
  if (!isCount || !isLow) return compared;
  // A period without a line is missing to CloudWatch, not 0.
  context.differences.add("zero");
  return `${wrapped(compared)} and ${wrapped(text)} > 0`;
}

/** In parentheses where an operator could take a part of it. */
function wrapped(text: string): string {
  return /^[a-z_0-9]+\s?(?:by \([^()]*\) )?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)$/.test(text) ? text : `(${text})`;
}
