import { complete, statsOf } from "../stats";
import type { Template } from "../../../terraform";
import type { MetricKey } from "../series";
import type { CompleteFilter, Published } from "./publisher";

const NAMESPACE = "AWS/Logs";
const METRIC = "IncomingLogEvents";
const DIMENSION = "LogGroupName";

/**
 * The metric `IncomingLogEvents`, which CloudWatch Logs itself publishes, for the log groups whose events an alarm counts: as
 * filters that match every event, so that every way of publishing handles them. Each event is a sample. (CloudWatch publishes
 * sums; `Sum` is the only meaningful statistic.)
 *
 * A group without a record has no such metric, because otherwise the result would depend on which log files are given.
 *
 * @param of `watched`: the groups whose events an alarm counts; `all`: every log group of the template, too
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html
 */
export function incomingFilters(
  { logGroups, metricAlarms }: Template,
  of: "watched" | "all" = "watched",
): CompleteFilter[] {
  const watched = metricAlarms
    .flatMap(statsOf)
    .filter(complete)
    .filter(isIncoming)
    .flatMap(({ dimensions, place }) => {
      const group = Object.keys(dimensions).length === 1 ? dimensions[DIMENSION] : undefined;
      return group === undefined ? [] : [{ group, place }];
    });
  const known = new Set(watched.map(({ group }) => group));
  const others = of === "watched" ? [] : logGroups.flatMap(({ name }) => name ?? []).filter((name) => !known.has(name));
  const groups = [...watched, ...others.map((group) => ({ group, place: undefined }))];
  return [...new Map(groups.map((each) => [addressOf(each), each]))].map(([address, { group, place }]) => ({
    address,
    unresolved: [],
    name: METRIC,
    logGroupName: group,
    pattern: "",
    // A filter's dimensions are read from its events, but this one is the group's name. The metric's name holds it instead.
    transformation: {
      namespace: NAMESPACE,
      name: address,
      place,
      value: "1",
      defaultValue: undefined,
      dimensions: {},
      unit: "None",
    },
  }));
}

/** What was published, with the series of {@link incomingFilters} under their own names and without those filters. */
export function withIncoming(published: Published, filters: readonly CompleteFilter[]): Published {
  const groups = new Map(filters.map(({ address, logGroupName }) => [address, logGroupName]));
  return {
    filters: published.filters.filter(({ filter }) => !groups.has(filter.address)),
    series: published.series.map((series) => {
      const group = series.metric.namespace === NAMESPACE ? groups.get(series.metric.name) : undefined;
      const { place } = series.metric;
      const metric = { namespace: NAMESPACE, name: METRIC, dimensions: { [DIMENSION]: group ?? "" }, place };
      return group === undefined
        ? series
        : { ...series, metric, early: series.early === undefined ? undefined : { ...series.early, metric } };
    }),
  };
}

/** Whether CloudWatch Logs itself publishes a metric, and the records of a log group give it, too. */
export function isIncoming({ name, namespace }: Pick<MetricKey, "namespace" | "name">): boolean {
  return namespace === NAMESPACE && name === METRIC;
}

function addressOf({ group, place }: { readonly group: string; readonly place: string | undefined }): string {
  return `${METRIC} of ${group}${place === undefined ? "" : ` in ${place}`}`;
}
