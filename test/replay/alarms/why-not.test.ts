import type { WhyNot } from "../../../lib/replay/alarms/why-not";
import { simulateMetricAlarm } from "../../../lib/replay/alarms/simulate";
import type { Series } from "../../../lib/replay/metrics/series";
import { whyNotText } from "../../../lib/replay/reasons";
import type { MetricAlarm, MetricQuery } from "../../../lib/terraform/template";
import { expectText } from "../../texts";
import { alarm, ERRORS, expression, input, measured, series, SEVEN, stat, timeline } from "./alarm";

const known = input(series({ 0: 9 }));
const whyNot = (changes: Partial<MetricAlarm>, clock = known) => simulateMetricAlarm(alarm(changes), clock).whyNot;

/** The reason; its words are compared with the golden of all texts. */
function told(reason: WhyNot | undefined): WhyNot | undefined {
  expectText(reason === undefined ? "" : whyNotText(reason));
  return reason;
}

const missing = (attribute: string) => ({ kind: "attribute-missing", attribute, query: undefined });
const periods = (fault: object, given: object) => ({ kind: "periods", fault, given });

test("an alarm that is not evaluated stays in its first state, without transitions or actions", () => {
  const subject = alarm({ threshold: undefined });
  expect(simulateMetricAlarm(subject, known)).toEqual({
    alarm: subject,
    whyNot: missing("threshold"),
    state: "INSUFFICIENT_DATA",
    transitions: [],
    actions: [],
    points: [],
  });
});

describe("configuration that CloudWatch refuses, or that only it can evaluate", () => {
  test.each<[what: string, changes: Partial<MetricAlarm>, reason: object]>([
    ["no comparison", { comparisonOperator: undefined }, missing("comparison_operator")],
    [
      "a comparison with a band",
      { comparisonOperator: "GreaterThanUpperThreshold" },
      { kind: "band-without-id", operator: "GreaterThanUpperThreshold" },
    ],
    [
      "a band as the threshold",
      { thresholdMetricId: "ad1", threshold: undefined },
      { kind: "anomaly-band", named: "threshold_metric_id" },
    ],
    ["no threshold", { threshold: undefined }, missing("threshold")],
    ["a threshold without a number", { threshold: Infinity }, { kind: "threshold-not-finite", threshold: Infinity }],
    [
      "a long name",
      { name: "a".repeat(256) },
      {
        kind: "text",
        attribute: "alarm_name",
        query: undefined,
        text: "a".repeat(256),
        fault: { kind: "too-long", length: 256, most: 255 },
      },
    ],
    ["no evaluation periods", { evaluationPeriods: undefined }, missing("evaluation_periods")],
    [
      "0 evaluation periods",
      { evaluationPeriods: 0 },
      periods({ kind: "periods" }, { period: 60, periods: 0, datapoints: 0 }),
    ],
    [
      "one and a half evaluation periods",
      { evaluationPeriods: 1.5 },
      periods({ kind: "periods" }, { period: 60, periods: 1.5, datapoints: 1.5 }),
    ],
    [
      "more datapoints than periods",
      { evaluationPeriods: 2, datapointsToAlarm: 3 },
      periods({ kind: "too-many-datapoints", most: 2 }, { period: 60, periods: 2, datapoints: 3 }),
    ],
    [
      "0 datapoints",
      { datapointsToAlarm: 0 },
      periods({ kind: "datapoints" }, { period: 60, periods: 1, datapoints: 0 }),
    ],
    ["no period", { metric: { ...stat(60), period: undefined } }, missing("period")],
    ["a period of 90 s", { metric: stat(90) }, periods({ kind: "period" }, { period: 90, periods: 1, datapoints: 1 })],
    ["a period of 0 s", { metric: stat(0) }, periods({ kind: "period" }, { period: 0, periods: 1, datapoints: 1 })],
    [
      "a period of 10 s",
      { metric: stat(10) },
      periods({ kind: "period-too-short" }, { period: 10, periods: 1, datapoints: 1 }),
    ],
    [
      "more than a day of short periods",
      { evaluationPeriods: 1441 },
      periods({ kind: "too-long", seconds: 86_460, most: 86_400 }, { period: 60, periods: 1441, datapoints: 1441 }),
    ],
    [
      "more than a week",
      { metric: stat(86_400), evaluationPeriods: 8 },
      periods({ kind: "too-long", seconds: 691_200, most: 604_800 }, { period: 86_400, periods: 8, datapoints: 8 }),
    ],
    ["no metric", { metric: undefined }, { kind: "neither-metric-nor-queries" }],
    [
      "a metric and queries",
      { queries: [measured("m1", stat(60), true)], metric: stat(60) },
      { kind: "metric-and-queries" },
    ],
    ["no namespace", { metric: { ...stat(60), namespace: undefined } }, missing("namespace")],
    ["no metric name", { metric: { ...stat(60), name: undefined } }, missing("metric_name")],
    ["no statistic", { metric: { ...stat(60), statistic: undefined } }, missing("statistic")],
    [
      "an unknown statistic",
      { metric: stat(60, "Median") },
      { kind: "statistic-unknown", statistic: "Median", query: undefined },
    ],
    [
      "attributes that replay does not read",
      { unsupported: ["evaluation_criteria", "evaluation_interval"] },
      {
        kind: "attributes-not-known",
        unresolved: [],
        unsupported: ["evaluation_criteria", "evaluation_interval"],
      },
    ],
  ])("%s", (_what, changes, reason) => {
    expect(told(whyNot(changes))).toEqual(reason);
  });

  test("values at the limits are allowed", () => {
    const allowed: Partial<MetricAlarm>[] = [
      { evaluationPeriods: 1440 },
      { metric: stat(3600), evaluationPeriods: 168 },
      { metric: stat(604_800) },
    ];
    expect(allowed.map((changes) => whyNot(changes))).toEqual([undefined, undefined, undefined]);
  });

  test("attributes that are not known are named if they affect the state", () => {
    const reason = { kind: "variable-without-value", variable: "x", module: undefined } as const;
    const open = (attribute: string) => ({
      unresolved: [{ address: "a", attribute, expression: "var.x", reason }],
    });
    for (const attribute of ["threshold", "dimensions.queue", "metric_query[0].expression"])
      expect(told(whyNot(open(attribute)))).toEqual({
        kind: "attributes-not-known",
        unresolved: [{ attribute, reason }],
        unsupported: [],
      });
    const harmless = ["alarm_actions", "alarm_actions[1]", "tags.team", "alarm_description", "actions_enabled"];
    expect(harmless.map((attribute) => whyNot(open(attribute)))).toEqual(harmless.map(() => undefined));
  });
});

describe("queries", () => {
  const m1 = measured("m1", stat(60));
  test.each<[what: string, queries: readonly MetricQuery[], reason: object]>([
    ["no query returns data", [m1], { kind: "queries-returning", count: 0 }],
    [
      "two queries return data",
      [measured("m1", stat(60), true), expression("e1", "m1", true)],
      { kind: "queries-returning", count: 2 },
    ],
    [
      "metrics with different periods",
      [m1, measured("m2", stat(300)), expression("e1", "m1 + m2", true)],
      { kind: "periods-differ", periods: [60, 300] },
    ],
    ["two queries with the same id", [m1, m1, expression("e1", "m1", true)], { kind: "query-id-twice", id: "m1" }],
    ["a query without an id", [{ ...m1, id: undefined }], { kind: "query-without-id" }],
    ["an id in upper case", [{ ...m1, id: "M1" }], { kind: "query-id", id: "M1" }],
    [
      "both an expression and a metric",
      [{ ...m1, expression: "m1", returnData: true }],
      { kind: "query-content", query: "m1", has: "both" },
    ],
    [
      "neither an expression nor a metric",
      [{ ...m1, metric: undefined, returnData: true }],
      { kind: "query-content", query: "m1", has: "neither" },
    ],
    [
      "a metric without a statistic",
      [measured("m1", { ...stat(60), statistic: undefined }, true)],
      {
        kind: "attribute-missing",
        attribute: "statistic",
        query: "m1",
      },
    ],
    [
      "an unknown id",
      [m1, expression("e1", "m1 / m2", true)],
      { kind: "expression", query: "e1", fault: { code: "unknown-id", expression: "m1 / m2", span: { start: 5 } } },
    ],
    [
      "a syntax error",
      [m1, expression("e1", "FILL(m1 0)", true)],
      { kind: "expression", query: "e1", fault: { code: "syntax", expression: "FILL(m1 0)", span: { start: 8 } } },
    ],
    [
      "expressions in a circle",
      [m1, expression("e1", "e2 + m1"), expression("e2", "e3"), expression("e3", "e1", true)],
      { kind: "expressions-in-a-circle", ids: ["e1", "e2", "e3", "e1"] },
    ],
    [
      "an expression that names itself",
      [expression("e1", "e1 + 1", true)],
      { kind: "expressions-in-a-circle", ids: ["e1", "e1"] },
    ],
    [
      "a number as the result",
      [m1, expression("e1", "AVG(m1)", true)],
      { kind: "expression", query: "e1", fault: { code: "not-one-series" } },
    ],
    [
      "a number that another expression uses",
      [m1, expression("e1", "AVG(m1)"), expression("e2", "m1 - e1", true)],
      { kind: "expression-of-number", query: "e1", expression: "AVG(m1)" },
    ],
    [
      "several series as the result",
      [m1, expression("e1", "METRICS() * 2", true)],
      { kind: "expression", query: "e1", fault: { code: "not-one-series" } },
    ],
    [
      "a search",
      [{ ...expression("e1", "SUM(SEARCH('{A,B}', 'Sum', 60))", true), period: 60 }],
      { kind: "expression", query: "e1", fault: { code: "not-in-alarms" } },
    ],
    [
      "Metrics Insights",
      [{ ...expression("q1", 'SELECT MAX(CPUUtilization) FROM "AWS/EC2"', true), period: 60 }],
      { kind: "expression", query: "q1", fault: { code: "offline" } },
    ],
    [
      "a metric of another account",
      [{ ...m1, accountId: "999999999999" }, expression("e1", "m1", true)],
      { kind: "query-of-another-account", query: "m1", account: "999999999999" },
    ],
    [
      "eleven metrics",
      [...Array.from({ length: 11 }, (_, i) => measured(`m${i}`, stat(60))), expression("e1", "SUM(METRICS())", true)],
      { kind: "too-many-queries", excess: { limit: "metricsOfAlarm", count: 11, most: 10 } },
    ],
    [
      "eleven expressions",
      [m1, ...Array.from({ length: 11 }, (_, i) => expression(`e${i}`, "m1", i === 0))],
      { kind: "too-many-queries", excess: { limit: "expressionsOfAlarm", count: 11, most: 10 } },
    ],
    ["no period", [expression("e1", "TIME_SERIES(5)", true)], missing("period")],
  ])("%s", (_what, queries, reason) => {
    expect(told(whyNot({ queries }))).toMatchObject(reason);
  });

  test("a metric that returns data is watched directly, and may name the alarm's own account", () => {
    const queries = [{ ...measured("m1", stat(60), true), accountId: "111122223333" }, expression("e1", "m1 / 0")];
    expect(timeline(simulateMetricAlarm(alarm({ queries }), known))).toEqual([
      "19:01 ALARM",
      "19:07 INSUFFICIENT_DATA",
    ]);
  });

  test("expressions may be in any order, and have their own period if there are no metrics", () => {
    const queries = [expression("e2", "e1 * 2", true), expression("e1", "m1 + 0"), m1];
    expect(timeline(simulateMetricAlarm(alarm({ queries, threshold: 17 }), known))[0]).toBe("19:01 ALARM");
    const constant = [{ ...expression("e1", "TIME_SERIES(6)", true), period: 60 }];
    expect(timeline(simulateMetricAlarm(alarm({ queries: constant }), known))).toEqual(["19:00 ALARM"]);
  });

  test("METRICS() has the metrics of the request, in its order", () => {
    const queries = [
      m1,
      measured("m2", stat(60, "SampleCount")),
      expression("e1", "FIRST(METRICS()) * 10 + LAST(METRICS())", true),
    ];
    const { points } = simulateMetricAlarm(alarm({ queries }), known);
    expect(points.map(({ value }) => value)).toEqual([null, 91, null]);
  });
});

describe("datapoints that are not known", () => {
  const age = { namespace: "AWS/SQS", name: "ApproximateAgeOfOldestMessage", dimensions: { QueueName: "x" } };

  test("a metric that no filter publishes", () => {
    expect(told(whyNot({ metric: stat(60, "Maximum", age) }))).toMatchObject({
      kind: "metrics-not-published",
      metrics: [age],
    });
    const other = { ...ERRORS, name: "Other" };
    const both = [
      measured("a", stat(60, "Sum", age)),
      measured("b", stat(60, "Sum", other)),
      expression("e1", "a / b", true),
    ];
    expect(told(whyNot({ queries: both }))).toMatchObject({ kind: "metrics-not-published", metrics: [age, other] });
  });

  test("a metric that no expression uses may be unknown", () => {
    const queries = [measured("m1", stat(60)), measured("a", stat(60, "Sum", age)), expression("e1", "m1 + 0", true)];
    expect(whyNot({ queries })).toBeUndefined();
  });

  test("all data of a known metric without datapoints is missing", () => {
    const clock = { ...known, series: () => undefined };
    expect(timeline(simulateMetricAlarm(alarm({ treatMissingData: "breaching" }), clock))).toEqual(["19:00 ALARM"]);
  });

  test("with a unit that the metric does not have, an alarm stays in INSUFFICIENT_DATA", () => {
    const inSeconds = input({ ...series({ 0: 9 }), unit: "Seconds" });
    const state = (unit: string | undefined) =>
      timeline(simulateMetricAlarm(alarm({ metric: { ...stat(60), unit } }), inSeconds));
    expect(state("Milliseconds")).toEqual([]);
    expect(state("Seconds")).toHaveLength(2);
    expect(state(undefined)).toHaveLength(2);
  });
});

describe("datapoints that were given", () => {
  const NONE = Float64Array.of(NaN, NaN, NaN, NaN);
  /** Every five minutes from 18:58 on. */
  const given: Series = {
    metric: ERRORS,
    resolution: 300,
    minutes: Float64Array.from([-2, 3, 8, 13], (minute) => SEVEN + minute),
    count: NONE,
    sum: NONE,
    min: NONE,
    max: Float64Array.of(1, 9, 2, 3),
    values: undefined,
    early: undefined,
    given: { Average: Float64Array.of(0.5, 6, NaN, 1), p99: Float64Array.of(1, 8, 2, 2) },
  };
  const run = (period: number, statistic: string, changes: Partial<Series> = {}) => {
    const simulation = simulateMetricAlarm(
      alarm({ metric: stat(period, statistic), treatMissingData: "ignore" }),
      input({ ...given, ...changes }, { minutes: 20 }),
    );
    return simulation.whyNot === undefined ? timeline(simulation) : told(simulation.whyNot);
  };

  test("evaluations follow the given datapoints, which are not split", () => {
    expect(run(300, "Maximum")).toEqual(["19:03 OK", "19:08 ALARM", "19:13 OK"]);
    expect(run(300, "p99")).toEqual(["19:03 OK", "19:08 ALARM", "19:13 OK"]);
    expect(run(300, "Average")).toEqual(["19:03 OK", "19:08 ALARM", "19:18 OK"]);
    expect(run(600, "Maximum")).toEqual(["19:03 OK", "19:08 ALARM", "19:18 OK"]);
  });

  test.each<[period: number, statistic: string, fault: object]>([
    [60, "Maximum", { kind: "coarser-than-period", resolution: 300, period: 60 }],
    [600, "p99", { kind: "not-combinable", statistic: "p99", resolution: 300, period: 600 }],
    [600, "Average", { kind: "not-combinable", statistic: "Average", resolution: 300, period: 600 }],
    [300, "Sum", { kind: "statistic-not-given", statistic: "Sum", needs: "itself", given: ["Average", "p99"] }],
    [300, "p90", { kind: "statistic-not-given", statistic: "p90", needs: "values", given: ["Average", "p99"] }],
  ])("%d s of %s cannot be evaluated", (period, statistic, fault) => {
    expect(run(period, statistic)).toMatchObject({ kind: "datapoints", metric: ERRORS, fault });
  });

  test("given sums are added up over a longer period", () => {
    const sums = { given: { Sum: Float64Array.of(3, 2, 4, 1) } };
    expect(run(600, "Sum", sums)).toEqual(["19:03 OK", "19:13 ALARM", "19:18 OK"]);
  });

  test("a percentile is known if all samples of each datapoint are equal", () => {
    const equal = {
      ...given,
      given: undefined,
      min: given.max,
      count: Float64Array.of(2, 2, 2, 2),
      sum: given.max.map((value) => 2 * value),
    };
    expect(run(300, "p90", equal)).toEqual(["19:03 OK", "19:08 ALARM", "19:13 OK"]);
    const unequal = { ...equal, min: Float64Array.of(0, 0, 0, 0) };
    expect(run(300, "p90", unequal)).toMatchObject({
      kind: "datapoints",
      fault: { kind: "statistic-not-given", needs: "values", given: [] },
    });
  });

  test("datapoints off their grid, or across the bounds of wall-clock periods, are not evaluated", () => {
    const off = { minutes: Float64Array.from([-2, 3, 9, 13], (minute) => SEVEN + minute) };
    expect(run(300, "Maximum", off)).toMatchObject({ kind: "datapoints", fault: { kind: "uneven", resolution: 300 } });
    const subject = alarm({ metric: stat(300, "Maximum"), evaluationWindow: { kind: "wall-clock", timezone: "UTC" } });
    expect(told(simulateMetricAlarm(subject, input(given)).whyNot)).toEqual({
      kind: "datapoints-across-bounds",
      at: Date.parse("2026-11-21T19:00:00Z"),
    });
  });

  test("two metrics on different grids are not evaluated", () => {
    const other = {
      ...given,
      metric: { ...ERRORS, name: "Other" },
      minutes: given.minutes.map((minute) => minute + 1),
    };
    const queries = [
      measured("a", stat(300, "Maximum")),
      measured("b", stat(300, "Maximum", other.metric)),
      expression("e1", "a + b", true),
    ];
    expect(told(whyNot({ queries }, input([given, other])))).toEqual({ kind: "datapoints-out-of-step" });
  });
});
