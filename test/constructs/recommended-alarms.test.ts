import { DataAwsLambdaFunction } from "@cdktf/provider-aws/lib/data-aws-lambda-function";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformIterator, type TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { RecommendedAlarms, type RecommendedAlarmsProps } from "../../lib/constructs";
import { recommendedSettingWords } from "../../lib/constructs/aws/monitoring/recommended-settings";
import { type RecommendedSet, recommendedSets, type ResourceSet } from "../../lib/recommended";
import { emptyStack, refusal, synth, type Synthesized } from "./stack";

const fnIn = (scope: Construct, settings: object = {}): LambdaFunction =>
  new LambdaFunction(scope, "Orders", { functionName: "orders", role: "r", ...settings });

function made(build: (stack: TerraformStack) => RecommendedAlarmsProps): Synthesized & { alarms: RecommendedAlarms } {
  let alarms: RecommendedAlarms | undefined;
  const stack = synth((scope) => (alarms = new RecommendedAlarms(scope, "Alarms", build(scope))));
  return { ...stack, alarms: alarms! };
}

const byName = ({ all }: Synthesized): Record<string, Record<string, unknown>> =>
  Object.fromEntries(all("aws_cloudwatch_metric_alarm").map((alarm) => [String(alarm.alarm_name), alarm]));

test("one line gives the alarms of the set, on the resource, with thresholds from its arguments", () => {
  const stack = made((scope) => ({ lambda: fnIn(scope, { timeout: 30 }) }));
  expect(byName(stack)).toMatchObject({
    "stack-orders-duration-warning": {
      threshold: 27_000,
      dimensions: { FunctionName: "${aws_lambda_function.Orders.function_name}" },
    },
    "stack-orders-errors-critical": { threshold: 10, tags: { severity: "critical" } },
    "stack-orders-errors-warning": { threshold: 1 },
    "stack-orders-throttles-warning": { treat_missing_data: "notBreaching" },
  });
  const keys = Object.keys(recommendedSets.lambda.alarms).map((alarm) => `lambda/orders/${alarm}`);
  expect([...Object.keys(stack.alarms.alarms), ...stack.alarms.leftOut.map(({ alarm }) => alarm)].sort()).toEqual(
    keys.sort(),
  );
  expect(stack.alarms.alarms["lambda/orders/errors"]).toMatchObject({
    reason: recommendedSets.lambda.alarms.errors.reason,
    source: recommendedSets.lambda.alarms.errors.source,
  });
});

test("what nobody gives has the provider's default, and what Terraform knows later leaves the alarm out", () => {
  const alone = made((scope) => ({ lambda: fnIn(scope) }));
  expect(byName(alone)["stack-orders-duration-warning"]).toMatchObject({ threshold: 2700 });
  const later = made((scope) => ({
    lambda: fnIn(scope, { timeout: new TerraformVariable(scope, "timeout", { type: "number" }).numberValue }),
  }));
  expect(later.alarms.leftOut).toContainEqual({
    alarm: "lambda/orders/duration",
    reason: "setting-not-known",
    setting: "timeout",
  });
  const data = made((scope) => ({ lambda: new DataAwsLambdaFunction(scope, "Theirs", { functionName: "theirs" }) }));
  expect(data.alarms.leftOut).toMatchObject([{ alarm: "lambda/theirs/duration", reason: "setting-not-known" }]);
  const record = made(() => ({ lambda: { FunctionName: "orders" } }));
  expect(record.alarms.leftOut).toMatchObject([{ alarm: "lambda/orders/duration", reason: "setting-not-given" }]);
});

test("settings, a name and changes stand beside the resource", () => {
  const stack = made((scope) => ({
    namePrefix: "shop-prod",
    lambda: {
      of: fnIn(scope),
      name: "checkout",
      settings: { timeout: 10 },
      alarms: {
        errors: { warning: "off", critical: { periods: 1, datapoints: 1 }, minimum: 50, summary: "Checkout fails." },
        throttles: { above: 5, period: "1m", periods: 5 },
        duration: { critical: { above: 9500 } },
      },
    },
    sqs: [{ QueueName: "jobs" }, { of: { name: "mails" }, alarms: { age: "off" } }],
  }));
  const alarms = byName(stack);
  expect(alarms).not.toHaveProperty("shop-prod-checkout-errors-warning");
  expect(alarms).toMatchObject({
    "shop-prod-checkout-errors-critical": {
      threshold: 10,
      evaluation_periods: 1,
      alarm_description: expect.stringContaining("Checkout fails.") as string,
      metric_query: expect.arrayContaining([
        expect.objectContaining({ expression: expect.stringContaining("50") as string }),
      ]) as unknown[],
    },
    // All of five periods: two of three is of three.
    "shop-prod-checkout-throttles-warning": { threshold: 5, period: 60, evaluation_periods: 5, datapoints_to_alarm: 5 },
    "shop-prod-checkout-duration-warning": { threshold: 9000 },
    "shop-prod-checkout-duration-critical": { threshold: 9500 },
    "shop-prod-jobs-age-warning": { dimensions: { QueueName: "jobs" } },
  });
  expect(stack.alarms.leftOut).toContainEqual({ alarm: "sqs/mails/age", reason: "off" });
});

test("a comparison alone is one alarm in place of all severities, at the most urgent", () => {
  const stack = made((scope) => ({ lambda: { of: fnIn(scope), alarms: { errors: { above: 1 } } } }));
  const errors = Object.keys(byName(stack)).filter((name) => name.includes("errors"));
  expect(errors).toEqual(["stack-orders-errors-critical"]);
});

test("actions, runbooks, owner and tags are those of every alarm", () => {
  const stack = made((scope) => ({
    lambda: fnIn(scope),
    actions: new SnsTopic(scope, "Topic", { name: "alarms" }),
    owner: "orders team",
    runbooks: "https://runbooks.example.com",
    okActions: false,
    tags: { team: "orders" },
  }));
  for (const alarm of stack.all("aws_cloudwatch_metric_alarm")) {
    expect(alarm).toMatchObject({ alarm_actions: ["${aws_sns_topic.Topic.arn}"], tags: { team: "orders" } });
    expect(alarm).not.toHaveProperty("ok_actions");
    expect(alarm.alarm_description).toMatch(/https:\/\/runbooks\.example\.com\/lambda_\w+\n\nOwner: orders team/);
  }
});

test("resources of one id in different scopes have names and paths of their own", () => {
  const stack = made((scope) => {
    const queue = (id: string): SqsQueue => new SqsQueue(new Construct(scope, id), "Resource", { name: id });
    return { sqs: [queue("Orders"), queue("Refunds")] };
  });
  expect(Object.keys(stack.alarms.alarms)).toEqual(
    expect.arrayContaining(["sqs/orders/age", "sqs/refunds/age"]) as string[],
  );
});

test("everything that is wrong is said at once", () => {
  expect(
    refusal(() =>
      made(
        (scope) =>
          ({
            lamda: fnIn(scope),
            lambda: [
              { of: fnIn(new Construct(scope, "Other")), alarms: { erors: "off" } },
              { of: { FunctionName: "a" }, settings: { timout: 3 } },
              { of: { FunctionName: "b" }, alarms: { errors: { abov: 3 } } },
              { of: { FunctionName: "c" }, alarms: { errors: { above: 3, critical: { above: 5 } } } },
              { of: { FunctionName: "d" }, alarms: { throttles: { critical: { periods: 2 } } } },
              { of: { FunctionName: "e" }, alarms: { throttles: "of" } },
              { of: { FunctionName: "f" }, settings: { timeout: "3" } },
              { of: { FunctionName: "g" }, alarms: { throttles: { above: 1, periods: 0 } } },
              { of: { FunctionName: "h" }, alarm: {} },
            ],
            sqs: [new SnsTopic(scope, "Topic", { name: "t" }), { Queue: "q" }, "jobs", { name: "${aws_x.y.z}" }],
          }) as never,
      ),
    ),
  ).toBe("unknown-name stack/Alarms");
});

test("one problem is said by itself", () => {
  const stack = emptyStack();
  const each = TerraformIterator.fromList(["a"]);
  const refused: readonly ((id: string) => unknown)[] = [
    (id) => new RecommendedAlarms(stack, id, { sqs: [] }),
    (id) => new RecommendedAlarms(stack, id, { sqs: [{ name: "a" }, { name: "a" }] }),
    (id) =>
      new RecommendedAlarms(stack, id, {
        sqs: new SqsQueue(stack, "Each", { forEach: each, name: each.value as string }),
      }),
    (id) => new RecommendedAlarms(stack, id, { sqs: new SqsQueue(stack, "Two", { count: 2, name: "two" }) }),
    (id) => new RecommendedAlarms(stack, id, { sqs: [{ of: { name: "b" }, name: "a" }, { name: "a" }] }),
  ];
  expect(refused.map((attempt, index) => refusal(() => attempt(`A${index}`)))).toEqual([
    "value stack/A0",
    "value stack/A1",
    "value stack/A2",
    "value stack/A3",
    "value stack/A4",
  ]);
});

test("every severity needs an action, if there are any", () => {
  const stack = emptyStack();
  const actions = { critical: { arn: "arn:aws:sns:eu-central-1:123456789012:critical" } };
  const alarms = { errors: { warning: "off" }, throttles: "off", duration: "off" } as const;
  const of = { functionName: "orders" };
  const off = Object.fromEntries(Object.keys(recommendedSets.lambda.alarms).map((alarm) => [alarm, "off"]));
  const make = (id: string, wanted: object): unknown =>
    new RecommendedAlarms(stack, id, { lambda: { of, alarms: { ...off, ...wanted } }, actions, namePrefix: id });
  expect(refusal(() => make("A", { errors: {} }))).toBe("severity stack/A/Lambda/Orders/Errors");
  expect(() => make("B", alarms)).not.toThrow();
});

test("of a load balancer, the set is for the right kind, and what a reference is stays open", () => {
  const stack = emptyStack();
  const kind = new TerraformVariable(stack, "kind", { type: "string" }).stringValue;
  const network = new Lb(stack, "Network", { loadBalancerType: "network" });
  expect(refusal(() => new RecommendedAlarms(stack, "A", { alb: network }))).toBe("value stack/A");
  expect(() => new RecommendedAlarms(stack, "B", { nlb: network })).not.toThrow();
  expect(
    () => new RecommendedAlarms(stack, "C", { alb: new Lb(stack, "Any", { loadBalancerType: kind }) }),
  ).not.toThrow();
});

test("a set on a whole account takes nothing, and is named so", () => {
  const stack = made(() => ({ lambda_account: {} }));
  expect(Object.keys(byName(stack))).toContainEqual(expect.stringMatching(/^stack-account-/));
});

const resourceSets = Object.entries<RecommendedSet>(recommendedSets).filter(
  (entry): entry is [string, ResourceSet] => entry[1].kind === "resource",
);

test.each(resourceSets)("every alarm of %s is made, from dimensions and settings alone", (name, set) => {
  const dimensions = Object.fromEntries(Object.keys(set.dimensions).map((dimension) => [dimension, "x"]));
  const settings = Object.fromEntries(Object.keys(set.settings ?? {}).map((setting) => [setting, 10]));
  const { all, alarms } = made(() => ({ [name]: { of: dimensions, settings } }));
  expect(Object.keys(alarms.alarms).map((key) => key.split("/").at(-1))).toEqual(Object.keys(set.alarms));
  expect(alarms.leftOut).toEqual([]);
  const severities = Object.values(set.alarms).reduce((sum, alarm) => sum + Object.keys(alarm.severities).length, 0);
  expect(all("aws_cloudwatch_metric_alarm")).toHaveLength(severities);
});

test("no set has the name of a setting of all alarms", () => {
  const names = resourceSets.map(([name]) => name);
  expect(names.filter((name) => recommendedSettingWords.includes(name))).toEqual([]);
});

test("alarms of a resource are made once in a stack", () => {
  const stack = emptyStack();
  new RecommendedAlarms(stack, "One", { sqs: { name: "jobs" } });
  expect(refusal(() => new RecommendedAlarms(stack, "Two", { sqs: { name: "jobs" } }))).toMatch(/^value stack\/Two/);
  expect(() => new RecommendedAlarms(stack, "Three", { sqs: { name: "jobs" }, namePrefix: "other" })).not.toThrow();
});

test("the compiler knows sets, alarms and settings", () => {
  const props: RecommendedAlarmsProps[] = [
    { lambda: { of: { functionName: "a" }, settings: { timeout: 3 }, alarms: { errors: { critical: { above: 3 } } } } },
    // @ts-expect-error There is no such alarm.
    { lambda: { of: { functionName: "a" }, alarms: { erors: "off" } } },
    // @ts-expect-error There is no such setting.
    { lambda: { of: { functionName: "a" }, settings: { timout: 3 } } },
    // @ts-expect-error There is no such set.
    { lamda: { functionName: "a" } },
    // @ts-expect-error A function has no such dimension.
    { lambda: { QueueName: "a" } },
    // @ts-expect-error Either for all severities or for some.
    { lambda: { of: { functionName: "a" }, alarms: { errors: { above: 1, critical: { above: 3 } } } } },
  ];
  expect(props).toHaveLength(6);
});
