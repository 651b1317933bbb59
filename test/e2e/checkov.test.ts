import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import shop from "../../examples/shop/sightline.config";
import { defineStacks } from "../../lib/stacks";
import { saySkipped } from "../skipped";

// What checkov finds in a stack is what somebody chose, and the reason stands beside it.

const isReady = spawnSync("checkov", ["--version"]).status === 0;
if (!isReady) saySkipped("the stacks are not scanned by checkov", "there is no checkov on the PATH");

interface Scan {
  readonly results: { readonly failed_checks: readonly { readonly check_id: string; readonly resource: string }[] };
}

type Resources = Readonly<
  Record<string, Readonly<Record<string, { readonly "//"?: { readonly accepted?: string[] } }>>>
>;

(isReady ? test : test.skip)(
  "every failure of checkov has a reason in the synthesized JSON, and every reason a failure",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "sightline-checkov-"));
    try {
      const app = new App({ outdir: folder });
      const stacks = defineStacks(app, shop);
      app.synth();
      expect(stacks.length).toBeGreaterThan(1);
      for (const { plan } of stacks) {
        const file = join(folder, "stacks", plan.stack, "cdk.tf.json");
        const run = spawnSync(
          "checkov",
          ["--file", file, "--framework", "terraform_json", "--output", "json", "--skip-download", "--quiet"],
          { encoding: "utf8", maxBuffer: 1 << 28 },
        );
        const { results } = JSON.parse(run.stdout) as Scan;
        const failed = results.failed_checks.map(
          ({ check_id, resource }) => `${check_id} ${resource.replace(/^.*\./, "")}`,
        );
        const { data = {}, resource } = JSON.parse(readFileSync(file, "utf8")) as {
          readonly data?: Resources;
          readonly resource: Resources;
        };
        const explained = [data, resource]
          .flatMap(Object.values<Resources[string]>)
          .flatMap((byId) =>
            Object.entries(byId).flatMap(([id, { "//": comment }]) =>
              (comment?.accepted ?? []).map((text) => `${/^checkov:skip=(\w+):./.exec(text)?.[1] ?? text} ${id}`),
            ),
          );
        expect([plan.stack, failed.sort()]).toEqual([plan.stack, explained.sort()]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
