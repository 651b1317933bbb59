import { checkAlarmExpression, checkExpression, type MathId } from "../../../../lib/replay/alarms/math/check";
import { MathError } from "../../../../lib/replay/alarms/math/errors";
import { parseExpression } from "../../../../lib/replay/alarms/math/parse";

const metric: MathId = { kind: "metric", type: "TS", isElementwise: true };
const ids = new Map<string, MathId>([
  ["m1", metric],
  ["m2", metric],
  ["e1", { kind: "expression", type: "TS", isElementwise: false }],
  ["all", { kind: "expression", type: "TS[]", isElementwise: true }],
]);

const check = (text: string) => checkExpression(parseExpression(text), text, ids);
const checkAlarm = (text: string) => checkAlarmExpression(parseExpression(text), text, ids);

function errorOf(run: () => unknown): MathError {
  try {
    run();
  } catch (error) {
    if (error instanceof MathError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

describe("types, by AWS's table", () => {
  test.each([
    ["S", "AVG(m1) + 2 * -PERIOD(m1)"],
    ["S", "SUM(m1) / DATAPOINT_COUNT(m1)"],
    ["S", "METRIC_COUNT([m1, m2])"],
    ["S", "AVG(m1) > 3"],
    ["S", "IF(AVG(m1) > 3, 1, 0)"],
    ["S", "LOG10(SUM(m1))"],
    ["TS", "5 * m1"],
    ["TS", "m1 > 15 AND m2 > 15"],
    ["TS", "SUM(100/[m1, m2])"],
    ["TS", "SUM(-[m1, m2])"],
    ["TS", "AVG([m1,m2]/m1)"],
    ["TS", "MIN(ABS([m1, m2]))"],
    ["TS", "FILL(m1, MIN(m1))"],
    ["TS", "FILL(m1, m2)"],
    ["TS", "IF(m1 > 3, m1)"],
    ["TS", "IF(AVG(m1) > 3, m1, m2)"],
    ["TS", "IF(DAY(m1)<6,m1)"],
    ["TS", "FIRST(SORT(METRICS(), AVG, DESC))"],
    ["TS", "m1/METRIC_COUNT(METRICS())"],
    ["TS", "SUM([METRICS('4xx'), METRICS('5xx')])"],
    ["TS", "TIME_SERIES(5*AVG(m1))"],
    ["TS", "MAX(all)"],
    ["TS", "DATAPOINT_COUNT(METRICS())"],
    ["TS", "RATE(m1)"],
    ["TS[]", "METRICS()*100"],
    ["TS[]", "RATE(METRICS())"],
    ["TS[]", "FILL(METRICS(), m1)"],
    ["TS[]", "REMOVE_EMPTY(METRICS())"],
    ["TS[]", "SLICE(SORT(METRICS(), SUM, DESC), 0, 10)"],
    ["TS[]", "RUNNING_SUM([m1,m2])"],
  ])("%s: %s", (type, text) => {
    expect(check(text).type).toBe(type);
  });
});

test("elementwise is what depends on the datapoints of one timestamp only", () => {
  const elementwise = (text: string) => check(text).isElementwise;
  const yes = ["m1 / m2", "FILL(m1, 0)", "IF(HOUR(e1) < 8, m1)", "SUM(METRICS())", "TIME_SERIES(5)", "SLICE(all, 1)"];
  const no = ["m1 - AVG(m1)", "RATE(m1)", "FILL(m1, REPEAT)", "e1 + 1", "IF(m1, e1)", "FIRST(SORT(all, MAX, ASC))"];
  expect(yes.filter((text) => !elementwise(text))).toEqual([]);
  expect(no.filter(elementwise)).toEqual([]);
});

describe("what cannot stand together", () => {
  test.each([
    ["m3 + 1", "unknown-id: No metric or expression has the id m3: The alarm has m1, m2, e1, all."],
    [
      "[m1, m2] + [m2]",
      "type: + does not take two arrays of series: Reduce one of them, as in SUM(METRICS()) / SUM([m1, m2]).",
    ],
    ["METRICS() > 5", "type: > does not take an array of series: It takes a number or one series."],
    ["MAX(5)", "type: MAX does not take a number: It takes one series or an array of series."],
    ["MAX([m1, 5])", "type: an array does not take a number: It takes one series or an array of series."],
    ["FIRST(m1)", "type: FIRST does not take one series: It takes an array of series."],
    ["RATE(AVG(m1))", "type: RATE does not take a number: It takes one series or an array of series."],
    ["ABS(m1, m2)", "type: ABS takes 1 argument, not 2: See AWS's list of metric-math functions."],
    ["IF(m1)", "type: IF takes 2 to 3 arguments, not 1: See AWS's list of metric-math functions."],
    [
      "IF(1, m1, 2)",
      "type: IF cannot choose between a number and a series: With a number as its condition, IF takes one series, or two.",
    ],
    ["IF(m1, METRICS())", "type: IF does not take an array of series: It takes a number or one series."],
    ["PERIOD(m1 + 1)", "type: PERIOD takes a metric: Name a metric's id; the result of an expression will not do."],
    ["PERIOD(e1)", "type: PERIOD takes a metric: Name a metric's id; the result of an expression will not do."],
    ["METRICS(m1)", 'type: METRICS takes a text: Write METRICS() or METRICS("part of the ids").'],
    ["FILL(m1, ASC)", "type: FILL does not take that: Write REPEAT or LINEAR."],
    ["SORT(METRICS(), STDDEV(m1), ASC)", "type: SORT does not take that: Write AVG or MIN or MAX or SUM."],
    [
      "m1 + REPEAT",
      "type: REPEAT is not a value: REPEAT stands for itself only in FILL and SORT; ids begin with a lower-case letter.",
    ],
    ['m1 + "a"', "type: This is text: Texts are arguments of METRICS only."],
  ])("%s", (text, shown) => {
    const { code, message, fix } = errorOf(() => check(text));
    expect(`${code}: ${message}: ${fix}`).toBe(shown);
  });
});

describe("an alarm watches one series", () => {
  test.each([
    ["AVG(m1)", "An alarm watches one series; the expression gives a number"],
    ["METRICS()", "An alarm watches one series; the expression gives an array of series"],
  ])("%s", (text, message) => {
    expect(errorOf(() => checkAlarm(text))).toMatchObject({ code: "not-one-series", message });
  });
});

describe("what only AWS can evaluate is named, not guessed", () => {
  test.each([
    [
      "SEARCH('{AWS/EC2,InstanceId} MetricName=\"CPUUtilization\"', 'Average', 300)",
      "SEARCH: it searches the metrics of an account, and CloudWatch refuses it in alarms",
    ],
    [
      "LAST(ANOMALY_DETECTION_BAND(m1, 2))",
      "ANOMALY_DETECTION_BAND: the band comes from a model that CloudWatch trains on weeks of data",
    ],
    [
      "INSIGHT_RULE_METRIC('rule', 'UniqueContributors')",
      "INSIGHT_RULE_METRIC: a Contributor Insights rule makes the data",
    ],
    ["m1 / SERVICE_QUOTA(m1)", "SERVICE_QUOTA: AWS holds the account's quotas"],
    ["DB_PERF_INSIGHTS('RDS', 'db-A', ['a.avg', 'b.avg'])", "DB_PERF_INSIGHTS: Performance Insights holds the data"],
    ['LAMBDA("f", "a")', "LAMBDA: a Lambda function gives the data"],
    ['SELECT AVG(CPUUtilization) FROM "AWS/EC2"', "a Metrics Insights query: it reads the metrics of an account"],
  ])("%s", (text, reason) => {
    const error = errorOf(() => check(text));
    expect(error).toMatchObject({ code: "offline", message: `cannot be evaluated offline: ${reason}` });
  });
});
