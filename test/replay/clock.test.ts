import { replay } from "../../lib/replay";
import { readGivenMetrics } from "../../lib/replay/metrics";
import type { MetricAlarm } from "../../lib/terraform/template";
import { template } from "../terraform/template";

const minute = 60_000;
const first = Date.parse("2026-11-20T10:00:30Z");

function alarm(
  name: string,
  metric: Partial<MetricAlarm["metric"]>,
  more: Partial<MetricAlarm> = {},
): Partial<MetricAlarm> {
  const usual = { namespace: "App", name: "Errors", statistic: "Sum", period: 60, dimensions: {}, unit: undefined };
  return { name, threshold: 1, metric: { ...usual, ...metric }, ...more };
}

const filter = {
  name: "errors",
  logGroupName: "/app",
  pattern: "ERROR",
  transformation: {
    namespace: "App",
    name: "Errors",
    value: "1",
    defaultValue: undefined,
    dimensions: {},
    unit: "None",
  },
};

/** The length of the clock for five minutes of logs, in minutes. */
async function lengthWith(alarms: readonly Partial<MetricAlarm>[], csv?: string): Promise<number> {
  const stack = template({ logGroups: [{ name: "/app" }], metricFilters: [filter], metricAlarms: alarms });
  const records = [0, 1, 2, 3, 4].map((at, line) => ({
    ...{ text: "ERROR", at: first + at * minute, logGroup: "/app", source: "a.log", line },
  }));
  const given = csv === undefined ? [] : readGivenMetrics("m.csv", csv).series;
  const { from, to } = await replay(stack, [{ records, problems: [] }], { given });
  return (to - from) / minute;
}

const short = alarm("short", {});
const day = { namespace: "AWS/S3", name: "BucketSizeBytes", period: 86_400 };

test("an alarm that is not evaluated does not make the clock longer", async () => {
  const alone = await lengthWith([short]);
  expect(alone).toBeLessThan(15);
  expect(await lengthWith([short, alarm("day", day)])).toBe(alone);
  expect(await lengthWith([short, alarm("band", { period: 86_400 }, { thresholdMetricId: "e1" })])).toBe(alone);
});

test("one that is evaluated does, so that its recovery is seen", async () => {
  expect(await lengthWith([short, alarm("day", { period: 86_400 })])).toBeGreaterThan(2 * 1440);
});

test("datapoints that no alarm reads do not make the clock longer", async () => {
  const rows = (name: string) =>
    `timestamp,namespace,metric,dimensions,count,sum,min,max\n2026-11-01T00:00:00Z,AWS/SQS,${name},,1,1,1,1\n`;
  const read = alarm("age", { namespace: "AWS/SQS", name: "Age" });
  const alone = await lengthWith([short]);
  expect(await lengthWith([short, read], rows("Other"))).toBe(alone);
  expect(await lengthWith([short, read], rows("Age"))).toBeGreaterThan(10 * 1440);
});

test.each([
  ["datapoints from two centuries", undefined, "1975-01-01T00:00:00Z"],
  ["--from and --to", { from: Date.UTC(2000, 0), to: Date.UTC(9999, 0) }, "2026-11-01T00:00:00Z"],
])("the clock runs for ten years at most: %s", async (_, asked, time) => {
  const csv = `timestamp,namespace,metric,dimensions,count,sum,min,max\n${time},App,Errors,,1,1,1,1\n2026-11-20T10:00:00Z,App,Errors,,1,1,1,1\n`;
  const { series } = readGivenMetrics("m.csv", csv);
  const { from, to, findings } = await replay(template({ metricAlarms: [short] }), [], { given: series, ...asked });
  expect((to - from) / 86_400_000).toBe(3660);
  expect(findings.map(({ rule }) => rule)).toContain("records-far-apart");
});
