import { type Finding, resource } from "../../base";
import type { MetricAlarm } from "../../terraform";
import type { FilterIndex } from "./filter-index";
import { type TemplateRuleId, templateRules } from "./rules";
import { breachingOf, rangeOf } from "./value-range";

/** Alarms whose every datapoint breaches, because their filters publish only for matches, and that therefore never go back to OK. */
export function recoveryFindings(alarms: readonly MetricAlarm[], index: FilterIndex): Finding<TemplateRuleId>[] {
  return alarms.flatMap((alarm) => {
    const { address, name = address, okActions, treatMissingData } = alarm;
    if (!isBreachingAlways(alarm, index)) return [];
    const why = `its filter publishes only for matching lines, and every such datapoint breaches`;
    if (treatMissingData === "ignore")
      return [
        templateRules.finding("alarm-never-recovers", resource(alarm), {
          message: `${name} never goes back to OK: ${why}, and missing data is ignored`,
        }),
      ];
    if (treatMissingData !== "missing" || okActions.length === 0) return [];
    return [
      templateRules.finding("ok-actions-never-run", resource(alarm), {
        message: `${name} never goes to OK: ${why}, and missing data makes it INSUFFICIENT_DATA`,
      }),
    ];
  });
}

function isBreachingAlways({ comparisonOperator, metric, threshold }: MetricAlarm, index: FilterIndex): boolean {
  const range = metric === undefined ? undefined : rangeOf(metric, index);
  const breaches = breachingOf(comparisonOperator);
  if (range === undefined || breaches === undefined || threshold === undefined || range.isSteady) return false;
  return breaches(range.lowest, threshold) && breaches(range.highest, threshold);
}
