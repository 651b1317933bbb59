import { TerraformVariable } from "cdktf";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { type Container, FargateService, type FargateServiceProps } from "../../lib/constructs";
import { emptyStack, paths, refusal, synth, type Synthesized } from "./stack";

const digest = `sha256:${"a".repeat(64)}`;

const container: Container = { image: `app@${digest}`, user: "10001" };

const plain = {
  name: "shop-prod-app",
  account: "123456789012",
  region: "eu-central-1",
  partition: "aws",
  cluster: { arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/shop", name: "shop" },
  network: { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] },
  logGroup: { name: "/app/prod/app" },
  cpu: 512,
  memoryMib: 1024,
  tasks: 2,
  containers: { app: container },
} as const;

function service(props: Partial<FargateServiceProps> = {}): Synthesized {
  return synth((stack) => new FargateService(stack, "Service", { ...plain, ...props }));
}

function withContainer(settings: Partial<Container>, props: Partial<FargateServiceProps> = {}): Synthesized {
  return service({ ...props, containers: { app: { ...container, ...settings } } });
}

function definition(synthesized: Synthesized, index = 0): Record<string, unknown> {
  const { container_definitions } = synthesized.one("aws_ecs_task_definition");
  const all = JSON.parse(String(container_definitions)) as Record<string, unknown>[];
  return all[index] ?? {};
}

interface Statement {
  readonly Action: string | string[];
  readonly Resource: string | string[];
}

/** Statements of the policy in a role, by the id of the role. */
function permissions({ all }: Synthesized, role: "TaskRole" | "ExecutionRole"): Statement[] {
  return all("aws_iam_role_policy")
    .filter(({ role: name }) => String(name).includes(role))
    .flatMap(({ policy }) => (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement);
}

test("a container can write nowhere, and has no capability of Linux", () => {
  expect(definition(service())).toMatchObject({
    name: "app",
    image: `app@${digest}`,
    user: "10001",
    essential: true,
    readonlyRootFilesystem: true,
    linuxParameters: { capabilities: { drop: ["ALL"] } },
    stopTimeout: 30,
    restartPolicy: { enabled: true, restartAttemptPeriod: 60 },
  });
});

test("a container writes its log without blocking, unless it should block", () => {
  const options = {
    "awslogs-group": "/app/prod/app",
    "awslogs-region": "eu-central-1",
    "awslogs-stream-prefix": "app",
  };
  expect(definition(service())).toHaveProperty("logConfiguration", {
    logDriver: "awslogs",
    options: { ...options, mode: "non-blocking", "max-buffer-size": "25m" },
  });
  expect(definition(service({ logs: { mode: "blocking" } }))).toHaveProperty("logConfiguration.options", {
    ...options,
    mode: "blocking",
  });
});

test("volumes are where a container may write", () => {
  const synthesized = withContainer({ mounts: { data: { path: "/data" } } }, { volumes: ["data"] });
  expect(synthesized.one("aws_ecs_task_definition")).toMatchObject({ volume: [{ name: "data" }] });
  expect(definition(synthesized)).toHaveProperty("mountPoints", [
    { sourceVolume: "data", containerPath: "/data", readOnly: false },
  ]);
  expect(refusal(() => withContainer({ mounts: { date: { path: "/data" } } }, { volumes: ["data"] }))).toBe(
    "unknown-name stack/Service",
  );
});

test("a container waits for others, which need not be essential", () => {
  const containers = {
    app: { ...container, after: { init: "SUCCESS" } },
    init: { ...container, essential: false, command: ["write"] },
  } as const;
  const synthesized = service({ containers });
  expect(definition(synthesized)).toHaveProperty("dependsOn", [{ containerName: "init", condition: "SUCCESS" }]);
  expect(definition(synthesized, 1)).not.toHaveProperty("restartPolicy");
  expect(refusal(() => withContainer({ after: { nobody: "START" } }))).toBe("unknown-name stack/Service");
});

test("an image has a digest, unless it is a token", () => {
  expect(refusal(() => withContainer({ image: "app:1.2.3" }))).toBe("value stack/Service");
  expect(refusal(() => withContainer({ image: "app@sha256:abc" }))).toBe("value stack/Service");
  const { one } = synth((stack) => {
    const image = new TerraformVariable(stack, "image", {}).stringValue;
    new FargateService(stack, "Service", { ...plain, containers: { app: { ...container, image } } });
  });
  expect(one("aws_ecs_task_definition").container_definitions).toContain('"image":"${var.image}"');
});

test.each(["root", "0", "0:0", "root:root", "00", ""])("the user %j is refused", (user) => {
  expect(refusal(() => withContainer({ user }))).toBe("value stack/Service");
});

describe("root", () => {
  const root = { because: "A volume of Fargate belongs to root.", capabilities: ["CHOWN"] } as const;
  const prepare: Container = { ...container, user: "0:0", root, essential: false };
  const app: Container = { ...container, after: { prepare: "SUCCESS" } };
  const prepared = (settings: Partial<Container>, others: Readonly<Record<string, Container>> = { app }) =>
    service({ containers: { ...others, prepare: { ...prepare, ...settings } } });

  test("prepares a task, says why, and keeps only the capabilities that it needs", () => {
    const { dockerLabels, linuxParameters, readonlyRootFilesystem, user } = definition(prepared({}), 1) as {
      dockerLabels: object;
      linuxParameters: { capabilities: { drop: string[] } };
      readonlyRootFilesystem: boolean;
      user: string;
    };
    expect({ dockerLabels, readonlyRootFilesystem, user }).toEqual({
      dockerLabels: { "root-because": "A volume of Fargate belongs to root." },
      readonlyRootFilesystem: true,
      user: "0:0",
    });
    const { drop } = linuxParameters.capabilities;
    expect(drop).toHaveLength(13);
    expect(drop).toEqual(expect.arrayContaining(["DAC_OVERRIDE", "NET_RAW", "SETUID", "SYS_CHROOT"]));
    expect(drop).not.toContain("CHOWN");
    expect(definition(prepared({ root: { ...root, capabilities: [] } }), 1)).toHaveProperty(
      "linuxParameters.capabilities.drop",
      ["ALL"],
    );
    expect(definition(prepared({}))).not.toHaveProperty("dockerLabels");
  });

  test.each<[string, Partial<Container>]>([
    ["as another user", { user: "10001" }],
    ["without a reason", { root: { ...root, because: " " } }],
    ["with a port", { ports: [80] }],
    ["started again when it ends", { restart: true }],
    ["as long as the task runs", { essential: true }],
  ])("%s is refused", (_, settings) => {
    expect(refusal(() => prepared(settings))).toBe("value stack/Service");
  });

  test("beside a container that does not wait for its end is refused", () => {
    expect(refusal(() => prepared({}, { app: container }))).toBe("value stack/Service");
    expect(refusal(() => prepared({}, { app, other: { ...container, after: { prepare: "COMPLETE" } } }))).toBe(
      "value stack/Service",
    );
    expect(() => prepared({}, { app, other: { ...container, essential: false } })).not.toThrow();
  });
});

test.each([
  [{ cpu: 500 }, "value"],
  [{ memoryMib: 1000 }, "value"],
  [{ cpu: 4096, memoryMib: 1024 }, "value"],
  [{ tasks: 1.5 }, "value"],
  [{ tasks: { min: 3, max: 2 } }, "value"],
  [{ containers: {} }, "value"],
  [{ name: "a b" }, "text"],
  [{ name: "a".repeat(60) }, "text"],
  [{ containers: { app: { ...container, stopTimeoutSeconds: 121 } } }, "value"],
  [{ containers: { app: { ...container, ports: [0] } } }, "value"],
  [{ containers: { app: { ...container, essential: false } } }, "value"],
  [{ containers: { app: { ...container, environment: { A: "1" }, secrets: { A: { ssm: "/a" } } } } }, "value"],
  [{ containers: { app: { ...container, after: { other: "SUCCESS" } }, other: container } }, "value"],
  [{ containers: { app: { ...container, after: { other: "HEALTHY" } }, other: container } }, "value"],
  [{ storageGib: 20 }, "value"],
  [{ storageGib: 201 }, "value"],
  [{ targets: [{ targetGroup: { arn: "arn:aws:t" }, container: "app", port: 80 }] }, "value"],
  [{ targets: [{ targetGroup: { arn: "arn:aws:t" }, container: "other", port: 80 }] }, "unknown-name"],
  [{ egress: { a: { peer: { cidr: "10.0.0.0" }, port: 1, description: "a" } } }, "value /SecurityGroup"],
] as const)("%j is refused", (props, problem) => {
  const [kind, place = ""] = problem.split(" ");
  expect(refusal(() => service(props))).toBe(`${String(kind)} stack/Service${place}`);
});

test("a task definition has at most 64 KiB", () => {
  // A line break is two bytes of JSON.
  expect(() => withContainer({ environment: { LONG: "\n".repeat(30_000) } })).not.toThrow();
  expect(refusal(() => withContainer({ environment: { LONG: "\n".repeat(32_000) } }))).toBe("limit stack/Service");
});

test("secrets are read by ECS, which may read these and no others", () => {
  const secretArn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-AbCdEf";
  const synthesized = withContainer({
    secrets: { TOKEN: { ssm: "/shop/token" }, KEY: { secret: secretArn, key: "api" }, NAMED: { secret: "shop/named" } },
  });
  expect(definition(synthesized)).toHaveProperty("secrets", [
    { name: "KEY", valueFrom: `${secretArn}:api::` },
    { name: "NAMED", valueFrom: expect.stringMatching(/^\$\{data\.aws_secretsmanager_secret\..*\.arn\}$/) as string },
    { name: "TOKEN", valueFrom: "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/token" },
  ]);
  const execution = permissions(synthesized, "ExecutionRole");
  expect(execution.map(({ Action }) => Action)).toEqual([
    ["logs:CreateLogStream", "logs:PutLogEvents"],
    ["ssm:GetParameters"],
    ["secretsmanager:GetSecretValue"],
  ]);
  expect(execution[1]?.Resource).toEqual(["arn:aws:ssm:eu-central-1:123456789012:parameter/shop/token"]);
  expect(permissions(synthesized, "TaskRole")).toEqual([]);
});

test("secrets of similar names are two", () => {
  const { data } = withContainer({
    secrets: { A: { secret: "shop/api" }, B: { secret: "shop-api" }, C: { secret: "shop/api" } },
  });
  const found = Object.values(
    (data as Record<string, Record<string, { name: string }>>).aws_secretsmanager_secret ?? {},
  );
  expect(found.map(({ name }) => name).sort()).toEqual(["shop-api", "shop/api"]);
});

test("a secret is no Terraform variable, and not written in the code", () => {
  expect(refusal(() => withContainer({ secrets: { TOKEN: { variable: "token" } } }))).toBe("secret stack/Service");
  expect(refusal(() => withContainer({ secrets: { TOKEN: "hunter2" as never } }))).toBe("secret stack/Service");
});

test("ECS may read an image in Amazon ECR, of the image's own account, and none of others", () => {
  const image = `999999999999.dkr.ecr.eu-west-1.amazonaws.com/team/app@${digest}`;
  const pulls = (synthesized: Synthesized): unknown =>
    permissions(synthesized, "ExecutionRole").find(({ Action }) => Action.includes("ecr:BatchGetImage"))?.Resource;
  expect(pulls(withContainer({ image }))).toEqual(["arn:aws:ecr:eu-west-1:999999999999:repository/team/app"]);
  expect(pulls(withContainer({ repository: { arn: "arn:aws:ecr:r" } }))).toEqual(["arn:aws:ecr:r"]);
  expect(pulls(service())).toBeUndefined();
});

test("containers may do what is given, ECS may use the keys", () => {
  const synthesized = synth((stack) => {
    const key = new KmsKey(stack, "Key");
    const statements = [{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::logs/*"] }];
    new FargateService(stack, "Service", { ...plain, statements, secretKeys: [key] });
  });
  expect(permissions(synthesized, "TaskRole")).toEqual([
    { Sid: "Allow1", Effect: "Allow", Action: ["s3:PutObject"], Resource: ["arn:aws:s3:::logs/*"] },
  ]);
  expect(permissions(synthesized, "ExecutionRole").at(-1)).toMatchObject({
    Action: ["kms:Decrypt"],
    Resource: ["${aws_kms_key.Key.arn}"],
  });
});

test("a policy has another name when it says something else, and the same at each synthesis", () => {
  const nameOf = (resource: string): unknown =>
    service({ statements: [{ actions: ["s3:GetObject"], resources: [resource] }] })
      .all("aws_iam_role_policy")
      .find(({ role }) => String(role).includes("TaskRole"))?.name;
  expect(nameOf("arn:aws:s3:::a/*")).toBe(nameOf("arn:aws:s3:::a/*"));
  expect(nameOf("arn:aws:s3:::a/*")).not.toBe(nameOf("arn:aws:s3:::b/*"));
});

test("the service spreads over zones, rolls back, and Terraform sees that it did", () => {
  expect(service().one("aws_ecs_service")).toMatchObject({
    availability_zone_rebalancing: "ENABLED",
    deployment_circuit_breaker: { enable: true, rollback: true },
    deployment_maximum_percent: 200,
    deployment_minimum_healthy_percent: 100,
    desired_count: 2,
    enable_execute_command: false,
    launch_type: "FARGATE",
    network_configuration: { assign_public_ip: false, subnets: ["subnet-1", "subnet-2"] },
    platform_version: "LATEST",
    propagate_tags: "SERVICE",
    wait_for_steady_state: true,
    lifecycle: {
      postcondition: [
        { condition: expect.stringMatching(/^\$\{\(?self\.task_definition == aws_ecs_task_definition\./) as string },
      ],
    },
  });
  expect(service({ waitForSteadyState: false }).one("aws_ecs_service")).not.toHaveProperty("lifecycle.postcondition");
});

test.each([
  ["one-by-one", 3, 100, 134, "ENABLED"],
  ["one-by-one", 7, 100, 115, "ENABLED"],
  ["stop-first", 1, 0, 100, "DISABLED"],
] as const)("tasks give way %s, of %i", (deployment, tasks, least, most, rebalancing) => {
  expect(service({ deployment, tasks }).one("aws_ecs_service")).toMatchObject({
    availability_zone_rebalancing: rebalancing,
    deployment_maximum_percent: most,
    deployment_minimum_healthy_percent: least,
  });
});

test("one by one, ECS may start one task more than there are, and no second", () => {
  for (const tasks of [1, 3, 6, 7, 49, 99]) {
    const { deployment_maximum_percent: percent } = service({ deployment: "one-by-one", tasks }).one("aws_ecs_service");
    expect(Math.floor((tasks * Number(percent)) / 100)).toBe(tasks + 1);
  }
  const unknown = (): unknown =>
    synth((stack) => {
      const tasks = new TerraformVariable(stack, "tasks", { type: "number" }).numberValue;
      new FargateService(stack, "Service", { ...plain, deployment: "one-by-one", tasks });
    });
  expect(refusal(unknown)).toBe("value stack/Service");
});

test("the number of tasks is left to autoscaling where it has a choice", () => {
  const fixed = service();
  expect(fixed.all("aws_appautoscaling_target")).toEqual([]);
  expect(fixed.one("aws_ecs_service")).not.toHaveProperty("lifecycle.ignore_changes");
  const scaled = service({ tasks: { min: 2, max: 6 }, autoscaling: { cpuPercent: 70 } });
  expect(scaled.one("aws_ecs_service")).toMatchObject({
    desired_count: 2,
    lifecycle: { ignore_changes: ["desired_count"] },
  });
  expect(scaled.one("aws_appautoscaling_target")).toMatchObject({ min_capacity: 2, max_capacity: 6 });
  expect(
    scaled.all("aws_appautoscaling_policy").map((policy) => policy.target_tracking_scaling_policy_configuration),
  ).toEqual([
    {
      predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageCPUUtilization" },
      scale_in_cooldown: 300,
      scale_out_cooldown: 60,
      target_value: 70,
    },
    {
      predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageMemoryUtilization" },
      scale_in_cooldown: 300,
      scale_out_cooldown: 60,
      target_value: 60,
    },
  ]);
});

test("tasks take only what is let in, and send by HTTPS if nothing else is said", () => {
  const { all } = service({
    ingress: {
      http: { peer: { securityGroup: "sg-1" }, port: 80, description: "HTTP" },
      old: { peer: { cidr: "10.0.0.0/8" }, port: 8080, description: "HTTP" },
      six: { peer: { cidr: "fd00::/8" }, port: 8080, description: "HTTP" },
      list: { peer: { prefixList: "pl-1" }, port: 53, protocol: "udp", description: "DNS" },
    },
  });
  expect(all("aws_vpc_security_group_ingress_rule")).toMatchObject([
    { referenced_security_group_id: "sg-1", from_port: 80, to_port: 80, ip_protocol: "tcp" },
    { prefix_list_id: "pl-1", ip_protocol: "udp" },
    { cidr_ipv4: "10.0.0.0/8" },
    { cidr_ipv6: "fd00::/8" },
  ]);
  expect(all("aws_vpc_security_group_egress_rule")).toMatchObject([{ cidr_ipv4: "0.0.0.0/0", from_port: 443 }]);
});

test("construct paths are stable", () => {
  const stack = emptyStack();
  new FargateService(stack, "Service", { ...plain, tasks: { min: 1, max: 2 }, statements: [] });
  expect(paths(stack)).toEqual([
    "Service/Cpu",
    "Service/ExecutionPermissions",
    "Service/ExecutionRole",
    "Service/Memory",
    "Service/Resource",
    "Service/Scaling",
    "Service/SecurityGroup/EgressHttps",
    "Service/SecurityGroup/Resource",
    "Service/TaskDefinition",
    "Service/TaskRole",
  ]);
});
