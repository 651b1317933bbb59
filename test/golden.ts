import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const folder = join(__dirname, "golden");
const root = join(__dirname, "..");

/**
 * Compares text with a committed file below test/golden. `UPDATE_GOLDEN=1` writes the file instead: read the difference
 * before you commit it.
 */
export function expectGolden(path: string, actual: string): void {
  const file = join(folder, path);
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, actual);
    renameSync(`${file}.new`, file);
    return;
  }
  const shown = relative(root, file);
  if (!existsSync(file)) throw new Error(`${shown} is missing; write it with: UPDATE_GOLDEN=1 npm test -- golden`);
  const expected = readFileSync(file, "utf8");
  if (expected !== actual)
    throw new Error(
      `${shown} differs; if that is meant, run UPDATE_GOLDEN=1 npm test -- golden and review:\n${firstDifference(expected, actual)}`,
    );
}

function firstDifference(expected: string, actual: string): string {
  const before = expected.split("\n");
  const after = actual.split("\n");
  const line = before.findIndex((text, index) => text !== after[index]);
  const at = line < 0 ? before.length : line;
  const excerpt = (lines: readonly string[], sign: string): string[] =>
    lines.slice(at, at + 4).map((text) => `${sign} ${text}`);
  return [`line ${at + 1}:`, ...excerpt(before, "-"), ...excerpt(after, "+")].join("\n");
}
