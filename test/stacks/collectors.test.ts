import { App, Testing } from "cdktf";
import { collectorsOf, collectorText, deliveredText } from "../../lib/collector";
import { defineConfig, type ConfigInput, planEnvironment } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";

// What runs the collectors of an environment.

type Environment = NonNullable<ConfigInput["environments"][string]>;
type Resource = Record<string, unknown>;

const network = { vpc: "vpc-0a1b2c3d", subnets: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] };
const environment: Environment = {
  region: "eu-central-1",
  account: "111122223333",
  backend: { type: "local" },
  routes: { warning: [], critical: [{ email: "a@example.com" }] },
};
const sampled: Partial<Environment> = { sampling: { traces: { rate: 0.1 } } };

function configOf(prod: Partial<Environment>) {
  const services = { cart: { owner: "team", contract: { extends: "base" as const } } };
  return defineConfig({ project: "shop", services, environments: { prod: { ...environment, ...prod } } });
}

function synthesized(prod: Partial<Environment>) {
  const [stack] = defineStacks(new App(), configOf(prod));
  const { output, resource } = JSON.parse(Testing.synth(stack!)) as {
    resource: Record<string, Record<string, Resource>>;
    output: Record<string, Resource>;
  };
  const all = (type: string): Resource[] => Object.values(resource[type] ?? {});
  return { all, output };
}

const onEcs = (ecs: object = {}, rest: Partial<Environment> = {}): Partial<Environment> => ({
  collector: { ecs: { network, clients: ["sg-0a1b2c3d"], ...ecs } },
  ...rest,
});

interface Container {
  readonly command: readonly string[];
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
}

/** The container of a task definition, as ECS gets it: Terraform has evaluated the templates in it. */
function containerOf(definition: Resource): Container {
  const text = (definition.container_definitions as string).replaceAll("$${", "${").replaceAll("%%{", "%{");
  return (JSON.parse(text) as [Container])[0];
}

test("nothing runs a collector unless an environment says how", () => {
  const { all, output } = synthesized({ collector: {} });
  expect(all("aws_ecs_service")).toEqual([]);
  expect(output).not.toHaveProperty("collector_endpoints");
});

test("each tier is a service, with the text that the configuration gives", () => {
  const prod = onEcs({}, sampled);
  const { all, output } = synthesized(prod);
  expect(all("aws_ecs_service").map(({ name }) => name)).toEqual([
    "shop-prod-collector-gateway",
    "shop-prod-collector-sampler",
  ]);
  const plan = planEnvironment(configOf(prod), "prod").collector!;
  const texts = collectorsOf(plan).map(({ collector }) => deliveredText(collectorText(collector, plan).document));
  const delivered = all("aws_ecs_task_definition").map((definition) => {
    const { command, environment } = containerOf(definition);
    expect(command).toEqual(["--config=env:OTELCOL_CONFIG"]);
    return environment.find(({ name }) => name === "OTELCOL_CONFIG")?.value;
  });
  expect(delivered).toEqual(texts);
  expect(Object.keys(output.collector_endpoints?.value as object)).toEqual(["grpc", "http"]);
});

test("log groups of back ends are made where nobody names them, with the stream that CloudWatch's endpoint needs", () => {
  const names = (telemetry: Environment["telemetry"]) => {
    const { all } = synthesized(onEcs({}, { telemetry }));
    return [...all("aws_cloudwatch_log_group"), ...all("aws_cloudwatch_log_stream")].map(({ name }) => name);
  };
  expect(names({ logs: ["cloudwatch", "cloudwatch"], metrics: "emf" })).toEqual([
    "/app/prod/cart",
    "/shop/prod/collector/gateway",
    "/shop/prod/telemetry",
    "/shop/prod/metrics",
    "collector",
  ]);
  expect(names({ logs: { type: "cloudwatch", group: "/theirs" } })).toEqual([
    "/app/prod/cart",
    "/shop/prod/collector/gateway",
  ]);
});

test("a cluster that exists is used, by name or ARN", () => {
  const arn = "arn:aws:ecs:eu-central-1:111122223333:cluster/shop";
  for (const cluster of ["shop", arn]) {
    const { all } = synthesized(onEcs({ cluster }));
    expect(all("aws_ecs_cluster")).toEqual([]);
    expect(all("aws_ecs_service").map((service) => service.cluster)).toEqual([arn]);
  }
  expect(
    synthesized(onEcs())
      .all("aws_ecs_cluster")
      .map(({ name }) => name),
  ).toEqual(["shop-prod-collector"]);
});

test("a network of its own has endpoints for what tasks call", () => {
  const image = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/collector@sha256:${"0".repeat(64)}`;
  const { all } = synthesized({ collector: { image, ecs: { network: { cidr: "10.20.0.0/20" } } } });
  expect(all("aws_vpc").map(({ cidr_block }) => cidr_block)).toEqual(["10.20.0.0/20"]);
  expect(all("aws_vpc_endpoint")).toHaveLength(6);
});

test("tasks get secrets from where they are kept, and reach the ports of back ends", () => {
  const logs = { type: "loki", endpoint: "http://loki.internal:3100", token: { ssm: "/shop/loki" } } as const;
  const { all } = synthesized(onEcs({}, { telemetry: { logs } }));
  const [definition] = all("aws_ecs_task_definition");
  expect(containerOf(definition!).secrets.map(({ name }) => name)).toEqual(["LOGS_LOKI_TOKEN"]);
  const ports = all("aws_vpc_security_group_egress_rule").map(({ from_port }) => from_port);
  expect(ports).toContain(3100);
});

test("quiet hours name its alarms, and an output lists them", () => {
  const nights = { severities: ["warning" as const], cron: "0 22 * * *", duration: "8h" };
  const { all, output } = synthesized(onEcs({}, { ...sampled, quietHours: { nights }, providers: { aws: "~> 6.41" } }));
  const [rule] = all("aws_cloudwatch_alarm_mute_rule") as [{ mute_targets: [{ alarm_names: string[] }] }];
  const muted = rule.mute_targets[0].alarm_names;
  expect(muted.some((name) => name.includes("Collectors_GatewayAlarms_Refused_Warning_"))).toBe(true);
  expect(muted.filter((name) => !name.includes("_Warning_"))).toEqual([]);
  const listed = output.collector_alarm_names?.value as Record<string, string[]>;
  expect(Object.keys(listed)).toEqual(["gateway", "sampler"]);
  expect(Object.values(listed).flat()).toHaveLength(all("aws_cloudwatch_metric_alarm").length);
});

test("its alarms tell the topics of the environment", () => {
  const { all } = synthesized(onEcs({ owner: "platform" }, sampled));
  const alarms = all("aws_cloudwatch_metric_alarm").filter(({ alarm_name }) =>
    (alarm_name as string).startsWith("shop-prod-collector-"),
  );
  const topics = alarms.map(({ alarm_actions }) => (alarm_actions as string[]).join());
  expect(alarms.length).toBeGreaterThan(10);
  expect(new Set(topics).size).toBe(2);
  expect(topics.every((topic) => topic.includes("aws_sns_topic.Notifications_"))).toBe(true);
});
