import { regions, standardUnits, vendedMetrics } from "../../../lib/aws";
import { templateFindings } from "../../../lib/replay/audit/template";
import { templateRules } from "../../../lib/replay/audit/rules";
import { replay } from "../../../lib/replay/replay";
import { checkTemplate } from "../../../lib/replay/reach-of";
import type { MetricAlarm, MetricStat, MetricTransformation, Unresolved } from "../../../lib/terraform/template";
import { ruled } from "../../texts";
import { account, template, type TemplateParts, topicArn } from "../../terraform/template";

const rulesOf = (parts: TemplateParts) => templateFindings(template(parts)).map(({ rule }) => rule);

const transformation = (changes: Partial<MetricTransformation> = {}): MetricTransformation => ({
  namespace: "App",
  name: "Errors",
  value: "1",
  defaultValue: undefined,
  dimensions: {},
  unit: "None",
  ...changes,
});

const stat = (changes: Partial<MetricStat> = {}): MetricStat => ({
  namespace: "App",
  name: "Errors",
  dimensions: {},
  period: 60,
  statistic: "Sum",
  unit: undefined,
  ...changes,
});

describe("patterns that are read in another way than they look", () => {
  const onPattern = (pattern: string, changes: Partial<MetricTransformation> = {}) =>
    templateFindings(
      template({ metricFilters: [{ name: "f", pattern, transformation: transformation(changes) }] }),
    ).map(({ rule, severity }) => `${rule} ${severity}`);

  test.each([
    ["[ERROR]", ["pattern-matches-every-line error"]],
    ["[error]", ["pattern-matches-every-line error"]],
    ["[ERROR, ...]", ["pattern-matches-every-line error"]],
    ["[ERROR, FATAL]", ["pattern-matches-every-line error"]],
    ["[line]", ["pattern-matches-every-line warning"]],
    ["[]", ["pattern-matches-every-line warning"]],
    ["?domain SERVFAIL", ["pattern-term-ignored error"]],
    ["?ERROR -timeout", ["pattern-term-ignored error"]],
    ["user-service", ["pattern-word-split error"]],
    ["is?it", ["pattern-word-split error"]],
    ["ERROR -ERR", ["pattern-never-matches-a-line error"]],
    ['"401" OR "403"', ["pattern-operator-is-a-word error"]],
    ["ERROR AND timeout", ["pattern-operator-is-a-word error"]],
    ["ERROR NOT timeout", ["pattern-operator-is-a-word error"]],
  ])("%s is a finding", (pattern, found) => {
    expect(onPattern(pattern)).toEqual(found);
  });

  test.each([
    "",
    "ERROR",
    "?ERROR ?FATAL",
    "ERROR -timeout",
    "-DEBUG",
    '"user-service"',
    '"A OR B"',
    'x "OR" y',
    "OR",
    '"a" -"b"',
    "[level = ERROR]",
    "[..., level = ERROR]",
    "[ip, id, user, time, request, status, size]",
    "[w1, w2 = ERROR, w3]",
    "{ $.level = ERROR }",
    "%ERROR|FATAL%",
  ])("%j is not", (pattern) => {
    expect(onPattern(pattern)).toEqual([]);
  });

  test("a field that is published needs no condition", () => {
    expect(onPattern("[ERROR]", { value: "$ERROR" })).toEqual([]);
    expect(onPattern("[host]", { dimensions: { Host: "$host" } })).toEqual([]);
  });
});

describe("an alarm on a filter's id or name instead of its metric", () => {
  const filters = [{ name: "errors-filter", transformation: transformation() }];
  const reading = (name: string, namespace = "App") =>
    rulesOf({ metricFilters: filters, metricAlarms: [{ name: "a", metric: stat({ name, namespace }) }] });

  test("is a finding", () => {
    expect(reading("errors-filter")).toEqual(["metric-name-of-filter"]);
  });

  test("is not one if the names are the same, or if it is a metric of another namespace", () => {
    expect(reading("Errors")).toEqual([]);
    expect(reading("errors-filter", "Elsewhere")).toEqual([]);
    const same = { metricFilters: [{ name: "Errors", transformation: transformation() }] };
    expect(rulesOf({ ...same, metricAlarms: [{ name: "a", metric: stat() }] })).toEqual([]);
  });
});

describe("alarms that never go back to OK", () => {
  const on = (alarm: Partial<MetricAlarm>, changes: Partial<MetricTransformation> = {}) =>
    rulesOf({
      metricFilters: [{ name: "f", transformation: transformation(changes) }],
      metricAlarms: [{ name: "a", metric: stat(), treatMissingData: "ignore", ...alarm }],
    });

  test("missing data is ignored, and every datapoint breaches", () => {
    expect(on({})).toEqual(["alarm-never-recovers"]);
    expect(on({ comparisonOperator: "GreaterThanThreshold", threshold: 0 })).toEqual(["alarm-never-recovers"]);
  });

  test("not with a default value, a threshold that one match does not cross, or a measured value", () => {
    expect(on({}, { defaultValue: 0 })).toEqual([]);
    expect(on({ threshold: 2 })).toEqual([]);
    expect(on({}, { value: "$.n" })).toEqual([]);
    expect(on({ treatMissingData: "notBreaching" })).toEqual([]);
    expect(on({ treatMissingData: "missing" })).toEqual([]);
  });

  test("actions for OK never run if missing data makes the alarm INSUFFICIENT_DATA", () => {
    const okActions = [topicArn("page")];
    expect(on({ treatMissingData: "missing", okActions })).toEqual(["ok-actions-never-run"]);
    expect(on({ treatMissingData: "notBreaching", okActions })).toEqual([]);
    expect(on({ treatMissingData: "missing", okActions }, { defaultValue: 0 })).toEqual([]);
  });
});

describe("statistics that a default value falsifies", () => {
  const on = (
    statistic: string,
    comparisonOperator: MetricAlarm["comparisonOperator"],
    threshold: number,
    changes: Partial<MetricTransformation> = {},
  ) =>
    templateFindings(
      template({
        metricFilters: [{ name: "f", transformation: transformation({ defaultValue: 0, ...changes }) }],
        metricAlarms: [{ name: "a", metric: stat({ statistic }), comparisonOperator, threshold }],
      }),
    )
      .filter(({ rule }) => rule === "default-falsifies-statistic")
      .map(({ severity }) => severity);

  test.each<[string, MetricAlarm["comparisonOperator"], number, Partial<MetricTransformation>, string]>([
    ["Minimum", "GreaterThanOrEqualToThreshold", 1, {}, "error"],
    ["Minimum", "GreaterThanThreshold", 500, { value: "$.ms" }, "error"],
    ["Minimum", "LessThanThreshold", 10, { value: "$.free" }, "error"],
    ["Minimum", "LessThanThreshold", 1, {}, "error"],
    ["SampleCount", "GreaterThanThreshold", 5, {}, "error"],
    ["Average", "GreaterThanThreshold", 500, { value: "$.ms" }, "warning"],
    ["p99", "GreaterThanThreshold", 500, { value: "$.ms" }, "warning"],
    ["Sum", "GreaterThanThreshold", 5, { defaultValue: 1 }, "warning"],
  ])("%s %s %d", (statistic, operator, threshold, changes, severity) => {
    expect(on(statistic, operator, threshold, changes)).toEqual([severity]);
  });

  test.each<[string, MetricAlarm["comparisonOperator"], number, Partial<MetricTransformation>]>([
    ["Sum", "GreaterThanThreshold", 5, {}],
    ["Sum", "LessThanThreshold", 1, {}],
    ["Maximum", "GreaterThanThreshold", 500, { value: "$.ms" }],
    // The share of matching lines.
    ["Average", "GreaterThanThreshold", 0.05, {}],
    ["p99", "GreaterThanOrEqualToThreshold", 1, {}],
    ["Minimum", "GreaterThanThreshold", 500, { value: "$.ms", defaultValue: undefined }],
    ["SampleCount", "GreaterThanThreshold", 5, { defaultValue: undefined }],
  ])("not %s %s %d", (statistic, operator, threshold, changes) => {
    expect(on(statistic, operator, threshold, changes)).toEqual([]);
  });
});

describe("alarms that do not fit the metric", () => {
  const on = (metric: Partial<MetricStat>, alarm: Partial<MetricAlarm> = {}) =>
    rulesOf({ metricAlarms: [{ name: "a", metric: stat({ statistic: "Average", ...metric }), ...alarm }] }).filter(
      (rule) => !["dimensions-nobody-publishes", "metric-in-another-region"].includes(rule),
    );
  const above = (namespace: string, name: string, threshold: number, statistic = "Average") =>
    on({ namespace, name, statistic }, { comparisonOperator: "GreaterThanThreshold", threshold });
  const below = (namespace: string, name: string, threshold: number) =>
    on({ namespace, name }, { comparisonOperator: "LessThanThreshold", threshold });

  test("a unit that the metric does not have", () => {
    expect(on({ namespace: "AWS/Lambda", name: "Duration", unit: "Seconds" })).toContain("unit-nobody-publishes");
    expect(on({ namespace: "AWS/EC2", name: "CPUUtilization", unit: "Count" })).toContain("unit-nobody-publishes");
    expect(on({ namespace: "AWS/EC2", name: "CPUUtilization", unit: "Percent" })).toEqual([]);
    expect(on({ namespace: "AWS/SQS", name: "NumberOfMessagesSent", unit: "None" })).toEqual([]);
    expect(on({ namespace: "Own", name: "Anything", unit: "Seconds" })).toEqual([]);
  });

  test("not a unit of a metric whose unit no source names, nor one count for another", () => {
    for (const unit of standardUnits) {
      // The agent's configuration may give a measurement any unit.
      expect(on({ namespace: "CWAgent", name: "mem_available", unit }, { threshold: 0 })).toEqual([]);
      expect(on({ namespace: "AWS/ApplicationELB", name: "HTTPCode_Target_5XX_Count", unit })).toEqual([]);
      expect(on({ namespace: "AWS/ES", name: "FreeStorageSpace", unit })).toEqual([]);
    }
    expect(on({ namespace: "AWS/Logs", name: "IncomingLogEvents", unit: "Count" })).toEqual([]);
    expect(on({ namespace: "AWS/RDS", name: "ReadIOPS", unit: "Count" })).toEqual([]);
    expect(on({ namespace: "AWS/RDS", name: "ReadIOPS", unit: "Bytes" })).toEqual(["unit-nobody-publishes"]);
  });

  test("a metric of AWS in its own unit is no finding", () => {
    for (const [namespace, name, unit] of vendedMetrics)
      expect(
        on({ namespace, name, unit }, { threshold: 0 }).filter((rule) => rule !== "dynamodb-missing-data"),
      ).toEqual([]);
  });

  test("a unit that its filter does not publish", () => {
    const metricFilters = [{ name: "f", transformation: transformation({ unit: "Count" }) }];
    const reading = (unit: string | undefined) =>
      rulesOf({ metricFilters, metricAlarms: [{ name: "a", metric: stat({ unit }) }] });
    expect(reading("None")).toEqual(["unit-nobody-publishes"]);
    expect(reading("Count")).toEqual([]);
    expect(reading(undefined)).toEqual([]);
  });

  test("a period below a minute, on a metric filter", () => {
    const metricFilters = [{ name: "f", transformation: transformation() }];
    const reading = (period: number, namespace = "App") =>
      rulesOf({ metricFilters, metricAlarms: [{ name: "a", metric: stat({ period, namespace }) }] });
    expect(reading(10)).toEqual(["period-too-short"]);
    expect(reading(60)).toEqual([]);
    expect(reading(10, "Own")).toEqual([]);
  });

  test("a metric of AWS in other letters", () => {
    expect(above("AWS/EC2", "CpuUtilization", 80)).toEqual(["metric-nobody-publishes"]);
    expect(above("AWS/EC2", "CPUSurplusCreditBalance", 80)).toEqual([]);
    expect(above("AWS/ApplicationELB", "UnhealthyHostCount", 0)).toEqual(["metric-nobody-publishes"]);
    expect(above("AWS/ApiGateway", "4xx", 80)).toEqual([]);
  });

  test.each<[string, string, string, MetricAlarm["comparisonOperator"], number]>([
    ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "Average", "GreaterThanThreshold", 10],
    ["AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "Maximum", "GreaterThanOrEqualToThreshold", 2],
    ["AWS/ApiGateway", "5XXError", "Average", "GreaterThanThreshold", 5],
    ["AWS/ApiGateway", "5XXError", "Average", "GreaterThanThreshold", 1],
    ["AWS/S3", "4xxErrors", "Average", "GreaterThanThreshold", 5],
    ["AWS/EC2", "StatusCheckFailed", "Maximum", "GreaterThanThreshold", 1],
    ["AWS/Route53", "HealthCheckStatus", "Minimum", "LessThanThreshold", 0],
  ])("%s %s: its %s is never %s %d", (namespace, name, statistic, comparisonOperator, limit) => {
    const alarm = { comparisonOperator, threshold: limit };
    expect(on({ namespace, name, statistic }, alarm)).toEqual(["alarm-never-fires"]);
    expect(on({ namespace, name, statistic }, { ...alarm, treatMissingData: "breaching" })).toEqual([]);
    expect(on({ namespace, name, statistic: "Sum" }, alarm).filter(() => limit > 0)).toEqual([]);
    const queries = [
      { id: "m", metric: stat({ namespace, name, statistic }), expression: undefined, returnData: true },
    ] as unknown as MetricAlarm["queries"];
    expect(rulesOf({ metricAlarms: [{ name: "a", metric: undefined, queries, ...alarm }] })).toContain(
      "alarm-never-fires",
    );
  });

  test.each<[string, string, string, MetricAlarm["comparisonOperator"], number]>([
    ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "Sum", "GreaterThanThreshold", 10],
    ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "SampleCount", "GreaterThanThreshold", 10],
    ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "Average", "GreaterThanThreshold", 0],
    ["AWS/ApplicationELB", "RequestCount", "Average", "GreaterThanThreshold", 10],
    ["AWS/ApiGateway", "5XXError", "Average", "GreaterThanThreshold", 0.05],
    ["AWS/ApiGateway", "5XXError", "p99", "GreaterThanThreshold", 5],
    ["AWS/EC2", "StatusCheckFailed", "Maximum", "GreaterThanThreshold", 0],
    ["AWS/Route53", "HealthCheckStatus", "Minimum", "LessThanThreshold", 1],
    ["Own", "5XXError", "Average", "GreaterThanThreshold", 5],
  ])("%s %s: its %s may be %s %d", (namespace, name, statistic, comparisonOperator, limit) => {
    expect(on({ namespace, name, statistic }, { comparisonOperator, threshold: limit })).toEqual([]);
  });

  test("a percentage as a fraction", () => {
    expect(above("AWS/EC2", "CPUUtilization", 0.8)).toEqual(["threshold-as-fraction"]);
    expect(above("CWAgent", "mem_used_percent", 0.9)).toEqual(["threshold-as-fraction"]);
    expect(below("AWS/RDS", "BurstBalance", 0.2)).toEqual(["threshold-as-fraction"]);
    expect(above("AWS/EC2", "CPUUtilization", 80)).toEqual([]);
    // An idle machine, and a rate of errors, may be meant.
    expect(below("AWS/EC2", "CPUUtilization", 0.5)).toEqual([]);
    expect(above("AWS/CloudFront", "5xxErrorRate", 0.5)).toEqual([]);
    expect(above("Own", "CPUUtilization", 0.8)).toEqual([]);
  });

  test("a latency in another unit", () => {
    expect(above("AWS/ApplicationELB", "TargetResponseTime", 500)).toEqual(["threshold-in-another-unit"]);
    expect(above("AWS/Lambda", "Duration", 3, "p99")).toEqual(["threshold-in-another-unit"]);
    expect(above("AWS/SQS", "ApproximateAgeOfOldestMessage", 3_600_000)).toEqual(["threshold-in-another-unit"]);
    expect(above("AWS/ApplicationELB", "TargetResponseTime", 0.5)).toEqual([]);
    expect(above("AWS/Lambda", "Duration", 3000, "p99")).toEqual([]);
    expect(above("AWS/SQS", "ApproximateAgeOfOldestMessage", 3600)).toEqual([]);
    expect(above("AWS/Lambda", "Duration", 3, "SampleCount")).toEqual([]);
  });

  test("bytes below a megabyte", () => {
    expect(below("AWS/RDS", "FreeStorageSpace", 10)).toEqual(["threshold-below-a-megabyte"]);
    expect(below("AWS/RDS", "FreeableMemory", 512)).toEqual(["threshold-below-a-megabyte"]);
    expect(above("AWS/RDS", "SwapUsage", 256)).toEqual(["threshold-below-a-megabyte"]);
    expect(above("AWS/RDS", "SwapUsage", 0)).toEqual([]);
    expect(below("AWS/RDS", "FreeStorageSpace", 10e9)).toEqual([]);
    // In megabytes.
    expect(below("AWS/ES", "FreeStorageSpace", 20_480)).toEqual([]);
    expect(below("AWS/ES", "FreeStorageSpace", 20e9)).toEqual(["threshold-in-another-unit"]);
    expect(above("AWS/EC2", "NetworkIn", 1000)).toEqual([]);
    // The alarm says that somebody has given the values another unit.
    expect(on({ namespace: "CWAgent", name: "mem_available", unit: "Megabytes" }, { threshold: 512 })).toEqual([]);
    // Bytes that are moved may be few.
    expect(above("ECS/ContainerInsights", "StorageReadBytes", 1000)).toEqual([]);
  });
});

describe("Regions", () => {
  const inRegion = (code: string) => ({
    metricAlarms: [
      {
        name: "a",
        arn: `arn:aws:cloudwatch:${code}:${account}:alarm:a`,
        alarmActions: [`arn:aws:sns:${code}:${account}:page`],
      },
    ],
  });

  test("one that AWS does not have is a warning, once", () => {
    expect(ruled(templateFindings(template(inRegion("eu-centrl-1"))))).toEqual([
      "region-unknown warning aws_cloudwatch_metric_alarm.a",
    ]);
  });

  test("those that AWS has are not, nor one that is not known", () => {
    for (const code of [...regions.codes, "region"]) expect(rulesOf(inRegion(code))).toEqual([]);
  });
});

describe("incidents that stay open", () => {
  const pager = (alarm: Partial<MetricAlarm>, endpoint = "https://events.pagerduty.com/integration/x/enqueue") =>
    checkTemplate(
      template({
        topics: [{ name: "page" }],
        subscriptions: [{ topicArn: topicArn("page"), protocol: "https", endpoint, endpointAutoConfirms: true }],
        metricAlarms: [
          { name: "a", alarmActions: [topicArn("page")], ...alarm },
          { name: "b", alarmActions: [topicArn("page")], ...alarm },
        ],
      }),
    ).findings.filter(({ rule }) => rule === "incident-stays-open");

  test("a pager that is not told of OK is one finding, which names the alarms", () => {
    const found = pager({});
    expect(ruled(found)).toEqual(["incident-stays-open warning aws_sns_topic_subscription.page-https"]);
    expect(found[0]?.message).toMatch(/"a".*"b"/);
  });

  test("not if it is told, if nobody is, if that is not known, or if it is not a pager", () => {
    expect(pager({ okActions: [topicArn("page")] })).toEqual([]);
    expect(pager({ actionsEnabled: false })).toEqual([]);
    const reason = { kind: "variable-without-value", variable: "x", module: undefined } as const;
    const open = { address: "a", attribute: "ok_actions", expression: undefined, reason };
    expect(pager({ unresolved: [open] })).toEqual([]);
    expect(pager({}, "https://hooks.example.com/x")).toEqual([]);
  });

  const integration = (key: string) => `https://events.pagerduty.com/integration/${key}/enqueue`;
  const ended = (protocol: string, endpoint: string | undefined) =>
    checkTemplate(
      template({
        topics: [{ name: "page" }, { name: "over" }],
        subscriptions: [
          { topicArn: topicArn("page"), protocol: "https", endpoint: integration("x"), endpointAutoConfirms: true },
          { topicArn: topicArn("over"), protocol, endpoint, endpointAutoConfirms: true },
        ],
        metricAlarms: [{ name: "a", alarmActions: [topicArn("page")], okActions: [topicArn("over")] }],
      }),
    ).findings.filter(({ rule }) => rule === "incident-stays-open").length;

  test("another topic may tell the same integration, or a program that hands it on", () => {
    expect(ended("https", integration("x"))).toBe(0);
    expect(ended("https", "https://closes.example.com/incidents")).toBe(0);
    expect(ended("lambda", `arn:aws:lambda:eu-central-1:${account}:function:closes`)).toBe(0);
    expect(ended("https", integration("another"))).toBe(1);
    expect(ended("email", "team@example.com")).toBe(1);
  });

  test("a replay says so, too", async () => {
    const paged = template({
      topics: [{ name: "page" }],
      subscriptions: [
        { topicArn: topicArn("page"), protocol: "https", endpoint: integration("x"), endpointAutoConfirms: true },
      ],
      metricAlarms: [{ name: "a", alarmActions: [topicArn("page")] }],
    });
    const { findings } = await replay(paged, []);
    expect(findings.map(({ rule }) => rule)).toContain("incident-stays-open");
  });
});

test("what is not known, and so was not checked, is named once for each filter and alarm", () => {
  const reason = { kind: "variable-without-value", variable: "x", module: undefined } as const;
  const open = (...attributes: string[]) => ({
    unresolved: attributes.map((attribute) => ({ address: "a", attribute, expression: undefined, reason })),
  });
  const checked = (parts: TemplateParts) =>
    checkTemplate(template(parts)).findings.filter(({ rule }) => rule === "not-checked").length;
  expect(checked({ metricAlarms: [{ name: "a", ...open("threshold", "period") }] })).toBe(1);
  expect(checked({ metricFilters: [{ name: "f", ...open("pattern") }] })).toBe(1);
  expect(checked({ metricAlarms: [{ name: "a", ...open("alarm_actions[0]", "tags.team", "alarm_name") }] })).toBe(0);
});

test("an expression that Terraform refuses is named whatever it is for, before what is only not known", () => {
  const unknown = { kind: "variable-without-value", variable: "x", module: undefined } as const;
  const fault = {
    kind: "evaluation-error",
    text: "regex: the pattern does not match",
    at: "main.tf.json:1:16",
  } as const;
  const open = (attribute: string, reason: Unresolved["reason"]): Unresolved => ({
    ...{ address: "aws_cloudwatch_metric_alarm.a", attribute, expression: undefined, reason },
  });
  const alarm = { name: "a", unresolved: [open("threshold", unknown), open("alarm_name", fault)] };
  const [found] = checkTemplate(template({ metricAlarms: [alarm] })).findings.filter(
    ({ rule }) => rule === "not-checked",
  );
  expect(found?.message).toContain("alarm_name");
  expect(found?.fix).not.toBe(templateRules.rules["not-checked"].fix);
});
