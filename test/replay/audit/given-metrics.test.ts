import { givenMetricFindings } from "../../../lib/replay/audit/given-metrics";
import { readGivenMetrics } from "../../../lib/replay/metrics/given/read";
import { isComplete } from "../../../lib/replay/metrics/publish/publisher";
import type { MetricStat } from "../../../lib/terraform/template";
import { replay } from "../../../lib/replay/replay";
import { filter } from "../metrics/publish/published";
import { metricAlarm, template } from "../../terraform/template";
import { ruled } from "../../texts";

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

const found = (series: ReturnType<typeof given>, alarms = [alarmOn({})], filters = [filter("x", {})]) =>
  ruled(givenMetricFindings(alarms, filters.filter(isComplete), series));
const unused = "given-metric-unused warning";

test("a given metric that an alarm reads is not a finding", () => {
  expect(found(given("AWS/EC2", "CPUUtilization"))).toEqual([]);
});

test.each([
  ["AWS/EC2", "CPUUtilisation", "i-1"],
  ["EC2", "CPUUtilization", "i-1"],
  ["AWS/ECS", "CPUUtilization", "i-1"],
  ["AWS/EC2", "CPUUtilization", "i-2"],
  ["AWS/EC2", "NetworkIn", "i-1"],
])("a given metric that no alarm reads is a finding: %s %s %s", (namespace, name, instance) => {
  expect(found(given(namespace, name, instance))).toEqual([unused]);
});

test("a metric whose datapoints are also given is not suggested", () => {
  const both = [...given("AWS/EC2", "CPUUtilization"), ...given("AWS/EC2", "CPUUtilisation")];
  expect(found(both)).toEqual([unused]);
});

test("an alarm on a metric whose name is not known may read a given metric of its namespace", () => {
  expect(found(given("AWS/EC2", "Any"), [alarmOn({ name: undefined })])).toEqual([]);
  expect(found(given("AWS/ECS", "Any"), [alarmOn({ name: undefined })])).toHaveLength(1);
});

test("a given metric that a filter publishes is not a finding, because --sql returns all of them", () => {
  expect(found(given("n", "m"), [alarmOn({})])).toEqual([]);
});

test("a replay reports a given metric that no alarm reads", async () => {
  const options = { given: given("AWS/EC2", "CPUUtilisation") };
  const { findings } = await replay(template({ metricAlarms: [alarmOn({})] }), [], options);
  expect(findings.map(({ rule }) => rule)).toContain("given-metric-unused");
});
