import * as fc from "fast-check";
import { parse, stringify } from "yaml";
import { readYaml, readYamlDocuments, YamlError } from "../../lib/yaml";

function mistakeIn(text: string): [kind: string, at: string] | "read" {
  try {
    readYaml(text);
    return "read";
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    expect(error.message).not.toBe("");
    expect(error.fix).not.toBe("");
    return [error.mistake.kind, `${error.at.line}:${error.at.column}`];
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("values are those of YAML 1.2, with aliases and merges followed", () => {
  const text = "a: &x [1, yes, null, 2026-11-20T19:30:00Z]\nb: *x\n'c d': &y { e: 1, f: 2 }\ng: { <<: *y, f: 3 }\n";
  const list = [1, "yes", null, "2026-11-20T19:30:00Z"];
  expect(plain(readYaml(text).value)).toEqual({ a: list, b: list, "c d": { e: 1, f: 2 }, g: { e: 1, f: 3 } });
});

test.each(["", "# nothing yet\n", "---\n", "null"])("a text without a value is null: %j", (text) => {
  expect(readYaml(text).value).toBeNull();
});

const json = fc.jsonValue({ maxDepth: 6 }).map((value) => plain(value));

test("what the library prints and what JSON prints is read as it was", () => {
  fc.assert(
    fc.property(json, (value) => {
      const allowed = !/"(__proto__|constructor|prototype|<<)":/.test(JSON.stringify(value));
      fc.pre(allowed);
      expect(plain(readYaml(stringify(value)).value)).toEqual(value);
      expect(plain(readYaml(JSON.stringify(value)).value)).toEqual(value);
    }),
  );
});

test("any text is read as the library reads it, or refused", () => {
  const part = fc.constantFrom(
    "a",
    "b:",
    " ",
    "\n",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "|\n",
    "#",
    "1",
    ": ",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 24 }), (parts) => {
      const text = parts.join("");
      if (mistakeIn(text) !== "read") return;
      expect(plain(readYaml(text).value)).toEqual(plain(parse(text, { logLevel: "silent" })));
    }),
    { numRuns: 2000 },
  );
});

test("a part has the place of its key or value, and a missing part that of the nearest one around it", () => {
  const { place } = readYaml("# a\nstart: x\nexpect:\n  - alarm: a\n    fires: true\n  - only: []\n");
  const places = [
    ["start"],
    ["expect", 0, "fires"],
    ["expect", 1],
    ["expect", 1, "other"],
    ["expect", 7],
    [],
    ["name"],
  ];
  expect(
    places.map((path) =>
      (["key", "value"] as const).map((about) => {
        const { column, line } = place(path, about);
        return `${line}:${column}`;
      }),
    ),
  ).toEqual([
    ["2:1", "2:8"],
    ["5:5", "5:12"],
    ["6:5", "6:5"],
    ["6:5", "6:5"],
    ["3:1", "3:1"],
    ["2:1", "2:1"],
    ["2:1", "2:1"],
  ]);
});

const bomb = `a: &a [1]\n${["ab", "bc", "cd", "de", "ef", "fg", "gh"]
  .map(([from = "", to = ""]) => `${to}: &${to} [${`*${from}, `.repeat(20)}]\n`)
  .join("")}`;

test.each<[what: string, text: string, kind: string, at: string]>([
  ["a list that is not closed", "name: b\nlogs: [a\nexpect: {}\n", "syntax", "3:1"],
  ["a tab as indentation", "a:\n\tb: 1\n", "syntax", "2:1"],
  ["a tag", "a: !!js/function x\n", "tag", "1:4"],
  ["a mistake before a second document", "a: b: c\n---\nd: 1\n", "syntax", "1:4"],
  ["a second document", "---\na: 1\n---\nb: 2\n", "second-document", "3:1"],
  ["a key that occurs twice", "a: 1\nb: 2\na: 3\n", "key-twice", "3:1"],
  ["a key that would change what objects are", "__proto__: { a: 1 }\n", "key-refused", "1:1"],
  ["a key that is a list", "? [a]\n: 1\n", "key-not-text", "1:3"],
  ["an alias without an anchor", "a: *x\n", "anchor-unknown", "1:4"],
  ["an alias inside its own anchor", "a: &a [*a]\n", "too-deep", "1:7"],
  ["a merge inside its own anchor", "a: &a { <<: *a }\n", "too-deep", "1:7"],
  ["a merge of text", "a: &a x\nb: { <<: *a }\n", "merge-not-an-object", "2:6"],
  ["aliases that stand for billions of values", bomb, "too-many-values", "1:7"],
])("%s is refused at its place", (_what, text, kind, at) => {
  expect(mistakeIn(text)).toEqual([kind, at]);
});

// Node.js stops the process when the parser's recursion ends in a regular expression: such a text has to be refused before it.
test.each([
  ["flow lists", "[".repeat(50_000)],
  ["flow maps", "{".repeat(50_000)],
  ["closed flow lists", "[".repeat(50_000) + "]".repeat(50_000)],
  ["lists on one line", "- ".repeat(50_000) + "a"],
  ["keys that are maps", "? ".repeat(50_000)],
  ["indented maps", Array.from({ length: 300 }, (_, level) => `${" ".repeat(level)}a:\n`).join("")],
  ["65 levels", `${"[".repeat(66)}${"]".repeat(66)}`],
])("deep nesting is refused: %s", (_what, text) => {
  expect(mistakeIn(text)[0]).toBe("too-deep");
});

test("64 levels are read", () => {
  expect(mistakeIn("[".repeat(64) + "1" + "]".repeat(64))).toBe("read");
});

test("half a million words and punctuation marks are the most", () => {
  expect(mistakeIn("- 1\n".repeat(140_000))[0]).toBe("too-many-tokens");
});

test("all documents of a text are read, each with its places, within limits for all of them", () => {
  const documents = readYamlDocuments("a: 1\n---\n# nothing\n---\nb: &b [2]\nc: *b\n");
  expect(documents.map(({ value }) => plain(value))).toEqual([{ a: 1 }, null, { b: [2], c: [2] }]);
  expect(documents[2]?.place(["c"], "key")).toEqual({ line: 6, column: 1 });
  const kindOf = (text: string) => {
    try {
      return readYamlDocuments(text).length;
    } catch (error) {
      return error instanceof YamlError ? error.mistake.kind : error;
    }
  };
  expect(kindOf("a: b\n---\nc: [\n---\nd: e\n")).toBe("syntax");
  expect(kindOf("a\n---\n".repeat(1001))).toBe("second-document");
  const many = `a: &a [${"1,".repeat(900)}]\nb: [${"*a,".repeat(100)}]\n---\n`;
  expect([kindOf(many), kindOf(many.repeat(3))]).toEqual([2, "too-many-values"]);
});
