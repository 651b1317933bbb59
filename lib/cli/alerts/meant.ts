import type { AlertRules, RuleDifference } from "../../alerting";
import { own } from "../../base";
import type { MetricAlarm, Template } from "../../terraform";

/**
 * The template's alarms as their rules mean them: with a percentile's threshold at the lower or the upper bound of its bucket, with percentiles
 * of few samples, and with missing data that does not breach where a rule fires by data only.
 */
export function meantBy(template: Template, { groups }: AlertRules, bound: 0 | 1): Template {
  const differences = Object.fromEntries(
    groups.flatMap(({ rules }) => rules.map((rule) => [rule.alert, rule.differences] as const)),
  );
  return {
    ...template,
    metricAlarms: template.metricAlarms.map((alarm) => meant(alarm, own(differences, alarm.name ?? "") ?? [], bound)),
  };
}

function meant(alarm: MetricAlarm, differences: readonly RuleDifference[], bound: 0 | 1): MetricAlarm {
  let changed: MetricAlarm = alarm;
  for (const one of differences)
    switch (one.difference) {
      case "buckets":
        if (one.between !== undefined) changed = { ...changed, threshold: one.between[bound] };
        break;
      case "low-samples":
        changed = { ...changed, evaluateLowSampleCountPercentile: "evaluate" };
        break;
      case "no-data":
        changed = { ...changed, treatMissingData: "notBreaching" };
        break;
      case "continuous":
      case "hourly":
      case "looks-back":
      case "members":
      case "suppressor":
      case "zero":
        break;
    }
  return changed;
}
