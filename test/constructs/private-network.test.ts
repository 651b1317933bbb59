import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { TerraformVariable } from "cdktf";
import {
  collectorEndpoints,
  type ConstructProblem,
  PrivateNetwork,
  type PrivateNetworkProps,
} from "../../lib/constructs";
import { emptyStack, paths, refusal, synth } from "./stack";

const props: PrivateNetworkProps = { name: "shop-net", cidr: "10.20.0.0/20", region: "eu-central-1" };
const network = (change: Partial<PrivateNetworkProps> = {}) =>
  synth((stack) => new PrivateNetwork(stack, "Network", { ...props, ...change }));
const ofSubnets = ({ all }: ReturnType<typeof network>, key: string) => all("aws_subnet").map((subnet) => subnet[key]);

test("a VPC has a private subnet in each of two zones, and nothing that leads to the internet", () => {
  const made = network();
  expect(made.one("aws_vpc")).toMatchObject({
    cidr_block: "10.20.0.0/20",
    enable_dns_support: true,
    enable_dns_hostnames: true,
    tags: { Name: "shop-net" },
  });
  expect(ofSubnets(made, "cidr_block")).toEqual(["10.20.0.0/22", "10.20.4.0/22"]);
  expect(ofSubnets(made, "map_public_ip_on_launch")).toEqual([false, false]);
  expect(ofSubnets(made, "availability_zone")).toEqual([
    expect.stringMatching(/^\$\{element\(data\.aws_availability_zones\.Network_Zones\w*\.names, 0\)\}$/),
    expect.stringMatching(/^\$\{element\(data\.aws_availability_zones\.Network_Zones\w*\.names, 1\)\}$/),
  ]);
  expect(Object.keys(made.resource)).not.toContain("aws_internet_gateway");
  expect(made.one("aws_route_table")).not.toHaveProperty("route");
  expect(made.all("aws_route_table_association")).toHaveLength(2);
});

test("the VPC's own security group lets nothing through", () => {
  const group = network().one("aws_default_security_group");
  expect(group).not.toHaveProperty("ingress");
  expect(group).not.toHaveProperty("egress");
});

test("a third zone leaves the first two where they are", () => {
  expect(ofSubnets(network({ zones: 3 }), "cidr_block")).toEqual(["10.20.0.0/22", "10.20.4.0/22", "10.20.8.0/22"]);
  const named = network({ zones: ["eu-central-1a", "eu-central-1c"] });
  expect(ofSubnets(named, "availability_zone")).toEqual(["eu-central-1a", "eu-central-1c"]);
  expect(named.data).not.toHaveProperty("aws_availability_zones");
});

test("the smallest block has subnets of 16 addresses", () => {
  expect(ofSubnets(network({ cidr: "10.0.0.192/26", zones: 3 }), "cidr_block")).toEqual([
    "10.0.0.192/28",
    "10.0.0.208/28",
    "10.0.0.224/28",
  ]);
});

test("Terraform divides a block that it knows later", () => {
  const made = synth((stack) => {
    const cidr = new TerraformVariable(stack, "cidr", { type: "string" });
    new PrivateNetwork(stack, "Network", { ...props, cidr: cidr.stringValue });
  });
  expect(ofSubnets(made, "cidr_block")).toEqual(["${cidrsubnet(var.cidr, 2, 0)}", "${cidrsubnet(var.cidr, 2, 1)}"]);
});

test("a collector's endpoints take HTTPS from the VPC, under AWS's usual names", () => {
  const made = network();
  const endpoints = made.all("aws_vpc_endpoint");
  expect(endpoints.map(({ service_name }) => String(service_name).replace("com.amazonaws.eu-central-1.", ""))).toEqual([
    ...collectorEndpoints,
  ]);
  const [s3, ...others] = endpoints.toSorted((a) => (a.vpc_endpoint_type === "Gateway" ? -1 : 1));
  expect(s3).toMatchObject({ route_table_ids: [expect.stringContaining("aws_route_table.")] });
  for (const endpoint of others)
    expect(endpoint).toMatchObject({
      vpc_endpoint_type: "Interface",
      private_dns_enabled: true,
      subnet_ids: [expect.any(String), expect.any(String)],
      security_group_ids: [expect.stringContaining("aws_security_group.")],
    });
  expect(made.one("aws_vpc_security_group_ingress_rule")).toMatchObject({
    from_port: 443,
    to_port: 443,
    ip_protocol: "tcp",
    cidr_ipv4: expect.stringMatching(/^\$\{aws_vpc\..*\.cidr_block\}$/) as string,
  });
});

test("a Region has the collector's endpoints that AWS offers there", () => {
  const names = network({ region: "cn-north-1" })
    .all("aws_vpc_endpoint")
    .map(({ service_name }) => String(service_name));
  expect(names).toHaveLength(collectorEndpoints.length - 1);
  expect(names.filter((name) => name.includes("aps-workspaces"))).toEqual([]);
});

test("only the endpoints that are asked for are made, each once", () => {
  const made = network({ endpoints: ["logs", "logs", "s3"] });
  expect(made.all("aws_vpc_endpoint")).toHaveLength(2);
  const free = network({ endpoints: ["s3"] });
  expect(Object.keys(free.resource)).not.toContain("aws_security_group");
  expect(Object.keys(network({ endpoints: [] }).resource)).not.toContain("aws_vpc_endpoint");
});

test("connections that are refused are logged, if asked for, or all of them", () => {
  const logged = (traffic?: "all") =>
    synth((stack) => {
      const logGroup = new CloudwatchLogGroup(stack, "LogGroup", { name: "/net" });
      new PrivateNetwork(stack, "Network", {
        ...props,
        account: "111122223333",
        partition: "aws",
        flowLogs: { logGroup, ...(traffic === undefined ? {} : { traffic }) },
      });
    });
  expect(logged().one("aws_flow_log")).toMatchObject({
    traffic_type: "REJECT",
    log_destination: expect.stringContaining("aws_cloudwatch_log_group.LogGroup") as string,
    iam_role_arn: expect.stringContaining("aws_iam_role.") as string,
  });
  expect(logged("all").one("aws_flow_log")).toMatchObject({ traffic_type: "ALL" });
  const { assume_role_policy } = logged().one("aws_iam_role") as { assume_role_policy: string };
  expect(JSON.parse(assume_role_policy)).toMatchObject({
    Statement: [
      {
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ],
  });
});

test("a name that only Terraform knows is kept whole", () => {
  const made = synth((stack) => {
    const name = new TerraformVariable(stack, "environment", { type: "string" });
    new PrivateNetwork(stack, "Network", {
      ...props,
      account: "111122223333",
      partition: "aws",
      name: `a-team-with-a-long-name-${name.stringValue}`,
      flowLogs: { logGroup: { arn: "arn:aws:logs:eu-central-1:111122223333:log-group:/net" } },
    });
  });
  expect(made.one("aws_iam_role")).toMatchObject({ name_prefix: "a-team-with-a-long-name-${var.environment}-flow-" });
});

test("the name of the flow logs' role is short", () => {
  const made = network({
    account: "111122223333",
    partition: "aws",
    name: "a-team-with-a-long-name-production",
    flowLogs: { logGroup: { arn: "arn:aws:logs:eu-central-1:111122223333:log-group:/net" } },
  });
  // The provider takes 38 characters, and adds 26.
  expect(String(made.one("aws_iam_role").name_prefix)).toMatch(/^a-team-with-a-long-n.{1,12}-flow-$/);
});

test("paths are short nouns", () => {
  const stack = emptyStack();
  new PrivateNetwork(stack, "Network", { ...props, endpoints: ["ecr.api", "s3"] });
  expect(paths(stack)).toEqual([
    "Network/DefaultSecurityGroup",
    "Network/EcrApiEndpoint",
    "Network/EndpointsIngress",
    "Network/EndpointsSecurityGroup",
    "Network/Routes",
    "Network/S3Endpoint",
    "Network/Subnet1",
    "Network/Subnet1Routes",
    "Network/Subnet2",
    "Network/Subnet2Routes",
    "Network/Vpc",
    "Network/Zones",
  ]);
});

test.each<[what: string, change: Partial<PrivateNetworkProps>, problem: ConstructProblem]>([
  ["no addresses", { cidr: "" }, "value"],
  ["addresses of IPv6", { cidr: "2001:db8::/56" }, "value"],
  ["a block that begins within another", { cidr: "10.20.1.0/20" }, "value"],
  ["more than a /16", { cidr: "10.0.0.0/8" }, "value"],
  ["less than a /26", { cidr: "10.0.0.0/27" }, "value"],
  ["one zone", { zones: 1 }, "value"],
  ["four zones", { zones: 4 }, "value"],
  ["a zone twice", { zones: ["eu-central-1a", "eu-central-1a"] }, "value"],
  ["Prometheus in China", { region: "cn-north-1", endpoints: ["aps-workspaces"] }, "value"],
  ["a name that is no value of a tag", { name: "shop & co" }, "text"],
  ["a name that a security group cannot have", { name: "größe" }, "text"],
  [
    "a name that a role cannot have",
    { name: "shop net", account: "111122223333", partition: "aws", flowLogs: { logGroup: { arn: "arn:aws:logs:g" } } },
    "text",
  ],
])("%s is refused", (_, change, problem) => {
  expect(refusal(() => network(change))).toBe(`${problem} stack/Network`);
});
