import { type Finding, meant, nearest, nearestAmong, WHOLE } from "../../base";
import { type CompleteFilter, type MetricKey, metricId, type Series } from "../metrics";

import type { MetricAlarm } from "../../terraform";
import { complete, type CompleteStat, dimensionsText, publishedNames, statsOf } from "../metrics";
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
  const published = publishedNames(filters);
  const read = new Set(stats.filter(complete).map(idAnywhere));
  const open = new Set(stats.filter((stat) => !complete(stat)).map(openKey));
  const metrics = new Map(given.map(({ metric }) => [metricId(metric), metric]));
  const waiting = stats.filter(complete).filter((stat) => !metrics.has(idAnywhere(stat)) && !published.has(stat));
  const hint = hintFor(waiting);
  return [...metrics.values()]
    .filter((metric) => !read.has(metricId(metric)) && !mayRead(open, metric))
    .filter((metric) => !published.hasAnywhere(metric))
    .map((metric) =>
      replayRules.finding("given-metric-unused", WHOLE, {
        message: `${metric.namespace} ${metric.name} (${dimensionsText(metric.dimensions)}) is given, and no alarm reads it${hint(metric)}`,
      }),
    );
}

/** Given metrics have no account and Region: they count in each. */
function idAnywhere(stat: CompleteStat): string {
  return metricId({ ...stat, place: undefined });
}

/** Parts of an alarm's metric that are not known match anything. */
function mayRead(open: ReadonlySet<string>, { name, namespace }: MetricKey): boolean {
  return [{}, { namespace }, { name }, { name, namespace }].some((stat) => open.has(openKey(stat)));
}

function openKey({
  name = null,
  namespace = null,
}: {
  readonly name?: string | null | undefined;
  readonly namespace?: string | null | undefined;
}): string {
  return JSON.stringify([namespace, name]);
}

/** What alarms read in place of a metric. */
function hintFor(waiting: readonly CompleteStat[]): (metric: MetricKey) => string {
  const dimensions = new Map<string, Set<string>>();
  const names = new Map<string, Set<string>>();
  for (const stat of waiting) {
    const sets = dimensions.get(openKey(stat)) ?? new Set();
    dimensions.set(openKey(stat), sets.add(dimensionsText(stat.dimensions)));
    const inside = names.get(stat.namespace) ?? new Set();
    names.set(stat.namespace, inside.add(stat.name));
  }
  const near = new Map([...names].map(([namespace, own]) => [namespace, nearestAmong(own)]));
  return (metric) => {
    const others = [...(dimensions.get(openKey(metric)) ?? [])];
    if (others.length > 0) {
      const more = others.length > MOST ? ` and ${others.length - MOST} more` : "";
      return `; alarms read it with ${others.slice(0, MOST).join("; ")}${more}, which is another metric`;
    }
    const alike = [...near].flatMap(([namespace, nearestName]) => {
      const name = nearest(metric.namespace, [namespace]) === undefined ? undefined : nearestName(metric.name);
      return name === undefined ? [] : [`${namespace} ${name}`];
    });
    const best = nearest(`${metric.namespace} ${metric.name}`, alike);
    return best === undefined ? "" : `.${meant(best)}`;
  };
}
