import fc from "fast-check";
import { parseNotation } from "../../../lib/replay/scenarios/notation";
import { expectText } from "../../texts";

// The first three are examples from Prometheus' documentation.
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
])("reads %j", (text, values) => expect(parseNotation(text)).toEqual({ values }));

test.each([
  ["", ""],
  ["_x0", ""],
  ["1 stale", '"stale"'],
  ["1x", '"1x"'],
  ["1+2", '"1+2"'],
  ["1,2", '"1,2"'],
  ["NaN", '"NaN"'],
  ["0x99999999999", '"0x99999999999"'],
])("rejects %j", (text, item) => {
  const notation = parseNotation(text);
  const problem = "problem" in notation ? notation.problem : undefined;
  expect(problem).toContain(item);
  expectText(problem ?? "");
});

test("reads back what is written in the notation", () => {
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
