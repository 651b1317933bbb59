import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { App, Testing } from "cdktf";
import { normalisedText } from "../../lib/cli/terraform-json";
import { defineStacks, type EnvironmentStack } from "../../lib/stacks";
import shop from "../../examples/shop/sightline.config";
import { terraformDifference, treeDifference, type Json } from "../difference";
import { expectGolden } from "../golden";

// The bundled configuration, as it would be deployed: construct tree and Terraform of prod, and what differs from them in
// every other environment.

const stacks = defineStacks(new App(), shop).map((stack) => ({
  name: stack.plan.stack,
  environment: stack.plan.environment,
  tree: treeOf(stack),
  terraform: normalisedText(JSON.parse(Testing.synth(stack))),
}));
const prod = stacks.find(({ environment }) => environment === "prod")!;
const others = stacks.filter((stack) => stack !== prod);

test("prod has the construct tree and the Terraform of its golden", () => {
  expectGolden(`${prod.name}/tree.txt`, prod.tree);
  expectGolden(`${prod.name}/stack.tf.json`, prod.terraform);
});

test.each(others)("$name differs from prod as its golden says", ({ name, environment, tree, terraform }) => {
  // Names say the environment: that they differ goes without saying.
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

test("every golden has its environment", () => {
  const golden = readdirSync(join(__dirname, "..", "golden")).filter((name) =>
    ["tree.txt", "tree.diff"].some((file) => existsSync(join(__dirname, "..", "golden", name, file))),
  );
  expect(golden.sort()).toEqual(stacks.map(({ name }) => name).sort());
});

function treeOf(stack: EnvironmentStack): string {
  return `${Testing.renderConstructTree(stack).trimEnd()}\n`;
}
