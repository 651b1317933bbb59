import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformVariable } from "cdktf";
import { BackendError } from "../../lib/backends";
import { LokiService, type LokiServiceProps, LokiStorage } from "../../lib/constructs";
import { emptyStack, paths, refusal, synth, type Synthesized } from "./stack";

const statements = [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop-prod-loki/*"] }];

const plain: LokiServiceProps = {
  account: "123456789012",
  region: "eu-central-1",
  partition: "aws",
  name: "shop-prod-loki",
  cluster: { arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/shop", name: "shop" },
  network: { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] },
  storage: { name: "shop-prod-loki", statements, longestRetentionSeconds: 400 * 86_400 },
  clients: [{ securityGroup: "sg-grafana" }, { securityGroup: "sg-collector", name: "collector", outbound: true }],
  cpu: 1024,
  memoryMib: 4096,
  logGroup: { name: "/shop/prod/loki" },
};

function loki(props: Partial<LokiServiceProps> = {}): Synthesized & { readonly made: LokiService } {
  let made: LokiService | undefined;
  const synthesized = synth((stack) => {
    made = new LokiService(stack, "Loki", { ...plain, ...props });
  });
  if (made === undefined) throw new Error("no service");
  return { ...synthesized, made };
}

interface Definition {
  readonly name: string;
  readonly command: string[];
  readonly entryPoint?: string[];
  readonly environment: { readonly name: string; readonly value: string }[];
  readonly mountPoints: { readonly containerPath: string; readonly readOnly: boolean; readonly sourceVolume: string }[];
}

/** The containers of a task, by name. */
function containers({ one }: Synthesized): { readonly prepare: Definition; readonly loki: Definition } {
  const all = JSON.parse(String(one("aws_ecs_task_definition").container_definitions)) as Definition[];
  const [prepare, main] = ["prepare", "loki"].map((name) => all.find((each) => each.name === name));
  if (prepare === undefined || main === undefined || all.length !== 2) throw new Error("other containers");
  return { prepare, loki: main };
}

const variable = ({ environment }: Definition, name: string): string =>
  environment.find((each) => each.name === name)?.value ?? "";

test("Loki is not root, cannot write but to its folder, and waits until that is its own", () => {
  const { loki: main, prepare } = containers(loki());
  expect(main).toMatchObject({
    image: expect.stringMatching(/^grafana\/loki:3\.7\.6@sha256:[0-9a-f]{64}$/) as string,
    user: "10001:10001",
    readonlyRootFilesystem: true,
    linuxParameters: { capabilities: { drop: ["ALL"] } },
    command: ["-config.file=/etc/loki/loki.yaml"],
    dependsOn: [{ containerName: "prepare", condition: "SUCCESS" }],
    environment: [
      { name: "GOMEMLIMIT", value: "3276MiB" },
      { name: "TMPDIR", value: "/loki/tmp" },
    ],
    mountPoints: [
      { sourceVolume: "configuration", containerPath: "/etc/loki", readOnly: true },
      { sourceVolume: "data", containerPath: "/loki", readOnly: false },
    ],
    portMappings: [{ containerPort: 3100 }],
    stopTimeout: 120,
  });
  expect(prepare).toMatchObject({
    image: expect.stringMatching(/@sha256:[0-9a-f]{64}$/) as string,
    user: "0:0",
    essential: false,
    readonlyRootFilesystem: true,
    portMappings: [],
    secrets: [],
  });
  expect(loki().one("aws_ecs_task_definition").volume).toEqual([{ name: "configuration" }, { name: "data" }]);
});

test("the configuration is the one of its bucket and its tasks, and stands in the task definition", () => {
  const settings = {
    retention: { keep: "30d", streams: [{ where: { "service.name": "${pay}%{x}'\"\\" }, keep: "9d" }] },
  };
  const { made, ...one } = loki({ settings });
  expect(made.configuration.document).toMatchObject({
    common: { path_prefix: "/loki", replication_factor: 1 },
    storage_config: { object_store: { s3: { bucket_name: "shop-prod-loki", region: "eu-central-1" } } },
    limits_config: { retention_period: "720h" },
  });
  expect(made.configuration.document).not.toHaveProperty("memberlist");
  const escaped = made.configuration.text.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
  expect(variable(containers(one).prepare, "LOKI_CONFIG")).toBe(escaped);

  const several = loki({ tasks: 3, discovery: { namespace: { id: "ns-1", name: "shop-prod" }, service: "loki" } }).made;
  expect(several.configuration.document).toMatchObject({
    common: { replication_factor: 3 },
    memberlist: { cluster_label: "shop-prod-loki", join_members: ["dns+loki.shop-prod:7946"], rejoin_interval: "1m" },
  });
});

test("what runs before Loki writes its configuration, byte for byte, and gives it its folder", () => {
  const settings = {
    retention: { streams: [{ where: { "service.name": "a $HOME `id` \\n '\" %s é😀" }, keep: "9d" }] },
  };
  const { made, ...synthesized } = loki({ settings });
  const { prepare } = containers(synthesized);
  const folder = mkdtempSync(join(tmpdir(), "sightline-loki-"));
  for (const name of ["etc", "data", "bin"]) mkdirSync(join(folder, name));
  const chown = join(folder, "bin", "chown");
  writeFileSync(chown, `#!/bin/sh\necho "$@" > ${folder}/owner\n`);
  chmodSync(chown, 0o755);
  const [script = ""] = prepare.command;
  const here = script.replaceAll("/etc/loki", join(folder, "etc")).replaceAll(/(?<=\s)\/loki/g, join(folder, "data"));
  const [shell = "", ...options] = prepare.entryPoint ?? [];
  const { status, stderr, stdout } = spawnSync(shell, [...options, here], {
    encoding: "utf8",
    env: { PATH: `${folder}/bin:${process.env.PATH ?? ""}`, LOKI_CONFIG: made.configuration.text },
  });
  expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: "", stdout: "" });
  expect(readFileSync(join(folder, "etc", "loki.yaml"), "utf8")).toBe(made.configuration.text);
  expect(existsSync(join(folder, "data", "tmp"))).toBe(true);
  expect(readFileSync(join(folder, "owner"), "utf8")).toBe(`10001:10001 ${folder}/data ${folder}/data/tmp\n`);
  // Without a configuration it fails, and Loki does not start.
  expect(spawnSync(shell, [...options, here], { env: {} }).status).not.toBe(0);
});

test("one task never runs beside another; several are replaced one by one", () => {
  expect(loki().one("aws_ecs_service")).toMatchObject({
    desired_count: 1,
    deployment_minimum_healthy_percent: 0,
    deployment_maximum_percent: 100,
    availability_zone_rebalancing: "DISABLED",
    deployment_circuit_breaker: { enable: true, rollback: true },
    health_check_grace_period_seconds: 180,
  });
  const several = loki({ tasks: 3 }).one("aws_ecs_service");
  expect(several).toMatchObject({
    desired_count: 3,
    deployment_minimum_healthy_percent: 100,
    deployment_maximum_percent: 134,
  });
  expect(loki({ tasks: 3 }).all("aws_appautoscaling_target")).toEqual([]);
});

test("several tasks find each other in Cloud Map, in a namespace of their own or an existing one", () => {
  const own = loki({ tasks: 3 });
  expect(own.one("aws_service_discovery_private_dns_namespace")).toMatchObject({
    name: "shop-prod-loki",
    vpc: "vpc-1",
  });
  expect(own.one("aws_service_discovery_service")).toMatchObject({
    name: "shop-prod-loki",
    dns_config: { dns_records: [{ type: "A", ttl: 10 }] },
  });
  expect(own.made.configuration.document).toHaveProperty("memberlist.join_members", [
    "dns+shop-prod-loki.shop-prod-loki:7946",
  ]);
  const existing = loki({ tasks: 4, discovery: { namespace: { id: "ns-1", name: "shop-prod" } } });
  expect(existing.all("aws_service_discovery_private_dns_namespace")).toEqual([]);
  expect(existing.one("aws_service_discovery_service")).toMatchObject({ dns_config: { namespace_id: "ns-1" } });
  expect(loki({ discovery: { namespace: "shop-prod" } }).all("aws_service_discovery_service")).toEqual([]);
});

test("clients reach the load balancer, the load balancer the tasks, and tasks each other", () => {
  const rules = (synthesized: Synthesized, direction: "ingress" | "egress"): string[] =>
    synthesized
      .all(`aws_vpc_security_group_${direction}_rule`)
      .map(({ cidr_ipv4, from_port, referenced_security_group_id: other, security_group_id: group }) => {
        const short = (id: unknown): string =>
          String(id).replace(/^.*(LoadBalancerGroup|Service_SecurityGroup).*$/, (_, name: string) =>
            name.startsWith("Load") ? "load balancer" : "tasks",
          );
        return `${short(group)} ${direction === "ingress" ? "from" : "to"} ${short(cidr_ipv4 ?? other)} ${String(from_port)}`;
      })
      .sort();
  expect(rules(loki(), "ingress")).toEqual([
    "load balancer from sg-collector 3100",
    "load balancer from sg-grafana 3100",
    "tasks from load balancer 3100",
  ]);
  expect(rules(loki(), "egress")).toEqual([
    "load balancer to tasks 3100",
    "sg-collector to load balancer 3100",
    "tasks to 0.0.0.0/0 443",
  ]);
  const several = loki({ tasks: 3 });
  expect(rules(several, "ingress").filter((rule) => !rule.endsWith(" 3100"))).toEqual([
    "tasks from tasks 7946",
    "tasks from tasks 9095",
  ]);
  expect(rules(several, "egress").filter((rule) => rule.includes("to tasks"))).toEqual([
    "load balancer to tasks 3100",
    "tasks to tasks 7946",
    "tasks to tasks 9095",
  ]);
});

test("the load balancer asks Loki whether it is ready, and ends connections before a task ends", () => {
  expect(loki().one("aws_lb_target_group")).toMatchObject({
    port: 3100,
    protocol: "TCP",
    deregistration_delay: "30",
    connection_termination: true,
    health_check: { protocol: "HTTP", path: "/ready", port: "3100", matcher: "200" },
  });
  expect(loki().one("aws_lb")).toMatchObject({ internal: true, load_balancer_type: "network" });
});

test("its address is that of a back end of logs", () => {
  const { made, ...plainly } = loki();
  expect(made.endpoint).toMatch(/^http:\/\/\$\{TfToken\[TOKEN\.\d+\]\}:3100$/);
  expect(plainly.one("aws_lb_listener")).toMatchObject({ port: 3100, protocol: "TCP" });
  const tls = loki({ certificate: { arn: "arn:aws:acm:c", host: "loki.shop.example" } });
  expect(tls.made.endpoint).toBe("https://loki.shop.example:3100");
  expect(tls.one("aws_lb_listener")).toMatchObject({ protocol: "TLS", certificate_arn: "arn:aws:acm:c" });
});

test("tasks may use the bucket, and what is given", () => {
  const rules = { actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::rules"] };
  const allowed = loki({ statements: [rules] })
    .all("aws_iam_role_policy")
    .filter(({ role }) => String(role).includes("TaskRole"))
    .flatMap(({ policy }) => (JSON.parse(String(policy)) as { Statement: { Action: string[] }[] }).Statement);
  expect(allowed.map(({ Action }) => Action)).toEqual([["s3:GetObject"], ["s3:ListBucket"]]);
});

test("a bucket of LokiStorage fits, if it keeps logs as long as Loki does", () => {
  const made = (keep: string) => () =>
    synth((stack) => {
      const storage = new LokiStorage(stack, "Storage", { name: "shop-prod-loki", longestRetention: "90d" });
      new LokiService(stack, "Loki", { ...plain, storage, settings: { retention: { keep } } });
    });
  expect(made("90d")).not.toThrow();
  expect(refusal(made("91d"))).toBe("value stack/Loki");
});

test.each<[what: string, props: Partial<LokiServiceProps>, where?: string]>([
  ["two tasks", { tasks: 2 }],
  ["no task", { tasks: 0 }],
  ["half a task", { tasks: 3.5 }],
  ["a bucket whose name is a token", { storage: { name: "${TfToken[TOKEN.1]}", statements } }],
  ["a region that is a token", { region: "${TfToken[TOKEN.1]}" }],
  ["a namespace whose name is a token", { tasks: 3, discovery: { namespace: "${TfToken[TOKEN.1]}" } }],
  ["an image of another version", { image: `grafana/loki:3.5.1@sha256:${"a".repeat(64)}` }],
  ["a version without its image", { settings: { version: "3.5.1" } }],
  ["addresses that connect outward", { clients: [{ cidr: "10.0.0.0/8", outbound: true }] }],
  ["a client twice", { clients: [{ cidr: "10.0.0.0/8" }, { cidr: "10.0.0.0/8", name: "office" }] }],
  ["a store among the settings", { settings: { store: { folder: "/loki" } } as never }],
  ["a cluster among the settings", { settings: { cluster: { name: "a", members: ["b"] } } as never }],
  ["a service that is no label of DNS", { tasks: 3, discovery: { service: "s".repeat(64) } }],
  ["no subnet", { network: { vpcId: "vpc-1", subnetIds: [] } }, "/Service"],
  ["an image without digest", { image: "grafana/loki:3.7.6" }, "/Service"],
  ["a shell without digest", { shellImage: "busybox:1.37.0" }, "/Service"],
  ["a size that Fargate lacks", { cpu: 1024, memoryMib: 1024 }, "/Service"],
])("%s is refused", (_, props, where = "") => {
  expect(refusal(() => loki(props))).toBe(`value stack/Loki${where}`);
});

test("a number of tasks that is a token is refused", () => {
  const made = (): unknown =>
    synth((stack) => {
      const tasks = new TerraformVariable(stack, "tasks", { type: "number" }).numberValue;
      new LokiService(stack, "Loki", { ...plain, tasks });
    });
  expect(refusal(made)).toBe("value stack/Loki");
});

test("settings that Loki refuses, and a configuration that is too large, are refused", () => {
  expect(() => loki({ settings: { labels: ["trace_id"] } })).toThrow(BackendError);
  const streams = Array.from({ length: 600 }, (_, index) => ({
    where: { "service.name": `service-${index}` },
    keep: "9d",
  }));
  expect(refusal(() => loki({ settings: { retention: { streams } } }))).toBe("limit stack/Loki");
});

test("an image of a version that the settings name is taken, with or without a tag", () => {
  for (const image of ["grafana/loki:3.5.9", "registry.example:5000/loki"])
    expect(() => loki({ image: `${image}@sha256:${"a".repeat(64)}`, settings: { version: "3.5.1" } })).not.toThrow();
});

test("construct paths are stable", () => {
  const stack = emptyStack();
  new LokiService(stack, "Loki", { ...plain, tasks: 3 });
  expect(paths(stack)).toEqual([
    "Loki/FromMembers",
    "Loki/FromRequests",
    "Loki/Listener",
    "Loki/LoadBalancer",
    "Loki/LoadBalancerGroup/IngressCollector",
    "Loki/LoadBalancerGroup/IngressSgGrafana",
    "Loki/LoadBalancerGroup/Resource",
    "Loki/Namespace",
    "Loki/OutboundCollector",
    "Loki/Registry",
    "Loki/Service/ExecutionPermissions",
    "Loki/Service/ExecutionRole",
    "Loki/Service/Resource",
    "Loki/Service/SecurityGroup/EgressHttps",
    "Loki/Service/SecurityGroup/IngressHttp",
    "Loki/Service/SecurityGroup/Resource",
    "Loki/Service/TaskDefinition",
    "Loki/Service/TaskPermissions",
    "Loki/Service/TaskRole",
    "Loki/Targets",
    "Loki/ToMembers",
    "Loki/ToRequests",
    "Loki/ToTasks",
  ]);
});
