import { textFault, wallClockPeriods, windowFaults } from "../../../aws";
import type { MetricAlarm, MetricQuery } from "../../../terraform";
import type { AlarmRefusal, NeededAttribute } from "../why-not";
import { zoneOf } from "../wall-clock";
import { isOpen } from "./open";
import { isOnBand, periodOf, queryRefusals } from "./queries";
import { statRefusals } from "./stat";

/**
 * Everything for which PutMetricAlarm, or the Terraform provider before it, refuses a metric alarm. What is not known is not refused.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function alarmRefusals(alarm: MetricAlarm): AlarmRefusal[] {
  // Alarms on PromQL and on logs have neither metrics nor periods.
  if (alarm.unsupported.some((name) => name === "evaluation_criteria" || name === "log_alarm")) return texts(alarm);
  return [
    ...watched(alarm),
    ...texts(alarm),
    ...comparison(alarm),
    ...missing(alarm, "evaluation_periods", alarm.evaluationPeriods),
    ...(alarm.queries.length === 0 && alarm.metric !== undefined ? missing(alarm, "period", periodOf(alarm)) : []),
    ...windows(alarm),
  ];
}

function watched(alarm: MetricAlarm): AlarmRefusal[] {
  const { metric, queries } = alarm;
  if (metric !== undefined && queries.length > 0) return [{ kind: "metric-and-queries" }];
  if (metric !== undefined) return statRefusals(metric, undefined, (attribute) => !isOpenStat(alarm, attribute));
  if (queries.length > 0) return queryRefusals(alarm);
  return isOpen(alarm, "metric_query") || isOpen(alarm, "metric_name") ? [] : [{ kind: "neither-metric-nor-queries" }];
}

function isOpenStat(alarm: MetricAlarm, attribute: NeededAttribute): boolean {
  return isOpen(alarm, attribute) || (attribute === "statistic" && isOpen(alarm, "extended_statistic"));
}

function texts(alarm: MetricAlarm): AlarmRefusal[] {
  const { description, name } = alarm;
  return (
    [
      ["alarm_name", "alarmName", name],
      ["alarm_description", "alarmDescription", description],
    ] as const
  ).flatMap(([attribute, kind, text]) => {
    const fault = text === undefined || isOpen(alarm, attribute) ? undefined : textFault(kind, text);
    return text === undefined || fault === undefined
      ? []
      : [{ kind: "text", attribute, query: undefined, text, fault } as const];
  });
}

const BANDS: ReadonlySet<string> = new Set([
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
]);

function comparison(alarm: MetricAlarm): AlarmRefusal[] {
  const { comparisonOperator: operator, queries, threshold, thresholdMetricId } = alarm;
  const withBand = operator !== undefined && BANDS.has(operator);
  const own = missing(alarm, "comparison_operator", operator);
  if (!isOnBand(alarm)) {
    if (withBand) return [...own, { kind: "band-without-id", operator }];
    if (threshold !== undefined && !Number.isFinite(threshold)) own.push({ kind: "threshold-not-finite", threshold });
    return [...own, ...missing(alarm, "threshold", threshold)];
  }
  // Whether there is a band is not known.
  if (thresholdMetricId === undefined) return own;
  if (operator !== undefined && !withBand) own.push({ kind: "operator-not-for-bands", operator });
  if (isOpen(alarm, "metric_query")) return own;
  const named = queries.find(({ id }) => id === thresholdMetricId);
  if (named !== undefined) return [...own, ...bandRefusals(thresholdMetricId, named)];
  const ids = queries.flatMap(({ id }) => id ?? []);
  return [...own, { kind: "threshold-metric-unknown", id: thresholdMetricId, ids }];
}

function bandRefusals(id: string, { expression, returnData }: MetricQuery): AlarmRefusal[] {
  if (expression === undefined || !/ANOMALY_DETECTION_BAND/i.test(expression))
    return [{ kind: "threshold-metric-not-a-band", id }];
  return returnData ? [] : [{ kind: "threshold-metric-returns-nothing", id }];
}

function windows(alarm: MetricAlarm): AlarmRefusal[] {
  const { datapointsToAlarm, evaluationPeriods = NaN, evaluationWindow } = alarm;
  const period = periodOf(alarm) ?? NaN;
  const given = { period, periods: evaluationPeriods, datapoints: datapointsToAlarm ?? evaluationPeriods };
  const refusals: AlarmRefusal[] = windowFaults({ period, periods: evaluationPeriods, datapoints: datapointsToAlarm })
    // CloudWatch accepts it: the metric may be of high resolution.
    .filter(({ kind }) => kind !== "period-too-short")
    .map((fault) => ({ kind: "periods", fault, given }));
  if (evaluationWindow.kind === "sliding") return refusals;
  const zone = zoneOf(evaluationWindow.timezone);
  if (typeof zone !== "function") refusals.push(zone);
  if (!Number.isNaN(period) && !wallClockPeriods.includes(period)) refusals.push({ kind: "wall-clock-period", period });
  return refusals;
}

function missing(alarm: MetricAlarm, attribute: NeededAttribute, value: unknown): AlarmRefusal[] {
  return value !== undefined || isOpen(alarm, attribute)
    ? []
    : [{ kind: "attribute-missing", attribute, query: undefined }];
}
