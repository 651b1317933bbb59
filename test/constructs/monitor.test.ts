import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { DataAwsLb } from "@cdktf/provider-aws/lib/data-aws-lb";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Aspects, TerraformIterator, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Construct } from "constructs";
import { dashboardFaults } from "../../lib/aws";
import { ConstructError, monitor, monitorStack, type MonitorStackOptions, reportLines } from "../../lib/constructs";
import { monitorWords } from "../../lib/constructs/aws/monitoring/monitoring";
import { type RecommendedSet, recommendedSets } from "../../lib/recommended";
import { expectText } from "../texts";
import { emptyStack, read, refusal, synth } from "./stack";

const fnIn = (scope: Construct, id = "Orders", settings: object = {}): LambdaFunction =>
  new LambdaFunction(scope, id, { functionName: id.toLowerCase(), role: "r", ...settings });
const topicIn = (scope: Construct): SnsTopic => new SnsTopic(scope, "Alarms", { name: "alarms" });
const namesIn = (stack: TerraformStack): string[] =>
  read(Testing.synth(stack))
    .all("aws_cloudwatch_metric_alarm")
    .map((alarm) => String(alarm.alarm_name));

test("one call gives a resource its alarms and saved queries, beside it", () => {
  const stack = synth((scope) => {
    const monitoring = monitor(fnIn(scope), { actions: topicIn(scope), namePrefix: "shop" });
    expect(monitoring.node.path).toBe("stack/OrdersMonitoring");
    expect(Object.keys(monitoring.alarms.alarms)).toEqual(
      Object.keys(recommendedSets.lambda.alarms).map((alarm) => `lambda/orders/${alarm}`),
    );
  });
  expect(stack.all("aws_cloudwatch_query_definition")).toMatchObject([
    {
      name: "shop/orders/Invocations",
      log_group_names: ["/aws/lambda/${aws_lambda_function.Orders.function_name}"],
    },
    { name: "shop/orders/Newest errors" },
  ]);
  // Nothing else than what was asked for: no data source of a Region.
  expect(stack.data).toEqual({});
});

test("a function that logs elsewhere has its queries there, and none where there is no known log group", () => {
  const stack = synth((scope) => {
    monitor(fnIn(scope, "Orders", { loggingConfig: { logFormat: "JSON", logGroup: "/shop/orders" } }));
    expect(monitor(new SqsQueue(scope, "Queue", { name: "q" })).savedQueries).toEqual([]);
    expect(monitor(fnIn(scope, "Quiet"), { savedQueries: false }).savedQueries).toEqual([]);
  });
  for (const query of stack.all("aws_cloudwatch_query_definition"))
    expect(query.log_group_names).toEqual(["/shop/orders"]);
});

test("alarms are changed by name, and sets that the resource does not say are chosen", () => {
  const stack = emptyStack();
  const monitoring = monitor(fnIn(stack), {
    name: "checkout",
    sets: ["lambda", "lambda_stream"],
    settings: { timeout: 10 },
    errors: { above: 1 },
    throttles: "off",
  });
  expect(monitoring.sets).toEqual(["lambda", "lambda_stream"]);
  const names = namesIn(stack);
  expect(names).toContain("stack-checkout-errors-critical");
  expect(names.filter((name) => /errors-warning|throttles/.test(name))).toEqual([]);
  expect(monitoring.leftOut).toContainEqual({ alarm: "lambda/checkout/throttles", reason: "off" });
  const streams = Object.keys(monitoring.alarms.alarms).filter((key) => key.startsWith("lambda_stream/"));
  expect(streams).not.toEqual([]);
});

test("a resource is refused where its alarms are not certain", () => {
  const stack = emptyStack();
  const kind = new TerraformVariable(stack, "kind", { type: "string" }).stringValue;
  const fn = fnIn(stack);
  monitor(fn);
  const refused: readonly (() => unknown)[] = [
    () => monitor(fn),
    () => monitor(new Lb(stack, "Any", { loadBalancerType: kind })),
    () => monitor(new DataAwsLb(stack, "Theirs", { name: "web" })),
    () => monitor(new CloudwatchLogGroup(stack, "Logs", { name: "/a" })),
    () => monitor(fnIn(stack, "A"), { sets: ["sqs"] }),
    // @ts-expect-error There is no such alarm.
    () => monitor(fnIn(stack, "B"), { erors: "off" }),
    () => monitor(fnIn(stack, "C"), { settings: { timout: 3 } }),
    () => monitor(fnIn(stack, "D"), { sets: ["lamda" as "lambda"] }),
    () => monitor(fnIn(stack, "E", { count: 3 })),
  ];
  expect(refused.map((attempt) => refusal(attempt))).toEqual([
    "value stack/Orders",
    "value stack/Any",
    "value stack/Theirs",
    "value stack/Logs",
    "value stack/A",
    "unknown-name stack/B",
    "unknown-name stack/C",
    "unknown-name stack/D",
    "value stack/EMonitoring/Alarms",
  ]);
  expect(() => monitor(new IamRole(stack, "Role", { assumeRolePolicy: "{}" }))).toThrow(ConstructError);
});

test("the compiler knows the alarms of a resource by its class", () => {
  const typed = (): void => {
    const stack = emptyStack();
    monitor(new SqsQueue(stack, "Queue", { name: "q" }), { age: { above: 60 } });
    // @ts-expect-error A queue has no duration.
    monitor(new SqsQueue(stack, "Queue", { name: "q" }), { duration: "off" });
    // @ts-expect-error A function has no age of messages, in any of its sets.
    monitor(fnIn(stack), { in_flight: "off" });
  };
  expect(typed).toBeInstanceOf(Function);
});

test("no alarm has the name of a setting of monitor", () => {
  const alarms = Object.values<RecommendedSet>(recommendedSets).flatMap((set) => Object.keys(set.alarms));
  expect(alarms.filter((alarm) => monitorWords.includes(alarm))).toEqual([]);
});

test("alarms of a resource in one stack may be told about in another", () => {
  const app = Testing.app();
  const [ours, theirs] = [new TerraformStack(app, "ours"), new TerraformStack(app, "theirs")];
  const topic = topicIn(ours);
  monitor(fnIn(theirs), { actions: topic });
  expect(namesIn(theirs)).toContain("theirs-orders-throttles-warning");
  expect(namesIn(ours)).toEqual([]);
});

describe("a whole stack", () => {
  function shop(scope: Construct): void {
    const orders = new Construct(scope, "Orders");
    fnIn(orders, "Fn");
    new SqsQueue(orders, "Queue", { name: "orders" });
    const legacy = new Construct(scope, "Legacy");
    new SqsQueue(legacy, "Queue", { name: "legacy" });
    fnIn(legacy, "Fn", { functionName: "legacy" });
    new SqsQueue(scope, "Each", { forEach: TerraformIterator.fromList(["a"]), name: "x" });
    new Lb(scope, "Any", { loadBalancerType: new TerraformVariable(scope, "kind", { type: "string" }).stringValue });
    new CloudwatchLogGroup(scope, "Logs", { name: "/a" });
    new IamRole(scope, "Role", { assumeRolePolicy: "{}" });
  }

  test("every resource is covered, or in the report with the reason", () => {
    const stack = emptyStack();
    shop(stack);
    monitor(new SqsQueue(stack, "Before", { name: "before" }));
    const { monitored, report } = monitorStack(stack, {
      exclude: ["Legacy/*"],
      overrides: { "Orders/*": { throttles: "off" }, "Orders/Queue": { name: "orders" } },
    });
    expect(Object.keys(monitored)).toEqual(["Orders/Fn", "Orders/Queue"]);
    expect(report.covered).toMatchObject([
      { path: "Orders/Fn", type: "aws_lambda_function", sets: ["lambda"] },
      { path: "Orders/Queue", type: "aws_sqs_queue", sets: ["sqs"] },
    ]);
    expect(report.covered.flatMap(({ alarms }) => alarms)).toContain("stack-orders-age-warning");
    expect(report.covered[0]?.leftOut).toEqual([{ alarm: "lambda/orders-fn/throttles", reason: "off" }]);
    const { byChoice, ...others } = report;
    expect(others).toMatchObject({
      excluded: [
        { path: "Legacy/Queue", by: "Legacy/*" },
        { path: "Legacy/Fn", by: "Legacy/*" },
      ],
      before: [{ path: "Before" }],
      repeated: [{ path: "Each", argument: "for_each" }],
      undecided: [{ path: "Any", sets: ["alb", "nlb"] }],
      withoutSet: [{ type: "aws_iam_role", paths: ["Role"] }],
    });
    expect(byChoice).toContainEqual(expect.objectContaining({ set: "lambda_async", paths: ["Orders/Fn"] }));
    expect(byChoice).toContainEqual(expect.objectContaining({ set: "logs_emf", paths: ["Logs"] }));
    const inReport = [
      ...report.covered,
      ...report.excluded,
      ...report.before,
      ...report.repeated,
      ...report.undecided,
      ...report.withoutSet.flatMap(({ paths }) => paths.map((path) => ({ path }))),
      ...report.byChoice.flatMap(({ paths }) => paths.map((path) => ({ path }))),
    ].map(({ path }) => path);
    const all = ["Any", "Before", "Each", "Legacy/Fn", "Legacy/Queue", "Logs", "Orders/Fn", "Orders/Queue", "Role"];
    expect([...new Set(inReport)].sort()).toEqual(all);
  });

  test("a report is read as lines", () => {
    const line = { path: "Fn", type: "aws_lambda_function" };
    const lines = reportLines({
      covered: [
        {
          ...line,
          sets: ["lambda"],
          alarms: ["a", "b"],
          leftOut: [
            { alarm: "lambda/fn/duration", reason: "setting-not-known", setting: "timeout" },
            { alarm: "lambda/fn/memory", reason: "setting-not-given", setting: "memory" },
            { alarm: "lambda/fn/errors", reason: "off" },
          ],
        },
      ],
      excluded: [{ ...line, by: "F*" }],
      before: [line],
      repeated: [{ ...line, argument: "count" }],
      undecided: [{ ...line, sets: ["alb", "nlb"] }],
      byChoice: [{ set: "lambda_async", reason: "A function does not say.", paths: ["A", "B", "C", "D", "E", "F"] }],
      withoutSet: [{ type: "aws_iam_role", paths: ["Role"] }],
    });
    expectText(lines.join("\n"));
    expect(
      reportLines({ covered: [], excluded: [], before: [], repeated: [], undecided: [], byChoice: [], withoutSet: [] }),
    ).toHaveLength(1);
  });

  test("what is different about a set, a glob and a path is laid over each other", () => {
    const stack = emptyStack();
    shop(stack);
    monitorStack(stack, {
      bySet: { lambda: { errors: { above: 7 }, throttles: "off" } },
      overrides: {
        "*/Fn": { errors: { above: 8 }, settings: { timeout: 10 } },
        "Legacy/Fn": { errors: { above: 9 } },
        Logs: { sets: ["logs_emf"] },
        Any: { sets: ["nlb"] },
      },
    });
    const alarms = read(Testing.synth(stack)).all("aws_cloudwatch_metric_alarm");
    const threshold = (name: string): unknown => alarms.find((alarm) => alarm.alarm_name === name)?.threshold;
    expect(threshold("stack-orders-fn-errors-critical")).toBe(8);
    expect(threshold("stack-legacy-fn-errors-critical")).toBe(9);
    expect(threshold("stack-orders-fn-duration-warning")).toBe(9000);
    expect(alarms.some((alarm) => String(alarm.alarm_name).includes("throttles"))).toBe(false);
    expect(alarms.some((alarm) => String(alarm.alarm_name).startsWith("stack-logs-"))).toBe(true);
    expect(alarms.some((alarm) => String(alarm.alarm_name).startsWith("stack-any-"))).toBe(true);
  });

  test.each<[string, MonitorStackOptions]>([
    ["an exclusion without a resource", { exclude: ["Legcy/Queue", "Nothing/*"] }],
    ["an override without a resource", { overrides: { "Orders/Quee": { age: "off" }, Role: {} } }],
    ["a word of a glob that nothing has", { overrides: { "Orders/*": { agee: "off" } as never } }],
    ["a word of a path", { overrides: { "Orders/Queue": { aeg: "off" } as never } }],
    ["a set that is not there", { bySet: { lamda: {} } as never }],
    ["an alarm that the set does not have", { bySet: { sqs: { aeg: "off" } as never } }],
  ])("%s is refused", (_, options) => {
    const stack = emptyStack();
    shop(stack);
    const { exclude = [], overrides = {} } = options;
    expect(refusal(() => monitorStack(stack, { ...options, exclude, overrides }))).toMatch(/^unknown-name stack/);
  });

  test("a second walk finds everything watched, and makes nothing", () => {
    const stack = emptyStack();
    shop(stack);
    monitorStack(stack);
    const names = namesIn(stack);
    const { monitored, report } = monitorStack(stack);
    expect(monitored).toEqual({});
    expect(report.before).toHaveLength(4);
    expect(namesIn(stack)).toEqual(names);
  });

  test("what is added later, by an aspect too, is said when the app is synthesized", () => {
    const stack = emptyStack();
    new AwsProvider(stack, "Aws", { region: "eu-central-1" });
    shop(stack);
    monitorStack(stack, { exclude: ["Legacy/Queue"] });
    expect(() => Testing.synth(stack, true)).not.toThrow();
    let added = false;
    Aspects.of(stack).add({
      visit: () => {
        if (!added) new SqsQueue(stack, "Late", { name: "late" });
        added = true;
      },
    });
    expect(() => Testing.synth(stack, true)).toThrow(/stack\/Late: /);
  });

  test("one dashboard has a row for each resource, and nothing that CloudWatch refuses", () => {
    const stack = emptyStack();
    shop(stack);
    const { dashboards, monitored } = monitorStack(stack, { dashboard: true, namePrefix: "shop" });
    expect(dashboards).toHaveLength(1);
    const [made] = read(Testing.synth(stack)).all("aws_cloudwatch_dashboard");
    expect(made).toMatchObject({ dashboard_name: "shop-alarms" });
    const body = String(made?.dashboard_body);
    expect(dashboardFaults(body)).toEqual([]);
    const { widgets } = JSON.parse(body) as { widgets: { type: string; y: number; properties: object }[] };
    expect(widgets.filter(({ type }) => type === "text")).toHaveLength(Object.keys(monitored).length);
    const alarms = Object.values(monitored).flatMap(({ alarms: of }) => Object.values(of.alarms));
    expect(widgets.filter(({ type }) => type === "metric")).toHaveLength(alarms.length);
    const places = widgets.map(({ y }) => y);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("more than one dashboard holds is several", () => {
    const stack = emptyStack();
    for (let index = 0; index < 180; index++) new SqsQueue(stack, `Queue${index}`, { name: `q${index}` });
    const { dashboards, report } = monitorStack(stack, { dashboard: "queues" });
    expect(report.covered).toHaveLength(180);
    expect(dashboards.map(({ resource }) => resource.dashboardNameInput)).toEqual(["queues", "queues-2"]);
  });
});
