import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { lokiOn } from "../../examples/loki/on-aws";
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
    inFolder((folder) => {
      const app = new App({ outdir: folder });
      const stacks = defineStacks(app, shop);
      app.synth();
      expect(stacks.length).toBeGreaterThan(1);
      for (const { plan } of stacks) compare(folder, plan.stack);
    });
  },
);

(isReady ? test : test.skip)("the same holds for Loki, which no environment has", () => {
  inFolder((folder) => {
    const app = new App({ outdir: folder });
    const stack = new TerraformStack(app, "loki");
    new AwsProvider(stack, "Aws", { region: "eu-central-1" });
    lokiOn(stack, {
      account: "333333333333",
      region: "eu-central-1",
      cluster: { arn: "arn:aws:ecs:eu-central-1:333333333333:cluster/shop", name: "shop" },
      network: { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] },
      collectorSecurityGroup: "sg-1",
      grafanaSecurityGroup: "sg-2",
      actions: { critical: { arn: "arn:aws:sns:eu-central-1:333333333333:alarms" } },
    });
    app.synth();
    compare(folder, "loki");
  });
});

function inFolder(use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "sightline-checkov-"));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What checkov fails in a stack, and what the stack gives reasons for. */
function compare(folder: string, stack: string): void {
  const file = join(folder, "stacks", stack, "cdk.tf.json");
  const run = spawnSync(
    "checkov",
    ["--file", file, "--framework", "terraform_json", "--output", "json", "--skip-download", "--quiet"],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const { results } = JSON.parse(run.stdout) as Scan;
  const failed = results.failed_checks.map(({ check_id, resource }) => `${check_id} ${resource.replace(/^.*\./, "")}`);
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
  expect([stack, failed.sort()]).toEqual([stack, explained.sort()]);
}
