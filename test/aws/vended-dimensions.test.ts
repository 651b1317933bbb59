import { fewestDimensions, formOfDimension, onlyRegionOf, type ResourceMetric, resourceMetrics } from "../../lib/aws";

test("metrics of the catalogue have the dimensions that all series of the metric have", () => {
  const known = Object.values<ResourceMetric>(resourceMetrics).flatMap(({ dimensions, metricName, namespace }) => {
    const sets = fewestDimensions(namespace, metricName);
    return sets.length === 0 ? [] : [{ dimensions, sets }];
  });
  expect(known.length).toBeGreaterThan(5);
  for (const { dimensions, sets } of known)
    expect(sets.some((set) => set.every((each) => dimensions.includes(each)))).toBe(true);
});

test("what is not listed has no dimensions to ask for", () => {
  expect(fewestDimensions("AWS/SQS", "Anything")).toEqual([["QueueName"]]);
  expect(fewestDimensions("AWS/EC2", "CPUUtilization")).toEqual([]);
  expect(fewestDimensions("constructor", "name")).toEqual([]);
  expect(formOfDimension("AWS/SQS", "constructor")).toBeUndefined();
  expect(onlyRegionOf("AWS/SQS")).toBeUndefined();
  expect(onlyRegionOf("AWS/Billing")).toBe("us-east-1");
});

test.each([
  ["AWS/ApplicationELB", "LoadBalancer", "app/web/50dc6c495c0c9188", true],
  ["AWS/ApplicationELB", "LoadBalancer", "net/web/50dc6c495c0c9188", false],
  ["AWS/ApplicationELB", "LoadBalancer", "web", false],
  [
    "AWS/ApplicationELB",
    "LoadBalancer",
    "arn:aws:elasticloadbalancing:x:1:loadbalancer/app/web/50dc6c495c0c9188",
    false,
  ],
  ["AWS/NetworkELB", "TargetGroup", "targetgroup/web/73e2d6bc24d8a067", true],
  ["AWS/SQS", "QueueName", "jobs.fifo", true],
  ["AWS/SQS", "QueueName", "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs", false],
  ["AWS/ECS", "ServiceName", "arn:aws:ecs:eu-west-1:123456789012:service/main/api", false],
  ["AWS/RDS", "DBInstanceIdentifier", "db-1", true],
  ["AWS/RDS", "DBInstanceIdentifier", "db-ABCDEFGHIJKL01234MNOPQRSTU", false],
  ["AWS/States", "StateMachineArn", "orders", false],
  ["AWS/CloudFront", "Region", "us-east-1", false],
  ["AWS/ES", "ClientId", "123456789012", true],
])("%s %s %s", (namespace, dimension, value, isRight) => {
  expect(formOfDimension(namespace, dimension)?.pattern.test(value)).toBe(isRight);
});
