import { Construct } from "constructs";
import { badValue } from "../errors";
import type { TreatMissingData } from "../../aws";
import { alarmDefaults, usualMissingData } from "../../contract";
import { windowOf, type AlarmWindow, type SeverityWindow } from "./alarm-window";
import { checkMetric, type Metric } from "./metric";
import { expressionQuery, metricQuery } from "./metric-query";
import { severityAlarms, type AlarmProps, type PerSeverity, type SeverityAlarms } from "./severity-alarms";
import { isKnownNumber } from "./tokens";

export interface AnomalyAlarmProps extends AlarmProps, AlarmWindow {
  /** What is watched. CloudWatch learns from up to two weeks of it. */
  readonly metric: Metric;

  /** Width of the band around the expected value, by severity, in standard deviations: `{ warning: { band: 3 } }`. */
  readonly severities: PerSeverity<{ readonly band: number } & SeverityWindow>;

  /**
   * On which side of the band the alarm fires.
   *
   * @default "both"
   */
  readonly direction?: "above" | "below" | "both";

  /**
   * What a period without a value counts for.
   *
   * @default missing
   */
  readonly treatMissingData?: TreatMissingData;
}

const operators = {
  above: "GreaterThanUpperThreshold",
  below: "LessThanLowerThreshold",
  both: "LessThanLowerOrGreaterThanUpperThreshold",
} as const;

/**
 * Fires when a metric leaves the band that CloudWatch expects it in.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Anomaly_Detection_Alarm.html
 */
export class AnomalyAlarm extends Construct {
  readonly alarms: SeverityAlarms;

  /** @throws {ConstructError} for what PutMetricAlarm refuses, and periods that a band cannot have. */
  constructor(scope: Construct, id: string, props: AnomalyAlarmProps) {
    super(scope, id);
    const { path } = this.node;
    const { metric } = props;
    checkMetric(path, metric);
    this.alarms = severityAlarms(this, props, (entry, severity) => {
      const window = windowOf(path, metric, props, entry);
      if (isKnownNumber(entry.band) && !(entry.band > 0))
        throw badValue(path, `${severity}.band`, entry.band, "Use a positive number of standard deviations.");
      if (isKnownNumber(window.periodSeconds) && (window.periodSeconds < 60 || window.periodSeconds > 3600)) {
        throw badValue(
          path,
          "periodSeconds",
          window.periodSeconds,
          "CloudWatch draws a band for periods of 60 to 3600 seconds.",
        );
      }
      return {
        // Both return data: the band is what the metric, not a threshold, is compared with.
        metricQuery: [
          expressionQuery("band", `ANOMALY_DETECTION_BAND(value, ${entry.band})`, `${metric.metricName} (expected)`),
          metricQuery("value", metric, window.periodSeconds, true),
        ],
        thresholdMetricId: "band",
        comparisonOperator: operators[props.direction ?? alarmDefaults.anomalyDirection],
        evaluationPeriods: window.evaluationPeriods,
        datapointsToAlarm: window.datapointsToAlarm,
        treatMissingData: entry.treatMissingData ?? props.treatMissingData ?? usualMissingData({ kind: "value" }),
      };
    });
  }
}
