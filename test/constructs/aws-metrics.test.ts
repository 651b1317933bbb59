import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { awsMetrics, resourceMetric, ThresholdAlarm } from "../../lib/constructs";
import { checkMetric } from "../../lib/constructs/aws/metric";
import { resourceMetrics, type ResourceMetricKey } from "../../lib/aws";
import { synth, text } from "./stack";

const named = { name: "n", functionName: "n", arnSuffix: "n", identifier: "n", id: "n", stageName: "s" };
const both = { cluster: named, service: named, loadBalancer: named, targetGroup: named };

const made = Object.values(awsMetrics)
  .flatMap((service) => Object.values(service) as ((...of: unknown[]) => ReturnType<typeof resourceMetric>)[])
  .map((metric) => metric({ ...named, ...both }, named));

test("every metric of the catalogue is valid", () => {
  for (const [key, entry] of Object.entries(resourceMetrics)) {
    const dimensions = Object.fromEntries(entry.dimensions.map((name) => [name, "x"]));
    expect(() => checkMetric(key, resourceMetric(key as ResourceMetricKey, dimensions as never))).not.toThrow();
  }
});

test("every metric of the catalogue has a function that gives exactly its dimensions", () => {
  const id = (namespace: string, name: string): string => `${namespace} ${name}`;
  expect(new Set(made.map(({ name, namespace }) => id(namespace, name)))).toEqual(
    new Set(Object.values(resourceMetrics).map(({ metricName, namespace }) => id(namespace, metricName))),
  );
  for (const metric of made) {
    const given = Object.keys(metric.dimensions ?? {}).sort();
    const entries = Object.values(resourceMetrics).filter(
      ({ metricName, namespace }) => id(namespace, metricName) === id(metric.namespace, metric.name),
    );
    expect(entries.map(({ dimensions }) => [...dimensions].sort())).toContainEqual(given);
  }
});

test("dimensions of resources are references", () => {
  const { one } = synth((scope) => {
    const cluster = new EcsCluster(scope, "Cluster", { name: "c" });
    const service = new EcsService(scope, "Service", { name: "s", cluster: cluster.arn });
    new ThresholdAlarm(scope, "Cpu", {
      name: "cpu",
      ...text,
      metric: awsMetrics.ecs.cpu({ cluster, service }),
      severities: { warning: { above: 80 } },
    });
  });
  expect(one("aws_cloudwatch_metric_alarm")).toMatchObject({
    namespace: "AWS/ECS",
    dimensions: { ClusterName: "${aws_ecs_cluster.Cluster.name}", ServiceName: "${aws_ecs_service.Service.name}" },
  });
});
