import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const texts = join(__dirname, "golden", "texts");
const goldens = readdirSync(texts, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".txt"));

test.each(goldens)("golden of texts %s belongs to a test file that quotes it", (name) => {
  const file = join(__dirname, name.replace(/\.txt$/, ".test.ts"));
  expect(existsSync(file)).toBe(true);
  // Entries that no test quotes are found by test/texts.ts itself, in each file that imports it.
  expect(importsOf(file)).toContain(join(__dirname, "texts.ts"));
});

/** The files below test/ that a file imports, also through others. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g)) {
    const target = join(dirname(file), `${specifier}.ts`);
    if (!target.startsWith(__dirname) || found.has(target) || !existsSync(target)) continue;
    importsOf(target, found.add(target));
  }
  return found;
}
