import { placeText } from "../../../lib/base";
import { reachOf } from "../../../lib/replay/reach-of";
import { reachRules } from "../../../lib/replay/reach/rules";
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
const unresolved = (attribute: string) => [
  { address: "x", attribute, expression: "var.x", reason: "var.x has no value" },
];
const never = { expression: "0 * * * *", duration: "PT1H" };

/** `rule severity address: message`, in the order of the findings. */
const findings = (parts: TemplateParts) =>
  reachOf(template(parts)).findings.map((one) => `${one.rule} ${one.severity} ${placeText(one.at)}: ${one.message}`);

test("an alarm that tells a phone through a topic of its account has no findings", () => {
  expect(findings(told)).toEqual([]);
});

const cases: readonly [what: string, parts: TemplateParts, findings: readonly string[]][] = [
  // Alarms and their actions.
  [
    "an alarm without actions",
    { metricAlarms: [{ name: "errors" }] },
    ['alarm-without-actions error aws_cloudwatch_metric_alarm.errors: "errors" has no actions for ALARM'],
  ],
  [
    "one that only tells of recovery, and is of little weight",
    { ...told, metricAlarms: [{ name: "errors-info", okActions: [page] }] },
    [
      'alarm-without-actions warning aws_cloudwatch_metric_alarm.errors-info: "errors-info" has no actions for ALARM, only for other states',
    ],
  ],
  [
    "actions that are disabled",
    { ...told, metricAlarms: [{ ...errors, actionsEnabled: false }] },
    [
      'actions-disabled error aws_cloudwatch_metric_alarm.errors: the actions of "errors" are disabled, and nobody is told',
    ],
  ],
  [
    "a topic to which nobody is subscribed",
    { ...told, subscriptions: [] },
    [
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: topic "page" has no subscription',
      'topic-without-subscription error aws_sns_topic.page: nobody is subscribed to topic "page"; for alarm "errors"',
    ],
  ],
  [
    "one where a subscription's topic is not known",
    { ...told, subscriptions: [{ ...sms, address: "x", topicArn: undefined }] },
    [
      'alarm-reaches-nobody warning aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: topic "page" has no subscription',
      'topic-without-subscription warning aws_sns_topic.page: nobody is subscribed to topic "page"; for alarm "errors"',
      'subscription-unknown warning x: the template does not say to which topic it belongs; it may be topic "page", which seems to have no subscription; for alarm "errors"',
    ],
  ],
  [
    "an archive tells nobody",
    { ...told, subscriptions: [{ ...sms, protocol: "firehose", endpoint: "arn:aws:firehose:x:1:deliverystream/a" }] },
    [
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: what its actions reach only keeps messages',
    ],
  ],
  [
    "actions that are not known",
    { metricAlarms: [{ name: "errors", unresolved: unresolved("alarm_actions[0]") }] },
    [
      'alarm-action-unknown warning aws_cloudwatch_metric_alarm.errors: alarm_actions[0] of "errors" is not known: var.x has no value',
    ],
  ],
  [
    "actions that are none, or of another template",
    { metricAlarms: [{ name: "errors", alarmActions: ["page", page, "arn:aws:s3:::bucket"] }] },
    [
      'alarm-action-unknown warning aws_cloudwatch_metric_alarm.errors: the action "page" is none that CloudWatch knows; for alarm "errors"',
      `alarm-action-unknown info ${page}: topic "page" is outside the template: who is subscribed to it, and its policy, were not checked; for alarm "errors"`,
      'alarm-action-unknown warning aws_cloudwatch_metric_alarm.errors: the action "arn:aws:s3:::bucket" is none that CloudWatch knows; for alarm "errors"',
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
    [
      'too-many-actions error aws_cloudwatch_metric_alarm.errors: "errors" has 6 ok_actions, and CloudWatch takes at most 5',
    ],
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
    [
      `action-not-for-composites error aws_cloudwatch_composite_alarm.all: a composite alarm cannot have the action arn:aws:autoscaling:${region}:${account}:scalingPolicy:x; for alarm "all"`,
    ],
  ],
  [
    "alarms of one name",
    { ...told, metricAlarms: [errors, { ...errors, address: "other" }] },
    ['duplicate-alarm-name error other: "errors" is also the name of aws_cloudwatch_metric_alarm.errors'],
  ],
  [
    "critical alarms and e-mail",
    { ...told, metricAlarms: [{ ...errors, tags: { severity: "critical" } }], subscriptions: [{ topicArn: page }] },
    [
      'severity-only-email warning aws_sns_topic.page: alarms of severity critical are told by e-mail only, which wakes nobody; for alarm "errors"',
      'subscription-needs-confirmation info aws_sns_topic_subscription.page-email: email ops@shop.example hears nothing until somebody confirms the subscription; for alarm "errors"',
    ],
  ],
  // Topics.
  [
    "a topic of another Region",
    { ...told, metricAlarms: [{ name: "errors", alarmActions: ["arn:aws:sns:us-east-1:111122223333:page"] }] },
    [
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: topic "page" is in us-east-1 and the alarm in eu-central-1: CloudWatch takes only actions of its own Region',
      'topic-in-another-region error aws_cloudwatch_metric_alarm.errors: topic "page" is in us-east-1 and the alarm in eu-central-1: CloudWatch takes only actions of its own Region; for alarm "errors"',
    ],
  ],
  [
    "a topic of another account, outside the template",
    { metricAlarms: [{ name: "errors", alarmActions: ["arn:aws:sns:eu-central-1:999999999999:page"] }] },
    [
      'topic-in-another-account warning aws_cloudwatch_metric_alarm.errors: topic "page" is in account 999999999999, outside the template: whether its policy admits alarms of 111122223333 was not checked; for alarm "errors"',
    ],
  ],
  [
    "a topic of another account, in the template and without a policy",
    {
      metricAlarms: [{ name: "errors", alarmActions: ["arn:aws:sns:eu-central-1:999999999999:page"] }],
      topics: [{ name: "page", arn: "arn:aws:sns:eu-central-1:999999999999:page" }],
      subscriptions: [{ ...sms, topicArn: "arn:aws:sns:eu-central-1:999999999999:page" }],
    },
    [
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: topic "page" is in another account, and its default policy admits only its own',
      'topic-in-another-account error aws_sns_topic.page: topic "page" is in another account, and its default policy admits only its own; for alarm "errors"',
    ],
  ],
  [
    "a policy of one's own that forgets CloudWatch",
    { ...told, topicPolicies: [{ of: page, policy: policy(allow("events.amazonaws.com", "sns:Publish")) }] },
    [
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: topic "page" refuses cloudwatch.amazonaws.com: no statement of its policy allows sns:Publish to cloudwatch.amazonaws.com',
      'topic-policy-refuses-cloudwatch error aws_sns_topic_policy.page: topic "page" refuses cloudwatch.amazonaws.com: no statement of its policy allows sns:Publish to cloudwatch.amazonaws.com; for alarm "errors"',
    ],
  ],
  [
    "one that admits some alarms only",
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
      `alarm-reaches-nobody error aws_cloudwatch_metric_alarm.latency: nobody is told when "latency" goes ALARM: topic "page" refuses cloudwatch.amazonaws.com: no statement of its policy allows sns:Publish to cloudwatch.amazonaws.com (statement 1 would, but for its condition ArnEquals aws:SourceArn ${alarmArn("errors")})`,
      `topic-policy-refuses-cloudwatch error aws_sns_topic_policy.page: topic "page" refuses cloudwatch.amazonaws.com: no statement of its policy allows sns:Publish to cloudwatch.amazonaws.com (statement 1 would, but for its condition ArnEquals aws:SourceArn ${alarmArn("errors")}); for alarm "latency"`,
    ],
  ],
  [
    "one that cannot be decided counts as letting through",
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
    [
      'access-undecided warning aws_sns_topic.page: topic "page": only statement 1 of its policy may allow it: the value of aws:SourceOrgID is not known; for alarm "errors"',
    ],
  ],
  [
    "one that is not known",
    { ...told, topicPolicies: [{ of: page, policy: undefined, unresolved: unresolved("policy") }] },
    [
      'access-undecided warning aws_sns_topic_policy.page: the policy of topic "page" is not known: var.x has no value; for alarm "errors"',
    ],
  ],
  [
    "two policies",
    {
      ...told,
      topics: [{ name: "page", policy: admitsAlarms }],
      topicPolicies: [
        { of: page, policy: admitsAlarms },
        { of: page, address: "second", policy: policy() },
      ],
    },
    [
      'topic-has-several-policies warning aws_sns_topic.page: topic "page" has 3 policies (aws_sns_topic_policy.page, second, and its own)',
      'access-undecided warning aws_sns_topic_policy.page: topic "page" has 2 policies, of which not all let cloudwatch.amazonaws.com through; for alarm "errors"',
    ],
  ],
  [
    "a FIFO topic",
    {
      metricAlarms: [{ name: "errors", alarmActions: [topicArn("page.fifo")] }],
      topics: [{ name: "page.fifo" }],
      subscriptions: [{ ...sms, topicArn: topicArn("page.fifo") }],
    },
    [
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: topic "page.fifo" gets through to none of its subscriptions',
      'topic-is-fifo warning aws_sns_topic.page_fifo: topic "page.fifo" is a FIFO topic, which delivers to SQS queues alone; for alarm "errors"',
    ],
  ],
  // Keys.
  [
    "the key that AWS manages",
    { ...told, topics: [{ name: "page", kmsKey: "alias/aws/sns" }] },
    [
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: topic "page" is encrypted with alias/aws/sns, whose policy admits no service and cannot be changed',
      'key-is-aws-managed error aws_sns_topic.page: topic "page" is encrypted with alias/aws/sns, whose policy admits no service and cannot be changed; for alarm "errors"',
    ],
  ],
  [
    "a key with the default policy",
    { ...told, topics: [{ name: "page", kmsKey: keyId }], keys: [{ keyId }] },
    [
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: the key of topic "page" has the default policy, which admits no service',
      `key-policy-refuses-cloudwatch error aws_kms_key.${keyId}: the key of topic "page" has the default policy, which admits no service; for alarm "errors"`,
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
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: the key of topic "page" does not let cloudwatch.amazonaws.com use it: no statement of its policy allows kms:GenerateDataKey to cloudwatch.amazonaws.com',
      `key-policy-refuses-cloudwatch error aws_kms_key.${keyId}: the key of topic "page" does not let cloudwatch.amazonaws.com use it: no statement of its policy allows kms:GenerateDataKey to cloudwatch.amazonaws.com; for alarm "errors"`,
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
    [
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: the key of topic "page" is disabled',
      `key-disabled error aws_kms_key.${keyId}: the key of topic "page" is disabled; for alarm "errors"`,
    ],
  ],
  [
    "a key of another template",
    { ...told, topics: [{ name: "page", kmsKey: keyArn("other") }] },
    [
      'key-unknown warning aws_sns_topic.page: topic "page" is encrypted with a key outside the template, and whether cloudwatch.amazonaws.com may use it was not checked; for alarm "errors"',
    ],
  ],
  // Subscriptions.
  [
    "a webhook of Slack",
    {
      ...told,
      subscriptions: [{ topicArn: page, protocol: "https", endpoint: "https://hooks.slack.com/services/T0/B0/x" }],
    },
    [
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: topic "page" gets through to none of its subscriptions',
      'subscription-cannot-confirm error aws_sns_topic_subscription.page-https: an incoming webhook of Slack takes only its own JSON: it neither confirms a subscription nor shows what Amazon SNS sends; for alarm "errors"',
    ],
  ],
  [
    "raw e-mail",
    { ...told, subscriptions: [sms, { topicArn: page, protocol: "email-json" }] },
    [
      'subscription-needs-confirmation info aws_sns_topic_subscription.page-email-json: email ops@shop.example hears nothing until somebody confirms the subscription; for alarm "errors"',
      'email-json info aws_sns_topic_subscription.page-email-json: email ops@shop.example gets raw JSON; for alarm "errors"',
    ],
  ],
  [
    "a queue without a policy",
    {
      ...told,
      subscriptions: [sms, { topicArn: page, protocol: "sqs", endpoint: queueArn("q") }],
      queues: [{ name: "q" }],
    },
    [
      'queue-refuses-topic error aws_sqs_queue.q: queue "q" has no policy, and takes no messages of topics; for alarm "errors"',
    ],
  ],
  [
    "a queue that takes another topic's messages, with a key of its own",
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
    [
      `queue-refuses-topic error aws_sqs_queue_policy.q: queue "q" refuses sns.amazonaws.com: no statement of its policy allows sqs:SendMessage to sns.amazonaws.com (statement 1 would, but for its condition ArnEquals aws:SourceArn ${topicArn("other")}); for alarm "errors"`,
      `queue-key-refuses-topic error aws_kms_key.${keyId}: the key of queue "q" does not let sns.amazonaws.com use it: no statement of its policy allows kms:Decrypt to sns.amazonaws.com; for alarm "errors"`,
    ],
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
      `queue-unknown info aws_sns_topic_subscription.page-sqs: queue ${queueArn("q")} is outside the template: its policy was not checked; for alarm "errors"`,
      `function-unknown info aws_sns_topic_subscription.page-lambda: function ${functionArn("f")} is outside the template: its permissions were not checked; for alarm "errors"`,
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
    [
      'function-refuses-topic error aws_lambda_function.f: function "f" has no permission for sns.amazonaws.com to invoke it; for alarm "errors"',
    ],
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
    [
      'function-refuses-alarms error aws_lambda_function.f: function "f" has no permission for lambda.alarms.cloudwatch.amazonaws.com to invoke it; for alarm "errors"',
    ],
  ],
  [
    "a permission that is not wholly known",
    {
      metricAlarms: [{ name: "errors", alarmActions: [functionArn("f")] }],
      functions: [{ name: "f" }],
      functionPermissions: [{ function: "f", principal: undefined, unresolved: unresolved("principal") }],
    },
    [
      'access-undecided warning aws_lambda_permission.f: whether function "f" may be invoked by lambda.alarms.cloudwatch.amazonaws.com depends on a permission that is not wholly known; for alarm "errors"',
    ],
  ],
  [
    "a function of another template",
    { metricAlarms: [{ name: "errors", alarmActions: [functionArn("f")] }] },
    [
      `function-unknown info ${functionArn("f")}: function ${functionArn("f")} is outside the template: whether alarms may invoke it was not checked; for alarm "errors"`,
    ],
  ],
  [
    "a filter policy on attributes",
    { ...told, subscriptions: [{ ...sms, filterPolicy: '{"severity":["critical"]}' }] },
    [
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: topic "page" gets through to none of its subscriptions',
      "subscription-filter-drops-alarms warning aws_sns_topic_subscription.page-sms: its filter policy looks at message attributes, and the messages of alarms have none: all are dropped",
    ],
  ],
  [
    "one on the message that passes some alarms",
    {
      ...told,
      metricAlarms: [errors, { name: "latency", alarmActions: [page] }],
      subscriptions: [{ ...sms, filterPolicyScope: "MessageBody", filterPolicy: '{"AlarmName":["latency"]}' }],
    },
    [
      'alarm-reaches-nobody error aws_cloudwatch_metric_alarm.errors: nobody is told when "errors" goes ALARM: topic "page" gets through to none of its subscriptions',
    ],
  ],
  [
    "one on the message that passes none, and one of which nobody can tell",
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
      "subscription-filter-drops-alarms warning none: its filter policy passes the message of no alarm that tells the topic",
      'subscription-filter-undecided warning open: whether its filter policy passes the messages of alarms cannot be said beforehand; for alarm "errors"',
      'subscription-filter-undecided warning no-json: whether its filter policy passes the messages of alarms cannot be said beforehand; for alarm "errors"',
    ],
  ],
  [
    "dead letters that are lost",
    { ...told, subscriptions: [{ ...sms, deadLetterQueueArn: queueArn("dead") }], queues: [{ name: "dead" }] },
    [
      'dead-letter-queue-refuses-topic warning aws_sns_topic_subscription.page-sms: its dead letters are lost: queue "dead" has no policy, and takes no messages of topics; for alarm "errors"',
    ],
  ],
  // Composite alarms.
  [
    "a rule that cannot be read",
    { ...told, compositeAlarms: [{ name: "all", rule: "ALARM(errors", alarmActions: [page] }] },
    [
      "composite-rule-invalid error aws_cloudwatch_composite_alarm.all: \"all\": its rule cannot be read: ')' is missing before the end (line 1, column 13). One alarm per ALARM(...): join several with AND or OR, or count them with AT_LEAST; a name with blanks, commas or parentheses stands in double quotes.",
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
    [
      'composite-rule-too-large warning aws_cloudwatch_composite_alarm.all: "all": its rule has 501 elements, and CloudWatch takes at most 500',
    ],
  ],
  [
    "a cycle",
    { ...told, compositeAlarms: [{ name: "all", rule: "ALARM(all)", alarmActions: [page] }] },
    [
      'composite-cycle error aws_cloudwatch_composite_alarm.all: "all": its rule is part of a cycle, "all" -> "all", and CloudWatch stops evaluating a cycle',
    ],
  ],
  [
    "a child that nobody knows",
    { ...told, compositeAlarms: [{ name: "all", rule: "ALARM(erors)", alarmActions: [page] }] },
    [
      'composite-names-unknown-alarm warning aws_cloudwatch_composite_alarm.all: "all": alarm "erors" is not in the template. Did you mean "errors"?',
    ],
  ],
  [
    "a composite alarm that keeps to itself what it sums up",
    {
      metricAlarms: [{ name: "errors" }, { name: "latency" }],
      compositeAlarms: [{ name: "all", rule: "ALARM(errors) OR NOT OK(latency)" }],
    },
    [
      'composite-hides-children error aws_cloudwatch_composite_alarm.all: "all" has no actions for ALARM, and nobody hears of what it sums up: "errors", "latency"',
    ],
  ],
  [
    "one whose actions are disabled",
    {
      ...told,
      metricAlarms: [{ name: "errors" }],
      compositeAlarms: [{ name: "all", rule: "ALARM(errors)", alarmActions: [page], actionsEnabled: false }],
    },
    [
      'composite-hides-children error aws_cloudwatch_composite_alarm.all: "all" has its actions disabled, and nobody hears of what it sums up: "errors"',
    ],
  ],
  [
    "one message too many",
    { ...told, compositeAlarms: [{ name: "all", rule: "ALARM(errors)", alarmActions: [page] }] },
    [
      'child-repeats-composite warning aws_cloudwatch_composite_alarm.all: "all" tells the same as alarms that it sums up; for alarm "errors"',
    ],
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
    [
      'suppressed-for-ever error aws_cloudwatch_composite_alarm.all: the actions of "all" never run: its suppressor "errors" is in ALARM whenever it is',
    ],
  ],
  [
    "a suppressor that nobody knows",
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
    [
      'suppressor-unknown warning aws_cloudwatch_composite_alarm.all: the suppressor of "all": alarm "deploying" is not in the template.',
    ],
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
      `mute-rule-invalid error aws_cloudwatch_alarm_mute_rule.bad: mute rule "bad": expression "0 25 * * *": '25' is not an hour`,
      'mute-rule-unknown warning aws_cloudwatch_alarm_mute_rule.open: mute rule "open": its expression is not known (var.x has no value): here the rule mutes nothing',
      'mute-rule-names-unknown-alarm info aws_cloudwatch_alarm_mute_rule.misspelt: mute rule "misspelt": alarm "erors" is not in the template. Did you mean "errors"?',
      'mute-rule-too-large error aws_cloudwatch_alarm_mute_rule.large: mute rule "large": it names 101 alarms, and CloudWatch takes at most 100',
    ],
  ],
  [
    "windows without a gap",
    { ...told, muteRules: [{ name: "all day", ...never, alarmNames: ["errors"] }] },
    [
      'muted-for-ever error aws_cloudwatch_metric_alarm.errors: the actions of "errors" never run: it is muted at all times by "all day"',
    ],
  ],
  [
    "two rules that leave no gap together",
    {
      ...told,
      muteRules: [
        { name: "day", expression: "0 8 * * *", duration: "PT12H", alarmNames: ["errors"] },
        { name: "night", expression: "0 20 * * *", duration: "PT12H", alarmNames: ["errors"] },
      ],
    },
    // The first hours of the horizon belong to the night before it.
    [
      'muted-for-ever error aws_cloudwatch_metric_alarm.errors: the actions of "errors" never run: it is muted at all times by "day", "night"',
    ],
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

describe("what is no finding", () => {
  test.each<[what: string, parts: TemplateParts]>([
    [
      "a child whose composite tells",
      {
        ...told,
        metricAlarms: [{ name: "errors" }],
        compositeAlarms: [{ name: "all", rule: "ALARM(errors)", alarmActions: [page] }],
      },
    ],
    [
      "also over two floors",
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
      "a child that leaves telling to its composite, with its own actions disabled",
      {
        ...told,
        metricAlarms: [{ ...errors, actionsEnabled: false }],
        compositeAlarms: [{ name: "all", rule: "ALARM(errors)", alarmActions: [page] }],
      },
    ],
    [
      "an alarm that only holds others back",
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
      "a composite alarm that sums up alarms that tell for themselves",
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
      "an incident",
      { metricAlarms: [{ name: "errors", alarmActions: ["arn:aws:ssm-incidents::111122223333:response-plan/x"] }] },
    ],
    ["a chat channel", { ...told, subscriptions: [], chatChannels: [{ name: "alarms", topicArns: [page] }] }],
    [
      "one name in two Regions",
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
      "windows that leave a gap, or end",
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

test("suppressed for ever: a rule that is always true, the alarm itself, and one that it implies", () => {
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
    return findings(parts).some((finding) => finding.startsWith("suppressed-for-ever"));
  };
  expect(rules("ALARM(a)", "quiet", "TRUE")).toBe(true);
  expect(rules("ALARM(a)", "all", "FALSE")).toBe(true);
  expect(rules("ALARM(a) AND ALARM(b)", "quiet", "ALARM(a)")).toBe(true);
  expect(rules("ALARM(a)", "quiet", "NOT OK(a) AND NOT INSUFFICIENT_DATA(a)")).toBe(true);
  expect(rules("ALARM(a)", "quiet", "ALARM(a) AND ALARM(b)")).toBe(false);
  expect(rules("FALSE", "quiet", "ALARM(a)")).toBe(false);
});

test("findings of one topic for many alarms are one, which names some", () => {
  const metricAlarms = Array.from({ length: 7 }, (_, n) => ({ name: `a${n}`, alarmActions: [page] }));
  expect(findings({ ...told, metricAlarms, subscriptions: [] }).at(-1)).toBe(
    'topic-without-subscription error aws_sns_topic.page: nobody is subscribed to topic "page"; for alarms "a0", "a1", "a2", "a3", "a4" and 2 more',
  );
});

describe("a resource that may be the missing one makes a refusal a doubt", () => {
  const loose = (address: string, attribute: string) => [
    { address, attribute, expression: undefined, reason: "not known" },
  ];
  const queue = {
    ...told,
    subscriptions: [sms, { topicArn: page, protocol: "sqs", endpoint: queueArn("q") }],
    queues: [{ name: "q" }],
  };
  const lambda = { metricAlarms: [{ name: "errors", alarmActions: [functionArn("f")] }], functions: [{ name: "f" }] };
  test.each<[what: string, parts: TemplateParts, rules: string[]]>([
    [
      "subscriptions",
      { ...told, subscriptions: [], unresolved: loose("aws_sns_topic_subscription.all", "for_each") },
      ["alarm-reaches-nobody warning", "topic-without-subscription warning", "subscription-unknown warning"],
    ],
    [
      "a module",
      { ...told, subscriptions: [], unresolved: loose("module.notify", "count") },
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
      { ...told, subscriptions: [], unresolved: loose("aws_sqs_queue.q", "count") },
      ["alarm-reaches-nobody error", "topic-without-subscription error"],
    ],
  ])("%s", (_, parts, rules) => {
    expect(findings(parts).map((finding) => finding.split(" ").slice(0, 2).join(" "))).toEqual(rules);
  });
});

describe("a fix that can be copied names no made-up account or Region", () => {
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
    const found = reachOf(read).findings;
    return ["topic-policy-refuses-cloudwatch", "queue-refuses-topic", "function-refuses-topic"].map(
      (rule) => found.find((one) => one.rule === rule)?.fix,
    );
  };
  const expected = (id: string, arn: string) => [
    `Add a statement that allows sns:Publish to the service cloudwatch.amazonaws.com, with aws:SourceAccount ${id} as its condition.`,
    `Allow sqs:SendMessage to the service sns.amazonaws.com in the queue's policy, with aws:SourceArn ${arn} as its condition.`,
    `Add an aws_lambda_permission for the principal sns.amazonaws.com, the action lambda:InvokeFunction and source_arn ${arn}.`,
  ];

  test("where the template says neither", () => {
    expect(fixes()).toEqual(expected("your account's id", "arn:aws:sns:<your Region>:<your account's id>:work"));
  });

  test("where the Region is known", () => {
    expect(fixes("eu-west-1")).toEqual(expected("your account's id", "arn:aws:sns:eu-west-1:<your account's id>:work"));
  });

  test("where both are known", () => {
    expect(fixes("eu-west-1", "111122223333")).toEqual(
      expected("111122223333", "arn:aws:sns:eu-west-1:111122223333:work"),
    );
  });
});
