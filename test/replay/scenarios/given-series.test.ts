import { scenarioSeries } from "../../../lib/replay/scenarios/given-series";

const metric = { namespace: "AWS/SQS", name: "Age", dimensions: { QueueName: "orders" } };
const from = Date.parse("2026-11-20T19:30:20Z");
const first = Date.parse("2026-11-20T19:30:00Z") / 60_000;

test("without a statistic, each value is one sample, from which any statistic can be computed", () => {
  const [series] = scenarioSeries({
    metrics: [{ metric, statistic: undefined, from, period: 300, values: [5, null, 7] }],
  });
  expect(series).toEqual({
    metric,
    resolution: 300,
    minutes: Float64Array.of(first, first + 10),
    count: Float64Array.of(1, 1),
    sum: Float64Array.of(5, 7),
    min: Float64Array.of(5, 7),
    max: Float64Array.of(5, 7),
    values: [
      { values: Float64Array.of(5), counts: Float64Array.of(1) },
      { values: Float64Array.of(7), counts: Float64Array.of(1) },
    ],
    early: undefined,
    given: undefined,
  });
});

test("statistics of one metric are one series, and others are not known", () => {
  const all = scenarioSeries({
    metrics: [
      { metric, statistic: "Maximum", from, period: 60, values: [5, 6] },
      { metric, statistic: "Average", from: from + 60_000, period: 60, values: [1] },
      { metric: { ...metric, dimensions: {} }, statistic: "p99", from, period: 60, values: [9] },
    ],
  });
  expect(all).toHaveLength(2);
  expect(all[0]).toMatchObject({
    minutes: Float64Array.of(first, first + 1),
    max: Float64Array.of(5, 6),
    sum: Float64Array.of(NaN, NaN),
    count: Float64Array.of(NaN, NaN),
    given: { Average: Float64Array.of(NaN, 1) },
    values: undefined,
  });
  expect(all[1]).toMatchObject({ minutes: Float64Array.of(first), given: { p99: Float64Array.of(9) } });
});
