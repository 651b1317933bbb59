import { Construct } from "constructs";
import type { TreatMissingData } from "../../aws";
import { usualMissingData } from "../../contract";
import { inspectAlarmExpression, mathIdShape } from "../../metric-math";
import { badExpression, badValue, unusedMetric } from "../errors";
import { warmUpOf, windowOf, type AlarmWindow, type SeverityWindow } from "./alarm-window";
import { checkCount } from "./checks";
import { thresholdOf, type ThresholdComparison } from "./comparison";
import { checkMetric, type Metric } from "./metric";
import { expressionQuery, metricQuery, samePeriod } from "./metric-query";
import { severityAlarms, type AlarmProps, type PerSeverity, type SeverityAlarms } from "./severity-alarms";
import { isKnown } from "./tokens";

export interface MathAlarmProps extends AlarmProps, AlarmWindow {
  /**
   * Expression in CloudWatch's metric math, over the ids of `metrics`: `throttles / (invocations + throttles) * 100`.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
   */
  readonly expression: string;

  /** The metrics, by their ids in the expression, each with its own statistic; at most 10. */
  readonly metrics: Readonly<Record<string, Metric>>;

  /** When the alarm fires, by severity: `{ warning: { above: 5 }, critical: { above: 10 } }`. */
  readonly severities: PerSeverity<ThresholdComparison & SeverityWindow>;

  /**
   * How a period in which the expression has no value is treated.
   *
   * @default "missing"
   */
  readonly missingData?: TreatMissingData;
}

/** Fires when the result of an expression over metrics crosses a threshold in M of N periods. */
export class MathAlarm extends Construct {
  /** The alarms, by severity. */
  readonly alarms: SeverityAlarms;

  /** @throws {ConstructError} for an expression and metrics that PutMetricAlarm refuses, and for a metric that is not used */
  constructor(scope: Construct, id: string, props: MathAlarmProps) {
    super(scope, id);
    const { path } = this.node;
    const { expression } = props;
    const metrics = Object.entries(props.metrics);
    for (const [, metric] of metrics) checkMetric(path, metric);
    checkExpression(path, expression, Object.keys(props.metrics));
    samePeriod(path, props.period, Object.values(props.metrics));
    // The coarsest: what it does not support, the alarm does not.
    const all = Object.values(props.metrics);
    const coarsest = all.find(({ resolution }) => resolution !== "1s") ?? all[0];
    if (coarsest === undefined) throw badValue(path, "metrics", "empty", "Name at least one metric.");
    this.alarms = severityAlarms(this, props, (entry, severity) => {
      const window = windowOf(path, coarsest, props, entry);
      return {
        metricQuery: [
          expressionQuery(freeId(Object.keys(props.metrics)), expression, "Result"),
          ...metrics.map(([name, metric]) => metricQuery(name, metric, window.periodSeconds)),
        ],
        evaluationPeriods: window.periods,
        datapointsToAlarm: window.datapoints,
        ...thresholdOf(path, severity, entry),
        ...warmUpOf(props, entry),
        treatMissingData: entry.missingData ?? props.missingData ?? usualMissingData({ kind: "value" }),
      };
    });
  }
}

function checkExpression(path: string, expression: string, ids: readonly string[]): void {
  checkCount(path, "metricsOfAlarm", ids.length, "Split the alarm, and combine the parts in a composite alarm.");
  for (const id of ids) {
    if (!mathIdShape.test(id))
      throw badValue(path, "metrics", id, "Begin an id with a lower-case letter; then use letters, digits and _.");
  }
  if (!isKnown(expression)) return;
  const { fault, unused } = inspectAlarmExpression(expression, ids);
  if (fault !== undefined && fault.code !== "offline") throw badExpression(path, expression, fault);
  const [id] = unused;
  if (id !== undefined) throw unusedMetric(path, id, expression);
}

/** An id for the result that no metric has. */
function freeId(ids: readonly string[]): string {
  let id = "result";
  while (ids.includes(id)) id += "_";
  return id;
}
