import { type Finding, greatest, least, resource } from "../../base";
import { complete, constantOf } from "../metrics";
import type { FilterIndex } from "./filter-index";
import type { ComparisonOperator, MetricAlarm, MetricStat } from "../../terraform";
import { type TemplateRuleId, templateRules } from "./rules";

/** Alarms whose threshold no value of their metric can cross, or every value crosses, whatever is logged. */
export function thresholdFindings(alarms: readonly MetricAlarm[], index: FilterIndex): Finding<TemplateRuleId>[] {
  return alarms.flatMap((alarm) => {
    const { metric, threshold, comparisonOperator, treatMissingData } = alarm;
    if (metric === undefined || threshold === undefined || comparisonOperator === undefined) return [];
    const range = rangeOf(metric, index);
    const crosses = breaching[comparisonOperator];
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

interface Range {
  readonly lowest: number;
  readonly highest: number;
  /** Whether events that do not match also give a datapoint, because a filter publishes a default value. */
  readonly isSteady: boolean;
}

/** The values that a statistic of the metric can have, from what its filters publish; undefined if they read values from the log. */
function rangeOf(metric: MetricStat, index: FilterIndex): Range | undefined {
  const { statistic } = metric;
  const publishing = complete(metric) ? index.publishing(metric) : [];
  if (publishing.length === 0 || statistic === undefined) return undefined;
  const isSteady = publishing.some(({ transformation }) => transformation.defaultValue !== undefined);
  if (statistic === "SampleCount") return { lowest: 1, highest: Infinity, isSteady };
  const samples = publishing.flatMap(({ transformation }) => [
    constantOf(transformation.value) ?? NaN,
    ...(transformation.defaultValue === undefined ? [] : [transformation.defaultValue]),
  ]);
  if (samples.some(Number.isNaN)) return undefined;
  const lowest = least(samples);
  const highest = greatest(samples);
  if (statistic !== "Sum") return { lowest, highest, isSteady };
  return {
    lowest: lowest < 0 ? -Infinity : lowest,
    highest: highest > 0 ? Infinity : highest,
    isSteady,
  };
}

const breaching: Readonly<Partial<Record<ComparisonOperator, (value: number, threshold: number) => boolean>>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

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
