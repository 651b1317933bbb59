import { join } from "node:path";
import { App } from "cdktf";
import { loadConfig } from "sightline/config";
import { defineStacks } from "sightline/stacks";

async function main(): Promise<void> {
  const { config } = await loadConfig(join(__dirname, "sightline.config.yaml"));
  const app = new App();
  defineStacks(app, config);
  app.synth();
}

main().catch((error: unknown) => {
  // The message of a mistake in the configuration names its place; a stack trace would not help.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
