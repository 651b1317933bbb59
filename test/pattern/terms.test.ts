import { parse } from "../../lib/pattern";
import { answers, expected, type Row } from "./matching";

function terms(text: string): string[] {
  const tree = parse(text);
  return tree.kind === "terms" ? tree.terms.map(({ mode, text: term }) => `${mode} ${term}`) : [];
}

describe("terms", () => {
  test.each<[claim: string, row: Row]>([
    [
      "a term is a case-sensitive substring",
      ["ERROR", ["ERROR", "xERRORS", "[ERROR]", "ERROR_code"], ["error", "ERR OR"]],
    ],
    ["plain terms must all occur, in any order", ["a b", ["b a", "ab"], ["a", "b"]]],
    ["a pattern may only exclude", ["-ERROR", ["fine", ""], ["ERROR", "an ERROR"]]],
    ["one optional term must occur", ["?a ?b", ["a", "b", "ab"], ["c", ""]]],
    ["a plain term makes optional ones ignored", ["?a ?b c", ["c"], ["a", "ab"]]],
    ["an excluding term makes optional ones ignored", ["?ERROR -timeout", ["fine", "ERROR"], ["ERROR timeout"]]],
    ["a hyphen in a word excludes what follows", ["a-b", ["a", "ac"], ["a-b", "b"]]],
    ["a question mark in a word begins an ignored optional term", ["a?b", ["a", "a?b"], ["b"]]],
    ["quotes keep a hyphen", ['"a-b"', ["xa-by"], ["a b", "ab"]]],
    ["there is no wildcard", ['"ERR*"', ["ERR*"], ["ERROR"]]],
    ["a quoted blank is a blank, not everything", ['" "', ["a b"], ["ab", ""]]],
    [
      "a backslash in quotes escapes only a quote or a backslash",
      ['"say \\"x\\" \\\\ \\d"', ['say "x" \\ \\d'], ["say x"]],
    ],
    ["an excluded or optional term may be quoted", ['-"two words" ?"x y"', ["two  words"], ["two words"]]],
    ["letters need not be ASCII", ["café", ["un café"], ["cafe"]]],
    ["digits, underscore and dot need no quotes", ["v1.2_3", ["v1.2_3"], ["v1-2_3"]]],
    ["blanks around terms are ignored", [" \t a\n b ", ["ab"], ["a"]]],
    ["the empty pattern matches every event", ["", ["", "x"], []]],
    ["a blank pattern matches every event", [" \t\n", ["", "x"], []]],
  ])("%s", (_, row) => expect(answers(row)).toEqual(expected(row)));

  test("are read in order, without quotes and escapes", () => {
    expect(terms('a -"b c" ?d f-g?h')).toEqual([
      "include a",
      "exclude b c",
      "optional d",
      "include f",
      "exclude g",
      "optional h",
    ]);
  });
});
