import { excerpt } from "../../lib/base";

test.each([
  ["https://jane:secret@example.com/a", '"https://...@example.com/a"'],
  [`see https://:${"s".repeat(300)}@example.com and redis://u@h`, '"see https://...@example.com and redis://...@h"'],
  ["https://example.com/@jane", '"https://example.com/@jane"'],
  ["jane@example.com", '"jane@example.com"'],
])("%j is shown without who its address names", (text, shown) => {
  expect(excerpt(text)).toBe(shown);
});

test("a text is cut between characters", () => {
  expect(excerpt(`${"a".repeat(79)}😀`)).toBe(`"${"a".repeat(79)}"...`);
  expect(excerpt("a\nb")).toBe('"a\\nb"');
});
