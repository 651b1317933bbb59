import { readTerraform, replay, type LogRecord, type Series } from "sightline/replay";
import { placeText } from "../../lib/base";
import { alarmIndex } from "../../lib/replay/alarms/composite/alarm-index";
import { template } from "../terraform/template";

/** One alarm with its filter, its log group and its topic, in the Region of each provider. */
function inRegions(alarms: Record<string, string>, filters: Record<string, string>, more: object = {}) {
  const at = (provider: string) => (provider === "" ? {} : { provider: `aws.${provider}` });
  const each = (places: Record<string, string>, make: (name: string) => object) =>
    Object.fromEntries(Object.entries(places).map(([name, provider]) => [name, { ...make(name), ...at(provider) }]));
  const configuration = {
    provider: {
      aws: [
        { region: "eu-west-1" },
        { alias: "us", region: "us-east-1" },
        { alias: "other", region: "eu-west-1", assume_role: { role_arn: "arn:aws:iam::222222222222:role/deploy" } },
      ],
    },
    resource: {
      aws_cloudwatch_log_metric_filter: each(filters, () => ({
        name: "errors",
        log_group_name: "/app/x",
        pattern: "ERROR",
        metric_transformation: { name: "Errors", namespace: "shop", value: "1" },
      })),
      aws_cloudwatch_metric_alarm: each(alarms, (name) => ({
        alarm_name: name,
        namespace: "shop",
        metric_name: "Errors",
        statistic: "Sum",
        period: 60,
        evaluation_periods: 1,
        comparison_operator: "GreaterThanOrEqualToThreshold",
        threshold: 2,
        ...more,
      })),
    },
  };
  return readTerraform([{ file: "main.tf.json", text: JSON.stringify(configuration) }]);
}

const AT = Date.UTC(2026, 10, 21, 19);
const records = (count: number): LogRecord[] =>
  Array.from({ length: count }, (_, line) => ({ text: "ERROR", at: AT, logGroup: "/app/x", source: "x.log", line }));

async function fired(regions: ReturnType<typeof inRegions>, count: number) {
  const { alarms, findings, metrics } = await replay(regions, [{ records: records(count), problems: [] }]);
  return {
    fired: alarms.filter(({ transitions }) => transitions.some(({ to }) => to === "ALARM")).map(({ name }) => name),
    rules: findings.map(({ rule, at }) => `${rule} ${placeText(at)}`),
    sums: metrics.map(({ place, points }) => [place, points.map(({ sum }) => sum)]),
  };
}

test("filters of one metric in two Regions, or accounts, are not added up", async () => {
  const finding = "log-group-in-several-regions aws_cloudwatch_log_metric_filter.a";
  expect(await fired(inRegions({ a: "", b: "us" }, { a: "", b: "us" }), 1)).toEqual({
    fired: [],
    rules: expect.arrayContaining([finding]) as string[],
    sums: [
      ["eu-west-1", [1]],
      ["us-east-1", [1]],
    ],
  });
  expect((await fired(inRegions({ a: "", b: "us" }, { a: "", b: "us" }), 2)).fired).toEqual(["a", "b"]);
  expect(await fired(inRegions({ a: "", b: "other" }, { a: "", b: "other" }), 1)).toMatchObject({
    fired: [],
    sums: [
      ["eu-west-1", [1]],
      ["222222222222/eu-west-1", [1]],
    ],
  });
});

test("an alarm on a metric of another Region sees no datapoint, which is a finding", async () => {
  const { fired: names, rules } = await fired(inRegions({ a: "", b: "us" }, { a: "" }), 2);
  expect(names).toEqual(["a"]);
  expect(rules).toContain("metric-in-another-region aws_cloudwatch_metric_alarm.b");
  expect(rules.join()).not.toContain("log-group-in-several-regions");
});

test("a name in a composite alarm's rule does not refer to an alarm of another Region", () => {
  const { metricAlarms } = inRegions({ a: "us", b: "" }, {});
  const index = alarmIndex({ ...template(), account: undefined, region: undefined, metricAlarms });
  const near = { arn: "arn:aws:cloudwatch:eu-west-1:000000000000:alarm:both" };
  expect(index.find("b", near)).toMatchObject({ name: "b" });
  expect(index.find("a", near)).toMatchObject({
    kind: "elsewhere",
    named: "a",
  });
});

test("given metrics count in each Region", async () => {
  const given = { namespace: "AWS/SQS", metric_name: "Sent", dimensions: {} };
  const values = Float64Array.of(5);
  const series: Series = {
    metric: { namespace: "AWS/SQS", name: "Sent", dimensions: {} },
    resolution: 60,
    minutes: Float64Array.of(AT / 60_000),
    count: Float64Array.of(1),
    sum: values,
    min: values,
    max: values,
    values: undefined,
    early: undefined,
    given: undefined,
  };
  const { alarms, findings } = await replay(inRegions({ a: "", b: "us" }, {}, given), [], {
    given: [series],
    from: AT,
    to: AT + 600_000,
  });
  expect(alarms.map(({ name, transitions }) => [name, transitions[0]?.to])).toEqual([
    ["a", "ALARM"],
    ["b", "ALARM"],
  ]);
  expect(findings.map(({ rule }) => rule)).not.toContain("given-metric-unused");
});

test("metrics have no place if there is one Region only", async () => {
  const { fired: names, rules, sums } = await fired(inRegions({ a: "us" }, { a: "us" }), 2);
  expect({ names, sums }).toEqual({ names: ["a"], sums: [[undefined, [2]]] });
  expect(rules.join()).not.toContain("region");
});

test("IncomingLogEvents counts in each Region that has an alarm on it", async () => {
  const incoming = { namespace: "AWS/Logs", metric_name: "IncomingLogEvents", dimensions: { LogGroupName: "/app/x" } };
  const { fired: names, sums } = await fired(inRegions({ a: "", b: "us" }, { a: "" }, incoming), 2);
  expect({ names, sums: sums.filter(([place]) => place === "us-east-1") }).toEqual({
    names: ["a", "b"],
    sums: [["us-east-1", [2]]],
  });
});
