import fc from "fast-check";
import { nearest, nearestAmong } from "../../lib/base";

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

describe("among many candidates", () => {
  const names = fc.string({ unit: fc.constantFrom("a", "b", "c", "1", "2", "A"), maxLength: 9 });

  /** The first of the candidates at the least distance, as it is defined. */
  function expected(name: string, candidates: readonly string[]): string | undefined {
    const plain = (text: string) => text.toLowerCase().replaceAll(/\d/g, "0");
    const limit = Math.floor(Math.max(name.length, 3) / 3) + 1;
    const near = candidates
      .filter((one) => plain(one) !== plain(name) || one.toLowerCase() === name.toLowerCase())
      .map((one) => ({ one, distance: distanceOf(name.toLowerCase(), one.toLowerCase()) }))
      .filter(({ distance }) => distance < limit);
    return near.toSorted((a, b) => a.distance - b.distance)[0]?.one;
  }

  /** Letters that differ; swapped neighbours count once. */
  function distanceOf(a: string, b: string): number {
    const rows = Array.from({ length: a.length + 1 }, (_, i) =>
      Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
    );
    for (let i = 1; i <= a.length; i++)
      for (let j = 1; j <= b.length; j++) {
        const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        rows[i]![j] = Math.min(
          rows[i - 1]![j]! + 1,
          rows[i]![j - 1]! + 1,
          rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
          swapped ? rows[i - 2]![j - 2]! + 1 : Infinity,
        );
      }
    return rows[a.length]![b.length]!;
  }

  test("the first of the nearest is found", () => {
    fc.assert(
      fc.property(fc.array(names, { maxLength: 12 }), fc.array(names, { maxLength: 4 }), (candidates, asked) => {
        const near = nearestAmong(candidates);
        for (const name of asked) expect(near(name)).toBe(expected(name, candidates));
      }),
    );
  });

  test("only so many are compared", () => {
    const near = nearestAmong(["payments"], 2);
    expect([near("payment"), near("payment")]).toEqual(["payments", "payments"]);
    expect(near("paymentz")).toBeUndefined();
  });
});
