import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ComponentFacts } from "../lib/collector/catalogue/facts";
import { recordedComponents } from "./collector-facts/components";
import { newest } from "./collector-facts/releases";
import { written } from "./written";

// Records what is known of collector components: npx tsx -C sightline-source docs/collector-facts.ts [--newest VERSION] [--releases CLONE --adot CLONE]

const catalogue = join(__dirname, "..", "lib", "collector", "catalogue");

const { values } = parseArgs({
  options: {
    newest: { type: "string", default: newest },
    releases: { type: "string" },
    adot: { type: "string" },
  },
});

const file = join(catalogue, "components.json");
const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as readonly ComponentFacts[]) : [];
const recorded = recordedComponents(
  before,
  values.newest,
  values.releases !== undefined && values.adot !== undefined
    ? { releases: values.releases, adot: values.adot }
    : undefined,
);
written(file, lines(recorded.map(({ facts }) => facts)));

/** JSON with one entry per line, so that a difference names the components that differ. */
function lines(entries: readonly unknown[]): string {
  return `[\n${entries.map((each) => `  ${JSON.stringify(each)}`).join(",\n")}\n]\n`;
}
