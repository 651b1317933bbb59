import { Construct } from "constructs";
import { badValue } from "../errors";
import type { TreatMissingData } from "../../aws";
import { usualMissingData } from "../../contract";
import { windowOf, type AlarmWindow, type SeverityWindow } from "./alarm-window";
import { thresholdOf, type Comparison } from "./comparison";
import { checkMetric, type Metric } from "./metric";
import { expressionQuery, metricQuery, samePeriod } from "./metric-query";
import { severityAlarms, type AlarmProps, type PerSeverity, type SeverityAlarms } from "./severity-alarms";
import { isKnownNumber } from "./tokens";

export interface RateAlarmProps extends AlarmProps, AlarmWindow {
  /** What failed, counted with Sum. */
  readonly errors: Metric;

  /** What was tried, failures included, counted with Sum. */
  readonly of: Metric;

  /** The rate counts as 0 in a period with fewer tries than this: one failure of two at night wakes nobody. At least 1. */
  readonly minimum: number;

  /** When the alarm fires, by severity, in percent: `{ warning: { above: 5 }, critical: { above: 10 } }`. */
  readonly severities: PerSeverity<Comparison & SeverityWindow>;

  /**
   * What a period without any try counts for.
   *
   * @default notBreaching
   */
  readonly treatMissingData?: TreatMissingData;
}

/** Fires when the share of failures, in percent, crosses a threshold while there is enough traffic. */
export class RateAlarm extends Construct {
  readonly alarms: SeverityAlarms;

  /** @throws {ConstructError} for what PutMetricAlarm refuses, a minimum below 1 and a percentage that cannot be crossed. */
  constructor(scope: Construct, id: string, props: RateAlarmProps) {
    super(scope, id);
    const { path } = this.node;
    const { errors, minimum, of } = props;
    checkMetric(path, errors);
    checkMetric(path, of);
    samePeriod(path, props.periodSeconds, errors, of);
    if (isKnownNumber(minimum) && !(minimum >= 1))
      throw badValue(path, "minimum", minimum, "Use 1 or more: without tries there is no rate.");
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
        evaluationPeriods: window.evaluationPeriods,
        datapointsToAlarm: window.datapointsToAlarm,
        ...comparison,
        treatMissingData: entry.treatMissingData ?? props.treatMissingData ?? usualMissingData({ kind: "share" }),
      };
    });
  }
}

/**
 * `IF(requests >= MIN, 100 * errors / requests, 0)`, period by period:
 *
 * - requests there, errors missing: arithmetic takes a missing value for 0, the rate is 0, as it should be. No FILL: it would
 *   invent the newest period while its values are still on their way.
 * - fewer requests than the minimum: the scalar 0, a value that is not breaching. Left out, the period would be missing, and
 *   CloudWatch would look at older, perhaps breaching, ones instead.
 * - no requests: 0 is less than any minimum, so nothing is divided by zero. Requests missing: the period is dropped, and
 *   `treatMissingData` decides.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function rateExpression(minimum: number): string {
  return `IF(requests >= ${minimum}, 100 * errors / requests, 0)`;
}

function checkPercent(path: string, severity: string, { above, atLeast }: Comparison): void {
  const percent = above ?? atLeast;
  if (percent === undefined || !isKnownNumber(percent)) return;
  if (percent < 0 || percent > 100 || above === 100) {
    throw badValue(
      path,
      `${severity}.${above === undefined ? "atLeast" : "above"}`,
      percent,
      "A rate is between 0 and 100 percent: this alarm could never fire, or always.",
    );
  }
}
