import fc from "fast-check";
import { nameMatcher } from "../../lib/base";
import { glob } from "../../lib/records/glob";
import { growth } from "../work";

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
  ["a slash is in no set", "a[+-9]b", ["a0b"], ["a/b"]],
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

test.each(["[z-a]", "[[:letters:]]", "", "./", "a".repeat(4097)])("rejects the glob %.10s", (pattern) => {
  expect(() => glob(pattern)).toThrow();
});

// Each of them would keep a regular expression busy for ever.
test.each([
  ["backslashes", "\\".repeat(4000)],
  ["backslashes in brackets", `[${"\\".repeat(2000)}]`],
  ["nested repetitions", `${"+(".repeat(100)}a${")*".repeat(100)}b`],
  ["alternatives that repeat", `${"+(a|a)*".repeat(100)}b`],
  ["a repeated set", "([a-z]+)+b"],
  ["nested alternatives", `${"{a,".repeat(500)}${"}".repeat(500)}b`],
  ["folders", `${"**/".repeat(1000)}b`],
  ["stars", `${"*".repeat(4000)}b`],
  ["stars between letters", `${"*a".repeat(2000)}b`],
  ["alternatives with stars", `${"{*a,*b}".repeat(500)}b`],
])("a glob of %s does not run for ever", (_what, pattern) => {
  expect(glob(pattern)("a".repeat(60))).toBe(false);
});

test.each(["{".repeat(4000), "[".repeat(4000), "[!".repeat(2000), "[[:".repeat(1300)])(
  "rejects the glob %.6s...",
  (pattern) => {
    expect(() => glob(pattern)).toThrow(pattern.slice(0, 1));
  },
);

/** What a glob of letters, `*`, `?` and slashes means, with every way tried. */
function means(glob: string, name: string): boolean {
  const [first, rest] = [glob.charAt(0), glob.slice(1)];
  if (glob === "") return name === "";
  if (glob.startsWith("**/"))
    return means(glob.slice(3), name) || (name.includes("/") && means(glob, name.slice(name.indexOf("/") + 1)));
  if (first === "*") return means(rest, name) || (/^[^/]/.test(name) && means(glob, name.slice(1)));
  return (first === "?" ? /^[^/]/.test(name) : name.startsWith(first)) && means(rest, name.slice(1));
}

test("a glob means what every way of reading it means", () => {
  const part = fc.array(fc.constantFrom("a", "b", "*", "?", "[ab]"), { minLength: 1, maxLength: 5 });
  const globs = fc.array(
    fc.oneof(
      part.map((pieces) => pieces.join("")),
      fc.constant("**"),
    ),
    { minLength: 1, maxLength: 3 },
  );
  const names = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(globs, names, (folders, parts) => {
      // Two stars side by side, but not alone, are one.
      const pattern = `x/${[...folders.map((each) => (each === "**" ? each : each.replace(/\*+/g, "*"))), "*"].join("/")}`;
      const name = `x/${parts.join("/")}`;
      // A set is as `?` here, where it has the character.
      const meant = pattern.includes("[") ? undefined : means(pattern, name);
      const found = glob(pattern)(name);
      if (meant === undefined) expect(found).toBe(glob(pattern.replaceAll("[ab]", "{a,b}"))(name));
      else expect(found).toBe(meant);
    }),
    { numRuns: 500 },
  );
});

test("sixteen times the name, or sixteen times the stars, is about sixteen times the work", async () => {
  const stars = (count: number) => `${"*a".repeat(count)}*b`;
  for (const matcher of [glob, nameMatcher]) {
    const run = (count: number, length: number) => () => matcher(stars(count))("a".repeat(length));
    expect(matcher(stars(4))("a".repeat(120))).toBe(false);
    expect(await growth(run(4, 1000), run(4, 16_000))).toBeLessThan(80);
    expect(await growth(run(4, 1000), run(64, 1000))).toBeLessThan(80);
  }
});
