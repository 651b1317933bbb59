import { type ChannelKind, channelKinds, channels } from "../../../lib/aws";
import { failureLines } from "../../../lib/replay/report/scenarios-report";
import { readScenario } from "../../../lib/replay/scenarios/read-scenario";
import { runScenario } from "../../../lib/replay/scenarios/run-scenario";
import { readTerraform } from "../../../lib/terraform/read";

/** An alarm's action, and the resources that it needs, such as a subscription to its topic. */
interface Receiver {
  readonly action: string;
  readonly resources: Readonly<Record<string, object>>;
}

const place = "eu-central-1:111122223333";
const topic = "${aws_sns_topic.page.arn}";

function subscribed(protocol: string, endpoint: string, more: Receiver["resources"] = {}): Receiver {
  const subscription = { topic_arn: topic, protocol, endpoint };
  return { action: topic, resources: { aws_sns_topic_subscription: { one: subscription }, ...more } };
}
const https = (host: string) => subscribed("https", `https://${host}/integration`);
const direct = (action: string): Receiver => ({ action, resources: {} });
const permission = (principal: string) => ({
  aws_lambda_function: { f: { function_name: "f" } },
  aws_lambda_permission: {
    f: { function_name: "${aws_lambda_function.f.function_name}", principal, action: "lambda:InvokeFunction" },
  },
});
const chat = (type: string): Receiver => ({
  action: topic,
  resources: { [type]: { one: { configuration_name: "ops", sns_topic_arns: [topic] } } },
});

// The compiler requires a receiver for every kind of channel.
const receivers: Readonly<Record<ChannelKind, Receiver>> = {
  pagerduty: https("events.pagerduty.com"),
  opsgenie: https("api.opsgenie.com"),
  "splunk-on-call": https("alert.victorops.com"),
  "incident-io": https("api.incident.io"),
  "grafana-on-call": https("oncall-prod.grafana.net"),
  ilert: https("api.ilert.com"),
  rootly: https("webhooks.rootly.com"),
  firehydrant: https("signals.firehydrant.com"),
  squadcast: https("api.squadcast.com"),
  zenduty: https("events.zenduty.com"),
  xmatters: https("shop.xmatters.com"),
  signl4: https("connect.signl4.com"),
  "better-stack": https("uptime.betterstack.com"),
  "incident-manager": direct("arn:aws:ssm-incidents::111122223333:response-plan/page"),
  sms: subscribed("sms", "+491701234567"),
  push: subscribed("application", `arn:aws:sns:${place}:endpoint/APNS/app/x`),
  slack: chat("aws_chatbot_slack_channel_configuration"),
  teams: chat("aws_chatbot_teams_channel_configuration"),
  chat: https("global.sns-api.chatbot.amazonaws.com"),
  opsitem: direct(`arn:aws:ssm:${place}:opsitem:1`),
  https: https("alarms.shop.example"),
  email: subscribed("email", "ops@shop.example"),
  function: { action: "${aws_lambda_function.f.arn}", resources: permission("lambda.alarms.cloudwatch.amazonaws.com") },
  lambda: subscribed("lambda", "${aws_lambda_function.f.arn}", permission("sns.amazonaws.com")),
  sqs: subscribed("sqs", `arn:aws:sqs:${place}:elsewhere`),
  firehose: subscribed("firehose", `arn:aws:firehose:${place}:deliverystream/archive`),
  investigation: direct(`arn:aws:aiops:${place}:investigation-group/x`),
  autoscaling: direct(`arn:aws:autoscaling:${place}:scalingPolicy:x`),
  ec2: direct("arn:aws:automate:eu-central-1:ec2:recover"),
  outside: direct(`arn:aws:sns:${place}:elsewhere`),
  unknown: subscribed("carrier-pigeon", "loft"),
};

const metric = { namespace: "App", metric_name: "Errors" };

/** Runs a scenario in which one alarm fires and notifies one receiver. */
async function run({ action, resources }: Receiver, expectation: object) {
  const alarm = {
    alarm_name: "errors",
    ...metric,
    comparison_operator: "GreaterThanThreshold",
    threshold: 0,
    evaluation_periods: 1,
    period: 60,
    statistic: "Sum",
    alarm_actions: [action],
  };
  const resource = {
    aws_sns_topic: { page: { name: "page" } },
    aws_cloudwatch_metric_alarm: { errors: alarm },
    ...resources,
  };
  const template = readTerraform([{ file: "cdk.tf.json", text: JSON.stringify({ resource }) }], {
    region: "eu-central-1",
    account: "111122223333",
  });
  const value = {
    start: "2026-11-20T19:30:00Z",
    to: "10m",
    no_logs: true,
    metrics: [{ namespace: metric.namespace, name: metric.metric_name, values: "0x2 5x2" }],
    expect: [expectation],
  };
  const { verdict } = await runScenario(readScenario(value, "scenario.yaml"), template, () => {
    throw new Error("the scenario has no logs");
  });
  return verdict;
}

describe("a scenario may expect every kind of channel", () => {
  test.each(channelKinds)("%s", async (kind) => {
    const verdict = await run(receivers[kind], { notified: { alarm: "errors", kind } });
    expect(failureLines(verdict)).toEqual([]);
    expect(verdict.held).toBe(true);
  });

  test.each(channelKinds)("%s is not taken for another kind", async (kind) => {
    const other = channelKinds.find((one) => one !== kind && channels[one].audience === channels[kind].audience);
    const verdict = await run(receivers[kind], { notified: { alarm: "errors", kind: other ?? "email" } });
    expect(verdict.held).toBe(false);
  });
});
