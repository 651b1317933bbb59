import { breaches, type ThresholdRule, type StaticOperator } from "./configuration";
import type { Change, Retrieved } from "./evaluations";
import type { MissingOperand } from "./transition-notes";
import type { Watched } from "./watched";

/** How many datapoints a reason lists at most. */
const MOST_SHOWN = 10;

const CROSSED: Readonly<Record<StaticOperator, string>> = {
  GreaterThanOrEqualToThreshold: "greater than or equal to",
  GreaterThanThreshold: "greater than",
  LessThanThreshold: "less than",
  LessThanOrEqualToThreshold: "less than or equal to",
};

/**
 * Why an alarm changed its state: which datapoints, which threshold and which missing periods decided. As far as they are known, the
 * words are CloudWatch's own (collected from published alarm histories). Sentences after the first say what CloudWatch leaves out.
 */
export function reasonOf(
  change: Change,
  rule: ThresholdRule,
  watched: Watched,
  zeroes: readonly MissingOperand[] = [],
): string {
  const { evaluationPeriods } = rule;
  const real = change.retrieved.filter(({ value }) => !Number.isNaN(value));
  const deciding = real.slice(0, evaluationPeriods);
  const sentences =
    deciding.length === evaluationPeriods
      ? [crossed(change, deciding, rule)]
      : [
          ...withMissing(change, deciding, rule),
          rangeText(change.retrieved, rule),
          ...asides(change.retrieved, watched),
        ];
  return [...sentences, ...zeroes.map(zeroText)].join(" ");
}

function crossed({ to }: Change, deciding: readonly Retrieved[], rule: ThresholdRule): string {
  const { evaluationPeriods, datapointsToAlarm } = rule;
  const isAlarm = to === "ALARM";
  const counted = deciding.filter(({ value }) => isBreaching(value, rule) === isAlarm);
  const list = listText(counted);
  if (evaluationPeriods === 1) return `Threshold Crossed: 1 datapoint ${list} ${relation(1, isAlarm, rule)}.`;
  const needed = isAlarm ? datapointsToAlarm : evaluationPeriods - datapointsToAlarm + 1;
  const transition = isAlarm ? "OK -> ALARM" : "ALARM -> OK";
  return (
    `Threshold Crossed: ${counted.length} out of the last ${counting(evaluationPeriods, "datapoint")} ${list} ` +
    `${relation(counted.length, isAlarm, rule)} (minimum ${counting(needed, "datapoint")} for ${transition} transition).`
  );
}

/** Fewer datapoints than evaluation periods: missing ones were filled in, or could not be. */
function withMissing({ to }: Change, deciding: readonly Retrieved[], rule: ThresholdRule): readonly string[] {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = rule;
  const missing = evaluationPeriods - deciding.length;
  const received =
    deciding.length === 0
      ? "no datapoints were received"
      : `${counting(deciding.length, "datapoint")} ${deciding.length === 1 ? "was" : "were"} received`;
  const threshold = thresholdText(deciding, rule);
  if (treatMissingData === "breaching" || treatMissingData === "notBreaching") {
    const treated = treatMissingData === "breaching" ? "Breaching" : "NonBreaching";
    return [
      `Threshold Crossed: ${received} for ${counting(evaluationPeriods, "period")} and ` +
        `${counting(missing, "missing datapoint")} ${missing === 1 ? "was" : "were"} treated as [${treated}].`,
      ...threshold,
    ];
  }
  if (to === "INSUFFICIENT_DATA") {
    const unknown = `Insufficient Data: ${counting(missing, "datapoint")} ${missing === 1 ? "was" : "were"} unknown.`;
    if (deciding.length === 0) return [unknown];
    const premature = `An alarm waits until the oldest breaching datapoint is ${counting(datapointsToAlarm, "period")} old, so as not to fire prematurely.`;
    return [unknown, ...threshold, premature];
  }
  const counted = deciding.filter(({ value }) => isBreaching(value, rule) === (to === "ALARM"));
  const sentence = `Threshold Crossed: ${counting(counted.length, "datapoint")} ${listText(counted)} ${relation(counted.length, to === "ALARM", rule)}`;
  const unknown = `${counting(missing, "datapoint")} of ${evaluationPeriods} ${missing === 1 ? "was" : "were"} missing`;
  if (to !== "ALARM" || counted.length >= datapointsToAlarm) return [`${sentence}; ${unknown}.`];
  return [
    `${sentence}; ${unknown}.`,
    `The oldest of them is at least ${counting(datapointsToAlarm, "period")} old, and every later one breaches or is missing.`,
  ];
}

function thresholdText(deciding: readonly Retrieved[], rule: ThresholdRule): readonly string[] {
  const breaching = deciding.filter(({ value }) => isBreaching(value, rule)).length;
  if (deciding.length === 0) return [];
  if (deciding.length === 1) return [`${listText(deciding)} ${relation(1, breaching === 1, rule)}.`];
  const count = breaching === 0 ? "none" : String(breaching);
  return [`Of ${listText(deciding)}, ${count} ${relation(Math.max(1, breaching), true, rule)}.`];
}

function rangeText(retrieved: readonly Retrieved[], { period }: ThresholdRule): string {
  const oldest = retrieved.at(-1);
  const from = oldest === undefined ? "" : `, from ${timeText(oldest.start)} on`;
  return `The evaluation range has ${counting(retrieved.length, "period")} of ${period} s${from}.`;
}

/** What else a reader should know about a decision that involves missing data. */
function asides(retrieved: readonly Retrieved[], { metrics, formula }: Watched): readonly string[] {
  const [only] = metrics;
  const isUnavailable = retrieved.some(({ value, samples }) => Number.isNaN(value) && samples > 0);
  const asides: string[] = [];
  if (isUnavailable && formula === undefined && only !== undefined && only.statistic.kind !== "simple") {
    asides.push(
      `Samples without ${only.statisticName}: CloudWatch gives none where one of them is negative, or none lies within its bounds.`,
    );
  }
  if (metrics.some(({ key }) => key.namespace === "AWS/DynamoDB")) {
    asides.push(
      "AWS's pages disagree on whether alarms on AWS/DynamoDB ignore missing data whatever treat_missing_data says.",
    );
  }
  return asides;
}

/** `m2, Sum of PaymentsAttempted, had no datapoint in 1 of 2 periods and counted as 0.` */
function zeroText({ id, metric, of, periods, statistic }: MissingOperand): string {
  const when = of === 1 ? "in this period" : `in ${periods} of ${of} periods`;
  return `${id}, ${statistic} of ${metric.name}, had no datapoint ${when} and counted as 0.`;
}

function relation(count: number, isCrossed: boolean, { operator, threshold }: ThresholdRule): string {
  const verb = count === 1 ? "was" : "were";
  return `${verb}${isCrossed ? "" : " not"} ${CROSSED[operator]} the threshold (${numberText(threshold)})`;
}

function listText(points: readonly Retrieved[]): string {
  const shown = points.slice(0, MOST_SHOWN).map(({ value, start }) => `${numberText(value)} (${timeText(start)})`);
  const rest = points.length - shown.length;
  return `[${shown.join(", ")}${rest > 0 ? `, and ${rest} more` : ""}]`;
}

/** `21/11/26 19:50:00`: day, month, year, in UTC, as CloudWatch writes it. */
function timeText(minute: number): string {
  const [date = "", time = ""] = new Date(minute * 60_000).toISOString().split(/[T.]/);
  const [year = "", month = "", day = ""] = date.split("-");
  return `${day}/${month}/${year.slice(-2)} ${time}`;
}

/** A number as CloudWatch writes it, in Java's format: `12.0`, `0.25`, `1.5E7`. */
function numberText(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0.0";
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? value.toFixed(1) : String(value);
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`;
}

function isBreaching(value: number, { operator, threshold }: ThresholdRule): boolean {
  return breaches(value, operator, threshold);
}

function counting(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
