import { replay } from "../../lib/replay";
import { whyText } from "../../lib/replay/report/why";
import type { MetricAlarm, MetricFilter } from "../../lib/terraform/template";
import { template } from "../terraform/template";

const minute = 60_000;
const first = Date.parse("2026-11-20T10:00:30Z");

function filter(name: string, pattern: string, metric: Partial<MetricFilter["transformation"]> = {}) {
  const usual = { namespace: "App", name, value: "1", defaultValue: undefined, dimensions: {}, unit: "Count" };
  return { name, logGroupName: "/app", pattern, transformation: { ...usual, ...metric } };
}

function alarm(metricName: string, metric: Partial<MetricAlarm["metric"]> = {}): Partial<MetricAlarm> {
  const usual = { namespace: "App", name: metricName, statistic: "Sum", period: 60, dimensions: {}, unit: undefined };
  return { name: "a", comparisonOperator: "GreaterThanThreshold", threshold: 5, metric: { ...usual, ...metric } };
}

async function replayed(
  alarms: readonly Partial<MetricAlarm>[],
  filters: readonly Partial<MetricFilter>[],
  lines: readonly string[],
) {
  const stack = template({ logGroups: [{ name: "/app" }], metricFilters: filters, metricAlarms: alarms });
  const records = lines.map((text, line) => ({
    text,
    at: first + line * minute,
    logGroup: "/app",
    source: "a.log",
    line,
  }));
  return (await replay(stack, [{ records, problems: [] }])).alarms[0]!;
}

describe("why an alarm had no datapoint", () => {
  const line = '{"kind":"slow","tenant":"one","ms":"fast"}';
  const byTenant = filter("Slow", '{ $.kind = "slow" && $.tenant = * }', { dimensions: { Tenant: "$.tenant" } });

  test.each<[string, Partial<MetricAlarm>, Partial<MetricFilter>, readonly string[]]>([
    ["unit", alarm("Slow", { unit: "Seconds" }), filter("Slow", '{ $.kind = "slow" }'), [line]],
    ["dimensions", alarm("Slow", { dimensions: { Region: "eu" } }), byTenant, [line]],
    ["dimension-values", alarm("Slow", { dimensions: { Tenant: "two" } }), byTenant, [line]],
    ["no-match", alarm("Slow"), filter("Slow", '{ $.kind = "fast" }'), [line]],
    ["no-number", alarm("Slow"), filter("Slow", '{ $.kind = "slow" }', { value: "$.ms" }), [line]],
    ["no-records", alarm("Slow"), { ...filter("Slow", '{ $.kind = "slow" }'), logGroupName: "/other" }, [line]],
  ])("%s", async (kind, one, of, lines) => {
    expect((await replayed([one], [of], lines)).noData.map((cause) => cause.kind)).toEqual([kind]);
  });

  test("none where it had one", async () => {
    expect((await replayed([alarm("Slow")], [filter("Slow", '{ $.kind = "slow" }')], [line])).noData).toEqual([]);
  });
});

describe("what a transition depends on", () => {
  const filters = [filter("Failed", '{ $.kind = "failed" }'), filter("Started", '{ $.kind = "started" }')];
  const query = (id: string, name: string) => ({
    ...{ id, expression: undefined, period: undefined, label: undefined, returnData: false, accountId: undefined },
    metric: { namespace: "App", name, statistic: "Sum", period: 60, dimensions: {}, unit: undefined },
  });
  const open: Partial<MetricAlarm> = {
    ...{ name: "open", comparisonOperator: "GreaterThanThreshold" as const, threshold: 0.5, metric: undefined },
    queries: [
      query("failed", "Failed"),
      query("started", "Started"),
      { ...query("open", ""), metric: undefined, expression: "started - failed", returnData: true },
    ],
  };

  test("an operand that was missing and counted as 0 is named", async () => {
    const { transitions } = await replayed([open], filters, ['{"kind":"started"}', '{"kind":"started"}']);
    const fired = transitions.find(({ to }) => to === "ALARM");
    expect(fired?.missingOperands).toMatchObject([{ id: "failed", metric: { name: "Failed" }, periods: 1, of: 1 }]);
    expect(fired?.reason).toContain("counted as 0");
  });

  test("what FILL has filled did not count as 0", async () => {
    const [failed, started, result] = open.queries!;
    const filled = { ...result!, expression: "started - FILL(failed, 0)" };
    const { transitions } = await replayed([{ ...open, queries: [failed!, started!, filled] }], filters, [
      '{"kind":"started"}',
    ]);
    expect(transitions.find(({ to }) => to === "ALARM")?.missingOperands).toEqual([]);
  });

  test("a datapoint in every one of the newest periods decides by documented rules; after a gap the range decides", async () => {
    const noisy = { ...alarm("Slow"), threshold: 0, treatMissingData: "notBreaching" as const };
    const { transitions } = await replayed([noisy], [filter("Slow", '{ $.kind = "slow" }')], ['{"kind":"slow"}']);
    expect(transitions.map(({ to, undocumented }) => [to, undocumented])).toEqual([
      ["ALARM", []],
      ["OK", ["evaluation-range"]],
    ]);
  });
});

test("a reason for people keeps three datapoints and the threshold", () => {
  const points = Array.from({ length: 10 }, (_, index) => `${index}.5 (20/11/26 10:0${index}:00)`);
  const reason = `Threshold Crossed: 12 out of the last 12 datapoints [${points.join(", ")}, and 2 more] were greater than the threshold (5.0) (minimum 12 datapoints for OK -> ALARM transition).`;
  const text = whyText(reason);
  expect(text).toContain(
    "[0.5 (20/11/26 10:00:00), 1.5 (20/11/26 10:01:00), 2.5 (20/11/26 10:02:00), and 9 more] were",
  );
  expect(text.indexOf("the threshold (5.0)")).toBeLessThan(250);
  expect(whyText('the rule is true: "a [1]" went ALARM')).toBe('the rule is true: "a [1]" went ALARM');
});
