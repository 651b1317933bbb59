import { compile } from "../../lib/pattern";
import { growth } from "../work";
import { answers, expected, type Row } from "./matching";

const extract = (pattern: string, event: string) => compile(pattern).extract(event);

describe("space-delimited patterns", () => {
  describe("split an event", () => {
    test.each([
      ["at runs of blanks and tabs", "a  b\t\tc ", ["a", "b", "c"]],
      ["ignoring leading blanks", "  a b", ["a", "b"]],
      ["taking quoted text and brackets as one field", 'a "two words" [x y] b', ["a", "two words", "x y", "b"]],
      ["at a closing delimiter without a blank", 'a "b"c d', ["a", "b", "c", "d"]],
      ["at a closing bracket without a blank", "[a][b]c", ["a", "b", "c"]],
      ["keeping an unclosed quote", 'a "unclosed x', ["a", '"unclosed', "x"]],
      ["keeping an unclosed bracket", "a [unclosed x", ["a", "[unclosed", "x"]],
      ["keeping delimiters inside a word", 'a"b c" x[1]', ['a"b', 'c"', "x[1]"]],
      ["with empty fields", '"" [] x', ["", "", "x"]],
      ["with quotes in brackets and brackets in quotes", '["x y"] "[z w]"', ['"x y"', "[z w]"]],
      ["that is blank", "  ", []],
    ])("%s", (_, event, fields) => {
      expect(extract("[]", event)).toEqual(Object.fromEntries(fields.map((field, i) => [`$${i + 1}`, field])));
      expect(extract("[...]", event)).toEqual(extract("[]", event));
    });

    test.each(["[a ", '"a" "', '] [a "b '])(
      "in time proportional to its length, however many delimiters are unclosed: %s",
      async (open) => {
        const pattern = compile("[]");
        const split = (times: number) => () => pattern.matches(open.repeat(times));
        expect(await growth(split(5000), split(80_000))).toBeLessThan(80);
      },
    );
  });

  test.each([
    ["[a]", "ERROR", { $a: "ERROR" }],
    ["[a]", "a  b   c ", { $a: "a  b   c " }],
    ["[a]", '"two words"', { $a: "two words" }],
    ["[a]", '"two words" ', { $a: "two words" }],
    ["[a, b]", 'x "two words"  ', { $a: "x", $b: "two words" }],
    ["[a, b]", "x y  ", { $a: "x", $b: "y" }],
    ["[a, b]", 'x "y"z', { $a: "x", $b: '"y"z' }],
    ["[a, b]", "x  y  z ", { $a: "x", $b: "y  z " }],
    ["[a, b, c]", 'x "y z q', { $a: "x", $b: '"y', $c: "z q" }],
    ["[, b,]", "x y z w", { $1: "x", $b: "y", $3: "z w" }],
    ["[a, b]", "x", undefined],
    ["[a]", "", undefined],
  ])("%s puts the rest of the event into its last field: %j", (pattern, event, fields) => {
    expect(extract(pattern, event)).toEqual(fields);
  });

  test.each([
    ["[first, ...]", "a", { $first: "a" }],
    ["[first, ...]", 'a "b c" d', { $first: "a", $2: "b c", $3: "d" }],
    ["[..., last]", "a b c", { $1: "a", $2: "b", $last: "c" }],
    ["[..., last]", "a", { $last: "a" }],
    ["[a, ..., z]", "1 2 3 4", { $a: "1", $2: "2", $3: "3", $z: "4" }],
    ["[a, ..., z]", "1 2", { $a: "1", $z: "2" }],
    ["[a, ..., z]", "1", undefined],
    ["[..., x,]", "1 2 3", { $1: "1", $x: "2", $3: "3" }],
    ["[, ..., z]", "1 2 3", { $1: "1", $2: "2", $z: "3" }],
  ])("%s splits all of %j and numbers the fields that it does not name", (pattern, event, fields) => {
    expect(extract(pattern, event)).toEqual(fields);
  });

  describe("conditions", () => {
    test.each<[claim: string, row: Row]>([
      ["a number compares by value", ["[a=1, b]", ["1 x", "1.0 x", "1e0 x", "+1 x"], ["2 x", "x x", '"" x']]],
      ["a quoted number compares by text", ['[a="1", b]', ["1 x"], ["1.0 x"]]],
      ["large numbers compare exactly", ["[a=9007199254740993, b]", ["9007199254740993 x"], ["9007199254740992 x"]]],
      ["!= number holds for what is not a number", ["[a!=1, b]", ["2 x", "- x"], ["1 x", "1.0 x"]]],
      ["ordering does not hold for what is not a number", ["[a>1, b]", ["2 x", "1.5 x"], ["1 x", "- x", "abc x"]]],
      [
        "a word may contain wildcards",
        ["[a=4*, b=*.html*]", ["404 GET /x.html HTTP", '4 ".html"'], ["504 x.html", "404 x.htm"]],
      ],
      ["text may be quoted", ['[a="two words", b]', ['"two words" x', "[two words] x"], ["two words x"]]],
      ["!= text", ["[a!=ERROR, b]", ["WARN x"], ["ERROR x"]]],
      ["a regular expression searches", ["[a=%ERR%, b]", ["xERRORx y"], ["WARN ERR"]]],
      ["!= regular expression", ["[a!=%^E%, b]", ["WARN x"], ["ERROR x"]]],
      ["|| needs one of the conditions", ["[a=x || a=y, b]", ["x 1", "y 1"], ["z 1"]]],
      ["&& needs both conditions", ["[a>1 && a<5, b]", ["3 x"], ["1 x", "5 x"]]],
      ["&& binds tighter than ||", ["[a=1 || a>5 && a<9, b]", ["1 x", "7 x"], ["9 x", "3 x"]]],
      ["blanks around operators are ignored", ["[ a = x , b != y ]", ["x z"], ["x y", "y z"]]],
      ["words like null and true are texts", ["[a=null, b=true]", ["null true"], ["x true"]]],
      [
        "the last field's condition is tested on the rest of the event",
        ["[a, b=*two*]", ["x one two three"], ["two x"]],
      ],
      ["line breaks separate fields", ["[level=ERROR, ...]", ["ERROR\n at x"], ["WARN\nERROR"]]],
    ])("%s", (_, row) => expect(answers(row)).toEqual(expected(row)));
  });
});
