import { conditionOverride } from "./alarm";
import { object } from "./form";
import { windowValues } from "./window";

const { datapoints, percentile, period, periods, statistic } = windowValues;

/** What an environment may set for an alarm instead of what the service says. */
export const alarmOverride = object("thresholds of an alarm", {
  info: conditionOverride.nullable().optional().describe("The condition for info in this environment, or off."),
  warning: conditionOverride.nullable().optional().describe("The condition for warning in this environment, or off."),
  critical: conditionOverride.nullable().optional().describe("The condition for critical in this environment, or off."),
  period: period.nullable().optional().describe("Length of a period in this environment. Default: the service's."),
  periods: periods
    .nullable()
    .optional()
    .describe("Number of periods to evaluate in this environment. Default: the service's."),
  datapoints: datapoints
    .nullable()
    .optional()
    .describe("Number of these periods that must breach the threshold in this environment. Default: the service's."),
  statistic: statistic
    .nullable()
    .optional()
    .describe(
      "Of an alarm of type threshold, metric or anomaly: statistic of the values in a period in this environment. Default: the service's.",
    ),
  percentile: percentile
    .nullable()
    .optional()
    .describe("Of a latency alarm: which percentile in this environment. Default: the service's."),
});
