import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import fc from "fast-check";
import { inspect } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { configArbitrary } from "../config/arbitrary";
import { providerConstraint, terraform, terraformReady, withoutProtection } from "./terraform";
import { saySkipped } from "../skipped";

// Whatever configuration the loader accepts, Terraform must accept its stacks.

const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : undefined;
if (missing !== undefined) saySkipped("generated configurations are not validated by Terraform", missing);

(missing === undefined ? test : test.skip)(
  "any configuration that is accepted gives stacks that pass terraform validate",
  () => {
    const env = "env" in ready ? ready.env : {};
    const folder = mkdtempSync(join(tmpdir(), "sightline-any-"));
    // The provider that is installed may not have mute rules.
    const inputs = fc.sample(configArbitrary({ quietHours: false }), 12);
    // Modules of one root: Terraform starts once for all, and says by a file's name whose it is.
    const modules = inputs.flatMap((input, nth) => stacksOf(input, folder, `config-${nth}`));
    expect(modules.length).toBeGreaterThan(12);
    const calls = modules.map(({ name, variables }) => {
      const unknown = Object.fromEntries(variables.map((variable) => [variable, "${var.unknown}"]));
      return [name, { source: `./${name}`, ...unknown }] as const;
    });
    const root = {
      variable: { unknown: { type: "string", sensitive: true } },
      module: Object.fromEntries(calls),
      import: modules.flatMap(({ imports }) => imports),
    };
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(root));
    expect(terraform(folder, ["init", "-input=false"], env)).toMatchObject({ status: 0 });
    const { diagnostics } = JSON.parse(terraform(folder, ["validate", "-json"], env).stdout) as {
      diagnostics: readonly { readonly range?: { readonly filename?: string } }[];
    };
    expect(
      diagnostics.map((found) => {
        const [, nth = ""] = /^config-(\d+)/.exec(found.range?.filename ?? "") ?? [];
        return { found, input: inputs[Number(nth)] };
      }),
    ).toEqual([]);
    rmSync(folder, { recursive: true, force: true });
  },
);

/** A stack as a module, and the variables that it asks for. */
interface Module {
  readonly name: string;
  readonly variables: readonly string[];

  /** Its `import` blocks, which only a root may have. */
  readonly imports: readonly ImportBlock[];
}

interface ImportBlock {
  readonly to: string;
  readonly id: string;
}

/** Writes each stack of a configuration as a module into the folder. */
function stacksOf(input: unknown, folder: string, name: string): readonly Module[] {
  const { config, findings } = inspect(input);
  if (config === undefined)
    throw new Error(`the generator made a configuration that is refused: ${JSON.stringify(findings)}`);
  const outdir = join(folder, `${name}.out`);
  const app = new App({ outdir });
  const defined = defineStacks(app, config, {
    // The provider of Grafana is not to be had here: test/stacks/grafana.test.ts holds its stacks to the provider's schema.
    adapt: ({ grafana: _grafana, ...plan }) => ({
      ...plan,
      backend: { type: "local", path: join(folder, "state") },
      provider: { ...plan.provider, version: providerConstraint },
      // Nor deletion protection.
      services: plan.services.map(withoutProtection),
    }),
  });
  app.synth();
  return defined.map(({ plan }, nth) => {
    const text = readFileSync(join(outdir, "stacks", plan.stack, "cdk.tf.json"), "utf8");
    const {
      import: blocks = [],
      terraform: settings,
      ...stack
    } = JSON.parse(text) as {
      import?: readonly ImportBlock[];
      resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
      terraform: { backend?: object };
      variable?: object;
    };
    for (const { to } of blocks) {
      const [type = "", resource = ""] = to.split(".");
      expect(Object.keys(stack.resource[type] ?? {})).toContain(resource);
    }
    // A module has no state of its own.
    const { backend: _backend, ...required } = settings;
    const module = `${name}-${nth}`;
    mkdirSync(join(folder, module));
    writeFileSync(join(folder, module, "main.tf.json"), JSON.stringify({ ...stack, terraform: required }));
    const imports = blocks.map(({ id, to }) => ({ id, to: `module.${module}.${to}` }));
    return { name: module, variables: Object.keys(stack.variable ?? {}), imports };
  });
}
