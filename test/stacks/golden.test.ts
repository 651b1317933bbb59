import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { App, type TerraformStack, Testing } from "cdktf";
import { normalisedText } from "../../lib/cli/terraform-json";
import { defineStacks, GrafanaStack } from "../../lib/stacks";
import shop from "../../examples/shop/sightline.config";
import { stackFaults } from "../constructs/grafana/schema";
import { terraformDifference, treeDifference, type Json } from "../difference";
import { expectGolden } from "../golden";

// The shop's configuration as it would be deployed: the construct tree and the Terraform of prod, and how every other environment
// differs from them.

const app = new App();
const stacks = defineStacks(app, shop).map((stack) => ({
  name: stack.plan.stack,
  environment: stack.plan.environment,
  tree: treeOf(stack),
  terraform: normalisedText(JSON.parse(Testing.synth(stack))),
}));
const prod = stacks.find(({ environment }) => environment === "prod")!;
const others = stacks.filter((stack) => stack !== prod);

test("the construct tree and the Terraform of prod are those of its goldens", () => {
  expectGolden(`${prod.name}/tree.txt`, prod.tree);
  expectGolden(`${prod.name}/stack.tf.json`, prod.terraform);
});

test.each(others)("$name differs from prod as in its goldens", ({ name, environment, tree, terraform }) => {
  // Names contain the environment, so they always differ; that is not shown.
  const renamed = (text: string): string => text.replace(/(?<![A-Za-z0-9])prod(?![A-Za-z0-9])/g, environment);
  expectGolden(`${name}/tree.diff`, treeDifference(renamed(prod.tree), tree));
  expectGolden(
    `${name}/stack.diff`,
    terraformDifference(
      { name: prod.name, value: JSON.parse(renamed(prod.terraform)) as Json },
      { name, value: JSON.parse(terraform) as Json },
    ),
  );
});

const grafana = app.node.children.filter((child) => child instanceof GrafanaStack);

// Their dashboards stand in dashboards/, so only the tree is kept of them.
test.each(grafana.map((stack) => ({ name: stack.node.id, stack })))(
  "$name has the tree of its golden, and what the provider's schema has",
  ({ name, stack }) => {
    expectGolden(`${name}/tree.txt`, treeOf(stack));
    expect(stackFaults(Testing.synth(stack))).toEqual([]);
  },
);

test("every environment has goldens, and every golden an environment", () => {
  const golden = readdirSync(join(__dirname, "..", "golden")).filter((name) =>
    ["tree.txt", "tree.diff"].some((file) => existsSync(join(__dirname, "..", "golden", name, file))),
  );
  const names = [...stacks.map(({ name }) => name), ...grafana.map(({ node }) => node.id)];
  expect(golden.sort()).toEqual(names.sort());
});

function treeOf(stack: TerraformStack): string {
  return `${Testing.renderConstructTree(stack).trimEnd()}\n`;
}
