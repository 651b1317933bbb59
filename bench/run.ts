import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Measure } from "./measure";

const suites: Record<string, () => Promise<readonly Measure[]>> = {
  match: async () => (await import("./match")).run(),
  "replay-alarms": async () => (await import("./replay-alarms")).run(),
  "replay-against": async () => (await import("./replay-against")).run(),
  "replay-bulk": async () => (await import("./replay-bulk")).run(),
  collector: async () => (await import("./collector")).run(),
  synth: async () => (await import("./synth")).run(),
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in suites));
  if (unknown.length > 0)
    throw new Error(`no benchmark ${unknown.join(", ")}; there are ${Object.keys(suites).join(", ")}`);
  const measures: Measure[] = [];
  for (const name of names.length > 0 ? names : Object.keys(suites)) {
    process.stderr.write(`${name} ...\n`);
    measures.push(...((await suites[name]?.()) ?? []));
  }
  const width = Math.max(...measures.map((measure) => measure.name.length));
  for (const { name, ratio, aim } of measures) {
    process.stdout.write(
      `${name.padEnd(width)}  ${ratio.toFixed(2)}x  (aim: at most ${aim}x)${ratio > aim ? "  missed" : ""}\n`,
    );
  }
  const folder = join(__dirname, "results");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "latest.json");
  writeFileSync(path, `${JSON.stringify({ node: process.version, cpus: cpus().length, measures }, null, 2)}\n`);
  process.stderr.write(`written to ${path}\n`);
}

void main(process.argv.slice(2));
