import { Testing } from "cdktf";
import { InvoicingStack } from "../../examples/reuse/invoicing-stack";
import { read } from "./stack";

const stack = read(Testing.synth(new InvoicingStack(Testing.app(), "invoicing")));
const alarms = stack.all("aws_cloudwatch_metric_alarm");
const byName = Object.fromEntries(
  alarms.map((alarm) => [String(alarm.alarm_name).replace("invoicing-${var.environment}-", ""), alarm]),
);

test("another team's stack gets filters on its own log group", () => {
  const filters = stack.all("aws_cloudwatch_log_metric_filter");
  expect(filters.map((filter) => filter.name).sort()).toEqual([
    "invoice_failures",
    "invoice_failures-by-dimension",
    "invoices",
    "render_time",
  ]);
  for (const filter of filters) {
    expect(filter).toMatchObject({
      log_group_name: "${aws_cloudwatch_log_group.LogGroup.name}",
      metric_transformation: { namespace: "invoicing/${var.environment}" },
    });
  }
});

test("alarms refer to the stack's own queue and service", () => {
  expect(byName["backlog-critical"]).toMatchObject({ dimensions: { QueueName: "${aws_sqs_queue.Queue.name}" } });
  expect(byName["given-up-warning"]).toMatchObject({ dimensions: { QueueName: "${aws_sqs_queue.DeadLetters.name}" } });
  expect(byName["memory-warning"]).toMatchObject({
    dimensions: {
      ClusterName: "${data.aws_ecs_cluster.Cluster.cluster_name}",
      ServiceName: "${aws_ecs_service.Service.name}",
    },
  });
});

test("alarms have no lifecycle, which Terraform would apply to the stack's own resources too", () => {
  for (const alarm of alarms) expect(alarm).not.toHaveProperty("lifecycle");
});

test("warning alarms notify by themselves, critical ones through one composite alarm", () => {
  const topic = (alarm: Record<string, unknown> | undefined): unknown => alarm?.alarm_actions;
  expect(topic(byName["failure-rate-warning"])).toEqual([
    expect.stringContaining("aws_sns_topic.Notifications_Warning"),
  ]);
  expect(byName["failure-rate-critical"]).not.toHaveProperty("alarm_actions");
  const outage = stack.one("aws_cloudwatch_composite_alarm");
  expect(topic(outage)).toEqual([expect.stringContaining("aws_sns_topic.Notifications_Critical")]);
  expect(String(outage.alarm_rule).match(/alarm_name/g)).toHaveLength(2);
});

test("the synthesized Terraform contains no secret", () => {
  expect(stack.all("aws_sns_topic_subscription").map((subscription) => subscription.endpoint)).toContainEqual(
    expect.stringMatching(
      /^https:\/\/events\.pagerduty\.com\/integration\/\$\{data\.aws_ssm_parameter\.\w+\.value\}\/enqueue$/,
    ),
  );
});
