import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { lokiOn } from "../../examples/loki/on-aws";
import shop from "../../examples/shop/sightline.config";
import { ManagedGrafana, ManagedPrometheus, ManagedPrometheusRules } from "../../lib/constructs";
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

(isReady ? test : test.skip)("the same holds for workspaces of Grafana and Prometheus, with a key and without", () => {
  inFolder((folder) => {
    const app = new App({ outdir: folder });
    const stack = new TerraformStack(app, "managed");
    new AwsProvider(stack, "Aws", { region: "eu-central-1" });
    const key = { arn: "arn:aws:kms:eu-central-1:333333333333:key/0a1b2c3d" };
    const least = new ManagedPrometheus(stack, "Prometheus", { name: "shop-dev" });
    new ManagedPrometheus(stack, "KeyedPrometheus", { name: "shop-prod", key });
    new ManagedPrometheusRules(stack, "Rules", { workspace: least, name: "shop", rules: "groups: []" });
    const place = { account: "333333333333", region: "eu-central-1" };
    new ManagedGrafana(stack, "Grafana", { ...place, name: "shop-dev" });
    new ManagedGrafana(stack, "FullGrafana", {
      ...place,
      name: "shop-prod",
      version: "12.4",
      authentication: "saml",
      admins: ["0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f"],
      editors: ["1a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f"],
      viewers: ["2a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f"],
      prometheus: [{ workspace: least.workspaceId, region: place.region }],
      topics: ["arn:aws:sns:eu-central-1:333333333333:alarms"],
      key,
    });
    app.synth();
    compare(folder, "managed");
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
