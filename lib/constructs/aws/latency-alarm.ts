import { Construct } from "constructs";
import { badStatistic, badValue } from "../errors";
import type { TreatMissingData } from "../../aws";
import { alarmDefaults, usualMissingData } from "../../contract";
import { windowOf, type AlarmWindow, type SeverityWindow } from "./alarm-window";
import { thresholdOf, type Comparison } from "./comparison";
import { given } from "./given";
import { checkMetric, type Metric } from "./metric";
import { expressionQuery, metricQuery } from "./metric-query";
import { severityAlarms, type AlarmProps, type PerSeverity, type SeverityAlarms } from "./severity-alarms";
import { isKnownNumber } from "./tokens";

/** A percentile: `p99`, `p99.9`. */
export type Percentile = `p${number}` | (string & Record<never, never>);

export interface LatencyAlarmProps extends AlarmProps, AlarmWindow {
  /** The measured time. */
  readonly metric: Metric;

  /** Which percentile is compared. */
  readonly percentile: Percentile;

  /** When the alarm fires, by severity, in the metric's unit: `{ warning: { above: 800 } }`. */
  readonly severities: PerSeverity<Comparison & SeverityWindow>;

  /**
   * What happens while there are too few samples for the percentile to mean something, by CloudWatch's reckoning: fewer than
   * 1,000 for p99. `ignore` keeps the state, `evaluate` compares anyway.
   *
   * @default evaluate
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
   */
  readonly lowSamples?: "evaluate" | "ignore";

  /**
   * The latency counts as 0 in a period with fewer samples than this: the alarm ends when traffic does. Instead of
   * `lowSamples`, whose limit is high for quiet services and whose `ignore` also keeps ALARM.
   *
   * @default - every period is compared
   */
  readonly minimumSamples?: number;

  /**
   * What a period without a sample counts for.
   *
   * @default notBreaching
   */
  readonly treatMissingData?: TreatMissingData;
}

/** Fires when a percentile of a measured time crosses a threshold. */
export class LatencyAlarm extends Construct {
  readonly alarms: SeverityAlarms;

  /** @throws {ConstructError} for what PutMetricAlarm refuses. */
  constructor(scope: Construct, id: string, props: LatencyAlarmProps) {
    super(scope, id);
    const { path } = this.node;
    const { minimumSamples, percentile } = props;
    if (!/^p\d/.test(percentile)) throw badStatistic(path, percentile);
    const metric: Metric = { ...props.metric, statistic: percentile };
    checkMetric(path, metric);
    if (minimumSamples !== undefined && isKnownNumber(minimumSamples) && !(minimumSamples >= 1)) {
      throw badValue(path, "minimumSamples", minimumSamples, "Use 1 or more, or leave it out.");
    }
    this.alarms = severityAlarms(this, props, (entry, severity) => {
      const window = windowOf(path, metric, props, entry);
      return {
        ...(minimumSamples === undefined
          ? plain(metric, window.periodSeconds, props.lowSamples ?? alarmDefaults.lowSamples)
          : gated(metric, window.periodSeconds, minimumSamples)),
        evaluationPeriods: window.evaluationPeriods,
        datapointsToAlarm: window.datapointsToAlarm,
        ...thresholdOf(path, severity, entry),
        treatMissingData: entry.treatMissingData ?? props.treatMissingData ?? usualMissingData({ kind: "percentile" }),
      };
    });
  }
}

function plain(metric: Metric, period: number, evaluateLowSampleCountPercentiles: string): object {
  return given({
    namespace: metric.namespace,
    metricName: metric.metricName,
    dimensions: metric.dimensions,
    extendedStatistic: metric.statistic,
    period,
    evaluateLowSampleCountPercentiles,
  });
}

// A quiet period is the scalar 0, not missing: CloudWatch would look at older, perhaps slow, periods instead. Without any
// sample the condition is missing, the period is dropped, and treatMissingData decides.
function gated(metric: Metric, period: number, minimum: number): object {
  return {
    metricQuery: [
      expressionQuery("gated", `IF(samples >= ${minimum}, latency, 0)`, `${metric.metricName} ${metric.statistic}`),
      metricQuery("latency", metric, period),
      metricQuery("samples", { ...metric, statistic: "SampleCount" }, period),
    ],
  };
}
