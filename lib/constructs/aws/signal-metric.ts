import { Construct } from "constructs";
import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { durationText } from "../../aws";
import { alarmDefaults, type Signal } from "../../contract";
import { classLacks, noTotal, seriesMismatch } from "../errors";
import { checkText } from "./checks";
import { after } from "./log-group-policies";
import { countFilter } from "./log-group-quota";
import type { Metric, StatisticName } from "./metric";
import type { LogGroupReference } from "./references";
import { type WrittenFilter, writtenFilters } from "./signal-filters";
import { isKnown } from "./tokens";

export interface SignalMetricProps {
  /** What is counted or measured: a signal of a contract. */
  readonly signal: Signal;

  /** The log group whose lines are read. Its class must be STANDARD. */
  readonly logGroup: LogGroupReference;

  /**
   * What the names of the metric filters begin with, e.g. `shop-prod-checkout`: in a log group that others use, too, a filter of the
   * same name would be overwritten.
   *
   * @default - the filters are named after the signal
   */
  readonly filterPrefix?: string;

  /**
   * Name of the metric filter, in place of one that is made up; of a signal with dimensions and a total, that of the total's, and the
   * other one ends with `-by-dimension`.
   *
   * @default - `filterPrefix` and the name of the signal
   */
  readonly filterName?: string;

  /** Namespace of the metric, e.g. `shop/prod/checkout`. */
  readonly namespace: string;

  /**
   * Statistic with which alarms read the metric, unless they use another.
   *
   * @default - Sum for a count, Average for a measured field
   */
  readonly statistic?: StatisticName;

  /**
   * Period with which alarms read the metric, unless they use another.
   *
   * @default "5m"
   */
  readonly period?: string;
}

/** The metric of a signal: one metric filter, or two for a signal that has dimensions and a total. */
export class SignalMetric extends Construct {
  /** The filters, by the series that they publish. */
  readonly filters: { readonly Total?: CloudwatchLogMetricFilter; readonly ByDimension?: CloudwatchLogMetricFilter };

  private readonly props: SignalMetricProps;

  /** @throws {ConstructError} for a log group that cannot have metric filters, and for a filter that PutMetricFilter refuses */
  constructor(scope: Construct, id: string, props: SignalMetricProps) {
    super(scope, id);
    this.props = props;
    const { filterName, filterPrefix, logGroup, namespace, signal } = props;
    const { path } = this.node;
    const logGroupClass = logGroup.logGroupClassInput;
    if (logGroupClass !== undefined && isKnown(logGroupClass) && logGroupClass !== "STANDARD") {
      throw classLacks(path, `metric filters (signal ${signal.name})`, logGroupClass);
    }
    checkText(path, "filterNamespace", namespace);
    for (const given of [filterName, filterPrefix]) if (given !== undefined) checkText(path, "filterName", given);

    const filters: Partial<Record<"Total" | "ByDimension", CloudwatchLogMetricFilter>> = {};
    for (const filter of writtenFilters(this, signal)) {
      countFilter(this, logGroup, filter.hasRegex);
      filters[filter.id] = new CloudwatchLogMetricFilter(this, filter.id, {
        name: nameOf(filter, props),
        logGroupName: logGroup.name,
        pattern: filter.pattern,
        metricTransformation: { namespace, ...filter.transformation },
        ...after(logGroup),
      });
    }
    this.filters = filters;
  }

  /**
   * The series without dimensions. It counts every matching line.
   *
   * @throws {ConstructError} if the signal has dimensions and no total
   */
  get metric(): Metric {
    if (!this.props.signal.total) throw noTotal(this.node.path, this.props.signal.name);
    return this.read();
  }

  /**
   * One series of a signal with dimensions: `series({ "payment.provider": "acme" })`.
   *
   * @throws {ConstructError} unless exactly the signal's dimensions are given
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
    const { namespace, period, signal, statistic } = this.props;
    return {
      namespace,
      name: signal.metric,
      statistic: statistic ?? (signal.value === undefined ? "Sum" : "Average"),
      period: period ?? durationText(alarmDefaults.periodSeconds * 1000),
      unit: signal.unit,
      counts: signal.value === undefined,
    };
  }
}

function nameOf({ id, name }: WrittenFilter, { filterName, filterPrefix, signal }: SignalMetricProps): string {
  if (filterName !== undefined) return id === "ByDimension" && signal.total ? `${filterName}-by-dimension` : filterName;
  return filterPrefix === undefined ? name : `${filterPrefix}-${name}`;
}
