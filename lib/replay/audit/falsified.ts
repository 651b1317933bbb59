import { type Finding, resource } from "../../base";
import type { MetricAlarm } from "../../terraform";
import { complete } from "../metrics";
import type { FilterIndex } from "./filter-index";
import { type TemplateRuleId, templateRules } from "./rules";
import { breachingOf } from "./value-range";
import { watchedStat } from "./vended";

/**
 * Alarms on a statistic that the default value of a filter falsifies. CloudWatch publishes the default for every line that does not match,
 * not once a minute: each is a sample, which counts in every statistic but a sum.
 */
export function falsifiedFindings(alarms: readonly MetricAlarm[], index: FilterIndex): Finding<TemplateRuleId>[] {
  return alarms.flatMap((alarm) => {
    const why = falsified(alarm, index);
    if (why === undefined) return [];
    const { address, name = address } = alarm;
    return [
      templateRules.finding("default-falsifies-statistic", resource(alarm), {
        message: `${name}: ${why.message}`,
        severity: why.isCertain ? undefined : "warning",
      }),
    ];
  });
}

interface Why {
  readonly message: string;
  /** Whether the alarm cannot do what it looks like; otherwise it may be meant. */
  readonly isCertain: boolean;
}

function falsified(alarm: MetricAlarm, index: FilterIndex): Why | undefined {
  const { comparisonOperator, threshold } = alarm;
  const stat = watchedStat(alarm);
  const breaches = breachingOf(comparisonOperator);
  if (stat?.statistic === undefined || !complete(stat) || threshold === undefined || breaches === undefined)
    return undefined;
  const published = index.publishing(stat);
  if (published?.defaults === undefined) return undefined;
  const { constants, isMeasured } = published;
  const fallback = published.defaults.first;
  const each = `the filter publishes its default value, ${fallback}, for every line that does not match`;
  const isAbove = comparisonOperator?.startsWith("Greater") === true;
  const isDefaultBreaching = breaches(fallback, threshold);
  switch (stat.statistic) {
    case "SampleCount":
      return { message: `SampleCount counts every line of the log group: ${each}`, isCertain: true };
    case "Sum":
      return fallback === 0 ? undefined : { message: `${each}: the sum grows with every line`, isCertain: false };
    case "Minimum":
    case "Maximum": {
      const isNearest = (stat.statistic === "Minimum") === isAbove;
      if (isNearest && !isDefaultBreaching)
        return {
          message: `${stat.statistic} breaches only in a period in which every line matches: ${each}`,
          isCertain: true,
        };
      // A comparison is monotonic: the ends decide.
      const areAllBreaching =
        !isMeasured &&
        constants !== undefined &&
        breaches(constants.lowest, threshold) &&
        breaches(constants.highest, threshold);
      if (!isNearest && isDefaultBreaching && !areAllBreaching)
        return { message: `${stat.statistic} breaches as soon as a line does not match: ${each}`, isCertain: true };
      return undefined;
    }
    default:
      // Of matches that count 1 and others that count 0, an average is the share of matches, which may be meant.
      return isMeasured
        ? { message: `${stat.statistic} mixes what is measured with the default: ${each}`, isCertain: false }
        : undefined;
  }
}
