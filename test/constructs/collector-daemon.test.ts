import { CollectorDaemon, type CollectorDaemonProps } from "../../lib/constructs";
import { emptyStack, paths, refusal, synth, type Synthesized } from "./stack";

const plain: CollectorDaemonProps = {
  account: "123456789012",
  region: "eu-central-1",
  partition: "aws",
  name: "shop-prod-collector-agent",
  cluster: { arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/shop", name: "shop" },
  config: { text: "exporters: { otlp_http: { endpoint: '${env:COLLECTOR_GATEWAY}' } }" },
  gateway: "http://collector.internal:4318",
  image: `otel/opentelemetry-collector-contrib@sha256:${"a".repeat(64)}`,
  memoryMib: 512,
  logGroup: { name: "/shop/prod/collector/agent" },
};

function daemon(props: Partial<CollectorDaemonProps> = {}): Synthesized {
  return synth((stack) => new CollectorDaemon(stack, "Agent", { ...plain, ...props }));
}

interface Definition {
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly mountPoints: readonly object[];
}

function definition(synthesized: Synthesized): Definition & Record<string, unknown> {
  const { container_definitions } = synthesized.one("aws_ecs_task_definition");
  return (JSON.parse(String(container_definitions)) as [Definition & Record<string, unknown>])[0];
}

test("one task runs on each node, with the node's network", () => {
  const synthesized = daemon();
  expect(synthesized.one("aws_ecs_service")).toMatchObject({
    scheduling_strategy: "DAEMON",
    launch_type: "EC2",
    deployment_minimum_healthy_percent: 0,
    deployment_maximum_percent: 100,
  });
  expect(synthesized.one("aws_ecs_service")).not.toHaveProperty("desired_count");
  expect(synthesized.one("aws_ecs_service")).not.toHaveProperty("network_configuration");
  expect(synthesized.one("aws_ecs_task_definition")).toMatchObject({
    network_mode: "host",
    requires_compatibilities: ["EC2"],
    volume: [{ name: "node", host_path: "/" }],
  });
});

test("it sees the node and cannot write there", () => {
  const { environment, ...container } = definition(daemon());
  expect(container).toMatchObject({
    user: "10001",
    memory: 512,
    cpu: 128,
    readonlyRootFilesystem: true,
    linuxParameters: { capabilities: { drop: ["ALL"] } },
    mountPoints: [{ sourceVolume: "node", containerPath: "/hostfs", readOnly: true }],
    portMappings: [4317, 4318, 13133].map((port) => ({ containerPort: port, hostPort: port, protocol: "tcp" })),
  });
  expect(environment.slice(0, 3)).toEqual([
    { name: "COLLECTOR_GATEWAY", value: "http://collector.internal:4318" },
    { name: "GOMEMLIMIT", value: "327MiB" },
    { name: "HOST_ROOT", value: "/hostfs" },
  ]);
});

test("it reads folders of logs where the node has them, and writes only how far", () => {
  const synthesized = daemon({ logFolders: ["/var/log/app", "/srv/logs"] });
  expect(synthesized.one("aws_ecs_task_definition").volume).toEqual([
    { name: "node", host_path: "/" },
    { name: "logs1", host_path: "/var/log/app" },
    { name: "logs2", host_path: "/srv/logs" },
    { name: "offsets", host_path: "/var/lib/otelcol" },
  ]);
  expect(definition(synthesized).mountPoints).toEqual([
    { sourceVolume: "logs1", containerPath: "/var/log/app", readOnly: true },
    { sourceVolume: "logs2", containerPath: "/srv/logs", readOnly: true },
    { sourceVolume: "node", containerPath: "/hostfs", readOnly: true },
    { sourceVolume: "offsets", containerPath: "/var/lib/otelcol", readOnly: false },
  ]);
});

test("root says why, and has no capabilities", () => {
  const root = { because: "Only root may read these logs.", capabilities: [] };
  expect(definition(daemon({ root }))).toMatchObject({
    user: "0",
    linuxParameters: { capabilities: { drop: ["ALL"] } },
    dockerLabels: { "root-because": "Only root may read these logs." },
  });
});

test("it can be kept to some nodes", () => {
  const nodes = "attribute:ecs.instance-type =~ m7.*";
  expect(daemon({ nodes }).one("aws_ecs_service").placement_constraints).toEqual([
    { type: "memberOf", expression: nodes },
  ]);
});

test("Terraform fails if ECS goes back, unless it does not wait", () => {
  expect(daemon().one("aws_ecs_service")).toHaveProperty("lifecycle.postcondition.length", 1);
  expect(daemon({ waitForSteadyState: false }).one("aws_ecs_service")).not.toHaveProperty("lifecycle.postcondition");
});

test.each([
  ["a folder that is relative", { logFolders: ["var/log"] }],
  ["the node's root as a folder of logs", { logFolders: ["/"] }],
  ["a folder twice", { logFolders: ["/var/log", "/var/log"] }],
  ["root without a word", { user: "0" }],
  ["a gateway that nobody says", { gateway: undefined }],
  ["too little memory", { memoryMib: 10 }],
  ["an image by its tag", { image: "otel/collector:latest" }],
])("%s is refused", (_, props) => {
  expect(refusal(() => daemon(props as Partial<CollectorDaemonProps>))).toBe("value stack/Agent");
});

test("construct paths are stable", () => {
  const stack = emptyStack();
  new CollectorDaemon(stack, "Agent", plain);
  expect(paths(stack)).toEqual([
    "Agent/ExecutionPermissions",
    "Agent/ExecutionRole",
    "Agent/Resource",
    "Agent/TaskDefinition",
    "Agent/TaskRole",
  ]);
});
