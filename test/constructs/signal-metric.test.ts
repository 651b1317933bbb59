import { TerraformVariable } from "cdktf";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ServiceLogGroup, SignalMetric } from "../../lib/constructs";
import type { Signal } from "../../lib/contract";
import { parse } from "../../lib/pattern";
import { contract } from "./everything";
import { emptyStack, paths, refusal, synth } from "./stack";

const namespace = "shop/prod/checkout";
const logGroup = { name: "/app/prod/checkout" };
const { payment_failures: split, request_duration: measured, requests: counted } = contract.signals;

function refused(signal: Partial<Signal>): () => SignalMetric {
  return () =>
    new SignalMetric(emptyStack(), "Metric", {
      signal: { ...counted, ...signal },
      logGroup: { ...logGroup },
      namespace,
    });
}

test("a count is one filter, with the value 1 and its default", () => {
  const { one } = synth((stack) => new SignalMetric(stack, "Requests", { signal: counted, logGroup, namespace }));
  expect(one("aws_cloudwatch_log_metric_filter")).toMatchObject({
    name: "requests",
    log_group_name: "/app/prod/checkout",
    pattern: '{ $.event = "request_completed" }',
    metric_transformation: { name: "Requests", namespace, value: "1", unit: "Count", default_value: "0" },
  });
});

test("a measure reads its field and publishes nothing for other lines", () => {
  const { one } = synth((stack) => new SignalMetric(stack, "Duration", { signal: measured, logGroup, namespace }));
  const transformation = one("aws_cloudwatch_log_metric_filter").metric_transformation;
  expect(transformation).toMatchObject({ value: "$.http.duration_ms", unit: "Milliseconds" });
  expect(transformation).not.toHaveProperty("default_value");
});

test("a signal with dimensions and a total is two filters of one metric", () => {
  const stack = emptyStack();
  const { filters } = new SignalMetric(stack, "Failures", { signal: split, logGroup, namespace });
  expect(Object.keys(filters)).toEqual(["Total", "ByDimension"]);
  expect(paths(stack)).toEqual(["Failures/ByDimension", "Failures/Total"]);
});

test("alarms read a count by Sum and a measure by Average, unless told otherwise", () => {
  const stack = emptyStack();
  expect(new SignalMetric(stack, "A", { signal: counted, logGroup, namespace }).metric).toEqual({
    namespace,
    name: "Requests",
    statistic: "Sum",
    period: "5m",
    unit: "Count",
    counts: true,
  });
  const slow = new SignalMetric(stack, "B", {
    signal: measured,
    logGroup,
    namespace,
    statistic: "p90",
    period: "1m",
  });
  expect(slow.metric).toMatchObject({ statistic: "p90", period: "1m" });
  expect(new SignalMetric(stack, "C", { signal: measured, logGroup, namespace }).metric.statistic).toBe("Average");
});

test("a series needs exactly the dimensions of its signal", () => {
  const failures = new SignalMetric(emptyStack(), "Failures", { signal: split, logGroup, namespace });
  expect(failures.series({ "payment.provider": "acme" })).toMatchObject({
    name: "PaymentFailures",
    dimensions: { "payment.provider": "acme" },
  });
  expect(refusal(() => failures.series({}))).toBe("series stack/Failures");
  expect(refusal(() => failures.series({ provider: "acme" }))).toBe("series stack/Failures");
});

test("a signal without a total has no series without dimensions", () => {
  const only = new SignalMetric(emptyStack(), "Failures", { signal: { ...split, total: false }, logGroup, namespace });
  expect(Object.keys(only.filters)).toEqual(["ByDimension"]);
  expect(refusal(() => only.metric)).toBe("series stack/Failures");
});

test("the log group is a reference, so that Terraform creates it first", () => {
  const { one } = synth((stack) => {
    const group = new CloudwatchLogGroup(stack, "Group", { name: "g" });
    new SignalMetric(stack, "Requests", {
      signal: counted,
      logGroup: group,
      namespace: new TerraformVariable(stack, "space", {}).stringValue,
    });
  });
  expect(one("aws_cloudwatch_log_metric_filter")).toMatchObject({
    log_group_name: "${aws_cloudwatch_log_group.Group.name}",
    metric_transformation: { namespace: "${var.space}" },
  });
});

test("a log group of class INFREQUENT_ACCESS is refused, with our construct or the provider's", () => {
  const stack = emptyStack();
  const logGroupClass = "INFREQUENT_ACCESS";
  const ours = new ServiceLogGroup(stack, "Ours", { name: "a", retentionDays: 1, class: "infrequentAccess" });
  const another = new CloudwatchLogGroup(stack, "Another", { name: "b", logGroupClass });
  for (const [index, group] of [ours, another].entries()) {
    expect(refusal(() => new SignalMetric(stack, `M${index}`, { signal: counted, logGroup: group, namespace }))).toBe(
      `log-group-class stack/M${index}`,
    );
  }
});

test("what PutMetricFilter refuses is refused", () => {
  expect(refusal(refused({ pattern: { kind: "terms", terms: [{ mode: "include", text: "x".repeat(1025) }] } }))).toBe(
    "filter stack/Metric",
  );
  expect(refusal(refused({ metric: "a:b" }))).toBe("text stack/Metric");
  expect(refusal(refused({ name: "a*b" }))).toBe("text stack/Metric");
  expect(refusal(refused({ value: "items[*]" }))).toBe("filter stack/Metric");
  expect(refusal(refused({ value: "x".repeat(100) }))).toBe("text stack/Metric");
  expect(refusal(refused({ unit: "Parsec" as Signal["unit"] }))).toBe("filter stack/Metric");
  expect(refusal(refused({ dimensions: ["a", "b", "c", "d"], total: false }))).toBe("limit stack/Metric");
  expect(refusal(refused({ dimensions: ["a".repeat(256)], total: false }))).toBe("text stack/Metric");
  expect(refusal(refused({ pattern: parse("ERROR"), dimensions: ["a"], total: false }))).toBe("filter stack/Metric");
  expect(refused({ pattern: parse("{ $.a = %x% && $.b = %y% && $.c = 1 }") })).not.toThrow();
});

test("namespaces that CloudWatch refuses are refused", () => {
  const named = (name: string) => () =>
    new SignalMetric(emptyStack(), "M", { signal: counted, logGroup, namespace: name });
  expect(refusal(named("AWS/Shop"))).toBe("text stack/M");
  expect(refusal(named("a:b"))).toBe("text stack/M");
  expect(refusal(named(""))).toBe("text stack/M");
  expect(refusal(named("n".repeat(256)))).toBe("text stack/M");
});

test("a log group takes 100 filters, five of them with regular expressions", () => {
  const stack = emptyStack();
  const full = { name: "full" };
  for (let index = 0; index < 100; index++) {
    new SignalMetric(stack, `M${index}`, { signal: { ...counted, name: `s${index}` }, logGroup: full, namespace });
  }
  expect(refusal(() => new SignalMetric(stack, "Last", { signal: counted, logGroup: full, namespace }))).toBe(
    "limit stack/Last",
  );
  const regexes = { name: "regexes" };
  for (let index = 0; index < 5; index++) {
    new SignalMetric(stack, `R${index}`, { signal: contract.signals.patterns, logGroup: regexes, namespace });
  }
  expect(
    refusal(
      () => new SignalMetric(stack, "Sixth", { signal: contract.signals.patterns, logGroup: regexes, namespace }),
    ),
  ).toBe("limit stack/Sixth");
});
