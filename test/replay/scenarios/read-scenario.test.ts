import { channelKinds } from "../../../lib/aws";
import { readScenario } from "../../../lib/replay/scenarios/read-scenario";
import { ScenarioError } from "../../../lib/replay/scenarios/scenario";

const start = Date.parse("2026-11-20T19:30:00Z");
const minute = 60_000;

const least = {
  start: "2026-11-20T19:30:00Z",
  logs: [{ at: "5m", lines: ["an error"] }],
  expect: [{ alarm: "errors", fires: true }],
};

/** What is wrong, as people read it. */
function complaint(value: unknown): string {
  try {
    readScenario(value, "slow.yaml");
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return "nothing";
}

test("a scenario with everything", () => {
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

test("a time may be a value of YAML's or TypeScript's own", () =>
  expect(readScenario({ ...least, start: new Date(start) }, "a.yaml").start).toBe(start));

test("a scenario without a name is called as its file", () =>
  expect(readScenario(least, "slow.yaml").name).toBe("slow.yaml"));

test.each<[string, unknown, string]>([
  [
    "no object",
    "x",
    'slow.yaml: "x" is not a scenario\n' +
      "  Write an object with name, description, template, start, from, to, delay, seed, no_logs, logs, metrics, expect.",
  ],
  [
    "a misspelt key",
    { ...least, metricz: [] },
    'slow.yaml: metricz: "metricz" is not a key of a scenario. Did you mean "metrics"?\n' +
      "  Its keys are name, description, template, start, from, to, delay, seed, no_logs, logs, metrics, expect.",
  ],
  [
    "a misspelt key of an expectation",
    { ...least, expect: [{ alarm: "a", fire: true }] },
    'slow.yaml: expect[0].fire: "fire" is not a key of an expectation of `alarm`. Did you mean "fires"?\n' +
      "  Its keys are alarm, except, fires, recovers, times, stays, ends.\n" +
      "slow.yaml: expect[0]: nothing is expected of the alarm\n" +
      "  Write one of fires, recovers, times, stays: quiet, and ends.",
  ],
  [
    "no start",
    { ...least, start: undefined },
    "slow.yaml: start: missing: the time that relative times count from\n  Write start: 2026-11-20T19:30:00Z.",
  ],
  [
    "a start without a zone",
    { ...least, start: "2026-11-20T19:30:00" },
    'slow.yaml: start: "2026-11-20T19:30:00" is not a time\n  Write a time with its zone such as 2026-11-20T19:30:00Z.',
  ],
  [
    "no expectation",
    { ...least, expect: [] },
    "slow.yaml: expect: the scenario expects nothing, so that it could not fail\n" +
      "  Write what an alarm has to do: expect: [{ alarm: NAME, fires: true }].",
  ],
  [
    "no logs",
    { ...least, logs: undefined },
    "slow.yaml: the scenario has no logs: an alarm is quiet for want of lines, whatever it would do\n" +
      "  Write `logs`, or `no_logs: true` if nothing is meant to be logged.",
  ],
  [
    "no_logs without an end",
    { start: least.start, expect: least.expect, no_logs: true },
    "slow.yaml: to: missing: without logs nothing says when the clock ends\n  Write to: 1h.",
  ],
  [
    "a clock that ends before it begins",
    { ...least, from: "2h", to: "1h" },
    "slow.yaml: to: the clock ends before it begins\n  Write a time after `from`.",
  ],
  [
    "a wrong time",
    { ...least, logs: [{ at: "5 min", lines: ["x"] }] },
    'slow.yaml: logs[0].at: "5 min" is not a time\n' +
      "  Write a duration such as 90s, 5m, 1h30m, 2d or PT1H30M after `start`, or a time with its zone such as 2026-11-20T19:30:00Z.",
  ],
  [
    "an entry of no kind",
    { ...least, logs: [{ at: "5m" }] },
    "slow.yaml: logs[0]: { at } is not an entry of logs\n" +
      "  Write one of `file` (recorded lines), `lines` (lines as they stand here) and `generate` (many lines of a kind).",
  ],
  [
    "a generator without a rhythm",
    { ...least, logs: [{ generate: "many", line: "x" }] },
    'slow.yaml: logs[0].generate: "many" is not a number of lines over a time\n' +
      "  Write 30 over 5m, 1 every 10s for 10m, {count: 30, over: 5m} or {every: 10s, for: 10m}.",
  ],
  [
    "a generator of nothing",
    { ...least, logs: [{ generate: { count: 0, over: "5m" }, line: "x" }] },
    "slow.yaml: logs[0].generate.count: 0 is not a number of lines\n  Write a whole number from 1 to 10000000.",
  ],
  [
    "an unknown varying value",
    { ...least, logs: [{ generate: "3 over 5m", line: { a: { b: { $cycel: [1] } } } }] },
    'slow.yaml: logs[0].line.a.b["$cycel"]: "$cycel" is no varying value. Did you mean "$cycle"?\n' +
      "  Use one of $cycle, $range, $random, $pick, $index.",
  ],
  [
    "a range the wrong way round",
    { ...least, logs: [{ generate: "3 over 5m", line: { a: { $random: [5, 1] } } }] },
    'slow.yaml: logs[0].line.a["$random"]: not a value of $random\n' +
      "  Write [least, greatest]: drawn by chance, both included; whole numbers if both are.",
  ],
  [
    "a metric with a bad notation",
    { ...least, metrics: [{ namespace: "A", name: "B", values: "1 stale" }] },
    'slow.yaml: metrics[0].values: "stale" is not one of a, axn, a+bxn, a-bxn, _ and _xn\n' +
      '  Write values such as "0x10 1+2x5 _x3 900".',
  ],
  [
    "a metric with an unknown statistic and an odd period",
    { ...least, metrics: [{ namespace: "A", name: "B", statistic: "Max", period: "90s", values: "1" }] },
    'slow.yaml: metrics[0].period: "90s" is not a whole number of minutes\n  Write 60s, 5m, 1h.\n' +
      'slow.yaml: metrics[0].statistic: "Max" is not a statistic of CloudWatch\n' +
      "  Write Sum, Average, Minimum, Maximum, SampleCount, or a percentile such as p99; leave it out for single samples.",
  ],
  [
    "values that YAML takes for a number",
    { ...least, metrics: [{ namespace: "A", name: "B", values: 0x10 }] },
    "slow.yaml: metrics[0].values: 16 is not a text or a list\n" +
      '  Put the text into quotes: "16" for one value; YAML reads 0x10 without them as the number 16.',
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
    "slow.yaml: metrics[1].period: the same metric is given with another period, of 60 s\n" +
      "  Give a metric with one period only.",
  ],
  [
    "silence and firing at once",
    { ...least, expect: [{ alarm: "a", stays: "quiet", fires: true }] },
    "slow.yaml: expect[0].stays: an alarm that stays quiet has no fires\n  Keep one of them.",
  ],
  [
    "a span that ends before it begins",
    { ...least, expect: [{ alarm: "a", fires: { between: ["20m", "12m"] } }] },
    "slow.yaml: expect[0].fires.between: a list is not a span: it ends before it begins\n  Write the earlier time first.",
  ],
  [
    "an unknown kind of channel",
    { ...least, expect: [{ notified: { kind: "pager" } }] },
    'slow.yaml: expect[0].notified.kind: "pager" is not a kind of channel\n' +
      `  Write one of ${channelKinds.join(", ")}.`,
  ],
  [
    "a filter without a number",
    { ...least, expect: [{ filter: "f" }] },
    "slow.yaml: expect[0].matched: missing: how many lines the filter matches\n" +
      "  Write matched: 30 or matched: { at_least: 30 }.",
  ],
])("%s", (_what, value, expected) => expect(complaint(value)).toBe(expected));

test("every kind of channel that reach reports may be expected", () => {
  const expectations = channelKinds.map((kind) => ({ notified: { kind } }));
  expect(readScenario({ ...least, expect: expectations }, "slow.yaml").expectations).toHaveLength(channelKinds.length);
});

test("durations are accepted in both spellings", () => {
  const at = (text: string) => readScenario({ ...least, delay: text }, "slow.yaml").delay;
  expect(at("PT1H30M")).toBe(at("1h30m"));
});

test("all findings come at once", () => {
  const text = complaint({ start: 5, logs: [{ file: "" }], expect: [{}, { only: 3 }], delay: "soon" });
  expect(text.match(/^slow\.yaml: .*$/gm)).toEqual([
    "slow.yaml: start: 5 is not a time",
    'slow.yaml: delay: "soon" is not an ingestion delay',
    'slow.yaml: logs[0].file: "" is not a path',
    "slow.yaml: expect[0]: {  } is not an expectation",
    "slow.yaml: expect[1].only: 3 is not an alarm's name",
  ]);
});
