import { resourceMetrics } from "../../lib/aws";
import { type RecommendedSet, recommendedSets, seriesOf, type WatchedSeries } from "../../lib/recommended";

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
