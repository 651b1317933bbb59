import { excessOf, isDeployableStatistic, readDuration, resourceMetrics, windowFaults } from "../../lib/aws";
import { severityNames } from "../../lib/base";
import { inspectAlarmExpression } from "../../lib/metric-math";
import {
  type RecommendedSet,
  recommendedSets,
  type ResolvedCondition,
  resolveSet,
  seriesOf,
  settingsOf,
  type WatchedSeries,
} from "../../lib/recommended";

const sets = Object.entries<RecommendedSet>(recommendedSets);

test.each(sets)(
  "the dimensions of what %s watches are those of the resource, and those that the series adds",
  (_, set) => {
    if (set.kind === "lines") return;
    for (const alarm of Object.values(set.alarms)) {
      for (const series of seriesOf(alarm.watches)) {
        const { also = {}, metric } = series as Extract<WatchedSeries, { metric: unknown }>;
        const given = [...Object.keys(set.dimensions), ...Object.keys(also)].sort();
        expect([metric, [...resourceMetrics[metric].dimensions].sort()]).toEqual([metric, given]);
      }
    }
  },
);

test.each(sets)("alarms of %s have a reason, a source of AWS or of the library, and a condition", (_, set) => {
  for (const alarm of Object.values(set.alarms)) {
    expect(alarm.reason).toMatch(/^[A-Z].{30,}[.]$/);
    expect(alarm.source).toMatch(/^https:\/\//);
    for (const condition of Object.values(alarm.severities)) expect(Object.keys(condition)).toHaveLength(1);
    expect(Object.keys(alarm.severities)).not.toEqual([]);
  }
});

test.each(sets)("what Terraform says of %s gives all of its dimensions, and settings that it has", (_, set) => {
  if (set.kind === "lines") return;
  for (const form of set.terraform) {
    expect(Object.keys(form.dimensions).sort()).toEqual(Object.keys(set.dimensions).sort());
    const known = Object.keys(set.settings ?? {});
    expect(Object.keys(form.settings ?? {}).filter((name) => !known.includes(name))).toEqual([]);
  }
});

test.each(sets)("alarms of %s can be deployed: window, statistics, and expressions over their series", (_, set) => {
  for (const [name, { datapoints, period, periods = 1, watches }] of Object.entries(set.alarms)) {
    expect(name).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
    const seconds = readDuration(period)! / 1000;
    expect(windowFaults({ period: seconds, periods, datapoints: datapoints ?? periods })).toEqual([]);
    for (const { statistic = "Sum" } of seriesOf(watches)) expect(isDeployableStatistic(statistic)).toBe(true);
    if (watches.kind !== "math") continue;
    const ids = Object.keys(watches.series);
    expect(inspectAlarmExpression(watches.expression, ids)).toEqual({ unused: [] });
    expect(excessOf("metricsOfAlarm", ids.length)).toBeUndefined();
  }
});

test.each(sets)("a rate of %s divides counts", (_, set) => {
  for (const { watches } of Object.values(set.alarms)) {
    if (watches.kind !== "rate") continue;
    for (const series of [watches.errors, watches.of]) {
      if (!("metric" in series)) continue;
      expect(["Sum", "SampleCount"]).toContain(series.statistic ?? resourceMetrics[series.metric].statistic);
    }
  }
});

test.each(sets)(
  "more severe alarms of %s need more, with settings as they are and where others are the usual",
  (_, set) => {
    const settings = set.kind === "resource" ? Object.keys(set.settings ?? {}) : [];
    const used = Object.values(set.alarms).flatMap((alarm) => settingsOf(alarm));
    expect([...new Set(used)].sort()).toEqual([...settings].sort());
    const { alarms } = resolveSet(set, Object.fromEntries(settings.map((name) => [name, defaultOf(set, name) ?? 10])));
    expect(Object.keys(alarms)).toEqual(Object.keys(set.alarms));
    for (const { severities } of Object.values(alarms)) {
      const conditions = severityNames.flatMap((severity) => severities[severity] ?? []);
      for (const [index, condition] of conditions.slice(1).entries())
        expect(needsMore(condition, conditions[index]!)).toBe(true);
    }
  },
);

function defaultOf(set: RecommendedSet, setting: string): number | undefined {
  return set.kind === "resource" ? set.settings?.[setting]?.default : undefined;
}

function needsMore(severe: ResolvedCondition, mild: ResolvedCondition): boolean {
  const [comparison] = Object.keys(severe) as (keyof ResolvedCondition)[];
  expect(Object.keys(mild)).toEqual([comparison]);
  const difference = severe[comparison!]! - mild[comparison!]!;
  return comparison === "above" || comparison === "atLeast" ? difference > 0 : difference < 0;
}
