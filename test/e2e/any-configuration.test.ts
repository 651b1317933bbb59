import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    let stacks = 0;
    fc.assert(
      // The provider that is installed may not have mute rules.
      fc.property(configArbitrary({ quietHours: false }), (input) => {
        const { config, findings } = inspect(input);
        if (config === undefined)
          throw new Error(`the generator made a configuration that is refused: ${JSON.stringify(findings)}`);
        const app = new App({ outdir: join(folder, "cdktf.out") });
        const defined = defineStacks(app, config, {
          // The provider of Grafana is not to be had here: test/stacks/grafana.test.ts holds its stacks to the provider's schema.
          adapt: ({ grafana: _grafana, ...plan }) => ({
            ...plan,
            backend: { type: "local", path: join(folder, "state") },
            provider: { ...plan.provider, version: providerConstraint },
            // Nor deletion protection.
            services: plan.services.map((service) => ({ ...service, logGroup: withoutProtection(service.logGroup) })),
          }),
        });
        app.synth();
        for (const { plan } of defined) {
          stacks++;
          const text = readFileSync(join(folder, "cdktf.out", "stacks", plan.stack, "cdk.tf.json"), "utf8");
          writeFileSync(join(folder, "main.tf.json"), text);
          if (stacks === 1) expect(terraform(folder, ["init", "-input=false"], env)).toMatchObject({ status: 0 });
          const validated = JSON.parse(terraform(folder, ["validate", "-json"], env).stdout) as {
            diagnostics: unknown[];
          };
          expect(validated.diagnostics).toEqual([]);
        }
      }),
      { numRuns: 12 },
    );
    expect(stacks).toBeGreaterThan(0);
    rmSync(folder, { recursive: true, force: true });
  },
);
