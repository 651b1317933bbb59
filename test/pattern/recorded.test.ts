import { compile, compileAll, equalTrees, parse, PatternError, print } from "../../lib/pattern";
import { accepted, refused } from "./recorded";

describe("the recorded answers of the service and the examples of its documentation", () => {
  test.each(accepted)("$id: $pattern matches what the service matches", ({ pattern, events = [] }) => {
    const matcher = compile(pattern);
    const answers = events.map(({ event }) => ({ event, match: matcher.matches(event) }));
    expect(answers).toEqual(events.map(({ event, match }) => ({ event, match })));
  });

  test.each(accepted)("$id: $pattern extracts what the service extracts", ({ pattern, events = [] }) => {
    const matcher = compile(pattern);
    for (const { event, match, fields } of events) {
      const extracted = matcher.extract(event);
      if (!match) expect(extracted).toBeUndefined();
      else if (fields !== undefined) expect(extracted).toEqual(fields);
      else if (!pattern.startsWith("[")) expect(extracted).toEqual({});
    }
  });

  test.each(refused)("$id: $pattern is refused with the service's message", ({ pattern, error }) => {
    expect(() => parse(pattern)).toThrow(PatternError);
    expect(() => parse(pattern)).toThrow(expect.objectContaining({ message: error }) as Error);
  });

  test.each(accepted)("$id: $pattern is the same after printing and parsing", ({ pattern }) => {
    const tree = parse(pattern);
    expect(equalTrees(parse(print(tree)), tree)).toBe(true);
  });

  test("patterns that run together match as each does by itself", () => {
    const all = compileAll(accepted.map(({ pattern }) => pattern));
    for (const event of new Set(accepted.flatMap(({ events = [] }) => events.map((each) => each.event)))) {
      expect(all.matches(event)).toEqual(all.matchers.map((matcher) => compile(matcher.pattern).matches(event)));
    }
  });
});
