import * as fc from "fast-check";
import { allowsFrom, allowsOnlyFrom, constraintShape } from "../../lib/aws/provider-version";

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

test.each([
  ["~> 6.25", true],
  ["~> 6.24", false],
  ["6.25.0", true],
  [">= 6.30, < 7", true],
  [">= 5.100.0, < 7.0.0", false],
  ["> 6.24", false],
  ["< 7", false],
  ["!= 6.26.0", false],
  ["~> 7", true],
  ["latest", undefined],
])("whether %j allows only 6.25.0 or later: %j", (constraint, expected) => {
  expect(allowsOnlyFrom(constraint, "6.25.0")).toBe(expected);
});

test("a constraint that allows only versions from one on allows such a version, unless it allows none", () => {
  const version = fc.tuple(fc.nat(2), fc.nat(2)).map(([minor, patch]) => `6.${minor}.${patch}`);
  fc.assert(
    fc.property(fc.constantFrom("=", ">=", "~>", ">"), version, version, (operator, bound, least) => {
      if (allowsOnlyFrom(`${operator} ${bound}`, least) === true)
        expect(allowsFrom(`${operator} ${bound}`, least)).toBe(true);
    }),
  );
});
