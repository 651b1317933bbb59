import { App, Testing } from "cdktf";
import { defineConfig } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { sample } from "../config/sample";
import { read } from "../constructs/stack";

interface Terraform {
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function synthesized(questions: readonly string[]): string {
  const config = sample();
  const environments = { ...config.environments, prod: { ...config.environments.prod, savedQueries: { questions } } };
  const [stack] = defineStacks(new App(), defineConfig({ ...config, environments }));
  return Testing.synth(stack!);
}

test("queries are made below their service, and those of the environment below the stack", () => {
  const made = synthesized(["errors", "errors_by_service"]);
  const { aws_cloudwatch_query_definition: queries = {} } = (JSON.parse(made) as Terraform).resource;
  expect(Object.keys(queries).map((id) => id.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
    "Payments_SavedQueries_errors",
    "SavedQueries_errors",
    "SavedQueries_errors_by_service",
  ]);
  expect(read(made).all("aws_cloudwatch_query_definition")[0]).toMatchObject({
    name: "shop-prod/payments/Newest errors",
    log_group_names: ["/app/prod/payments"],
  });
});

test("another question changes no other resource", () => {
  const before = JSON.parse(synthesized(["errors"])) as Terraform;
  const after = JSON.parse(synthesized(["latency", "errors"])) as Terraform;
  const { aws_cloudwatch_query_definition: was, ...others } = before.resource;
  const { aws_cloudwatch_query_definition: is, ...same } = after.resource;
  expect(same).toEqual(others);
  expect(is).toMatchObject(was!);
  expect(Object.keys(is!).length).toBe(Object.keys(was!).length + 1);
});
