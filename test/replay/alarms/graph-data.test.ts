import fc from "fast-check";
import { mathGraph, metricGraph } from "../../../lib/replay/alarms";
import { series, SEVEN } from "./alarm";

const metric = { namespace: "App", name: "Errors", dimensions: {} };

test.each<[string, readonly number[]]>([
  ["Sum", [6, NaN, 10]],
  ["Average", [2, NaN, 5]],
  ["Maximum", [3, NaN, 6]],
  ["SampleCount", [3, NaN, 2]],
  ["p50", [2, NaN, 4]],
])("%s of periods of two minutes", (statistic, expected) => {
  const of = series({ 10: [1, 2], 11: [3], 14: [4], 15: [6] });
  const values = metricGraph(metric, statistic, [of], { period: 120, start: (SEVEN + 10) * 60, count: 3 });
  expect([...(values as Float64Array)]).toEqual(expected);
});

test("a period counts its own samples, whatever its length and where it begins", () => {
  const samples = fc.dictionary(
    fc.integer({ min: 0, max: 40 }).map(String),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }),
  );
  fc.assert(
    fc.property(samples, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 10 }), (minutes, width, first) => {
      const values = metricGraph(metric, "Sum", [series(minutes)], {
        period: width * 60,
        start: (SEVEN + first) * 60,
        count: 5,
      });
      const expected = Array.from({ length: 5 }, (_, at) => {
        const begin = first + at * width;
        const inside = Object.entries(minutes).filter(([minute]) => +minute >= begin && +minute < begin + width);
        return inside.length === 0 ? NaN : inside.flatMap(([, all]) => all).reduce((sum, value) => sum + value, 0);
      });
      expect([...(values as Float64Array)]).toEqual(expected);
    }),
  );
});

test("metric math takes metrics and the expressions before it; a number is a line", () => {
  const periods = { period: 60, start: 0, count: 3 };
  const metrics = new Map([
    ["a", Float64Array.of(1, 2, NaN)],
    ["b", Float64Array.of(10, 0, 5)],
  ]);
  const math = (text: string, of: ReadonlyMap<string, readonly Float64Array[]> = new Map()) => {
    const values = mathGraph({ id: "e", text }, metrics, of, periods);
    return "whyNot" in values ? values.whyNot : values.map((each) => [...each]);
  };
  expect(math("100 * a / b")).toEqual([[10, NaN, 0]]);
  expect(math("MAX(b)")).toEqual([[10, 10, 10]]);
  expect(math("METRICS()")).toEqual([
    [1, 2, NaN],
    [10, 0, 5],
  ]);
  expect(math("r * 2", new Map([["r", [Float64Array.of(1, 2, 3)]]]))).toEqual([[2, 4, 6]]);
  expect(math("nothing + 1")).toMatchObject({ kind: "expression", query: "e", fault: { code: "unknown-id" } });
  expect(math("SEARCH('x', 'Sum')")).toMatchObject({ kind: "expression" });
});

test("what is not a statistic is refused", () => {
  expect(metricGraph(metric, "p200", [], { period: 60, start: 0, count: 1 })).toMatchObject({
    whyNot: { kind: "statistic-unknown" },
  });
});
