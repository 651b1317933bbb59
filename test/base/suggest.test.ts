import { nearest } from "../../lib/base";

test("of names of a megabyte, none is near: comparing them would take the product of their lengths", () => {
  const long = "a".repeat(1_000_000);
  expect(nearest(`${long}b`, [`${long}c`, long])).toBeUndefined();
  expect(nearest("payments", [long, "payment"])).toBe("payment");
  expect(nearest(`${"a".repeat(500)}b`, [`${"a".repeat(500)}c`])).toBe(`${"a".repeat(500)}c`);
});

test("a name that differs in digits alone is another thing", () => {
  expect(nearest("errors-4xx", ["errors-5xx"])).toBeUndefined();
  expect(nearest("erors-4xx", ["errors-4xx"])).toBe("errors-4xx");
});
