import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { App, Testing } from "cdktf";
import { normalisedText } from "../../lib/cli/terraform-json";
import { defineStacks } from "../../lib/stacks";
import shop from "../../examples/shop/sightline.config";
import { expectGolden } from "../golden";

// The bundled configuration, as it would be deployed: construct tree and Terraform of every environment.

const stacks = defineStacks(new App(), shop);

test.each(stacks.map((stack) => [stack.plan.stack, stack] as const))(
  "%s has the construct tree and the Terraform of its golden",
  (name, stack) => {
    expectGolden(`${name}/tree.txt`, `${Testing.renderConstructTree(stack).trimEnd()}\n`);
    expectGolden(`${name}/stack.tf.json`, normalisedText(JSON.parse(Testing.synth(stack))));
  },
);

test("every golden has its environment", () => {
  const golden = readdirSync(join(__dirname, "..", "golden"), { withFileTypes: true }).filter((entry) =>
    existsSync(join(__dirname, "..", "golden", entry.name, "tree.txt")),
  );
  expect(golden.map((entry) => entry.name).sort()).toEqual(stacks.map((stack) => stack.plan.stack).sort());
});
