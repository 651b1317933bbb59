import { reachOf } from "../../../lib/replay/reach-of";
import { reachRules } from "../../../lib/replay/reach/rules";
import { expectText, ruled } from "../../texts";
import { readTerraform } from "../../../lib/terraform/read";
import {
  account,
  alarmArn,
  functionArn,
  keyArn,
  queueArn,
  queueUrl,
  region,
  template,
  type TemplateParts,
  topicArn,
} from "../../terraform/template";

const page = topicArn("page");
const sms = { topicArn: page, protocol: "sms", endpoint: "+491701234567" };
const errors = { name: "errors", alarmActions: [page] };
const told: TemplateParts = { metricAlarms: [errors], topics: [{ name: "page" }], subscriptions: [sms] };

const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (service: string, action: string | string[], more: object = {}) => ({
  Effect: "Allow",
  Principal: { Service: service },
  Action: action,
  Resource: "*",
  ...more,
});
const admitsAlarms = policy(allow("cloudwatch.amazonaws.com", "sns:Publish"));
const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";
const useKey = ["kms:Decrypt", "kms:GenerateDataKey*"];
const withoutValue = { kind: "variable-without-value", variable: "x", module: undefined } as const;
const unresolved = (attribute: string) => [{ address: "x", attribute, expression: "var.x", reason: withoutValue }];
const never = { expression: "0 * * * *", duration: "PT1H" };

/** `rule severity address`, in the order of the findings; their words are in the golden of texts. */
const findings = (parts: TemplateParts) => ruled(reachOf(template(parts)).findings);

test("an alarm that notifies a phone through a topic of its account has no findings", () => {
  expect(findings(told)).toEqual([]);
});

const cases: readonly [what: string, parts: TemplateParts, findings: readonly string[]][] = [
  // Alarms and their actions.
  [
    "an alarm without actions",
    { metricAlarms: [{ name: "errors" }] },
    ["alarm-without-actions error aws_cloudwatch_metric_alarm.errors"],
  ],
  [
    "an alarm that only notifies of recovery, with severity info",
    { ...told, metricAlarms: [{ name: "errors-info", okActions: [page] }] },
    ["alarm-without-actions warning aws_cloudwatch_metric_alarm.errors-info"],
  ],
  [
    "actions that are disabled",
    { ...told, metricAlarms: [{ ...errors, actionsEnabled: false }] },
    ["actions-disabled error aws_cloudwatch_metric_alarm.errors"],
  ],
  [
    "a topic without subscriptions",
    { ...told, subscriptions: [] },
    [
      "alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors",
      "topic-without-subscription error aws_sns_topic.page",
    ],
  ],
  [
    "a topic without subscriptions, where the topic of a subscription is not known",
    { ...told, subscriptions: [{ ...sms, address: "x", topicArn: undefined }] },
    [
      "alarm-reaches-nobody warning aws_cloudwatch_metric_alarm.errors",
      "topic-without-subscription warning aws_sns_topic.page",
      "subscription-unknown warning x",
    ],
  ],
  [
    "an archive notifies no one",
    { ...told, subscriptions: [{ ...sms, protocol: "firehose", endpoint: "arn:aws:firehose:x:1:deliverystream/a" }] },
    ["alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors"],
  ],
  [
    "actions that are not known",
    { metricAlarms: [{ name: "errors", unresolved: unresolved("alarm_actions[0]") }] },
    ["alarm-action-unknown warning var.x"],
  ],
  [
    "actions that are not actions, or belong to another template",
    { metricAlarms: [{ name: "errors", alarmActions: ["page", page, "arn:aws:s3:::bucket"] }] },
    [
      "alarm-action-unknown warning aws_cloudwatch_metric_alarm.errors",
      `alarm-action-unknown info ${page}`,
      "alarm-action-unknown warning aws_cloudwatch_metric_alarm.errors",
    ],
  ],
  [
    "six actions",
    {
      ...told,
      metricAlarms: [
        {
          ...errors,
          okActions: ["a", "b", "c", "d", "e", "f"].map((name) => `arn:aws:ssm:${region}:${account}:opsitem:${name}`),
        },
      ],
    },
    ["too-many-actions error aws_cloudwatch_metric_alarm.errors"],
  ],
  [
    "a composite alarm that scales",
    {
      ...told,
      compositeAlarms: [
        {
          name: "all",
          rule: "OK(errors)",
          alarmActions: [page, `arn:aws:autoscaling:${region}:${account}:scalingPolicy:x`],
        },
      ],
    },
    [`action-not-for-composites error aws_cloudwatch_composite_alarm.all`],
  ],
  [
    "two alarms with the same name",
    { ...told, metricAlarms: [errors, { ...errors, address: "other" }] },
    ["duplicate-alarm-name error other"],
  ],
  [
    "a critical alarm that notifies only by e-mail",
    { ...told, metricAlarms: [{ ...errors, tags: { severity: "critical" } }], subscriptions: [{ topicArn: page }] },
    [
      "severity-only-email warning aws_sns_topic.page",
      "subscription-needs-confirmation info aws_sns_topic_subscription.page-email",
    ],
  ],
  // Topics.
  [
    "a topic of another Region",
    { ...told, metricAlarms: [{ name: "errors", alarmActions: ["arn:aws:sns:us-east-1:111122223333:page"] }] },
    [
      "alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors",
      "topic-in-another-region error aws_cloudwatch_metric_alarm.errors",
    ],
  ],
  [
    "a topic of another account, outside the template",
    { metricAlarms: [{ name: "errors", alarmActions: ["arn:aws:sns:eu-central-1:999999999999:page"] }] },
    ["topic-in-another-account warning aws_cloudwatch_metric_alarm.errors"],
  ],
  [
    "a topic of another account, in the template and without a policy",
    {
      metricAlarms: [{ name: "errors", alarmActions: ["arn:aws:sns:eu-central-1:999999999999:page"] }],
      topics: [{ name: "page", arn: "arn:aws:sns:eu-central-1:999999999999:page" }],
      subscriptions: [{ ...sms, topicArn: "arn:aws:sns:eu-central-1:999999999999:page" }],
    },
    [
      "alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors",
      "topic-in-another-account error aws_sns_topic.page",
    ],
  ],
  [
    "a topic policy that leaves out CloudWatch",
    { ...told, topicPolicies: [{ of: page, policy: policy(allow("events.amazonaws.com", "sns:Publish")) }] },
    [
      "alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors",
      "topic-policy-refuses-cloudwatch error aws_sns_topic_policy.page",
    ],
  ],
  [
    "a topic policy that allows only some alarms",
    {
      ...told,
      metricAlarms: [errors, { name: "latency", alarmActions: [page] }],
      topicPolicies: [
        {
          of: page,
          policy: policy(
            allow("cloudwatch.amazonaws.com", "sns:Publish", {
              Condition: { ArnEquals: { "aws:SourceArn": alarmArn("errors") } },
            }),
          ),
        },
      ],
    },
    [
      `alarm-reaches-nobody error aws_cloudwatch_metric_alarm.latency`,
      `topic-policy-refuses-cloudwatch error aws_sns_topic_policy.page`,
    ],
  ],
  [
    "a topic policy that cannot be decided counts as allowing",
    {
      ...told,
      topics: [
        {
          name: "page",
          policy: policy(
            allow("cloudwatch.amazonaws.com", "sns:*", { Condition: { StringEquals: { "aws:SourceOrgID": "o-1" } } }),
          ),
        },
      ],
    },
    ["access-undecided warning aws_sns_topic.page"],
  ],
  [
    "a topic policy that is not known",
    { ...told, topicPolicies: [{ of: page, policy: undefined, unresolved: unresolved("policy") }] },
    ["access-undecided warning aws_sns_topic_policy.page"],
  ],
  [
    "two policies of one topic",
    {
      ...told,
      topics: [{ name: "page", policy: admitsAlarms }],
      topicPolicies: [
        { of: page, policy: admitsAlarms },
        { of: page, address: "second", policy: policy() },
      ],
    },
    ["topic-has-several-policies warning aws_sns_topic.page", "access-undecided warning aws_sns_topic_policy.page"],
  ],
  [
    "a FIFO topic",
    {
      metricAlarms: [{ name: "errors", alarmActions: [topicArn("page.fifo")] }],
      topics: [{ name: "page.fifo" }],
      subscriptions: [{ ...sms, topicArn: topicArn("page.fifo") }],
    },
    ["alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors", "topic-is-fifo warning aws_sns_topic.page_fifo"],
  ],
  // Keys.
  [
    "the key that AWS manages",
    { ...told, topics: [{ name: "page", kmsKey: "alias/aws/sns" }] },
    ["alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors", "key-is-aws-managed error aws_sns_topic.page"],
  ],
  [
    "a key with the default policy",
    { ...told, topics: [{ name: "page", kmsKey: keyId }], keys: [{ keyId }] },
    [
      "alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors",
      `key-policy-refuses-cloudwatch error aws_kms_key.${keyId}`,
    ],
  ],
  [
    "a key that lets CloudWatch only decrypt",
    {
      ...told,
      topics: [{ name: "page", kmsKey: keyArn(keyId) }],
      keys: [{ keyId, policy: policy(allow("cloudwatch.amazonaws.com", "kms:Decrypt")) }],
    },
    [
      "alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors",
      `key-policy-refuses-cloudwatch error aws_kms_key.${keyId}`,
    ],
  ],
  [
    "a key that lets CloudWatch use it, by alias",
    {
      ...told,
      topics: [{ name: "page", kmsKey: "alias/shop" }],
      keys: [
        {
          keyId,
          aliases: ["alias/shop"],
          policy: policy(
            allow("cloudwatch.amazonaws.com", useKey, {
              Condition: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": page } },
            }),
          ),
        },
      ],
    },
    [],
  ],
  [
    "a key that is disabled, by its alias's ARN",
    {
      ...told,
      topics: [{ name: "page", kmsKey: `arn:aws:kms:${region}:${account}:alias/shop` }],
      keys: [{ keyId, aliases: ["alias/shop"], isEnabled: false }],
    },
    ["alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors", `key-disabled error aws_kms_key.${keyId}`],
  ],
  [
    "a key of another template",
    { ...told, topics: [{ name: "page", kmsKey: keyArn("other") }] },
    ["key-unknown warning aws_sns_topic.page"],
  ],
  // Subscriptions.
  [
    "a webhook of Slack",
    {
      ...told,
      subscriptions: [{ topicArn: page, protocol: "https", endpoint: "https://hooks.slack.com/services/T0/B0/x" }],
    },
    [
      "alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors",
      "subscription-cannot-confirm error aws_sns_topic_subscription.page-https",
    ],
  ],
  [
    "raw e-mail",
    { ...told, subscriptions: [sms, { topicArn: page, protocol: "email-json" }] },
    [
      "subscription-needs-confirmation info aws_sns_topic_subscription.page-email-json",
      "email-json info aws_sns_topic_subscription.page-email-json",
    ],
  ],
  [
    "a queue without a policy",
    {
      ...told,
      subscriptions: [sms, { topicArn: page, protocol: "sqs", endpoint: queueArn("q") }],
      queues: [{ name: "q" }],
    },
    ["queue-refuses-topic error aws_sqs_queue.q"],
  ],
  [
    "a queue that accepts another topic's messages, with a customer managed key",
    {
      ...told,
      subscriptions: [sms, { topicArn: page, protocol: "sqs", endpoint: queueArn("q") }],
      queues: [{ name: "q", kmsKey: keyId }],
      queuePolicies: [
        {
          of: queueUrl("q"),
          policy: policy(
            allow("sns.amazonaws.com", "sqs:SendMessage", {
              Condition: { ArnEquals: { "aws:SourceArn": topicArn("other") } },
            }),
          ),
        },
      ],
      keys: [{ keyId, policy: policy(allow("cloudwatch.amazonaws.com", useKey)) }],
    },
    [`queue-refuses-topic error aws_sqs_queue_policy.q`, `queue-key-refuses-topic error aws_kms_key.${keyId}`],
  ],
  [
    "a queue and a function of other templates",
    {
      ...told,
      subscriptions: [
        { topicArn: page, protocol: "sqs", endpoint: queueArn("q") },
        { topicArn: page, protocol: "lambda", endpoint: functionArn("f") },
      ],
    },
    [
      `queue-unknown info aws_sns_topic_subscription.page-sqs`,
      `function-unknown info aws_sns_topic_subscription.page-lambda`,
    ],
  ],
  [
    "a function whose permission is for another topic",
    {
      ...told,
      subscriptions: [sms, { topicArn: page, protocol: "lambda", endpoint: functionArn("f") }],
      functions: [{ name: "f" }],
      functionPermissions: [{ function: "f", principal: "sns.amazonaws.com", sourceArn: topicArn("other") }],
    },
    ["function-refuses-topic error aws_lambda_function.f"],
  ],
  [
    "a function that alarms may not invoke, and one that they may",
    {
      metricAlarms: [{ name: "errors", alarmActions: [functionArn("f"), `${functionArn("g")}:live`] }],
      functions: [{ name: "f" }, { name: "g" }],
      functionPermissions: [
        { function: "f", principal: "cloudwatch.amazonaws.com" },
        {
          function: functionArn("g"),
          principal: "lambda.alarms.cloudwatch.amazonaws.com",
          sourceAccount: account,
          sourceArn: `arn:aws:cloudwatch:${region}:${account}:alarm:*`,
        },
      ],
    },
    ["function-refuses-alarms error aws_lambda_function.f"],
  ],
  [
    "a permission that is not fully known",
    {
      metricAlarms: [{ name: "errors", alarmActions: [functionArn("f")] }],
      functions: [{ name: "f" }],
      functionPermissions: [{ function: "f", principal: undefined, unresolved: unresolved("principal") }],
    },
    ["access-undecided warning aws_lambda_permission.f"],
  ],
  [
    "a function of another template",
    { metricAlarms: [{ name: "errors", alarmActions: [functionArn("f")] }] },
    [`function-unknown info ${functionArn("f")}`],
  ],
  [
    "a filter policy on attributes",
    { ...told, subscriptions: [{ ...sms, filterPolicy: '{"severity":["critical"]}' }] },
    [
      "alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors",
      "subscription-filter-drops-alarms warning aws_sns_topic_subscription.page-sms",
    ],
  ],
  [
    "a filter policy on the message that passes some alarms",
    {
      ...told,
      metricAlarms: [errors, { name: "latency", alarmActions: [page] }],
      subscriptions: [{ ...sms, filterPolicyScope: "MessageBody", filterPolicy: '{"AlarmName":["latency"]}' }],
    },
    ["alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors"],
  ],
  [
    "filter policies on the message that pass no alarm, or cannot be decided",
    {
      ...told,
      subscriptions: [
        sms,
        { ...sms, address: "none", filterPolicyScope: "MessageBody", filterPolicy: '{"NewStateValue":["alarm"]}' },
        { ...sms, address: "open", filterPolicyScope: "MessageBody", filterPolicy: '{"Region":["EU (Frankfurt)"]}' },
        { ...sms, address: "no-json", filterPolicy: "{" },
      ],
    },
    [
      "subscription-filter-drops-alarms warning none",
      "subscription-filter-undecided warning open",
      "subscription-filter-undecided warning no-json",
    ],
  ],
  [
    "a dead-letter queue that refuses the topic",
    { ...told, subscriptions: [{ ...sms, deadLetterQueueArn: queueArn("dead") }], queues: [{ name: "dead" }] },
    ["dead-letter-queue-refuses-topic warning aws_sns_topic_subscription.page-sms"],
  ],
  // Composite alarms.
  [
    "a rule that cannot be read",
    { ...told, compositeAlarms: [{ name: "all", rule: "ALARM(errors", alarmActions: [page] }] },
    ["composite-rule-invalid error aws_cloudwatch_composite_alarm.all"],
  ],
  [
    "a rule that cannot be read, and no alarm that it names beside it",
    {
      ...told,
      metricAlarms: [{ ...errors, alarmActions: [] }, { name: "apart" }],
      compositeAlarms: [{ name: "all", rule: 'ALARM("errors")\n OR\nALARM(other)', alarmActions: [page] }],
    },
    [
      "alarm-without-actions error aws_cloudwatch_metric_alarm.apart",
      "composite-rule-invalid error aws_cloudwatch_composite_alarm.all",
    ],
  ],
  [
    "a rule that may be too large",
    {
      ...told,
      compositeAlarms: [
        { name: "all", rule: Array.from({ length: 501 }, () => "OK(errors)").join(" OR "), alarmActions: [page] },
      ],
    },
    ["composite-rule-too-large warning aws_cloudwatch_composite_alarm.all"],
  ],
  [
    "a cycle",
    { ...told, compositeAlarms: [{ name: "all", rule: "ALARM(all)", alarmActions: [page] }] },
    ["composite-cycle error aws_cloudwatch_composite_alarm.all"],
  ],
  [
    "a child that the template does not have",
    { ...told, compositeAlarms: [{ name: "all", rule: "ALARM(erors)", alarmActions: [page] }] },
    ["composite-names-unknown-alarm warning aws_cloudwatch_composite_alarm.all"],
  ],
  [
    "a composite alarm without actions that covers alarms without actions",
    {
      metricAlarms: [{ name: "errors" }, { name: "latency" }],
      compositeAlarms: [{ name: "all", rule: "ALARM(errors) OR NOT OK(latency)" }],
    },
    ["composite-hides-children error aws_cloudwatch_composite_alarm.all"],
  ],
  [
    "a composite alarm whose actions are disabled",
    {
      ...told,
      metricAlarms: [{ name: "errors" }],
      compositeAlarms: [{ name: "all", rule: "ALARM(errors)", alarmActions: [page], actionsEnabled: false }],
    },
    ["composite-hides-children error aws_cloudwatch_composite_alarm.all"],
  ],
  [
    "an alarm and the composite alarm that covers it notify one topic",
    { ...told, compositeAlarms: [{ name: "all", rule: "ALARM(errors)", alarmActions: [page] }] },
    ["child-repeats-composite warning aws_cloudwatch_composite_alarm.all"],
  ],
  [
    "a suppressor that is the alarm's own child",
    {
      ...told,
      metricAlarms: [{ name: "errors" }],
      compositeAlarms: [
        {
          name: "all",
          rule: "ALARM(errors)",
          alarmActions: [page],
          actionsSuppressor: { alarm: "errors", waitPeriod: 60, extensionPeriod: 60 },
        },
      ],
    },
    ["suppressed-for-ever error aws_cloudwatch_composite_alarm.all"],
  ],
  [
    "a suppressor that the template does not have",
    {
      ...told,
      compositeAlarms: [
        {
          name: "all",
          rule: "OK(errors)",
          alarmActions: [page],
          actionsSuppressor: { alarm: "deploying", waitPeriod: 60, extensionPeriod: 60 },
        },
      ],
    },
    ["suppressor-unknown warning aws_cloudwatch_composite_alarm.all"],
  ],
  // Mute rules.
  [
    "mute rules that are refused, not known, too large, or misspelt",
    {
      ...told,
      muteRules: [
        { name: "bad", expression: "0 25 * * *" },
        { name: "open", expression: undefined, unresolved: unresolved("rule[0].schedule[0].expression") },
        { name: "large", alarmNames: Array.from({ length: 101 }, () => "errors") },
        { name: "misspelt", alarmNames: ["erors"] },
      ],
    },
    [
      "mute-rule-invalid error aws_cloudwatch_alarm_mute_rule.bad",
      "mute-rule-unknown warning aws_cloudwatch_alarm_mute_rule.open",
      "mute-rule-names-unknown-alarm info aws_cloudwatch_alarm_mute_rule.misspelt",
      "mute-rule-too-large error aws_cloudwatch_alarm_mute_rule.large",
    ],
  ],
  [
    "mute windows without a gap",
    { ...told, muteRules: [{ name: "all day", ...never, alarmNames: ["errors"] }] },
    ["muted-for-ever error aws_cloudwatch_metric_alarm.errors"],
  ],
  [
    "two mute rules that together leave no gap",
    {
      ...told,
      muteRules: [
        { name: "day", expression: "0 8 * * *", duration: "PT12H", alarmNames: ["errors"] },
        { name: "night", expression: "0 20 * * *", duration: "PT12H", alarmNames: ["errors"] },
      ],
    },
    // The first hours of the horizon belong to the night before it.
    ["muted-for-ever error aws_cloudwatch_metric_alarm.errors"],
  ],
];

describe("findings", () => {
  test.each(cases)("%s", (_, parts, expected) => expect(findings(parts)).toEqual(expected));

  test("every rule has a case", () => {
    const seen = new Set(cases.flatMap(([, , expected]) => expected.map((text) => text.split(" ")[0])));
    expect(Object.keys(reachRules.rules).filter((rule) => !seen.has(rule))).toEqual([]);
  });

  test("every finding has a fix", () => {
    for (const [, parts] of cases) for (const { fix } of reachOf(template(parts)).findings) expect(fix).toMatch(/\.$/);
  });
});

describe("what is not a finding", () => {
  test.each<[what: string, parts: TemplateParts]>([
    [
      "a child whose composite alarm notifies",
      {
        ...told,
        metricAlarms: [{ name: "errors" }],
        compositeAlarms: [{ name: "all", rule: "ALARM(errors)", alarmActions: [page] }],
      },
    ],
    [
      "a child of a composite alarm whose parent notifies",
      {
        ...told,
        metricAlarms: [{ name: "errors" }],
        compositeAlarms: [
          { name: "top", rule: "AT_LEAST(1, ALARM, (middle))", alarmActions: [page] },
          { name: "middle", rule: "ALARM(errors)" },
        ],
      },
    ],
    [
      "a child with disabled actions whose composite alarm notifies",
      {
        ...told,
        metricAlarms: [{ ...errors, actionsEnabled: false }],
        compositeAlarms: [{ name: "all", rule: "ALARM(errors)", alarmActions: [page] }],
      },
    ],
    [
      "an alarm that is only a condition or a suppressor of others",
      {
        ...told,
        metricAlarms: [errors, { name: "deploying" }, { name: "night" }],
        compositeAlarms: [
          {
            name: "all",
            rule: "OK(errors) AND NOT ALARM(deploying)",
            alarmActions: [page],
            actionsSuppressor: { alarm: "night", waitPeriod: 1, extensionPeriod: 1 },
          },
        ],
      },
    ],
    [
      "a composite alarm without actions over alarms that notify",
      { ...told, compositeAlarms: [{ name: "status", rule: "ALARM(errors)" }] },
    ],
    [
      "an alarm that scales",
      { metricAlarms: [{ name: "cpu", alarmActions: [`arn:aws:autoscaling:${region}:${account}:scalingPolicy:x`] }] },
    ],
    [
      "an alarm that restarts an instance",
      { metricAlarms: [{ name: "cpu", alarmActions: ["arn:aws:automate:eu-central-1:ec2:reboot"] }] },
    ],
    [
      "an alarm that starts an incident",
      { metricAlarms: [{ name: "errors", alarmActions: ["arn:aws:ssm-incidents::111122223333:response-plan/x"] }] },
    ],
    ["a chat channel", { ...told, subscriptions: [], chatChannels: [{ name: "alarms", topicArns: [page] }] }],
    [
      "two alarms with the same name in two Regions",
      {
        ...told,
        metricAlarms: [
          errors,
          {
            name: "errors",
            address: "other",
            arn: "arn:aws:cloudwatch:us-east-1:111122223333:alarm:errors",
            alarmActions: ["arn:aws:ssm:us-east-1:111122223333:opsitem:1"],
          },
        ],
      },
    ],
    [
      "a queue that takes the topic's messages",
      {
        ...told,
        subscriptions: [{ topicArn: page, protocol: "sqs", endpoint: queueArn("q") }],
        queues: [
          {
            name: "q",
            policy: policy(
              allow("sns.amazonaws.com", "SQS:SendMessage", { Condition: { ArnEquals: { "aws:SourceArn": page } } }),
            ),
          },
        ],
      },
    ],
    [
      "mute windows that leave a gap, or expire",
      {
        ...told,
        muteRules: [
          { ...never, duration: "PT59M", alarmNames: ["errors"] },
          { ...never, name: "ends", alarmNames: ["errors"], expireDate: "2026-12-31T00:00:00Z" },
        ],
      },
    ],
    [
      "a suppressor that may be in another state",
      {
        ...told,
        metricAlarms: [{ name: "errors" }, { name: "deploying" }],
        compositeAlarms: [
          {
            name: "all",
            rule: "ALARM(errors)",
            alarmActions: [page],
            actionsSuppressor: { alarm: "deploying", waitPeriod: 1, extensionPeriod: 1 },
          },
        ],
      },
    ],
  ])("%s", (_, parts) => expect(findings(parts)).toEqual([]));
});

test("an alarm is suppressed for ever by a rule that is always true, by itself, and by an alarm that it implies", () => {
  const rules = (rule: string, suppressor: string, suppressorRule: string) => {
    const compositeAlarms = [
      {
        name: "all",
        rule,
        alarmActions: [page],
        actionsSuppressor: { alarm: suppressor, waitPeriod: 1, extensionPeriod: 1 },
      },
      { name: "quiet", rule: suppressorRule, alarmActions: [page] },
    ];
    const parts = { ...told, metricAlarms: [{ name: "a" }, { name: "b" }], compositeAlarms };
    return reachOf(template(parts)).findings.some(({ rule: found }) => found === "suppressed-for-ever");
  };
  expect(rules("ALARM(a)", "quiet", "TRUE")).toBe(true);
  expect(rules("ALARM(a)", "all", "FALSE")).toBe(true);
  expect(rules("ALARM(a) AND ALARM(b)", "quiet", "ALARM(a)")).toBe(true);
  expect(rules("ALARM(a)", "quiet", "NOT OK(a) AND NOT INSUFFICIENT_DATA(a)")).toBe(true);
  expect(rules("ALARM(a)", "quiet", "ALARM(a) AND ALARM(b)")).toBe(false);
  expect(rules("FALSE", "quiet", "ALARM(a)")).toBe(false);
});

test("many alarms that notify one topic give one finding, which names some of them", () => {
  const metricAlarms = Array.from({ length: 7 }, (_, n) => ({ name: `a${n}`, alarmActions: [page] }));
  expect(findings({ ...told, metricAlarms, subscriptions: [] }).at(-1)).toBe(
    "topic-without-subscription error aws_sns_topic.page",
  );
});

describe("a resource that is not known may be the missing one: errors become warnings", () => {
  const loose = (address: string, attribute: string) => {
    const [type = ""] = address.split(".");
    return [{ address, type, attribute, expression: undefined, reason: withoutValue }];
  };
  const queue = {
    ...told,
    subscriptions: [sms, { topicArn: page, protocol: "sqs", endpoint: queueArn("q") }],
    queues: [{ name: "q" }],
  };
  const lambda = { metricAlarms: [{ name: "errors", alarmActions: [functionArn("f")] }], functions: [{ name: "f" }] };
  test.each<[what: string, parts: TemplateParts, rules: string[]]>([
    [
      "subscriptions",
      { ...told, subscriptions: [], unread: loose("aws_sns_topic_subscription.all", "for_each") },
      ["alarm-reaches-nobody warning", "topic-without-subscription warning", "subscription-unknown warning"],
    ],
    [
      "a module",
      { ...told, subscriptions: [], unread: loose("module.notify", "count") },
      ["alarm-reaches-nobody warning", "topic-without-subscription warning", "subscription-unknown warning"],
    ],
    [
      "a chat channel",
      { ...told, subscriptions: [], chatChannels: [{ name: "ops", unresolved: unresolved("sns_topic_arns[0]") }] },
      ["alarm-reaches-nobody warning", "topic-without-subscription warning", "subscription-unknown warning"],
    ],
    ["a topic policy", { ...told, topicPolicies: [{ of: undefined }] }, ["access-undecided warning"]],
    ["a queue policy", { ...queue, queuePolicies: [{ of: undefined }] }, ["access-undecided warning"]],
    ["a permission", { ...lambda, functionPermissions: [{ function: undefined }] }, ["access-undecided warning"]],
    [
      "a key",
      { ...told, topics: [{ name: "page", unresolved: unresolved("kms_master_key_id") }] },
      ["key-unknown warning"],
    ],
    [
      "something else",
      { ...told, subscriptions: [], unread: loose("aws_sqs_queue.q", "count") },
      ["alarm-reaches-nobody error", "topic-without-subscription error"],
    ],
  ])("%s", (_, parts, rules) => {
    expect(findings(parts).map((finding) => finding.split(" ").slice(0, 2).join(" "))).toEqual(rules);
  });
});

describe("that an alarm tells nobody is not certain while something may tell on its behalf", () => {
  const reason = { kind: "variable-without-value", variable: "rule", module: undefined } as const;
  const open = (attribute: string) => [{ address: "c", attribute, expression: undefined, reason }];
  const opened = { name: "all", rule: undefined, unresolved: open("alarm_rule") };
  const told = {
    topics: [{ name: "page" }],
    subscriptions: [{ topicArn: topicArn("page"), protocol: "sms", endpoint: "+15550100" }],
  };
  const bare = { ...told, metricAlarms: [{ name: "errors" }] };
  const telling = { ...opened, alarmActions: [topicArn("page")] };
  const pattern = JSON.stringify({ source: ["aws.cloudwatch"], "detail-type": ["CloudWatch Alarm State Change"] });
  const certain = "alarm-without-actions error";
  const doubtful = "alarm-without-actions warning";

  test.each<[string, TemplateParts, string[]]>([
    ["nothing", bare, [certain]],
    ["a composite alarm whose rule is not known", { ...bare, compositeAlarms: [telling] }, [doubtful]],
    [
      "a composite alarm that tells no one itself",
      { ...bare, compositeAlarms: [opened] },
      [certain, "alarm-without-actions error"],
    ],
    [
      "a composite alarm whose actions are disabled",
      { ...bare, compositeAlarms: [{ ...telling, actionsEnabled: false }] },
      [certain, "actions-disabled error"],
    ],
    [
      "a composite alarm whose rule names another alarm",
      { ...bare, compositeAlarms: [{ ...telling, rule: "ALARM(other)" }] },
      [certain, "composite-names-unknown-alarm warning"],
    ],
    [
      "a composite alarm through another one that covers it",
      {
        ...bare,
        compositeAlarms: [
          { name: "part", rule: "ALARM(errors)" },
          { ...telling, name: "whole" },
        ],
      },
      ["composite-hides-children warning"],
    ],
    [
      "composite alarms of a number that is not known",
      {
        ...bare,
        unread: [
          {
            ...open("count")[0]!,
            type: "aws_cloudwatch_composite_alarm",
            address: "aws_cloudwatch_composite_alarm.all",
          },
        ],
      },
      [doubtful],
    ],
    ["a rule of EventBridge for alarms", { ...bare, eventRules: [{ pattern }] }, [doubtful]],
    [
      "a rule of EventBridge in another Region",
      { ...bare, eventRules: [{ pattern, arn: "arn:aws:events:us-east-1:111122223333:rule/r" }] },
      [certain],
    ],
    [
      "a composite alarm in another account",
      {
        ...bare,
        compositeAlarms: [
          {
            ...telling,
            arn: "arn:aws:cloudwatch:eu-central-1:999900001111:alarm:all",
            alarmActions: ["arn:aws:sns:eu-central-1:999900001111:out"],
          },
        ],
      },
      [certain, "alarm-action-unknown info"],
    ],
    ["a rule that is disabled", { ...bare, eventRules: [{ pattern, isEnabled: false }] }, [certain]],
    [
      "a rule for something else",
      {
        ...bare,
        eventRules: [
          { pattern: '{"source":["aws.ecs"]}' },
          { pattern: '{"detail-type":["Scheduled Event"]}' },
          { pattern: '{"source":["aws.ecs"],"detail":{"text":["aws.cloudwatch"]}}' },
          { pattern: "{" },
          { pattern: undefined },
        ],
      },
      [certain],
    ],
    ...[
      "{}",
      '{"account":["111122223333"]}',
      '{"source":[{"prefix":"aws."}]}',
      '{"source":["aws.ecs","aws.cloudwatch"]}',
    ].map((open): [string, TemplateParts, string[]] => [
      `a rule for anything: ${open}`,
      { ...bare, eventRules: [{ pattern: open }] },
      [doubtful],
    ]),
    ["a rule whose pattern is not known", { ...bare, eventRules: [{ unresolved: open("event_pattern") }] }, [doubtful]],
    [
      "disabled actions",
      {
        ...told,
        metricAlarms: [{ name: "errors", alarmActions: [topicArn("page")], actionsEnabled: false }],
        compositeAlarms: [telling],
      },
      ["actions-disabled warning"],
    ],
    [
      "a topic without subscription",
      {
        topics: [...told.topics, { name: "empty" }],
        subscriptions: told.subscriptions,
        metricAlarms: [{ name: "errors", alarmActions: [topicArn("empty")] }],
        compositeAlarms: [telling],
      },
      ["alarm-reaches-nobody warning", "topic-without-subscription error"],
    ],
  ])("%s", (_, parts, rules) => {
    const severities = findings(parts).map((finding) => finding.split(" ").slice(0, 2).join(" "));
    expect(severities).toEqual(rules);
  });
});

describe("a fix that can be copied has no placeholder as its account or Region", () => {
  const topics = { page: { name: "page" }, work: { name: "work" } };
  const fixes = (region?: string, account?: string) => {
    const resource = {
      aws_sns_topic: topics,
      aws_sns_topic_policy: {
        page: { arn: "${aws_sns_topic.page.arn}", policy: policy(allow("events.amazonaws.com", "sns:Publish")) },
      },
      aws_sqs_queue: { q: { name: "q" } },
      aws_lambda_function: { f: { function_name: "f" } },
      aws_sns_topic_subscription: {
        page: { topic_arn: "${aws_sns_topic.page.arn}", protocol: "sms", endpoint: "+491701234567" },
        q: { topic_arn: "${aws_sns_topic.work.arn}", protocol: "sqs", endpoint: "${aws_sqs_queue.q.arn}" },
        f: { topic_arn: "${aws_sns_topic.work.arn}", protocol: "lambda", endpoint: "${aws_lambda_function.f.arn}" },
      },
      aws_cloudwatch_metric_alarm: {
        m: { alarm_name: "m", alarm_actions: ["${aws_sns_topic.page.arn}", "${aws_sns_topic.work.arn}"] },
      },
    };
    const options = { ...(region === undefined ? {} : { region }), ...(account === undefined ? {} : { account }) };
    const read = readTerraform([{ file: "a.tf.json", text: JSON.stringify({ resource }) }], options);
    const copied = ["topic-policy-refuses-cloudwatch", "queue-refuses-topic", "function-refuses-topic"];
    const found = reachOf(read).findings.filter(({ rule }) => copied.includes(rule));
    expectText(found.map(({ fix }) => fix).join("\n"));
    expect(found.map(({ rule }) => rule)).toEqual(copied);
    return found.map(({ fix }) => fix);
  };
  const expected = (id: string, arn: string) =>
    [`aws:SourceAccount ${id}`, `aws:SourceArn ${arn}`, `source_arn ${arn}`].map(
      (value) => expect.stringContaining(value) as unknown,
    );

  test("if neither is known", () => {
    expect(fixes()).toEqual(expected("your account's id", "arn:aws:sns:<your Region>:<your account's id>:work"));
  });

  test("if the Region is known", () => {
    expect(fixes("eu-west-1")).toEqual(expected("your account's id", "arn:aws:sns:eu-west-1:<your account's id>:work"));
  });

  test("if both are known", () => {
    expect(fixes("eu-west-1", "111122223333")).toEqual(
      expected("111122223333", "arn:aws:sns:eu-west-1:111122223333:work"),
    );
  });
});
