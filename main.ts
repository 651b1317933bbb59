import { App } from "cdktf";
import { ConfigError, configFindingText, loadConfig } from "./lib/config";
import { defineStacks } from "./lib/stacks";

// One stack for each environment of the configuration in this folder, or of the one that SIGHTLINE_CONFIG names.
async function main(): Promise<void> {
  const { config } = await loadConfig(process.env.SIGHTLINE_CONFIG);
  const app = new App();
  defineStacks(app, config);
  app.synth();
}

main().catch((error: unknown) => {
  process.stderr.write(`${explained(error)}\n`);
  process.exitCode = 1;
});

// Errors that a user can fix need no stack trace.
function explained(error: unknown): string {
  if (error instanceof ConfigError) return error.findings.map(configFindingText).join("\n");
  if (!(error instanceof Error)) return String(error);
  return error.name === "ConstructError" ? error.message : (error.stack ?? error.message);
}
