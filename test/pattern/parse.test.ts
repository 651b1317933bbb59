import { equalTrees, parse, PatternError, type PatternErrorCode, patternLimits, stripSpans } from "../../lib/pattern";
import { expectText } from "../texts";

function errorOf(text: string): PatternError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof PatternError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

const term = (text: string) => `Invalid character(s) in term '${text}'`;
const SYNTAX = "Invalid metric filter pattern";
const REGEX = "Failed to compile regular expression.";

describe("a pattern is refused with the message of CloudWatch", () => {
  test.each<[pattern: string, code: PatternErrorCode, message: string]>([
    // Terms
    ["ERR*", "invalid-character", term("*")],
    ["!", "invalid-character", term("!")],
    ["a:b", "invalid-character", term(":")],
    ["a/b", "invalid-character", term("/")],
    ["me@x", "invalid-character", term("@")],
    ["a [b]", "invalid-character", term("[")],
    ["f(x)", "invalid-character", term("(")],
    ["C:\\x", "invalid-character", term(":")],
    ["a\u00a0b", "invalid-character", term("\u00a0")],
    ["a 😀", "invalid-character", term("😀")],
    ['""', "invalid-character", term('""')],
    ['a -""', "invalid-character", term('""')],
    ['"ERROR', "invalid-character", term('"ERROR')],
    ['a "b\\" c', "invalid-character", term('"b\\" c')],
    ['"ERROR"WARN', "syntax", SYNTAX],
    ['WARN"ERROR"', "syntax", SYNTAX],
    ['"a""b"', "syntax", SYNTAX],
    ["-", "syntax", SYNTAX],
    ["- a", "syntax", SYNTAX],
    ["a -", "syntax", SYNTAX],
    ["--a", "syntax", SYNTAX],
    ["-?a", "syntax", SYNTAX],
    ["ERROR %WARN%", "invalid-character", term("%")],
    ["?%WARN%", "invalid-character", term("%")],
    // Regular expressions
    ["%", "invalid-character", term("%")],
    ["%%", "invalid-character", term("%%")],
    ["%(a)%", "invalid-character", term("%(")],
    ["%\\(a\\)%", "invalid-character", term("%\\(")],
    ["%a!%", "invalid-character", term("%a!")],
    ["%a&b%", "invalid-character", term("%a&")],
    ["%café%", "invalid-character", term("%café")],
    ['%"%', "invalid-character", term('%"')],
    ["%a\tb%", "invalid-character", term("%a\t")],
    ["%A% %B%", "syntax", SYNTAX],
    ["%A%B%", "syntax", SYNTAX],
    ["%A% B", "unclosed", "If a filter pattern starts with '%' it must end with '%'"],
    ["%a++%", "bad-regex", REGEX],
    ["%a**%", "bad-regex", REGEX],
    ["%a{2}{3}%", "bad-regex", REGEX],
    ["%a??+%", "bad-regex", REGEX],
    ["%*a%", "bad-regex", REGEX],
    ["%a|+%", "bad-regex", REGEX],
    ["%[z-a]%", "bad-regex", REGEX],
    ["%[a-\\d]%", "bad-regex", REGEX],
    ["%[a%", "bad-regex", REGEX],
    ["%[]%", "bad-regex", REGEX],
    ["%[a[b]%", "bad-regex", REGEX],
    ["%\\p%", "bad-regex", REGEX],
    ["%\\b%", "bad-regex", REGEX],
    ["%\\1%", "bad-regex", REGEX],
    ["%\\x4%", "bad-regex", REGEX],
    ["%a\\%", "bad-regex", REGEX],
    ["%a{%", "bad-regex", REGEX],
    ["%a{,3}%", "bad-regex", REGEX],
    ["%a{3,2}%", "bad-regex", REGEX],
    ["%a{1001}%", "bad-regex", REGEX],
    [`%${"a{1000}".repeat(6)}%`, "bad-regex", REGEX],
    // Frames
    ["{", "unclosed", "If a filter pattern starts with '{' it must end with '}'"],
    ["{ $.a = 1 } x", "unclosed", "If a filter pattern starts with '{' it must end with '}'"],
    ["{ $.a = 1 } ", "unclosed", "If a filter pattern starts with '{' it must end with '}'"],
    ["[a, b", "unclosed", "If a filter pattern starts with '[' it must end with ']'"],
    [" { $.a = 1 }", "syntax", SYNTAX],
    ["\n[a]", "syntax", SYNTAX],
    ["{ $.a = 1 } }", "syntax", SYNTAX],
    ["[a] [b]", "syntax", SYNTAX],
    // JSON
    ["{}", "syntax", SYNTAX],
    ["{ }", "syntax", SYNTAX],
    ["{ $.a }", "syntax", SYNTAX],
    ["{ $.a = }", "syntax", SYNTAX],
    ["{ a = 1 }", "syntax", SYNTAX],
    ["{ 1 = $.a }", "syntax", SYNTAX],
    ["{ $.a = $.b }", "syntax", SYNTAX],
    ["{ $.a == 1 }", "syntax", SYNTAX],
    ["{ $.a = null }", "syntax", SYNTAX],
    ["{ $.a != NULL }", "syntax", SYNTAX],
    ["{ $.a = exists }", "syntax", SYNTAX],
    ["{ $.a = 1 AND $.b = 2 }", "syntax", SYNTAX],
    ["{ $.a = 1 $.b = 2 }", "syntax", SYNTAX],
    ["{ $.a = 1 && }", "syntax", SYNTAX],
    ["{ || $.a = 1 }", "syntax", SYNTAX],
    ["{ ($.a = 1 }", "syntax", SYNTAX],
    ["{ $.a = 1) }", "syntax", SYNTAX],
    ["{ NOT ($.a = 1) }", "syntax", SYNTAX],
    ["{ $.a EXISTS }", "syntax", SYNTAX],
    ["{ $.a IS NOT NULL }", "syntax", SYNTAX],
    ["{ $.a IS 1 }", "syntax", SYNTAX],
    ["{ $.a NOT NULL }", "syntax", SYNTAX],
    ["{ $.a = 1e2147483648 }", "syntax", SYNTAX],
    ["{ $.a = 1e-2147483648 }", "syntax", SYNTAX],
    ["{ $.a = two words }", "syntax", SYNTAX],
    ["{ $.a..b = 1 }", "syntax", SYNTAX],
    ['{ $.a > "0" }', "invalid-character", term('"0"')],
    ["{ $.a > abc }", "invalid-character", term("abc")],
    ["{ $.a >= 1* }", "invalid-character", term("1*")],
    ["{ $.a < %1% }", "invalid-character", term("%1%")],
    ["{ !($.a = 1) }", "invalid-character", term("!(")],
    ["{ $.a = 1 & $.b = 2 }", "invalid-character", term("& ")],
    ["{ $.a = a:b }", "invalid-character", term(":")],
    ["{ $.a = 'x' }", "invalid-character", term("'")],
    ['{ $.a = "x }', "invalid-character", term('"x }')],
    ["{ $.a = %a!% }", "invalid-character", term("%a!")],
    ["{ $.a = %a++% }", "bad-regex", REGEX],
    ["{ $[1] = 2 }", "invalid-character", term("$[")],
    ["{ $ = 2 }", "invalid-character", term("$ ")],
    ["{ $a = 2 }", "invalid-character", term("$a")],
    ["{ $['a.b'] = 2 }", "invalid-character", term("$[")],
    ['{ $.["a.b"] = 2 }', "invalid-character", term('$.["')],
    ['{ $."a.b" = 2 }', "invalid-character", term('$."')],
    ["{ $.[''] = 2 }", "invalid-character", term("$.[''")],
    ["{ $.a[-1] = 2 }", "invalid-character", term("[")],
    ["{ $.a[99999999999] = 2 }", "invalid-character", term("[")],
    [
      "{ $.a[*].b[*] = 1 }",
      "too-many-wildcards",
      "Your filter pattern has a JSON path selector that exceeds the maximum of 1 wildcard allowed per json selector.",
    ],
    [
      "{ $.a = %a% && $.b = %b% && $.c = %c% }",
      "too-many-regexes",
      "Your input has exceeded the maximum of 2 regular expressions per filter pattern.",
    ],
    // Space-delimited
    ["[1a, b]", "invalid-character", term("1a")],
    ["[1, b]", "invalid-character", term("1")],
    ["[user-id, b]", "invalid-character", term("user-")],
    ["[a, a]", "duplicate-field", "Duplicate field 'a'"],
    ["[..., a, ...]", "duplicate-field", "Duplicate field '...'"],
    ["[a=ERROR || b=one, b]", "several-fields", "Multiple variables used in a single filter. Var1 : a, Var2 : b"],
    [
      "[status = 4* && bytes > 1000]",
      "several-fields",
      "Multiple variables used in a single filter. Var1 : status, Var2 : bytes",
    ],
    ["[a==1]", "syntax", SYNTAX],
    ['[a>"1"]', "syntax", SYNTAX],
    ["[a>x]", "syntax", SYNTAX],
    ["[a=]", "syntax", SYNTAX],
    ["[=1]", "syntax", SYNTAX],
    ['["a"]', "syntax", SYNTAX],
    ["[a b]", "syntax", SYNTAX],
    ["[a && b=1]", "syntax", SYNTAX],
    ["[a=1 &&]", "syntax", SYNTAX],
    ["[a=1e2147483648]", "syntax", SYNTAX],
    ["[(a=1)]", "invalid-character", term("(")],
    ["[a=$.x]", "invalid-character", term("$")],
    [
      "[a=%x%, b=%x%, c=%x%]",
      "too-many-regexes",
      "Your input has exceeded the maximum of 2 regular expressions per filter pattern.",
    ],
    [
      "x".repeat(1025),
      "too-long",
      "Value at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to 1024",
    ],
  ])("%s", (pattern, code, message) => {
    const error = errorOf(pattern);
    expect({ code: error.code, message: error.message }).toEqual({ code, message });
    expect(error.fix).toMatch(/^[^a-z].*\S$/s);
  });
});

test("a fourth selector with a wildcard is refused; CloudWatch's message is not known", () => {
  const error = errorOf("{ $.a.* = 1 && $.b.* = 1 && $.c.* = 1 && $.* = 1 }");
  expect(error.code).toBe("too-many-wildcards");
  expectText(`${error.message}\n  ${error.fix}`);
});

describe("a pattern at its limits is accepted", () => {
  test.each([
    ["1024 characters", "x".repeat(patternLimits.characters)],
    ["1024 characters of two UTF-16 units each", `"${"😀".repeat(patternLimits.characters - 2)}"`],
    ["two regular expressions", "{ $.a = %a% || $.b = %b% }"],
    ["three wildcards", "{ $.a.* = 1 && $.b[*] = 1 && $.* = 1 }"],
    ["the largest exponent", "{ $.a < 1e2147483647 }"],
    ["the smallest exponent", "{ $.a > 1e-2147483647 }"],
    ["an ellipsis and unnamed fields", "[, ..., ,]"],
    ["as many parentheses as fit", `{ ${"(".repeat(500)}$.a = 1${")".repeat(500)} }`],
  ])("%s", (_, pattern) => {
    expect(() => parse(pattern)).not.toThrow();
  });
});

describe("a tree", () => {
  test("has the span of each part", () => {
    const text = '{ $.a = 1 && ($.b IS TRUE || $.c = "x") }';
    const tree = parse(text);
    const at = (node: { span?: { start: number; end: number } } | undefined) =>
      text.slice(node?.span?.start, node?.span?.end);
    expect(at(tree)).toBe(text);
    if (tree.kind !== "json" || tree.where.kind !== "all") throw new Error("not a conjunction");
    const [first, second] = tree.where.of;
    expect(at(first)).toBe("$.a = 1");
    if (first?.kind !== "compare" || second?.kind !== "any") throw new Error("not as written");
    expect([at(first.selector), at(first.value)]).toEqual(["$.a", "1"]);
    expect(second.of.map(at)).toEqual(["$.b IS TRUE", '$.c = "x"']);
  });

  test("keeps parentheses that matter, and drops those that do not", () => {
    expect(
      equalTrees(parse("{ (($.a = 1) || ($.b = 2 && $.c = 3)) }"), parse("{ $.a = 1 || $.b = 2 && $.c = 3 }")),
    ).toBe(true);
    expect(equalTrees(parse("{ ($.a = 1 && $.b = 2) && $.c = 3 }"), parse("{ $.a = 1 && $.b = 2 && $.c = 3 }"))).toBe(
      false,
    );
  });

  test("distinguishes numbers, words and quoted texts", () => {
    const values = ["1", "+1", "-0.0", "1e+3", "1.2.3", "1.", ".5", "-x", "4*", "true", '"1"'].map((value) => {
      const tree = stripSpans(parse(`{ $.a = ${value} }`));
      return tree.kind === "json" && tree.where.kind === "compare" ? tree.where.value : undefined;
    });
    const number = (text: string) => ({ kind: "number", text });
    const word = (text: string) => ({ kind: "text", text, quoted: false });
    expect(values).toEqual([
      ...["1", "+1", "-0.0", "1e+3"].map(number),
      ...["1.2.3", "1.", ".5", "-x", "4*", "true"].map(word),
      { kind: "text", text: "1", quoted: true },
    ]);
  });
});

describe("a PatternError", () => {
  test.each([
    ["ERR*", "ERR*\n   ^"],
    ["{ $.a > abc }", "{ $.a > abc }\n        ^^^"],
    ["[a, b", "[a, b\n     ^"],
    ["a\n\tb! c\nd", "\tb! c\n\t ^"],
    ['"😀😀', '"😀😀\n^^^'],
  ])("points at its place in %j", (pattern, drawn) => {
    expect(errorOf(pattern).caret()).toBe(drawn);
  });

  test("says what to write instead", () => {
    const patterns = ["a-b:c", "%f(x)%", "{ level = 1 }", "{ $.a = null }"];
    expectText(patterns.map((pattern) => errorOf(pattern).fix).join("\n"));
  });
});
