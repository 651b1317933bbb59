import { type Contract, presetNames, presets } from "../../lib/contract";
import { type RecommendedSet, recommendedSets, seriesOf } from "../../lib/recommended";

// Alarms on lines read signals of the preset that has the set's name.

const sets: readonly (readonly [string, RecommendedSet])[] = Object.entries<RecommendedSet>(recommendedSets).filter(
  ([, { kind }]) => kind === "lines",
);

test("each preset has a set of its name, and each set on lines has a preset", () => {
  expect(sets.map(([name]) => name).sort()).toEqual([...presetNames].sort());
});

test.each(sets)(
  "alarms of %s read signals that the preset has, counts in rates, percentiles of measures",
  (name, set) => {
    const { signals }: Contract = presets[name as keyof typeof presets];
    for (const { watches } of Object.values(set.alarms)) {
      for (const series of seriesOf(watches)) {
        const { signal, statistic } = series as Extract<typeof series, { signal: string }>;
        expect(Object.keys(signals)).toContain(signal);
        const isMeasure = signals[signal]?.value !== undefined;
        expect([signal, isMeasure]).toEqual([signal, statistic !== undefined]);
      }
    }
  },
);
