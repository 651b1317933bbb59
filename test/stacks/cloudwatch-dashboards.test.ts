import { App, Testing } from "cdktf";
import { defineConfig, inspect } from "../../lib/config";
import { EnvironmentStack, defineStacks } from "../../lib/stacks";
import { sample } from "../config/sample";
import { read } from "../constructs/stack";

function dashboards(prod: { readonly cloudwatchDashboards?: boolean | null }): readonly unknown[] {
  const config = sample();
  const environments = {
    base: { ...config.environments.base, cloudwatchDashboards: true },
    prod: { ...config.environments.prod, ...prod },
  };
  const [stack] = defineStacks(new App(), defineConfig({ ...config, environments }));
  expect(stack).toBeInstanceOf(EnvironmentStack);
  return read(Testing.synth(stack!)).all("aws_cloudwatch_dashboard");
}

test("an environment with dashboards has one of each service, by the environment's and the service's name", () => {
  expect(dashboards({})).toEqual([
    { dashboard_name: "shop-prod-payments", dashboard_body: expect.stringContaining("RequestDuration") as unknown },
  ]);
});

test("null or false removes what is inherited", () => {
  expect(dashboards({ cloudwatchDashboards: null })).toEqual([]);
  expect(dashboards({ cloudwatchDashboards: false })).toEqual([]);
});

test("two dashboards of one name in an account are found, in whichever Regions", () => {
  const config = sample();
  const services = { ...config.services, "eu-payments": config.services.payments };
  const prod = { ...config.environments.prod, cloudwatchDashboards: true };
  const environments = { ...config.environments, prod, "prod-eu": { extends: "prod", region: "us-east-1" } };
  const { findings } = inspect({ ...config, services, environments });
  expect(findings.map((finding) => `${finding.rule} ${finding.at.path.join(".")}`)).toEqual([
    "dashboard-name services.payments",
  ]);
});
