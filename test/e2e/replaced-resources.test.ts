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
  aws_lambda_permission: [
    permission("a", "lambda:InvokeFunction", "sns.amazonaws.com", "123456789012"),
    permission("b", "lambda:GetFunction", "s3.amazonaws.com", "210987654321"),
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
  aws_vpc: [
    { cidr_block: "10.0.0.0/16", instance_tenancy: "default", enable_dns_hostnames: false },
    { cidr_block: "10.1.0.0/16", instance_tenancy: "dedicated", enable_dns_hostnames: true },
  ],
  aws_xray_group: [
    { group_name: "a", filter_expression: "a" },
    { group_name: "b", filter_expression: "b" },
  ],
};

whereReady("a review names the resources that terraform plans to replace, and the arguments why", () => {
  const folder = mkdtempSync(join(tmpdir(), "sightline-replaced-"));
  try {
    const [was, is] = [resources(0), resources(1)];
    const expected = planned(folder, was, is);
    expect(Object.keys(expected)).toHaveLength(Object.keys(types).length);
    const { replaced } = resourceChanges({ resource: was }, { resource: is }, []);
    expect(Object.fromEntries(replaced.map((each) => [each.address, [...each.arguments].sort()]))).toEqual(expected);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Of each type one of which all changes, and one of which only that changes which replaces nothing. */
function resources(at: 0 | 1): Record<string, Record<string, Arguments>> {
  return Object.fromEntries(
    Object.entries(types).map(([type, sides]) => {
      const fixed = Object.entries(sides[0]).filter(([name]) => replacingArguments[type]?.includes(name));
      return [type, { all: sides[at], others: { ...sides[at], ...Object.fromEntries(fixed) } }];
    }),
  );
}

/** The arguments because of which terraform would replace resources, by address. */
function planned(folder: string, was: ReturnType<typeof resources>, is: ReturnType<typeof resources>) {
  const run = (...args: string[]): string => {
    const done = terraform(folder, args, "env" in ready ? ready.env : process.env);
    if (done.status !== 0) throw new Error(`terraform ${args.join(" ")}:\n${done.text.slice(-3000)}`);
    return done.stdout;
  };
  const write = (name: string, content: object): void => writeFileSync(join(folder, name), JSON.stringify(content));
  write("main.tf.json", {
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
    resource: is,
  });
  run("init", "-input=false");
  const { provider_schemas: providers } = JSON.parse(run("providers", "schema", "-json")) as Schemas;
  const [[provider, { resource_schemas: schemas }] = ["", { resource_schemas: {} }]] = Object.entries(providers);
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
  return Object.fromEntries(
    plan.resource_changes.flatMap(({ address, change: { replace_paths: paths = [] } }) =>
      paths.length === 0 ? [] : [[address, paths.map((path) => path.join(".")).sort()]],
    ),
  );
}

interface Schemas {
  readonly provider_schemas: Readonly<
    Record<string, { readonly resource_schemas: Readonly<Record<string, { readonly version: number }>> }>
  >;
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
