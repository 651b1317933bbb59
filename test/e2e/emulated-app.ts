import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import shop from "../../examples/shop/sightline.config";
import { defineStacks } from "../../lib/stacks";
import { withoutGaps } from "./emulator-gaps";

// A cdktf app as main.ts is one, for the environment `local` at the emulator's address, without what the emulator lacks.

const endpoints = process.env.EMULATOR_URL;
const state = process.env.EMULATED_STATE;
if (endpoints === undefined || state === undefined)
  throw new Error("EMULATOR_URL and EMULATED_STATE say where the emulator and the state are");
const app = new App();
defineStacks(app, shop, {
  environments: ["local"],
  adapt: (plan) => ({ ...plan, backend: { type: "local", path: state }, provider: { ...plan.provider, endpoints } }),
});
app.synth();

interface Synthesized {
  readonly "//"?: { readonly outputs?: Record<string, Record<string, unknown>> };
  readonly output?: Record<string, unknown>;
}

const stacks = join(app.outdir, "stacks");
for (const stack of readdirSync(stacks)) {
  const path = join(stacks, stack, "cdk.tf.json");
  const { terraform } = withoutGaps(JSON.parse(readFileSync(path, "utf8")) as Synthesized);
  // The cdktf command looks up every output that the metadata lists, and fails on one that is gone.
  const listed = terraform["//"]?.outputs?.[stack] ?? {};
  for (const name of Object.keys(listed)) if (!(name in (terraform.output ?? {}))) Reflect.deleteProperty(listed, name);
  writeFileSync(path, JSON.stringify(terraform));
}
