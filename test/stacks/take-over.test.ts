import { Testing } from "cdktf";
import { type ConfigInput, defineConfig } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";

// What is synthesized for resources that exist already and keep their names.

const config: ConfigInput = {
  project: "shop",
  services: {
    orders: {
      owner: "team",
      runbooks: "https://runbooks.example.com",
      contract: {
        extends: "base",
        fields: { kind: { type: "string", description: "Kind.", values: ["a", "b"] } },
        signals: {
          by_kind: { description: "By kind.", where: '{ $.level = "error" }', dimensions: ["kind"] },
          both: { description: "Both.", where: '{ $.level = "warn" }', dimensions: ["kind"], total: true },
        },
      },
      logs: { existing: "/ecs/{environment}/orders" },
      signals: ["errors", "by_kind", "both"],
      namespace: "Orders/{environment}",
      filters: { errors: "orders errors", by_kind: "orders by kind", both: "orders both" },
      notify: "each",
      alarms: {
        errors: {
          type: "threshold",
          summary: "Errors are logged.",
          signal: "errors",
          names: { critical: "orders-{environment}-5xx" },
          severities: { critical: { atLeast: 2 } },
        },
        outage: {
          type: "composite",
          summary: "All is lost.",
          rule: "errors.critical",
          names: { critical: "orders-outage" },
          severities: { critical: {} },
        },
      },
    },
  },
  environments: {
    prod: {
      region: "eu-central-1",
      account: "111122223333",
      backend: { type: "local" },
      routes: { critical: [{ email: "oncall@example.com" }] },
      imports: {
        alarms: ["orders/errors.critical", "orders/outage.critical"],
        filters: ["orders/errors", "orders/by_kind", "orders/both"],
      },
    },
  },
};

interface Synthesized {
  readonly import: readonly { readonly to: string; readonly id: string }[];
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

test("each resource has the name that it keeps, and is imported by it", () => {
  const [stack] = defineStacks(Testing.app(), defineConfig(config));
  const { import: blocks, resource } = JSON.parse(Testing.synth(stack!)) as Synthesized;
  const named = blocks.map(({ id, to }) => {
    const [type = "", name = ""] = to.split(".");
    const { alarm_name, name: own } = resource[type]?.[name] ?? {};
    return [type.replace("aws_cloudwatch_", ""), id, alarm_name ?? own];
  });
  expect(named.toSorted()).toEqual([
    ["composite_alarm", "orders-outage", "orders-outage"],
    ["log_metric_filter", "/ecs/prod/orders:orders both", "orders both"],
    ["log_metric_filter", "/ecs/prod/orders:orders both-by-dimension", "orders both-by-dimension"],
    ["log_metric_filter", "/ecs/prod/orders:orders by kind", "orders by kind"],
    ["log_metric_filter", "/ecs/prod/orders:orders errors", "orders errors"],
    ["metric_alarm", "orders-prod-5xx", "orders-prod-5xx"],
  ]);
});
