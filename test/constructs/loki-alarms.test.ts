import { LokiAlarms, type LokiAlarmsProps } from "../../lib/constructs";
import { compile } from "../../lib/pattern";
import { expectText } from "../texts";
import { emptyStack, paths, synth, type Synthesized } from "./stack";

/** A service of some tasks. */
function props(tasks: number): LokiAlarmsProps {
  return {
    name: "shop-prod-loki",
    namespace: "shop/prod/loki",
    loki: {
      tasks,
      loadBalancer: { arnSuffix: "net/a/1" },
      targetGroup: { arnSuffix: "targetgroup/a/1" },
      service: { name: "shop-prod-loki" },
    } as unknown as LokiAlarmsProps["loki"],
    cluster: { arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/shop", name: "shop" },
    logGroup: { name: "/shop/prod/loki" },
    runbook: "https://runbooks.example.com/loki",
    owner: "platform",
    actions: { warning: { arn: "arn:aws:sns:w" }, critical: { arn: "arn:aws:sns:c" } },
  };
}

const alarms = (tasks: number): Synthesized => synth((stack) => new LokiAlarms(stack, "Alarms", props(tasks)));

function named(synthesized: Synthesized, end: string): Record<string, unknown> | undefined {
  return synthesized
    .all("aws_cloudwatch_metric_alarm")
    .find(({ alarm_name }) => alarm_name === `shop-prod-loki-${end}`);
}

test("the words say what to do, and the topics are told", () => {
  const words = alarms(3).all("aws_cloudwatch_metric_alarm");
  expectText(
    words
      .map(({ alarm_description, alarm_name }) => `${String(alarm_name)}: ${String(alarm_description)}`)
      .join("\n---\n"),
  );
  expect(words.map(({ alarm_actions }) => alarm_actions)).toEqual(
    words.map(({ alarm_name }) => [String(alarm_name).endsWith("critical") ? "arn:aws:sns:c" : "arn:aws:sns:w"]),
  );
});

test("no task that is ready is an alarm, which waits for the successor of a single task", () => {
  expect(named(alarms(1), "down-critical")).toMatchObject({
    namespace: "AWS/NetworkELB",
    metric_name: "HealthyHostCount",
    dimensions: { LoadBalancer: "net/a/1", TargetGroup: "targetgroup/a/1" },
    evaluation_periods: 15,
    treat_missing_data: "breaching",
  });
  expect(named(alarms(3), "down-critical")).toMatchObject({ evaluation_periods: 5 });
});

test("of several tasks, all but one must run", () => {
  expect(named(alarms(3), "tasks-critical")).toMatchObject({
    namespace: "AWS/ECS",
    metric_name: "CPUUtilization",
    dimensions: { ClusterName: "shop", ServiceName: "shop-prod-loki" },
    statistic: "SampleCount",
    period: 60,
    comparison_operator: "LessThanThreshold",
    threshold: 2,
    treat_missing_data: "breaching",
  });
  expect(named(alarms(1), "tasks-critical")).toBeUndefined();
});

test("errors, crashes and starts are counted in the log", () => {
  const filters = alarms(1).all("aws_cloudwatch_log_metric_filter") as unknown as {
    pattern: string;
    metric_transformation: { name: string };
  }[];
  const counted = (line: string): string[] =>
    filters.filter(({ pattern }) => compile(pattern).matches(line)).map(({ metric_transformation: { name } }) => name);
  expect(counted('{"level":"error","ts":"2026-11-30T12:00:00Z","msg":"failed to flush","err":"AccessDenied"}')).toEqual(
    ["errors"],
  );
  expect(counted('{"level":"info","msg":"Loki started","startup_time":"3s"}')).toEqual(["restarts"]);
  expect(counted("panic: runtime error: index out of range [3] with length 3")).toEqual(["panics"]);
  expect(counted("fatal error: concurrent map writes")).toEqual(["panics"]);
  expect(counted('{"level":"info","msg":"no error, and no panic"}')).toEqual([]);
  for (const name of ["errors-warning", "panics-critical", "restarts-warning"])
    expect(named(alarms(1), name)).toMatchObject({ namespace: "shop/prod/loki", treat_missing_data: "notBreaching" });
});

test("construct paths are stable", () => {
  const stack = emptyStack();
  new LokiAlarms(stack, "Alarms", props(3));
  expect(paths(stack)).toEqual([
    "Alarms/Down/Critical",
    "Alarms/Errors/Warning",
    "Alarms/ErrorsFilter",
    "Alarms/Memory/Warning",
    "Alarms/Panics/Critical",
    "Alarms/PanicsFilter",
    "Alarms/Restarts/Warning",
    "Alarms/RestartsFilter",
    "Alarms/Tasks/Critical",
    "Alarms/Unhealthy/Warning",
  ]);
});
