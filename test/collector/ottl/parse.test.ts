import fc from "fast-check";
import type { OttlForm } from "../../../lib/collector/ottl/ottl";
import { parseOttl } from "../../../lib/collector/ottl/parse";
import { OttlError, OttlTooDeep } from "../../../lib/collector/ottl/problem";
import { growth } from "../../work";
import { ottlArbitrary } from "./arbitrary";

function problemOf(text: string, form: OttlForm): string | undefined {
  try {
    parseOttl(text, form);
    return undefined;
  } catch (error) {
    if (!(error instanceof OttlError)) throw error;
    return `${error.problem} ${error.at}`;
  }
}

test.each([
  'set(span.name, "x") where span.kind == SPAN_KIND_SERVER',
  'keep_keys(resource.attributes, ["a", "b"])',
  'replace_all_patterns(log.attributes, "value", "\\\\d+", "*", Sha256)',
  'set(log.attributes["a"][0][log.body], ParseJSON(log.body)["b"]) where not (IsMatch(log.body, "x") or true)',
  'set(span.attributes["a"], -(1 + 2.5e3) * .5 / span.attributes["n"])',
  'set(log.cache["m"], {"a": 1, "b": {"c": [1, nil, 0x0aff]}})',
  "limit (attributes, limit = 2, priority_keys = [])",
  "truncate_all(attributes, 9223372036854775807)",
  'set(a, Is Match(b, "c"))',
  "set(a, [1 2, 3])",
])("%s is a statement", (text) => {
  expect(problemOf(text, "statement")).toBeUndefined();
});

test.each([
  ["a == 'x'", "quote 5"],
  ["a = 1", "unexpected 2"],
  ["a == 1 && b == 2", "character 7"],
  ["a == 1 AND b == 2", "unexpected 7"],
  ['a == "\\d"', "string-escape 6"],
  ['a == "x', "string-open 5"],
  ["a == 08", "number 5"],
  ["a == 9223372036854775808", "number 5"],
  ["a == 0x0", "bytes 5"],
  ["a", "condition 0"],
  ["not not a == 1", "unexpected 4"],
  ["a == 1 == 2", "unexpected 7"],
  ["(a == 1) == true", "value 0"],
  ['("a") == b', "parentheses 0"],
  ['a + "b" == c', "operand 4"],
  ['isMatch(a, "b")', "function-case 0"],
  ["a.b. == 1", "unexpected 5"],
  ['a["b" == 1', "unexpected 6"],
  ["a == 1 where b", "unexpected 7"],
  ["a == 1)", "unexpected 6"],
  ["a == ", "unexpected 5"],
  ["", "unexpected 0"],
])("%s is no condition: %s", (text, problem) => {
  expect(problemOf(text, "condition")).toBe(problem);
});

test.each([
  ["Set(a, b)", "function-case 0"],
  ['set(a, b)["c"]', "index 9"],
  ["set(a, b", "unexpected 8"],
  ["set(a, b) where", "unexpected 15"],
  ["set(a, b) when c == 1", "unexpected 10"],
  ["set(a, b == c)", "unexpected 9"],
  ["set", "unexpected 3"],
  ["set(a, (x) => (y) => y)", "lambda 14"],
])("%s is no statement: %s", (text, problem) => {
  expect(problemOf(text, "statement")).toBe(problem);
});

const given = (kind: string, at: number) => ({ name: undefined, at, kind, elements: [] });

test("names of functions, paths and enums are given with their places, names of parameters are not", () => {
  expect(parseOttl("set(span.status.code, Find(a, (k, _) => k == A and b.c == D1))", "statement")).toEqual({
    functions: [
      { name: "set", at: 0 },
      { name: "Find", at: 22 },
    ],
    paths: [
      { at: 4, parts: ["span", "status", "code"] },
      { at: 27, parts: ["a"] },
      { at: 51, parts: ["b", "c"] },
    ],
    enums: [
      { name: "A", at: 45 },
      { name: "D1", at: 58 },
    ],
    calls: [
      { name: "set", at: 0, arguments: [given("path", 4), given("other", 22)] },
      { name: "Find", at: 22, arguments: [given("path", 27), given("lambda", 30)] },
    ],
    gated: [{ name: "=>", at: 30 }],
  });
});

test("what is written by the grammar is read, whatever blanks are in it", () => {
  fc.assert(
    fc.property(ottlArbitrary, ({ form, text }) => {
      parseOttl(text, form);
      parseOttl(`\n ${text}\t`, form);
    }),
  );
});

test("any text is read, or refused at a place in it", () => {
  const pieces = fc.constantFrom(
    ...Array.from("()[]{}\"'=<>!+-*/.,:_\\ aA0"),
    "and",
    "not",
    "nil",
    "0x",
    "=>",
    "\u{1f600}",
  );
  const texts = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(pieces, { maxLength: 40 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(texts, fc.constantFrom<OttlForm>("statement", "condition", "value"), (text, form) => {
      try {
        parseOttl(text, form);
      } catch (error) {
        if (!(error instanceof OttlError)) throw error;
        expect(error.at).toBeGreaterThanOrEqual(0);
        expect(error.at).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["parentheses", (size: number) => `${"(".repeat(size)}a == 1${")".repeat(size)}`],
  ["lists", (size: number) => `a == ${"[".repeat(size)}`],
  ["keys", (size: number) => `a${"[a".repeat(size)}`],
  ["maps", (size: number) => `a == ${'{"a":'.repeat(size)}`],
  ["calls", (size: number) => "F(".repeat(size)],
])("%s in each other are refused or left alone, however many", (_, make) => {
  expect(() => parseOttl(make(10_000), "condition")).toThrow(OttlTooDeep);
});

test.each([
  ["names in a list", (size: number) => `a == [${"a ".repeat(size)}]`],
  ["conditions", (size: number) => `a == 1${" and a == 1".repeat(size)}`],
  ["a path", (size: number) => `a${".a".repeat(size)} == 1`],
  ["parameters", (size: number) => `a == (a${",a".repeat(size)}`],
  ["a text", (size: number) => `a == "${"\\n".repeat(size)}"`],
])("the work for %s is linear", async (_, make) => {
  const work = (size: number) => () => {
    try {
      parseOttl(make(size), "condition");
    } catch (error) {
      if (!(error instanceof OttlError)) throw error;
    }
  };
  expect(await growth(work(5000), work(80_000))).toBeLessThan(80);
});
