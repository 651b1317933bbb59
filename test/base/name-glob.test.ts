import fc from "fast-check";
import { nameMatcher } from "../../lib/base";

test.each([
  ["payments-silent-*", "shop-prod-payments-silent-critical", true],
  ["payments-silent-*", "shop-prod-prepayments-silent-critical", false],
  ["payments-*-critical", "shop-prod-payments-slow-critical", true],
  ["payments-*-crit", "shop-prod-payments-slow-critical", false],
  ["*", "anything/at.all", true],
  ["/app/*/auth", "/app/prod/auth", true],
  ["prod/?uth", "/app/prod/auth", true],
  ["*errors", "api-errors", true],
  ["api-error?", "api-errors", true],
  ["a.b*", "a-b", false],
  ["api-errors", "api-errors-critical", false],
  ["[abc]*", "a", false],
])("%j means %j: %s", (glob, name, expected) => {
  expect(nameMatcher(glob)(name)).toBe(expected);
});

test("a glob means a name if one of its parts between boundaries matches as a whole", () => {
  const text = fc.array(fc.constantFrom("a", "b", "-", "/", "é"), { maxLength: 8 }).map((all) => all.join(""));
  const glob = fc
    .array(fc.constantFrom("a", "b", "-", "*", "?"), { minLength: 1, maxLength: 5 })
    .map((all) => all.join(""));
  const whole = (one: string, name: string): boolean =>
    new RegExp(`^${one.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`, "u").test(name);
  fc.assert(
    fc.property(glob, text, (one, name) => {
      fc.pre(/[*?]/.test(one));
      const isInside = (character: string | undefined) => character !== undefined && /\p{L}/u.test(character);
      const parts = Array.from({ length: name.length + 1 }, (_, from) => from).flatMap((from) =>
        Array.from({ length: name.length - from + 1 }, (_, length) => [from, from + length] as const),
      );
      const expected = parts.some(
        ([from, to]) => !isInside(name[from - 1]) && !isInside(name[to]) && whole(one, name.slice(from, to)),
      );
      expect(nameMatcher(one)(name)).toBe(expected);
    }),
  );
});

test("a glob of many stars is answered at once", () => {
  expect(nameMatcher(`${"*a".repeat(200)}*b`)("a".repeat(2000))).toBe(false);
});
