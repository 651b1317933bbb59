import type { AlarmState, TreatMissingData } from "../../aws";

/** One datapoint of the evaluation range. */
export type Datapoint = "breaching" | "ok" | "missing";

/** What decides besides the datapoints. `datapointsToAlarm` is at most `evaluationPeriods`. */
export interface DecisionRule {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
}

/**
 * The state that CloudWatch gives an alarm for the datapoints of its evaluation range, oldest first.
 *
 * AWS does not state the rules in this form. They are derived from the text and the tables of its page, and agree with all of them:
 *
 * - As many real datapoints as evaluation periods, or more: the newest of them decide, and missing data is ignored.
 * - None at all: `missing` gives INSUFFICIENT_DATA, `ignore` keeps the state, `breaching` gives ALARM and `notBreaching` gives OK.
 * - In between, missing datapoints count as breaching or not breaching where that is configured. With `missing` and `ignore`, enough
 *   breaching datapoints give ALARM; otherwise any datapoint that does not breach gives OK. If all of them breach but are too few,
 *   `ignore` keeps the state. `missing` gives ALARM once the oldest is `datapointsToAlarm` periods old, so that the alarm does not
 *   fire prematurely, and INSUFFICIENT_DATA until then (not verified: it may keep the state).
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
 * The state that an evaluation range gives; undefined: the alarm keeps its state.
 *
 * @param considered how many datapoints decide: `evaluationPeriods`, the newest ones, or all if there are fewer
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
