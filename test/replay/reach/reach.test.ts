import { ruled } from "../../texts";
import { reachOf } from "../../../lib/replay/reach-of";
import { functionArn, template, type TemplateParts, topicArn } from "../../terraform/template";

const stack = template({
  topics: [{ name: "page" }, { name: "mail" }],
  subscriptions: [
    {
      topicArn: topicArn("page"),
      protocol: "https",
      endpoint: "https://events.pagerduty.com/integration/secret/enqueue",
    },
    { topicArn: topicArn("mail"), filterPolicyScope: "MessageBody", filterPolicy: '{"NewStateValue":["ALARM"]}' },
  ],
  chatChannels: [{ name: "ops", topicArns: [topicArn("page")] }],
  functions: [{ name: "ticket" }],
  metricAlarms: [
    { name: "errors-critical", alarmActions: [topicArn("page"), topicArn("mail")], okActions: [topicArn("mail")] },
    { name: "latency-critical" },
    { name: "disk-warning", alarmActions: [functionArn("ticket")] },
    { name: "queue", alarmActions: [`arn:aws:ssm:eu-central-1:111122223333:opsitem:1`] },
    { name: "maintenance" },
    { name: "cpu-critical", alarmActions: ["arn:aws:autoscaling:eu-central-1:111122223333:scalingPolicy:x"] },
  ],
  compositeAlarms: [
    {
      name: "all-critical",
      rule: "ALARM(latency-critical) AND NOT ALARM(maintenance)",
      alarmActions: [topicArn("mail")],
    },
  ],
});
const reach = reachOf(stack);

test("the matrix counts alarms by severity and kind of channel, the most urgent first", () => {
  expect(reach.rows).toEqual([
    { severity: "critical", alarms: 3, channels: { email: 3, pagerduty: 1, slack: 1 }, nobody: 0 },
    { severity: "warning", alarms: 1, channels: {}, nobody: 1 },
    { severity: "unknown", alarms: 1, channels: { opsitem: 1 }, nobody: 0 },
  ]);
});

test("each alarm has a role, and the composite alarms that notify on its behalf", () => {
  expect(
    reach.alarms.map(({ alarm, channels, role, through }) => [
      alarm.name,
      role,
      channels.map(({ kind, name }) => `${kind} ${name}`).join(", "),
      through.map(({ name }) => name).join(),
    ]),
  ).toEqual([
    ["errors-critical", "tells", "pagerduty PagerDuty, slack ops, email ops@shop.example", ""],
    ["latency-critical", "through", "email ops@shop.example", "all-critical"],
    ["disk-warning", "tells", "", ""],
    ["queue", "tells", "opsitem opsitem:1", ""],
    ["maintenance", "condition", "", ""],
    ["cpu-critical", "acts", "autoscaling scalingPolicy:x", ""],
    ["all-critical", "tells", "email ops@shop.example", ""],
  ]);
});

test("an action has its topic and its channels, including those that are not reached", () => {
  const [errors, , disk] = stack.metricAlarms;
  expect(reach.ofAction(errors!, topicArn("page"))).toEqual({
    through: "page",
    channels: [
      { kind: "pagerduty", name: "PagerDuty", address: "aws_sns_topic_subscription.page-https", reached: true },
      { kind: "slack", name: "ops", address: "aws_chatbot_slack_channel_configuration.ops", reached: true },
    ],
  });
  expect(reach.ofAction(disk!, functionArn("ticket"))).toEqual({
    through: "ticket",
    channels: [{ kind: "function", name: "ticket", address: "aws_lambda_function.ticket", reached: false }],
  });
  expect(reach.ofAction(errors!, "nonsense")).toEqual({ through: "nonsense", channels: [] });
});

test("a filter policy may pass one state and not the other", () => {
  const [errors] = stack.metricAlarms;
  expect(reach.ofAction(errors!, topicArn("mail"), "ALARM").channels.map(({ reached }) => reached)).toEqual([true]);
  expect(reach.ofAction(errors!, topicArn("mail"), "OK").channels.map(({ reached }) => reached)).toEqual([false]);
});

test("each alarm has its severity, or null", () => {
  expect(reach.severityOf(stack.metricAlarms[0]!)).toBe("critical");
  expect(reach.severityOf(stack.metricAlarms[3]!)).toBeNull();
});

test("no text of a finding or a channel reveals a secret", () => {
  expect(JSON.stringify([reach.findings, reach.alarms.map(({ channels }) => channels)])).not.toContain("secret");
});

describe("if the account of the template is not known", () => {
  const rules = (action: string, topics: TemplateParts["topics"] = []) => {
    // Everything names the topic by the ARN that is written out.
    const subscriptions = topics.length === 0 ? [] : [{ topicArn: action, protocol: "sms" }];
    const parts = {
      account: undefined,
      metricAlarms: [{ name: "errors", alarmActions: [action] }],
      topics,
      subscriptions,
    };
    return reachOf(template(parts)).findings.map(({ rule, severity }) => `${rule} ${severity}`);
  };
  test("no finding is about another account", () => {
    expect(rules("arn:aws:sns:eu-central-1:999999999999:page")).toEqual(["alarm-action-unknown info"]);
  });
  test("a topic in another Region is a finding", () => {
    expect(rules("arn:aws:sns:us-east-1:999999999999:page")).toContain("topic-in-another-region error");
  });
  test("a topic of the template is found by an ARN that is written out", () => {
    expect(rules("arn:aws:sns:eu-central-1:999999999999:page", [{ name: "page", arn: topicArn("page") }])).toEqual([]);
  });
});

test("an empty template has no alarms, rows or findings", () => {
  expect(reachOf(template())).toMatchObject({ alarms: [], rows: [], findings: [] });
});

test("an action that is not known may reach someone: the alarm does not count as reaching no one", () => {
  const unresolved = ["alarm_actions[0]", "ok_actions"].map((attribute) => {
    const reason = { kind: "known-after-apply", untold: { what: "local-value", through: "local.topics" } } as const;
    return { address: "a", attribute, expression: "local.topics", reason };
  });
  const { alarms, findings, ofAction, rows } = reachOf(template({ metricAlarms: [{ name: "errors", unresolved }] }));
  const unknown = {
    kind: "unknown",
    name: "local.topics",
    address: "aws_cloudwatch_metric_alarm.errors",
    reached: true,
  };
  expect(alarms).toMatchObject([{ role: "tells", channels: [unknown] }]);
  expect(rows).toEqual([{ severity: "unknown", alarms: 1, channels: { unknown: 1 }, nobody: 0 }]);
  const [alarm] = alarms;
  if (alarm === undefined) throw new Error("there is one alarm");
  expect(ofAction(alarm.alarm, "ok_actions", "OK")).toEqual({ through: "local.topics", channels: [unknown] });
  expect(ruled(findings)).toEqual(["alarm-action-unknown warning local.topics"]);
});

test("what seems to be missing is only a warning if the plan is partial", () => {
  const parts = {
    metricAlarms: [{ name: "errors", alarmActions: [topicArn("page")] }],
    topics: [{ name: "page" }],
  };
  const reason = { kind: "partial-plan", because: "failed" } as const;
  const part = [{ address: "(plan)", type: "plan", attribute: "complete", expression: undefined, reason }];
  const severities = (given: TemplateParts) =>
    reachOf(template(given)).findings.map(({ rule, severity }) => `${rule} ${severity}`);
  expect(severities(parts)).toEqual(["alarm-reaches-nobody error", "topic-without-subscription error"]);
  expect(severities({ ...parts, unread: part })).toEqual([
    "alarm-reaches-nobody warning",
    "topic-without-subscription warning",
  ]);
});
