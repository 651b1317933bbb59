import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { reachRules } from "../../lib/replay/reach";

// docs/replay.md names every rule that a replay may report, and nothing else.

const root = join(__dirname, "..", "..");
const document = readFileSync(join(root, "docs", "replay.md"), "utf8");
const scenarios = readFileSync(join(root, "docs", "scenarios.md"), "utf8");

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : [readFileSync(path, "utf8")];
  });
}

const given = new Set(
  sources(join(root, "lib", "replay")).flatMap((text) =>
    [...text.matchAll(/\b(?:rule: |problem\(|once\(|refuse\(|finding\()\s*"([a-z]+(?:-[a-z]+)+)"/g)].map(
      ([, rule]) => rule ?? "",
    ),
  ),
);
const documented = new Set([...document.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, rule]) => rule ?? ""));

test("every rule that the code reports is documented", () => {
  expect(given.size).toBeGreaterThan(20);
  const inScenarios = (rule: string) => scenarios.includes(`\`${rule}\``) || rule.startsWith("scenario-");
  expect([...given].filter((rule) => !documented.has(rule) && !inScenarios(rule))).toEqual([]);
});

test("rules of reachability stand in their table as the code has them", () => {
  const rows = Object.entries(reachRules.rules).map(
    ([rule, { severity, what, why }]) => `| \`${rule}\` | ${severity} | ${what} ${why} |`,
  );
  expect(document).toContain(["| Rule | Severity | What |", "|---|---|---|", ...rows].join("\n"));
});

test("files that the document links are there", () => {
  const links = [...document.matchAll(/\]\(((?!https?:)[^)#]+)\)/g)].map(([, path]) => path ?? "");
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((path) => !existsSync(join(root, "docs", path)))).toEqual([]);
});
