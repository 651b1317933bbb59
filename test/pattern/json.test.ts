import { compile, LogEvent } from "../../lib/pattern";
import { answers, expected, type Row } from "./matching";

describe("JSON patterns", () => {
  describe("events", () => {
    test.each<[claim: string, row: Row]>([
      [
        "must be one JSON object and nothing else",
        [
          "{ $.a = 1 }",
          ['{"a":1}', ' \t\r\n{"a":1}\n '],
          ['{"a":1} x', 'x {"a":1}', '[{"a":1}]', '{"a":1', '{"a":1}{"a":1}', "", "1", "null", '\ufeff{"a":1}'],
        ],
      ],
      [
        "that are not objects do not match, not even NOT EXISTS",
        ["{ $.a NOT EXISTS }", ["{}", '{"b":1}'], ["[]", "null", '"a"', "{} x", "a", "{]}"]],
      ],
      ["with a repeated key have its last value", ["{ $.a = 2 }", ['{"a":1,"a":2}'], ['{"a":2,"a":1}']]],
      [
        "may escape letters of a key or text",
        ['{ $.a = "foo" }', ['{"a":"f\\u006fo"}', '{"\\u0061":"foo"}'], ['{"a":"f\\\\u006fo"}']],
      ],
      [
        "may escape letters of any of several texts",
        ["{ $.a = foo || $.a = bar }", ['{"a":"f\\u006fo"}', '{"a":"\\u0062ar"}'], ['{"a":"\\u0062az"}']],
      ],
      ["may escape a slash", ['{ $.a = "a/b" }', ['{"a":"a/b"}', '{"a":"a\\/b"}'], ['{"a":"ab"}']]],
    ])("%s", (_, row) => expect(answers(row)).toEqual(expected(row)));

    test("may be nested very deeply", () => {
      const deep = `${'{"a":'.repeat(100_000)}1.0${"}".repeat(100_000)}`;
      expect(compile("{ $.a.a.a.b NOT EXISTS }").matches(deep)).toBe(true);
      expect(compile('{ $.a.a.a = "1.0" }').matches(deep)).toBe(false);
      expect(compile("{ $.a = 1 }").matches("[".repeat(200_000))).toBe(false);
    });
  });

  describe("selectors", () => {
    test.each<[claim: string, row: Row]>([
      [
        "address nested members, not dotted keys",
        ["{ $.a.b = 2 }", ['{"a":{"b":2}}'], ['{"a.b":2}', '{"a":[{"b":2}]}', '{"a":2}']],
      ],
      ["take a dotted key in brackets and single quotes", ["{ $.['a.b'] = 2 }", ['{"a.b":2}'], ['{"a":{"b":2}}']]],
      [
        "may have steps before and after a bracketed key",
        ["{ $.x.['a b'].c[0] = 2 }", ['{"x":{"a b":{"c":[2]}}}'], ['{"x":{}}']],
      ],
      ["take a hyphen without quotes", ["{ $.detail-type = x }", ['{"detail-type":"x"}'], ['{"detail":"x"}']]],
      [
        "take an index of an array only",
        ["{ $.a[1] = 2 }", ['{"a":[1,2]}'], ['{"a":[2]}', '{"a":{"1":2}}', '{"a":"12"}']],
      ],
      ["read a digit step as a member only", ["{ $.a.0 = 2 }", ['{"a":{"0":2}}'], ['{"a":[2]}', '{"a":"2"}']]],
      [
        "select own members only",
        [
          "{ $.constructor NOT EXISTS && $.__proto__ NOT EXISTS && $.a.length NOT EXISTS }",
          ["{}", '{"a":[1]}', '{"a":"x"}'],
          ['{"__proto__":1}', '{"constructor":null}'],
        ],
      ],
      [
        "select a member named __proto__",
        ["{ $.__proto__.toString = x }", ['{"__proto__":{"toString":"x"}}'], ["{}", '{"__proto__":{}}']],
      ],
      [
        "with [*] select elements and members",
        ["{ $.a[*] = 2 }", ['{"a":[1,2]}', '{"a":{"x":1,"y":2}}'], ['{"a":2}', '{"a":[[2]]}', '{"a":"2"}']],
      ],
      ["with .* select elements and members", ["{ $.* = 2 }", ['{"a":1,"b":2}'], ['{"a":[2]}', "{}"]]],
      [
        "may have steps after a wildcard",
        ["{ $.a[*].b = 2 }", ['{"a":[{"b":1},{"b":2}]}', '{"a":{"x":{"b":2}}}'], ['{"a":{"b":2}}', '{"a":[2]}']],
      ],
    ])("%s", (_, row) => expect(answers(row)).toEqual(expected(row)));
  });

  const never = ['{"a":true}', '{"a":false}', '{"a":null}', '{"a":{}}', '{"a":[]}', '{"a":["1"]}', "{}"];
  describe("comparisons", () => {
    test.each<[claim: string, row: Row]>([
      [
        "= number: numbers by value, texts by the literal",
        [
          "{ $.a = 1 }",
          ['{"a":1}', '{"a":1.0}', '{"a":1e0}', '{"a":"1"}'],
          ['{"a":"01"}', '{"a":"1.0"}', '{"a":2}', ...never],
        ],
      ],
      [
        "!= number: only numbers and texts can differ",
        ["{ $.a != 1 }", ['{"a":2}', '{"a":"01"}', '{"a":"x"}'], ['{"a":1.0}', '{"a":"1"}', ...never]],
      ],
      ['= "1" compares text', ['{ $.a = "1" }', ['{"a":1}', '{"a":"1"}'], ['{"a":1.0}', '{"a":"01"}', ...never]]],
      ["!= text", ['{ $.a != "1" }', ['{"a":1.0}', '{"a":"x"}', '{"a":2}'], ['{"a":1}', '{"a":"1"}', ...never]]],
      ["* is any text or number", ["{ $.a = * }", ['{"a":""}', '{"a":0}', '{"a":1e309}'], never]],
      ["!= * is nothing", ["{ $.a != * }", [], ['{"a":""}', '{"a":0}', ...never]]],
      [
        "a regular expression reads numbers by their text",
        ["{ $.a = %^1\\.0$% }", ['{"a":1.0}', '{"a":1e0}', '{"a":"1.0"}'], ['{"a":1}', ...never]],
      ],
      ["!= regular expression", ["{ $.a != %1% }", ['{"a":2}', '{"a":"x"}'], ['{"a":1}', '{"a":"x1"}', ...never]]],
      ["true and false are texts", ["{ $.a = true }", ['{"a":"true"}'], ['{"a":true}', '{"a":"TRUE"}']]],
      ["text is case-sensitive", ['{ $.a = "foo" }', ['{"a":"foo"}'], ['{"a":"FOO"}', '{"a":"foo "}']]],
      ["the empty text is a text", ['{ $.a = "" }', ['{"a":""}'], ['{"a":" "}', '{"a":null}', "{}"]]],
      ["ordering takes numbers only", ["{ $.a > 1 }", ['{"a":1.5}', '{"a":2}'], ['{"a":1}', '{"a":"2"}', ...never]]],
      [
        "<= and >= include equal numbers",
        ["{ $.a >= 1 && $.a <= 1.0 }", ['{"a":1}', '{"a":1.0}'], ['{"a":0.99}', '{"a":1.01}']],
      ],
      ["negative numbers", ["{ $.a < -1.5 }", ['{"a":-2}', '{"a":-1.51}'], ['{"a":-1.5}', '{"a":1}']]],
    ])("%s", (_, row) => expect(answers(row)).toEqual(expected(row)));
  });

  describe("wildcards in text", () => {
    test.each<[claim: string, row: Row]>([
      [
        "may be anywhere in a word",
        ["{ $.a = f*b*r }", ['{"a":"fbr"}', '{"a":"foobar"}'], ['{"a":"foobars"}', '{"a":"xfbr"}']],
      ],
      ["may be in quotes", ['{ $.a = "*two w*" }', ['{"a":"two words"}'], ['{"a":"two"}']]],
      [
        "do not backtrack: the first occurrence of the last piece must end the text",
        ['{ $.a = "*111.111.111" }', ['{"a":"x111.111.111"}'], ['{"a":"111.111.111.111"}']],
      ],
      ["do not backtrack: *1 does not match 101", ['{ $.a = "*1" }', ['{"a":"001"}'], ['{"a":"101"}']]],
      [
        "do not backtrack: a middle piece matches at its first occurrence",
        ['{ $.a = "a*b*c" }', ['{"a":"abbc"}', '{"a":"abc"}'], ['{"a":"abcc"}', '{"a":"acb"}']],
      ],
      ["separate pieces that do not overlap", ['{ $.a = "a*a" }', ['{"a":"aa"}'], ['{"a":"a"}']]],
      ["several in a row are one", ['{ $.a = "a**b" }', ['{"a":"ab"}', '{"a":"axb"}'], ['{"a":"a"}']]],
      ["match numbers by their text", ["{ $.a = 4* }", ['{"a":404}', '{"a":4.5}', '{"a":"4xx"}'], ['{"a":504}']]],
      ["distinguish 5 from 5.0", ["{ $.a = *.0 }", ['{"a":5.0}', '{"a":5e0}'], ['{"a":5}']]],
    ])("%s", (_, row) => expect(answers(row)).toEqual(expected(row)));
  });

  const mixed = [
    '{"a":null}',
    '{"a":3}',
    '{"a":[]}',
    '{"a":[null]}',
    '{"a":[true]}',
    '{"a":[[2]]}',
    '{"a":{}}',
    '{"a":[{"b":2}]}',
  ];
  describe("wildcards in selectors", () => {
    test.each<[claim: string, row: Row]>([
      [
        "!= needs the node before the wildcard, and no equal node",
        ["{ $.a[*] != 2 }", [...mixed, '{"a":[1]}', '{"a":2}'], ["{}", '{"a":[1,2]}', '{"a":{"x":2}}']],
      ],
      [
        "!= with a step after the wildcard",
        ["{ $.a[*].b != 2 }", ['{"a":true}', '{"a":[{}]}', '{"a":[{"b":1}]}'], ["{}", '{"a":[{"b":2},{"b":1}]}']],
      ],
      ["!= at the root", ["{ $.* != 2 }", ["{}", '{"a":1}'], ['{"a":1,"b":2}']]],
      [
        "ordering holds if it holds for one node",
        ["{ $.a[*] > 2 }", ['{"a":[1,3]}'], ['{"a":[1,2]}', '{"a":["3"]}', '{"a":3}']],
      ],
      [
        "a regular expression matches if it matches one node",
        ["{ $.a[*] = %^x% }", ['{"a":["y","xy"]}'], ['{"a":["yx"]}', '{"a":"x"}']],
      ],
      [
        "NOT EXISTS holds if no node is selected",
        [
          "{ $.a[*] NOT EXISTS }",
          ["{}", '{"a":[]}', '{"a":{}}', '{"a":1}', '{"a":null}'],
          ['{"a":[null]}', '{"a":{"x":null}}'],
        ],
      ],
      [
        "IS NULL holds if a selected node itself is null",
        ["{ $.a[*] IS NULL }", ['{"a":[1,null]}', '{"a":{"x":null}}'], ['{"a":null}', '{"a":[[null]]}', "{}"]],
      ],
      [
        "IS TRUE holds if one node is true",
        ["{ $.a[*] IS TRUE }", ['{"a":[false,true]}'], ['{"a":[false]}', '{"a":true}', '{"a":[[true]]}']],
      ],
      [
        "numbers after a wildcard are read exactly",
        [
          '{ $.a[*].b = "1.0" }',
          ['{"a":[{"b":1},{"b":1.0}]}', '{"a":{"x":{"b":1},"y z":{"b":1e0}}}'],
          ['{"a":[{"b":1}]}'],
        ],
      ],
    ])("%s", (_, row) => expect(answers(row)).toEqual(expected(row)));
  });

  describe("states", () => {
    test.each<[claim: string, row: Row]>([
      [
        "IS TRUE is the boolean",
        ["{ $.a IS TRUE }", ['{"a":true}'], ['{"a":"true"}', '{"a":1}', '{"a":[true]}', '{"a":{}}', "{}"]],
      ],
      [
        "IS FALSE is the boolean",
        ["{ $.a is False }", ['{"a":false}'], ['{"a":"false"}', '{"a":0}', '{"a":null}', '{"a":[false]}', "{}"]],
      ],
      [
        "IS NULL is null, or an array that holds one",
        [
          "{ $.a IS NULL }",
          ['{"a":null}', '{"a":[null,2]}', '{"a":[null]}'],
          ['{"a":[[null]]}', '{"a":{"b":null}}', '{"a":[]}', "{}"],
        ],
      ],
      [
        "NOT EXISTS: null exists",
        ["{ $.a not exists }", ["{}", '{"b":{"a":1}}'], ['{"a":null}', '{"a":[]}', '{"a":false}']],
      ],
      [
        "NOT EXISTS || != matches a missing field and a different text",
        ['{ $.f NOT EXISTS || $.f != "x" }', ["{}", '{"f":"y"}'], ['{"f":"x"}', '{"f":null}']],
      ],
    ])("%s", (_, row) => expect(answers(row)).toEqual(expected(row)));
  });

  describe("precedence", () => {
    test.each<[claim: string, row: Row]>([
      [
        "&& binds tighter than ||",
        ["{ $.a = 1 || $.b = 1 && $.c = 1 }", ['{"a":1}', '{"b":1,"c":1}'], ['{"b":1}', '{"c":1}']],
      ],
      ["parentheses bind tightest", ["{ ($.a = 1 || $.b = 1) && $.c = 1 }", ['{"a":1,"c":1}'], ['{"a":1}']]],
      ["blanks are not needed", ["{($.a=1||$.b=x)&&$.c IS TRUE}", ['{"b":"x","c":true}'], ['{"b":"x"}']]],
    ])("%s", (_, row) => expect(answers(row)).toEqual(expected(row)));
  });

  test("an event is parsed once for any number of patterns", () => {
    const parse = jest.spyOn(JSON, "parse");
    try {
      const event = new LogEvent('{"a":1,"b":"x"}');
      for (const pattern of ["{ $.a = 1 }", "{ $.b = x }", "{ $.c NOT EXISTS }"])
        expect(compile(pattern).matches(event)).toBe(true);
      expect(parse).toHaveBeenCalledTimes(1);
    } finally {
      parse.mockRestore();
    }
  });

  test("an event without a text that the pattern needs is not parsed", () => {
    const parse = jest.spyOn(JSON, "parse");
    try {
      expect(compile('{ $.a = "needle" && $.b > 1 }').matches('{"a":"hay","b":2}')).toBe(false);
      expect(compile('{ $.a = "nee*dle" || $.b = other }').matches('{"a":"hay","b":2}')).toBe(false);
      expect(parse).not.toHaveBeenCalled();
    } finally {
      parse.mockRestore();
    }
  });
});
