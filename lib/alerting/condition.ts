import { evaluationRange, secondsOfDay } from "../aws";
import { signalSeconds } from "../collector";
import type { AlarmComparison, MeasurePlan, MetricAlarmPlan } from "../config";
import { type Condition, NoRule } from "./alert-rule";
import { noteBuckets } from "./buckets";
import { measureText } from "./measure";
import { countsLines, type RuleContext, signalOf } from "./series";

const OPERATORS: Readonly<Record<AlarmComparison, string>> = { above: ">", atLeast: ">=", below: "<", atMost: "<=" };

/**
 * What gives something while the alarm fires: a period that breaches, or enough of several, each looked at as it was at the end of a minute,
 * as CloudWatch evaluates every minute over windows that end there.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#subquery
 * @throws {NoRule}
 */
export function conditionText(alarm: MetricAlarmPlan, context: RuleContext): Condition {
  noteWindow(alarm, context);
  if (!isSilence(alarm, context)) return ofPeriods(alarm, context);
  // What is nothing in each period is nothing in all together.
  const periodSeconds = alarm.periods * alarm.periodSeconds;
  return ofPeriods({ ...alarm, periods: 1, datapoints: 1, periodSeconds }, { ...context, periodSeconds });
}

function noteWindow({ periodSeconds, periods }: MetricAlarmPlan, { differences }: RuleContext): void {
  const seconds = (evaluationRange(periods, periodSeconds) - periods) * periodSeconds;
  differences.set("looks-back", { difference: "looks-back", seconds });
  if (periods * periodSeconds > secondsOfDay) differences.set("hourly", { difference: "hourly" });
}

/** Whether it fires when all periods have no line. */
function isSilence(alarm: MetricAlarmPlan, context: RuleContext): boolean {
  const { condition, datapoints, measure, missingData, periods } = alarm;
  if (condition.kind === "band" || measure.kind !== "statistic" || !countsLines(measure, context)) return false;
  const { comparison, threshold } = condition;
  const isNothing =
    comparison === "below"
      ? threshold > 0 && threshold <= 1
      : comparison === "atMost" && threshold >= 0 && threshold < 1;
  return isNothing && missingData === "breaching" && datapoints === periods;
}

function ofPeriods(alarm: MetricAlarmPlan, context: RuleContext): Condition {
  if (alarm.condition.kind === "band") throw new NoRule({ why: "anomaly" });
  if (alarm.type === "deadline") throw new NoRule({ why: "deadline" });
  const { comparison, threshold } = alarm.condition;
  const isLow = comparison === "below" || comparison === "atMost";
  const { isCount, only, text } = measureText(alarm.measure, context);
  if (only !== undefined && isLow && alarm.measure.kind === "gated") throw new NoRule({ why: "few-samples" });
  noteBuckets(alarm.measure, { comparison, threshold }, context);
  const compared = `${wrapped(text)} ${OPERATORS[comparison]} ${threshold}`;
  const enough = only === undefined ? compared : `${wrapped(compared)} and ${only}`;
  return counted(alarm, breachingText(alarm, enough, text, { isCount, isLow, context }), context);
}

/** @param period gives something while the newest period breaches */
function counted(
  { datapoints, periods, periodSeconds }: MetricAlarmPlan,
  period: string,
  { differences, language }: RuleContext,
): Condition {
  const windowSeconds = periods * periodSeconds + signalSeconds;
  if (periods === 1) return { expr: period, forSeconds: 0, windowSeconds };
  if (language === "logql") {
    if (datapoints < periods) throw new NoRule({ why: "datapoints" });
    differences.set("continuous", { difference: "continuous" });
    return { expr: period, forSeconds: (periods - 1) * periodSeconds, windowSeconds };
  }
  // Subqueries are evaluated at whole multiples of their step: of a minute, that is when CloudWatch evaluates.
  if (periodSeconds === 60)
    return { expr: `count_over_time((${period})[${periods}m:1m]) >= ${datapoints}`, forSeconds: 0, windowSeconds };
  const counts = Array.from({ length: periods }, (_, back) => {
    const offset = back === 0 ? "" : ` offset ${back * periodSeconds}s`;
    return `(count_over_time((${period})[1m:1m]${offset}) or vector(0))`;
  });
  return { expr: `${counts.join(" + ")} >= ${datapoints}`, forSeconds: 0, windowSeconds };
}

function breachingText(
  { measure, missingData }: MetricAlarmPlan,
  compared: string,
  text: string,
  { context, isCount, isLow }: { readonly isCount: boolean; readonly isLow: boolean; readonly context: RuleContext },
): string {
  if (missingData === "breaching") {
    // A count of nothing is 0, or there is no series yet.
    if (isCount && isLow) return `(${text} or vector(0)) ${compared.slice(wrapped(text).length + 1)}`;
    if (isCount) {
      noteZeros(measure, context);
      return `${compared} or (${text} or vector(0)) == 0`;
    }
    if (context.language === "logql") throw new NoRule({ why: "missing-data" });
    // Where series are there, and nothing was counted, a quotient or a percentile is NaN.
    return `${compared} or absent(${wrapped(text)} > -Inf)`;
  }
  if (missingData !== "notBreaching") context.differences.set("no-data", { difference: "no-data" });
  if (!isCount || !isLow) return compared;
  noteZeros(measure, context);
  return `${wrapped(compared)} and ${wrapped(text)} > 0`;
}

/** A 0 is not taken for one: to CloudWatch it is a missing period, unless the signal has a default. */
function noteZeros(measure: MeasurePlan, context: RuleContext): void {
  if (measure.kind === "statistic" && signalOf(measure.series, context)?.default !== undefined)
    context.differences.set("zero", { difference: "zero" });
}

/** In parentheses where an operator could take a part of it. */
function wrapped(text: string): string {
  return /^(?:[a-z_0-9]+\s?(?:by \([^()]*\) )?)?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)$/.test(text)
    ? text
    : `(${text})`;
}
