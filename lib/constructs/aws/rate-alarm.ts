import { Construct } from "constructs";
import { badValue } from "../errors";
import type { TreatMissingData } from "../../aws";
import { usualMissingData } from "../../contract";
import { warmUpOf, windowOf, type AlarmWindow, type SeverityWindow } from "./alarm-window";
import { thresholdOf, type ThresholdComparison } from "./comparison";
import { checkMetric, type Metric } from "./metric";
import { expressionQuery, metricQuery, samePeriod } from "./metric-query";
import { severityAlarms, type AlarmProps, type PerSeverity, type SeverityAlarms } from "./severity-alarms";
import { isKnownNumber } from "./tokens";

export interface RateAlarmProps extends AlarmProps, AlarmWindow {
  /** The failures, read with Sum. */
  readonly errors: Metric;

  /** All attempts, failures included, read with Sum. */
  readonly of: Metric;

  /** Fewest attempts that a period needs, at least 1. With fewer, its rate counts as 0: one failure in two attempts wakes nobody. */
  readonly minimum: number;

  /** When the alarm fires, in percent, by severity: `{ warning: { above: 5 }, critical: { above: 10 } }`. */
  readonly severities: PerSeverity<ThresholdComparison & SeverityWindow>;

  /**
   * How a period without attempts is treated.
   *
   * @default "notBreaching"
   */
  readonly missingData?: TreatMissingData;
}

/** Fires when the percentage of failures crosses a threshold while there is enough traffic. */
export class RateAlarm extends Construct {
  /** The alarms, by severity. */
  readonly alarms: SeverityAlarms;

  /** @throws {ConstructError} for what PutMetricAlarm refuses, a minimum below 1, and a percentage that cannot be crossed */
  constructor(scope: Construct, id: string, props: RateAlarmProps) {
    super(scope, id);
    const { path } = this.node;
    const { errors, minimum, of } = props;
    checkMetric(path, errors);
    checkMetric(path, of);
    samePeriod(path, props.period, [errors, of]);
    if (isKnownNumber(minimum) && !(minimum >= 1))
      throw badValue(path, "minimum", minimum, "Use 1 or more: there is no rate without attempts.");
    const expression = rateExpression(minimum);
    this.alarms = severityAlarms(this, props, (entry, severity) => {
      const window = windowOf(path, of, props, entry);
      const comparison = thresholdOf(path, severity, entry);
      checkPercent(path, severity, entry);
      return {
        metricQuery: [
          expressionQuery("rate", expression, "Rate in percent"),
          metricQuery("errors", errors, window.periodSeconds),
          metricQuery("requests", of, window.periodSeconds),
        ],
        evaluationPeriods: window.periods,
        datapointsToAlarm: window.datapoints,
        ...comparison,
        ...warmUpOf(props, entry),
        treatMissingData: entry.missingData ?? props.missingData ?? usualMissingData({ kind: "share" }),
      };
    });
  }
}

/**
 * `IF(requests >= MIN, 100 * errors / requests, 0)`, period by period:
 *
 * - Errors are missing, requests are not: metric math reads a missing value as 0, so the rate is 0, which is correct. FILL would
 *   make up a value for the newest period while its values have not arrived yet.
 * - There are fewer requests than the minimum: the rate is 0, which is not breaching. If the period were missing instead,
 *   CloudWatch would evaluate an older one, which may be breaching.
 * - There are no requests: 0 is less than any minimum, so nothing is divided by zero. If requests are missing, the period is
 *   missing, and `missingData` decides.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function rateExpression(minimum: number): string {
  return `IF(requests >= ${minimum}, 100 * errors / requests, 0)`;
}

function checkPercent(path: string, severity: string, { above, atLeast }: ThresholdComparison): void {
  const percent = above ?? atLeast;
  if (percent === undefined || !isKnownNumber(percent)) return;
  if (percent < 0 || percent > 100 || above === 100) {
    throw badValue(
      path,
      `${severity}.${above === undefined ? "atLeast" : "above"}`,
      percent,
      "A rate is between 0 and 100 percent: the alarm would fire never, or always.",
    );
  }
}
