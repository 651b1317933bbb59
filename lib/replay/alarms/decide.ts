import type { AlarmState, TreatMissingData } from "../../aws";

/** One datapoint of the evaluation range. */
export type Datapoint = "breaching" | "ok" | "missing";

/** What else decides, besides the datapoints. `datapointsToAlarm` is at most `evaluationPeriods`. */
export interface DecisionRule {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
}

/**
 * The state that CloudWatch gives an alarm for the datapoints of its evaluation range, oldest first.
 *
 * The rules are derived from the tables and the text of AWS's page and reproduce all of them; AWS does not state them so:
 *
 * - As many real datapoints as evaluation periods, or more: the newest of them decide, and missing data is ignored.
 * - None at all: `missing` gives INSUFFICIENT_DATA, `ignore` keeps the state, `breaching` gives ALARM and `notBreaching` gives OK.
 * - In between, missing datapoints count as breaching or not breaching where that is configured. With `missing` and `ignore`, enough
 *   breaching datapoints give ALARM and any other datapoint OK. Where all there are breach and are too few, `ignore` keeps the state,
 *   and `missing` gives ALARM once the oldest is `datapointsToAlarm` periods old, to the effect that an alarm does not fire
 *   prematurely, and INSUFFICIENT_DATA until then (not verified: it may keep the state).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function decide(points: readonly Datapoint[], rule: DecisionRule, state: AlarmState): AlarmState {
  let considered = 0;
  let breaching = 0;
  let oldestAge = 0;
  for (let age = 1; age <= points.length && considered < rule.evaluationPeriods; age++) {
    const point = points[points.length - age];
    if (point === "missing") continue;
    considered++;
    oldestAge = age;
    if (point === "breaching") breaching++;
  }
  return verdict(considered, breaching, oldestAge, rule) ?? state;
}

/**
 * The state that an evaluation range gives; undefined: the alarm keeps its own.
 *
 * @param considered the newest `evaluationPeriods` datapoints that are there, or all of them if they are fewer
 * @param breaching how many of those breach
 * @param oldestAge age of the oldest of those, in periods: 1 is the newest period of the range
 */
export function verdict(
  considered: number,
  breaching: number,
  oldestAge: number,
  { evaluationPeriods, datapointsToAlarm, treatMissingData }: DecisionRule,
): AlarmState | undefined {
  if (considered >= evaluationPeriods) return breaching >= datapointsToAlarm ? "ALARM" : "OK";
  const filled = evaluationPeriods - considered;
  switch (treatMissingData) {
    case "breaching":
      return breaching + filled >= datapointsToAlarm ? "ALARM" : "OK";
    case "notBreaching":
      return breaching >= datapointsToAlarm ? "ALARM" : "OK";
    case "missing":
    case "ignore":
      if (breaching >= datapointsToAlarm) return "ALARM";
      if (breaching < considered) return "OK";
      if (treatMissingData === "ignore") return undefined;
      return considered > 0 && oldestAge >= datapointsToAlarm ? "ALARM" : "INSUFFICIENT_DATA";
  }
}
