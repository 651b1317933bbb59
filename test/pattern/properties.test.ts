import * as fc from "fast-check";
import { compile, compileAll, equalTrees, LogEvent, parse, PatternError, print, stripSpans } from "../../lib/pattern";
import { event, jsonEvent, pattern, plainEvent, regexSource } from "./arbitrary";
import { naiveExtract, naiveMatches, toRegExp } from "./naive";
import { accepted, recorded } from "./recorded";

const OFTEN = { numRuns: 1000 };

test("a printed pattern parses to the pattern", () => {
  fc.assert(
    fc.property(pattern, (tree) => {
      const read = parse(print(tree));
      expect(equalTrees(read, tree)).toBe(true);
      expect(print(read)).toBe(print(tree));
    }),
    OFTEN,
  );
});

test("the matcher agrees with a naive implementation of the rules", () => {
  fc.assert(
    fc.property(pattern, fc.array(event, { minLength: 1, maxLength: 8 }), (tree, events) => {
      const matcher = compile(tree);
      for (const each of events) {
        expect({ each, fields: matcher.extract(each) }).toEqual({ each, fields: naiveExtract(tree, each) });
        expect(matcher.matches(each)).toBe(naiveMatches(tree, each));
      }
    }),
    OFTEN,
  );
});

test("JSON patterns agree with the naive implementation on JSON events", () => {
  const jsonPattern = pattern.filter(({ kind }) => kind === "json");
  fc.assert(
    fc.property(jsonPattern, fc.array(jsonEvent, { minLength: 8, maxLength: 8 }), (tree, events) => {
      const matcher = compile(tree);
      for (const each of events) {
        const expected = naiveMatches(tree, each);
        expect({ each, match: matcher.matches(each) }).toEqual({ each, match: expected });
        // Once more with the JSON parsed beforehand, where no shortcut is taken.
        const parsed = new LogEvent(each);
        expect(parsed.json).not.toBeUndefined();
        expect(matcher.matches(parsed)).toBe(expected);
      }
    }),
    OFTEN,
  );
});

test("patterns that run together match as each does by itself", () => {
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 5 }), fc.array(event, { maxLength: 4 }), (trees, events) => {
      const all = compileAll(trees);
      for (const each of events) expect(all.matches(each)).toEqual(trees.map((tree) => compile(tree).matches(each)));
    }),
    { numRuns: 300 },
  );
});

test("a regular expression matches what JavaScript's matches", () => {
  fc.assert(
    fc.property(regexSource, fc.array(plainEvent, { maxLength: 6 }), (source, texts) => {
      const matcher = compile({ kind: "regex", source });
      for (const text of texts) {
        expect({ source, text, match: matcher.matches(text) }).toEqual({
          source,
          text,
          match: toRegExp(source).test(text),
        });
      }
    }),
    OFTEN,
  );
});

const fragment = fc.constantFrom(
  ..."{}[]()%\"'\\-?*.,$=!<>&|+ \t\n0123456789aeEé😀".match(/./gsu)!,
  "$.a",
  " IS ",
  "NOT EXISTS",
  "NULL",
  "...",
  "&&",
  "||",
  "!=",
  "%a%",
  '"x"',
  "1e3",
  "[*]",
  ".*",
  ".['",
  "']",
);

test("parse throws nothing but PatternError, whatever the text", () => {
  const soup = fc.array(fragment, { maxLength: 12 }).map((pieces) => pieces.join(""));
  const framed = fc
    .tuple(fc.constantFrom("{}", "[]", "%%"), soup)
    .map(([frame, inner]) => frame.charAt(0) + inner + frame.charAt(1));
  const mutated = fc
    .tuple(fc.constantFrom(...recorded.map((each) => each.pattern)), fc.nat(60), fc.nat(3), fragment)
    .map(([text, at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length));
  fc.assert(
    fc.property(fc.oneof(soup, framed, mutated, fc.string({ unit: "binary" })), (text) => {
      try {
        const tree = parse(text);
        expect(equalTrees(parse(print(tree)), tree)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(PatternError);
        const fault = error as PatternError;
        const { span, fix, message } = fault;
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
        expect(fix).not.toBe("");
        expect(message).not.toBe("");
        expect(fault.caret()).toContain("^");
      }
    }),
    { numRuns: 3000 },
  );
});

test("matches and extract never throw, whatever the event", () => {
  const matchers = accepted.map((each) => compile(each.pattern));
  fc.assert(
    fc.property(fc.oneof(event, fc.string({ unit: "binary", maxLength: 40 })), (text) => {
      const otherwise = matchers.filter((matcher) => (matcher.extract(text) !== undefined) !== matcher.matches(text));
      expect(otherwise).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("stripSpans leaves an equal tree without spans", () => {
  for (const each of accepted) {
    const tree = parse(each.pattern);
    expect(equalTrees(stripSpans(tree), tree)).toBe(true);
    expect(JSON.stringify(stripSpans(tree))).not.toContain('"span"');
  }
});
