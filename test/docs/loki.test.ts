import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

// The examples are type-checked as files, and shown as they are.
test("docs/loki.md shows the examples", () => {
  const shown = [...readFileSync(join(root, "docs", "loki.md"), "utf8").matchAll(/^```ts\n([^]*?)^```$/gm)].map(
    ([, code]) => code,
  );
  expect(shown).toEqual(
    ["loki", "on-aws", "alloy"].map((name) => readFileSync(join(root, "examples", "loki", `${name}.ts`), "utf8")),
  );
});
