import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");
const document = readFileSync(join(root, "docs", "replay.md"), "utf8");

test("files that docs/replay.md links to exist", () => {
  const links = [...document.matchAll(/\]\(((?!https?:)[^)#]+)\)/g)].map(([, path]) => path ?? "");
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((path) => !existsSync(join(root, "docs", path)))).toEqual([]);
});
