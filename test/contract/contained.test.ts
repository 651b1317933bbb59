import fc from "fast-check";
import { isContained } from "../../lib/contract";
import { compile, parse } from "../../lib/pattern";

test.each([
  ['{ $.app = "payments" }', '{ $.app = "pay*" }', true],
  ['{ $.app = "payments" }', '{ $.app = "orders" || $.app = "payments" }', true],
  ['{ $.app = "payments" }', '{ $.app != "orders" }', true],
  ['{ $.a.b = "x" && $.a.c = "y" }', '{ $.a.c = "y" }', true],
  ['{ $.app = "payments" }', '{ $.app = "orders" }', false],
  ['{ $.app = "pay*" }', '{ $.app = "payments" }', false],
  ['{ $.app = "payments" }', '{ $.other = "x" }', false],
  ['{ $.app = "payments" }', '{ $.app = "payments" && $.level = "error" }', false],
  ['{ $.app = "payments" || $.app = "x" }', '{ $.app = "pay*" }', false],
  ["payments", "pay", false],
])("lines of %s are all lines of %s: %s", (inner, outer, expected) => {
  expect(isContained(inner, outer)).toBe(expected);
});

test("a line that matches the inner pattern matches the outer one", () => {
  const value = fc.constantFrom("a", "ab", "b");
  const comparison = fc
    .tuple(fc.constantFrom("$.x", "$.y.z"), fc.constantFrom("=", "!="), fc.constantFrom('"a"', '"ab"', '"a*"'))
    .map((parts) => parts.join(" "));
  const condition = fc
    .tuple(comparison, fc.constantFrom("&&", "||"), comparison)
    .chain(([a, join, b]) => fc.constantFrom(`{ ${a} }`, `{ ${a} ${join} ${b} }`));
  fc.assert(
    fc.property(condition, condition, value, value, (inner, outer, x, z) => {
      const line = JSON.stringify({ x, y: { z }, other: 1 });
      if (isContained(inner, outer) && compile(parse(inner)).matches(line))
        expect(compile(parse(outer)).matches(line)).toBe(true);
    }),
  );
});
