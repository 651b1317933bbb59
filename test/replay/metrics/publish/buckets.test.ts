import fc from "fast-check";
import { buckets } from "../../../../lib/replay/metrics/publish/buckets";
import type { Series } from "../../../../lib/replay/metrics/series";

const sample = fc.record({
  metric: fc.constantFrom("a", "b"),
  at: fc.integer({ min: -200_000, max: 400_000 }),
  value: fc.integer({ min: -5, max: 5 }),
});

// The same, by searching all samples for each minute.
function naive(samples: readonly { at: number; value: number }[]) {
  const minutes = [...new Set(samples.map(({ at }) => Math.floor(at / 60_000)))].sort((a, b) => a - b);
  return minutes.map((minute) => {
    const values = samples.filter(({ at }) => Math.floor(at / 60_000) === minute).map(({ value }) => value);
    const distinct = [...new Set(values)].sort((a, b) => a - b);
    return {
      minute,
      count: values.length,
      sum: values.reduce((sum, value) => sum + value, 0),
      min: Math.min(...values),
      max: Math.max(...values),
      values: distinct.map((value) => [value, values.filter((other) => other === value).length]),
    };
  });
}

function rows({ minutes, count, sum, min, max, values }: Omit<Series, "early">) {
  return [...minutes].map((minute, i) => ({
    minute,
    count: count[i],
    sum: sum[i],
    min: min[i],
    max: max[i],
    values: [...(values?.[i]?.values ?? [])].map((value, k) => [value, values?.[i]?.counts[k]]),
  }));
}

test("buckets are those of a naive grouping, for any order of samples", () => {
  fc.assert(
    fc.property(fc.array(sample), fc.integer({ min: 0, max: 300 }), (samples, delay) => {
      const store = buckets({ delay, needsValues: () => true });
      for (const { metric, at, value } of samples)
        store.of({ namespace: "n", name: metric, dimensions: {} }).add(at, value);
      const early = 60_000 - ((delay * 1000) % 60_000);
      const series = store.series();
      expect(series.map(({ metric }) => metric.name)).toEqual([...new Set(samples.map(({ metric }) => metric))]);
      for (const each of series) {
        const own = samples.filter(({ metric }) => metric === each.metric.name);
        expect(rows(each)).toEqual(naive(own));
        const inTime = own.filter(({ at }) => at - Math.floor(at / 60_000) * 60_000 <= early);
        if (delay % 60 === 0) expect(each.early).toBeUndefined();
        else expect(each.early === undefined ? undefined : rows(each.early)).toEqual(naive(inTime));
      }
    }),
  );
});

test("metrics with other dimensions are other metrics, but the order of dimensions does not matter", () => {
  const store = buckets({ delay: 0, needsValues: () => false });
  store.of({ namespace: "n", name: "m", dimensions: { A: "1", B: "2" } }).add(0, 1);
  store.of({ namespace: "n", name: "m", dimensions: { B: "2", A: "1" } }).add(0, 1);
  store.of({ namespace: "n", name: "m", dimensions: {} }).add(0, 1);
  expect(store.series().map(({ count }) => [...count])).toEqual([[2], [1]]);
});
