import fc from "fast-check";
import { seriesNotation } from "../../lib/alerting/series-notation";

test.each([
  [[], ""],
  [[0], "0"],
  [[0, 0], "0 0"],
  [[0, 0, 0, 0], "0x3"],
  [[1, 3, 5, 7, 7, 7, 7], "1+2x3 7x2"],
  [[9, 6, 3], "9-3x2"],
  [[0.5, 1, 1.5], "0.5 1 1.5"],
])("%j is %s", (values, text) => expect(seriesNotation(values)).toBe(text));

const integers = fc.array(fc.oneof(fc.constantFrom(0, 1, 2), fc.integer()));
const floats = fc.array(fc.oneof(fc.constantFrom(0, 0.1, 2.5), fc.double({ noNaN: true, noDefaultInfinity: true })));

test("promtool reads back what was written", () =>
  fc.assert(
    fc.property(fc.oneof(integers, floats), (values) =>
      expect(expanded(seriesNotation(values))).toEqual(values.map((value) => value + 0)),
    ),
  ));

/** As promtool expands it: `a+bxn` is n + 1 values. */
function expanded(text: string): readonly number[] {
  return text.split(" ").flatMap((part) => {
    if (part === "") return [];
    const [, start = "", step = "+0", more = "0"] =
      /^(-?[\d.]+(?:e[+-]?\d+)?)([+-][\d.]+)?(?:x(\d+))?$/.exec(part) ?? [];
    const values = [Number(start)];
    for (let nth = 0; nth < Number(more); nth++) values.push((values.at(-1) ?? 0) + Number(step));
    return values;
  });
}
