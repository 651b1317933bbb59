import fc from "fast-check";
import { quoted } from "../../../lib/collector/presets/ottl-text";

// Go reads the escapes of JSON: https://pkg.go.dev/strconv#Unquote
test("a text stands on one line, between quotes that nothing in it ends", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const written = quoted(text);
      expect(written).toMatch(/^"(?:\\.|[^\\"\n\r])*"$/);
      expect(JSON.parse(written)).toBe(text);
    }),
  );
  expect(quoted('a "b"\n\\d')).toBe('"a \\"b\\"\\n\\\\d"');
});
