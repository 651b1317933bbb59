import { metricId } from "../../../lib/replay/metrics";
import { templateFindings } from "../../../lib/replay/audit/template";
import type { MetricStat, Unresolved } from "../../../lib/terraform/template";
import { template, type TemplateParts } from "../../terraform/template";

const parts = (metric: Partial<MetricStat>, more: { arn?: string; unresolved?: Unresolved[] } = {}): TemplateParts => ({
  metricAlarms: [
    {
      name: "a",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 20,
      evaluationPeriods: 1,
      metric: {
        namespace: "AWS/ECS",
        name: "CPUUtilization",
        dimensions: { ClusterName: "main" },
        period: 60,
        statistic: "Sum",
        unit: undefined,
        ...metric,
      },
      ...more,
    },
  ],
});

const found = (...given: Parameters<typeof parts>): string[] =>
  templateFindings(template(parts(...given)))
    // Thresholds are not what is tested here.
    .filter(({ rule }) => rule !== "alarm-never-fires")
    .map(({ rule, severity }) => `${rule} ${severity}`);

describe("dimensions of metrics of AWS", () => {
  test.each<[string, string, Record<string, string>]>([
    ["AWS/ECS", "CPUUtilization", { ClusterName: "main" }],
    ["AWS/ECS", "CPUUtilization", { ClusterName: "main", ServiceName: "api" }],
    ["AWS/ApiGateway", "5XXError", { ApiName: "shop" }],
    ["AWS/ApiGateway", "5xx", { ApiId: "a1b2", Stage: "prod" }],
    ["AWS/EC2", "CPUUtilization", {}],
    ["Shop", "CPUUtilization", {}],
  ])("%s %s with %j is right", (namespace, name, dimensions) => {
    expect(found({ namespace, name, dimensions })).toEqual([]);
  });

  test.each<[string, string, Record<string, string>]>([
    ["AWS/ECS", "CPUUtilization", { ServiceName: "api" }],
    ["AWS/ECS", "CPUUtilization", { clusterName: "main" }],
    ["AWS/CloudFront", "5xxErrorRate", { DistributionId: "E1" }],
    ["AWS/Kafka", "CpuUser", { ClusterName: "main" }],
    ["AWS/ES", "ClusterStatus.red", { DomainName: "search" }],
    ["AWS/ApplicationELB", "UnHealthyHostCount", { TargetGroup: "targetgroup/web/1" }],
    ["AWS/SQS", "ApproximateNumberOfMessagesVisible", {}],
  ])("%s %s with %j alone is not", (namespace, name, dimensions) => {
    expect(found({ namespace, name, dimensions }, { arn: US })).toEqual(["dimensions-nobody-publishes error"]);
  });

  test("nothing is said where dimensions are not known, or the datapoints were given", () => {
    const unresolved: Unresolved[] = [
      {
        address: "aws_cloudwatch_metric_alarm.a",
        attribute: "dimensions",
        expression: undefined,
        reason: { kind: "secret", address: "x" },
      },
    ];
    expect(found({ dimensions: {} }, { unresolved })).toEqual([]);
    const own = template(parts({ dimensions: { ServiceName: "api" } }));
    const id = metricId({ namespace: "AWS/ECS", name: "CPUUtilization", dimensions: { ServiceName: "api" } });
    expect(templateFindings(own, (each) => each === id)).toEqual([]);
  });

  test("nothing is said of a filter's dimensions where the alarm's are not known", () => {
    const unresolved: Unresolved[] = [
      {
        address: "aws_cloudwatch_metric_alarm.a",
        attribute: "metric_query[0].metric[0].dimensions.Kind",
        expression: undefined,
        reason: { kind: "secret", address: "x" },
      },
    ];
    const rules = (more: Parameters<typeof parts>[1]) =>
      templateFindings(
        template({
          ...parts({ namespace: "Shop", name: "Errors", dimensions: {} }, more),
          metricFilters: [
            {
              name: "f",
              pattern: "{ $.kind = * }",
              transformation: {
                namespace: "Shop",
                name: "Errors",
                value: "30",
                defaultValue: undefined,
                dimensions: { Kind: "$.kind" },
                unit: "None",
              },
            },
          ],
        }),
      ).map(({ rule }) => rule);
    expect(rules({})).toContain("dimensions-nobody-publishes");
    expect(rules({ unresolved })).not.toContain("dimensions-nobody-publishes");
  });
});

const US = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a";

describe("services that publish in one Region", () => {
  const billing: Partial<MetricStat> = {
    namespace: "AWS/Billing",
    name: "EstimatedCharges",
    dimensions: { Currency: "USD" },
    period: 21_600,
    statistic: "Maximum",
  };

  test.each([
    [US, []],
    [US.replace("us-east-1", "region"), []],
    [US.replace("us-east-1", "cn-north-1"), []],
    [US.replace("us-east-1", "eu-west-1"), ["metric-in-another-region error"]],
  ])("%s", (arn, rules) => {
    expect(found(billing, { arn })).toEqual(rules);
  });
});

describe("values of dimensions", () => {
  test("an ARN in place of a name", () => {
    const ClusterName = "arn:aws:ecs:eu-west-1:123456789012:cluster/main";
    expect(found({ dimensions: { ClusterName } })).toEqual(["dimension-value error"]);
  });

  const unknown = (attribute: string, expression: string, reason: Unresolved["reason"]): string[] =>
    found(
      { dimensions: {} },
      { unresolved: [{ address: "aws_cloudwatch_metric_alarm.a", attribute, expression, reason }] },
    );
  const made = (what: string): Unresolved["reason"] => ({ kind: "made-at-apply", what, by: "making" });

  test("what is made at apply is judged by what makes it", () => {
    expect(unknown("dimensions.ClusterName", "${aws_ecs_cluster.a.arn}", made("aws_ecs_cluster.a.arn"))).toEqual([
      "dimension-value error",
    ]);
    expect(unknown("dimensions.LoadBalancer", "${aws_lb.a[0].arn}", made("aws_lb.a[0].arn"))).toEqual([
      "dimension-value error",
    ]);
    expect(unknown("dimensions.LoadBalancer", "${aws_lb.a.arn_suffix}", made("aws_lb.a.arn_suffix"))).toEqual([]);
    expect(
      unknown("dimensions.ClusterName", '${split("/", aws_ecs_cluster.a.arn)[1]}', made("aws_ecs_cluster.a.arn")),
    ).toEqual([]);
    // Inside a module, and with blanks.
    expect(unknown("dimensions.LoadBalancer", "${ aws_lb.a.arn }", made("module.web.aws_lb.a.arn"))).toEqual([
      "dimension-value error",
    ]);
    expect(unknown("dimensions.CertificateArn", "${aws_lb.a.arn}", made("aws_lb.a.arn"))).toEqual([]);
  });

  test("a plan shows references without what is made of them, so it is a warning there", () => {
    const references = ["module.web.aws_lb.main[0].arn", "aws_lb_target_group.a.arn_suffix", "var.name"];
    expect(
      unknown("dimensions", references.join(", "), {
        kind: "known-after-apply",
        untold: { what: "expression", references },
      }),
    ).toEqual(["dimension-value warning"]);
  });
});
