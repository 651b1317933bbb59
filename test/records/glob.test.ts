import { glob } from "../../lib/records/glob";

test.each([
  ["*.gz", ["a.gz", ".gz", "logs/a.gz", "./a/b/c.gz", "C:\\logs\\a.gz"], ["a.gz2", "agz", "a.gz/b"]],
  ["pay*", ["payments.log", "logs/pay"], ["pay/a.log", "repay"]],
  ["logs/*.gz", ["logs/a.gz", "./logs/a.gz", "logs\\a.gz"], ["a.gz", "logs/b/a.gz", "x/logs/a.gz"]],
  ["./logs/*", ["logs/a", "./logs/a"], ["logs/a/b"]],
  ["../logs/*", ["../logs/a"], ["logs/a"]],
  ["**/pay*", ["pay.log", "a/pay.log", "a/b/pay", "/var/pay"], ["a/pay/b", "a/xpay"]],
  ["logs/**", ["logs/a", "logs/a/b", "logs/.a/b"], ["logs", "xlogs/a"]],
  ["logs/**/*.gz", ["logs/a.gz", "logs/a/b/c.gz"], ["logs.gz", "logs/a"]],
  ["a?.log", ["ab.log", "aü.log", "a🙂.log"], ["a.log", "abc.log"]],
  ["[a-c]x", ["ax", "cx"], ["dx", "x"]],
  ["[!a-c]x", ["dx", "-x"], ["ax"]],
  ["[^a-c]x", ["dx", "-x"], ["ax"]],
  ["[]]", ["]"], ["[", "a"]],
  ["[\\]]", ["]"], ["a"]],
  ["[\\d]", ["d"], ["1"]],
  ["[[:digit:]]", ["1"], ["d"]],
  ["a/[!x]b", ["a/yb"], ["a/xb", "a//b"]],
  ["{a,b*}.{log,gz}", ["a.log", "bcd.gz"], ["ab.log", "a.txt"]],
  ["{a/b,c}/d", ["a/b/d", "c/d"], ["b/d"]],
  ["x{,.{1,2}}", ["x", "x.1", "x.2"], ["x.", "x.3"]],
  ["a]}", ["a]}"], ["a"]],
  ["\\*.log", ["*.log"], ["a.log"]],
  ["\\d\\.log", ["d.log"], ["1.log"]],
  ["!a", ["!a"], ["a", "b"]],
  ["a+(b)^$.|-/c", ["a+(b)^$.|-/c"], ["aab-/c"]],
  ['a "b" (1).log', ['a "b" (1).log'], ["a b (1).log"]],
  ["-", ["-"], ["a"]],
])("the glob %s", (pattern, matching, others) => {
  const matches = glob(pattern);
  expect(matching.filter((name) => !matches(name))).toEqual([]);
  expect(others.filter(matches)).toEqual([]);
});

// The differences from globs before picomatch that docs/decisions.md lists.
test.each([
  ["braces around one text are literal", "{a}", ["{a}"], ["a"]],
  ["a range in braces is literal", "{1..3}", ["{1..3}"], ["1", "2", "1..3"]],
  ["classes of characters", "[[:alpha:]]", ["a", "Z"], ["a]", ":"]],
  ["an escape in brackets", "[\\]a]", ["]", "a"], ["b", "a]"]],
  ["a name that is spelled like the glob matches", "[x].log", ["x.log", "[x].log"], ["y.log"]],
  ["wildcards do not match . and ..", "*", ["a", ".a"], [".", ".."]],
  ["wildcards do not go through . and ..", "**/*.log", ["logs/a.log"], ["../logs/a.log"]],
])("%s", (_what, pattern, matching, others) => {
  const matches = glob(pattern);
  expect(matching.filter((name) => !matches(name))).toEqual([]);
  expect(others.filter(matches)).toEqual([]);
});

test.each([
  ["a[b", "["],
  ["[]", "["],
  ["[!]", "["],
  ["[a\\]", "["],
  ["{a,b", "{"],
  ["{a,{b}", "{"],
  ["{a,b\\}", "{"],
])("rejects the glob %s, and names its bracket", (pattern, bracket) => {
  expect(() => glob(pattern)).toThrow(`"${bracket}"`);
});

test.each(["[z-a]", "", "./", "a".repeat(4097)])("rejects the glob %.10s", (pattern) => {
  expect(() => glob(pattern)).toThrow();
});

// Each of them would keep picomatch or a regular expression busy for ever if it were passed on unchanged.
test.each([
  ["backslashes", "\\".repeat(4000)],
  ["backslashes in brackets", `[${"\\".repeat(2000)}]`],
  ["nested repetitions", `${"+(".repeat(100)}a${")*".repeat(100)}b`],
  ["alternatives that repeat", `${"+(a|a)*".repeat(100)}b`],
  ["a repeated set", "([a-z]+)+b"],
  ["nested alternatives", `${"{a,".repeat(500)}${"}".repeat(500)}b`],
  ["folders", `${"**/".repeat(1000)}b`],
  ["stars", `${"*".repeat(4000)}b`],
])("a glob of %s does not run for ever", (_what, pattern) => {
  expect(glob(pattern)("a".repeat(60))).toBe(false);
});

test.each(["{".repeat(4000), "[".repeat(4000), "[!".repeat(2000), "[[:".repeat(1300)])(
  "rejects the glob %.6s...",
  (pattern) => {
    expect(() => glob(pattern)).toThrow(pattern.slice(0, 1));
  },
);
