import { Construct } from "constructs";
import { durationText, silencePeriod } from "../../aws";
import { usualMissingData } from "../../contract";
import { badValue } from "../errors";
import { warmUpOf, windowOf } from "./alarm-window";
import { secondsIn } from "./duration";
import { given } from "./given";
import { checkMetric, type Metric } from "./metric";
import { severityAlarms, type AlarmProps, type PerSeverity, type SeverityAlarms } from "./severity-alarms";
import type { WarmUp } from "./warm-up";

export interface AbsenceAlarmProps extends AlarmProps, WarmUp {
  /**
   * The metric that must not go silent: `awsMetrics.logs.incomingEvents({ LogGroupName: logGroup.name })` for a service that stops
   * logging, or the metric of a signal. Both zero and a missing value count as silence.
   */
  readonly metric: Metric;

  /**
   * Length of the silence, by severity: `{ critical: { for: "15m" } }`. Up to a day in whole minutes, beyond a day in whole hours, at
   * most seven days.
   */
  readonly severities: PerSeverity<{ readonly for: string } & WarmUp>;
}

/**
 * Fires when a metric is silent for some time.
 *
 * The alarm evaluates every minute (beyond a day, every hour) and treats a missing one as breaching. CloudWatch looks for values in
 * a few more periods than the alarm has, so the alarm fires up to about five minutes (two hours) late, and never early.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export class AbsenceAlarm extends Construct {
  /** The alarms, by severity. */
  readonly alarms: SeverityAlarms;

  /** @throws {ConstructError} for a time that is not a whole number of periods, or longer than seven days */
  constructor(scope: Construct, id: string, props: AbsenceAlarmProps) {
    super(scope, id);
    const { path } = this.node;
    const { metric } = props;
    checkMetric(path, metric);
    this.alarms = severityAlarms(this, props, (entry, severity) => {
      const property = `${severity}.for`;
      const silence = secondsIn(path, property, entry.for);
      const periodSeconds = silencePeriod(silence);
      const periods = silence / periodSeconds;
      if (!Number.isInteger(periods) || periods < 1) {
        const fix = periodSeconds === 60 ? "Use whole minutes." : "Beyond a day, use whole hours.";
        throw badValue(path, property, entry.for, fix);
      }
      const window = windowOf(path, metric, { period: durationText(periodSeconds * 1000), periods }, {});
      return given({
        namespace: metric.namespace,
        metricName: metric.name,
        dimensions: metric.dimensions,
        // A signal with a default value has samples for lines that do not match: only their sum tells zeros from counts. A measure
        // is there if it has samples, whatever their values: an average of 0.4 is not silence.
        statistic: metric.statistic === "Sum" ? "Sum" : "SampleCount",
        period: window.periodSeconds,
        evaluationPeriods: window.periods,
        datapointsToAlarm: window.datapoints,
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        ...warmUpOf(props, entry),
        treatMissingData: usualMissingData({ kind: "presence" }),
      });
    });
  }
}
