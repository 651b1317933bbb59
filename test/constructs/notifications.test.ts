import { TerraformVariable } from "cdktf";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import {
  AlarmRoute,
  AlarmTopic,
  DeadLetterQueue,
  EncryptionKey,
  Notifications,
  SlackChannel,
  type AlarmTarget,
  type EncryptionKeyProps,
  type NotificationsProps,
  type SlackChannelProps,
} from "../../lib/constructs";
import { emptyStack, paths, refusal, synth, type Synthesized } from "./stack";

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: unknown;
  readonly Condition?: object;
}

const account = { account: "111122223333", region: "eu-central-1", partition: "aws" } as const;
const topics = { critical: { arn: "arn:aws:sns:eu-central-1:111122223333:critical" } };

function statements(policy: unknown): Record<string, Statement> {
  const { Statement: list } = JSON.parse(String(policy)) as { Statement: Statement[] };
  return Object.fromEntries(list.map((statement) => [statement.Sid, statement]));
}

describe("an encryption key", () => {
  const key = (props: Partial<EncryptionKeyProps> = {}): Synthesized =>
    synth((stack) => new EncryptionKey(stack, "Key", { description: "A key.", ...account, ...props }));

  test("rotates, and can be restored for 30 days", () => {
    expect(key().one("aws_kms_key")).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
  });

  test("is managed by the account, and used by its log groups, alarms and topics only", () => {
    const policy = statements(key().one("aws_kms_key").policy);
    expect(policy.AccountAdministration).toMatchObject({
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "kms:*",
    });
    expect(policy.LogGroups).toMatchObject({
      Principal: { Service: "logs.eu-central-1.amazonaws.com" },
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:111122223333:*" } },
    });
    expect(policy.AlarmsToTopics).toMatchObject({
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
    expect(policy.TopicsToQueues).toMatchObject({
      Principal: { Service: "sns.amazonaws.com" },
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:eu-central-1:111122223333:*" } },
    });
  });

  test("allows only the services of its uses", () => {
    expect(Object.keys(statements(key({ uses: ["logs"] }).one("aws_kms_key").policy))).toEqual([
      "AccountAdministration",
      "LogGroups",
      "LogAnomalyDetectors",
    ]);
  });

  test("has an alias if one is given", () => {
    expect(key().all("aws_kms_alias")).toEqual([]);
    expect(key({ alias: "shop" }).one("aws_kms_alias")).toMatchObject({ name: "alias/shop" });
    expect(refusal(() => key({ alias: "alias/shop" }))).toBe("text stack/Key");
    expect(refusal(() => key({ alias: "a b" }))).toBe("text stack/Key");
    expect(refusal(() => key({ deletionWindowDays: 31 }))).toBe("value stack/Key");
  });

  test("reads the account, Region and partition from data sources that versions 5 and 6 of the provider have, once per stack", () => {
    const { data, resource } = synth((stack) => {
      for (const id of ["A", "B"]) new EncryptionKey(stack, id, { description: "A key." });
    });
    expect(Object.keys(data).sort()).toEqual(["aws_caller_identity", "aws_partition", "aws_region"]);
    for (const sources of Object.values(data)) expect(Object.keys(sources)).toHaveLength(1);
    expect(JSON.stringify(resource)).toContain("logs.${data.aws_region.AwsRegion.id}.amazonaws.com");
  });
});

describe("an alarm topic", () => {
  const topic = (name = "shop-alarms"): Synthesized =>
    synth((stack) => new AlarmTopic(stack, "Topic", { name, key: new KmsKey(stack, "Key"), ...account }));

  test("is encrypted with the key", () => {
    expect(topic().one("aws_sns_topic")).toMatchObject({ kms_master_key_id: "${aws_kms_key.Key.arn}" });
  });

  test("lets this account's alarms publish, and refuses requests without TLS", () => {
    const policy = statements(topic().one("aws_sns_topic_policy").policy);
    expect(policy.AlarmsOfThisAccount).toMatchObject({
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Condition: {
        ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:*" },
        StringEquals: { "aws:SourceAccount": "111122223333" },
      },
    });
    expect(policy.DenyInsecureTransport).toMatchObject({
      Effect: "Deny",
      Principal: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    expect(Object.values(policy).filter(({ Effect, Principal }) => Effect === "Allow" && Principal === "*")).toEqual(
      [],
    );
  });

  test("has a name that SNS accepts", () => {
    expect(refusal(() => topic("a.fifo"))).toBe("text stack/Topic");
    expect(refusal(() => topic("t".repeat(257)))).toBe("text stack/Topic");
  });
});

describe("a route", () => {
  const route = (target: AlarmTarget, more: object = {}): Synthesized =>
    synth((stack) => new AlarmRoute(stack, "Route", { target, topics, ...more }));
  const subscription = "aws_sns_topic_subscription";

  test("sends emails", () => {
    expect(route({ email: "team@example.com" }).one(subscription)).toMatchObject({
      protocol: "email",
      endpoint: "team@example.com",
      topic_arn: topics.critical.arn,
    });
    expect(refusal(() => route({ email: "team" }))).toBe("value stack/Route");
  });

  test("has exactly one receiver", () => {
    // @ts-expect-error: a route for each
    const two: AlarmTarget = { email: "a@example.com", pagerduty: { ssm: "/key" } };
    expect(refusal(() => route(two))).toBe("value stack/Route");
    expect(refusal(() => route({} as never))).toBe("value stack/Route");
  });

  test("posts to a URL that is a secret", () => {
    const { data, one } = route({ webhook: { ssm: "/shop/hook" } });
    expect(Object.values(data.aws_ssm_parameter ?? {})[0]).toMatchObject({ name: "/shop/hook", with_decryption: true });
    expect(one(subscription)).toMatchObject({
      protocol: "https",
      endpoint: expect.stringMatching(/^\$\{data\.aws_ssm_parameter\.\w+\.value\}$/) as string,
    });
    expect(one(subscription)).not.toHaveProperty("endpoint_auto_confirms");
  });

  test("opens incidents in PagerDuty", () => {
    const { one } = route({ pagerduty: { secret: "shop/pagerduty", key: "integration key" } });
    expect(one(subscription)).toMatchObject({
      endpoint: expect.stringMatching(
        /^https:\/\/events\.pagerduty\.com\/integration\/\$\{jsondecode\(data\.aws_secretsmanager_secret_version\.\w+\.secret_string\)\["integration key"\]\}\/enqueue$/,
      ) as string,
      endpoint_auto_confirms: true,
    });
  });

  test("reads secrets from sensitive variables, which routes can share", () => {
    const { variable } = synth((stack) => {
      for (const id of ["A", "B"]) new AlarmRoute(stack, id, { target: { webhook: { variable: "hook" } }, topics });
    });
    expect(variable).toMatchObject({ hook: { type: "string", sensitive: true } });
    expect(refusal(() => route({ webhook: { variable: "a b" } }))).toBe("value stack/Route");
  });

  test("refuses a literal secret, without repeating it", () => {
    // @ts-expect-error -- a literal is a type error ...
    const written: AlarmTarget = { webhook: "https://hooks.example.com/s3cret" };
    const attempt = (): Synthesized => route(written);
    expect(refusal(attempt)).toBe("secret stack/Route");
    expect(attempt).not.toThrow("s3cret");
    expect(refusal(() => route({ pagerduty: {} as never }))).toBe("secret stack/Route");
  });

  test("invokes functions, with a permission for exactly this topic", () => {
    const { one } = route({ lambda: { arn: "arn:fn", functionName: "notify" } });
    expect(one(subscription)).toMatchObject({ protocol: "lambda", endpoint: "arn:fn" });
    expect(one("aws_lambda_permission")).toMatchObject({
      principal: "sns.amazonaws.com",
      function_name: "notify",
      source_arn: topics.critical.arn,
    });
  });

  test("sends to queues, with a policy for exactly these topics", () => {
    const queue = { arn: "arn:queue", url: "https://sqs/queue" };
    const policy = route({ sqs: queue }).one("aws_sqs_queue_policy");
    expect(policy.queue_url).toBe(queue.url);
    expect(statements(policy.policy).TopicsMaySend).toMatchObject({
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Condition: { ArnEquals: { "aws:SourceArn": [topics.critical.arn] } },
    });
    expect(route({ sqs: queue, queuePolicy: false }).all("aws_sqs_queue_policy")).toEqual([]);
    expect(route({ sqs: { arn: "arn:queue" } }).all("aws_sqs_queue_policy")).toEqual([]);
  });

  test("filters by the message, because alarms have no attributes", () => {
    const target: AlarmTarget = { email: "a@example.com" };
    const filterPolicy = { AlarmName: [{ prefix: "shop-" }] };
    expect(route(target, { filterPolicy }).one(subscription)).toMatchObject({
      filter_policy: '{"AlarmName":[{"prefix":"shop-"}]}',
      filter_policy_scope: "MessageBody",
    });
    expect(route(target).one(subscription)).not.toHaveProperty("filter_policy_scope");
    expect(refusal(() => route(target, { filterPolicy: {} }))).toBe("value stack/Route");
  });

  test("sends messages that cannot be delivered to the dead-letter queue", () => {
    const written = route({ email: "a@example.com" }, { deadLetterQueue: { arn: "arn:dlq" } }).one(subscription);
    expect(written.redrive_policy).toBe('{"deadLetterTargetArn":"arn:dlq"}');
  });
});

describe("a dead-letter queue", () => {
  test("keeps messages for 14 days, encrypted, from its topics only", () => {
    const { one } = synth(
      (stack) => new DeadLetterQueue(stack, "Dead", { name: "dead", topics: Object.values(topics) }),
    );
    expect(one("aws_sqs_queue")).toMatchObject({ message_retention_seconds: 1_209_600, sqs_managed_sse_enabled: true });
    const policy = statements(one("aws_sqs_queue_policy").policy);
    expect(policy.TopicsMaySend).toMatchObject({
      Condition: { ArnEquals: { "aws:SourceArn": [topics.critical.arn] } },
    });
    expect(policy.DenyInsecureTransport).toMatchObject({ Effect: "Deny", Action: "sqs:*" });
    expect(refusal(() => new DeadLetterQueue(emptyStack(), "Dead", { name: "d".repeat(81), topics: [] }))).toBe(
      "text stack/Dead",
    );
  });

  test("can use a given key", () => {
    const { one } = synth(
      (stack) => new DeadLetterQueue(stack, "Dead", { name: "dead", topics: [], key: { arn: "arn:key" } }),
    );
    expect(one("aws_sqs_queue")).toMatchObject({ kms_master_key_id: "arn:key" });
    expect(one("aws_sqs_queue")).not.toHaveProperty("sqs_managed_sse_enabled");
  });
});

describe("a Slack channel", () => {
  const slack = (props: Partial<SlackChannelProps> = {}): Synthesized =>
    synth(
      (stack) =>
        new SlackChannel(stack, "Slack", {
          name: "shop",
          team: "T0123",
          channel: "C0123",
          topics: Object.values(topics),
          ...account,
          ...props,
        }),
    );

  test("shows topics, and can only read from CloudWatch", () => {
    const readOnly = expect.stringMatching(/^\$\{aws_iam_policy\.\w+\.arn\}$/) as string;
    expect(slack().one("aws_chatbot_slack_channel_configuration")).toMatchObject({
      slack_team_id: "T0123",
      slack_channel_id: "C0123",
      sns_topic_arns: [topics.critical.arn],
      guardrail_policy_arns: [readOnly],
    });
    expect(slack().one("aws_iam_role_policy_attachment")).toMatchObject({ policy_arn: readOnly });
    // No logs, and no subscriptions, whose endpoints hold secrets.
    expect(Object.values(statements(slack().one("aws_iam_policy").policy))).toMatchObject([
      { Effect: "Allow", Action: ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"], Resource: "*" },
    ]);
    expect(statements(slack().one("aws_iam_role").assume_role_policy).Chat).toMatchObject({
      Principal: { Service: "chatbot.amazonaws.com" },
      Condition: {
        ArnLike: {
          "aws:SourceArn": expect.stringMatching(
            /^arn:aws:chatbot::111122223333:chat-configuration\/slack-channel\/[\w-]+$/,
          ) as string,
        },
        StringEquals: { "aws:SourceAccount": "111122223333" },
      },
    });
  });

  test("refuses names instead of ids", () => {
    expect(refusal(() => slack({ channel: "#alerts" }))).toBe("text stack/Slack");
    expect(refusal(() => slack({ team: "shop" }))).toBe("text stack/Slack");
    expect(refusal(() => slack({ name: "a b" }))).toBe("text stack/Slack");
  });

  test("reads ids from secrets", () => {
    const { one } = slack({ team: { variable: "workspace" }, channel: { ssm: "/slack/channel" } });
    expect(one("aws_chatbot_slack_channel_configuration")).toMatchObject({ slack_team_id: "${var.workspace}" });
  });
});

describe("notifications", () => {
  const notifications = (props: Partial<NotificationsProps> = {}): Synthesized =>
    synth(
      (stack) => new Notifications(stack, "Notifications", { name: "shop-alarms", routes: {}, ...account, ...props }),
    );

  test("are a topic per severity, one key and one dead-letter queue", () => {
    const { all, one } = notifications();
    expect(
      all("aws_sns_topic")
        .map((topic) => topic.name)
        .sort(),
    ).toEqual(["shop-alarms-critical", "shop-alarms-info", "shop-alarms-warning"]);
    expect(one("aws_kms_alias")).toMatchObject({ name: "alias/shop-alarms" });
    expect(one("aws_sqs_queue")).toMatchObject({ name: "shop-alarms-dead-letters" });
  });

  test("can have a given key, fewer severities, no dead-letter queue, and no encryption", () => {
    const { all } = notifications({ key: { arn: "arn:key" }, severities: ["critical"], deadLetters: false });
    expect(all("aws_kms_key")).toEqual([]);
    expect(all("aws_sqs_queue")).toEqual([]);
    expect(all("aws_sns_topic")).toMatchObject([{ name: "shop-alarms-critical", kms_master_key_id: "arn:key" }]);
    const open = notifications({ encrypt: false });
    expect(open.all("aws_kms_key")).toEqual([]);
    expect(open.all("aws_sns_topic")[0]).not.toHaveProperty("kms_master_key_id");
  });

  type Resource = Readonly<Record<string, unknown>>;
  const undelivered = (routes: NotificationsProps["routes"]): readonly Resource[] =>
    notifications({ routes, key: { arn: "arn:key" } }).all("aws_cloudwatch_metric_alarm");

  test("alarm on the dead-letter queue, and tell every receiver over as few topics as that takes", () => {
    const email = { email: "a@example.com" } as const;
    const pager = { pagerduty: { ssm: "/key" } } as const;
    const told = ({ alarm_actions: actions }: Resource): string[] =>
      (actions as string[]).map((arn) => /Notifications_(Critical|Warning|Info)_/.exec(arn)?.[1] ?? arn);
    const of = (routes: NotificationsProps["routes"]) =>
      undelivered(routes).map((alarm) => [told(alarm), (alarm.tags as { severity: string }).severity]);

    const [alarm] = undelivered({ pager: { ...pager, severities: ["critical"] } });
    expect(alarm).toMatchObject({
      alarm_name: "shop-alarms-dead-letters",
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      dimensions: { QueueName: expect.stringMatching(/^\$\{aws_sqs_queue\..*\.name\}$/) as string },
    });
    expect(of({ pager: { ...pager, severities: ["critical"] } })).toEqual([[["Critical"], "critical"]]);
    expect(
      of({ pager: { ...pager, severities: ["critical"] }, mail: { ...email, severities: ["warning", "info"] } }),
    ).toEqual([[["Critical", "Warning"], "critical"]]);
    expect(
      of({
        pager: { ...pager, severities: ["warning"] },
        mail: { ...email, deadLetter: false, severities: ["warning", "critical"] },
      }),
    ).toEqual([[["Critical", "Warning"], "warning"]]);
    // Nothing comes into the queue.
    expect(of({ mail: { ...email, deadLetter: false, severities: ["critical"] } })).toEqual([]);
    expect(of({ chat: { slack: { team: "T0", channel: "C0" }, severities: ["critical"] } })).toEqual([]);
    expect(of({})).toEqual([]);
  });

  test("subscribe each route to the topics of its severities, by name", () => {
    const stack = emptyStack();
    const team = { email: "team@example.com" } as const;
    new Notifications(stack, "Notifications", {
      name: "shop-alarms",
      key: { arn: "arn:key" },
      routes: {
        team: { ...team, severities: ["warning", "critical"] },
        "on-call": { sqs: new SqsQueue(stack, "Queue"), severities: ["critical"], deadLetter: false },
        chat: { slack: { team: "T0", channel: "C0" }, severities: ["warning"] },
      },
    });
    expect(paths(stack).filter((path) => path.includes("Route"))).toEqual([
      "Notifications/ChatRoute/Policy",
      "Notifications/ChatRoute/ReadOnly",
      "Notifications/ChatRoute/Resource",
      "Notifications/ChatRoute/Role",
      "Notifications/OnCallRoute/Critical",
      "Notifications/OnCallRoute/QueuePolicy",
      "Notifications/TeamRoute/Critical",
      "Notifications/TeamRoute/Warning",
    ]);
  });

  test("paths do not depend on the order of routes", () => {
    const made = (names: readonly string[]): string[] => {
      const stack = emptyStack();
      const routes = Object.fromEntries(
        names.map((name) => [name, { email: `${name}@example.com`, severities: ["info"] } as const]),
      );
      new Notifications(stack, "Notifications", { name: "n", key: { arn: "k" }, routes });
      return paths(stack);
    };
    expect(made(["a", "b", "c"])).toEqual(made(["c", "a", "b"]));
  });

  test("a route to a severity without a topic is refused", () => {
    const routes = { team: { email: "a@example.com", severities: ["warning"] } as const };
    expect(refusal(() => notifications({ severities: ["critical"], routes }))).toBe(
      "unknown-name stack/Notifications/team",
    );
  });

  test("tokens pass through names", () => {
    const { all } = synth((stack) => {
      const name = new TerraformVariable(stack, "name", {}).stringValue;
      new Notifications(stack, "Notifications", { name, key: { arn: "k" }, routes: {}, severities: ["info"] });
    });
    expect(all("aws_sns_topic")[0]).toMatchObject({ name: "${var.name}-info" });
  });
});
