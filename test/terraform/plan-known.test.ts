import { readTerraform } from "../../lib/terraform/read";
import type { Template } from "../../lib/terraform/template";

type Json = Readonly<Record<string, unknown>>;

interface Planned {
  readonly address: string;
  readonly values: Json;
  /** `after_unknown` of the plan. */
  readonly open: Json;
  readonly expressions: Json;
}

const refer = (...references: string[]): Json => ({ references });
const constant = (value: unknown): Json => ({ constant_value: value });

/** The type, name and key of a resource's address without its module. */
function partsOf(address: string): { type: string; name: string; index: string | undefined } {
  const [, type = "", name = "", index] = /([a-z_]+)\.([a-z_]+)(?:\["(\w+)"\])?$/.exec(address) ?? [];
  return { type, name, index };
}

function shown({ address, values }: Planned): Json {
  const { index, ...parts } = partsOf(address);
  return { address, mode: "managed", ...parts, ...(index === undefined ? {} : { index }), values };
}

/** The configuration of resources: one block for all instances of a name. */
function configured(resources: readonly Planned[], forEach?: Json): Json[] {
  const blocks = new Map(
    resources.map(({ address, expressions }) => {
      const { name, type } = partsOf(address);
      const more = forEach === undefined ? {} : { for_each_expression: forEach };
      return [`${type}.${name}`, { address: `${type}.${name}`, expressions, ...more }];
    }),
  );
  return [...blocks.values()];
}

/** A plan of resources in the root, and of a module `m` that is called once. */
function plan(
  root: readonly Planned[],
  m: { resources: readonly Planned[]; call?: Json; variables?: Json; outputs?: Json; forEach?: Json } = {
    resources: [],
  },
  more: Json = {},
): Template {
  const document = {
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: root.map(shown),
        child_modules: [{ address: "module.m", resources: m.resources.map(shown) }],
      },
    },
    resource_changes: [...root, ...m.resources].map(({ address, open, values }) => ({
      address,
      change: { after: values, after_unknown: open },
    })),
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: constant("eu-west-1") } } },
      root_module: {
        resources: configured(root),
        module_calls: {
          m: {
            expressions: m.call ?? {},
            module: {
              resources: configured(m.resources, m.forEach),
              variables: m.variables ?? {},
              outputs: m.outputs ?? {},
            },
          },
        },
      },
    },
    ...more,
  };
  return readTerraform([{ file: "plan.json", text: JSON.stringify(document) }], { account: "111111111111" });
}

const topic = (address: string): Planned => ({
  address,
  values: { name: partsOf(address).name },
  open: { arn: true, id: true },
  expressions: { name: constant(partsOf(address).name) },
});

function alarm(address: string, expressions: Json, open: Json): Planned {
  return {
    address,
    values: { alarm_name: partsOf(address).index ?? partsOf(address).name },
    open: { arn: true, id: true, ...open },
    expressions,
  };
}

const ARN = "arn:aws:sns:eu-west-1:111111111111";
describe("an unknown argument that refers only to known values counts as not given", () => {
  const group = (call: Json, variables: Json): Template =>
    plan([], {
      call,
      variables,
      resources: [
        {
          address: "module.m.aws_cloudwatch_log_group.g",
          values: { name_prefix: "app-" },
          open: { name: true, log_group_class: true, arn: true, id: true },
          expressions: {
            name: refer("var.name"),
            name_prefix: constant("app-"),
            log_group_class: refer("var.class"),
          },
        },
      ],
    });

  test("if the module call does not set its variables", () => {
    const { logGroups, unresolved } = group({}, { name: { default: null }, class: {} });
    expect(logGroups[0]?.name).toMatch(/^app-[0-9a-f]{8}$/);
    expect(logGroups[0]?.logGroupClass).toBe("STANDARD");
    expect(unresolved.map(({ attribute }) => attribute)).toEqual(["name"]);
  });

  test("if the module call sets its variables to null", () => {
    const { logGroups } = group({ name: constant(null), class: constant(null) }, { name: {}, class: {} });
    expect(logGroups[0]?.name).toMatch(/^app-/);
  });

  test("if it is a name next to name_prefix, whatever it refers to", () => {
    const { logGroups } = group({ name: refer("local.name"), class: constant(null) }, { name: {}, class: {} });
    expect(logGroups[0]?.name).toMatch(/^app-/);
  });

  test("but not if a variable's value is known after apply", () => {
    const { unresolved } = group({ class: refer("random_pet.p.id"), name: constant(null) }, { name: {}, class: {} });
    expect(unresolved).toMatchObject([
      { attribute: "log_group_class", expression: "var.class" },
      { attribute: "name" },
    ]);
  });
});

describe("log groups", () => {
  const group: Planned = {
    address: "module.m.aws_cloudwatch_log_group.g",
    values: {},
    open: { name: true, arn: true, id: true },
    expressions: { name: refer("random_pet.p.id", "random_pet.p") },
  };
  const outputs = { name: { expression: refer("aws_cloudwatch_log_group.g.name", "aws_cloudwatch_log_group.g") } };
  const filter = (log_group_name: Json): Planned => ({
    address: "aws_cloudwatch_log_metric_filter.f",
    values: {
      name: "f",
      pattern: "ERROR",
      metric_transformation: [{ namespace: "n", name: "errors", value: "1" }],
    },
    open: { log_group_name: true, id: true },
    expressions: { log_group_name },
  });

  test("a log group whose name is known after apply has its address as name, also in its filters", () => {
    const { logGroups, metricFilters, unresolved } = plan([filter(refer("module.m.name", "module.m"))], {
      resources: [group],
      outputs,
    });
    expect(logGroups[0]?.name).toBe(group.address);
    expect(metricFilters[0]?.logGroupName).toBe(group.address);
    expect(unresolved).toMatchObject([
      {
        attribute: "name",
        reason: { kind: "name-made-at-apply", from: "unknown-parts", standIn: group.address },
      },
    ]);
  });

  test("a name that may contain more than a referenced value is not resolved to it", () => {
    const lambda: Planned = {
      address: "aws_lambda_function.pay",
      values: { function_name: "pay" },
      open: { id: true, arn: true },
      expressions: { function_name: constant("pay") },
    };
    // "/aws/lambda/${aws_lambda_function.pay.id}": a plan has only the reference.
    const { metricFilters } = plan([lambda, filter(refer("aws_lambda_function.pay.id", "aws_lambda_function.pay"))]);
    expect(metricFilters[0]?.logGroupName).toBeUndefined();
    expect(metricFilters[0]?.unresolved).toMatchObject([{ attribute: "log_group_name" }]);
  });

  test("two names that refer to the same unknown value are not the same name", () => {
    const named = (address: string): Planned => ({
      address,
      values: {},
      open: { alarm_name: true, arn: true, id: true },
      expressions: { alarm_name: refer("module.m.name", "module.m") },
    });
    const { metricAlarms } = plan([named("aws_cloudwatch_metric_alarm.a"), named("aws_cloudwatch_metric_alarm.b")], {
      resources: [group],
      outputs,
    });
    expect(metricAlarms.map(({ name }) => name)).toEqual([undefined, undefined]);
  });
});

test("an alarm takes the metric name of the filter instance with the same key", () => {
  const one = (key: string): Planned[] => [
    {
      address: `aws_cloudwatch_log_metric_filter.f["${key}"]`,
      values: {
        name: key,
        log_group_name: "g",
        pattern: "",
        metric_transformation: [{ name: key, namespace: "n", value: "1" }],
      },
      open: { id: true },
      expressions: {},
    },
    alarm(
      `aws_cloudwatch_metric_alarm.a["${key}"]`,
      { metric_name: refer("aws_cloudwatch_log_metric_filter.f", "each.key") },
      { metric_name: true },
    ),
  ];
  const { metricAlarms, unresolved } = plan([...one("root"), ...one("login")]);
  expect(metricAlarms.map(({ metric }) => metric?.name)).toEqual(["root", "login"]);
  expect(unresolved).toEqual([]);
});

describe("local values", () => {
  const inside = "module.m.aws_sns_topic.page";
  const local = alarm(
    "module.m.aws_cloudwatch_metric_alarm.a",
    { alarm_actions: refer("local.all") },
    { alarm_actions: true },
  );

  test("are resolved to the only possible topic", () => {
    const { metricAlarms, unresolved } = plan([], { resources: [topic(inside), local] });
    expect(metricAlarms[0]?.alarmActions).toEqual([`${ARN}:page`]);
    expect(unresolved).toEqual([]);
  });

  test("are resolved to a topic from a variable, and through a module's outputs", () => {
    const mail: Planned = {
      address: "aws_sns_topic_subscription.mail",
      values: { protocol: "email", endpoint: "a@example.com" },
      open: { topic_arn: true },
      expressions: { topic_arn: refer("module.m.topic", "module.m") },
    };
    const { metricAlarms, subscriptions } = plan([topic("aws_sns_topic.page"), mail], {
      call: { given: refer("aws_sns_topic.page.arn", "aws_sns_topic.page") },
      variables: { given: {} },
      outputs: { topic: { expression: refer("local.topic") } },
      resources: [local],
    });
    expect(metricAlarms[0]?.alarmActions).toEqual([`${ARN}:page`]);
    expect(subscriptions[0]?.topicArn).toBe(`${ARN}:page`);
  });

  test("are not guessed if several topics are possible", () => {
    const { metricAlarms } = plan([topic("aws_sns_topic.ticket")], {
      call: { given: refer("aws_sns_topic.ticket.arn", "aws_sns_topic.ticket") },
      variables: { given: {} },
      resources: [topic(inside), local],
    });
    expect(metricAlarms[0]?.alarmActions).toEqual([]);
    expect(metricAlarms[0]?.unresolved).toMatchObject([
      {
        attribute: "alarm_actions[0]",
        reason: {
          kind: "known-after-apply",
          untold: { what: "choice", through: "local.all", candidates: [inside, "aws_sns_topic.ticket"] },
        },
      },
    ]);
  });

  test("two references to one topic are one action", () => {
    const both = alarm(
      'module.m.aws_cloudwatch_metric_alarm.a["x"]',
      { alarm_actions: refer("each.value", "var.given") },
      { alarm_actions: true },
    );
    const { metricAlarms, unresolved } = plan([topic("aws_sns_topic.page")], {
      call: { given: refer("aws_sns_topic.page.arn", "aws_sns_topic.page") },
      variables: { given: {} },
      forEach: refer("local.controls"),
      resources: [both],
    });
    expect(metricAlarms[0]?.alarmActions).toEqual([`${ARN}:page`]);
    expect(unresolved).toEqual([]);
  });
});

test("an account id next to a topic is part of another ARN, not an action", () => {
  const account: Planned = {
    address: "aws_vpc.v",
    values: { owner_id: "111111111111" },
    open: {},
    expressions: {},
  };
  const { metricAlarms } = plan([
    topic("aws_sns_topic.page"),
    account,
    alarm(
      "aws_cloudwatch_metric_alarm.a",
      { alarm_actions: refer("aws_sns_topic.page.arn", "aws_sns_topic.page", "aws_vpc.v.owner_id", "aws_vpc.v") },
      { alarm_actions: true },
    ),
  ]);
  expect(metricAlarms[0]?.alarmActions).toEqual([`${ARN}:page`]);
  expect(metricAlarms[0]?.unresolved).toMatchObject([
    {
      attribute: "alarm_actions[1]",
      reason: { kind: "known-after-apply", untold: { what: "rest-of-text", references: ["aws_vpc.v.owner_id"] } },
    },
  ]);
});

test.each([
  ["Sum", []],
  ["p99", ["evaluate_low_sample_count_percentiles"]],
])(
  "with the statistic %s and evaluate_low_sample_count_percentiles unknown, %j is unresolved",
  (statistic, attributes) => {
    const a = alarm(
      "aws_cloudwatch_metric_alarm.a",
      { evaluate_low_sample_count_percentiles: refer("local.few") },
      { evaluate_low_sample_count_percentiles: true },
    );
    const metric = { metric_name: "m", namespace: "n", period: 60 };
    const stat = statistic === "Sum" ? { statistic } : { extended_statistic: statistic };
    const { metricAlarms } = plan([{ ...a, values: { ...a.values, ...metric, ...stat } }]);
    expect(metricAlarms[0]?.unresolved.map(({ attribute }) => attribute)).toEqual(attributes);
  },
);

test.each([
  [{ complete: true }, []],
  [{}, []],
  [{ complete: false }, ["targeted"]],
  [{ complete: false, errored: true }, ["failed"]],
])("a plan with %j is partial because of %j", (more, reasons) => {
  const { unread } = plan([topic("aws_sns_topic.page")], undefined, more);
  expect(unread).toMatchObject(
    reasons.map((because) => ({ address: "(plan)", reason: { kind: "partial-plan", because } })),
  );
});

describe("a topic's policy argument", () => {
  const statement = {
    Sid: "__default_statement_ID",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: ["SNS:Publish", "SNS:Subscribe"],
    Resource: `${ARN}:page`,
    Condition: { StringEquals: { "AWS:SourceOwner": "111111111111" } },
  };
  const policyOf = (...statements: object[]): string | undefined => {
    const policy = JSON.stringify({ Version: "2012-10-17", Id: "__default_policy_ID", Statement: statements });
    const values = { name: "page", arn: `${ARN}:page`, policy };
    return plan([{ ...topic("aws_sns_topic.page"), values, open: {} }]).topics[0]?.policy;
  };

  test("is ignored if it is the default policy", () => {
    expect(policyOf(statement)).toBeUndefined();
  });

  test.each([
    ["another condition", [{ ...statement, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }]],
    [
      "an account's ARN in place of its number",
      [{ ...statement, Condition: { StringEquals: { "AWS:SourceOwner": "arn:aws:iam::111111111111:root" } } }],
    ],
    ["a second statement", [statement, { ...statement, Sid: "deny", Effect: "Deny" }]],
  ])("is kept if it has the id of the default policy and %s", (_, statements) => {
    expect(policyOf(...statements)).toContain("__default_policy_ID");
  });
});

test("an output that refers to several resources is resolved to the only one that exists", () => {
  const mail: Planned = {
    address: "aws_sns_topic_subscription.mail",
    values: { protocol: "email", endpoint: "a@example.com" },
    open: { topic_arn: true },
    expressions: { topic_arn: refer("module.m.topic", "module.m") },
  };
  const document = {
    configuration: {
      root_module: {
        resources: [{ address: mail.address, expressions: mail.expressions }],
        module_calls: {
          m: {
            module: {
              resources: ["own", "other"].map((name) => {
                return { address: `aws_sns_topic.${name}`, count_expression: refer("var.create"), expressions: {} };
              }),
              outputs: {
                topic: {
                  expression: refer(
                    ...["other", "own"].flatMap((name) => [
                      `aws_sns_topic.${name}[0].arn`,
                      `aws_sns_topic.${name}[0]`,
                      `aws_sns_topic.${name}`,
                    ]),
                  ),
                },
              },
            },
          },
        },
      },
    },
  };
  const own: Json = { ...topic("module.m.aws_sns_topic.own"), address: "module.m.aws_sns_topic.own[0]", index: 0 };
  const { subscriptions } = plan(
    [mail],
    { resources: [] },
    {
      ...document,
      planned_values: {
        root_module: {
          resources: [shown(mail)],
          child_modules: [
            {
              address: "module.m",
              resources: [{ ...own, mode: "managed", type: "aws_sns_topic", name: "own" }],
            },
          ],
        },
      },
      resource_changes: [
        { address: mail.address, change: { after: mail.values, after_unknown: mail.open } },
        { address: own.address, change: { after: { name: "own" }, after_unknown: { arn: true, id: true } } },
      ],
    },
  );
  expect(subscriptions[0]?.topicArn).toMatch(/:own$/);
});

test("a key id that is passed as a variable is resolved to the key", () => {
  const key: Planned = {
    address: "aws_kms_key.k",
    values: {},
    open: { arn: true, id: true, key_id: true },
    expressions: {},
  };
  const sealed: Planned = {
    ...topic("module.m.aws_sns_topic.page"),
    open: { arn: true, id: true, kms_master_key_id: true },
    expressions: { name: constant("page"), kms_master_key_id: refer("var.key") },
  };
  const { keys, topics } = plan([key], {
    call: { key: refer("aws_kms_key.k.key_id", "aws_kms_key.k") },
    variables: { key: {} },
    resources: [sealed],
  });
  expect(topics[0]?.kmsKey).toBe(keys[0]?.keyId);
});

describe("a map that is known only after apply", () => {
  const found = (references: string[], open: Json = {}) =>
    plan([
      {
        address: "aws_sqs_queue.q",
        values: { name: "jobs", tags: { Kind: "a" } },
        open: { id: true, arn: true, ...open },
        expressions: {},
      },
      {
        address: "aws_cloudwatch_metric_alarm.a",
        values: { alarm_name: "a", metric_name: "NumberOfMessagesSent", namespace: "AWS/SQS" },
        open: { arn: true, id: true, dimensions: true },
        expressions: { dimensions: refer(...references) },
      },
    ]).metricAlarms[0];

  test("is not the one value that its expression refers to", () => {
    expect(found(["aws_sqs_queue.q.id", "aws_sqs_queue.q"])?.unresolved).toMatchObject([
      {
        attribute: "dimensions",
        reason: { kind: "known-after-apply", untold: { what: "expression", references: ["aws_sqs_queue.q.id"] } },
      },
    ]);
  });

  test("is the map that its expression refers to", () => {
    const alarm = found(["aws_sqs_queue.q.tags"], { tags: { Owner: true } });
    expect(alarm?.metric?.dimensions).toEqual({ Kind: "a" });
    expect(alarm?.unresolved.map(({ attribute }) => attribute)).toEqual(["dimensions.Owner"]);
  });
});
