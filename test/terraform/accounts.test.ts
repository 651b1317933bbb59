import { reachOf } from "../../lib/replay";
import { readTerraform, TerraformError, type Template, type TerraformOptions } from "../../lib/terraform";
import { errorAlarm } from "./error-alarm";

// Each provider has its account, whether that is known or not.

const policy = (account: string) =>
  JSON.stringify({
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  });

/** An alarm of the default provider that notifies a topic of another one, whose policy admits an account. */
const configured = (providers: readonly object[], admitted: string, options: TerraformOptions = {}) =>
  readTerraform(
    [
      {
        file: "main.tf.json",
        text: JSON.stringify({
          provider: { aws: providers },
          variable: { role: {}, other: {} },
          data: { aws_caller_identity: { here: {}, there: { provider: "aws.there" } } },
          resource: {
            aws_sns_topic: { page: { provider: "aws.there", name: "page", policy: policy(admitted) } },
            aws_sns_topic_subscription: {
              phone: {
                provider: "aws.there",
                topic_arn: "${aws_sns_topic.page.arn}",
                protocol: "sms",
                endpoint: "+491701234567",
              },
            },
            aws_cloudwatch_metric_alarm: { errors: errorAlarm(["${aws_sns_topic.page.arn}"]) },
          },
        }),
      },
    ],
    options,
  );

const region = "eu-west-1";
const there = (more: object) => ({ alias: "there", region, ...more });
const role = (account: string) => ({ role_arn: `arn:aws:iam::${account}:role/deploy` });
const rulesOf = (template: Template) =>
  reachOf(template).findings.flatMap(({ rule, severity }) => (severity === "info" ? [] : [`${rule} ${severity}`]));
const problemsOf = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    if (error instanceof TerraformError) return error.problems;
    throw error;
  }
  return [];
};
const accountIn = (arn: string | undefined) => arn?.split(":")[4];

describe("configurations", () => {
  test("a policy that admits the alarm's account is right, and one that admits the topic's own is wrong", () => {
    const two = [{ region, allowed_account_ids: ["111111111111"] }, there({ assume_role: role("222222222222") })];
    const here = "${data.aws_caller_identity.here.account_id}";
    const other = "${data.aws_caller_identity.there.account_id}";
    expect(rulesOf(configured(two, here))).toEqual([]);
    expect(rulesOf(configured(two, other))).toEqual([
      "alarm-reaches-nobody error",
      "topic-policy-refuses-cloudwatch error",
    ]);
  });

  test.each([
    ["profiles", { profile: "a" }, { profile: "b" }],
    ["a role that is not known", {}, { assume_role: { role_arn: "${var.role}" } }],
    ["keys of variables", { access_key: "${var.other}" }, { access_key: "${var.role}" }],
  ])("accounts that are not known stay two: %s", (_, first, second) => {
    const { metricAlarms, topics } = configured(
      [{ region, ...first }, there(second)],
      "${data.aws_caller_identity.here.account_id}",
    );
    expect(accountIn(metricAlarms[0]?.arn)).not.toBe(accountIn(topics[0]?.arn));
  });

  test.each([
    ["no credentials", {}, {}],
    ["one profile", { profile: "a" }, { profile: "a" }],
    [
      "one role that is not known",
      { assume_role: { role_arn: "${var.role}" } },
      { assume_role: { role_arn: "${var.role}" } },
    ],
  ])("providers with equal credentials are in one account: %s", (_, first, second) => {
    const template = configured([{ region, ...first }, there(second)], "${data.aws_caller_identity.there.account_id}");
    expect(accountIn(template.metricAlarms[0]?.arn)).toBe(accountIn(template.topics[0]?.arn));
    expect(rulesOf(template)).toEqual([]);
  });

  test("the account of the command line is that of the default provider, and of those with its credentials", () => {
    const options = { account: "111111111111" };
    const same = configured([{ region }, there({})], "111111111111", options);
    expect([same.metricAlarms[0]?.arn, same.topics[0]?.arn].map(accountIn)).toEqual(["111111111111", "111111111111"]);
    const other = configured([{ region }, there({ profile: "b" })], "111111111111", options);
    expect(accountIn(other.metricAlarms[0]?.arn)).toBe("111111111111");
    expect(accountIn(other.topics[0]?.arn)).not.toBe("111111111111");
    expect(rulesOf(other)).toEqual([]);
  });

  test("the account of a provider with an alias may be given, whatever the default provider has", () => {
    const given = (providers: readonly object[], options: TerraformOptions) => {
      const { metricAlarms, topics } = configured(providers, "*", options);
      return [metricAlarms[0]?.arn, topics[0]?.arn].map(accountIn);
    };
    const accounts = { "aws.there": "222222222222" };
    const account = "111111111111";
    expect(given([{ region }, there({ profile: "b" })], { account, accounts })).toEqual([account, "222222222222"]);
    expect(given([{ region }, there({})], { account, accounts })).toEqual([account, "222222222222"]);
    // Equal credentials are one account.
    expect(given([{ region }, there({})], { accounts })).toEqual(["222222222222", "222222222222"]);
    const [here, other] = given([{ region }, there({ profile: "b" })], { accounts });
    expect([here === other, other]).toEqual([false, "222222222222"]);
    // What the provider says is certain.
    const named = there({ allowed_account_ids: ["333333333333"] });
    expect(given([{ region }, named], { account, accounts })).toEqual([account, "333333333333"]);
  });

  test("an account of a provider that does not exist is refused", () => {
    const read = () => configured([{ region }, there({})], "*", { accounts: { "aws.theer": "222222222222" } });
    expect(read).toThrow(TerraformError);
    expect(problemsOf(read)).toMatchObject([{ file: "--account aws.theer", line: undefined }]);
  });

  test("where an account is missing, what is advised is to give it, not to change the policy", () => {
    const { findings } = reachOf(configured([{ region }, there({ profile: "b" })], "333333333333"));
    const [first] = findings.filter(({ severity }) => severity !== "info");
    expect(first).toMatchObject({ rule: "access-undecided", severity: "warning" });
    expect(first?.fix).toContain("--account");
  });
});

describe("plans", () => {
  const data = (name: string, account: string) => ({
    address: `data.aws_caller_identity.${name}`,
    mode: "data",
    type: "aws_caller_identity",
    name,
    values: { account_id: account, id: account },
  });
  const resources = {
    page: {
      address: "aws_sns_topic.page",
      mode: "managed",
      type: "aws_sns_topic",
      name: "page",
      values: { name: "page", policy: policy("111111111111") },
    },
    phone: {
      address: "aws_sns_topic_subscription.phone",
      mode: "managed",
      type: "aws_sns_topic_subscription",
      name: "phone",
      values: { protocol: "sms", endpoint: "+491701234567" },
    },
    errors: {
      address: "aws_cloudwatch_metric_alarm.errors",
      mode: "managed",
      type: "aws_cloudwatch_metric_alarm",
      name: "errors",
      values: { alarm_name: "errors" },
    },
  };
  const plan = (order: readonly ("here" | "there")[]) => ({
    format_version: "1.2",
    prior_state: {
      values: {
        root_module: {
          resources: order.map((name) => data(name, name === "here" ? "111111111111" : "222222222222")),
        },
      },
    },
    planned_values: { root_module: { resources: Object.values(resources) } },
    resource_changes: Object.values(resources).map(({ address, values }) => ({
      address,
      change: {
        actions: ["create"],
        after: values,
        after_unknown: {
          arn: true,
          id: true,
          ...("protocol" in values ? { topic_arn: true } : { alarm_actions: true }),
        },
      },
    })),
    configuration: {
      provider_config: {
        aws: { name: "aws", expressions: { region: { constant_value: region } } },
        "aws.there": {
          name: "aws",
          alias: "there",
          expressions: {
            region: { constant_value: region },
            assume_role: [{ role_arn: { references: ["var.role"] } }],
          },
        },
      },
      root_module: {
        resources: [
          { address: "data.aws_caller_identity.here", provider_config_key: "aws" },
          { address: "data.aws_caller_identity.there", provider_config_key: "aws.there" },
          { address: "aws_sns_topic.page", provider_config_key: "aws.there", expressions: {} },
          {
            address: "aws_sns_topic_subscription.phone",
            provider_config_key: "aws.there",
            expressions: { topic_arn: { references: ["aws_sns_topic.page.arn", "aws_sns_topic.page"] } },
          },
          {
            address: "aws_cloudwatch_metric_alarm.errors",
            provider_config_key: "aws",
            expressions: { alarm_actions: { references: ["aws_sns_topic.page.arn", "aws_sns_topic.page"] } },
          },
        ],
      },
    },
  });

  test.each([[["here", "there"] as const], [["there", "here"] as const]])(
    "each aws_caller_identity tells the account of its own provider, in any order: %j",
    (order) => {
      const template = readTerraform([{ file: "plan.json", text: JSON.stringify(plan(order)) }]);
      expect(accountIn(template.metricAlarms[0]?.arn)).toBe("111111111111");
      expect(accountIn(template.topics[0]?.arn)).toBe("222222222222");
      expect(rulesOf(template)).toEqual([]);
    },
  );

  test("the account of a provider with an alias may be given", () => {
    const read = (accounts: Record<string, string>) =>
      readTerraform([{ file: "plan.json", text: JSON.stringify(plan(["here"])) }], { accounts });
    expect(accountIn(read({ "aws.there": "333333333333" }).topics[0]?.arn)).toBe("333333333333");
    expect(problemsOf(() => read({ "aws.elsewhere": "333333333333" }))).toHaveLength(1);
  });

  test("a provider without a data source, with other credentials, is in another account", () => {
    const template = readTerraform([{ file: "plan.json", text: JSON.stringify(plan(["here"])) }]);
    expect(accountIn(template.metricAlarms[0]?.arn)).toBe("111111111111");
    expect(accountIn(template.topics[0]?.arn)).not.toBe("111111111111");
  });
});

test("resources of a state are where their ARNs and providers say", () => {
  const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
  const at = (account: string) => `arn:aws:sns:eu-west-1:${account}:page`;
  const topic = (name: string, account: string, alias: string) => ({
    mode: "managed",
    type: "aws_sns_topic",
    name,
    provider: provider + alias,
    instances: [{ attributes: { name: "page", arn: at(account) } }],
  });
  const filter = (name: string, alias: string) => ({
    mode: "managed",
    type: "aws_cloudwatch_log_metric_filter",
    name,
    provider: provider + alias,
    instances: [
      {
        attributes: {
          name,
          log_group_name: "/app",
          pattern: "x",
          metric_transformation: [{ name: "E", namespace: "n", value: "1" }],
        },
      },
    ],
  });
  const { metricFilters } = readTerraform([
    {
      file: "terraform.tfstate",
      text: JSON.stringify({
        version: 4,
        serial: 1,
        lineage: "a",
        resources: [
          topic("a", "111111111111", ""),
          topic("b", "222222222222", ".b"),
          filter("a", ""),
          filter("b", ".b"),
        ],
      }),
    },
  ]);
  expect(metricFilters.map(({ transformation }) => transformation?.place)).toEqual([
    "111111111111/eu-west-1",
    "222222222222/eu-west-1",
  ]);
});
