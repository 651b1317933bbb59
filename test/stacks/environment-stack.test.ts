import { App, Testing } from "cdktf";
import { ConfigError, defineConfig, type ConfigInput } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { ruled } from "../texts";

// How a configuration becomes resources.

type Environment = NonNullable<ConfigInput["environments"][string]>;
type Resources = Record<string, Record<string, Record<string, unknown>>>;

const severities = { critical: { above: 5 } };
const service = {
  owner: "team-shop",
  runbooks: "https://runbooks.example.com",
  contract: { extends: "base" },
  alarms: { errors: { type: "threshold", summary: "Errors.", signal: "errors", severities } },
} as const;
const environment: Environment = {
  region: "eu-central-1",
  account: "111122223333",
  backend: { type: "local" },
  routes: { critical: [{ email: "a@example.com" }] },
};

interface Stack {
  readonly resource: Resources;
  readonly provider: { readonly aws: readonly Record<string, unknown>[] };
  readonly terraform: {
    readonly backend: Resources;
    readonly required_providers: { readonly aws: { readonly version: string } };
  };
  readonly data?: Resources;
  readonly output: Record<string, { readonly value: unknown }>;
}

function synthesized(prod: Partial<Environment> = {}, services: ConfigInput["services"] = { cart: service }): Stack {
  const config = defineConfig({ project: "shop", services, environments: { prod: { ...environment, ...prod } } });
  const [stack] = defineStacks(new App(), config);
  if (stack === undefined) throw new Error("no stack");
  return JSON.parse(Testing.synth(stack)) as Stack;
}

function all(stack: Stack, type: string): Record<string, unknown>[] {
  return Object.values(stack.resource[type] ?? {});
}

test("an S3 backend is encrypted, and locked by a file next to the state", () => {
  const { terraform } = synthesized({ backend: { type: "s3", bucket: "states", region: "eu-west-1" } });
  expect(terraform.backend.s3).toEqual({
    bucket: "states",
    key: "shop/prod.tfstate",
    allowed_account_ids: ["111122223333"],
    region: "eu-west-1",
    encrypt: true,
    use_lockfile: true,
  });
});

test("the lock can be turned off", () => {
  const { terraform } = synthesized({ backend: { type: "s3", bucket: "states", lock: false } });
  expect(terraform.backend.s3).not.toHaveProperty("use_lockfile");
});

test("the state of a local backend is next to the project, not in cdktf.out", () => {
  expect(synthesized().terraform.backend.local).toEqual({ path: "../../../shop-prod.tfstate" });
});

test("the provider refuses other accounts, assumes a role, and has the configured version", () => {
  const { provider, terraform } = synthesized({
    providers: { aws: ">= 5.100.0, < 7.0.0" },
    assumeRole: { arn: "arn:aws:iam::111122223333:role/deploy", externalId: "x" },
    tags: { cost: "7" },
  });
  expect(terraform.required_providers.aws.version).toBe(">= 5.100.0, < 7.0.0");
  expect(provider.aws[0]).toMatchObject({
    allowed_account_ids: ["111122223333"],
    assume_role: [{ role_arn: "arn:aws:iam::111122223333:role/deploy", external_id: "x" }],
    default_tags: [{ tags: { cost: "7", project: "shop", environment: "prod" } }],
    region: "eu-central-1",
  });
  expect(provider.aws[0]).not.toHaveProperty("endpoints");
});

test("an emulator's address applies to every service, and the provider skips its own checks", () => {
  const [aws] = synthesized({ endpoints: "http://127.0.0.1:4566" }).provider.aws;
  expect(aws).toMatchObject({
    skip_credentials_validation: true,
    skip_metadata_api_check: "true",
    skip_region_validation: true,
  });
  expect(new Set(Object.values((aws?.endpoints as Record<string, string>[])[0] ?? {}))).toEqual(
    new Set(["http://127.0.0.1:4566"]),
  );
  const some = synthesized({ endpoints: { logs: "http://127.0.0.1:1" } }).provider.aws[0];
  expect(some?.endpoints).toEqual([{ logs: "http://127.0.0.1:1" }]);
});

test("with `encrypt: false` there is no key", () => {
  const stack = synthesized({ encrypt: false });
  expect(all(stack, "aws_kms_key")).toEqual([]);
  expect(all(stack, "aws_sns_topic")[0]).not.toHaveProperty("kms_master_key_id");
  expect(all(stack, "aws_cloudwatch_log_group")[0]).not.toHaveProperty("kms_key_id");
  expect(all(synthesized(), "aws_kms_key")).toHaveLength(1);
});

test("the key of log groups that are retained cannot be destroyed", () => {
  const [key] = all(synthesized({ logs: { retainOnDelete: true } }), "aws_kms_key");
  expect(key).toMatchObject({ lifecycle: { prevent_destroy: true } });
  expect(all(synthesized(), "aws_kms_key")[0]).not.toHaveProperty("lifecycle");
});

test("log settings apply to the log group", () => {
  const logs = {
    retentionDays: 90,
    retainOnDelete: true,
    protect: false,
    group: "/ecs/{environment}/{service}",
    indexes: ["request_id"],
    anomalyDetection: { frequency: "10m", visibilityDays: 30 },
  } as const;
  const stack = synthesized({}, { cart: { ...service, logs } });
  expect(all(stack, "aws_cloudwatch_log_group")).toMatchObject([
    { name: "/ecs/prod/cart", retention_in_days: 90, skip_destroy: true, deletion_protection_enabled: true },
  ]);
  expect(all(stack, "aws_cloudwatch_log_data_protection_policy")).toEqual([]);
  expect(all(stack, "aws_cloudwatch_log_index_policy")).toMatchObject([
    { policy_document: '{"Fields":["request_id"]}' },
  ]);
  expect(all(stack, "aws_cloudwatch_log_anomaly_detector")).toMatchObject([
    { evaluation_frequency: "TEN_MIN", anomaly_visibility_time: 30 },
  ]);
});

test("an infrequent-access log group has no filters", () => {
  const { alarms: _alarms, ...quiet } = service;
  const stack = synthesized({}, { cart: { ...quiet, signals: [], logs: { class: "infrequentAccess" } } });
  expect(all(stack, "aws_cloudwatch_log_group")).toMatchObject([{ log_group_class: "INFREQUENT_ACCESS" }]);
  expect(all(stack, "aws_cloudwatch_log_metric_filter")).toEqual([]);
});

test("a queue's policy is written only if configured, a function's permission always", () => {
  const arn = "arn:aws:sqs:eu-central-1:111122223333:notes";
  const withPolicy = (queuePolicy: boolean): Stack =>
    synthesized({
      routes: {
        critical: [{ sqs: arn, queuePolicy }, { lambda: "arn:aws:lambda:eu-central-1:111122223333:function:notify" }],
      },
    });
  expect(all(withPolicy(false), "aws_sqs_queue_policy")).toEqual([]);
  expect(all(withPolicy(true), "aws_sqs_queue_policy")).toMatchObject([
    { queue_url: "https://sqs.eu-central-1.amazonaws.com/111122223333/notes" },
  ]);
  expect(all(withPolicy(false), "aws_lambda_permission")).toMatchObject([
    { principal: "sns.amazonaws.com", function_name: "arn:aws:lambda:eu-central-1:111122223333:function:notify" },
  ]);
});

test("secrets are references, and a variable is sensitive and declared once", () => {
  const stack = synthesized({
    routes: {
      critical: [
        { webhook: { variable: "hook" } },
        { pagerduty: { ssm: "/shop/pd" } },
        { slack: { team: { secret: "slack", key: "team" }, channel: { secret: "slack", key: "channel" } } },
      ],
    },
  });
  expect((stack as unknown as { variable: unknown }).variable).toEqual({ hook: { sensitive: true, type: "string" } });
  expect(Object.values(stack.data?.aws_ssm_parameter ?? {})).toEqual([{ name: "/shop/pd", with_decryption: true }]);
  expect(all(stack, "aws_sns_topic_subscription").map(({ endpoint }) => String(endpoint))).toEqual(
    expect.arrayContaining([
      expect.stringContaining("var.hook"),
      expect.stringMatching(
        /^https:\/\/events\.pagerduty\.com\/integration\/\$\{data\.aws_ssm_parameter\..*\.value\}\/enqueue$/,
      ),
    ]),
  );
  expect(all(stack, "aws_chatbot_slack_channel_configuration")).toHaveLength(1);
});

test("quiet hours mute the alarms that notify, and need a provider with mute rules", () => {
  const quietHours = {
    nights: { severities: ["critical"], cron: "0 22 * * *", duration: "PT8H", timezone: "Europe/Berlin" },
  } as const;
  const stack = synthesized({ providers: { aws: "~> 6.41" }, quietHours });
  const [rule] = all(stack, "aws_cloudwatch_alarm_mute_rule");
  expect(JSON.stringify(rule)).toContain("aws_cloudwatch_composite_alarm.Cart_Notice_Critical");
  expect(JSON.stringify(rule)).toContain("cron(0 22 * * *)");
  expect(refused(() => synthesized({ providers: { aws: "~> 5.100" }, quietHours }))).toEqual([
    "quiet-hours-provider error environments.prod.providers.aws",
  ]);
});

test("a composite may name an alarm of a service that is defined later", () => {
  const rule = { all: ["errors.critical", "zebra/errors.critical"] } as const;
  const apple = {
    ...service,
    alarms: { ...service.alarms, both: { type: "composite", summary: "Both.", rule, severities: { critical: {} } } },
  } as const;
  const stack = synthesized({}, { apple, zebra: service });
  const both = all(stack, "aws_cloudwatch_composite_alarm").find(
    ({ alarm_name }) => alarm_name === "shop-prod-apple-both-critical",
  );
  expect(both?.alarm_rule).toMatch(
    /^ALARM\("\$\{aws_cloudwatch_metric_alarm\.Apple_ErrorsAlarm_Critical_\w+\.alarm_name\}"\) AND ALARM\("\$\{aws_cloudwatch_metric_alarm\.Zebra_/,
  );
});

test("a service's notice has OK actions unless none of its alarms has them", () => {
  const { errors } = service.alarms;
  const quiet = { ...errors, okActions: false };
  const notice = (
    alarms: NonNullable<ConfigInput["services"][string]["alarms"]>,
  ): Record<string, unknown> | undefined =>
    all(synthesized({}, { cart: { ...service, alarms } }), "aws_cloudwatch_composite_alarm")[0];
  expect(notice({ errors })).toHaveProperty("ok_actions");
  expect(notice({ errors, quiet })).toHaveProperty("ok_actions");
  expect(notice({ quiet })).toHaveProperty("alarm_actions");
  expect(notice({ quiet })).not.toHaveProperty("ok_actions");
});

test("an absence alarm counts the samples of a measured signal, and takes the sum of a count", () => {
  const statistic = (signal: string): unknown => {
    const silent = { type: "absence", summary: "Silent.", signal, severities: { critical: { for: "15m" } } } as const;
    return all(synthesized({}, { cart: { ...service, alarms: { silent } } }), "aws_cloudwatch_metric_alarm")[0]
      ?.statistic;
  };
  expect(statistic("request_duration")).toBe("SampleCount");
  expect(statistic("requests")).toBe("Sum");
});

test("outputs name topics, log groups and alarms", () => {
  const { output } = synthesized();
  expect(Object.keys(output)).toEqual(["alarm_names", "log_group_names", "topic_arns"]);
  expect(JSON.stringify(output.topic_arns?.value)).toMatch(/^\{"critical":"\$\{aws_sns_topic\./);
});

function refused(attempt: () => unknown): string[] {
  try {
    attempt();
  } catch (error) {
    if (error instanceof ConfigError) return ruled(error.findings);
    throw error;
  }
  throw new Error("nothing was refused");
}

test("a log group is protected from deletion where its events are retained or the configuration says so", () => {
  const protection = (logs: object, aws?: string): unknown =>
    all(synthesized({ logs, ...(aws === undefined ? {} : { providers: { aws } }) }), "aws_cloudwatch_log_group")[0]
      ?.deletion_protection_enabled;
  expect(protection({ retainOnDelete: true })).toBe(true);
  expect(protection({ retainOnDelete: true, deletionProtection: false })).toBe(false);
  expect(protection({ deletionProtection: true })).toBe(true);
  // False rather than left out: the argument keeps its value where it is left out.
  expect(protection({})).toBe(false);
  // Older versions, which these constraints allow, do not have the argument.
  expect(protection({ retainOnDelete: true }, ">= 5.100, < 7")).toBeUndefined();
  expect(protection({ deletionProtection: true }, ">= 5.100, < 7")).toBe(true);
});

test("an alarm that counts missing data as breaching warms up where the provider is sure to have the argument, or as written", () => {
  const warmUp = (alarm: object, aws?: string): unknown => {
    const given = { summary: "s", type: "absence", severities: { critical: { for: "15m" } }, ...alarm };
    const stack = synthesized(aws === undefined ? {} : { providers: { aws } }, {
      cart: { ...service, alarms: { silent: given as never } },
    });
    return all(stack, "aws_cloudwatch_metric_alarm")[0]?.warm_up_configuration;
  };
  const minutes = (warm_up_period_duration_in_minutes: number) => [{ warm_up_period_duration_in_minutes }];
  expect(warmUp({})).toBeUndefined();
  expect(warmUp({}, "~> 6.64")).toEqual(minutes(15));
  expect(warmUp({ warmUp: false }, "~> 6.64")).toBeUndefined();
  expect(warmUp({ warmUp: "1h" })).toEqual(minutes(60));
  expect(warmUp({ severities: { critical: { for: "7d" } } }, ">= 6.70")).toEqual(minutes(2880));
  const counted = { type: "threshold", signal: "requests", period: "1m", periods: 10 };
  expect(warmUp({ ...counted, severities: { critical: { below: 1 } } }, "~> 6.64")).toEqual(minutes(10));
  expect(warmUp({ ...counted, severities: { critical: { above: 1 } } }, "~> 6.64")).toBeUndefined();
});

test("an S3 backend takes the accounts that may use it: the environment's, unless Terraform assumes a role", () => {
  const allowed = (settings: object): unknown => {
    const { terraform } = synthesized(settings) as unknown as {
      terraform: { backend: { s3: { allowed_account_ids?: string[] } } };
    };
    return terraform.backend.s3.allowed_account_ids;
  };
  const backend = { type: "s3", bucket: "shop-state" };
  const assumeRole = { arn: "arn:aws:iam::111122223333:role/deploy" };
  expect(allowed({ backend })).toEqual(["111122223333"]);
  expect(allowed({ backend, assumeRole })).toBeUndefined();
  expect(allowed({ backend: { ...backend, allowedAccounts: ["999988887777"] }, assumeRole })).toEqual(["999988887777"]);
});
