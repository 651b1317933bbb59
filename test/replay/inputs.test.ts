import fc from "fast-check";
import { type InputOptions, replayInputs } from "../../lib/replay";
import type { MetricAlarm, MetricStat } from "../../lib/terraform/template";
import { alarmArn, template, type TemplateParts } from "../terraform/template";

const minute = 60_000;
const day = 1440 * minute;
const from = Date.parse("2026-11-20T10:00:00Z");
const time = { from, to: from + 120 * minute, now: from + day };

const errors: MetricStat = {
  namespace: "App",
  name: "Errors",
  statistic: "Sum",
  period: 60,
  dimensions: {},
  unit: undefined,
};
const age: MetricStat = {
  ...errors,
  namespace: "AWS/SQS",
  name: "ApproximateAgeOfOldestMessage",
  statistic: "Maximum",
  dimensions: { QueueName: "orders" },
};

function alarm(name: string, metric: MetricStat, more: Partial<MetricAlarm> = {}): Partial<MetricAlarm> {
  return { name, comparisonOperator: "GreaterThanThreshold", threshold: 5, metric, ...more };
}

const filter = (logGroupName: string, name = "Errors", more: object = {}) => ({
  name: `${logGroupName} ${name}`,
  logGroupName,
  pattern: "ERROR",
  transformation: {
    ...{ namespace: "App", name, value: "1", defaultValue: undefined, dimensions: {}, unit: "None" },
    ...more,
  },
});

const inputs = (parts: TemplateParts, options: Partial<InputOptions> = {}) =>
  replayInputs(template(parts), { ...time, ...options });

test("events are needed of log groups whose filters an alarm reads, datapoints of all other metrics", async () => {
  const found = await inputs({
    logGroups: [{ name: "/app" }, { name: "/quiet" }],
    metricFilters: [filter("/app"), filter("/quiet", "Unread")],
    metricAlarms: [alarm("errors", errors), alarm("age", age)],
  });
  // A minute of one period: six minutes in case datapoints are missing, and one until the next evaluation.
  expect(found.logs).toEqual([
    { logGroup: "/app", region: "eu-central-1", account: "111122223333", start: from - 7 * minute, end: time.to },
  ]);
  expect(found.metrics.map(({ account, region }) => ({ account, region }))).toEqual([
    { region: "eu-central-1", account: "111122223333" },
  ]);
  const [query] = found.metrics[0]!.input.MetricDataQueries;
  expect(query!.MetricStat).toEqual({
    Metric: {
      Namespace: "AWS/SQS",
      MetricName: "ApproximateAgeOfOldestMessage",
      Dimensions: [{ Name: "QueueName", Value: "orders" }],
    },
    Period: 60,
    Stat: "Maximum",
  });
  expect(found).toMatchObject({ lacking: [], unread: ["/quiet"], notEvaluated: [] });
});

test("a log group begins as early as the alarm that looks back furthest needs it", async () => {
  const { logs } = await inputs({
    metricFilters: [filter("/app"), filter("/other", "Slow")],
    metricAlarms: [
      alarm("errors", errors),
      alarm("daily", { ...errors, period: 3600 }, { evaluationPeriods: 24 }),
      alarm("slow", { ...errors, name: "Slow" }),
    ],
  });
  expect(logs.map(({ logGroup, start }) => [logGroup, (from - start) / minute])).toEqual([
    ["/app", 26 * 60 + 1],
    ["/other", 7],
  ]);
});

test("how many events arrived is asked of CloudWatch: a silent log group has no record that would say so", async () => {
  const incoming: MetricStat = {
    ...errors,
    namespace: "AWS/Logs",
    name: "IncomingLogEvents",
    dimensions: { LogGroupName: "/app" },
  };
  const found = await inputs({ logGroups: [{ name: "/app" }], metricAlarms: [alarm("silent", incoming)] });
  expect(found.logs).toEqual([]);
  expect(found.metrics.flatMap(({ input }) => input.MetricDataQueries.map((each) => each.MetricStat.Stat))).toEqual([
    "Sum",
  ]);
});

test("events that are not kept so long are not there", async () => {
  const parts = (retentionDays: number | undefined): TemplateParts => ({
    logGroups: [{ name: "/app", retentionDays }],
    metricFilters: [filter("/app")],
    metricAlarms: [alarm("errors", errors)],
  });
  expect((await inputs(parts(undefined), { now: from + 4000 * day })).lacking).toEqual([]);
  expect((await inputs(parts(3))).lacking).toEqual([]);
  const gone = await inputs(parts(3), { now: from + 4 * day });
  expect(gone.logs).toEqual([]);
  expect(gone.lacking).toEqual([{ kind: "events-gone", logGroup: "/app", days: 3, before: from + day, isAll: true }]);
  const some = await inputs(parts(3), { now: from + 3 * day + 30 * minute });
  expect(some.logs.map(({ start }) => start)).toEqual([from + 30 * minute]);
  expect(some.lacking).toMatchObject([{ kind: "events-gone", isAll: false }]);
});

test("datapoints that CloudWatch does not keep so long are not there", async () => {
  const parts = { metricAlarms: [alarm("age", age)] };
  expect((await inputs(parts, { now: from + 20 * day })).lacking).toEqual([
    { kind: "datapoints-coarser", alarms: ["age"] },
  ]);
  const gone = await inputs(parts, { now: from + 456 * day });
  expect(gone.metrics).toEqual([]);
  expect(gone.lacking).toEqual([{ kind: "datapoints-gone" }]);
});

test("log groups can be chosen, and what an alarm then lacks is said", async () => {
  const parts = {
    logGroups: [{ name: "/app" }, { name: "/quiet" }],
    metricFilters: [filter("/app")],
    metricAlarms: [alarm("errors", errors)],
  };
  const found = await inputs(parts, { isWanted: (name) => name === "/quiet" });
  expect(found.logs.map(({ logGroup, start }) => [logGroup, start])).toEqual([["/quiet", from]]);
  expect(found.lacking).toEqual([{ kind: "log-group-not-wanted", logGroup: "/app" }]);
});

test("log groups that cannot be fetched say why", async () => {
  const arn = (region: string, name: string) => `arn:aws:logs:${region}:111122223333:log-group:${name}`;
  const found = await inputs(
    {
      logGroups: [
        { name: "/rare", logGroupClass: "INFREQUENT_ACCESS" },
        { name: "/both", arn: arn("eu-central-1", "/both") },
        { name: "/both", arn: arn("us-east-1", "/both") },
        { name: "/same" },
        { name: "/same" },
        { name: "$(id)\n'" },
      ],
    },
    { isWanted: () => true },
  );
  expect(found.lacking.map(({ kind, ...rest }) => [kind, "logGroup" in rest ? rest.logGroup : undefined])).toEqual([
    ["log-group-class", "/rare"],
    ["log-group-twice", "/both"],
    ["log-group-name", "$(id)\n'"],
  ]);
  expect(found.logs.map(({ logGroup }) => logGroup)).toEqual(["/same"]);
});

test("an alarm that is never evaluated needs nothing", async () => {
  const found = await inputs({
    metricFilters: [filter("/app")],
    metricAlarms: [{ name: "band", arn: alarmArn("band"), thresholdMetricId: "e1", metric: errors }],
    compositeAlarms: [{ name: "any", rule: "ALARM(band)" }],
  });
  expect(found).toMatchObject({ logs: [], metrics: [], unread: ["/app"] });
  expect(found.notEvaluated.map(({ name }) => name)).toEqual(["band"]);
});

test("calls are made where the metrics and log groups are", async () => {
  const place = "444455556666/us-east-1";
  const found = await inputs({
    metricFilters: [
      filter("/here", "Errors", { place: "a Region that is not known" }),
      filter("/there", "Slow", { place }),
    ],
    metricAlarms: [
      alarm("errors", { ...errors, place: "a Region that is not known" }),
      alarm("slow", { ...errors, name: "Slow", place }),
      alarm("age", { ...age, place }),
    ],
  });
  const there = { region: "us-east-1", account: "444455556666" };
  expect(found.logs).toMatchObject([{ logGroup: "/here", region: undefined, account: undefined }, there]);
  expect(found.metrics).toMatchObject([there]);
});

test("whatever alarms a template has, each has what it sees over its whole evaluation range, in calls that AWS accepts", async () => {
  const anyAlarm = fc.record({
    name: fc.constantFrom("Errors", "Slow", "Age", "Depth", "Latency"),
    period: fc.constantFrom(60, 300, 3600, 86_400),
    evaluationPeriods: fc.integer({ min: 1, max: 7 }),
    statistic: fc.constantFrom("Sum", "Average", "Maximum", "p99"),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAlarm, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: 0, max: 500 }),
      async (alarms, minutes, days) => {
        const published = new Set(["Errors", "Slow"]);
        const to = from + minutes * minute;
        const found = await inputs(
          {
            metricFilters: [filter("/errors"), filter("/slow", "Slow")],
            metricAlarms: alarms.map(({ evaluationPeriods, ...stat }, index) =>
              alarm(`alarm-${index}`, { ...errors, ...stat }, { evaluationPeriods }),
            ),
          },
          { to, now: to + days * day },
        );
        const asked = found.metrics.flatMap(({ input }) =>
          input.MetricDataQueries.map(({ MetricStat: { Metric, Period, Stat } }) => ({
            ...{ name: Metric.MetricName, statistic: Stat, period: Period },
            ...{ start: Date.parse(input.StartTime), end: Date.parse(input.EndTime) },
          })),
        );
        expect(asked.filter(({ name }) => published.has(name))).toEqual([]);
        for (const { evaluationPeriods, name, period, statistic } of alarms) {
          const first = from - evaluationPeriods * period * 1000;
          if (published.has(name)) {
            const log = found.logs.find(({ logGroup }) => logGroup === `/${name.toLowerCase()}`);
            expect(log?.start).toBeLessThanOrEqual(first);
            expect(log?.end).toBe(to);
          } else if (days < 455) {
            const fits = asked.filter((each) => each.name === name && period % each.period === 0);
            const has = (wanted: string) =>
              fits.some((each) => each.statistic === wanted && each.start <= first && each.end >= to);
            expect(has(statistic) || (statistic === "Average" && has("Sum") && has("SampleCount"))).toBe(true);
          }
        }
        for (const { input } of found.metrics) {
          const seconds = (Date.parse(input.EndTime) - Date.parse(input.StartTime)) / 1000;
          const datapoints = input.MetricDataQueries.reduce(
            (sum, { MetricStat: { Period } }) => sum + seconds / Period,
            0,
          );
          expect(input.MetricDataQueries.length).toBeLessThanOrEqual(500);
          if (input.MetricDataQueries.length > 1) expect(datapoints).toBeLessThanOrEqual(100_800);
        }
      },
    ),
    { numRuns: 30 },
  );
});
