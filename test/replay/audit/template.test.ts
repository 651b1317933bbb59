import fc from "fast-check";
import { checkTemplate } from "../../../lib/replay/reach-of";
import { templateFindings } from "../../../lib/replay/audit/template";
import { readTerraform } from "../../../lib/terraform";
import type { MetricAlarm, MetricQuery, MetricStat, Template } from "../../../lib/terraform/template";
import { simulateMetricAlarm } from "../../../lib/replay/alarms/simulate";
import { ruled } from "../../texts";
import { expression, input, measured, series } from "../alarms/alarm";
import { metricAlarm, template, type TemplateParts } from "../../terraform/template";

const cpu: MetricStat = {
  namespace: "AWS/EC2",
  name: "CPUUtilization",
  dimensions: { InstanceId: "i-1" },
  period: 120,
  statistic: "Average",
  unit: undefined,
};

const found = (parts: TemplateParts) => templateFindings(template(parts));
const rulesOf = (parts: TemplateParts) => found(parts).map(({ rule }) => rule);
const onAlarm = (alarm: Partial<MetricAlarm>) => rulesOf({ metricAlarms: [alarm] });
const onQueries = (...queries: MetricQuery[]) => onAlarm({ metric: undefined, queries });

describe("what AWS refuses of the queries of an alarm", () => {
  const m1 = measured("m1", cpu);

  test.each<[string, readonly MetricQuery[], string]>([
    ["none returns data", [m1], "alarm-queries-refused"],
    ["two return data", [measured("m1", cpu, true), expression("e1", "m1*2", true)], "alarm-queries-refused"],
    [
      "a search",
      [expression("e1", "SEARCH('{AWS/EC2,InstanceId} m', 'Maximum', 300)", true)],
      "alarm-expression-refused",
    ],
    ["an id in upper case", [measured("M1", cpu, true)], "alarm-queries-refused"],
    ["a wrong expression", [m1, expression("e1", "m1 +", true)], "alarm-expression-refused"],
    [
      "metrics of two periods",
      [m1, measured("m2", { ...cpu, period: 60 }), expression("e1", "m1/m2", true)],
      "alarm-periods-refused",
    ],
    [
      "a statistic that does not exist",
      [measured("m1", { ...cpu, statistic: "sum" }, true)],
      "alarm-statistic-refused",
    ],
    ["no period", [expression("q1", 'SELECT MAX(CPUUtilization) FROM "AWS/EC2"', true)], "alarm-refused"],
  ])("%s", (_, queries, rule) => {
    expect(onQueries(...queries)).toEqual([rule]);
  });

  test("what AWS accepts is not a finding", () => {
    expect(onQueries(measured("m1", cpu, true))).toEqual([]);
    expect(onQueries(m1, measured("m2", cpu), expression("e1", "AVG(METRICS())", true))).toEqual([]);
    expect(onQueries({ ...expression("q1", 'SELECT MAX(CPUUtilization) FROM "AWS/EC2"', true), period: 60 })).toEqual(
      [],
    );
    const other = { ...measured("m1", cpu, true), accountId: "999999999999" };
    expect(onQueries(other)).toEqual([]);
  });

  test("an alarm on an anomaly detection band returns the metric and the band", () => {
    const queries = [measured("m1", cpu, true), expression("ad1", "ANOMALY_DETECTION_BAND(m1, 2)", true)];
    const band = { metric: undefined, queries, threshold: undefined, thresholdMetricId: "ad1" };
    expect(onAlarm({ ...band, comparisonOperator: "GreaterThanUpperThreshold" })).toEqual([]);
    expect(onAlarm({ ...band, comparisonOperator: "GreaterThanThreshold" })).toEqual(["alarm-refused"]);
    expect(onAlarm({ ...band, comparisonOperator: "GreaterThanUpperThreshold", thresholdMetricId: "ad2" })).toEqual([
      "alarm-refused",
    ]);
  });

  test("what is not known is not refused", () => {
    const reason = { kind: "variable-without-value", variable: "x", module: undefined } as const;
    const open = (attribute: string) => ({
      unresolved: [{ address: "a", attribute, expression: undefined, reason }],
    });
    const none = { metric: undefined, queries: [] };
    expect(onAlarm({ ...none, ...open("metric_query") })).toEqual([]);
    expect(onAlarm({ ...none, queries: [m1], ...open("metric_query[0].return_data") })).toEqual([]);
    expect(onAlarm({ ...none, queries: [expression("e1", "m9", true)], ...open("metric_query[1]") })).toEqual([]);
    const withoutStat = measured("m1", { ...cpu, statistic: undefined, period: undefined }, true);
    expect(onAlarm({ ...none, queries: [withoutStat], ...open("metric_query[0].metric[0].stat") })).toEqual([
      "alarm-refused",
    ]);
    expect(onAlarm({ threshold: undefined, ...open("threshold") })).toEqual([]);
    expect(onAlarm({ metric: { ...cpu, statistic: undefined }, ...open("extended_statistic") })).toEqual([]);
    expect(onAlarm({ evaluationPeriods: undefined, ...open("evaluation_periods") })).toEqual([]);
  });
});

test("an alarm on PromQL has no metric and no periods", () => {
  expect(
    onAlarm({
      metric: undefined,
      comparisonOperator: undefined,
      evaluationPeriods: undefined,
      threshold: undefined,
      unsupported: ["evaluation_criteria"],
    }),
  ).toEqual([]);
});

/** Changes of an alarm that AWS refuses, whatever else is wrong with it, and the rule that finds each. */
const faults: readonly (readonly [string, (alarm: MetricAlarm) => MetricAlarm])[] = [
  ["alarm-refused", (alarm) => ({ ...alarm, name: "a".repeat(256) })],
  ["alarm-refused", (alarm) => ({ ...alarm, description: "d".repeat(1025) })],
  ["alarm-refused", (alarm) => ({ ...alarm, comparisonOperator: undefined })],
  ["alarm-refused", (alarm) => ({ ...alarm, metric: { ...alarm.metric!, namespace: ":App" } })],
  ["alarm-refused", (alarm) => ({ ...alarm, metric: { ...alarm.metric!, dimensions: { Host: "" } } })],
  ["alarm-statistic-refused", (alarm) => ({ ...alarm, metric: { ...alarm.metric!, statistic: "p101" } })],
  ["alarm-periods-refused", (alarm) => ({ ...alarm, metric: { ...alarm.metric!, period: 90 } })],
  ["alarm-periods-refused", (alarm) => ({ ...alarm, evaluationPeriods: 2, datapointsToAlarm: 3 })],
];

test("everything that AWS refuses of an alarm is found at once, and an alarm with such a finding is not evaluated", () => {
  fc.assert(
    fc.property(fc.subarray([...faults]), (chosen) => {
      const alarm = chosen.reduce((sum, [, change]) => change(sum), metricAlarm({ metric: { ...cpu, period: 60 } }));
      const rules = templateFindings(template({ metricAlarms: [alarm] })).map(({ rule }) => rule);
      expect([...rules].sort()).toEqual(chosen.map(([rule]) => rule).sort());
      const { whyNot } = simulateMetricAlarm(alarm, input(series({ 0: 9 })));
      expect(whyNot === undefined || whyNot.kind === "metrics-not-published").toBe(chosen.length === 0);
    }),
  );
});

describe("metric filters with dimensions that AWS refuses", () => {
  const log = { aws_cloudwatch_log_group: { g: { name: "/video" } } };
  const filter = (pattern: string, transformation: object) => ({
    name: "f",
    pattern,
    log_group_name: "${aws_cloudwatch_log_group.g.name}",
    metric_transformation: { namespace: "Video", name: "Issues", value: "1", ...transformation },
  });
  const read = (...filters: object[]): Template => {
    const named = Object.fromEntries(filters.map((one, i) => [`f${i}`, { ...one, name: `f${i}` }]));
    const text = JSON.stringify({ resource: { ...log, aws_cloudwatch_log_metric_filter: named } });
    return readTerraform([{ file: "main.tf.json", text }]);
  };

  test("on a term pattern, as a literal, or with a default value", () => {
    const checked = checkTemplate(
      read(
        filter('?"connection closed" ?"no update"', { dimensions: { Host: "$.host" } }),
        filter('{ $.event = "request" }', { dimensions: { User: "$.user" }, default_value: "0" }),
        filter('{ $.event = "request" }', { dimensions: { Cluster: "prod" } }),
      ),
    );
    expect(ruled(checked.findings)).toEqual([
      "filter-refused error aws_cloudwatch_log_metric_filter.f0",
      "filter-refused error aws_cloudwatch_log_metric_filter.f1",
      "filter-refused error aws_cloudwatch_log_metric_filter.f2",
    ]);
  });

  test("every reason is a finding", () => {
    const wrong = filter("{ $.a = }", { value: "many", unit: "Items", dimensions: { A: "a" }, default_value: 1 });
    expect(checkTemplate(read(wrong)).findings.map(({ rule }) => rule)).toEqual(Array(4).fill("filter-refused"));
    const unreadable = filter("{ $.a = * }", { value: "many", dimensions: { A: "$.b.", C: "$.c" } });
    expect(checkTemplate(read(unreadable)).findings.map(({ rule }) => rule)).toEqual(Array(2).fill("filter-refused"));
  });

  test("an argument that Terraform refuses is a finding, and nothing else is said of it", () => {
    const checked = checkTemplate(read({ ...filter("ERROR", {}), metric_transformation: [{}, {}] }));
    expect(checked.findings.map(({ rule }) => rule)).toEqual(["argument-refused"]);
  });
});
