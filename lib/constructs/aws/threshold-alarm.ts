import { Construct } from "constructs";
import type { TreatMissingData } from "../../aws";
import { usualMissingData, type MissingValue } from "../../contract";
import { windowOf, type AlarmWindow, type SeverityWindow } from "./alarm-window";
import { given } from "./given";
import { looksDown, thresholdOf, type Comparison } from "./comparison";
import { checkMetric, checkStatistic, isSimpleStatistic, type Metric, type Statistic } from "./metric";
import { severityAlarms, type AlarmProps, type PerSeverity, type SeverityAlarms } from "./severity-alarms";

export interface ThresholdAlarmProps extends AlarmProps, AlarmWindow {
  /** What is compared: a signal's metric, one of `awsMetrics`, or any other. */
  readonly metric: Metric;

  /** When the alarm fires, by severity: `{ warning: { above: 5 }, critical: { above: 20 } }`. A severity may have its own window. */
  readonly severities: PerSeverity<Comparison & SeverityWindow>;

  /**
   * Statistic that is compared, also a percentile.
   *
   * @default - the metric's
   */
  readonly statistic?: Statistic;

  /**
   * What a period without a value counts for.
   *
   * @default - of a signal's count notBreaching for above and atLeast (no errors are logged where there are none), breaching for below
   * and atMost (a service that has died is silent); of any other metric missing
   */
  readonly treatMissingData?: TreatMissingData;
}

/** Fires when a metric crosses a threshold in M of N periods. */
export class ThresholdAlarm extends Construct {
  readonly alarms: SeverityAlarms;

  /** @throws {ConstructError} for what PutMetricAlarm refuses. */
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
        metricName: metric.metricName,
        dimensions: metric.dimensions,
        statistic: isSimple ? statistic : undefined,
        extendedStatistic: isSimple ? undefined : statistic,
        period: window.periodSeconds,
        evaluationPeriods: window.evaluationPeriods,
        datapointsToAlarm: window.datapointsToAlarm,
        ...thresholdOf(path, severity, entry),
        treatMissingData:
          entry.treatMissingData ?? props.treatMissingData ?? usualMissingData(missingValue(metric, entry)),
      });
    });
  }
}

function missingValue({ counts }: Metric, comparison: Comparison): MissingValue {
  return counts === true ? { kind: "count", looksDown: looksDown(comparison) } : { kind: "value" };
}
