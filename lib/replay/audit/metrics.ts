import { didYouMean, type Finding, resource, type RuleIdOf } from "../../base";
import {
  complete,
  type CompleteFilter,
  type CompleteStat,
  dimensionsText,
  isNamed,
  isPublishedBy,
  metricId,
  type Series,
  statsOf,
} from "../metrics";

import type { MetricAlarm } from "../../terraform";
import { type ReplayRuleId, replayRules } from "../rules";

/** Alarms on series that are not published: dimensions that no filter publishes, misspelt names, dimension values that do not occur. */
export function metricFindings(
  alarms: readonly MetricAlarm[],
  filters: readonly CompleteFilter[],
  series: readonly Series[],
): Finding<ReplayRuleId>[] {
  const published = new Set(series.map(({ metric }) => metricId(metric)));
  return alarms.flatMap((alarm) =>
    statsOf(alarm).flatMap((stat) => {
      const found = complete(stat) ? doubt(stat, filters, series, published) : undefined;
      const name = alarm.name ?? alarm.address;
      if (found === undefined) return [];
      const { rule, message } = found;
      return [replayRules.finding(rule, resource(alarm), { message: `${name}: ${message}` })];
    }),
  );
}

type Doubt = Pick<Finding<RuleIdOf<typeof replayRules>>, "rule" | "message">;

function doubt(
  stat: CompleteStat,
  filters: readonly CompleteFilter[],
  series: readonly Series[],
  published: ReadonlySet<string>,
): Doubt | undefined {
  const sameName = filters.filter((filter) => isPublishedBy(filter, stat));
  const isGiven = published.has(metricId({ ...stat, place: undefined }));
  if (sameName.length === 0 && !isGiven) return elsewhere(stat, filters) ?? unknownName(stat, filters);
  if (sameName.length === 0) return undefined;
  const names = Object.keys(stat.dimensions).sort();
  const sets = sameName.map(({ transformation }) => Object.keys(transformation.dimensions).sort());
  if (!sets.some((set) => equal(set, names))) {
    const given = sets.map((set) => (set.length === 0 ? "none" : set.join(", "))).join("; ");
    return {
      rule: "dimensions-nobody-publishes",
      message: `no filter publishes ${stat.name} with the dimensions ${names.join(", ") || "none"}, only with ${given}; CloudWatch does not add up series of other dimensions`,
    };
  }
  if (published.has(metricId(stat))) return undefined;
  const seen = series.filter(
    ({ metric }) => metric.namespace === stat.namespace && metric.name === stat.name && metric.place === stat.place,
  );
  const text = names.length === 0 ? stat.name : `${stat.name} with ${dimensionsText(stat.dimensions)}`;
  const others = seen.slice(0, 5).map(({ metric }) => dimensionsText(metric.dimensions));
  return {
    rule: "no-sample",
    message: `no event in these logs gave a sample of ${text}${others.length === 0 ? "" : `; seen: ${others.join("; ")}`}`,
  };
}

/** A filter publishes in its account and Region, and an alarm sees only metrics of its own account and Region. */
function elsewhere(stat: CompleteStat, filters: readonly CompleteFilter[]): Doubt | undefined {
  const places = filters.filter((filter) => isNamed(filter, stat)).map(({ transformation }) => transformation.place);
  if (places.length === 0) return undefined;
  return {
    rule: "metric-in-another-region",
    message: `filters publish ${stat.name} in ${[...new Set(places)].join(", ")}; the alarm is in ${stat.place ?? "another Region"}, and sees no metric of another account or Region`,
  };
}

function unknownName(stat: CompleteStat, filters: readonly CompleteFilter[]): Doubt | undefined {
  const ofNamespace = filters.filter(({ transformation }) => transformation.namespace === stat.namespace);
  const hint = didYouMean(
    stat.name,
    ofNamespace.map(({ transformation }) => transformation.name),
  );
  if (hint === "") return undefined;
  return {
    rule: "metric-nobody-publishes",
    message: `no filter publishes ${stat.namespace} ${stat.name}.${hint}`,
  };
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
