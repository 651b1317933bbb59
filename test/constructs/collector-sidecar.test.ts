import { TerraformVariable } from "cdktf";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import {
  CollectorSidecar,
  type CollectorSidecarProps,
  type Container,
  FargateService,
  type SidecarDefinition,
} from "../../lib/constructs";
import { paths, refusal, synth, emptyStack } from "./stack";

const image = `otel/opentelemetry-collector-contrib@sha256:${"a".repeat(64)}`;
const place = { account: "123456789012", region: "eu-central-1", partition: "aws" };
const text = "exporters: { otlp_http: { endpoint: '${env:COLLECTOR_GATEWAY}' } }";
const logGroup = { name: "/app/prod/cart" };

const plain: CollectorSidecarProps = {
  ...place,
  name: "shop-prod-cart",
  config: { text },
  gateway: "http://collector.internal:4318",
  image,
  memoryMib: 256,
};

function sidecarOf(props: Partial<CollectorSidecarProps> = {}): { sidecar: CollectorSidecar; made: SidecarDefinition } {
  const sidecar = new CollectorSidecar(emptyStack(), "Sidecar", { ...plain, ...props });
  return { sidecar, made: sidecar.definition({ logGroup }) };
}

test("the container has what a collector needs, and can write nowhere", () => {
  const { container } = sidecarOf().made;
  expect(container).toEqual({
    name: "collector",
    image,
    memory: 256,
    essential: false,
    command: ["--config=env:OTELCOL_CONFIG"],
    user: "10001",
    readonlyRootFilesystem: true,
    linuxParameters: { capabilities: { drop: ["ALL"] } },
    environment: [
      { name: "COLLECTOR_GATEWAY", value: "http://collector.internal:4318" },
      { name: "GOMEMLIMIT", value: "163MiB" },
      { name: "OTELCOL_CONFIG", value: text.replace("${", () => "$${") },
    ],
    secrets: [],
    portMappings: [],
    mountPoints: [],
    stopTimeout: 30,
    restartPolicy: { enabled: true, restartAttemptPeriod: 60 },
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": "/app/prod/cart",
        "awslogs-region": "eu-central-1",
        "awslogs-stream-prefix": "collector",
        mode: "non-blocking",
        "max-buffer-size": "25m",
      },
    },
  });
});

test("in a task definition of one's own, Terraform reads the text as it is", () => {
  const synthesized = synth((stack) => {
    const sidecar = new CollectorSidecar(stack, "Sidecar", plain);
    const { container, dependsOn } = sidecar.definition({ logGroup });
    const app = { name: "app", image: "app", dependsOn, environment: [] };
    new EcsTaskDefinition(stack, "Task", {
      family: "cart",
      containerDefinitions: JSON.stringify([app, container]),
    });
  });
  const written = String(synthesized.one("aws_ecs_task_definition").container_definitions);
  expect(written).toContain("$${env:COLLECTOR_GATEWAY}");
  expect(written).not.toContain("$$$");
  const [app, collector] = JSON.parse(written) as [{ dependsOn: object[] }, { environment: { value: string }[] }];
  expect(app.dependsOn).toEqual([{ containerName: "collector", condition: "START" }]);
  expect(collector.environment[2]?.value.replaceAll("$${", () => "${")).toBe(text);
});

test("an image with a command for its health is waited for", () => {
  const { made, sidecar } = sidecarOf({ healthCheck: { command: ["/healthcheck"] } });
  expect(made.container.healthCheck?.command).toEqual(["CMD", "/healthcheck"]);
  expect(made.dependsOn).toEqual([{ containerName: "collector", condition: "HEALTHY" }]);
  expect(sidecar.after).toEqual({ collector: "HEALTHY" });
});

test("roles may do what the collector does, and what starts it", () => {
  const { made } = sidecarOf({
    secrets: { TOKEN: { ssm: "/shop/token" } },
    statements: [{ actions: ["xray:PutTraceSegments"], resources: ["*"] }],
  });
  expect(made.executionStatements).toEqual([
    {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: ["arn:aws:logs:eu-central-1:123456789012:log-group:/app/prod/cart:*"],
    },
    { actions: ["ssm:GetParameters"], resources: ["arn:aws:ssm:eu-central-1:123456789012:parameter/shop/token"] },
  ]);
  expect(JSON.parse(made.executionPolicy)).toHaveProperty("Statement.length", 2);
  expect(JSON.parse(made.taskPolicy ?? "")).toHaveProperty("Statement.0.Action", ["xray:PutTraceSegments"]);
  expect(sidecarOf().made.taskPolicy).toBeUndefined();
});

test("a secret is looked up once, however often the definition is asked for", () => {
  const synthesized = synth((stack) => {
    const sidecar = new CollectorSidecar(stack, "Sidecar", { ...plain, secrets: { TOKEN: { secret: "shop/token" } } });
    for (const name of ["/a", "/b"]) sidecar.definition({ logGroup: { name } });
  });
  expect(Object.keys(synthesized.data.aws_secretsmanager_secret ?? {})).toHaveLength(1);
});

test("a long text is read from S3, by the task's role", () => {
  const { made, sidecar } = sidecarOf({ config: { text: `${text}\n# ${"x".repeat(60_000)}` } });
  expect(made.container.command?.[0]).toMatch(/^--config=s3:\/\//);
  expect(sidecar.statements.flatMap(({ actions }) => actions)).toEqual(["s3:GetObject"]);
});

test("an application sends to the loopback of its task, and says who it is", () => {
  const { sidecar } = sidecarOf();
  expect(sidecar.environmentFor({ service: "cart" })).toEqual({
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318",
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    OTEL_SERVICE_NAME: "cart",
  });
  const { OTEL_RESOURCE_ATTRIBUTES } = sidecar.environmentFor({
    service: "cart",
    version: "1.2.3",
    attributes: { "service.namespace": "a=b, c", team: "${TfToken[TOKEN.1]}" },
  });
  expect(OTEL_RESOURCE_ATTRIBUTES).toBe(
    "service.namespace=a%3Db%2C%20c,team=${TfToken[TOKEN.1]},service.version=1.2.3",
  );
});

const app: Container = { image: `app@sha256:${"b".repeat(64)}`, user: "10001", ports: [8080] };

function inService(container: Partial<Container>, memoryMib = 512, other: Partial<CollectorSidecarProps> = {}) {
  return synth((stack) => {
    const sidecar = new CollectorSidecar(stack, "Sidecar", { ...plain, ...other });
    new FargateService(stack, "Service", {
      ...place,
      name: "shop-prod-cart",
      cluster: { arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/shop", name: "shop" },
      network: { vpcId: "vpc-1", subnetIds: ["subnet-1"] },
      logGroup,
      cpu: 256,
      memoryMib,
      tasks: 1,
      containers: {
        app: { ...app, after: sidecar.after, environment: sidecar.environmentFor({ service: "cart" }), ...container },
        [sidecar.containerName]: sidecar.container,
      },
      statements: sidecar.statements,
      secretKeys: sidecar.secretKeys,
    });
  });
}

test("it is a container of a service on Fargate", () => {
  const { container_definitions } = inService({}).one("aws_ecs_task_definition");
  const [first, second] = JSON.parse(String(container_definitions)) as Record<string, unknown>[];
  expect(first).toMatchObject({ name: "app", dependsOn: [{ containerName: "collector", condition: "START" }] });
  expect(second).toMatchObject({ name: "collector", essential: false, memory: 256 });
});

test("containers share the memory of their task", () => {
  expect(refusal(() => inService({ memoryMib: 300 }))).toBe("value stack/Service");
});

test("containers share the ports of their task", () => {
  const two = () =>
    synth((stack) => {
      const port = (name: string): Container => ({ ...app, command: [name] });
      new FargateService(stack, "Service", {
        ...place,
        name: "a",
        cluster: { arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/shop", name: "shop" },
        network: { vpcId: "vpc-1", subnetIds: ["subnet-1"] },
        logGroup,
        cpu: 256,
        memoryMib: 512,
        tasks: 1,
        containers: { one: port("one"), two: port("two") },
      });
    });
  expect(refusal(two)).toBe("value stack/Service");
});

test.each([
  ["too little memory", { memoryMib: 32 }, "value"],
  ["a part of a MiB", { memoryMib: 100.5 }, "value"],
  ["a gateway that nobody says", { gateway: undefined }, "value"],
  ["an image by its tag", { image: "otel/collector:latest" }, "value"],
  ["root", { user: "0" }, "value"],
  ["a name that ECS refuses", { container: "a b" }, "text"],
  ["no time to end", { stopTimeoutSeconds: 1 }, "value"],
])("%s is refused", (_, props, problem) => {
  expect(refusal(() => sidecarOf(props as Partial<CollectorSidecarProps>))).toBe(`${problem} stack/Sidecar`);
});

test("memory that only Terraform knows is refused, as it would be no number in JSON", () => {
  const refused = () =>
    synth((stack) => {
      const memoryMib = new TerraformVariable(stack, "memory", { type: "number" }).numberValue;
      new CollectorSidecar(stack, "Sidecar", { ...plain, memoryMib }).definition({ logGroup });
    });
  expect(refusal(refused)).toBe("value stack/Sidecar");
});

test("several stand in one stack", () => {
  const stack = emptyStack();
  const config = { text, delivery: "ssm" } as const;
  new CollectorSidecar(stack, "Cart", { ...plain, config });
  new CollectorSidecar(stack, "Orders", { ...plain, config, name: "shop-prod-orders" });
  expect(paths(stack)).toEqual(["Cart/Config/Parameter", "Orders/Config/Parameter"]);
});
