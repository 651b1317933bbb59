import { compile } from "../../lib/pattern";
import { growth } from "../work";
import { answers, expected, type Row } from "./matching";

describe("regular expressions", () => {
  test.each<[claim: string, row: Row]>([
    ["search anywhere", ["%a{3,5}%", ["aaa", "aaaaaa", "xaaay"], ["aa"]]],
    ["| has the lowest precedence", ["%gra|ey%", ["gray", "they"], ["gry"]]],
    ["anchors belong to their alternative", ["%^a|b$%", ["ax", "xb"], ["xa", "bx"]]],
    ["$ is the very end only", ["%a$%", ["a", "ba"], ["a\n", "ab"]]],
    [
      "a dot is any character except a line feed, also outside ASCII",
      ["%^a.b$%", ["a b", "aéb", "a😀b", "a\rb"], ["a\nb", "ab"]],
    ],
    ["\\s is blank, tab and line breaks", ["%a\\sb%", ["a b", "a\tb", "a\nb"], ["ab", "a\u00a0b"]]],
    ["\\w and \\d are ASCII", ["%^\\w\\d$%", ["a1", "_0"], ["é1", "a٣"]]],
    ["\\W, \\D and \\S are the others", ["%^\\W\\D\\S$%", ["éa!", "-é-"], ["aaa", "-1-", "-a "]]],
    ["a negated class matches characters outside ASCII", ["%^[^a-c]$%", ["d", "é", "😀", "\n"], ["a", "dd"]]],
    ["a class may contain classes, hyphens and a first bracket", ["%^[]\\d.-]+$%", ["1]-.", "]"], ["a", "[1"]]],
    ["a hyphen may be escaped", ["%a\\-b%", ["a-b"], ["ab"]]],
    ["operators may be escaped", ["%\\^\\$\\?\\[\\]\\{\\}\\|\\\\\\*\\+\\.%", ["^$?[]{}|\\*+."], ["^$?[]{}|*+."]]],
    ["\\xHH is a character by its code", ["%\\x28\\x21\\x29%", ["f(!)"], ["f"]]],
    ["lazy quantifiers match the same texts", ["%^a+?b*?c??$%", ["a", "aabbc"], ["b", "acc"]]],
    ["a repetition may be open or exact", ["%^a{2}b{1,}$%", ["aab", "aabbb"], ["ab", "aa", "aaab"]]],
    ["a repetition of zero matches the empty text", ["%^a{0}b{0,1}$%", ["", "b"], ["a"]]],
    ["an empty alternative is found everywhere", ["%x|%", ["", "y"], []]],
    ["other symbols of the dialect are literal", ["%a:b_c#d=e@f/g;h,i-j%", ["a:b_c#d=e@f/g;h,i-j"], ["a"]]],
    ["a blank is literal, as in the documentation's example", ["%shutting down%", ["shutting down"], ["shuttingdown"]]],
    ["an anchor in the middle never holds", ["%a^b|c$d%", [], ["ab", "a^b", "c$d", "cd"]]],
    ["an anchor may follow an item that matches the empty text", ["%a*^b*$c*%", ["", "b", "bb"], ["cb", "bc", "ab"]]],
    ["$^ matches only the empty text", ["%$^%", [""], ["foo", "\n"]]],
    ["an optional anchor is ignored", ["%x^?$*y%", ["xy"], ["x"]]],
  ])("%s", (_, row) => expect(answers(row)).toEqual(expected(row)));

  test.each(["%a*a*a*a*a*a*a*a*a*a*b%", "%.*a.*b.*c.*d%", "%a?a?a?a?a?aaaaab%", "%(a|a)%".replace(/[()]/g, "")])(
    "%s takes time proportional to the text",
    async (pattern) => {
      const matcher = compile(pattern);
      const match = (length: number) => {
        const text = "a".repeat(length);
        return () => matcher.matches(text);
      };
      // A backtracking engine would take years for the longer one.
      expect(await growth(match(20_000), match(320_000))).toBeLessThan(80);
    },
  );

  test("an expression with very many states is matched correctly", () => {
    const matcher = compile("%[ab]*a[ab]{14}c%");
    const text = Array.from({ length: 20_000 }, (_, i) => ((i * i + (i >> 3)) % 7 < 3 ? "a" : "b")).join("");
    expect(matcher.matches(text)).toBe(false);
    expect(matcher.matches(`${text}a${"b".repeat(14)}c`)).toBe(true);
  });
});
