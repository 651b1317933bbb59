import { Construct } from "constructs";
import { isSimpleStatistic, type TreatMissingData } from "../../aws";
import { usualMissingData, type MissingValue } from "../../contract";
import { warmUpOf, windowOf, type AlarmWindow, type SeverityWindow } from "./alarm-window";
import { given } from "./given";
import { looksDown, thresholdOf, type ThresholdComparison } from "./comparison";
import { checkMetric, checkStatistic, type Metric, type StatisticName } from "./metric";
import { severityAlarms, type AlarmProps, type PerSeverity, type SeverityAlarms } from "./severity-alarms";

export interface ThresholdAlarmProps extends AlarmProps, AlarmWindow {
  /** The metric that is compared: of a signal, of `awsMetrics`, or any other. */
  readonly metric: Metric;

  /** When the alarm fires, by severity: `{ warning: { above: 5 }, critical: { above: 20 } }`. Each severity may have its own window. */
  readonly severities: PerSeverity<ThresholdComparison & SeverityWindow>;

  /**
   * Statistic that is compared; a percentile, too.
   *
   * @default - the statistic of the metric
   */
  readonly statistic?: StatisticName;

  /**
   * How a period without a value is treated.
   *
   * @default - for the count of a signal, notBreaching with above and atLeast (a service without errors logs none) and breaching with
   * below and atMost (a dead service is silent); for any other metric, missing
   */
  readonly missingData?: TreatMissingData;
}

/** Fires when a metric crosses a threshold in M of N periods. */
export class ThresholdAlarm extends Construct {
  /** The alarms, by severity. */
  readonly alarms: SeverityAlarms;

  /** @throws {ConstructError} for what PutMetricAlarm refuses */
  constructor(scope: Construct, id: string, props: ThresholdAlarmProps) {
    super(scope, id);
    const { path } = this.node;
    const { metric } = props;
    const statistic = props.statistic ?? metric.statistic;
    checkMetric(path, metric);
    checkStatistic(path, statistic);
    const isSimple = isSimpleStatistic(statistic);
    this.alarms = severityAlarms(this, props, (entry, severity) => {
      const window = windowOf(path, metric, props, entry);
      return given({
        namespace: metric.namespace,
        metricName: metric.name,
        dimensions: metric.dimensions,
        statistic: isSimple ? statistic : undefined,
        extendedStatistic: isSimple ? undefined : statistic,
        period: window.periodSeconds,
        evaluationPeriods: window.periods,
        datapointsToAlarm: window.datapoints,
        ...thresholdOf(path, severity, entry),
        ...warmUpOf(props, entry),
        treatMissingData: entry.missingData ?? props.missingData ?? usualMissingData(missingValue(metric, entry)),
      });
    });
  }
}

function missingValue({ counts }: Metric, comparison: ThresholdComparison): MissingValue {
  return counts === true ? { kind: "count", looksDown: looksDown(comparison) } : { kind: "value" };
}
