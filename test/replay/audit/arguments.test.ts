import { templateFindings } from "../../../lib/replay/audit/template";
import { readTerraform } from "../../../lib/terraform";
import { expectText } from "../../texts";

type Body = Readonly<Record<string, unknown>>;

const account = "111122223333";
const region = "eu-central-1";
const topicArn = `arn:aws:sns:${region}:${account}:page`;
const queueArn = `arn:aws:sqs:${region}:${account}:page`;
const functionArn = `arn:aws:lambda:${region}:${account}:function:page`;
const long = (length: number) => "a".repeat(length);
const many = (length: number, name: (at: number) => string) => Array.from({ length }, (_, at) => name(at));
const tagged = (count: number) => Object.fromEntries(many(count, (at) => `key${at}`).map((key) => [key, "value"]));

/** The least that each type needs. */
const bodies = {
  aws_cloudwatch_metric_alarm: {
    alarm_name: "errors",
    comparison_operator: "GreaterThanThreshold",
    evaluation_periods: 1,
    threshold: 1,
    metric_name: "Errors",
    namespace: "AWS/Lambda",
    period: 60,
    statistic: "Sum",
  },
  aws_cloudwatch_composite_alarm: { alarm_name: "all", alarm_rule: "TRUE" },
  aws_cloudwatch_log_metric_filter: {
    name: "errors",
    log_group_name: "api",
    pattern: "ERROR",
    metric_transformation: { name: "Errors", namespace: "Shop", value: "1" },
  },
  aws_cloudwatch_log_group: { name: "/shop/api" },
  aws_cloudwatch_log_subscription_filter: {
    name: "ship",
    log_group_name: "/shop/api",
    filter_pattern: "",
    destination_arn: functionArn,
  },
  aws_cloudwatch_log_data_protection_policy: { log_group_name: "api", policy_document: JSON.stringify(protection()) },
  aws_cloudwatch_query_definition: { name: "errors", query_string: "limit 20" },
  aws_cloudwatch_dashboard: { dashboard_name: "shop", dashboard_body: JSON.stringify({ widgets: [] }) },
  aws_sns_topic: { name: "page" },
  aws_sns_topic_subscription: { topic_arn: topicArn, protocol: "email", endpoint: "a@example.com" },
  aws_sns_topic_policy: { arn: topicArn, policy: policy({}) },
} as const satisfies Record<string, Body>;

type Type = keyof typeof bodies;

function policy(statement: Body, rest: Body = {}): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        ...statement,
      },
    ],
    ...rest,
  });
}

function protection(): { Name?: string; Version: string; Configuration?: Body; Statement: Body[] } {
  const identifiers = { DataIdentifier: ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"] };
  return {
    Name: "mask",
    Version: "2021-06-01",
    Statement: [
      { Sid: "audit", ...identifiers, Operation: { Audit: { FindingsDestination: {} } } },
      { Sid: "redact", ...identifiers, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  };
}

const protects = (change: (document: ReturnType<typeof protection>) => void): Body => {
  const document = protection();
  change(document);
  return { policy_document: JSON.stringify(document) };
};

const widget = (change: Body = {}, properties: Body = {}): Body => ({
  dashboard_body: JSON.stringify({
    widgets: [
      {
        ...{ type: "metric", x: 0, y: 0, width: 12, height: 6 },
        properties: { metrics: [["AWS/Lambda", "Errors"]], region, ...properties },
        ...change,
      },
    ],
  }),
});

const queries = (...metric_query: readonly Body[]): Body => ({
  ...{ metric_name: null, namespace: null, period: null, statistic: null },
  metric_query,
});
const m1 = { id: "m1", return_data: true, metric: { metric_name: "E", namespace: "N", period: 60, stat: "Sum" } };
const band = { id: "ad", return_data: true, expression: "ANOMALY_DETECTION_BAND(m1, 2)" };
const onBand = (...all: readonly Body[]): Body => ({
  ...queries(...all),
  ...{ threshold: null, threshold_metric_id: "ad", comparison_operator: "GreaterThanUpperThreshold" },
});

function read(type: Type, change: Body, beside: Body = {}) {
  const text = JSON.stringify({
    provider: { aws: { region } },
    resource: { [type]: { one: { ...bodies[type], ...change } }, ...beside },
  });
  return readTerraform([{ file: "main.tf.json", text }], { account });
}

/** Those of severity error. */
const refused = (type: Type, change: Body, beside?: Body) =>
  templateFindings(read(type, change, beside)).filter(({ severity }) => severity === "error");

const infrequent = {
  aws_cloudwatch_log_group: { group: { name: "/shop/api", log_group_class: "INFREQUENT_ACCESS" } },
};

test.each(Object.keys(bodies) as Type[])("the least that %s needs is accepted", (type) => {
  expect(refused(type, {})).toEqual([]);
});

/** What AWS accepts, just so, and what it refuses: the rule is `argument-refused` where Terraform's provider is the first to refuse. */
const cases: readonly (readonly [Type, string, Body, string | undefined, Body?])[] = [
  ["aws_cloudwatch_log_group", "512 characters", { name: long(512) }, undefined],
  ["aws_cloudwatch_log_group", "513 characters", { name: long(513) }, "log-group-refused"],
  ["aws_cloudwatch_log_group", "a blank", { name: "my group" }, "log-group-refused"],
  ["aws_cloudwatch_log_group", "a name of AWS", { name: "/aws/lambda/api" }, undefined],
  ["aws_cloudwatch_log_group", "a reserved name", { name: "aws/lambda/api" }, "log-group-refused"],
  ["aws_cloudwatch_log_group", "a name and a prefix", { name_prefix: "b" }, "argument-refused"],
  ["aws_cloudwatch_log_group", "for ever", { retention_in_days: 0 }, undefined],
  ["aws_cloudwatch_log_group", "a year", { retention_in_days: "365" }, undefined],
  ["aws_cloudwatch_log_group", "a month", { retention_in_days: 31 }, "log-group-refused"],
  ["aws_cloudwatch_log_group", "a new class", { log_group_class: "ESSENTIALS" }, undefined],
  ["aws_cloudwatch_log_group", "no class", { log_group_class: "COLD" }, "argument-refused"],
  ["aws_cloudwatch_log_group", "a key", { kms_key_id: `arn:aws:kms:${region}:${account}:key/1234` }, undefined],
  ["aws_cloudwatch_log_group", "an alias of a key", { kms_key_id: "alias/logs" }, "log-group-refused"],
  [
    "aws_cloudwatch_log_group",
    "a key of another Region",
    { kms_key_id: `arn:aws:kms:us-east-1:${account}:key/1234` },
    "log-group-refused",
  ],
  ["aws_cloudwatch_log_group", "50 tags", { tags: tagged(50) }, undefined],
  ["aws_cloudwatch_log_group", "51 tags", { tags: tagged(51) }, "log-group-refused"],
  ["aws_cloudwatch_log_group", "a long tag", { tags: { [long(129)]: "" } }, "log-group-refused"],
  ["aws_cloudwatch_log_group", "a tag with <", { tags: { team: "<a>" } }, "log-group-refused"],

  ["aws_sns_topic", "256 characters", { name: long(256) }, undefined],
  ["aws_sns_topic", "257 characters", { name: long(257) }, "topic-refused"],
  ["aws_sns_topic", "a dot", { name: "a.b" }, "topic-refused"],
  ["aws_sns_topic", "in order", { name: "page.fifo", fifo_topic: true }, undefined],
  ["aws_sns_topic", "in order, by its name", { name: "page.fifo" }, "topic-refused"],
  ["aws_sns_topic", "in order, but for its name", { fifo_topic: true }, "topic-refused"],
  ["aws_sns_topic", "without duplicates", { content_based_deduplication: true }, "topic-refused"],
  ["aws_sns_topic", "an archive", { archive_policy: '{"MessageRetentionPeriod":30}' }, "topic-refused"],
  ["aws_sns_topic", "a display name of 100", { display_name: long(100) }, undefined],
  ["aws_sns_topic", "a display name of 101", { display_name: long(101) }, "topic-refused"],
  ["aws_sns_topic", "signature 2", { signature_version: 2 }, undefined],
  ["aws_sns_topic", "signature 3", { signature_version: 3 }, "topic-refused"],
  ["aws_sns_topic", "tracing", { tracing_config: "On" }, "topic-refused"],
  ["aws_sns_topic", "a policy that is not JSON", { policy: "allow" }, "topic-refused"],
  ["aws_sns_topic", "any character in a tag", { tags: { team: "<a>, b" } }, undefined],
  ["aws_sns_topic", "a tag that is left out", { tags: { "aws:team": "a" } }, undefined],
  ["aws_sns_topic", "a long tag", { tags: { team: long(257) } }, "topic-refused"],

  ["aws_sns_topic_subscription", "a protocol", { protocol: "slack" }, "subscription-refused"],
  ["aws_sns_topic_subscription", "a topic's name", { topic_arn: "page" }, "subscription-refused"],
  ["aws_sns_topic_subscription", "no endpoint", { endpoint: null }, "argument-refused"],
  ["aws_sns_topic_subscription", "not a mail", { endpoint: "ops" }, "subscription-refused"],
  ["aws_sns_topic_subscription", "two mails", { endpoint: "a@b.com,c@d.com" }, "subscription-refused"],
  ["aws_sns_topic_subscription", "a number", { protocol: "sms", endpoint: "+1-206-555-0100" }, undefined],
  ["aws_sns_topic_subscription", "no number", { protocol: "sms", endpoint: "me" }, "subscription-refused"],
  ["aws_sns_topic_subscription", "https", { protocol: "https", endpoint: "https://a.example/x" }, undefined],
  ["aws_sns_topic_subscription", "http", { protocol: "https", endpoint: "http://a.example/x" }, "subscription-refused"],
  [
    "aws_sns_topic_subscription",
    "a queue",
    { protocol: "sqs", endpoint: queueArn, raw_message_delivery: true },
    undefined,
  ],
  ["aws_sns_topic_subscription", "a queue's URL", { protocol: "sqs", endpoint: "https://a.b" }, "subscription-refused"],
  ["aws_sns_topic_subscription", "a function", { protocol: "lambda", endpoint: functionArn }, undefined],
  ["aws_sns_topic_subscription", "a function's name", { protocol: "lambda", endpoint: "page" }, "subscription-refused"],
  ["aws_sns_topic_subscription", "raw mail", { raw_message_delivery: true }, "subscription-refused"],
  [
    "aws_sns_topic_subscription",
    "a stream without a role",
    { protocol: "firehose", endpoint: `arn:aws:firehose:${region}:${account}:deliverystream/a` },
    "subscription-refused",
  ],
  ["aws_sns_topic_subscription", "mail in order", { topic_arn: `${topicArn}.fifo` }, "subscription-refused"],
  [
    "aws_sns_topic_subscription",
    "a queue in order",
    { protocol: "sqs", endpoint: `${queueArn}.fifo` },
    "subscription-refused",
  ],
  [
    "aws_sns_topic_subscription",
    "every operator",
    {
      filter_policy: JSON.stringify({
        a: [
          { prefix: "x" },
          { suffix: "y" },
          { "anything-but": ["z"] },
          { "equals-ignore-case": "q" },
          { exists: true },
        ],
        b: [{ numeric: [">", 0, "<=", 5] }, { numeric: ["=", 1] }],
        c: ["x", 1, true, null],
      }),
    },
    undefined,
  ],
  ["aws_sns_topic_subscription", "150 values", { filter_policy: JSON.stringify({ a: many(150, String) }) }, undefined],
  [
    "aws_sns_topic_subscription",
    "151 values",
    { filter_policy: JSON.stringify({ a: many(151, String) }) },
    "subscription-refused",
  ],
  [
    "aws_sns_topic_subscription",
    "six keys",
    { filter_policy: JSON.stringify(Object.fromEntries(many(6, String).map((key) => [key, ["a"]]))) },
    "subscription-refused",
  ],
  ...(
    [
      "severity=high",
      '["a"]',
      '{"a":"b"}',
      '{"a":[]}',
      '{"a":{"b":["c"]}}',
      '{"a":[["b"]]}',
      '{"a":[{"regex":"x"}]}',
      '{"a":[{"numeric":["=","5"]}]}',
      '{"a":[{"numeric":[">"]}]}',
      '{"a":[{"numeric":[">",5,"<",1]}]}',
      '{"a":[{"exists":"yes"}]}',
    ] as const
  ).map(
    (filter_policy) =>
      ["aws_sns_topic_subscription", filter_policy, { filter_policy }, "subscription-refused"] as const,
  ),
  [
    "aws_sns_topic_subscription",
    "properties of the body",
    { filter_policy: '{"a":{"b":["c"]},"$or":[{"d":["e"]},{"f":["g"]}]}', filter_policy_scope: "MessageBody" },
    undefined,
  ],
  ["aws_sns_topic_subscription", "a scope alone", { filter_policy_scope: "MessageBody" }, "argument-refused"],
  [
    "aws_sns_topic_subscription",
    "no scope",
    { filter_policy: '{"a":["b"]}', filter_policy_scope: "Body" },
    "subscription-refused",
  ],
  [
    "aws_sns_topic_subscription",
    "letters that are dead",
    { redrive_policy: JSON.stringify({ deadLetterTargetArn: queueArn }) },
    undefined,
  ],
  ...(
    [
      '{"deadLetterTarget":"a"}',
      JSON.stringify({ deadLetterTargetArn: functionArn }),
      JSON.stringify({ deadLetterTargetArn: queueArn, maxReceiveCount: 5 }),
    ] as const
  ).map(
    (redrive_policy) =>
      ["aws_sns_topic_subscription", redrive_policy, { redrive_policy }, "subscription-refused"] as const,
  ),

  ["aws_sns_topic_policy", "actions", { policy: policy({ Action: ["SNS:Publish", "sns:Subscribe"] }) }, undefined],
  ["aws_sns_topic_policy", "everything of SNS", { policy: policy({ Action: "sns:*" }) }, "topic-policy-refused"],
  ["aws_sns_topic_policy", "another service", { policy: policy({ Action: "kms:Decrypt" }) }, "topic-policy-refused"],
  ["aws_sns_topic_policy", "a misspelt member", { policy: policy({ Principle: "*" }) }, "topic-policy-refused"],
  ["aws_sns_topic_policy", "no principal", { policy: policy({ Principal: undefined }) }, "topic-policy-refused"],
  ["aws_sns_topic_policy", "no principals", { policy: policy({ Principal: [] }) }, "topic-policy-refused"],
  ["aws_sns_topic_policy", "everyone", { policy: policy({ Principal: "*" }) }, undefined],
  ["aws_sns_topic_policy", "services", { policy: policy({ Principal: { Services: "a" } }) }, "topic-policy-refused"],
  ["aws_sns_topic_policy", "an effect", { policy: policy({ Effect: "allow" }) }, "topic-policy-refused"],
  ["aws_sns_topic_policy", "two actions", { policy: policy({ NotAction: "sns:Publish" }) }, "topic-policy-refused"],
  ["aws_sns_topic_policy", "a version", { policy: policy({}, { Version: "2020-01-01" }) }, "topic-policy-refused"],
  ["aws_sns_topic_policy", "no statements", { policy: policy({}, { Statement: [] }) }, "topic-policy-refused"],
  [
    "aws_sns_topic_policy",
    "operators",
    {
      policy: policy({
        Condition: { ArnLikeIfExists: { "aws:SourceArn": "a" }, "ForAnyValue:StringLike": { a: "b" } },
      }),
    },
    undefined,
  ],
  [
    "aws_sns_topic_policy",
    "an operator",
    { policy: policy({ Condition: { Equals: { a: "b" } } }) },
    "topic-policy-refused",
  ],
  ["aws_sns_topic_policy", "no topic", { arn: null }, "argument-refused"],

  [
    "aws_cloudwatch_log_subscription_filter",
    "a pattern",
    { filter_pattern: "{ $.a == 1 }" },
    "subscription-filter-refused",
  ],
  ["aws_cloudwatch_log_subscription_filter", "no pattern", { filter_pattern: null }, "argument-refused"],
  ["aws_cloudwatch_log_subscription_filter", "a name", { name: "a:b" }, "subscription-filter-refused"],
  [
    "aws_cloudwatch_log_subscription_filter",
    "a name as target",
    { destination_arn: "page" },
    "subscription-filter-refused",
  ],
  [
    "aws_cloudwatch_log_subscription_filter",
    "a bucket",
    { destination_arn: "arn:aws:s3:::a" },
    "subscription-filter-refused",
  ],
  [
    "aws_cloudwatch_log_subscription_filter",
    "a stream without a role",
    { destination_arn: `arn:aws:kinesis:${region}:${account}:stream/a` },
    "subscription-filter-refused",
  ],
  [
    "aws_cloudwatch_log_subscription_filter",
    "a stream with a role",
    { destination_arn: `arn:aws:kinesis:${region}:${account}:stream/a`, role_arn: `arn:aws:iam::${account}:role/a` },
    undefined,
  ],
  [
    "aws_cloudwatch_log_subscription_filter",
    "a function with a role",
    { role_arn: `arn:aws:iam::${account}:role/a` },
    "subscription-filter-refused",
  ],
  [
    "aws_cloudwatch_log_subscription_filter",
    "a distribution",
    { distribution: "random" },
    "subscription-filter-refused",
  ],
  ["aws_cloudwatch_log_subscription_filter", "a class", {}, "subscription-filter-refused", infrequent],

  ["aws_cloudwatch_query_definition", "a folder", { name: "team/errors" }, undefined],
  ["aws_cloudwatch_query_definition", "no folder", { name: "team//errors" }, "argument-refused"],
  ["aws_cloudwatch_query_definition", "255 characters", { name: long(255) }, undefined],
  ["aws_cloudwatch_query_definition", "256 characters", { name: long(256) }, "saved-query-refused"],
  ["aws_cloudwatch_query_definition", "a long query", { query_string: long(10_001) }, "saved-query-refused"],
  [
    "aws_cloudwatch_query_definition",
    "51 groups",
    { log_group_names: many(51, (at) => `a${at}`) },
    "saved-query-refused",
  ],
  ["aws_cloudwatch_query_definition", "a group", { log_group_names: ["a b"] }, "saved-query-refused"],

  ["aws_cloudwatch_dashboard", "a widget", widget(), undefined],
  ["aws_cloudwatch_dashboard", "a kind that is new", widget({ type: "chart" }), undefined],
  ["aws_cloudwatch_dashboard", "a name", { dashboard_name: "my dashboard" }, "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "not JSON", { dashboard_body: "{" }, "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "nothing", { dashboard_body: "{}" }, "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "x", widget({ x: 24 }), "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "width", widget({ width: 25 }), "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "height", widget({ height: 1001 }), "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "no region", widget({}, { region: undefined }), "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "no metrics", widget({}, { metrics: undefined }), "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "a flat list", widget({}, { metrics: ["AWS/Lambda", "Errors"] }), "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "red", widget({}, { metrics: [["A", "B", { color: "red" }]] }), "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "a period", widget({}, { period: 61 }), "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "a statistic", widget({}, { stat: "avg" }), "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "an axis", widget({}, { yAxis: { left: { min: 2, max: 1 } } }), "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "text", widget({ type: "text", properties: {} }), "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "logs", widget({ type: "log", properties: { region } }), "dashboard-refused"],
  ["aws_cloudwatch_dashboard", "no alarms", widget({ type: "alarm", properties: { alarms: [] } }), "dashboard-refused"],

  ...(
    [
      ["no name", (document) => delete document.Name],
      ["a version", (document) => (document.Version = "2012-10-17")],
      ["one statement", (document) => document.Statement.pop()],
      ["two audits", (document) => (document.Statement[1] = document.Statement[0] ?? {})],
      [
        "a mask",
        (document) =>
          (document.Statement[1] = { ...document.Statement[1], Operation: { Deidentify: { MaskConfig: { a: 1 } } } }),
      ],
      ["different ones", (document) => (document.Statement[1] = { ...document.Statement[1], DataIdentifier: [] })],
      [
        "no ARN",
        (document) => (document.Statement = document.Statement.map((one) => ({ ...one, DataIdentifier: ["Email"] }))),
      ],
      ["a group", (document) => (document.Configuration = { CustomDataIdentifier: [{ Name: "id", Regex: "(a)" }] })],
    ] as readonly (readonly [string, (document: ReturnType<typeof protection>) => void])[]
  ).map(
    ([name, change]) =>
      ["aws_cloudwatch_log_data_protection_policy", name, protects(change), "data-protection-refused"] as const,
  ),
  [
    "aws_cloudwatch_log_data_protection_policy",
    "its own",
    protects((document) => {
      document.Configuration = { CustomDataIdentifier: [{ Name: "id", Regex: "id-\\d+" }] };
      document.Statement = document.Statement.map((one) => ({ ...one, DataIdentifier: ["id"] }));
    }),
    undefined,
  ],

  ["aws_cloudwatch_composite_alarm", "a long name", { alarm_name: long(256) }, "composite-refused"],
  ["aws_cloudwatch_composite_alarm", "a description", { alarm_description: long(1025) }, "composite-refused"],
  ["aws_cloudwatch_composite_alarm", "half a suppressor", { actions_suppressor: { alarm: "a" } }, "argument-refused"],
  ["aws_cloudwatch_composite_alarm", "no ARN", { alarm_actions: ["ops"] }, "composite-refused"],

  ["aws_cloudwatch_log_metric_filter", "everything", { pattern: "" }, undefined],
  ["aws_cloudwatch_log_metric_filter", "nothing", { pattern: null }, "argument-refused"],
  ["aws_cloudwatch_log_metric_filter", "no name", { name: null }, "argument-refused"],
  ["aws_cloudwatch_log_metric_filter", "a group", { log_group_name: "a b" }, "filter-refused"],
  ["aws_cloudwatch_log_metric_filter", "no metric", { metric_transformation: [] }, "argument-refused"],
  [
    "aws_cloudwatch_log_metric_filter",
    "no value",
    { metric_transformation: { name: "a", namespace: "b" } },
    "argument-refused",
  ],
  [
    "aws_cloudwatch_log_metric_filter",
    "a namespace of AWS",
    { metric_transformation: { name: "a", namespace: "AWS/Lambda", value: "1" } },
    "filter-refused",
  ],
  [
    "aws_cloudwatch_log_metric_filter",
    "a unit",
    { metric_transformation: { name: "a", namespace: "b", value: "1", unit: "count" } },
    "filter-refused",
  ],

  ["aws_cloudwatch_metric_alarm", "a mail", { alarm_actions: ["ops@example.com"] }, "alarm-refused"],
  ["aws_cloudwatch_metric_alarm", "a queue", { ok_actions: [queueArn] }, "alarm-refused"],
  ["aws_cloudwatch_metric_alarm", "an empty action", { alarm_actions: [""] }, undefined],
  ["aws_cloudwatch_metric_alarm", "a long action", { alarm_actions: [topicArn + long(1000)] }, "alarm-refused"],
  [
    "aws_cloudwatch_metric_alarm",
    "an instance",
    { alarm_actions: [`arn:aws:automate:${region}:ec2:recover`] },
    "alarm-refused",
  ],
  [
    "aws_cloudwatch_metric_alarm",
    "an instance that is known",
    { alarm_actions: [`arn:aws:automate:${region}:ec2:recover`], dimensions: { InstanceId: "i-1" } },
    undefined,
  ],
  [
    "aws_cloudwatch_metric_alarm",
    "an instance of another Region",
    { alarm_actions: ["arn:aws:automate:us-east-1:ec2:stop"], dimensions: { InstanceId: "i-1" } },
    "alarm-refused",
  ],
  [
    "aws_cloudwatch_metric_alarm",
    "an operator in small letters",
    { comparison_operator: "greaterThanThreshold" },
    "argument-refused",
  ],
  ["aws_cloudwatch_metric_alarm", "a treatment in small letters", { treat_missing_data: "notbreaching" }, undefined],
  ["aws_cloudwatch_metric_alarm", "blanks", { dimensions: { name: "  " } }, "alarm-refused"],
  ["aws_cloudwatch_metric_alarm", "a namespace", { namespace: "Größen" }, "alarm-refused"],
  ["aws_cloudwatch_metric_alarm", "a unit", { unit: "count", namespace: "Shop" }, "alarm-refused"],
  [
    "aws_cloudwatch_metric_alarm",
    "three decimals",
    { statistic: null, extended_statistic: "p99.999" },
    "argument-refused",
  ],
  ["aws_cloudwatch_metric_alarm", "Sum", { statistic: null, extended_statistic: "Sum" }, "argument-refused"],
  ["aws_cloudwatch_metric_alarm", "no datapoints", { datapoints_to_alarm: 0 }, "argument-refused"],
  [
    "aws_cloudwatch_metric_alarm",
    "few samples of a sum",
    { evaluate_low_sample_count_percentiles: "ignore" },
    "alarm-refused",
  ],
  ["aws_cloudwatch_metric_alarm", "queries", queries(m1), undefined],
  [
    "aws_cloudwatch_metric_alarm",
    "a statistic beside queries",
    { ...queries(m1), statistic: "Sum" },
    "argument-refused",
  ],
  ["aws_cloudwatch_metric_alarm", "a period beside queries", { ...queries(m1), period: 60 }, "argument-refused"],
  ["aws_cloudwatch_metric_alarm", "nothing beside queries", { ...queries(m1), period: 0 }, undefined],
  ["aws_cloudwatch_metric_alarm", "a long id", queries({ ...m1, id: long(256) }), "alarm-refused"],
  ["aws_cloudwatch_metric_alarm", "a band", onBand(m1, band), undefined],
  ["aws_cloudwatch_metric_alarm", "a band and a threshold", { ...onBand(m1, band), threshold: 1 }, "argument-refused"],
  ["aws_cloudwatch_metric_alarm", "a band alone", onBand({ ...m1, return_data: false }, band), "alarm-queries-refused"],
  [
    "aws_cloudwatch_metric_alarm",
    "a band that is a metric",
    { ...onBand(m1, band), threshold_metric_id: "m1" },
    "alarm-refused",
  ],
  [
    "aws_cloudwatch_metric_alarm",
    "a band that scales",
    { ...onBand(m1, band), alarm_actions: [`arn:aws:autoscaling:${region}:${account}:scalingPolicy:1:policyName/a`] },
    "alarm-refused",
  ],
];

test.each(cases.map((one) => [one[0], one[1], one] as const))("%s: %s", (_, __, [type, , change, rule, beside]) => {
  expect([...new Set(refused(type, change, beside).map((finding) => finding.rule))]).toEqual(
    rule === undefined ? [] : [rule],
  );
});

test("every refusal says which argument it is about", () => {
  const found = cases.flatMap(([type, , change, , beside]) => refused(type, change, beside));
  expectText([...new Set(found.map(({ message }) => message.replace(/a{40,}/g, "aaa...")))].sort().join("\n"));
});

describe("what is not known is not refused", () => {
  const variables = (type: Type, change: Body) =>
    templateFindings(
      readTerraform([
        {
          file: "main.tf.json",
          text: JSON.stringify({ variable: { x: {} }, resource: { [type]: { one: { ...bodies[type], ...change } } } }),
        },
      ]),
    )
      .filter(({ severity }) => severity === "error")
      .map(({ rule }) => rule);

  test.each<[Type, Body]>([
    [
      "aws_cloudwatch_log_group",
      { name: "${var.x}", retention_in_days: "${var.x}", kms_key_id: "${var.x}", tags: "${var.x}" },
    ],
    ["aws_sns_topic", { name: "${var.x}.fifo", fifo_topic: "${var.x}" }],
    ["aws_sns_topic_subscription", { protocol: "${var.x}", endpoint: "me" }],
    [
      "aws_sns_topic_subscription",
      { endpoint: "${var.x}", filter_policy: '{"a":{"b":["c"]}}', filter_policy_scope: "${var.x}" },
    ],
    [
      "aws_cloudwatch_log_subscription_filter",
      { destination_arn: `arn:aws:kinesis:${region}:${account}:stream/a`, role_arn: "${var.x}" },
    ],
    ["aws_cloudwatch_metric_alarm", { alarm_actions: ["${var.x}"], dimensions: "${var.x}" }],
    ["aws_cloudwatch_metric_alarm", { alarm_actions: [`arn:aws:automate:region:ec2:stop`], dimensions: "${var.x}" }],
    ["aws_cloudwatch_metric_alarm", { ...queries(m1), threshold_metric_id: "${var.x}", threshold: null }],
    ["aws_cloudwatch_dashboard", { dashboard_body: "${jsonencode({ widgets = var.x })}" }],
  ])("%s %j", (type, change) => {
    expect(variables(type, change)).toEqual([]);
  });

  test("nor what the provider fills in, of which a plan does not show that it is left out", () => {
    const values = bodies.aws_cloudwatch_metric_alarm;
    const resource = { address: "aws_cloudwatch_metric_alarm.m", mode: "managed", type: "aws_cloudwatch_metric_alarm" };
    const open = { evaluate_low_sample_count_percentiles: true };
    const expressions = { evaluate_low_sample_count_percentiles: { references: ["each.value"] } };
    const document = {
      format_version: "1.2",
      planned_values: { root_module: { resources: [{ ...resource, name: "m", values }] } },
      resource_changes: [{ address: resource.address, change: { after: values, after_unknown: open } }],
      configuration: { root_module: { resources: [{ address: resource.address, expressions }] } },
    };
    const template = readTerraform([{ file: "plan.json", text: JSON.stringify(document) }]);
    expect(templateFindings(template).filter(({ rule }) => rule === "alarm-refused")).toEqual([]);
  });

  test("nor a name that is made at apply", () => {
    const beside = { random_id: { suffix: { byte_length: 4 } } };
    const name = { name: "shop-${random_id.suffix.hex}" };
    expect(refused("aws_cloudwatch_log_group", name, beside)).toEqual([]);
    const group = { aws_cloudwatch_log_group: { group: { for_each: ["a b"], ...name } }, ...beside };
    expect(
      refused("aws_cloudwatch_log_metric_filter", { log_group_name: "${aws_cloudwatch_log_group.group.name}" }, group),
    ).toEqual([]);
  });
});

test("of a plan, the provider has accepted the arguments; what a state has, AWS has", () => {
  const values = { name: "page", name_prefix: "p", display_name: long(101) };
  const resources = [{ address: "aws_sns_topic.page", mode: "managed", type: "aws_sns_topic", name: "page", values }];
  const shown = { format_version: "1.0", terraform_version: "1.11.4" };
  const rules = (document: object) =>
    templateFindings(readTerraform([{ file: "plan.json", text: JSON.stringify({ ...shown, ...document }) }])).flatMap(
      ({ rule, severity }) => (severity === "error" ? [rule] : []),
    );
  const plan = {
    planned_values: { root_module: { resources } },
    configuration: { root_module: { resources: [{ ...resources[0], expressions: {} }] } },
  };
  expect(rules(plan)).toEqual(["topic-refused"]);
  expect(rules({ values: { root_module: { resources } } })).toEqual([]);
});
