import type { NextCommand } from "../next";
import { configTypeScript, configYaml } from "./template-config";
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
    "package.json": json(manifest(settings)),
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
    [config]: yaml ? configYaml(name) : configTypeScript(name),
    "test/synth.test.ts": testTypeScript(name, config),
    ".gitignore": "node_modules/\ncdktf.out/\n.terraform/\n*.tfstate*\n",
    "README.md": readme(name, config),
  };
}

/** The commands to run next, in the project's folder. */
export const nextCommands: readonly NextCommand[] = [
  { what: "Install its packages, once:", command: "npm install" },
  { what: "Find everything that is wrong in the configuration:", command: "npm run check" },
  { what: "Check that every environment synthesizes:", command: "npm test" },
  { what: "Write Terraform to cdktf.out, and show what is in it:", command: "npm run synth" },
];

function manifest({ name, versions }: TemplateSettings): object {
  const pick = (names: readonly (keyof typeof versions)[]) =>
    Object.fromEntries(names.map((dependency) => [dependency, versions[dependency]]));
  return {
    name,
    version: "0.0.0",
    private: true,
    description: "Observability of our services, as code",
    engines: { node: ">=20.9.0" },
    scripts: {
      sightline: "sightline",
      check: "sightline check",
      synth: "sightline synth",
      test: "node --import tsx --test test/synth.test.ts",
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

function testTypeScript(name: string, config: string): string {
  return `import assert from "node:assert/strict";
import { test } from "node:test";
import { App, Testing } from "cdktf";
import { loadConfig } from "sightline/config";
import { defineStacks } from "sightline/stacks";

test("every environment synthesizes, with alarms that reach someone in prod", async () => {
  const { config } = await loadConfig("${config}");
  const app: App = Testing.app();
  const stacks = defineStacks(app, config);
  assert.deepEqual(stacks.map((stack) => stack.node.id).sort(), ["${name}-dev", "${name}-prod"]);

  const prod = stacks.find((stack) => stack.node.id === "${name}-prod");
  assert.ok(prod);
  const { resource } = JSON.parse(Testing.synth(prod)) as { resource: Record<string, object> };
  assert.equal(Object.keys(resource["aws_cloudwatch_log_group"] ?? {}).length, 1);
  assert.equal(Object.keys(resource["aws_sns_topic_subscription"] ?? {}).length, 2);
});
`;
}

function readme(name: string, config: string): string {
  const commands = nextCommands.map(({ command, what }) => `${what}\n\n\`\`\`sh\n${command}\n\`\`\``).join("\n\n");
  return `# ${name}

What our services log, what is counted from it and who gets notified, in one file: [\`${config}\`](${config}).
Each environment is one Terraform stack: log groups, metric filters, alarms, topics.

${commands}

\`check\` and \`synth\` run code of this project: the app, \`main.ts\`, which loads the configuration.

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

- To add an alarm, add an entry to \`alarms\`. To change a threshold in one environment, add it to that environment's \`thresholds\`.
- \`npm run -s sightline -- check --print --env prod\` shows an environment's resolved settings, and where each value comes from.
- \`npm run -s sightline -- match '{ $.event = "order_rejected" }' app.log\` shows which lines of a log a filter pattern matches.
`;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
