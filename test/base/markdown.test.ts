import { markdownCode, markdownProse } from "../../lib/base";

test.each([
  ["plain", "`plain`"],
  ["@octocat #1 <b>", "`@octocat #1 <b>`"],
  ["a|b", "<code>a&#124;b</code>"],
  ["a`b", "<code>a&#96;b</code>"],
  [" a", "<code> a</code>"],
  ["a\\", "<code>a&#92;</code>"],
  ["\n", "` `"],
])("code of %j", (text, expected) => {
  expect(markdownCode(text)).toBe(expected);
});

test.each([
  ["@octocat and #12", "&#64;&#8203;octocat and &#35;&#8203;12"],
  ["see https://example.com and www.example.com", "see https&#58;//example.com and www&#46;example.com"],
  [
    "*a* _b_ ~c~ $d$ [e](f) <g> &amp;",
    "&#42;a&#42; &#95;b&#95; &#126;c&#126; &#36;d&#36; &#91;e&#93;(f) &#60;g&#62; &#38;amp;",
  ],
  ["14:02", "14:02"],
])("prose of %j", (text, expected) => {
  expect(markdownProse(text)).toBe(expected);
});
