import { type Condition, equalTrees, parse, type Pattern, PatternError, print, printSelector } from "../../lib/pattern";

const json = (where: Condition): Pattern => ({ kind: "json", where });
const a: Condition = {
  kind: "compare",
  selector: { steps: [{ kind: "key", name: "a" }] },
  operator: "=",
  value: { kind: "number", text: "1" },
};
const b: Condition = { kind: "state", selector: { steps: [{ kind: "key", name: "b" }] }, state: "true" };

describe("a pattern is printed in one canonical form", () => {
  test.each([
    ["  ", ""],
    [' ERROR   -"x" ?"two words"', 'ERROR -x ?"two words"'],
    ['a-b?"c"', "a -b ?c"],
    ["%a b%", "%a b%"],
    ["{$.a=1&&$.b IS TRUE}", "{ $.a = 1 && $.b IS TRUE }"],
    ["{ ((($.a = 1))) }", "{ $.a = 1 }"],
    ["{ ($.a = 1 && $.b = 2) || $.c not exists }", "{ $.a = 1 && $.b = 2 || $.c NOT EXISTS }"],
    ["{ ($.a = 1 || $.b = 2) && $.c is null }", "{ ($.a = 1 || $.b = 2) && $.c IS NULL }"],
    ["{ $.a = 1 && ($.b = 2 && $.c = 3) }", "{ $.a = 1 && ($.b = 2 && $.c = 3) }"],
    ["{ $.['plain'].['a.b'][0][*] = %x% }", "{ $.plain.['a.b'][0][*] = %x% }"],
    ['{ $.a = "q\\"\\\\x" }', '{ $.a = "q\\"\\\\x" }'],
    ["[a=1||a<=5&&a!=x , ,...]", "[a = 1 || a <= 5 && a != x, , ...]"],
    ["[ ]", "[]"],
    ["[...]", "[...]"],
    ["[,]", "[, ]"],
  ])("%s", (text, printed) => {
    expect(print(parse(text))).toBe(printed);
    expect(equalTrees(parse(printed), parse(text))).toBe(true);
  });

  test("a selector can be printed by itself", () => {
    expect(
      printSelector({
        steps: [
          { kind: "key", name: "a" },
          { kind: "index", index: 3 },
          { kind: "each", form: "dot" },
        ],
      }),
    ).toBe("$.a[3].*");
  });

  test("nested conditions of the same kind keep their structure", () => {
    const nested = json({
      kind: "any",
      of: [a, { kind: "any", of: [b, { kind: "all", of: [a, { kind: "all", of: [b, a] }] }] }],
    });
    expect(print(nested)).toBe("{ $.a = 1 || ($.b IS TRUE || $.a = 1 && ($.b IS TRUE && $.a = 1)) }");
  });
});

describe("a tree without a text is refused", () => {
  const compare = (rest: Partial<Extract<Condition, { kind: "compare" }>>) => json({ ...a, ...rest });
  test.each<[what: string, tree: Pattern]>([
    ["no terms", { kind: "terms", terms: [] }],
    ["an empty term", { kind: "terms", terms: [{ mode: "include", text: "" }] }],
    ["a conjunction of one", json({ kind: "all", of: [a] })],
    ["an empty alternative", json({ kind: "any", of: [] })],
    ["a selector without steps", compare({ selector: { steps: [] } })],
    ["a selector that begins with an index", compare({ selector: { steps: [{ kind: "index", index: 0 }] } })],
    [
      "a negative index",
      compare({
        selector: {
          steps: [
            { kind: "key", name: "a" },
            { kind: "index", index: -1 },
          ],
        },
      }),
    ],
    ["a key with a single quote", compare({ selector: { steps: [{ kind: "key", name: "it's" }] } })],
    ["an empty key", compare({ selector: { steps: [{ kind: "key", name: "" }] } })],
    ["NaN", compare({ value: { kind: "number", text: "NaN" } })],
    ["an unquoted text with a blank", compare({ value: { kind: "text", text: "a b", quoted: false } })],
    ["an unquoted number as text", compare({ value: { kind: "text", text: "1", quoted: false } })],
    ["an unquoted null", compare({ value: { kind: "text", text: "null", quoted: false } })],
    [
      "an unquoted text that contains an operator",
      compare({ value: { kind: "text", text: "x || $.b = 1", quoted: false } }),
    ],
    ["an ordering of text", compare({ operator: ">", value: { kind: "text", text: "1", quoted: true } })],
    ["an empty regular expression", { kind: "regex", source: "" }],
    ["a regular expression that ends early", { kind: "regex", source: "a% %b" }],
    ["a single unnamed field", { kind: "delimited", slots: [{ kind: "field" }] }],
    [
      "a condition on an unnamed field",
      {
        kind: "delimited",
        slots: [
          { kind: "field", where: { kind: "compare", operator: "=", value: { kind: "number", text: "1" } } },
          { kind: "field" },
        ],
      },
    ],
    ["a field name with a hyphen", { kind: "delimited", slots: [{ kind: "field", name: "a-b" }] }],
    ["a field name with a digit first", { kind: "delimited", slots: [{ kind: "field", name: "1a" }] }],
    [
      "a slot that needs parentheses",
      {
        kind: "delimited",
        slots: [
          {
            kind: "field",
            name: "a",
            where: {
              kind: "all",
              of: [
                { kind: "compare", operator: "=", value: { kind: "number", text: "1" } },
                {
                  kind: "any",
                  of: [1, 2].map((n) => ({
                    kind: "compare",
                    operator: "=",
                    value: { kind: "number", text: String(n) },
                  })),
                },
              ],
            },
          },
        ],
      },
    ],
  ])("%s", (_, tree) => {
    expect(() => print(tree)).toThrow(expect.objectContaining({ code: "no-text-form" }) as Error);
  });

  test.each<[code: string, tree: Pattern]>([
    ["too-long", { kind: "terms", terms: [{ mode: "include", text: "x".repeat(1025) }] }],
    ["bad-regex", { kind: "regex", source: "a++" }],
    [
      "too-many-wildcards",
      json({
        ...a,
        selector: {
          steps: [
            { kind: "each", form: "dot" },
            { kind: "each", form: "dot" },
          ],
        },
      }),
    ],
    ["duplicate-field", { kind: "delimited", slots: [{ kind: "ellipsis" }, { kind: "ellipsis" }] }],
  ])("with the code of the service's error if the service refuses its text: %s", (code, tree) => {
    expect(() => print(tree)).toThrow(PatternError);
    expect(() => print(tree)).toThrow(expect.objectContaining({ code }) as Error);
  });
});
