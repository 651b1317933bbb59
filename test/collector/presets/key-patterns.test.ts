import fc from "fast-check";
import { RE2JS } from "re2js";
import { escapeRegExp } from "../../../lib/base";
import { keyPatterns } from "../../../lib/collector/presets/key-patterns";

/** What the patterns mean, in one expression that is easy to read. */
function plainly(keys: readonly string[]): string {
  const alternatives = keys.map((key) =>
    key
      .split(/[_-]+/)
      .filter((word) => word !== "")
      .map((word) => escapeRegExp(word))
      .join("[_-]?"),
  );
  return `(?i)(?:^|[.])(?:${alternatives.join("|")})$`;
}

const matches = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) => RE2JS.compile(pattern).matcher(name).find());

test.each([
  [["api_key"], "user.apiKey", true],
  [["api_key"], "API-Key", true],
  [["api_key"], "api_key_id", false],
  [["api_key"], "my_api_key", false],
  [["token", "tokens", "to"], "a.b.tokens", true],
  [["token", "tokens", "to"], "toke", false],
  [["a.b"], "axb", false],
  [[], "password", false],
])("of keys %j, %j is one: %j", (keys, name, is) => {
  expect(matches(keyPatterns(keys), name)).toBe(is);
});

test("keys that begin alike share their beginning", () => {
  expect(keyPatterns(["pin", "password", "passwd"])).toEqual([
    "^(?i:p(?:in|assw(?:ord|d)))$",
    "[.](?i:p(?:in|assw(?:ord|d)))$",
  ]);
});

test("they match what one expression with a choice of all keys matches", () => {
  const word = fc.string({
    unit: fc.constantFrom("a", "b", "K", "1", "_", "-", ".", "(", "é"),
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.array(word, { maxLength: 3 }), (keys, parts) => {
      const among = [parts.join("."), ...keys, ...keys.map((key) => `x.${key.toUpperCase()}`)];
      for (const name of among)
        expect([name, matches(keyPatterns(keys), name)]).toEqual([name, matches([plainly(keys)], name)]);
    }),
  );
});
