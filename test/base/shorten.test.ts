import fc from "fast-check";
import { shorten } from "../../lib/base";

test("a text is whole, or its beginning and its end with the number of characters that are left out", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 6, max: 40 }), (text, most) => {
      const short = shorten(text, most);
      if (text.length <= most) {
        expect(short).toBe(text);
        return;
      }
      const [, head = "", left = "", tail = ""] =
        /^([^]*)\.\.\. \((\d+) characters left out\) \.\.\.([^]*)$/.exec(short) ?? [];
      expect(text.startsWith(head) && text.endsWith(tail)).toBe(true);
      expect(head.length + Number(left) + tail.length).toBe(text.length);
      expect(head.length + tail.length).toBeLessThanOrEqual(most);
      // Nothing is cut in two.
      expect(short).not.toMatch(/\p{Surrogate}/u);
    }),
    { numRuns: 200 },
  );
});
