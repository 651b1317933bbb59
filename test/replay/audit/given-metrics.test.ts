import { givenMetricFindings } from "../../../lib/replay/audit/given-metrics";
import { readGivenMetrics } from "../../../lib/replay/metrics/given/read";
import { isComplete } from "../../../lib/replay/metrics/publish/publisher";
import type { MetricStat } from "../../../lib/terraform/template";
import { replay } from "../../../lib/replay/replay";
import { filter } from "../metrics/publish/published";
import { metricAlarm, template } from "../../terraform/template";

const alarmOn = (metric: Partial<MetricStat>) =>
  metricAlarm({
    metric: {
      namespace: "AWS/EC2",
      name: "CPUUtilization",
      dimensions: { InstanceId: "i-1" },
      period: 60,
      statistic: "Average",
      unit: undefined,
      ...metric,
    },
  });

function given(namespace: string, name: string, instance = "i-1") {
  const header = "timestamp,namespace,metric,dimensions,statistic,period,value";
  const rows = `${header}\n2026-11-20T10:00:00Z,${namespace},${name},InstanceId=${instance},Average,60,1\n`;
  return readGivenMetrics("m.csv", rows).series;
}

const messages = (series: ReturnType<typeof given>, alarms = [alarmOn({})], filters = [filter("x", {})]) =>
  givenMetricFindings(alarms, filters.filter(isComplete), series).map(({ message }) => message);

test("a given metric that an alarm reads", () => {
  expect(messages(given("AWS/EC2", "CPUUtilization"))).toEqual([]);
});

test.each([
  ["AWS/EC2", "CPUUtilisation", "i-1", '. Did you mean "AWS/EC2 CPUUtilization"?'],
  ["EC2", "CPUUtilization", "i-1", ""],
  ["AWS/ECS", "CPUUtilization", "i-1", '. Did you mean "AWS/EC2 CPUUtilization"?'],
  ["AWS/EC2", "CPUUtilization", "i-2", "; alarms read it with InstanceId=i-1, which is another metric"],
  ["AWS/EC2", "NetworkIn", "i-1", ""],
])("a given metric that none reads: %s %s %s", (namespace, name, instance, end) => {
  expect(givenMetricFindings([alarmOn({})], [], given(namespace, name, instance))).toEqual([
    {
      rule: "given-metric-unused",
      severity: "warning",
      at: { kind: "whole" },
      message: `${namespace} ${name} (InstanceId=${instance}) is given, and no alarm reads it${end}`,
      fix: "Give its namespace, name and dimensions as the alarm has them, or leave it out.",
    },
  ]);
});

test("nothing is said to be meant whose datapoints are given, too", () => {
  const both = [...given("AWS/EC2", "CPUUtilization"), ...given("AWS/EC2", "CPUUtilisation")];
  expect(messages(both)).toEqual(["AWS/EC2 CPUUtilisation (InstanceId=i-1) is given, and no alarm reads it"]);
});

test("an alarm whose metric's name is not known may read it", () => {
  expect(messages(given("AWS/EC2", "Any"), [alarmOn({ name: undefined })])).toEqual([]);
  expect(messages(given("AWS/ECS", "Any"), [alarmOn({ name: undefined })])).toHaveLength(1);
});

test("a metric that a filter publishes: --sql gives them all", () => {
  expect(messages(given("n", "m"), [alarmOn({})])).toEqual([]);
});

test("a replay says it", async () => {
  const options = { given: given("AWS/EC2", "CPUUtilisation") };
  const { findings } = await replay(template({ metricAlarms: [alarmOn({})] }), [], options);
  expect(findings.map(({ rule }) => rule)).toContain("given-metric-unused");
});
