import { Construct } from "constructs";
import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { alarmDefaults, type Signal } from "../../contract";
import { badName, classRefuses, noTotal, seriesMismatch, tooLong } from "../errors";
import { countFilter } from "./log-group-quota";
import type { Metric, Statistic } from "./metric";
import type { LogGroupReference } from "./references";
import { writtenFilters } from "./signal-filters";
import { isKnown } from "./tokens";

export interface SignalMetricProps {
  /** What is counted or measured, from a contract. */
  readonly signal: Signal;

  /** The log group whose lines are read. Of class STANDARD. */
  readonly logGroup: LogGroupReference;

  /** Namespace of the metric, e.g. `shop/prod/checkout`. */
  readonly namespace: string;

  /**
   * Statistic that alarms read the metric by, unless they ask for another.
   *
   * @default - Sum for a count, Average for a measured field
   */
  readonly statistic?: Statistic;

  /**
   * Period that alarms read the metric by, unless they ask for another.
   *
   * @default 300
   */
  readonly periodSeconds?: number;
}

/** The metric of a signal: one metric filter, or two where a total stands beside the series by dimension. */
export class SignalMetric extends Construct {
  /** The filters, by what they publish. */
  readonly filters: { readonly Total?: CloudwatchLogMetricFilter; readonly ByDimension?: CloudwatchLogMetricFilter };

  private readonly props: SignalMetricProps;

  /** @throws {ConstructError} for a log group that takes no metric filters, and for anything that PutMetricFilter refuses. */
  constructor(scope: Construct, id: string, props: SignalMetricProps) {
    super(scope, id);
    this.props = props;
    const { logGroup, namespace, signal } = props;
    const { path } = this.node;
    const logGroupClass = logGroup.logGroupClassInput;
    if (logGroupClass !== undefined && isKnown(logGroupClass) && logGroupClass !== "STANDARD") {
      throw classRefuses(path, `metric filter (signal ${signal.name})`, logGroupClass);
    }
    checkNamespace(path, namespace);

    const filters: Partial<Record<"Total" | "ByDimension", CloudwatchLogMetricFilter>> = {};
    for (const filter of writtenFilters(path, signal)) {
      countFilter(path, logGroup, filter.hasRegex);
      filters[filter.id] = new CloudwatchLogMetricFilter(this, filter.id, {
        name: filter.name,
        logGroupName: logGroup.name,
        pattern: filter.pattern,
        metricTransformation: { namespace, ...filter.transformation },
      });
    }
    this.filters = filters;
  }

  /**
   * The series without dimensions, that counts every matching line.
   *
   * @throws {ConstructError} if the signal has dimensions and no total.
   */
  get metric(): Metric {
    if (!this.props.signal.total) throw noTotal(this.node.path, this.props.signal.name);
    return this.read();
  }

  /**
   * One series of a signal with dimensions: `series({ "payment.provider": "acme" })`.
   *
   * @throws {ConstructError} unless exactly the signal's dimensions are given.
   */
  series(dimensions: Readonly<Record<string, string>>): Metric {
    const given = Object.keys(dimensions).sort();
    const wanted = [...this.props.signal.dimensions].sort();
    if (given.join("\n") !== wanted.join("\n") || wanted.length === 0) {
      throw seriesMismatch(this.node.path, this.props.signal.name, given, wanted);
    }
    return { ...this.read(), dimensions };
  }

  private read(): Metric {
    const { namespace, periodSeconds, signal, statistic } = this.props;
    return {
      namespace,
      metricName: signal.metric,
      statistic: statistic ?? (signal.value === undefined ? "Sum" : "Average"),
      periodSeconds: periodSeconds ?? alarmDefaults.periodSeconds,
      unit: signal.unit,
      counts: signal.value === undefined,
    };
  }
}

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
function checkNamespace(path: string, namespace: string): void {
  if (!isKnown(namespace)) return;
  if (namespace.length > 255) throw tooLong(path, "namespace", namespace, 255);
  if (!/^[^:*$]+$/.test(namespace) || namespace.startsWith("AWS/")) {
    throw badName(
      path,
      "namespace",
      namespace,
      "Use at least one character, none of : * $, and do not begin with AWS/.",
    );
  }
}
