import * as fc from "fast-check";
import { isDeployableStatistic, readStatistic, statisticFault, statisticShape } from "../../lib/aws/statistic";

test("a statistic is read from its name", () => {
  expect(readStatistic("Sum")).toEqual({ kind: "simple", name: "Sum" });
  expect(readStatistic("p99.99")).toEqual({ kind: "percentile", percent: 99.99 });
  expect(readStatistic("IQM")).toEqual({ kind: "trimmed", of: "mean", inPercent: true, low: 25, high: 75 });
  expect(readStatistic("TM(10%:)")).toEqual({ kind: "trimmed", of: "mean", inPercent: true, low: 10, high: 100 });
  expect(readStatistic("PR(:300)")).toEqual({
    kind: "trimmed",
    of: "rank",
    inPercent: false,
    low: -Infinity,
    high: 300,
  });
});

test.each<[name: string, fault: string]>([
  ["p101", "above-100"],
  ["TM(10%:101%)", "above-100"],
  ["TM(:)", "no-bound"],
  ["PR(10%:20%)", "percent-rank"],
  ["TM(10%:90)", "mixed-bounds"],
  ["TM(90%:10%)", "empty-range"],
  ["TM(5:5)", "empty-range"],
  ["TM(%:90%)", "unknown"],
  ["sum", "unknown"],
  ["P99", "unknown"],
  ["p", "unknown"],
  ["p99.", "unknown"],
  ["pr90", "unknown"],
  ["TM90", "unknown"],
  ["iqm", "unknown"],
  ["Median", "unknown"],
  ["TM(5:101%)", "mixed-bounds"],
  ["", "unknown"],
])("%j is refused: %s", (name, fault) => expect(statisticFault(name)).toBe(fault));

test("the Terraform provider accepts every statistic with at most two decimals that CloudWatch accepts", () => {
  const number = fc
    .tuple(fc.nat(99), fc.nat(99))
    .map(([whole, part]) => (part === 0 ? `${whole}` : `${whole}.${part}`));
  const names = fc.oneof(
    fc.tuple(fc.constantFrom("p", "tm", "wm", "tc", "ts"), number).map(([kind, percent]) => `${kind}${percent}`),
    fc
      .tuple(fc.constantFrom("TM", "WM", "TC", "TS", "PR"), number, number)
      .map(([kind, low, high]) => `${kind}(${low}:${high})`),
  );
  fc.assert(fc.property(names, (name) => statisticFault(name) !== undefined || statisticShape.test(name)));
});

test("a statistic is deployable if both CloudWatch and the Terraform provider accept it", () => {
  const names = ["Sum", "p99.99", "tm90", "TM(10%:90%)", "p99.999", "TM(90%:10%)", "median"];
  expect(names.filter(isDeployableStatistic)).toEqual(["Sum", "p99.99", "tm90", "TM(10%:90%)"]);
});
