import fc from "fast-check";
import { parse } from "yaml";
import { printYaml, readYaml } from "../../lib/yaml";

/** Texts that other versions of YAML, or careless readers, take for something else. */
const odd = fc.constantFrom(
  "on",
  "no",
  "012",
  "1_000",
  "0x10",
  "1e3",
  "12:30:45",
  "~",
  "null",
  "",
  " a ",
  "a: b",
  "# c",
  "- d",
  "${env:X}",
  "$$1",
  "a\nb",
  "\t",
  "é",
  "!x",
  "*a",
  "&b",
  "%",
  "@",
  "`",
  "y",
  "<<",
  "=",
);
const scalar = fc.oneof(
  odd,
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const key = fc.oneof(odd, fc.string()).filter((text) => text !== "__proto__" && text !== "<<");
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, tie("list"), tie("table")),
  list: fc.array(tie("value"), { maxLength: 5 }),
  table: fc.dictionary(key, tie("value"), { maxKeys: 5, noNullPrototype: true }),
}));

const plain = (of: unknown): unknown => JSON.parse(JSON.stringify(of)) as unknown;

test("what is printed is read again, under YAML 1.2 and by readers of 1.1", () => {
  fc.assert(
    fc.property(value, (of) => {
      const printed = printYaml(of);
      expect(plain(readYaml(printed).value)).toEqual(plain(of));
      expect(plain(parse(printed, { version: "1.1" }))).toEqual(plain(of));
    }),
  );
});

test("comments change nothing that is read", () => {
  const path = fc.array(fc.oneof(key, fc.nat(3)), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(value, fc.array(fc.record({ path, text: fc.string() }), { maxLength: 4 }), (of, comments) => {
      expect(plain(readYaml(printYaml(of, comments)).value)).toEqual(plain(of));
    }),
  );
});

test("comments stand above keys and items, folded, in their order; those of nothing are left out", () => {
  const printed = printYaml({ a: { b: [1, { c: 2 }] }, d: 1 }, [
    { path: ["a", "b"], text: "first" },
    { path: ["a", "b"], text: "second\nthird" },
    { path: ["a", "b", 1], text: "word ".repeat(30) },
    { path: ["x", "y"], text: "nothing" },
    { path: ["d"], text: "last" },
  ]);
  expect(printed.split("\n")).toEqual([
    "a:",
    "  # first",
    "  # second",
    "  # third",
    "  b:",
    "    - 1",
    `    # ${"word ".repeat(20).trim()}`,
    `    # ${"word ".repeat(10).trim()}`,
    "    - c: 2",
    "",
    "# last",
    "d: 1",
    "",
  ]);
});

test("a short list of plain values stands on one line, a long one on several", () => {
  expect(
    printYaml({ short: ["a", 1], long: Array.from({ length: 30 }, () => "value") })
      .split("\n")
      .slice(0, 4),
  ).toEqual(["short: [a, 1]", "", "long:", "  - value"]);
});

test("a text with a question mark is in quotes where it stands on one line with others: Go's parser ends it there", () => {
  expect(printYaml({ a: ["(?i)b"], c: "(?i)b" })).toBe('a: ["(?i)b"]\n\nc: (?i)b\n');
});
