import { Construct } from "constructs";
import { usualMissingData } from "../../contract";
import { badValue } from "../errors";
import { windowOf } from "./alarm-window";
import { given } from "./given";
import { checkMetric, type Metric } from "./metric";
import { severityAlarms, type AlarmProps, type PerSeverity, type SeverityAlarms } from "./severity-alarms";
import { isKnownNumber } from "./tokens";

export interface AbsenceAlarmProps extends AlarmProps {
  /**
   * What must not fall silent: `awsMetrics.logs.incomingEvents(logGroup)` for a service that stopped logging, or a signal's
   * metric. Zero and missing both count as silence.
   */
  readonly metric: Metric;

  /** How long it must be silent, by severity: `{ critical: { forSeconds: 900 } }`. Whole minutes; whole hours beyond a day. */
  readonly severities: PerSeverity<{ readonly forSeconds: number }>;
}

/**
 * Fires when nothing was counted for a while.
 *
 * It looks at every minute by itself (every hour beyond a day) and takes a missing one for breaching. CloudWatch looks for
 * real values in a few more periods than it is asked for, so the alarm comes up to about five minutes (two hours) late, never early.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export class AbsenceAlarm extends Construct {
  readonly alarms: SeverityAlarms;

  /** @throws {ConstructError} for a time that is not made of whole periods, or beyond seven days. */
  constructor(scope: Construct, id: string, props: AbsenceAlarmProps) {
    super(scope, id);
    const { path } = this.node;
    const { metric } = props;
    checkMetric(path, metric);
    this.alarms = severityAlarms(this, props, ({ forSeconds }, severity) => {
      if (!isKnownNumber(forSeconds))
        throw badValue(
          path,
          `${severity}.forSeconds`,
          "a token",
          "Use a number: it decides how many periods there are.",
        );
      const periodSeconds = forSeconds > 86_400 ? 3600 : 60;
      const evaluationPeriods = forSeconds / periodSeconds;
      if (!Number.isInteger(evaluationPeriods) || evaluationPeriods < 1) {
        throw badValue(
          path,
          `${severity}.forSeconds`,
          forSeconds,
          periodSeconds === 60 ? "Use whole minutes." : "Use whole hours beyond a day.",
        );
      }
      const window = windowOf(path, metric, { periodSeconds, evaluationPeriods }, {});
      return given({
        namespace: metric.namespace,
        metricName: metric.metricName,
        dimensions: metric.dimensions,
        // A sum tells zeros from values: a signal with a default value has samples for lines that do not match. Of a measure
        // only the number of samples says that it is there: an average of 0.4 is no silence.
        statistic: metric.statistic === "Sum" ? "Sum" : "SampleCount",
        period: window.periodSeconds,
        evaluationPeriods: window.evaluationPeriods,
        datapointsToAlarm: window.datapointsToAlarm,
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        treatMissingData: usualMissingData({ kind: "presence" }),
      });
    });
  }
}
