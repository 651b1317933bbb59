import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { awsMetrics, ConstructError, type Metric, resourceMetric, ThresholdAlarm } from "../../lib/constructs";
import { checkMetric } from "../../lib/constructs/aws/metric";
import { resourceMetrics, type ResourceMetricKey } from "../../lib/aws";
import { emptyStack, refusal, synth, text } from "./stack";

const functions = Object.entries(awsMetrics).flatMap(([service, metrics]) =>
  Object.entries<(of: never) => Metric>(metrics).map(([name, make]) => [`${service}.${name}`, make] as const),
);

test("every metric of the catalogue is a function of its dimensions, and of nothing less", () => {
  expect(functions).toHaveLength(Object.keys(resourceMetrics).length);
  const byName = new Map<string, (of: never) => Metric>(functions);
  for (const [key, { dimensions, metricName, namespace }] of Object.entries(resourceMetrics)) {
    const name = key.replace(/_(.)/g, (_, first: string) => first.toUpperCase());
    const given = Object.fromEntries(dimensions.map((dimension) => [dimension, "x"]));
    const metric = byName.get(name)?.({ ...given, other: "y" } as never);
    expect(metric).toEqual(resourceMetric(key as ResourceMetricKey, given as never));
    expect(metric).toMatchObject({ namespace, name: metricName, dimensions: given });
    expect(() => checkMetric(key, metric!)).not.toThrow();
    if (dimensions.length > 0) expect(() => byName.get(name)?.({} as never)).toThrow(ConstructError);
  }
});

test("dimensions of resources are references", () => {
  const { all } = synth((scope) => {
    const cluster = new EcsCluster(scope, "Cluster", { name: "c" });
    const service = new EcsService(scope, "Service", { name: "s", cluster: cluster.arn });
    const queue = new SqsQueue(scope, "Queue", { name: "q" });
    const metrics = {
      Age: awsMetrics.sqs.ageOfOldestMessage(queue),
      Cpu: awsMetrics.ecs.cpu({ ClusterName: cluster.name, ServiceName: service.name }),
    };
    for (const [id, metric] of Object.entries(metrics))
      new ThresholdAlarm(scope, id, { name: id, ...text, metric, severities: { warning: { above: 80 } } });
  });
  expect(all("aws_cloudwatch_metric_alarm")).toMatchObject([
    { namespace: "AWS/SQS", dimensions: { QueueName: "${aws_sqs_queue.Queue.name}" } },
    {
      namespace: "AWS/ECS",
      dimensions: { ClusterName: "${aws_ecs_cluster.Cluster.name}", ServiceName: "${aws_ecs_service.Service.name}" },
    },
  ]);
});

test("any object with the attribute of a resource says the dimension", () => {
  expect(awsMetrics.lambda.errors({ functionName: "orders" }).dimensions).toEqual({ FunctionName: "orders" });
});

test("a resource of another type is refused, although it has an attribute of that name", () => {
  const stack = emptyStack();
  const logGroup = new CloudwatchLogGroup(stack, "Logs", { name: "/orders" });
  const lambda = new LambdaFunction(stack, "Orders", { functionName: "orders", role: "r" });
  expect(refusal(() => awsMetrics.sqs.visibleMessages(logGroup))).toBe("value stack/Logs");
  expect(refusal(() => awsMetrics.ecs.cpu({ ClusterName: "main" } as never))).toBe("value awsMetrics: ecs.cpu");
  // @ts-expect-error A function has no name.
  expect(refusal(() => awsMetrics.sqs.visibleMessages(lambda))).toBe("value stack/Orders");
});
