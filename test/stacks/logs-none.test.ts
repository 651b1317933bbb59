import { App, Testing } from "cdktf";
import { type ConfigInput, defineConfig, planEnvironment } from "../../lib/config";
import { boardsOf, serviceBodies } from "../../lib/dashboards";
import { queryContext } from "../../lib/queries";
import { checkTemplate } from "../../lib/replay";
import { defineStacks } from "../../lib/stacks";
import { readTerraform } from "../../lib/terraform";

// What is made of services that log nothing, one of them beside a service that logs.

const frame = { owner: "team", runbooks: "https://runbooks.example.com" } as const;
const database = {
  ...frame,
  tier: "critical",
  logs: "none",
  recommended: [{ set: "rds", of: { DBInstanceIdentifier: "orders" }, alarms: { connections: "off", load: "off" } }],
  alarms: {
    cpu_high: {
      type: "metric",
      summary: "The database has no CPU to spare.",
      metric: "rds.cpu",
      dimensions: { DBInstanceIdentifier: "orders" },
      severities: { critical: { above: 95 } },
    },
  },
} as const satisfies ConfigInput["services"][string];
const api = {
  ...frame,
  contract: "base",
  alarms: {
    errors: { type: "threshold", summary: "Errors.", signal: "errors", severities: { critical: { above: 5 } } },
  },
} as const satisfies ConfigInput["services"][string];

function configOf(services: ConfigInput["services"], more: Partial<ConfigInput["environments"][string]> = {}) {
  return defineConfig({
    project: "shop",
    services,
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        production: true,
        cloudwatchDashboards: true,
        savedQueries: true,
        routes: { warning: [{ email: "a@example.com" }], critical: [{ email: "a@example.com" }] },
        ...more,
      },
    },
  });
}

function synthesized(services: ConfigInput["services"]): string {
  const [stack] = defineStacks(new App(), configOf(services));
  if (stack === undefined) throw new Error("no stack");
  return Testing.synth(stack);
}

const grafana = {
  url: "https://grafana.example.com",
  dataSources: { loki: { url: "http://loki:3100" }, tempo: { url: "http://tempo:3200" } },
} as const;
const planned = (services: ConfigInput["services"]) => planEnvironment(configOf(services, { grafana }), "prod");

interface Stack {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output: Readonly<Record<string, { readonly value: Readonly<Record<string, unknown>> }>>;
}

test("it has alarms and notices, and no log group, filter or output of one", () => {
  const text = synthesized({ database });
  const { output, resource } = JSON.parse(text) as Stack;
  expect(Object.keys(resource).filter((type) => type.startsWith("aws_cloudwatch_log"))).toEqual([]);
  expect(Object.keys(resource.aws_cloudwatch_metric_alarm ?? {}).length).toBeGreaterThan(1);
  expect(Object.keys(resource.aws_cloudwatch_composite_alarm ?? {})).not.toEqual([]);
  expect(output.log_group_names?.value).toEqual({});
  expect(output.alarm_names?.value).toHaveProperty("database");
  const read = readTerraform([{ file: "cdk.tf.json", text }]);
  expect(checkTemplate(read).findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("beside a service that logs, it changes nothing of that one", () => {
  const resources = (services: ConfigInput["services"]) => (JSON.parse(synthesized(services)) as Stack).resource;
  const [alone, both] = [resources({ api }), resources({ api, database })];
  const ofGroups = ({
    aws_cloudwatch_log_group: groups,
    aws_cloudwatch_log_metric_filter: filters,
  }: Stack["resource"]) => ({ groups, filters });
  expect(ofGroups(both)).toEqual(ofGroups(alone));
});

test("nothing that is made of it says undefined", () => {
  for (const services of [{ database }, { api, database }]) expect(synthesized(services)).not.toContain("undefined");
});

test("its dashboards have what its alarms watch, and no panel of lines, spans or traces", () => {
  const plan = planned({ api, database });
  const boards = boardsOf(plan);
  const own = boards.find(({ key }) => key === "service-database");
  expect(own?.rows.map(({ key }) => key)).toEqual(["resources"]);
  expect(boards.find(({ key }) => key === "logs")?.variables?.find(({ name }) => name === "service")?.values).toEqual({
    api: "api",
  });
  const lines = boards.find(({ key }) => key === "fleet")?.rows[0]?.panels.find(({ key }) => key === "lines");
  expect(lines?.queries).toHaveLength(1);
  expect(serviceBodies(plan).get("database")).toContain("CPUUtilization");
});

test("where nothing logs, there are no boards of lines or requests", () => {
  const plan = planned({ database });
  const keys = boardsOf(plan).map(({ key }) => key);
  expect(keys).toEqual(expect.arrayContaining(["alarms", "service-database"]));
  for (const key of ["logs", "fleet", "business"]) expect(keys).not.toContain(key);
});

test("it is asked nothing", () => {
  expect(queryContext(planned({ api, database })).services.map(({ name }) => name)).toEqual(["api"]);
});
