import fc from "fast-check";
import { columnsOf, wrap } from "../../../lib/replay/report/text-layout";
import { growth } from "../../work";

const text = fc.array(
  fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom("日本語の長い文字列です", "e\u0301".repeat(9))),
  {
    maxLength: 8,
  },
);

test("wrapped lines are as wide as the terminal at most, and lose nothing but the blanks where they break", () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 40 }), (words, columns) => {
      const lines = wrap(words.join(" "), columns);
      for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
      expect(lines.join("").replaceAll(" ", "")).toBe(words.join("").replaceAll(" ", ""));
    }),
  );
});

test("the work for a long word grows with its length", async () => {
  const word = (length: number) => () => wrap("ü".repeat(length), 80);
  expect(await growth(word(20_000), word(320_000))).toBeLessThan(80);
});
