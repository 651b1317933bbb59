import fc from "fast-check";
import { readStatistic, type Statistic } from "../../../lib/aws";
import { rankOf, significantSamples, valueStatistic } from "../../../lib/replay/alarms/statistic";
import { counted } from "./alarm";

function statisticOf(name: string): Statistic {
  const statistic = readStatistic(name);
  if (typeof statistic === "string") throw new Error(`${name}: ${statistic}`);
  return statistic;
}

function of(name: string, samples: readonly number[]): number {
  const statistic = statisticOf(name);
  if (statistic.kind === "simple") throw new Error(name);
  return valueStatistic(statistic, counted(samples));
}

const hundred = Array.from({ length: 100 }, (_, i) => i + 1);

describe("statistics of single values", () => {
  test.each<[string, readonly number[], number]>([
    ["p50", [1, 2], 1],
    ["p50", [1, 2, 3], 2],
    ["p99", hundred, 99],
    ["p99", [...hundred, 1000], 100],
    ["p100", hundred, 100],
    ["p0", hundred, 1],
    ["p99.9", Array.from({ length: 1000 }, (_, i) => i + 1), 999],
    ["p90", [5, 5, 5, 5, 5, 5, 5, 5, 5, 80], 5],
    ["tm90", hundred, 45.5],
    ["TM(:90%)", hundred, 45.5],
    ["TM(2%:98%)", [-0, ...hundred.slice(1, 99), 5000], 50.5],
    ["TM(80%:)", [1, 2, 3, 4, 9], 9],
    ["TM(150:1000)", [150, 151, 1000, 1001], 575.5],
    ["IQM", [1, 2, 3, 4, 5, 6, 7, 8], 4.5],
    ["wm90", [1, 1, 1, 1, 1, 1, 1, 1, 2, 100], 1.2],
    ["WM(10%:90%)", [0, 1, 1, 1, 1, 1, 1, 1, 2, 100], 1.1],
    ["WM(2:4)", [1, 3, 9], 3],
    ["tc90", hundred, 90],
    ["TC(80:500)", [80, 81, 500, 501], 2],
    ["TC(:0.5)", [0.25, 0.5, 0.75], 2],
    ["ts90", hundred, 4095],
    ["TS(80%:)", hundred, 1810],
    ["PR(:300)", [100, 300, 301, 400], 50],
    ["PR(100:2000)", [100, 101, 2000, 2001], 50],
    ["PR(300:)", [300, 301, 302, 303], 75],
    ["TM(5:6)", [1, 2], NaN],
    ["TC(5:6)", [1, 2], 0],
    ["p50", [], NaN],
    // CloudWatch has none of these once a value is negative.
    ["p50", [-1, 2, 3], NaN],
    ["PR(:300)", [-1, 2], NaN],
  ])("%s of %j", (name, samples, expected) => {
    const value = of(name, samples);
    if (Number.isNaN(expected)) expect(value).toBeNaN();
    else expect(value).toBeCloseTo(expected, 10);
  });

  test("percentile ranks of adjacent bins add up to 100", () => {
    const bins = ["PR(:1)", "PR(1:5)", "PR(5:10)", "PR(10:)"].map((name) => of(name, [0, 1, 1, 2, 5, 6, 10, 11]));
    expect(bins.reduce((a, b) => a + b)).toBe(100);
  });

  test("the trimmed sum is the trimmed mean times the trimmed count", () => {
    const samples = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(samples, fc.constantFrom("(10%:90%)", "(:55%)", "(3:20)", "(12:)"), (values, range) => {
        const [mean, count, sum] = [of(`TM${range}`, values), of(`TC${range}`, values), of(`TS${range}`, values)];
        if (count > 0) expect(mean * count).toBeCloseTo(sum, 8);
        else expect([mean, sum]).toEqual([NaN, 0]);
      }),
    );
  });

  test("a percentile is one of the samples, and that share of the samples is not above it", () => {
    const samples = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 10_000 }), (values, hundredths) => {
        const value = of(`p${hundredths / 100}`, values);
        expect(values).toContain(value);
        const upTo = values.filter((one) => one <= value).length;
        const below = values.filter((one) => one < value).length;
        expect(upTo * 10_000).toBeGreaterThanOrEqual(hundredths * values.length);
        expect(below * 10_000).toBeLessThan(hundredths * values.length);
      }),
    );
  });
});

test("how many samples a percentile needs to be significant", () => {
  const needed = (name: string) => significantSamples(statisticOf(name));
  expect(["p99", "p90", "p50", "p10", "p99.9", "p1"].map(needed)).toEqual([1000, 100, 20, 100, 10_000, 1000]);
  expect(["Average", "tm99", "p100", "p0"].map(needed)).toEqual([0, 0, 0, 0]);
});

test("ranks are rounded up, but not because of binary fractions", () => {
  expect([rankOf(99.9, 1000), rankOf(99.9, 1001), rankOf(29, 100), rankOf(0, 5), rankOf(100, 7)]).toEqual([
    999, 1000, 29, 0, 7,
  ]);
});
