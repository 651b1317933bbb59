import { type Finding, resource } from "../../base";
import type { MetricAlarm } from "../../terraform";
import { complete, type CompleteStat, dimensionsText, metricId, type Series, statsOf } from "../metrics";
import { type ReplayRuleId, replayRules } from "../rules";
import type { FilterIndex } from "./filter-index";
import { equal } from "./publication";

/** Alarms on series of which these logs gave no sample, although a filter publishes the metric. */
export function metricFindings(
  alarms: readonly MetricAlarm[],
  index: FilterIndex,
  series: readonly Series[],
): Finding<ReplayRuleId>[] {
  const published = new Set(series.map(({ metric }) => metricId(metric)));
  return alarms.flatMap((alarm) =>
    statsOf(alarm)
      .filter(complete)
      .filter((stat) => !published.has(metricId(stat)) && isPublished(stat, index))
      .map((stat) =>
        replayRules.finding("no-sample", resource(alarm), {
          message: `${alarm.name ?? alarm.address}: ${withoutSample(stat, series)}`,
        }),
      ),
  );
}

function isPublished(stat: CompleteStat, index: FilterIndex): boolean {
  const names = Object.keys(stat.dimensions).sort();
  return index
    .publishing(stat)
    .some(({ transformation }) => equal(Object.keys(transformation.dimensions).sort(), names));
}

function withoutSample(stat: CompleteStat, series: readonly Series[]): string {
  const seen = series.filter(
    ({ metric }) => metric.namespace === stat.namespace && metric.name === stat.name && metric.place === stat.place,
  );
  const isPlain = Object.keys(stat.dimensions).length === 0;
  const text = isPlain ? stat.name : `${stat.name} with ${dimensionsText(stat.dimensions)}`;
  const others = seen.slice(0, 5).map(({ metric }) => dimensionsText(metric.dimensions));
  return `no event in these logs gave a sample of ${text}${others.length === 0 ? "" : `; seen: ${others.join("; ")}`}`;
}
