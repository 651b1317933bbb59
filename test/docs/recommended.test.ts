import { readFileSync } from "node:fs";
import { metricsFile, metricsText } from "../../docs/metrics";
import { recommendedFile, recommendedText } from "../../docs/recommended";
import { resourceMetrics } from "../../lib/aws";
import { type RecommendedSet, recommendedSets } from "../../lib/recommended";

const documents = [
  ["recommended", recommendedFile, recommendedText()],
  ["metrics", metricsFile, metricsText()],
] as const;

test.each(documents)("docs/%s.md is what its data says", (name, file, text) => {
  if (readFileSync(file, "utf8") !== text)
    throw new Error(`docs/${name}.md is stale. Write it with: npx tsx -C sightline-source docs/${name}.ts`);
});

test("every alarm of every set has a row, with its source", () => {
  const rows = recommendedText().split("\n");
  for (const [name, set] of Object.entries<RecommendedSet>(recommendedSets)) {
    const start = rows.indexOf(`## \`${name}\``);
    const next = rows.findIndex((row, index) => index > start && row.startsWith("## "));
    const part = rows.slice(start, next === -1 ? undefined : next);
    for (const [alarm, { source }] of Object.entries(set.alarms))
      expect(part.filter((row) => row.startsWith(`| \`${alarm}\` |`) && row.includes(`(${source})`))).toHaveLength(1);
  }
});

test("every metric has a row, under its service", () => {
  const text = metricsText();
  for (const key of Object.keys(resourceMetrics)) expect(text.split(`| \`${key}\` |`)).toHaveLength(2);
});

test("rows have as many cells as their table", () => {
  for (const [, , text] of documents)
    for (const table of text.split("\n\n").filter((block) => block.startsWith("| ")))
      expect(
        new Set(
          table
            .trim()
            .split("\n")
            .map((row) => row.split(/(?<!\\)\|/).length),
        ).size,
      ).toBe(1);
});
