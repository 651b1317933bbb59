import { Testing } from "cdktf";
import { OrdersStack } from "../../examples/monitor/orders-stack";
import { dashboardFaults } from "../../lib/aws";
import { sightlineMatchers } from "../../lib/testing";
import { read } from "./stack";

expect.extend(sightlineMatchers);

const { monitoring, ...rest } = build();

function build(): ReturnType<typeof read> & Pick<OrdersStack, "monitoring"> {
  const stack = new OrdersStack(Testing.app(), "orders");
  return { monitoring: stack.monitoring, ...read(Testing.synth(stack, true)) };
}

test("a stack of a team gets alarms on everything but what it excludes, and changes nothing else", () => {
  expect(monitoring.report.covered.map(({ path }) => path)).toEqual([
    "Pager",
    "Chat",
    "Orders/Table",
    "Orders/DeadLetters",
    "Orders/Queue",
    "Orders/Worker",
  ]);
  expect(monitoring.report.excluded).toEqual([{ path: "Scratch", type: "aws_sqs_queue", by: "Scratch" }]);
  for (const queue of rest.all("aws_sqs_queue")) expect(Object.keys(queue)).toEqual(["name"]);
});

test("overrides say what is different", () => {
  const alarms = Object.fromEntries(
    rest.all("aws_cloudwatch_metric_alarm").map((alarm) => [String(alarm.alarm_name), alarm]),
  );
  expect(alarms["orders-orders-worker-errors-critical"]).toMatchObject({
    threshold: 2,
    alarm_actions: ["${aws_sns_topic.Pager.arn}"],
  });
  expect(alarms).not.toHaveProperty("orders-orders-worker-errors-warning");
  expect(alarms["orders-orders-worker-throttles-critical"]).toMatchObject({ threshold: 100 });
  expect(alarms["orders-orders-dead-letters-messages-warning"]).toMatchObject({
    dimensions: { QueueName: expect.stringContaining("aws_sqs_queue.Orders_DeadLetters_") as string },
  });
});

test("CloudWatch accepts the dashboard", () => {
  expect(dashboardFaults(String(rest.one("aws_cloudwatch_dashboard").dashboard_body))).toEqual([]);
});

const dimensions = { FunctionName: "orders-worker" };
const given = (errors: string): readonly Readonly<Record<string, unknown>>[] => [
  { namespace: "AWS/Lambda", name: "Errors", dimensions, values: errors },
  { namespace: "AWS/Lambda", name: "Invocations", dimensions, values: "100x59" },
];

test("a replay proves when a recommended alarm fires: above 2 percent in two of three periods", async () => {
  const stack = new OrdersStack(Testing.app(), "orders");
  const alarm = "orders-orders-worker-errors-critical";
  const replaying = [
    { text: "START", at: Date.parse("2026-01-05T00:00:00Z"), logGroup: "/aws/lambda/orders-worker" },
  ] as const;
  await expect(stack).toFire(alarm, { replaying, metrics: given("0x19 3x14 0x24"), times: 1, recovers: true });
  await expect(stack).not.toFire(alarm, { replaying, metrics: given("0x19 2x14 0x24") });
});
