import * as fc from "fast-check";
import { allowsFrom, constraintShape } from "../../lib/aws/provider-version";

test.each(["~> 6.0", ">= 6.40, < 7", "6.41.0", "v6.41.0", "!= 6.42.0-beta1", " = 6 "])("%j is a constraint", (text) => {
  expect(constraintShape.test(text)).toBe(true);
});

test("constraintShape matches exactly the constraints that allowsFrom reads", () => {
  const piece = fc.constantFrom("~>", ">=", "<", "=", "!=", "6", "6.41", "6.41.0", "v6", "-rc1", ",", " ", "x", ".");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
      const text = pieces.join("");
      expect(constraintShape.test(text)).toBe(allowsFrom(text, "6.41.0") !== undefined);
    }),
  );
});
