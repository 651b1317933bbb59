import { Construct } from "constructs";
import { badValue } from "../errors";
import type { TreatMissingData } from "../../aws";
import { alarmDefaults, usualMissingData } from "../../contract";
import { warmUpOf, windowOf, type AlarmWindow, type SeverityWindow } from "./alarm-window";
import { checkRange } from "./checks";
import { checkMetric, type Metric } from "./metric";
import { expressionQuery, metricQuery } from "./metric-query";
import { severityAlarms, type AlarmProps, type PerSeverity, type SeverityAlarms } from "./severity-alarms";
import { isKnownNumber } from "./tokens";

export interface AnomalyAlarmProps extends AlarmProps, AlarmWindow {
  /** The metric. CloudWatch learns the expected values from up to two weeks of it. */
  readonly metric: Metric;

  /** Width of the band around the expected value in standard deviations, by severity: `{ warning: { band: 3 } }`. */
  readonly severities: PerSeverity<{ readonly band: number } & SeverityWindow>;

  /**
   * On which side of the band the alarm fires.
   *
   * @default "both"
   */
  readonly direction?: "above" | "below" | "both";

  /**
   * How a period without a value is treated.
   *
   * @default "missing"
   */
  readonly missingData?: TreatMissingData;
}

const operators = {
  above: "GreaterThanUpperThreshold",
  below: "LessThanLowerThreshold",
  both: "LessThanLowerOrGreaterThanUpperThreshold",
} as const;

/**
 * Fires when a metric leaves the band of values that CloudWatch expects.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Anomaly_Detection_Alarm.html
 */
export class AnomalyAlarm extends Construct {
  /** The alarms, by severity. */
  readonly alarms: SeverityAlarms;

  /** @throws {ConstructError} for what PutMetricAlarm refuses, and for periods for which CloudWatch computes no band */
  constructor(scope: Construct, id: string, props: AnomalyAlarmProps) {
    super(scope, id);
    const { path } = this.node;
    const { metric } = props;
    checkMetric(path, metric);
    this.alarms = severityAlarms(this, props, (entry, severity) => {
      const window = windowOf(path, metric, props, entry);
      if (isKnownNumber(entry.band) && !(entry.band > 0))
        throw badValue(path, `${severity}.band`, entry.band, "Use a positive number of standard deviations.");
      checkRange(path, "bandPeriod", window.periodSeconds, "period in seconds");
      return {
        // Both return data: the metric is compared with the band, not with a threshold.
        metricQuery: [
          expressionQuery("band", `ANOMALY_DETECTION_BAND(value, ${entry.band})`, `${metric.name} (expected)`),
          metricQuery("value", metric, window.periodSeconds, true),
        ],
        thresholdMetricId: "band",
        comparisonOperator: operators[props.direction ?? alarmDefaults.anomalyDirection],
        evaluationPeriods: window.periods,
        datapointsToAlarm: window.datapoints,
        ...warmUpOf(props, entry),
        treatMissingData: entry.missingData ?? props.missingData ?? usualMissingData({ kind: "value" }),
      };
    });
  }
}
