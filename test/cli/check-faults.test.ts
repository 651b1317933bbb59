import { resource } from "../../lib/base";
import { reachabilityText } from "../../lib/cli/check/reachability";
import { reportText } from "../../lib/cli/check/report";
import { configRules } from "../../lib/config";
import { reachRules } from "../../lib/replay/reach";
import { expectText } from "../texts";
import { growth } from "../work";
import { template, type Workplace, workplace } from "./small-stack";

let place: Workplace;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.remove());

const ALARMS = 12;
const formats = ["text", "json", "sarif", "junit", "github"] as const;
const owned = { Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "sns:Publish", Resource: "*" };
const topics = {
  "without a subscription": { subscriptions: {}, topic: {} },
  "that refuses CloudWatch": { topic: { policy: JSON.stringify({ Version: "2012-10-17", Statement: [owned] }) } },
};

/** Alarms of two severities that notify one topic, and one that notifies another, which has a subscriber. */
function stack({ subscriptions, topic }: { readonly subscriptions?: object; readonly topic: object }): string {
  return template((resource) => {
    const { errors } = resource.aws_cloudwatch_metric_alarm!;
    const named = (name: string, severity: string, on: string) => ({
      ...{ ...errors, alarm_name: name, tags: { severity } },
      ...{ alarm_actions: [`\${aws_sns_topic.${on}.arn}`], ok_actions: [`\${aws_sns_topic.${on}.arn}`] },
    });
    resource.aws_cloudwatch_metric_alarm = { heard: named("heard", "critical", "mail") };
    for (let index = 0; index < ALARMS; index++)
      resource.aws_cloudwatch_metric_alarm[`a${index}`] = named(
        `n${index}`,
        index % 2 ? "critical" : "warning",
        "page",
      );
    resource.aws_sns_topic = { page: { name: "page", ...topic }, mail: { name: "mail" } };
    const mail = { topic_arn: "${aws_sns_topic.mail.arn}", protocol: "email", endpoint: "a@example.com" };
    resource.aws_sns_topic_subscription = {
      ...{ ...resource.aws_sns_topic_subscription, ...(subscriptions === undefined ? {} : { pagerduty: mail }) },
      mail,
    };
  });
}

describe.each(Object.entries(topics))("a topic %s", (_, parts) => {
  test.each(formats)("is one fault as %s", async (format) => {
    place.write("stack.tf.json", stack(parts));
    const { code, stdout } = await place.run("check", "--template", "stack.tf.json", "--format", format);
    expect(code).toBe(1);
    expectText(stdout.replace(/"semanticVersion": "[^"]*"/, '"semanticVersion": "VERSION"'));
  });

  test("has each of its alarms in JSON", async () => {
    place.write("stack.tf.json", stack(parts));
    const { stdout } = await place.run("check", "--template", "stack.tf.json", "--json");
    const errors = (JSON.parse(stdout) as Json).reach[0]!.findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ address }) => address)).toEqual(["aws_sns_topic.page"]);
    const { others = [] } = errors[0]!;
    expect(new Set(others.map(({ rule }) => rule))).toEqual(new Set(["alarm-reaches-nobody"]));
    expect(others.map(({ address }) => address).sort()).toEqual(
      Array.from({ length: ALARMS }, (__, index) => `aws_cloudwatch_metric_alarm.a${index}`).sort(),
    );
  });

  test("is said of its alarms where only they are wanted, or only the topic is accepted", async () => {
    place.write("stack.tf.json", stack(parts));
    const only = await place.run("check", "--template", "stack.tf.json", "--only", "alarm-reaches-nobody");
    expect(only.code).toBe(1);
    expectText(only.stdout);
    const accept = ["topic-without-subscription", "topic-policy-refuses-cloudwatch"].map((rule) => ({
      ...{ rule, path: "aws_sns_topic.page", reason: "It is new." },
    }));
    const settings = { project: "x", services: {}, environments: {}, accept };
    place.write("accept.yaml", JSON.stringify(settings));
    const accepted = await place.run("check", "--template", "stack.tf.json", "--config", "accept.yaml", "--json");
    expect(accepted.code).toBe(1);
    const { reach } = JSON.parse(accepted.stdout) as Json;
    const errors = reach[0]!.findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ others, rule }) => [rule, others?.length])).toEqual([["alarm-reaches-nobody", ALARMS - 1]]);
  });
});

test("the work of printing grows with the findings", async () => {
  const ofConfig = (count: number) => {
    const findings = Array.from({ length: count }, (_, index) =>
      configRules.finding("severity-order", { kind: "config", path: ["services", "api", index] }, { message: "m" }),
    );
    return () => reportText(findings, undefined);
  };
  const ofStack = (count: number) => {
    const all = Array.from({ length: count }, (_, index) => ({
      address: `a${index}`,
      name: `a${index}`,
      severity: null,
    }));
    const because = [{ rule: "topic-without-subscription", address: "t" }];
    const findings = [
      ...all.map((one) => reachRules.finding("alarm-reaches-nobody", resource(one), { message: "m", because })),
      reachRules.finding("topic-without-subscription", resource({ address: "t" }), { message: "m" }),
    ];
    const shown = { stack: "s", environment: undefined, file: undefined, rows: [], notRead: [], alarms: all, findings };
    return () => reachabilityText([shown], true);
  };
  expect(await growth(ofConfig(2000), ofConfig(32_000))).toBeLessThan(80);
  expect(await growth(ofStack(2000), ofStack(32_000))).toBeLessThan(80);
});

interface Json {
  readonly reach: readonly { readonly findings: readonly (Found & { readonly others?: readonly Found[] })[] }[];
}

type Found = Readonly<Record<"rule" | "severity" | "address" | "message", string>>;
