import { didYouMean, type Finding, nearest, WHOLE } from "../../base";
import { type CompleteFilter, type MetricKey, metricId, type Series } from "../metrics";

import type { MetricAlarm, MetricStat } from "../../terraform";
import { complete, type CompleteStat, dimensionsText, isPublishedBy, statsOf } from "../metrics";
import { type ReplayRuleId, replayRules } from "../rules";

/** How many sets of dimensions a finding names at most. */
const MOST = 3;

/**
 * Given metrics that no alarm reads, and the metric that an alarm reads instead. Metrics that filters also publish are left out,
 * because the queries of `--sql` return all of them, whether an alarm reads them or not.
 */
export function givenMetricFindings(
  alarms: readonly MetricAlarm[],
  filters: readonly CompleteFilter[],
  given: readonly Series[],
): Finding<ReplayRuleId>[] {
  const stats = alarms.flatMap(statsOf);
  const read = new Set(stats.filter(complete).map(idAnywhere));
  const open = stats.filter((stat) => !complete(stat));
  const metrics = new Map(given.map(({ metric }) => [metricId(metric), metric]));
  const waiting = stats
    .filter(complete)
    .filter((stat) => !metrics.has(idAnywhere(stat)) && !filters.some((filter) => isPublishedBy(filter, stat)));
  return [...metrics.values()]
    .filter((metric) => !read.has(metricId(metric)) && !open.some((stat) => mayRead(stat, metric)))
    .filter(
      (metric) => !filters.some((filter) => isPublishedBy(filter, { ...metric, place: filter.transformation.place })),
    )
    .map((metric) =>
      replayRules.finding("given-metric-unused", WHOLE, {
        message: `${metric.namespace} ${metric.name} (${dimensionsText(metric.dimensions)}) is given, and no alarm reads it${hint(metric, waiting)}`,
      }),
    );
}

/** Given metrics have no account and Region: they count in each. */
function idAnywhere(stat: CompleteStat): string {
  return metricId({ ...stat, place: undefined });
}

/** Parts of an alarm's metric that are not known match anything. */
function mayRead(stat: MetricStat, metric: MetricKey): boolean {
  return (stat.namespace ?? metric.namespace) === metric.namespace && (stat.name ?? metric.name) === metric.name;
}

function hint(metric: MetricKey, waiting: readonly CompleteStat[]): string {
  const named = waiting.filter(({ namespace, name }) => namespace === metric.namespace && name === metric.name);
  if (named.length > 0) {
    const others = [...new Set(named.map(({ dimensions }) => dimensionsText(dimensions)))];
    const more = others.length > MOST ? ` and ${others.length - MOST} more` : "";
    return `; alarms read it with ${others.slice(0, MOST).join("; ")}${more}, which is another metric`;
  }
  const near = waiting.filter(
    ({ namespace, name }) =>
      nearest(metric.namespace, [namespace]) !== undefined && nearest(metric.name, [name]) !== undefined,
  );
  const meant = didYouMean(
    `${metric.namespace} ${metric.name}`,
    near.map(({ namespace, name }) => `${namespace} ${name}`),
  );
  return meant === "" ? "" : `.${meant}`;
}
