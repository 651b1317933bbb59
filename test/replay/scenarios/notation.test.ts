import fc from "fast-check";
import { parseNotation } from "../../../lib/replay/scenarios/notation";

// The first three are examples of Prometheus' own documentation.
test.each([
  ["-2+4x3", [-2, 2, 6, 10]],
  ["1-2x4", [1, -1, -3, -5, -7]],
  ["1x4", [1, 1, 1, 1, 1]],
  ["1 _x3 2", [1, null, null, null, 2]],
  ["_ 5", [null, 5]],
  ["0x2 900x1", [0, 0, 0, 900, 900]],
  ["1.5+.5x2", [1.5, 2, 2.5]],
  [" 7 ", [7]],
  ["1e2x0", [100]],
  ["_x0 1", [1]],
])("%j", (text, values) => expect(parseNotation(text)).toEqual({ values }));

test.each([
  ["", "no datapoint at all"],
  ["_x0", "no datapoint at all"],
  ["1 stale", '"stale" is not one of a, axn, a+bxn, a-bxn, _ and _xn'],
  ["1x", '"1x" is not one of a, axn, a+bxn, a-bxn, _ and _xn'],
  ["1+2", '"1+2" says not how often: write 1+2x5'],
  ["1,2", '"1,2" is not one of a, axn, a+bxn, a-bxn, _ and _xn'],
  ["NaN", '"NaN" is not one of a, axn, a+bxn, a-bxn, _ and _xn'],
  ["0x99999999999", '"0x99999999999" makes more than 1000000 datapoints'],
])("%j is refused: %s", (text, problem) => expect(parseNotation(text)).toEqual({ problem }));

test("what is written in the notation is what is read", () => {
  const step = fc.integer({ min: -1000, max: 1000 });
  const item = fc.oneof(
    fc.nat(30).map((n) => ({ text: `_x${n}`, values: Array<null>(n).fill(null) })),
    fc.tuple(step, step, fc.nat(30)).map(([first, each, n]) => ({
      text: `${first}${each < 0 ? "" : "+"}${each}x${n}`,
      values: Array.from({ length: n + 1 }, (_, i) => first + i * each),
    })),
  );
  fc.assert(
    fc.property(fc.array(item, { minLength: 1 }), (items) => {
      const values = items.flatMap((each) => each.values);
      fc.pre(values.length > 0);
      expect(parseNotation(items.map(({ text }) => text).join(" "))).toEqual({ values });
    }),
  );
});
