import { simulateMetricAlarm } from "../../../lib/replay/alarms/simulate";
import type { Series } from "../../../lib/replay/metrics/series";
import type { MetricAlarm, MetricQuery } from "../../../lib/terraform/template";
import { alarm, ERRORS, expression, input, measured, series, SEVEN, stat, timeline } from "./alarm";

const known = input(series({ 0: 9 }));
const whyNot = (changes: Partial<MetricAlarm>, clock = known) => simulateMetricAlarm(alarm(changes), clock).whyNot;

test("an alarm that is not evaluated has no state but its first, and says nothing else", () => {
  const subject = alarm({ threshold: undefined });
  expect(simulateMetricAlarm(subject, known)).toEqual({
    alarm: subject,
    whyNot: "threshold is missing; the Terraform provider then sends 0: write threshold = 0 if you mean it",
    state: "INSUFFICIENT_DATA",
    transitions: [],
    actions: [],
    points: [],
  });
});

describe("configuration that CloudWatch refuses, or that only it can evaluate", () => {
  test.each<[Partial<MetricAlarm>, string]>([
    [{ comparisonOperator: undefined }, "comparison_operator is missing"],
    [
      { comparisonOperator: "GreaterThanUpperThreshold" },
      "GreaterThanUpperThreshold compares with an anomaly detection band, whose model only CloudWatch has",
    ],
    [
      { thresholdMetricId: "ad1", threshold: undefined },
      "threshold_metric_id names an anomaly detection band, whose model only CloudWatch has",
    ],
    [{ name: "a".repeat(256) }, "alarm_name has 256 characters; it takes 255"],
    [{ evaluationPeriods: undefined }, "evaluation_periods is missing"],
    [{ evaluationPeriods: 0 }, "evaluation_periods is a whole number of at least 1, not 0"],
    [{ evaluationPeriods: 1.5 }, "evaluation_periods is a whole number of at least 1, not 1.5"],
    [
      { evaluationPeriods: 2, datapointsToAlarm: 3 },
      "datapoints_to_alarm is at most evaluation_periods, which is 2, not 3",
    ],
    [{ datapointsToAlarm: 0 }, "datapoints_to_alarm is a whole number of at least 1, not 0"],
    [{ metric: { ...stat(60), period: undefined } }, "period is missing"],
    [{ metric: stat(90) }, "period is 10, 20, 30 or a multiple of 60 seconds, not 90"],
    [{ metric: stat(0) }, "period is 10, 20, 30 or a multiple of 60 seconds, not 0"],
    [
      { metric: stat(10) },
      "a period of 10 s needs high-resolution metrics; metric filters and most AWS services publish by the minute, and such an alarm lapses into INSUFFICIENT_DATA",
    ],
    [
      { evaluationPeriods: 1441 },
      "period times evaluation_periods is at most 86400 s with periods below an hour, not 86460 s",
    ],
    [
      { metric: stat(86_400), evaluationPeriods: 8 },
      "period times evaluation_periods is at most 604800 s in all, not 691200 s",
    ],
    [{ metric: undefined }, "the alarm has neither metric_name nor metric_query"],
    [{ metric: { ...stat(60), namespace: undefined } }, "namespace is missing"],
    [{ metric: { ...stat(60), name: undefined } }, "metric_name is missing"],
    [{ metric: { ...stat(60), statistic: undefined } }, "statistic is missing"],
    [{ metric: stat(60, "Median") }, 'statistic "Median" is not one of CloudWatch\'s'],
    [
      { unsupported: ["evaluation_criteria", "warm_up_configuration"] },
      "evaluation_criteria is not evaluated offline; warm_up_configuration is not evaluated offline",
    ],
  ])("%j", (changes, reason) => {
    expect(whyNot(changes)).toBe(reason);
  });

  test("limits themselves are allowed", () => {
    const allowed: Partial<MetricAlarm>[] = [
      { evaluationPeriods: 1440 },
      { metric: stat(3600), evaluationPeriods: 168 },
      { metric: stat(604_800) },
    ];
    expect(allowed.map((changes) => whyNot(changes))).toEqual([undefined, undefined, undefined]);
  });

  test("what the template leaves open is named, unless it decides nothing", () => {
    const reason = { kind: "variable-without-value", variable: "x", module: undefined } as const;
    const open = (attribute: string) => ({
      unresolved: [{ address: "a", attribute, expression: "var.x", reason }],
    });
    expect(whyNot(open("threshold"))).toBe("threshold is not known: var.x has no value; give --var x=...");
    expect(whyNot(open("dimensions.queue"))).toContain("dimensions.queue is not known");
    expect(whyNot(open("metric_query[0].expression"))).toContain("metric_query[0].expression is not known");
    const harmless = ["alarm_actions", "alarm_actions[1]", "tags.team", "alarm_description", "actions_enabled"];
    expect(harmless.map((attribute) => whyNot(open(attribute)))).toEqual(harmless.map(() => undefined));
  });
});

describe("queries", () => {
  const m1 = measured("m1", stat(60));
  test.each<[string, readonly MetricQuery[], string]>([
    ["none returns", [m1], "Exactly one element of the metrics list should return data. 0 have return_data = true"],
    [
      "two return",
      [measured("m1", stat(60), true), expression("e1", "m1", true)],
      "Exactly one element of the metrics list should return data. 2 have return_data = true",
    ],
    [
      "mixed periods",
      [m1, measured("m2", stat(300)), expression("e1", "m1 + m2", true)],
      "all metrics of an alarm have the same period; these have 60, 300",
    ],
    ["the same id", [m1, m1, expression("e1", "m1", true)], "two queries have the id m1"],
    ["no id", [{ ...m1, id: undefined }], "a query has no id"],
    [
      "a bad id",
      [{ ...m1, id: "M1" }],
      'the id of a query begins with a lower-case letter and holds letters, digits and underscores: "M1"',
    ],
    ["both", [{ ...m1, expression: "m1", returnData: true }], "query m1 has both an expression and a metric"],
    ["neither", [{ ...m1, metric: undefined, returnData: true }], "query m1 has neither an expression nor a metric"],
    [
      "an unknown id",
      [m1, expression("e1", "m1 / m2", true)],
      'query e1, "m1 / m2", at character 6: No metric or expression has the id m2. The alarm has m1.',
    ],
    [
      "a syntax error",
      [m1, expression("e1", "FILL(m1 0)", true)],
      "query e1, \"FILL(m1 0)\", at character 9: '0' is not allowed here. Put an operator between two values, and a comma between two arguments.",
    ],
    [
      "a circle",
      [m1, expression("e1", "e2 + m1"), expression("e2", "e3"), expression("e3", "e1", true)],
      "expressions name each other in a circle: e1 -> e2 -> e3 -> e1",
    ],
    ["itself", [expression("e1", "e1 + 1", true)], "expressions name each other in a circle: e1 -> e1"],
    [
      "a number",
      [m1, expression("e1", "AVG(m1)", true)],
      'query e1, "AVG(m1)", at character 1: An alarm watches one series; the expression gives a number. Use the number in a larger expression, as in m1 - AVG(m1), or write TIME_SERIES(...).',
    ],
    [
      "a number on the way",
      [m1, expression("e1", "AVG(m1)"), expression("e2", "m1 - e1", true)],
      'query e1, "AVG(m1)", gives a number; the result of an expression is a series',
    ],
    [
      "several series",
      [m1, expression("e1", "METRICS() * 2", true)],
      'query e1, "METRICS() * 2", at character 1: An alarm watches one series; the expression gives an array of series. Reduce the array to one series, with SUM(...), MAX(...) or FIRST(...).',
    ],
    [
      "a search",
      [expression("e1", "SUM(SEARCH('{A,B}', 'Sum', 60))", true)],
      "query e1 cannot be evaluated offline: SEARCH: it searches the metrics of an account, and CloudWatch refuses it in alarms",
    ],
    [
      "Metrics Insights",
      [{ ...expression("q1", 'SELECT MAX(CPUUtilization) FROM "AWS/EC2"', true), period: 60 }],
      "query q1 cannot be evaluated offline: a Metrics Insights query: it reads the metrics of an account",
    ],
    [
      "another account",
      [{ ...m1, accountId: "999999999999" }, expression("e1", "m1", true)],
      "query m1 reads a metric of account 999999999999, which the template knows nothing about",
    ],
    [
      "eleven metrics",
      [...Array.from({ length: 11 }, (_, i) => measured(`m${i}`, stat(60))), expression("e1", "SUM(METRICS())", true)],
      "an alarm has at most 10 metrics, not 11",
    ],
    [
      "eleven expressions",
      [m1, ...Array.from({ length: 11 }, (_, i) => expression(`e${i}`, "m1", i === 0))],
      "an alarm has at most 10 expressions, not 11",
    ],
    ["no period", [expression("e1", "TIME_SERIES(5)", true)], "period is missing"],
  ])("%s", (_name, queries, reason) => {
    expect(whyNot({ queries })).toBe(reason);
  });

  test("a metric that returns data is watched as it is; the alarm's own account is not an other", () => {
    const queries = [{ ...measured("m1", stat(60), true), accountId: "111122223333" }, expression("e1", "m1 / 0")];
    expect(timeline(simulateMetricAlarm(alarm({ queries }), known))).toEqual([
      "19:01 ALARM",
      "19:07 INSUFFICIENT_DATA",
    ]);
  });

  test("expressions may come in any order; one without metrics has a period of its own", () => {
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

  test("a metric that nobody publishes", () => {
    const reason =
      "nothing publishes AWS/SQS ApproximateAgeOfOldestMessage {QueueName=x}: give its datapoints with --metrics";
    expect(whyNot({ metric: stat(60, "Maximum", age) })).toBe(reason);
    const both = [
      measured("a", stat(60, "Sum", age)),
      measured("b", stat(60, "Sum", { ...ERRORS, name: "Other" })),
      expression("e1", "a / b", true),
    ];
    expect(whyNot({ queries: both })).toBe(
      "nothing publishes AWS/SQS ApproximateAgeOfOldestMessage {QueueName=x} and Shop Other: give their datapoints with --metrics",
    );
  });

  test("a metric that no expression uses may be unknown", () => {
    const queries = [measured("m1", stat(60)), measured("a", stat(60, "Sum", age)), expression("e1", "m1 + 0", true)];
    expect(whyNot({ queries })).toBeUndefined();
  });

  test("a known metric without datapoints is all missing", () => {
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
    return simulation.whyNot ?? timeline(simulation);
  };

  test("evaluations follow the datapoints, which are not cut", () => {
    expect(run(300, "Maximum")).toEqual(["19:03 OK", "19:08 ALARM", "19:13 OK"]);
    expect(run(300, "p99")).toEqual(["19:03 OK", "19:08 ALARM", "19:13 OK"]);
    expect(run(300, "Average")).toEqual(["19:03 OK", "19:08 ALARM", "19:18 OK"]);
    expect(run(600, "Maximum")).toEqual(["19:03 OK", "19:08 ALARM", "19:18 OK"]);
  });

  test.each([
    [
      60,
      "Maximum",
      "datapoints of Shop Errors were given every 300 s, and the period, 60 s, is not a multiple of that",
    ],
    [600, "p99", "p99 over 600 s cannot be made of p99 over 300 s of Shop Errors"],
    [600, "Average", "Average over 600 s cannot be made of Average over 300 s of Shop Errors"],
    [300, "Sum", "Sum was not given (given: Average, p99) of Shop Errors"],
    [300, "p90", "p90 needs the single values, which were not given, (given: Average, p99) of Shop Errors"],
  ])("%d s of %s", (period, statistic, reason) => {
    expect(run(period, statistic)).toBe(reason);
  });

  test("sums add up, where only they were given", () => {
    const sums = { given: { Sum: Float64Array.of(3, 2, 4, 1) } };
    expect(run(600, "Sum", sums)).toEqual(["19:03 OK", "19:13 ALARM", "19:18 OK"]);
  });

  test("a percentile of sums is known where the samples of each are equal", () => {
    const equal = {
      ...given,
      given: undefined,
      min: given.max,
      count: Float64Array.of(2, 2, 2, 2),
      sum: given.max.map((value) => 2 * value),
    };
    expect(run(300, "p90", equal)).toEqual(["19:03 OK", "19:08 ALARM", "19:13 OK"]);
    const unequal = { ...equal, min: Float64Array.of(0, 0, 0, 0) };
    expect(run(300, "p90", unequal)).toBe("p90 needs the single values, which were not given, of Shop Errors");
  });

  test("datapoints off their grid, and across the bounds of wall-clock periods", () => {
    const off = { minutes: Float64Array.from([-2, 3, 9, 13], (minute) => SEVEN + minute) };
    expect(run(300, "Maximum", off)).toBe(
      "datapoints of Shop Errors do not stand 300 s apart, as their resolution says",
    );
    const subject = alarm({ metric: stat(300, "Maximum"), evaluationWindow: { kind: "wall-clock", timezone: "UTC" } });
    expect(simulateMetricAlarm(subject, input(given)).whyNot).toBe(
      "the datapoints that were given lie across the bounds of its periods (2026-11-21T19:00:00.000Z)",
    );
  });

  test("two metrics on different grids", () => {
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
    expect(whyNot({ queries }, input([given, other]))).toBe(
      "the datapoints that were given for its metrics begin at different times",
    );
  });
});
