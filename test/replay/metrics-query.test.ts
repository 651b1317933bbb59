import fc from "fast-check";
import { metricsQueries, type MetricsQuery, replay } from "../../lib/replay";
import { labelOfMetric, readGivenMetrics } from "../../lib/replay/metrics";
import { metricOfLabel } from "../../lib/replay/metrics/given/metric-name";
import type { MetricAlarm, MetricStat, Template } from "../../lib/terraform/template";
import { alarmArn, template } from "../terraform/template";

const minute = 60_000;
const from = Date.parse("2026-11-20T10:00:00Z");
const clock = { from, to: from + 120 * minute };
const now = from + 24 * 60 * minute;

function stat(namespace: string, name: string, statistic: string, more: Partial<MetricStat> = {}): MetricStat {
  return { namespace, name, statistic, period: 60, dimensions: {}, unit: undefined, ...more };
}

function alarmsOn(...stats: readonly MetricStat[]): Template {
  const metricAlarms = stats.map((metric, index): Partial<MetricAlarm> => ({
    name: `alarm-${index}`,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 50,
    treatMissingData: "notBreaching",
    metric,
  }));
  return template({ metricAlarms });
}

/** What the command line of AWS prints: a value of 99 in the first half hour, and of 1 in the second; `pages` cut in two and joined. */
function answer({ input }: MetricsQuery, kind: "whole" | "pages" | "empty"): string {
  const results = input.MetricDataQueries.flatMap(({ Id, Label, MetricStat: { Period, Stat } }) => {
    const times = kind === "empty" ? [] : Array.from({ length: 3600 / Period }, (_, i) => from + i * Period * 1000);
    const Values = times.map((at) => {
      const value = at < from + 30 * minute ? 99 : 1;
      return Stat === "Sum" ? value * 4 : Stat === "SampleCount" ? 4 : value;
    });
    const Timestamps = times.map((at) => new Date(at).toISOString().replace(".000Z", "+00:00"));
    const part = (begin: number, end: number, StatusCode: string) => ({
      ...{ Id, Label, StatusCode },
      ...{ Timestamps: Timestamps.slice(begin, end), Values: Values.slice(begin, end) },
    });
    return kind === "pages"
      ? [part(0, 3, "PartialData"), part(3, Infinity, "Complete")]
      : [part(0, Infinity, "Complete")];
  });
  return JSON.stringify({ MetricDataResults: results, Messages: [] });
}

async function roundTrip(stack: Template, kind: Parameters<typeof answer>[1]) {
  const before = await replay(stack, [], clock);
  const { queries } = metricsQueries(stack, before, now);
  const read = queries.map((query) => readGivenMetrics("metrics.json", answer(query, kind)));
  const after = await replay(stack, [], { ...clock, given: read.flatMap(({ series }) => series) });
  return { before, queries, problems: read.flatMap(({ problems }) => problems), after };
}

const various = alarmsOn(
  stat("AWS/RDS", "CPUUtilization", "Average", { period: 300, dimensions: { DBInstanceIdentifier: "orders" } }),
  stat("AWS/RDS", "CPUUtilization", "p99", { period: 300, dimensions: { DBInstanceIdentifier: "orders" } }),
  stat("AWS/RDS", "CPUUtilization", "p99", { period: 600, dimensions: { DBInstanceIdentifier: "orders" } }),
  stat("My App", "Slow {requests} Sum 60", "Maximum", { dimensions: { "a b": 'x="1",y', "${PROP('Stat')}": "$" } }),
  stat("AWS/S3", "BucketSizeBytes", "Average", { period: 86_400, dimensions: { BucketName: "b", StorageType: "s" } }),
  stat("AWS/ELB", "Latency", "tm90", { period: 120, unit: "Seconds" }),
);

test("alarms that lack metrics are evaluated with what AWS answers to the query", async () => {
  const { after, before, problems } = await roundTrip(various, "whole");
  expect(before.alarms.map(({ whyNot }) => whyNot?.kind)).toEqual(Array(6).fill("metrics-not-published"));
  expect(problems).toEqual([]);
  expect(after.findings).toEqual(before.findings);
  expect(after.alarms.map(({ evaluated, name }) => [name, evaluated])).toEqual(
    after.alarms.map(({ name }) => [name, true]),
  );
  const fired = after.alarms.filter(({ transitions }) => transitions.some(({ to }) => to === "ALARM"));
  expect(fired).toHaveLength(6);
});

test("pages that the command line joined are one answer", async () => {
  const { after, problems } = await roundTrip(various, "pages");
  expect(problems).toEqual([]);
  expect(after.alarms.every(({ evaluated }) => evaluated)).toBe(true);
});

test("a metric without a datapoint is known: its data is missing", async () => {
  const { after, problems } = await roundTrip(various, "empty");
  expect(problems).toEqual([]);
  expect(after.alarms.map(({ state }) => state)).toEqual(Array(6).fill("OK"));
});

test("a call has as many queries as AWS accepts, of one Region", async () => {
  const many = alarmsOn(...Array.from({ length: 1201 }, (_, index) => stat("AWS/SQS", `Metric${index}`, "Sum")));
  const { queries } = await roundTrip(many, "empty");
  expect(queries.map(({ input }) => input.MetricDataQueries.length)).toEqual([500, 500, 201]);
  const elsewhere = { ...stat("AWS/SQS", "Other", "Sum"), place: "111122223333/us-east-1" };
  const two = await roundTrip(alarmsOn(stat("AWS/SQS", "Here", "Sum"), elsewhere), "empty");
  expect(two.queries.map(({ region }) => region)).toEqual(["eu-central-1", "us-east-1"]);
});

test("a call asks for no more datapoints than AWS answers at once, and long times are asked for by themselves", async () => {
  const week = { ...stat("AWS/SQS", "Daily", "Sum", { period: 86_400 }), name: "Daily" };
  const stack = alarmsOn(...Array.from({ length: 30 }, (_, index) => stat("AWS/SQS", `Metric${index}`, "Sum")), week);
  const long = { from, to: from + 10 * 1440 * minute };
  const { queries } = metricsQueries(stack, await replay(stack, [], long), long.to);
  const sizes = queries.map(({ input: { EndTime, MetricDataQueries, StartTime } }) => {
    const seconds = (Date.parse(EndTime) - Date.parse(StartTime)) / 1000;
    return MetricDataQueries.reduce((sum, { MetricStat: { Period } }) => sum + seconds / Period, 0);
  });
  expect(queries.flatMap(({ input }) => input.MetricDataQueries)).toHaveLength(31);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(100_800);
  expect(queries.at(-1)?.input.MetricDataQueries.map(({ MetricStat }) => MetricStat.Metric.MetricName)).toEqual([
    "Daily",
  ]);
});

test("an alarm that looks back far does not coarsen the datapoints of others", async () => {
  const stack = alarmsOn(
    stat("AWS/SQS", "Age", "Maximum"),
    stat("AWS/S3", "BucketSizeBytes", "Average", { period: 86_400 }),
  );
  const result = await replay(stack, [], clock);
  const { queries, tooOld } = metricsQueries(stack, result, from + 14 * 1440 * minute);
  const periods = queries.flatMap(({ input }) =>
    input.MetricDataQueries.map(({ MetricStat: { Metric, Period } }) => [Metric.MetricName, Period]),
  );
  expect(periods).toEqual([
    ["Age", 60],
    ["BucketSizeBytes", 300],
    ["BucketSizeBytes", 300],
  ]);
  expect(tooOld).toEqual([]);
});

test("a query asks for a metric once, and for as fine datapoints as CloudWatch keeps", async () => {
  const stack = alarmsOn(
    stat("AWS/SQS", "Age", "Maximum", { period: 300 }),
    stat("AWS/SQS", "Age", "Maximum", { period: 600 }),
    stat("AWS/SQS", "Age", "Maximum", { period: 60 }),
  );
  const result = await replay(stack, [], clock);
  const asked = (days: number) => {
    const { queries, tooOld } = metricsQueries(stack, result, clock.to + days * 1440 * minute);
    const periods = queries.flatMap(({ input }) => input.MetricDataQueries.map(({ MetricStat }) => MetricStat.Period));
    return { periods, tooOld: tooOld.map(({ name }) => name) };
  };
  expect(asked(1)).toEqual({ periods: [60], tooOld: [] });
  expect(asked(20)).toEqual({ periods: [300, 60], tooOld: ["alarm-2"] });
  expect(asked(100)).toEqual({ periods: [300, 600, 60], tooOld: ["alarm-0", "alarm-1", "alarm-2"] });
});

test("the times cover everything that the first and the last evaluation see", async () => {
  const { queries } = await roundTrip(various, "empty");
  for (const { input } of queries) {
    // The alarm on a day looks back three days.
    expect(Date.parse(input.StartTime)).toBeLessThanOrEqual(from - 3 * 1440 * minute);
    expect(Date.parse(input.EndTime)).toBeGreaterThanOrEqual(clock.to);
  }
});

test("nothing is asked for alarms that can be evaluated, or never", async () => {
  const band = template({ metricAlarms: [{ name: "a", arn: alarmArn("a"), thresholdMetricId: "e1" }] });
  expect(metricsQueries(band, await replay(band, [], clock), now)).toEqual({ queries: [], tooOld: [] });
});

test("a metric is read from its label, whatever its names are", () => {
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc
      .array(fc.constantFrom('"', "{", "}", " ", "=", ",", "\\", "${", "Sum", "60"), { minLength: 1 })
      .map((all) => all.join("")),
  );
  fc.assert(
    fc.property(
      text,
      text,
      fc.dictionary(text, text, { maxKeys: 3 }),
      fc.constantFrom("Sum", "p99.9", "tm90", "TM(10%:90%)"),
      fc.integer({ min: 1, max: 86_400 }),
      (namespace, name, dimensions, statistic, period) => {
        const metric = { metric: { namespace, name, dimensions: { ...dimensions } }, statistic, period };
        const label = labelOfMetric(metric);
        expect(label).not.toContain("${");
        expect(metricOfLabel(label)).toEqual(metric);
      },
    ),
  );
});
