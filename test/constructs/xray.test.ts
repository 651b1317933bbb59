import {
  type ConstructProblem,
  TraceGroup,
  type TraceGroupProps,
  TraceSamplingRule,
  type TraceSamplingRuleProps,
  TransactionSearch,
  type TransactionSearchProps,
} from "../../lib/constructs";
import { refusal, synth } from "./stack";

const group = (props: Partial<TraceGroupProps> = {}) =>
  synth((stack) => new TraceGroup(stack, "Faults", { name: "shop-faults", where: "fault", ...props }));
const rule = (props: Partial<TraceSamplingRuleProps> = {}) =>
  synth((stack) => new TraceSamplingRule(stack, "Rule", { name: "shop-all", priority: 1, rate: 1, ...props }));
const search = (props: Partial<TransactionSearchProps> = {}) =>
  synth(
    (stack) =>
      new TransactionSearch(stack, "Search", {
        name: "spans",
        providerVersion: "~> 6.46",
        account: "111122223333",
        region: "eu-central-1",
        partition: "aws",
        ...props,
      }),
  );

test("a group has a filter expression, and no insights unless asked for", () => {
  expect(group().one("aws_xray_group")).toMatchObject({
    group_name: "shop-faults",
    filter_expression: "fault",
    insights_configuration: { insights_enabled: false, notifications_enabled: false },
  });
  expect(group({ insights: true }).one("aws_xray_group")).toMatchObject({
    insights_configuration: { insights_enabled: true, notifications_enabled: false },
  });
  expect(group({ insights: { notifications: true }, tags: { a: "b" } }).one("aws_xray_group")).toMatchObject({
    insights_configuration: { insights_enabled: true, notifications_enabled: true },
    tags: { a: "b" },
  });
});

test("a filter expression is what it is to Terraform, too", () => {
  expect(group({ where: 'user = "%{x}"' }).one("aws_xray_group")).toMatchObject({
    filter_expression: 'user = "%%{x}"',
  });
});

test("a sampling rule matches everything that it does not ask for", () => {
  expect(rule().one("aws_xray_sampling_rule")).toMatchObject({
    rule_name: "shop-all",
    version: 1,
    priority: 1,
    fixed_rate: 1,
    reservoir_size: 0,
    service_name: "*",
    service_type: "*",
    host: "*",
    http_method: "*",
    url_path: "*",
    resource_arn: "*",
  });
  expect(
    rule({ service: "a", type: "b", host: "c", method: "GET", path: "/d", resource: "e", attributes: { f: "g" } }).one(
      "aws_xray_sampling_rule",
    ),
  ).toMatchObject({
    service_name: "a",
    service_type: "b",
    host: "c",
    http_method: "GET",
    url_path: "/d",
    resource_arn: "e",
    attributes: { f: "g" },
  });
});

test("X-Ray may write spans before it is told to", () => {
  const { one } = search({ enabled: true, indexing: 5 });
  const { policy_document } = one("aws_cloudwatch_log_resource_policy") as { policy_document: string };
  expect(JSON.parse(policy_document)).toMatchObject({
    Statement: [
      {
        Principal: { Service: "xray.amazonaws.com" },
        Action: "logs:PutLogEvents",
        Resource: [
          "arn:aws:logs:eu-central-1:111122223333:log-group:aws/spans:*",
          "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/application-signals/data:*",
        ],
        Condition: {
          ArnLike: { "aws:SourceArn": "arn:aws:xray:eu-central-1:111122223333:*" },
          StringEquals: { "aws:SourceAccount": "111122223333" },
        },
      },
    ],
  });
  expect(one("aws_xray_trace_segment_destination")).toMatchObject({
    destination: "CloudWatchLogs",
    depends_on: [expect.stringMatching(/^aws_cloudwatch_log_resource_policy\.Search_Policy/)],
  });
  expect(one("aws_xray_indexing_rule")).toMatchObject({
    name: "Default",
    rule: [{ probabilistic: [{ desired_sampling_percentage: 5 }] }],
    depends_on: [expect.stringMatching(/^aws_xray_trace_segment_destination\.Search_Destination/)],
  });
});

test("Transaction Search is switched off, or left as it is", () => {
  const off = search({ enabled: false });
  expect(off.one("aws_xray_trace_segment_destination")).toMatchObject({ destination: "XRay" });
  expect(Object.keys(off.resource)).toEqual(["aws_xray_trace_segment_destination"]);
  const left = search({ indexing: 0.5 });
  expect(Object.keys(left.resource)).toEqual(["aws_xray_indexing_rule"]);
});

test.each<[what: string, props: Partial<TraceGroupProps>, problem: ConstructProblem]>([
  ["the group that X-Ray has", { name: "Default" }, "value"],
  ["a name of 33 characters", { name: "n".repeat(33) }, "text"],
  ["an empty expression", { where: " " }, "filter"],
  ["a quote that nothing closes", { where: 'service("a) { fault }' }, "filter"],
])("%s is refused", (_, props, problem) => {
  expect(refusal(() => group(props))).toBe(`${problem} stack/Faults`);
});

test.each<[what: string, props: Partial<TraceSamplingRuleProps>, problem: ConstructProblem]>([
  ["the rule that X-Ray has", { name: "Default" }, "value"],
  ["a name of 33 characters", { name: "n".repeat(33) }, "text"],
  ["a priority of 0", { priority: 0 }, "value"],
  ["a priority of 10,000", { priority: 10_000 }, "value"],
  ["a priority that is not whole", { priority: 1.5 }, "value"],
  ["a rate of 7", { rate: 7 }, "value"],
  ["a rate that is not a number", { rate: Number.NaN }, "value"],
  ["a reservoir of half a request", { reservoir: 0.5 }, "value"],
  ["a service of 65 characters", { service: "s".repeat(65) }, "text"],
  ["a path of 129 characters", { path: "p".repeat(129) }, "text"],
  ["a method of 11 characters", { method: "M".repeat(11) }, "text"],
  ["six attributes", { attributes: { a: "1", b: "2", c: "3", d: "4", e: "5", f: "6" } }, "limit"],
  ["an empty attribute", { attributes: { a: "" } }, "text"],
])("%s is refused in a rule", (_, props, problem) => {
  expect(refusal(() => rule(props))).toBe(`${problem} stack/Rule`);
});

test.each<[what: string, props: Partial<TransactionSearchProps>, problem: ConstructProblem]>([
  ["101 percent", { indexing: 101 }, "value"],
  ["less than nothing", { indexing: -1 }, "value"],
  ["a provider without it", { providerVersion: "~> 6.45.0" }, "provider-version"],
])("%s is refused in Transaction Search", (_, props, problem) => {
  expect(refusal(() => search(props))).toBe(`${problem} stack/Search`);
});
