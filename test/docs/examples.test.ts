import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

// The examples are type-checked as files, and shown as they are.
test.each([
  ["docs/queries.md", ["queries/print", "queries/in-a-stack"]],
  ["docs/loki.md", ["loki/loki", "loki/on-aws", "loki/alloy"]],
  ["docs/collector-service.md", ["collectors/on-ecs", "collectors/sidecar", "collectors/daemon"]],
  ["docs/grafana.md", ["grafana/team-stack"]],
  ["docs/elasticsearch.md", ["elasticsearch/templates", "elasticsearch/filebeat"]],
])("%s shows the examples", (document, examples) => {
  const shown = [...readFileSync(join(root, document), "utf8").matchAll(/^```ts\n([^]*?)^```$/gm)].map(
    ([, code]) => code,
  );
  expect(shown).toEqual(examples.map((name) => readFileSync(join(root, "examples", `${name}.ts`), "utf8")));
});
