import { readScenario } from "../../../lib/replay/scenarios/read-scenario";
import { ScenarioError } from "../../../lib/replay/scenarios/scenario";
import { ruled } from "../../texts";

const start = Date.parse("2026-11-20T19:30:00Z");
const minute = 60_000;

const least = {
  start: "2026-11-20T19:30:00Z",
  logs: [{ at: "5m", lines: ["an error"] }],
  expect: [{ alarm: "errors", fires: true }],
};

/** What is wrong, and where. */
function found(value: unknown): string[] {
  try {
    readScenario(value, "slow.yaml");
  } catch (error) {
    if (error instanceof ScenarioError) return ruled(error.findings);
    throw error;
  }
  return [];
}

test("reads a scenario with all keys", () => {
  const scenario = readScenario(
    {
      name: "Payment provider is down",
      description: "An evening.",
      template: "../stack.tf.json",
      start: "2026-11-20T19:30:00Z",
      to: "2h",
      delay: "60s",
      seed: 7,
      logs: [
        { file: "payments.ndjson.gz", log_group: "/app/prod/payments" },
        { file: "old.ndjson", shift: "start + 5m" },
        { at: "5m", every: "2s", lines: ["a", { level: "error" }] },
        { generate: "30 over 5m", from: "10m", jitter: "3s", line: { n: { $cycle: [1, 2] } } },
        { generate: { every: "10s", for: "1m" }, line: "x", seed: 99 },
      ],
      metrics: [
        {
          namespace: "AWS/SQS",
          name: "ApproximateAgeOfOldestMessage",
          dimensions: { QueueName: "orders", Shard: 3 },
          statistic: "Maximum",
          period: "5m",
          from: "10m",
          values: "0x1 _ 900",
        },
        { namespace: "AWS/ECS", name: "CPUUtilization", values: [1, null, 2.5] },
      ],
      expect: [
        { alarm: "a", fires: { between: ["12m", "20m"] }, recovers: { at: "30m", tolerance: "2m" }, times: 1 },
        { alarm: "b-*", except: ["b-c"], stays: "quiet" },
        { alarm: "c", fires: [{ at: "5m" }, { at: "2026-11-20T20:00:00Z" }], ends: "ALARM" },
        { alarm: "d", fires: true, recovers: false },
        { notified: { through: "topic", kind: "pagerduty", state: "OK", between: ["0", "1h"], times: 2, alarm: "a" } },
        { not_notified: { kind: "email" } },
        { filter: "failed", log_group: "/app", matched: { at_least: 30 } },
        { filter: "failed", matched: 4 },
        { only: ["a", "c-*"] },
        { only: [] },
      ],
    },
    "slow.yaml",
  );
  expect(scenario).toMatchObject({
    file: "slow.yaml",
    template: ["../stack.tf.json"],
    start,
    from: start,
    to: start + 120 * minute,
    delay: 60,
    seed: 7,
    noLogs: false,
  });
  expect(scenario.logs).toMatchObject([
    { kind: "file", logGroup: "/app/prod/payments", firstAt: undefined },
    { kind: "file", logGroup: undefined, firstAt: start + 5 * minute },
    { kind: "lines", at: start + 5 * minute, every: 2000 },
    { kind: "generate", from: start + 10 * minute, count: 30, every: 10_000, jitter: 3000, seed: 10 },
    { kind: "generate", from: start, count: 6, every: 10_000, seed: 99 },
  ]);
  expect(scenario.metrics).toEqual([
    {
      metric: {
        namespace: "AWS/SQS",
        name: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: "orders", Shard: "3" },
      },
      statistic: "Maximum",
      from: start + 10 * minute,
      period: 300,
      values: [0, 0, null, 900],
    },
    {
      metric: { namespace: "AWS/ECS", name: "CPUUtilization", dimensions: {} },
      statistic: undefined,
      from: start,
      period: 60,
      values: [1, null, 2.5],
    },
  ]);
  expect(scenario.expectations).toMatchObject([
    {
      path: ["expect", 0],
      fires: [{ from: start + 12 * minute, to: start + 20 * minute }],
      everyFiring: false,
      recovers: { from: start + 28 * minute, to: start + 32 * minute },
      times: 1,
    },
    { alarm: "b-*", except: ["b-c"], quiet: true, fires: undefined },
    {
      fires: [
        { from: start + 4 * minute, to: start + 6 * minute },
        { from: start + 29 * minute, to: start + 31 * minute },
      ],
      everyFiring: true,
      ends: "ALARM",
    },
    { fires: [], recovers: false },
    { kind: "notified", channel: "pagerduty", state: "OK", when: { from: start, to: start + 60 * minute }, times: 2 },
    { kind: "not_notified", channel: "email", state: "ALARM" },
    { kind: "filter", logGroup: "/app", atLeast: 30, atMost: Infinity },
    { kind: "filter", atLeast: 4, atMost: 4 },
    { kind: "only", alarms: ["a", "c-*"] },
    { kind: "only", alarms: [] },
  ]);
});

test("a time may be a Date", () =>
  expect(readScenario({ ...least, start: new Date(start) }, "a.yaml").start).toBe(start));

test("a scenario without a name is named after its file", () =>
  expect(readScenario(least, "slow.yaml").name).toBe("slow.yaml"));

test.each<[string, unknown, string[]]>([
  ["a text instead of an object", "x", ["scenario-wrong-value error slow.yaml"]],
  ["a misspelt key", { ...least, metricz: [] }, ["scenario-unknown-key error slow.yaml: metricz"]],
  [
    "a misspelt key of an expectation",
    { ...least, expect: [{ alarm: "a", fire: true }] },
    ["scenario-unknown-key error slow.yaml: expect[0].fire", "scenario-without-expectation error slow.yaml: expect[0]"],
  ],
  ["a missing start", { ...least, start: undefined }, ["scenario-missing-key error slow.yaml: start"]],
  [
    "a start without a zone",
    { ...least, start: "2026-11-20T19:30:00" },
    ["scenario-wrong-value error slow.yaml: start"],
  ],
  [
    "a scenario without expectations",
    { ...least, expect: [] },
    ["scenario-without-expectation error slow.yaml: expect"],
  ],
  ["a scenario without logs", { ...least, logs: undefined }, ["scenario-without-logs error slow.yaml"]],
  [
    "no_logs without an end",
    { start: least.start, expect: least.expect, no_logs: true },
    ["scenario-missing-key error slow.yaml: to"],
  ],
  [
    "a clock that ends before it begins",
    { ...least, from: "2h", to: "1h" },
    ["scenario-wrong-value error slow.yaml: to"],
  ],
  [
    "a wrong time",
    { ...least, logs: [{ at: "5 min", lines: ["x"] }] },
    ["scenario-wrong-value error slow.yaml: logs[0].at"],
  ],
  [
    "an entry without file, lines or generate",
    { ...least, logs: [{ log_group: "/app" }] },
    ["scenario-wrong-value error slow.yaml: logs[0]"],
  ],
  [
    "a generator whose rhythm cannot be read",
    { ...least, logs: [{ generate: "many", line: "x" }] },
    ["scenario-wrong-value error slow.yaml: logs[0].generate"],
  ],
  [
    "a generator of no lines",
    { ...least, logs: [{ generate: { count: 0, over: "5m" }, line: "x" }] },
    ["scenario-wrong-value error slow.yaml: logs[0].generate.count"],
  ],
  [
    "a generator of more lines than are generated",
    {
      ...least,
      logs: [
        { generate: "10000001 over 5m", line: "x" },
        { generate: { every: "1ms", for: "9h" }, line: "x" },
      ],
    },
    [
      "scenario-wrong-value error slow.yaml: logs[0].generate",
      "scenario-wrong-value error slow.yaml: logs[1].generate",
    ],
  ],
  [
    "generators of too many lines together",
    {
      ...least,
      logs: [
        { generate: "6000000 over 5m", line: "x" },
        { generate: "6000000 over 5m", line: "x" },
      ],
    },
    ["scenario-wrong-value error slow.yaml: logs"],
  ],
  [
    "lines after the year 9999",
    {
      ...least,
      logs: [
        { generate: "2 over 9000000d", line: { a: 1 } },
        { at: "0", every: "9000000d", lines: [{}, {}] },
      ],
    },
    ["scenario-wrong-value error slow.yaml: logs[0]", "scenario-wrong-value error slow.yaml: logs[1]"],
  ],
  ["a moment after the year 9999", { ...least, to: "9000000d" }, ["scenario-wrong-value error slow.yaml: to"]],
  [
    "an unknown varying value",
    { ...least, logs: [{ generate: "3 over 5m", line: { a: { b: { $cycel: [1] } } } }] },
    ['scenario-wrong-value error slow.yaml: logs[0].line.a.b["$cycel"]'],
  ],
  [
    "a range the wrong way round",
    { ...least, logs: [{ generate: "3 over 5m", line: { a: { $random: [5, 1] } } }] },
    ['scenario-wrong-value error slow.yaml: logs[0].line.a["$random"]'],
  ],
  [
    "a metric with a bad notation",
    { ...least, metrics: [{ namespace: "A", name: "B", values: "1 stale" }] },
    ["scenario-wrong-value error slow.yaml: metrics[0].values"],
  ],
  [
    "a metric with an unknown statistic and an odd period",
    { ...least, metrics: [{ namespace: "A", name: "B", statistic: "Max", period: "90s", values: "1" }] },
    [
      "scenario-wrong-value error slow.yaml: metrics[0].statistic",
      "scenario-wrong-value error slow.yaml: metrics[0].period",
    ],
  ],
  [
    "values that YAML reads as a number",
    { ...least, metrics: [{ namespace: "A", name: "B", values: 0x10 }] },
    ["scenario-wrong-value error slow.yaml: metrics[0].values"],
  ],
  [
    "one metric with two periods",
    {
      ...least,
      metrics: [
        { namespace: "A", name: "B", values: "1" },
        { namespace: "A", name: "B", period: "5m", statistic: "Sum", values: "1" },
      ],
    },
    ["scenario-wrong-value error slow.yaml: metrics[1].period"],
  ],
  [
    "an alarm that stays quiet and fires",
    { ...least, expect: [{ alarm: "a", stays: "quiet", fires: true }] },
    ["scenario-wrong-value error slow.yaml: expect[0].stays"],
  ],
  [
    "a span that ends before it begins",
    { ...least, expect: [{ alarm: "a", fires: { between: ["20m", "12m"] } }] },
    ["scenario-wrong-value error slow.yaml: expect[0].fires.between"],
  ],
  [
    "an unknown kind of channel",
    { ...least, expect: [{ notified: { kind: "pager" } }] },
    ["scenario-wrong-value error slow.yaml: expect[0].notified.kind"],
  ],
  [
    "a filter without a number of lines",
    { ...least, expect: [{ filter: "f" }] },
    ["scenario-missing-key error slow.yaml: expect[0].matched"],
  ],
])("rejects %s", (_what, value, expected) => expect(found(value)).toEqual(expected));

test("reports all findings at once", () => {
  const findings = found({
    start: 5,
    to: "0",
    from: "1m",
    logs: [{ file: "" }],
    expect: [{}, { only: 3 }],
    delay: "soon",
  });
  expect(findings).toEqual([
    "scenario-wrong-value error slow.yaml: start",
    "scenario-wrong-value error slow.yaml: delay",
    "scenario-wrong-value error slow.yaml: logs[0].file",
    "scenario-wrong-value error slow.yaml: expect[0]",
    "scenario-wrong-value error slow.yaml: expect[1].only",
    "scenario-wrong-value error slow.yaml: to",
  ]);
});
