import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resourceChanges } from "../../lib/cli/review/resources";
import { replacingArguments } from "../../lib/terraform";
import { saySkipped } from "../skipped";
import { providerConstraint, terraform, terraformReady } from "./terraform";

// What a review says of resources that would be replaced is what terraform plans. The state is written by hand, and nothing is refreshed,
// so neither AWS nor an emulator is asked.

const ready = terraformReady();
if ("missing" in ready) saySkipped("replaced resources are not planned", ready.missing);
const whereReady = "missing" in ready ? test.skip : test;

type Arguments = Readonly<Record<string, unknown>>;

const arn = (service: string, name: string): string => `arn:aws:${service}:eu-central-1:123456789012:${name}`;
const none = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const all = none.replace("[]", '[{"Effect":"Deny","Action":"*","Resource":"*","Principal":"*"}]');
const lettered = (letter: string) => ({ name: letter, namespace: letter, value: "1" });

/** Arguments of each type before a change and after it: all that replace a resource, and some that do not. */
const types: Readonly<Record<string, readonly [was: Arguments, is: Arguments]>> = {
  aws_cloudwatch_composite_alarm: [
    { alarm_name: "a", actions_enabled: true, alarm_rule: "ALARM(x)" },
    { alarm_name: "b", actions_enabled: false, alarm_rule: "ALARM(y)" },
  ],
  aws_cloudwatch_dashboard: [
    { dashboard_name: "a", dashboard_body: "{}" },
    { dashboard_name: "b", dashboard_body: '{"a":1}' },
  ],
  aws_cloudwatch_log_group: [
    { name: "a", log_group_class: "STANDARD", retention_in_days: 7, kms_key_id: arn("kms", "key/a") },
    { name: "b", log_group_class: "INFREQUENT_ACCESS", retention_in_days: 14, kms_key_id: arn("kms", "key/b") },
  ],
  aws_cloudwatch_log_metric_filter: [
    { name: "a", log_group_name: "a", pattern: "a", metric_transformation: [lettered("a")] },
    { name: "b", log_group_name: "b", pattern: "b", metric_transformation: [lettered("b")] },
  ],
  aws_cloudwatch_log_resource_policy: [
    { policy_name: "a", policy_document: none },
    { policy_name: "b", policy_document: all },
  ],
  aws_cloudwatch_log_stream: [
    { name: "a", log_group_name: "a" },
    { name: "b", log_group_name: "b" },
  ],
  aws_cloudwatch_log_subscription_filter: [
    { name: "a", log_group_name: "a", destination_arn: arn("lambda", "function:a"), filter_pattern: "a" },
    { name: "b", log_group_name: "b", destination_arn: arn("lambda", "function:b"), filter_pattern: "b" },
  ],
  aws_cloudwatch_metric_alarm: [
    { alarm_name: "a", comparison_operator: "GreaterThanThreshold", threshold: 1, ...alarm("a", 60, "Sum", 1) },
    { alarm_name: "b", comparison_operator: "LessThanThreshold", threshold: 2, ...alarm("b", 300, "Average", 2) },
  ],
  aws_ecs_cluster: [
    { name: "a", tags: { a: "a" } },
    { name: "b", tags: { a: "b" } },
  ],
  aws_ecs_service: [
    { name: "a", cluster: arn("ecs", "cluster/a"), launch_type: "FARGATE", ...service("REPLICA", 1) },
    { name: "b", cluster: arn("ecs", "cluster/b"), launch_type: "EC2", ...service("DAEMON", 2) },
  ],
  aws_flow_log: [flowLog("a", "cloud-watch-logs", 60, "ACCEPT"), flowLog("b", "s3", 600, "REJECT")],
  aws_iam_policy: [
    { name: "a", path: "/a/", description: "a", policy: none },
    { name: "b", path: "/b/", description: "b", policy: all },
  ],
  aws_iam_role: [
    { name: "a", path: "/a/", description: "a", assume_role_policy: none },
    { name: "b", path: "/b/", description: "b", assume_role_policy: all },
  ],
  aws_iam_role_policy: [
    { name: "a", role: "a", policy: none },
    { name: "b", role: "b", policy: all },
  ],
  aws_iam_role_policy_attachment: [
    { role: "a", policy_arn: "arn:aws:iam::123456789012:policy/a" },
    { role: "b", policy_arn: "arn:aws:iam::123456789012:policy/b" },
  ],
  aws_kms_alias: [
    { name: "alias/a", target_key_id: "a" },
    { name: "alias/b", target_key_id: "b" },
  ],
  aws_kms_key: [
    { customer_master_key_spec: "RSA_2048", key_usage: "SIGN_VERIFY", multi_region: true, description: "a" },
    {
      customer_master_key_spec: "SYMMETRIC_DEFAULT",
      key_usage: "ENCRYPT_DECRYPT",
      multi_region: false,
      description: "b",
    },
  ],
  aws_lambda_permission: [
    permission("a", "lambda:InvokeFunction", "sns.amazonaws.com", "123456789012"),
    permission("b", "lambda:GetFunction", "s3.amazonaws.com", "210987654321"),
  ],
  aws_lb: [
    { name: "a", internal: true, load_balancer_type: "network", idle_timeout: 60, subnets: ["subnet-a"] },
    { name: "b", internal: false, load_balancer_type: "application", idle_timeout: 90, subnets: ["subnet-a"] },
  ],
  aws_lb_target_group: [
    { name: "a", port: 80, protocol: "HTTP", target_type: "ip", vpc_id: "vpc-a", deregistration_delay: "1" },
    { name: "b", port: 90, protocol: "HTTPS", target_type: "instance", vpc_id: "vpc-b", deregistration_delay: "2" },
  ],
  aws_prometheus_rule_group_namespace: [
    { name: "a", workspace_id: "ws-a", data: "groups: []" },
    { name: "b", workspace_id: "ws-b", data: "groups: [] " },
  ],
  aws_prometheus_workspace: [
    { kms_key_arn: arn("kms", "key/a"), alias: "a" },
    { kms_key_arn: arn("kms", "key/b"), alias: "b" },
  ],
  aws_s3_bucket: [
    { bucket: "aaa", object_lock_enabled: false, force_destroy: false },
    { bucket: "bbb", object_lock_enabled: true, force_destroy: true },
  ],
  aws_security_group: [
    { name: "a", description: "a", vpc_id: "vpc-a", tags: { a: "a" } },
    { name: "b", description: "b", vpc_id: "vpc-b", tags: { a: "b" } },
  ],
  aws_sns_topic: [
    { name: "a", fifo_topic: false, display_name: "a" },
    { name: "b.fifo", fifo_topic: true, display_name: "b" },
  ],
  aws_sns_topic_policy: [
    { arn: arn("sns", "a"), policy: none },
    { arn: arn("sns", "b"), policy: all },
  ],
  aws_sns_topic_subscription: [
    { topic_arn: arn("sns", "a"), protocol: "lambda", endpoint: arn("lambda", "function:a"), filter_policy: "{}" },
    { topic_arn: arn("sns", "b"), protocol: "sqs", endpoint: arn("sqs", "b"), filter_policy: '{"a":["b"]}' },
  ],
  aws_sqs_queue: [
    { name: "a", fifo_queue: false, delay_seconds: 1 },
    { name: "b.fifo", fifo_queue: true, delay_seconds: 2 },
  ],
  aws_sqs_queue_policy: [
    { queue_url: "https://a", policy: none },
    { queue_url: "https://b", policy: all },
  ],
  aws_ssm_parameter: [
    { name: "a", type: "String", value: "a", data_type: "text" },
    { name: "b", type: "SecureString", value: "b", data_type: "aws:ec2:image" },
  ],
  aws_subnet: [
    {
      vpc_id: "vpc-a",
      cidr_block: "10.0.0.0/24",
      availability_zone: "eu-central-1a",
      ipv6_native: false,
      tags: { a: "a" },
    },
    {
      vpc_id: "vpc-b",
      cidr_block: "10.1.0.0/24",
      availability_zone: "eu-central-1b",
      ipv6_native: false,
      tags: { a: "b" },
    },
  ],
  aws_vpc: [
    { cidr_block: "10.0.0.0/16", instance_tenancy: "default", enable_dns_hostnames: false },
    { cidr_block: "10.1.0.0/16", instance_tenancy: "dedicated", enable_dns_hostnames: true },
  ],
  aws_vpc_endpoint: [
    { service_name: "a", vpc_endpoint_type: "Interface", vpc_id: "vpc-a", tags: { a: "a" } },
    { service_name: "b", vpc_endpoint_type: "Gateway", vpc_id: "vpc-b", tags: { a: "b" } },
  ],
  aws_xray_group: [
    { group_name: "a", filter_expression: "a" },
    { group_name: "b", filter_expression: "b" },
  ],
};

whereReady("a review names the resources that terraform plans to replace, and the arguments why", () => {
  const folder = mkdtempSync(join(tmpdir(), "sightline-replaced-"));
  try {
    const { expected, is, was } = planned(folder);
    for (const type of Object.keys(types)) expect(expected).toHaveProperty([`${type}.all`]);
    const { replaced } = resourceChanges({ resource: was }, { resource: is }, []);
    expect(Object.fromEntries(replaced.map((each) => [each.address, [...each.arguments].sort()]))).toEqual(expected);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Optional arguments without which these configurations are refused. */
const needed = new Set([
  "aws_flow_log.vpc_id",
  ...["port", "protocol", "vpc_id"].map((name) => `aws_lb_target_group.${name}`),
]);

/** Resources of one type before a change and after it. */
function resourcesOf(
  type: string,
  isOptional: (name: string) => boolean,
): Record<string, readonly [Arguments, Arguments]> {
  const [was, is] = types[type] ?? [{}, {}];
  const isReplacing = (name: string): boolean => replacingArguments[type]?.includes(name) === true;
  const only = (all: Arguments, isWanted: (name: string) => boolean): Arguments =>
    Object.fromEntries(Object.entries(all).filter(([name]) => isWanted(name)));
  const without = (all: Arguments): Arguments => only(all, (name) => !isReplacing(name) || !isOptional(name));
  return {
    all: [was, is],
    others: [was, { ...is, ...only(was, isReplacing) }],
    unwritten: [was, without(was)],
    unwritten_too: [is, without(is)],
  };
}

/** What terraform would replace, and the arguments why, by address; and the resources before and after. */
function planned(folder: string) {
  const run = (...args: string[]): string => {
    const done = terraform(folder, args, "env" in ready ? ready.env : process.env);
    if (done.status !== 0) throw new Error(`terraform ${args.join(" ")}:\n${done.text.slice(-3000)}`);
    return done.stdout;
  };
  const write = (name: string, content: object): void =>
    writeFileSync(join(folder, name), JSON.stringify(content, undefined, 2));
  const settings = {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: providerConstraint } } },
    provider: {
      aws: {
        region: "eu-central-1",
        access_key: "none",
        secret_key: "none",
        skip_credentials_validation: true,
        skip_requesting_account_id: true,
        skip_metadata_api_check: true,
      },
    },
  };
  write("main.tf.json", settings);
  run("init", "-input=false");
  const { provider_schemas: providers } = JSON.parse(run("providers", "schema", "-json")) as Schemas;
  const [[provider, { resource_schemas: schemas }] = ["", { resource_schemas: {} }]] = Object.entries(providers);
  const resources = Object.keys(types).map((type) => {
    const attributes = schemas[type]?.block.attributes;
    return [
      type,
      resourcesOf(type, (name) => attributes?.[name]?.optional === true && !needed.has(`${type}.${name}`)),
    ] as const;
  });
  const side = (at: 0 | 1): Record<string, Record<string, Arguments>> =>
    Object.fromEntries(
      resources.map(([type, named]) => [
        type,
        Object.fromEntries(Object.entries(named).map(([name, sides]) => [name, sides[at]])),
      ]),
    );
  const [was, is] = [side(0), side(1)];
  write("main.tf.json", { ...settings, resource: is });
  write("terraform.tfstate", {
    version: 4,
    lineage: "replaced",
    resources: Object.entries(was).flatMap(([type, named]) =>
      Object.entries(named).map(([name, attributes]) => ({
        mode: "managed",
        type,
        name,
        provider: `provider[${JSON.stringify(provider)}]`,
        instances: [{ schema_version: schemas[type]?.version, attributes: { id: name, ...attributes } }],
      })),
    ),
  });
  run("plan", "-input=false", "-refresh=false", "-out=plan.bin");
  const plan = JSON.parse(run("show", "-json", "plan.bin")) as Plan;
  const expected = Object.fromEntries(
    plan.resource_changes.flatMap(({ address, change: { replace_paths: paths = [] } }) =>
      paths.length === 0 ? [] : [[address, paths.map((path) => path.join(".")).sort()]],
    ),
  );
  return { expected, is, was };
}

interface Schemas {
  readonly provider_schemas: Readonly<Record<string, { readonly resource_schemas: Readonly<Record<string, Schema>> }>>;
}

interface Schema {
  readonly version: number;
  readonly block: { readonly attributes: Readonly<Record<string, { readonly optional?: boolean }>> };
}

interface Plan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly change: { readonly replace_paths?: readonly (readonly (string | number)[])[] };
  }[];
}

function alarm(metric: string, period: number, statistic: string, evaluationPeriods: number): Arguments {
  return { metric_name: metric, namespace: metric, period, statistic, evaluation_periods: evaluationPeriods };
}

function service(strategy: string, count: number): Arguments {
  return { scheduling_strategy: strategy, desired_count: count, task_definition: `task:${count}` };
}

function permission(letter: string, action: string, principal: string, account: string): Arguments {
  return {
    action,
    principal,
    function_name: letter,
    source_account: account,
    source_arn: arn("sns", letter),
    statement_id: letter,
  };
}

function flowLog(letter: string, type: string, interval: number, traffic: string): Arguments {
  return {
    iam_role_arn: `arn:aws:iam::123456789012:role/${letter}`,
    log_destination: arn("logs", `log-group:${letter}`),
    log_destination_type: type,
    max_aggregation_interval: interval,
    traffic_type: traffic,
    vpc_id: `vpc-${letter}`,
  };
}
