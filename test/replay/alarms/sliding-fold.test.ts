import fc from "fast-check";
import { slidingFold } from "../../../lib/replay/alarms/sliding-fold";

const cell = fc.oneof(fc.constant(NaN), fc.integer({ min: -9, max: 9 }));

test("a sliding sum equals a loop over each window that skips NaN", () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 40 }), fc.integer({ min: 1, max: 50 }), (values, width) => {
      const expected = values.map((_, i) => {
        const there = values.slice(i, i + width).filter((value) => !Number.isNaN(value));
        return there.length === 0 ? NaN : there.reduce((a, b) => a + b);
      });
      expect([...slidingFold(Float64Array.from(values), width, (a, b) => a + b)]).toEqual(expected);
    }),
  );
});

test("values are combined in order", () => {
  const texts = ["a", "b", "c", "d", "e"];
  const joined: string[] = [...texts];
  const join = (a: number, b: number): number => joined.push(`${joined[a]}${joined[b]}`) - 1;
  const windows = slidingFold(Float64Array.of(0, 1, 2, 3, 4), 3, join);
  expect([...windows].map((i) => joined[i])).toEqual(["abc", "bcd", "cde", "de", "e"]);
});

test("no rounding error grows along the column: sums after a large value are exact", () => {
  const column = new Float64Array(1000).fill(0.1);
  column[10] = 1e17;
  const sums = slidingFold(column, 2, (a, b) => a + b);
  expect(sums[9]).toBe(1e17);
  expect([...sums.slice(11, -1)].every((sum) => sum === 0.2)).toBe(true);
});

test("a width of 0 gives NaN", () => {
  expect([...slidingFold(Float64Array.of(1, 2), 0, (a, b) => a + b)]).toEqual([NaN, NaN]);
});
