import { App } from "cdktf";
import { ConfigError, configFindingText, loadConfig } from "./lib/config";
import { defineStacks } from "./lib/stacks";

// The configuration in this folder, or the one that SIGHTLINE_CONFIG names: one stack for each environment in it.
async function main(): Promise<void> {
  const { config } = await loadConfig(process.env.SIGHTLINE_CONFIG);
  const app = new App();
  defineStacks(app, config);
  app.synth();
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof ConfigError
      ? `${error.findings.map(configFindingText).join("\n")}\n`
      : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
});
