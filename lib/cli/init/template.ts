import type { NextCommand } from "../next";
import { configTypeScript, configYaml } from "./template-config";
import { incidentLog, scenarioYaml } from "./template-scenario";
import type { ProjectFiles } from "./write-project";

export interface TemplateSettings {
  /** Name of the project; also of the npm package. */
  readonly name: string;

  /** True for a configuration in YAML. */
  readonly yaml: boolean;

  /** Version, or another npm specifier, of each package that the project needs, by name. */
  readonly versions: Readonly<Record<(typeof dependencies)[number] | (typeof devDependencies)[number], string>>;

  /** Identifies the project to cdktf: a UUID. */
  readonly projectId: string;
}

/** What a new project needs to synthesize. */
export const dependencies = ["@cdktf/provider-aws", "cdktf", "constructs", "sightline"] as const;

/** What you need to work on it. */
export const devDependencies = ["@types/node", "tsx", "typescript"] as const;

/** The files of a new project. */
export function projectFiles(settings: TemplateSettings): ProjectFiles {
  const { name, yaml } = settings;
  const config = yaml ? "sightline.config.yaml" : "sightline.config.ts";
  return {
    ...scaffold(settings, config, "prod"),
    [config]: yaml ? configYaml(name) : configTypeScript(name),
    "test/scenarios/requests-fail/scenario.yaml": scenarioYaml(name),
    "test/scenarios/requests-fail/api.ndjson": incidentLog(),
    "README.md": readme(name, config),
  };
}

/**
 * What synthesizes a configuration and tests it.
 *
 * @param environment in which scenarios are replayed; undefined if there are none
 */
export function scaffold(
  settings: Pick<TemplateSettings, "name" | "versions" | "projectId">,
  config: string,
  environment: string | undefined,
): ProjectFiles {
  return {
    "package.json": json(manifest(settings, environment)),
    "tsconfig.json": json({
      compilerOptions: {
        target: "es2022",
        lib: ["es2023"],
        module: "commonjs",
        moduleResolution: "bundler",
        types: ["node"],
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        isolatedModules: true,
        skipLibCheck: true,
        noEmit: true,
      },
      include: ["*.ts", "test"],
    }),
    "cdktf.json": json({
      language: "typescript",
      app: "node --import tsx main.ts",
      projectId: settings.projectId,
      sendCrashReports: "false",
    }),
    "main.ts": mainTypeScript(config),
    "test/stacks.ts": stacksTypeScript(config),
    "test/golden.ts": goldenTypeScript,
    "test/synth.test.ts": testTypeScript,
    ".gitignore": "node_modules/\ncdktf.out/\n.terraform/\n*.tfstate*\n",
  };
}

/** The commands to run next, in the project's folder. */
export const nextCommands: readonly NextCommand[] = [
  { what: "Install its packages, once:", command: "npm install" },
  { what: "Find everything that is wrong in the configuration:", command: "npx sightline check" },
  {
    what: "Replay a recorded incident: which alarms of prod fire, when, why, and who is told:",
    command: "npx sightline replay --env prod test/scenarios/requests-fail/api.ndjson",
  },
  { what: "Write the Terraform of each environment to test/golden, and commit it:", command: "npm run golden" },
  {
    what: "Test that the Terraform is as committed, and that alarms do what the scenarios expect:",
    command: "npm test",
  },
];

function manifest(
  { name, versions }: Pick<TemplateSettings, "name" | "versions">,
  environment: string | undefined,
): object {
  const pick = (names: readonly (keyof typeof versions)[]) =>
    Object.fromEntries(names.map((dependency) => [dependency, versions[dependency]]));
  return {
    name,
    version: "0.0.0",
    private: true,
    description: "Observability of our services, as code",
    engines: { node: ">=20.9.0" },
    scripts: {
      check: "sightline check",
      synth: "sightline synth",
      golden: "node --import tsx test/golden.ts",
      test: `node --import tsx --test test/synth.test.ts${environment === undefined ? "" : ` && sightline replay --env ${environment} --scenarios test/scenarios`}`,
      types: "tsc",
    },
    dependencies: pick(dependencies),
    devDependencies: pick(devDependencies),
  };
}

function mainTypeScript(config: string): string {
  return `import { App } from "cdktf";
import { loadConfig } from "sightline/config";
import { defineStacks } from "sightline/stacks";

async function main(): Promise<void> {
  const { config } = await loadConfig("${config}");
  const app = new App();
  defineStacks(app, config);
  app.synth();
}

main().catch((error: unknown) => {
  // The message of a mistake in the configuration names its place; a stack trace would not help.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
`;
}

function stacksTypeScript(config: string): string {
  return `import { join } from "node:path";
import { App, Testing } from "cdktf";
import { loadConfig } from "sightline/config";
import { defineStacks } from "sightline/stacks";

/** A stack's Terraform, and where its committed copy is. */
export interface Synthesized {
  readonly name: string;
  readonly terraform: string;
  readonly golden: string;
}

/** Synthesizes every environment. */
export async function synthesized(): Promise<Synthesized[]> {
  const { config } = await loadConfig("${config}");
  const app = new App();
  return defineStacks(app, config).map((stack) => {
    const name = stack.node.id;
    return { name, terraform: Testing.synth(stack) + "\\n", golden: join("test", "golden", name, "stack.tf.json") };
  });
}
`;
}

const goldenTypeScript = `import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { synthesized } from "./stacks";

// Writes the Terraform of every environment to test/golden: npm run golden. Read the difference before you commit it.

async function main(): Promise<void> {
  for (const { golden, terraform } of await synthesized()) {
    mkdirSync(dirname(golden), { recursive: true });
    writeFileSync(golden, terraform);
  }
}

void main();
`;

const testTypeScript = `import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { synthesized } from "./stacks";

test("the Terraform of every environment is the committed one", async () => {
  for (const { golden, name, terraform } of await synthesized()) {
    assert.ok(existsSync(golden), golden + " is missing: write it with npm run golden, and commit it");
    assert.equal(terraform, readFileSync(golden, "utf8"), name + " differs: read what changed, then run npm run golden");
  }
});
`;

function readme(name: string, config: string): string {
  const commands = nextCommands.map(({ command, what }) => `${what}\n\n\`\`\`sh\n${command}\n\`\`\``).join("\n\n");
  return `# ${name}

What our services log, what is counted from it and who gets notified, in one file: [\`${config}\`](${config}).
Each environment is one Terraform stack: log groups, metric filters, alarms, topics.

${commands}

\`check\` and \`synth\` run code of this project: the app, \`main.ts\`, which loads the configuration.

## What is tested

- [\`test/golden\`](test/golden) has the Terraform of each environment: a pull request shows what a change does to it. After a change, \`npm run golden\` writes it anew.
- [\`test/scenarios\`](test/scenarios) has recorded or generated log lines, and what the alarms must do about them. Add one for each alarm that must wake someone.

## Before the first apply

In \`${config}\`:

1. \`account\` and \`region\`: set your own.
2. \`routes\`: who gets notified, by severity. An e-mail address has to confirm its subscription once.
3. \`backend\`: \`local\` keeps Terraform's state in a file on your machine. In a team, keep it in S3:
   \`{ type: "s3", bucket: "your-terraform-state" }\`.

Then, with Terraform and the cdktf command (\`npm install --global cdktf-cli@0.21.0\`):

\`\`\`sh
cdktf diff ${name}-dev
cdktf deploy ${name}-dev
\`\`\`

## Every day

- To add an alarm, add an entry to \`alarms\`. To change a threshold, or its periods, in one environment, add it to that environment's \`thresholds\`; a text that differs goes into its \`vars\`, and is written \`{vars.name}\`.
- \`npx sightline check --print --env prod\` shows an environment's resolved settings, and where each value comes from.
- \`npx sightline match '{ $.event = "order_rejected" }' app.log\` shows which lines of a log a filter pattern matches.
`;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
