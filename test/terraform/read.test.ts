import { readTerraform, TerraformError, type TerraformDocument, type TerraformOptions } from "../../lib/terraform/read";
import { reasonText } from "../../lib/terraform/reason-text";
import type { Template, Unresolved } from "../../lib/terraform/template";
import { expectText } from "../texts";

function read(configuration: unknown, options?: TerraformOptions): Template {
  return readTerraform([{ file: "main.tf.json", text: JSON.stringify(configuration) }], options);
}

/** The alarm with these arguments, read from a configuration. */
function alarm(given: object, beside: object = {}, options?: TerraformOptions): Template["metricAlarms"][number] {
  const [only] = read(
    {
      ...beside,
      resource: {
        aws_cloudwatch_metric_alarm: { a: given },
        ...("resource" in beside ? (beside.resource as object) : {}),
      },
    },
    options,
  ).metricAlarms;
  return only!;
}

/** What is not resolved, and why; the words are compared with the golden of all texts. */
function facts({ unread = [], unresolved: open }: Partial<Pick<Template, "unread">> & Pick<Template, "unresolved">) {
  const unresolved: readonly Unresolved[] = [...unread, ...open];
  if (unresolved.length > 0)
    expectText(
      unresolved
        .map(
          ({ address, attribute, expression, reason }) =>
            `${address} ${attribute} [${expression ?? ""}] ${reasonText(reason)}`,
        )
        .join("\n"),
    );
  return unresolved;
}

/** Where documents cannot be read; the words are compared with the golden of all texts. */
function problemsOf(documents: readonly TerraformDocument[]): readonly object[] {
  try {
    readTerraform(documents);
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    expectText(error.message);
    return error.problems.map(({ file, line, column, path }) => ({ file, line, column, path }));
  }
  return [];
}

test.each<[string, string, { line?: number; column?: number }]>([
  ["main.tf", 'resource "aws_sns_topic" "a" {\n}', {}],
  ["a.tf.json", '{\n  "resource": {,}\n}', { line: 2, column: 16 }],
  ["a.json", "[]", {}],
  ["package.json", '{"name": "x"}', {}],
  ["plan.json", '{"format_version": "2.0"}', {}],
  ["terraform.tfstate", '{"version": 3, "serial": 1, "lineage": "x"}', {}],
  ["a.tf.json", '{"resource": {"aws_sns_topic": "x"}}', { line: 1, column: 32 }],
])("reports where %s cannot be read: %s", (file, text, place) => {
  expect(problemsOf([{ file, text }])).toEqual([{ file, ...place }]);
});

test("an action that is written twice is one, as in the provider", () => {
  const page = "arn:aws:sns:eu-west-1:111122223333:page";
  const alarm = { alarm_name: "a", alarm_actions: [page, "${local.page}", page] };
  const text = JSON.stringify({ locals: { page }, resource: { aws_cloudwatch_metric_alarm: { a: alarm } } });
  expect(readTerraform([{ file: "a.tf.json", text }]).metricAlarms[0]?.alarmActions).toEqual([page]);
});

test("reports all documents that cannot be read at once", () => {
  const documents = [
    { file: "a.tf", text: "locals {}" },
    { file: "b.json", text: "{" },
  ];
  expect(problemsOf(documents)).toEqual([{ file: "a.tf" }, { file: "b.json", line: 1, column: 2 }]);
});

test("reads a newer minor format version", () => {
  expect(read({ format_version: "1.99", values: { root_module: {} } }).unresolved).toEqual([]);
});

test("arguments that are not given have the provider's defaults", () => {
  expect(alarm({ alarm_name: "a", metric_name: "M" })).toMatchObject({
    threshold: 0,
    treatMissingData: "missing",
    evaluateLowSampleCountPercentile: "evaluate",
    actionsEnabled: true,
    datapointsToAlarm: undefined,
    evaluationWindow: { kind: "sliding" },
    unresolved: [],
  });
  expect(alarm({ alarm_name: "a", threshold_metric_id: "band" })).toMatchObject({
    threshold: undefined,
    thresholdMetricId: "band",
  });
});

test("reads numbers from strings, and treat_missing_data in any case", () => {
  const given = {
    alarm_name: "a",
    threshold: "1.5",
    period: "300",
    treat_missing_data: "NotBreaching",
    metric_name: "M",
  };
  expect(alarm(given)).toMatchObject({ threshold: 1.5, treatMissingData: "notBreaching", metric: { period: 300 } });
});

test("lists arguments of an alarm that are not supported, and reads a wall-clock window", () => {
  const given = {
    alarm_name: "a",
    evaluation_criteria: { promql_criteria: { query: "up" } },
    evaluation_interval: 30,
    // Alarms are replayed as they are after it.
    warm_up_configuration: [{ warm_up_period_duration_in_minutes: 5 }],
    evaluation_window: { wall_clock_window: { timezone: "Europe/Berlin" } },
  };
  expect(alarm(given)).toMatchObject({
    unsupported: ["evaluation_criteria", "evaluation_interval"],
    evaluationWindow: { kind: "wall-clock", timezone: "Europe/Berlin" },
  });
});

test("reports an unknown item of a list, and keeps the others", () => {
  const template = read({
    variable: { topic: {} },
    resource: {
      aws_sns_topic: { t: { name: "t" } },
      aws_cloudwatch_metric_alarm: {
        a: { alarm_name: "a", alarm_actions: ["${var.topic}", "${aws_sns_topic.t.arn}"] },
      },
    },
  });
  expect(template.metricAlarms[0]?.alarmActions).toEqual(["arn:aws:sns:region:000000000000:t"]);
  expect(facts(template)).toEqual([
    {
      address: "aws_cloudwatch_metric_alarm.a",
      attribute: "alarm_actions[0]",
      expression: "${var.topic}",
      reason: { kind: "variable-without-value", variable: "topic" },
    },
  ]);
});

test("a variable's value from the command line is converted to the variable's type", () => {
  const beside = { variable: { above: { type: "map(number)" } } };
  const options = { variables: { above: "{ a = 7 }" } };
  expect(alarm({ alarm_name: "a", threshold: "${var.above.a}" }, beside, options).threshold).toBe(7);
});

test("reports expressions with syntax or evaluation errors, with their place", () => {
  const template = readTerraform([
    {
      file: "infra/a.tf.json",
      text: '{"resource": {"aws_cloudwatch_metric_alarm": {"a": {\n "alarm_name": "${1 +}",\n "threshold": "${local.nothing}", "period": "${5 + \\"x\\"}", "metric_name": "M",\n "namespace": "${file(\\"n\\")}"}}}}',
    },
  ]);
  expect(facts(template)).toHaveLength(4);
  expect(new Map(template.unresolved.map(({ attribute, ...rest }) => [attribute, rest]))).toMatchObject(
    new Map([
      [
        "alarm_name",
        { expression: "${1 +}", reason: { kind: "syntax-error", at: "infra/a.tf.json:2:16", character: 6 } },
      ],
      [
        "threshold",
        { expression: "${local.nothing}", reason: { kind: "evaluation-error", at: "infra/a.tf.json:3:15" } },
      ],
      ["period", { expression: '${5 + "x"}', reason: { kind: "evaluation-error", at: "infra/a.tf.json:3:45" } }],
      [
        "namespace",
        {
          expression: '${file("n")}',
          reason: { kind: "function-not-evaluated", name: "file", because: "reads-files" },
        },
      ],
    ]),
  );
});

test("reports values that refer to themselves", () => {
  const template = read({
    locals: { a: "${local.b}", b: "${local.a}" },
    resource: { aws_sns_topic: { t: { name: "${local.a}" } } },
  });
  expect(facts(template)).toEqual([
    {
      address: "aws_sns_topic.t",
      attribute: "name",
      expression: "${local.a}",
      reason: { kind: "refers-to-itself", what: "a" },
    },
  ]);
});

test("a name made of name_prefix is stable, and reported", () => {
  const given = { resource: { aws_sns_topic: { t: { name_prefix: "page-" } } } };
  const [topic] = read(given).topics;
  expect(topic?.name).toMatch(/^page-[0-9a-f]{8}$/);
  expect(topic?.arn).toBe(`arn:aws:sns:region:000000000000:${topic?.name ?? ""}`);
  expect(read(given)).toEqual(read(given));
  expect(topic?.unresolved).toMatchObject([
    { attribute: "name", reason: { kind: "name-made-at-apply", from: "prefix", standIn: topic?.name } },
  ]);
});

test("a resource's provider and region argument decide its region and account", () => {
  const template = read({
    provider: {
      aws: [
        { region: "eu-west-1", allowed_account_ids: ["111111111111"] },
        { alias: "cn", region: "cn-north-1", assume_role: { role_arn: "arn:aws-cn:iam::222222222222:role/x" } },
      ],
    },
    resource: {
      aws_sns_topic: {
        a: { name: "a" },
        b: { name: "b", provider: "aws.cn" },
        c: { name: "c", region: "us-gov-west-1" },
      },
    },
  });
  expect(template.topics.map(({ arn }) => arn)).toEqual([
    "arn:aws:sns:eu-west-1:111111111111:a",
    "arn:aws-cn:sns:cn-north-1:222222222222:b",
    "arn:aws-us-gov:sns:us-gov-west-1:111111111111:c",
  ]);
});

test("without an account, the caller's account id is the one in ARNs", () => {
  const template = read({
    data: { aws_caller_identity: { me: {} } },
    resource: {
      aws_sns_topic: { t: { name: "t" } },
      aws_sns_topic_policy: {
        t: {
          arn: "${aws_sns_topic.t.arn}",
          policy: '{"Account":"${data.aws_caller_identity.me.account_id}","Resource":"${aws_sns_topic.t.id}"}',
        },
      },
    },
  });
  expect(template.account).toBeUndefined();
  expect(template.topicPolicies[0]).toMatchObject({
    of: "arn:aws:sns:region:000000000000:t",
    policy: '{"Account":"000000000000","Resource":"arn:aws:sns:region:000000000000:t"}',
  });
});

test("reports a count that is not known, and references to its instances", () => {
  const template = read({
    variable: { many: { type: "number" } },
    resource: {
      aws_sns_topic: { t: { count: "${var.many}", name: "t" } },
      aws_cloudwatch_metric_alarm: { a: { alarm_name: "a", alarm_actions: ["${aws_sns_topic.t[0].arn}"] } },
    },
  });
  expect(template.topics).toEqual([]);
  const because = { kind: "variable-without-value", variable: "many" };
  expect(facts(template)).toEqual([
    {
      address: "aws_sns_topic.t",
      type: "aws_sns_topic",
      attribute: "count",
      expression: "${var.many}",
      reason: because,
    },
    {
      address: "aws_cloudwatch_metric_alarm.a",
      attribute: "alarm_actions[0]",
      expression: "${aws_sns_topic.t[0].arn}",
      reason: { kind: "instances-not-known", address: "aws_sns_topic.t", because },
    },
  ]);
});

test("reports modules that are not given, and references to their outputs", () => {
  const template = read({
    module: { here: { source: "./modules/none" }, far: { source: "terraform-aws-modules/sns/aws" } },
    resource: { aws_sns_topic_policy: { p: { arn: "${module.far.topic_arn}", policy: "{}" } } },
  });
  const found = facts(template);
  expect(found).toHaveLength(3);
  expect(new Map(found.map(({ address, attribute, reason }) => [`${address} ${attribute}`, reason]))).toEqual(
    new Map<string, object>([
      [
        "aws_sns_topic_policy.p arn",
        { kind: "module-not-read", address: "module.far", because: { kind: "module-from-registry" } },
      ],
      ["module.far source", { kind: "module-from-registry" }],
      ["module.here source", { kind: "module-not-given", folder: "modules/none" }],
    ]),
  );
});

test("two keys with the same name are two blocks", () => {
  const text =
    '{"resource": {"aws_sns_topic": {"a": {"name": "a"}}}, "resource": {"aws_sns_topic": {"b": {"name": "b"}}}}';
  expect(readTerraform([{ file: "a.tf.json", text }]).topics.map(({ address }) => address)).toEqual([
    "aws_sns_topic.a",
    "aws_sns_topic.b",
  ]);
});

test("override files replace arguments", () => {
  const base = { resource: { aws_sns_topic: { t: { name: "t", display_name: "T" } } } };
  const over = { resource: { aws_sns_topic: { t: { name: "other" } } } };
  const template = readTerraform([
    { file: "a_override.tf.json", text: JSON.stringify(over) },
    { file: "z.tf.json", text: JSON.stringify(base) },
  ]);
  expect(template.topics).toMatchObject([{ name: "other", displayName: "T" }]);
});

test("marks secrets, and values given for variables, as secret", () => {
  const subscription = (endpoint: string): object => ({
    topic_arn: "arn:aws:sns:eu-west-1:111111111111:t",
    protocol: "https",
    endpoint,
  });
  const template = read(
    {
      variable: { open: { default: "https://a" }, outside: {} },
      data: { aws_ssm_parameter: { p: { name: "/p" } } },
      locals: { url: "https://x/${data.aws_ssm_parameter.p.value}" },
      resource: {
        aws_sns_topic_subscription: {
          a: subscription("${var.open}"),
          b: subscription("${var.outside}"),
          c: subscription("${local.url}"),
          d: { for_each: { k: "${local.url}" }, ...subscription("${each.value}") },
        },
      },
    },
    { variables: { outside: "https://secret" } },
  );
  expect(template.subscriptions.map(({ endpoint, endpointIsSecret }) => [endpoint, endpointIsSecret])).toEqual([
    ["https://a", false],
    ["https://secret", true],
    [undefined, true],
    [undefined, true],
  ]);
});

test("reads separate key policies, by id or ARN, and aliases", () => {
  const template = read({
    resource: {
      aws_kms_key: { k: {} },
      aws_kms_key_policy: {
        k: { key_id: "${aws_kms_key.k.id}", policy: "{}" },
        other: { key_id: "arn:aws:kms:eu-west-1:111111111111:key/1", policy: "{}" },
      },
      aws_kms_alias: { k: { name: "alias/k", target_key_id: "${aws_kms_key.k.arn}" } },
    },
  });
  expect(template.keys).toMatchObject([
    { address: "aws_kms_key.k", aliases: ["alias/k"], policy: "{}", isEnabled: true },
    { address: "aws_kms_key_policy.other", keyId: "1", policy: "{}" },
  ]);
});

test("trims filter patterns, and reads mute rules", () => {
  const template = read({
    resource: {
      aws_cloudwatch_log_metric_filter: {
        f: {
          name: "f",
          pattern: "  ERROR \n",
          log_group_name: "g",
          metric_transformation: { name: "m", namespace: "n", value: 1, default_value: "0" },
        },
      },
      aws_cloudwatch_alarm_mute_rule: {
        m: {
          name: "night",
          rule: [{ schedule: [{ expression: "cron(0 2 * * *)", duration: "PT4H" }] }],
          mute_targets: { alarm_names: ["a"] },
        },
      },
    },
  });
  expect(template.metricFilters).toMatchObject([
    { pattern: "ERROR", transformation: { value: "1", defaultValue: 0, unit: "None", dimensions: {} } },
  ]);
  expect(template.muteRules).toMatchObject([
    { name: "night", expression: "cron(0 2 * * *)", duration: "PT4H", timezone: "UTC", alarmNames: ["a"] },
  ]);
});

describe("metric filters with arguments that replay does not model", () => {
  const given = {
    name: "errors",
    log_group_name: "/g",
    pattern: "ERROR",
    metric_transformation: { name: "Errors", namespace: "shop", value: "1" },
  };
  const filterOf = (more: object) => {
    const template = read({ resource: { aws_cloudwatch_log_metric_filter: { a: { ...given, ...more } } } });
    return {
      publishes: template.metricFilters[0]?.transformation !== undefined,
      facts: facts(template).map(({ attribute, reason }) => ({ attribute, reason })),
    };
  };

  test.each<[object, boolean, Pick<Unresolved, "attribute" | "reason">]>([
    [
      { emit_system_field_dimensions: ["@aws.account"] },
      false,
      { attribute: "emit_system_field_dimensions", reason: { kind: "not-modelled", effect: "publishes-nothing" } },
    ],
    [
      { field_selection_criteria: '@aws.region = "us-east-1"' },
      false,
      { attribute: "field_selection_criteria", reason: { kind: "not-modelled", effect: "publishes-nothing" } },
    ],
    [
      { apply_on_transformed_logs: true },
      true,
      {
        attribute: "apply_on_transformed_logs",
        reason: { kind: "not-modelled", effect: "filters-events-as-they-are" },
      },
    ],
    [
      { metric_transformation: [given.metric_transformation, given.metric_transformation] },
      false,
      { attribute: "metric_transformation", reason: { kind: "too-many-blocks", count: 2 } },
    ],
  ])("%j", (more, publishes, fact) => {
    expect(filterOf(more)).toEqual({ publishes, facts: [fact] });
  });

  test.each([
    {},
    { emit_system_field_dimensions: [] },
    { field_selection_criteria: "" },
    { apply_on_transformed_logs: false },
  ])("reports nothing for %j", (more) => {
    expect(filterOf(more)).toEqual({ publishes: true, facts: [] });
  });
});

describe("alarms whose plan would fail", () => {
  const given = {
    alarm_name: "a",
    namespace: "shop",
    metric_name: "m",
    comparison_operator: "GreaterThanThreshold",
    threshold: 1,
    evaluation_periods: 1,
    period: 60,
  };
  const unresolved = (more: object) =>
    facts(alarm({ ...given, ...more })).map(({ attribute, reason }) => [attribute, reason]);

  test("reports statistics that conflict or do not exist", () => {
    expect(unresolved({ statistic: "Sum", extended_statistic: "p90" })).toEqual([
      ["statistic", { kind: "excluded-by", argument: "extended_statistic" }],
    ]);
    expect(unresolved({ statistic: "p90" })).toEqual([
      [
        "statistic",
        {
          kind: "not-one-of",
          value: "p90",
          choices: ["Sum", "Average", "SampleCount", "Minimum", "Maximum"],
          elsewhere: "extended_statistic",
        },
      ],
    ]);
    expect(unresolved({ statistic: "Sum", extended_statistic: "" })).toEqual([]);
    expect(unresolved({ extended_statistic: "p90" })).toEqual([]);
  });

  test("tells a missing threshold from a threshold of 0", () => {
    const { threshold: _, ...without } = given;
    expect(alarm({ ...without, statistic: "Sum" })).toMatchObject({ isThresholdGiven: false, threshold: 0 });
    expect(alarm({ ...given, statistic: "Sum", threshold: 0 })).toMatchObject({ isThresholdGiven: true, threshold: 0 });
  });
});
