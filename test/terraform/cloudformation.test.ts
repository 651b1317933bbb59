import fc from "fast-check";
import { reachOf } from "../../lib/replay";
import { readBody } from "../../lib/terraform/cloudformation/read-body";
import { readTerraform } from "../../lib/terraform";
import { errorAlarm } from "./error-alarm";

const topic = "${aws_sns_topic.page.arn}";

/** A topic, an alarm that notifies it, and a CloudFormation stack. */
function read(stack: Record<string, unknown>, action = topic, more: object = {}) {
  return readTerraform([
    {
      file: "main.tf.json",
      text: JSON.stringify({
        provider: { aws: { region: "eu-west-1", allowed_account_ids: ["111122223333"] } },
        variable: { url: {} },
        resource: {
          aws_sns_topic: { page: { name: "page" } },
          aws_cloudformation_stack: { alerts: { name: "alerts", ...stack } },
          aws_cloudwatch_metric_alarm: {
            errors: errorAlarm([action], "errors-critical"),
          },
          ...more,
        },
      }),
    },
  ]);
}

const subscription = (more: object = {}) => ({
  Type: "AWS::SNS::Subscription",
  Properties: { TopicArn: { Ref: "TopicArn" }, Protocol: "email", Endpoint: { Ref: "Mail" }, ...more },
});
const parameters = { TopicArn: topic, Mail: "ops@shop.example" };
const declared = { TopicArn: { Type: "String" }, Mail: { Type: "String" } };
const json = (resources: object, more: object = {}) =>
  JSON.stringify({ Parameters: declared, Resources: resources, ...more });

const channelsOf = (template: ReturnType<typeof read>) =>
  reachOf(template).alarms.flatMap(({ channels }) => channels.map(({ kind, name }) => `${kind} ${name}`));
const seriousOf = (template: ReturnType<typeof read>) =>
  reachOf(template).findings.flatMap(({ rule, severity }) => (severity === "info" ? [] : [`${rule} ${severity}`]));

describe("subscriptions made by a CloudFormation stack are subscriptions", () => {
  test("in JSON, with parameters", () => {
    const template = read({ template_body: json({ Sub: subscription() }), parameters });
    expect(template.subscriptions).toMatchObject([
      { address: "aws_cloudformation_stack.alerts/Sub", protocol: "email", endpoint: "ops@shop.example" },
    ]);
    expect(channelsOf(template)).toEqual(["email ops@shop.example"]);
  });

  test("in YAML, with the short forms of functions", () => {
    const body = [
      "Parameters:",
      "  TopicArn: { Type: String }",
      "  Team: { Type: String, Default: ops }",
      "  HasPager: { Type: String, Default: 'no' }",
      "Mappings: { Mails: { ops: { Domain: shop.example } } }",
      "Conditions:",
      "  Pager: !Equals [!Ref HasPager, 'yes']",
      "  NoPager: !Not [!Condition Pager]",
      "Resources:",
      "  Mail:",
      "    Type: AWS::SNS::Subscription",
      "    Condition: NoPager",
      "    Properties:",
      "      TopicArn: !Ref TopicArn",
      "      Protocol: !If [Pager, https, email]",
      "      Endpoint: !Sub",
      "        - '$${Team}@$${Domain}'",
      "        - Domain: !FindInMap [Mails, !Ref Team, Domain]",
      "  Pager:",
      "    Type: AWS::SNS::Subscription",
      "    Condition: Pager",
      "    Properties: { TopicArn: !Ref TopicArn, Protocol: https, Endpoint: 'https://events.pagerduty.com/x' }",
    ].join("\n");
    expect(channelsOf(read({ template_body: body, parameters: { TopicArn: topic } }))).toEqual([
      "email ops@shop.example",
    ]);
    const paged = read({ template_body: body, parameters: { TopicArn: topic, HasPager: "yes" } });
    expect(channelsOf(paged)).toEqual(["pagerduty PagerDuty"]);
  });

  test("of a topic that the stack makes, and whose ARN is its output", () => {
    const body = [
      "Resources:",
      "  Page:",
      "    Type: AWS::SNS::Topic",
      "    Properties:",
      "      TopicName: !Sub '$${AWS::StackName}-page'",
      "      Subscription: [{ Protocol: sms, Endpoint: '+491701234567' }]",
      "  Queue: { Type: AWS::SQS::Queue }",
      "  ToQueue:",
      "    Type: AWS::SNS::Subscription",
      "    Properties: { TopicArn: !Ref Page, Protocol: sqs, Endpoint: !GetAtt Queue.Arn }",
      "  QueuePolicy:",
      "    Type: AWS::SQS::QueuePolicy",
      "    Properties:",
      "      Queues: [!Ref Queue]",
      "      PolicyDocument:",
      "        Statement:",
      "          - { Effect: Allow, Principal: { Service: sns.amazonaws.com }, Action: 'sqs:SendMessage', Resource: !GetAtt Queue.Arn }",
      "  Chat:",
      "    Type: AWS::Chatbot::SlackChannelConfiguration",
      "    Properties: { ConfigurationName: ops, SnsTopicArns: [!Ref Page] }",
      "Outputs: { PageArn: { Value: !Ref Page } }",
    ].join("\n");
    const template = read({ template_body: body }, '${aws_cloudformation_stack.alerts.outputs["PageArn"]}');
    expect(template.metricAlarms[0]?.alarmActions).toEqual(["arn:aws:sns:eu-west-1:111122223333:alerts-page"]);
    expect(channelsOf(template)).toEqual(["sms +49…67", "sqs alerts-Queue", "slack ops"]);
    expect(seriousOf(template)).toEqual([]);
  });

  test("an endpoint of a parameter with NoEcho is a secret", () => {
    const body = JSON.stringify({
      Parameters: { ...declared, Mail: { Type: "String", NoEcho: true } },
      Resources: { Sub: subscription() },
    });
    expect(read({ template_body: body, parameters }).subscriptions).toMatchObject([{ endpointIsSecret: true }]);
  });
});

describe("what cannot be looked into and refers to a topic may subscribe someone: never a certain fault", () => {
  const nobody = ["topic-without-subscription error", "alarm-reaches-nobody error"].sort();
  test.each([
    ["a template at a URL", { template_url: "https://s3.example/t.yaml", parameters }],
    ["a template that is not YAML", { template_body: "{ [", parameters }],
    ["a template that is not known", { template_body: "${var.url} " + topic }],
    ["a nested stack", { template_body: json({ Nested: { Type: "AWS::CloudFormation::Stack" } }), parameters }],
  ])("%s", (_, stack) => {
    const template = read(stack);
    expect(seriousOf(template)).toEqual(["subscription-unknown warning"]);
    expect(channelsOf(template)).toEqual(["unknown aws_cloudformation_stack.alerts"]);
  });

  test.each([
    ["null_resource", { null_resource: { hook: { triggers: { topic } } } }],
    ["terraform_data", { terraform_data: { hook: { input: topic } } }],
    ["awscc_sns_subscription", { awscc_sns_subscription: { hook: { topic_arn: topic } } }],
  ])("%s", (_, more) => {
    expect(seriousOf(read({ template_body: json({}) }, topic, more))).toEqual(["subscription-unknown warning"]);
  });

  test("a stack that refers to nothing, or whose template subscribes no one, changes nothing", () => {
    expect(seriousOf(read({ template_url: "https://s3.example/t.yaml" })).sort()).toEqual(nobody);
    expect(seriousOf(read({ template_body: json({}), parameters })).sort()).toEqual(nobody);
  });
});

test("in a plan, a stack whose template is not known refers to a topic through a module's output", () => {
  const managed = (address: string, type: string, values: object) => ({
    address,
    mode: "managed",
    type,
    name: address.split(".").at(-1),
    values,
  });
  const topicOf = (key: string) =>
    managed(`module.sns["${key}"].aws_sns_topic.this`, "aws_sns_topic", { name: `alarms-${key}` });
  const errors = managed("aws_cloudwatch_metric_alarm.errors", "aws_cloudwatch_metric_alarm", { alarm_name: "errors" });
  const stack = managed("aws_cloudformation_stack.mail", "aws_cloudformation_stack", { name: "mail" });
  const keys = ["a", "b"];
  const change = ({ address, values }: { address: string; values: object }, unknown: object) => ({
    address,
    change: { actions: ["create"], after: values, after_unknown: { arn: true, id: true, ...unknown } },
  });
  const output = { references: ["aws_sns_topic.this.arn", "aws_sns_topic.this"] };
  const refers = (...references: string[]) => ({ references });
  const plan = {
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: [errors, stack],
        child_modules: keys.map((key) => ({ address: `module.sns["${key}"]`, resources: [topicOf(key)] })),
      },
    },
    resource_changes: [
      change(errors, { alarm_actions: true }),
      change(stack, { template_body: true, outputs: true }),
      ...keys.map((key) => change(topicOf(key), {})),
    ],
    configuration: {
      root_module: {
        module_calls: {
          sns: {
            for_each_expression: refers("local.topics"),
            module: {
              outputs: {
                topic_arn: { expression: output },
                topic_id: { expression: output },
                name: { expression: {} },
              },
              resources: [{ address: "aws_sns_topic.this", expressions: {} }],
            },
          },
        },
        resources: [
          { address: errors.address, expressions: { alarm_actions: refers('module.sns["a"]', "module.sns") } },
          { address: stack.address, expressions: { template_body: refers('module.sns["a"].topic_arn', "module.sns") } },
        ],
      },
    },
  };
  const template = readTerraform([{ file: "plan.json", text: JSON.stringify(plan) }]);
  expect(template.metricAlarms[0]?.alarmActions).toEqual(["arn:aws:sns:region:000000000000:alarms-a"]);
  expect(template.opaque.map(({ address, mentions }) => [address, mentions])).toEqual([
    ["aws_cloudformation_stack.mail", ["arn:aws:sns:region:000000000000:alarms-a"]],
  ]);
  expect(seriousOf(template)).toEqual(["subscription-unknown warning"]);
});

test("what refers to itself, or doubles, ends and is not known", () => {
  const or = (name: string) => ({ "Fn::Or": [{ Condition: name }, { Condition: name }] });
  const doubled = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [
      `T${n}`,
      {
        Type: "AWS::SNS::Topic",
        Properties: {
          TopicName:
            n === 0 ? "ab" : { "Fn::Join": ["", [0, 1].map(() => ({ "Fn::GetAtt": [`T${n - 1}`, "TopicName"] }))] },
        },
      },
    ]),
  );
  const body = JSON.stringify({
    Conditions: { A: or("B"), B: or("A") },
    Resources: {
      Self: { Type: "AWS::SNS::Topic", Condition: "A", Properties: { TopicName: { Ref: "Self" } } },
      ...doubled,
    },
    Outputs: { Self: { Value: { Ref: "Self" } } },
  });
  const { topics } = read({ template_body: body });
  expect(topics).toHaveLength(62);
  expect(topics.every(({ arn }) => arn.length < 1_100_000)).toBe(true);
});

test("any text is a template, or why it is none", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.json(), fc.stringMatching(/^(!Sub|!GetAtt|!Ref|- |a: |\[|\{|&x|\*x|\n| )*$/)),
      (text) => {
        const body = readBody(text);
        expect(typeof body === "string" || typeof body === "object").toBe(true);
      },
    ),
  );
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(() =>
        read({ template_body: `{"Resources":{"A":{"Type":"AWS::SNS::Topic","Properties":${text}},"B":${text}}}` }),
      ).not.toThrow();
    }),
  );
});

test("scaling policies are actions of a known kind, whatever of their names is known", () => {
  const template = read({ template_body: json({}) }, topic, {
    aws_autoscaling_policy: { up: { name: "up", autoscaling_group_name: "${var.url}" } },
    aws_appautoscaling_policy: { up: { name: "up", resource_id: "${var.url}", service_namespace: "ecs" } },
    aws_cloudwatch_metric_alarm: {
      scale: {
        alarm_name: "scale",
        namespace: "shop",
        metric_name: "Load",
        statistic: "Sum",
        period: 60,
        evaluation_periods: 1,
        comparison_operator: "GreaterThanThreshold",
        threshold: 1,
        alarm_actions: ["${aws_autoscaling_policy.up.arn}", "${aws_appautoscaling_policy.up.arn}"],
      },
    },
  });
  expect(seriousOf(template)).toEqual([]);
  expect(reachOf(template).alarms).toMatchObject([
    { role: "acts", channels: [{ kind: "autoscaling" }, { kind: "autoscaling" }] },
  ]);
});
