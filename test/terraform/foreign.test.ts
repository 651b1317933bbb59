import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readTerraform, type TerraformOptions } from "../../lib/terraform/read";
import type { Resource, Template } from "../../lib/terraform/template";

// One project in three forms: its plan and its state from Terraform 1.11.4 with provider 5.100, and its configuration in JSON
// syntax, from which Terraform plans the same values. The state was applied without composite alarms and without the function.
const root = join(__dirname, "../fixtures/terraform");

function shown(name: string): Template {
  return readTerraform([{ file: name, text: readFileSync(join(root, "foreign", name), "utf8") }]);
}

function configuration(options: TerraformOptions): Template {
  const folder = join(root, "foreign-json");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
  return readTerraform(
    files.map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") })),
    options,
  );
}

/** Resources by address, without their unresolved attributes; policies are parsed, and actions are sorted. */
function byAddress(template: Template, hidden: readonly string[] = []): Record<string, unknown> {
  const lists = Object.values(template).filter((value): value is readonly Resource[] => Array.isArray(value));
  // Neither parts that are not read nor arguments as they are written.
  const resources = lists.flat().filter((resource) => !("attribute" in resource) && !("arguments" in resource));
  return Object.fromEntries(
    resources.map(({ address, unresolved: _, ...rest }) => [
      address,
      Object.fromEntries(
        Object.entries(rest).flatMap(([name, value]) => (hidden.includes(name) ? [] : [[name, plain(name, value)]])),
      ),
    ]),
  );
}

function plain(name: string, value: unknown): unknown {
  if (name === "policy" && typeof value === "string") return JSON.parse(value) as unknown;
  if (name.endsWith("Actions") && Array.isArray(value)) return [...(value as string[])].sort();
  return value;
}

test("resolves everything in a configuration", () => {
  const template = configuration({ account: "123456789012" });
  expect(template.unresolved).toEqual([]);
  expect({ region: template.region, account: template.account }).toEqual({
    region: "eu-west-1",
    account: "123456789012",
  });
  expect(byAddress(template)).toMatchObject({
    'module.service["payslips"].module.alarm["slow"].aws_cloudwatch_metric_alarm.this': {
      name: "payroll-live-payslips-slow",
      description: "Payslips: slips_rendered above 2500.\n  Look at /payroll/payslips.",
      threshold: 2500,
      datapointsToAlarm: 2,
      evaluationPeriods: 3,
      treatMissingData: "notBreaching",
      alarmActions: ["arn:aws:sns:eu-west-1:123456789012:payroll-live-ticket"],
      tags: { severity: "ticket", Team: "people-systems", Stage: "LIVE", ManagedBy: "terraform" },
      metric: undefined,
      queries: [
        { id: "m", metric: { name: "slips_rendered", statistic: "p95", period: 300 }, returnData: false },
        { id: "e", expression: "FILL(m, 0)", metric: undefined, returnData: true },
      ],
    },
    'module.service["transfers"].aws_cloudwatch_composite_alarm.any[0]': {
      rule: 'ALARM("payroll-live-transfers-refused")',
      actionsSuppressor: { alarm: "payroll-live-maintenance", waitPeriod: 60, extensionPeriod: 120 },
    },
    "module.notifications.aws_sns_topic_subscription.pager": {
      endpoint: "https://pager.payroll.example/hooks/7f3a",
      endpointIsSecret: true,
      deadLetterQueueArn: "arn:aws:sqs:eu-west-1:123456789012:payroll-live-undelivered",
    },
    'module.notifications.aws_sns_topic_subscription.mail["page-0"]': {
      endpointIsSecret: false,
      topicArn: "arn:aws:sns:eu-west-1:123456789012:payroll-live-page",
    },
  });
});

test("a state gives the same as the configuration, except for ids of keys", () => {
  const configured = configuration({ account: "123456789012", variables: { composites: "false", restart: "false" } });
  const made = ["keyId", "kmsKey"];
  const [fromState, expected] = [shown("state.json"), configured].map((template) => {
    const all = byAddress(template, made);
    const { arn: _, ...key } = all["aws_kms_key.notices"] as { arn: string };
    return { ...all, "aws_kms_key.notices": key };
  });
  expect(fromState).toEqual(expected);
  expect(shown("state.json").unresolved).toEqual([]);
});

test("terraform.tfstate gives the same as terraform show", () => {
  expect(byAddress(shown("raw-state.json"))).toEqual(byAddress(shown("state.json")));
});

test("a plan gives the same, except for values whose expressions it does not contain", () => {
  const plan = shown("plan.json");
  const missing = new Set(plan.unresolved.map(({ address }) => address));
  const planned = byAddress(plan);
  const configured = byAddress(configuration({ account: "123456789012" }));
  expect(Object.keys(planned).sort()).toEqual(Object.keys(configured).sort());
  for (const [address, resource] of Object.entries(planned)) {
    if (!missing.has(address)) expect([address, resource]).toEqual([address, configured[address]]);
  }
  expect(
    plan.unresolved.map(({ address, attribute, expression }) => `${address} ${attribute}: ${expression ?? ""}`).sort(),
  ).toEqual([
    'module.notifications.aws_sns_topic_subscription.mail["page-0"] topic_arn: aws_sns_topic.notices',
    'module.notifications.aws_sns_topic_subscription.mail["ticket-0"] topic_arn: aws_sns_topic.notices',
    'module.notifications.aws_sns_topic_subscription.mail["ticket-1"] topic_arn: aws_sns_topic.notices',
    "module.notifications.aws_sqs_queue_policy.dead_letters policy: aws_sqs_queue.dead_letters.arn, aws_sns_topic.notices",
    'module.service["payslips"].aws_cloudwatch_composite_alarm.any[0] ok_actions[0]: var.topics',
    'module.service["payslips"].module.alarm["failing"].aws_cloudwatch_metric_alarm.this alarm_actions[0]: var.topics',
    'module.service["payslips"].module.alarm["failing"].aws_cloudwatch_metric_alarm.this ok_actions[0]: var.topics',
    'module.service["payslips"].module.alarm["slow"].aws_cloudwatch_metric_alarm.this alarm_actions[0]: var.topics',
    'module.service["payslips"].module.alarm["slow"].aws_cloudwatch_metric_alarm.this ok_actions[0]: var.topics',
    'module.service["transfers"].aws_cloudwatch_composite_alarm.any[0] ok_actions[0]: var.topics',
    'module.service["transfers"].module.alarm["refused"].aws_cloudwatch_metric_alarm.this alarm_actions[0]: var.topics',
    'module.service["transfers"].module.alarm["refused"].aws_cloudwatch_metric_alarm.this ok_actions[0]: var.topics',
  ]);
  expect(plan.unresolved.find(({ attribute }) => attribute === "topic_arn")?.reason).toEqual({
    kind: "known-after-apply",
    untold: { what: "key", reference: "aws_sns_topic.notices", keys: ["page", "ticket"] },
  });
});

test("resolves everything in the bundled shop except secrets and what AWS names", () => {
  const file = join(__dirname, "../golden/shop-prod/stack.tf.json");
  const template = readTerraform([{ file: "stack.tf.json", text: readFileSync(file, "utf8") }]);
  expect([template.region, template.account]).toEqual(["eu-central-1", "333333333333"]);
  // Names of the collector's load balancer and its target group are given when they are made: two alarms read them.
  const ofLoadBalancer = ["dimensions.LoadBalancer", "dimensions.TargetGroup"];
  expect(template.unresolved.map(({ attribute }) => attribute)).toEqual([
    ...ofLoadBalancer,
    ...ofLoadBalancer,
    "endpoint",
    "endpoint",
  ]);
  expect(template.subscriptions.map(({ endpointIsSecret }) => endpointIsSecret)).toEqual([false, true, true]);
  const arns = template.topics.map(({ arn }) => arn);
  expect(
    template.topicPolicies.every(({ of, policy }) => arns.includes(of ?? "") && policy?.includes(of ?? "") === true),
  ).toBe(true);
  expect(template.keys.map(({ aliases }) => aliases)).toEqual([["alias/shop-prod"]]);
});
