import { compile, describePattern, LogEvent, parse, PatternError, select, selectors } from "../../lib/pattern";

describe("a JSON selector", () => {
  test.each([
    ["$.a", '{"a":1.5}', { kind: "number", value: 1.5, text: "1.5" }],
    ["$.a", '{"a":9007199254740993}', { kind: "number", value: 9007199254740992, text: "9007199254740993" }],
    ["$.a", '{"a":1.0}', { kind: "number", value: 1, text: "1.0" }],
    ["$.a", '{"a":"3"}', { kind: "numeric-text", value: 3, text: "3" }],
    ["$.a", '{"a":"abc"}', { kind: "text", text: "abc" }],
    ["$.a", '{"a":""}', { kind: "text", text: "" }],
    ["$.a", '{"a":true}', { kind: "boolean", value: true }],
    ["$.a", '{"a":null}', { kind: "null" }],
    ["$.a", '{"a":[1]}', { kind: "composite" }],
    ["$.a", "{}", { kind: "missing" }],
    ["$.a", "[]", { kind: "missing" }],
    ["$.a", "no JSON", { kind: "missing" }],
    ["$.constructor", "{}", { kind: "missing" }],
    ["$.a[1].['b.c'].d-e", '{"a":[0,{"b.c":{"d-e":7}}]}', { kind: "number", value: 7, text: "7" }],
  ])("%s of %s", (selector, event, selected) => {
    expect(select(selector)(event)).toEqual(selected);
    expect(select(selector)(new LogEvent(event))).toEqual(selected);
    expect(compile("").select(selector)(event)).toEqual(selected);
  });

  test.each(["", "a", "1", "$", "$a", "$.a[*]", "$.*", "$.a ", "$.a = 1", "$.a[-1]", "$['a']"])(
    "%j is refused",
    (text) => {
      expect(() => select(text)).toThrow(expect.objectContaining({ code: "bad-selector" }) as Error);
      expect(() => select(text)).toThrow(PatternError);
    },
  );
});

describe("a field selector", () => {
  const matcher = compile("[ip, ..., status = 5*, size]");

  test("reads the fields of an event that matches", () => {
    const read = (selector: string, event: string) => matcher.select(selector)(event);
    expect(read("$size", "10.0.0.1 a b 503 1743")).toEqual({ kind: "number", value: 1743, text: "1743" });
    expect(read("$size", "10.0.0.1 a b 503 -")).toEqual({ kind: "text", text: "-" });
    expect(read("$ip", "10.0.0.1 a b 503 -")).toEqual({ kind: "text", text: "10.0.0.1" });
    expect(read("$3", "10.0.0.1 a b 503 -")).toEqual({ kind: "text", text: "b" });
    expect(read("$3", "10.0.0.1 503 -")).toEqual({ kind: "missing" });
    expect(read("$size", "10.0.0.1 a b 200 1743")).toEqual({ kind: "missing" });
  });

  test.each(["$.size", "$other", "size", "$", "$0", ""])("%j is refused", (text) => {
    expect(() => matcher.select(text)).toThrow(expect.objectContaining({ code: "bad-selector" }) as Error);
  });
});

describe("what a pattern reads", () => {
  test.each([
    ["", [], 0, false],
    ["ERROR", [], 0, false],
    ["%a|b%", [], 1, false],
    ["{ $.a = 1 && ($.b.['c d'] = %x% || $.a IS NULL || $.e[*] != %y%) }", ["$.a", "$.b.['c d']", "$.e[*]"], 2, true],
    ["[ip, , ..., status = %^5% || status = 404]", ["$ip", "$status"], 1, true],
  ])("%s", (text, expected, regexes, supportsDimensions) => {
    expect(describePattern(parse(text))).toEqual({ selectors: expected, regexes, supportsDimensions });
    expect(selectors(parse(text))).toEqual(expected);
  });
});
