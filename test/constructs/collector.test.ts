import {
  CollectorGateway,
  type CollectorGatewayProps,
  CollectorSampler,
  type CollectorSamplerProps,
} from "../../lib/constructs";
import { emptyStack, paths, refusal, synth, type Synthesized } from "./stack";

const common = {
  account: "123456789012",
  region: "eu-central-1",
  partition: "aws",
  cluster: { arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/shop", name: "shop" },
  network: { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] },
  config: { text: "receivers: ${env:X}\n" },
  image: `otel/opentelemetry-collector-contrib@sha256:${"a".repeat(64)}`,
  cpu: 1024,
  memoryMib: 2048,
  logGroup: { name: "/shop/prod/collector" },
} as const;

const gatewayProps: CollectorGatewayProps = {
  ...common,
  name: "shop-prod-collector-gateway",
  clients: [{ securityGroup: "sg-apps" }, { cidr: "10.0.0.0/8", name: "office" }],
  tasks: { min: 2, max: 6 },
};

const samplerProps: CollectorSamplerProps = {
  ...common,
  name: "shop-prod-collector-sampler",
  namespace: "shop-prod",
  service: "collector-sampler",
  gatewaySecurityGroup: "sg-gateway",
  tasks: 2,
};

function gateway(props: Partial<CollectorGatewayProps> = {}): Synthesized {
  return synth((stack) => new CollectorGateway(stack, "Gateway", { ...gatewayProps, ...props }));
}

function sampler(props: Partial<CollectorSamplerProps> = {}): Synthesized {
  return synth((stack) => new CollectorSampler(stack, "Sampler", { ...samplerProps, ...props }));
}

interface Definition {
  readonly command: string[];
  readonly environment: { readonly name: string; readonly value: string }[];
  readonly portMappings: { readonly containerPort: number }[];
  readonly stopTimeout: number;
  readonly user: string;
}

function container({ one }: Synthesized): Definition {
  const [only] = JSON.parse(String(one("aws_ecs_task_definition").container_definitions)) as Definition[];
  if (only === undefined) throw new Error("no container");
  return only;
}

test("a collector reads its configuration from its environment, and knows how much memory it has", () => {
  expect(container(gateway())).toMatchObject({
    command: ["--config=env:OTELCOL_CONFIG"],
    environment: [
      { name: "GOMEMLIMIT", value: "1310MiB" },
      { name: "OTELCOL_CONFIG", value: "receivers: $${env:X}\n" },
    ],
    user: "10001",
    stopTimeout: 60,
  });
  expect(container(gateway({ environment: { GOMEMLIMIT: "1GiB" } })).environment[0]).toEqual({
    name: "GOMEMLIMIT",
    value: "1GiB",
  });
});

test("a collector may read its configuration in S3, beside what is given", () => {
  const bucket = { arn: "arn:aws:s3:::texts", bucket: "texts" };
  const synthesized = gateway({
    config: { text: "a: 1\n", delivery: "s3", bucket },
    statements: [{ actions: ["xray:PutTraceSegments"], resources: ["*"] }],
  });
  expect(container(synthesized).command).toEqual([
    expect.stringMatching(/^--config=s3:\/\/texts\.s3\.eu-central-1\.amazonaws\.com\/\$\{aws_s3_object\..*\.key\}$/),
  ]);
  const actions = synthesized
    .all("aws_iam_role_policy")
    .filter(({ role }) => String(role).includes("TaskRole"))
    .flatMap(({ policy }) => (JSON.parse(String(policy)) as { Statement: { Action: string[] }[] }).Statement)
    .flatMap(({ Action }) => Action);
  expect(actions).toEqual(["xray:PutTraceSegments", "s3:GetObject"]);
});

test("the gateway's load balancer is internal, over all zones, and asks the collector how it is", () => {
  const { all, one } = gateway();
  expect(one("aws_lb")).toMatchObject({
    internal: true,
    load_balancer_type: "network",
    name: "shop-prod-collector-gateway",
    enable_cross_zone_load_balancing: true,
    subnets: ["subnet-1", "subnet-2"],
  });
  expect(all("aws_lb_target_group")).toMatchObject(
    ["grpc", "http"].map((protocol, index) => ({
      name: `shop-prod-collector-gateway-${protocol}`,
      port: 4317 + index,
      protocol: "TCP",
      target_type: "ip",
      deregistration_delay: "80",
      health_check: { protocol: "HTTP", port: "13133", path: "/", matcher: "200" },
    })),
  );
  expect(all("aws_lb_listener")).toMatchObject([
    { port: 4317, protocol: "TCP" },
    { port: 4318, protocol: "TCP" },
  ]);
  expect(one("aws_ecs_service")).toMatchObject({
    health_check_grace_period_seconds: 60,
    load_balancer: [
      { container_name: "collector", container_port: 4317 },
      { container_name: "collector", container_port: 4318 },
    ],
  });
});

test("names of load balancers are short, and different for different gateways", () => {
  const nameOf = (name: string): string[] => {
    const { all, one } = gateway({ name });
    return [one("aws_lb"), ...all("aws_lb_target_group")].map((resource) => String(resource.name));
  };
  const names = ["a", "b"].flatMap((end) => nameOf(`a-team-with-a-long-name-production-collector-gateway-${end}`));
  for (const name of names) expect(name).toMatch(/^(?!.*-$)[A-Za-z0-9-]{1,32}$/);
  expect(new Set(names).size).toBe(names.length);
});

test("with a certificate, applications send over TLS", () => {
  let made: CollectorGateway | undefined;
  const { all } = synth((stack) => {
    const certificate = { arn: "arn:aws:acm:c", host: "telemetry.shop.example" };
    made = new CollectorGateway(stack, "Gateway", { ...gatewayProps, certificate });
  });
  expect(all("aws_lb_listener")).toMatchObject([
    { port: 4317, protocol: "TLS", alpn_policy: "HTTP2Only", certificate_arn: "arn:aws:acm:c" },
    { port: 4318, protocol: "TLS", alpn_policy: "HTTP2Optional" },
  ]);
  expect(made?.endpoints).toEqual({
    grpc: "https://telemetry.shop.example:4317",
    http: "https://telemetry.shop.example:4318",
  });
});

test("clients reach the load balancer, and only the load balancer reaches the tasks", () => {
  const rules = gateway().all("aws_vpc_security_group_ingress_rule");
  const to = (group: string): string[] =>
    rules
      .filter(({ security_group_id }) => String(security_group_id).includes(group))
      .map(({ cidr_ipv4, from_port, referenced_security_group_id: other }) => {
        const from = String(cidr_ipv4 ?? other).includes("LoadBalancerGroup") ? "load balancer" : (cidr_ipv4 ?? other);
        return `${String(from)} ${String(from_port)}`;
      })
      .sort();
  expect(to("LoadBalancerGroup")).toEqual(["10.0.0.0/8 4317", "10.0.0.0/8 4318", "sg-apps 4317", "sg-apps 4318"]);
  expect(to("Service_SecurityGroup")).toEqual(["load balancer 13133", "load balancer 4317", "load balancer 4318"]);
});

test.each<[what: string, clients: CollectorGatewayProps["clients"]]>([
  ["an address twice", [{ cidr: "10.0.0.0/8" }, { cidr: "10.0.0.0/8", name: "office" }]],
  [
    "two clients of one name",
    [
      { cidr: "10.0.0.0/8", name: "office" },
      { securityGroup: "sg-1", name: "Office" },
    ],
  ],
])("%s is refused", (_, clients) => {
  expect(refusal(() => gateway({ clients }))).toBe("value stack/Gateway");
});

test("addresses that are no block are refused", () => {
  expect(refusal(() => gateway({ clients: [{ cidr: "10.0.0.1/8" }] }))).toBe("value stack/Gateway/LoadBalancerGroup");
});

test("the sampler is found in Cloud Map, and reached from the gateway only", () => {
  const { all, one } = sampler();
  expect(one("aws_service_discovery_private_dns_namespace")).toMatchObject({ name: "shop-prod", vpc: "vpc-1" });
  expect(one("aws_service_discovery_service")).toMatchObject({
    name: "collector-sampler",
    dns_config: { dns_records: [{ type: "A", ttl: 10 }] },
  });
  expect(one("aws_ecs_service")).toMatchObject({ desired_count: 2, service_registries: {} });
  expect(one("aws_ecs_service")).not.toHaveProperty("health_check_grace_period_seconds");
  expect(all("aws_appautoscaling_target")).toEqual([]);
  expect(all("aws_vpc_security_group_ingress_rule")).toMatchObject([
    { referenced_security_group_id: "sg-gateway", from_port: 4317, to_port: 4317 },
  ]);
  expect(all("aws_vpc_security_group_egress_rule")).toContainEqual(
    expect.objectContaining({ security_group_id: "sg-gateway", from_port: 4317 }),
  );
  expect(container(sampler()).stopTimeout).toBe(120);
});

test("a sampler goes into a namespace that exists", () => {
  const { all, one } = sampler({ namespace: { id: "ns-1" } });
  expect(all("aws_service_discovery_private_dns_namespace")).toEqual([]);
  expect(one("aws_service_discovery_service")).toMatchObject({ dns_config: { namespace_id: "ns-1" } });
});

test("what ECS and Cloud Map refuse is refused", () => {
  expect(refusal(() => gateway({ stopTimeoutSeconds: 130 }))).toBe("value stack/Gateway/Service");
  expect(refusal(() => gateway({ image: "otel/opentelemetry-collector-contrib:0.159.0" }))).toBe(
    "value stack/Gateway/Service",
  );
  expect(refusal(() => gateway({ config: { text: "x".repeat(9000), delivery: "ssm" } }))).toBe(
    "limit stack/Gateway/Config",
  );
  expect(refusal(() => gateway({ name: "shop_prod" }))).toBe("text stack/Gateway");
  expect(refusal(() => sampler({ namespace: "shop prod" }))).toBe("text stack/Sampler");
});

test("construct paths are stable", () => {
  const stack = emptyStack();
  new CollectorGateway(stack, "Gateway", gatewayProps);
  new CollectorSampler(stack, "Sampler", samplerProps);
  expect(paths(stack)).toEqual([
    "Gateway/GrpcListener",
    "Gateway/GrpcTargets",
    "Gateway/HttpListener",
    "Gateway/HttpTargets",
    "Gateway/LoadBalancer",
    "Gateway/LoadBalancerGroup/IngressOfficeGrpc",
    "Gateway/LoadBalancerGroup/IngressOfficeHttp",
    "Gateway/LoadBalancerGroup/IngressSgAppsGrpc",
    "Gateway/LoadBalancerGroup/IngressSgAppsHttp",
    "Gateway/LoadBalancerGroup/Resource",
    "Gateway/Service/Cpu",
    "Gateway/Service/ExecutionPermissions",
    "Gateway/Service/ExecutionRole",
    "Gateway/Service/Memory",
    "Gateway/Service/Resource",
    "Gateway/Service/Scaling",
    "Gateway/Service/SecurityGroup/EgressHttps",
    "Gateway/Service/SecurityGroup/IngressGrpc",
    "Gateway/Service/SecurityGroup/IngressHealth",
    "Gateway/Service/SecurityGroup/IngressHttp",
    "Gateway/Service/SecurityGroup/Resource",
    "Gateway/Service/TaskDefinition",
    "Gateway/Service/TaskRole",
    "Gateway/ToTasksGrpc",
    "Gateway/ToTasksHealth",
    "Gateway/ToTasksHttp",
    "Sampler/FromGateway",
    "Sampler/Namespace",
    "Sampler/Registry",
    "Sampler/Service/ExecutionPermissions",
    "Sampler/Service/ExecutionRole",
    "Sampler/Service/Resource",
    "Sampler/Service/SecurityGroup/EgressHttps",
    "Sampler/Service/SecurityGroup/IngressGateway",
    "Sampler/Service/SecurityGroup/Resource",
    "Sampler/Service/TaskDefinition",
    "Sampler/Service/TaskRole",
  ]);
});
