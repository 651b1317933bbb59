import { Construct } from "constructs";
import { isDeployableStatistic, readStatistic, type TreatMissingData } from "../../aws";
import { alarmDefaults, usualMissingData } from "../../contract";
import { badValue } from "../errors";
import { badPercentile } from "../limit-errors";
import { warmUpOf, windowOf, type AlarmWindow, type SeverityWindow } from "./alarm-window";
import { thresholdOf, type ThresholdComparison } from "./comparison";
import { given } from "./given";
import { checkMetric, type Metric } from "./metric";
import { expressionQuery, metricQuery } from "./metric-query";
import { severityAlarms, type AlarmProps, type PerSeverity, type SeverityAlarms } from "./severity-alarms";
import { isKnownNumber } from "./tokens";

/** A percentile: `p99`, `p99.9`. */
export type Percentile = `p${number}` | (string & Record<never, never>);

export interface LatencyAlarmProps extends AlarmProps, AlarmWindow {
  /** The measured duration. */
  readonly metric: Metric;

  /** The percentile that is compared. */
  readonly percentile: Percentile;

  /** When the alarm fires, by severity, in the unit of the metric: `{ warning: { above: 800 } }`. */
  readonly severities: PerSeverity<ThresholdComparison & SeverityWindow>;

  /**
   * What happens while CloudWatch has too few samples for the percentile to be significant (fewer than 1,000 for p99): `ignore`
   * keeps the state, `evaluate` compares anyway.
   *
   * @default "evaluate"
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
   */
  readonly lowSamples?: "evaluate" | "ignore";

  /**
   * Fewest samples that a period needs; with fewer, its latency counts as 0, so the alarm ends when traffic does. It replaces
   * `lowSamples`, which needs many samples, and which keeps the state ALARM with `ignore`.
   *
   * @default - every period is compared
   */
  readonly minimumSamples?: number;

  /**
   * How a period without samples is treated.
   *
   * @default "notBreaching"
   */
  readonly missingData?: TreatMissingData;
}

/** Fires when a percentile of a measured duration crosses a threshold. */
export class LatencyAlarm extends Construct {
  /** The alarms, by severity. */
  readonly alarms: SeverityAlarms;

  /** @throws {ConstructError} for what PutMetricAlarm refuses */
  constructor(scope: Construct, id: string, props: LatencyAlarmProps) {
    super(scope, id);
    const { path } = this.node;
    const { minimumSamples, percentile } = props;
    if (!isPercentile(percentile)) throw badPercentile(path, percentile);
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
        evaluationPeriods: window.periods,
        datapointsToAlarm: window.datapoints,
        ...thresholdOf(path, severity, entry),
        ...warmUpOf(props, entry),
        treatMissingData: entry.missingData ?? props.missingData ?? usualMissingData({ kind: "percentile" }),
      };
    });
  }
}

function isPercentile(name: string): boolean {
  const statistic = readStatistic(name);
  return typeof statistic === "object" && statistic.kind === "percentile" && isDeployableStatistic(name);
}

function plain(metric: Metric, period: number, evaluateLowSampleCountPercentiles: string): object {
  return given({
    namespace: metric.namespace,
    metricName: metric.name,
    dimensions: metric.dimensions,
    extendedStatistic: metric.statistic,
    period,
    evaluateLowSampleCountPercentiles,
  });
}

// A period with too few samples is 0, not missing: for a missing one, CloudWatch would evaluate an older period, which may be slow.
// A period without any sample is missing, and `missingData` decides.
function gated(metric: Metric, period: number, minimum: number): object {
  return {
    metricQuery: [
      expressionQuery("gated", `IF(samples >= ${minimum}, latency, 0)`, `${metric.name} ${metric.statistic}`),
      metricQuery("latency", metric, period),
      metricQuery("samples", { ...metric, statistic: "SampleCount" }, period),
    ],
  };
}
