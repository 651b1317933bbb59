import { durationText } from "../../aws";
import { excerpt } from "../../base";
import type { AnyAlarm, ComparisonOperator, MetricAlarm, MetricStat } from "../../terraform";
import { isSame, isSameRule } from "./comparable";

/** How an alarm changes, in words with values: `above 25 -> 30`, `now notifies shop-prod-alarms-critical`. */
export function alarmWords(before: AnyAlarm, after: AnyAlarm): string[] {
  return [...conditionWords(before, after), ...otherWords(before, after)];
}

/** When an alarm on a metric fires. */
export interface AlarmCondition {
  /** `above`, `at least`, `outside the band` */
  readonly comparison: string;
  readonly threshold: number | undefined;

  /** So many of so many periods of so many seconds. */
  readonly datapoints: number;
  readonly periods: number;
  readonly periodSeconds: number | undefined;
}

export function conditionOf(alarm: MetricAlarm): AlarmCondition {
  const { datapointsToAlarm, evaluationPeriods: periods = 0, metric, queries, threshold } = alarm;
  return {
    comparison: comparisonText(alarm),
    threshold,
    datapoints: datapointsToAlarm === undefined || datapointsToAlarm === 0 ? periods : datapointsToAlarm,
    periods,
    periodSeconds: metric?.period ?? queries.map((query) => query.metric?.period ?? query.period).find(Boolean),
  };
}

/** How the condition of an alarm on a metric changes. */
function conditionWords(before: AnyAlarm, after: AnyAlarm): string[] {
  if (before.kind !== "metric" || after.kind !== "metric") return [];
  return [...thresholdWords(before, after), ...arrow("", windowText(before), windowText(after))];
}

/** How all else of an alarm changes. */
export function otherWords(before: AnyAlarm, after: AnyAlarm): string[] {
  return [
    ...(before.kind === "metric" && after.kind === "metric" ? metricWords(before, after) : []),
    ...(before.kind === "composite" && after.kind === "composite"
      ? [
          ...(isSameRule(before.rule, after.rule) ? [] : pair("rule", before.rule, after.rule)),
          ...(isSame(before.actionsSuppressor, after.actionsSuppressor) ? [] : ["another suppressor"]),
        ]
      : []),
    ...(before.actionsEnabled === after.actionsEnabled ? [] : [after.actionsEnabled ? "actions on" : "actions off"]),
    ...actionWords("", before.alarmActions, after.alarmActions),
    ...actionWords(" on OK", before.okActions, after.okActions),
    ...actionWords(" on missing data", before.insufficientDataActions, after.insufficientDataActions),
    ...(isSame(before.description, after.description) ? [] : ["another description"]),
    ...(isSame(before.tags, after.tags) ? [] : ["other tags"]),
  ];
}

function metricWords(before: MetricAlarm, after: MetricAlarm): string[] {
  return [
    ...arrow("missing data: ", before.treatMissingData, after.treatMissingData),
    ...arrow("few samples: ", before.evaluateLowSampleCountPercentile, after.evaluateLowSampleCountPercentile),
    ...arrow("", statisticText(before.metric), statisticText(after.metric)),
    ...arrow("metric ", metricText(before.metric), metricText(after.metric)),
    ...(isSame(before.queries, after.queries) ? [] : queryWords(before, after)),
    ...(isSame(before.evaluationWindow, after.evaluationWindow) ? [] : ["another evaluation window"]),
    ...(isSame(before.unsupported, after.unsupported) ? [] : ["other arguments"]),
  ];
}

const comparisons: Readonly<Record<ComparisonOperator, string>> = {
  GreaterThanThreshold: "above",
  GreaterThanOrEqualToThreshold: "at least",
  LessThanThreshold: "below",
  LessThanOrEqualToThreshold: "at most",
  LessThanLowerOrGreaterThanUpperThreshold: "outside the band",
  LessThanLowerThreshold: "below the band",
  GreaterThanUpperThreshold: "above the band",
};

function comparisonText({ comparisonOperator, thresholdMetricId }: MetricAlarm): string {
  return `${comparisonOperator === undefined ? "compared" : comparisons[comparisonOperator]}${thresholdMetricId === undefined ? "" : ` ${thresholdMetricId}`}`;
}

function thresholdWords(before: MetricAlarm, after: MetricAlarm): string[] {
  const words = comparisonText;
  const value = ({ threshold }: MetricAlarm): string => (threshold === undefined ? "" : ` ${threshold}`);
  if (words(before) === words(after))
    return value(before) === value(after) ? [] : [`${words(before)}${value(before)} ->${value(after) || " nothing"}`];
  return [`${words(before)}${value(before)} -> ${words(after)}${value(after)}`];
}

function windowText(alarm: MetricAlarm): string {
  const { datapoints, periods, periodSeconds } = conditionOf(alarm);
  return `${datapoints} of ${periods} periods${periodSeconds === undefined ? "" : ` of ${durationText(periodSeconds * 1000)}`}`;
}

function statisticText(metric: MetricStat | undefined): string {
  return metric?.statistic ?? "";
}

function metricText(metric: MetricStat | undefined): string {
  if (metric === undefined) return "";
  const dimensions = Object.entries(metric.dimensions).map(([name, value]) => ` ${name}=${value}`);
  return `${metric.namespace ?? ""} ${metric.name ?? ""}${dimensions.sort().join("")}${metric.unit === undefined ? "" : ` in ${metric.unit}`}`;
}

function queryWords(before: MetricAlarm, after: MetricAlarm): string[] {
  const ids = [...new Set([...before.queries, ...after.queries].map(({ id }) => id ?? ""))];
  const find = ({ queries }: MetricAlarm, id: string) => queries.find((query) => (query.id ?? "") === id);
  const isWindowNamed = windowText(before) !== windowText(after);
  const words = ids.flatMap((id) => {
    const [was, is] = [find(before, id), find(after, id)];
    if (isSame(was, is)) return [];
    if (was === undefined) return [`reads ${id}, too`];
    if (is === undefined) return [`no longer reads ${id}`];
    const period = arrow(`${id}: periods of `, periodText(was), periodText(is));
    const changed = [
      ...pair(`${id}:`, was.expression, is.expression),
      ...arrow(`${id}: `, statisticText(was.metric), statisticText(is.metric)),
      ...arrow(`${id}: `, metricText(was.metric), metricText(is.metric)),
      ...(isWindowNamed ? [] : period),
    ];
    return changed.length === 0 && period.length === 0 ? [`reads ${id} in another way`] : changed;
  });
  return words.length === 0 && !isWindowNamed ? ["its queries in another order"] : words;
}

function periodText({ metric, period }: MetricAlarm["queries"][number]): string {
  const seconds = metric?.period ?? period;
  return seconds === undefined ? "" : durationText(seconds * 1000);
}

function actionWords(when: string, before: readonly string[], after: readonly string[]): string[] {
  const [was, is] = [before, after].map((actions) => [...new Set(actions.map(actionName))].sort());
  return [
    ...(is ?? []).filter((name) => was?.includes(name) !== true).map((name) => `now notifies ${name}${when}`),
    ...(was ?? []).filter((name) => is?.includes(name) !== true).map((name) => `no longer notifies ${name}${when}`),
  ];
}

// The account may not be known in a configuration, and is in a state.
function actionName(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}

function pair(what: string, before: string | undefined, after: string | undefined): string[] {
  return before === after ? [] : [`${what} ${excerpt(before ?? "")} -> ${excerpt(after ?? "")}`];
}

function arrow(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`${what}${before || "nothing"} -> ${after || "nothing"}`];
}
