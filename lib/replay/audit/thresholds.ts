import { type Finding, resource } from "../../base";
import type { FilterIndex } from "./filter-index";
import { breachingOf, type Range, rangeOf, vendedRangeOf } from "./value-range";
import type { ComparisonOperator, MetricAlarm } from "../../terraform";
import { type TemplateRuleId, templateRules } from "./rules";
import { watchedStat } from "./vended";

/** Alarms whose threshold no value of their metric can cross, or every value crosses, whatever is logged. */
export function thresholdFindings(alarms: readonly MetricAlarm[], index: FilterIndex): Finding<TemplateRuleId>[] {
  return alarms.flatMap((alarm) => {
    const { threshold, comparisonOperator, treatMissingData } = alarm;
    const metric = watchedStat(alarm);
    if (metric === undefined || threshold === undefined || comparisonOperator === undefined) return [];
    const range = rangeOf(metric, index) ?? vendedRangeOf(metric);
    const crosses = breachingOf(comparisonOperator);
    if (range === undefined || crosses === undefined) return [];
    const { lowest, highest } = range;
    const values = `${metric.statistic ?? ""} of ${metric.name ?? ""} is ${rangeText(range)}`;
    const condition = `${symbols[comparisonOperator] ?? comparisonOperator} ${threshold}`;
    // A comparison is monotonic: the ends of the range decide.
    const low = crosses(lowest, threshold);
    const high = crosses(highest, threshold);
    if (!low && !high && treatMissingData !== "breaching")
      return [
        templateRules.finding("alarm-never-fires", resource(alarm), {
          message: `${alarm.name ?? alarm.address} can never fire: ${values}, and never ${condition}`,
        }),
      ];
    if (!low || !high) return [];
    const name = alarm.name ?? alarm.address;
    if (range.isSteady)
      return [
        templateRules.finding("alarm-always-fires", resource(alarm), {
          message: `${name} fires on every datapoint: ${values}, and always ${condition}`,
        }),
      ];
    // Only matches give datapoints, so the alarm is meant to fire on any match.
    if (treatMissingData !== "breaching") return [];
    return [
      templateRules.finding("alarm-always-fires", resource(alarm), {
        message: `${name} fires with a datapoint and without: ${values}, always ${condition}, and missing data is treated as breaching`,
        fix: 'Set treat_missing_data to "notBreaching": without a match there is no datapoint.',
      }),
    ];
  });
}

const symbols: Readonly<Partial<Record<ComparisonOperator, string>>> = {
  GreaterThanThreshold: ">",
  GreaterThanOrEqualToThreshold: ">=",
  LessThanThreshold: "<",
  LessThanOrEqualToThreshold: "<=",
};

function rangeText({ lowest, highest }: Range): string {
  if (lowest === highest) return `always ${lowest}`;
  if (highest === Infinity) return lowest === -Infinity ? "any number" : `${lowest} or more`;
  return lowest === -Infinity ? `${highest} or less` : `between ${lowest} and ${highest}`;
}
