import { type Finding, resource } from "../../base";
import type { MetricAlarm } from "../../terraform";
import { complete, type CompleteStat, dimensionsText, metricId, type Series, statsOf } from "../metrics";
import { type ReplayRuleId, replayRules } from "../rules";
import type { FilterIndex } from "./filter-index";

/** Alarms on series of which these logs gave no sample, although a filter publishes the metric. */
export function metricFindings(
  alarms: readonly MetricAlarm[],
  index: FilterIndex,
  series: readonly Series[],
): Finding<ReplayRuleId>[] {
  const published = new Set(series.map(({ metric }) => metricId(metric)));
  const seen = new Map<string, Series[]>();
  for (const one of series) {
    const key = nameOf(one.metric);
    const known = seen.get(key);
    if (known === undefined) seen.set(key, [one]);
    else if (known.length < MOST_SEEN) known.push(one);
  }
  return alarms.flatMap((alarm) =>
    statsOf(alarm)
      .filter(complete)
      .filter((stat) => !published.has(metricId(stat)) && isPublished(stat, index))
      .map((stat) =>
        replayRules.finding("no-sample", resource(alarm), {
          message: `${alarm.name ?? alarm.address}: ${withoutSample(stat, seen.get(nameOf(stat)) ?? [])}`,
        }),
      ),
  );
}

function isPublished(stat: CompleteStat, index: FilterIndex): boolean {
  return index.publishing(stat)?.hasDimensions(Object.keys(stat.dimensions)) === true;
}

function nameOf({ name, namespace, place }: Pick<CompleteStat, "name" | "namespace" | "place">): string {
  return JSON.stringify([namespace, name, place ?? null]);
}

const MOST_SEEN = 5;

/** @param seen series of the metric with other dimensions, the first few */
function withoutSample(stat: CompleteStat, seen: readonly Series[]): string {
  const isPlain = Object.keys(stat.dimensions).length === 0;
  const text = isPlain ? stat.name : `${stat.name} with ${dimensionsText(stat.dimensions)}`;
  const others = seen.map(({ metric }) => dimensionsText(metric.dimensions));
  return `no event in these logs gave a sample of ${text}${others.length === 0 ? "" : `; seen: ${others.join("; ")}`}`;
}
