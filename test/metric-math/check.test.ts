import { checkAlarmExpression, checkExpression, type MathId } from "../../lib/metric-math/check";
import { MathError, type MathFault } from "../../lib/metric-math/errors";
import { parseExpression } from "../../lib/metric-math/parse";
import { expectText } from "../texts";

const metric: MathId = { kind: "metric", type: "TS", isElementwise: true };
const ids = new Map<string, MathId>([
  ["m1", metric],
  ["m2", metric],
  ["e1", { kind: "expression", type: "TS", isElementwise: false }],
  ["all", { kind: "expression", type: "TS[]", isElementwise: true }],
]);

const check = (text: string) => checkExpression(parseExpression(text), text, ids);
const checkAlarm = (text: string) => checkAlarmExpression(parseExpression(text), text, ids);

/** The fault; its words are compared with the golden of all texts. */
function told(run: () => unknown): MathFault {
  try {
    run();
  } catch (error) {
    if (!(error instanceof MathError)) throw error;
    expectText(`${error.fault.message}\n${error.fault.fix}`);
    return error.fault;
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

test("an expression is elementwise if it depends only on datapoints of the same timestamp", () => {
  const elementwise = (text: string) => check(text).isElementwise;
  const yes = ["m1 / m2", "FILL(m1, 0)", "IF(HOUR(e1) < 8, m1)", "SUM(METRICS())", "TIME_SERIES(5)", "SLICE(all, 1)"];
  const no = ["m1 - AVG(m1)", "RATE(m1)", "FILL(m1, REPEAT)", "e1 + 1", "IF(m1, e1)", "FIRST(SORT(all, MAX, ASC))"];
  expect(yes.filter((text) => !elementwise(text))).toEqual([]);
  expect(no.filter(elementwise)).toEqual([]);
});

describe("wrong types and unknown ids are refused", () => {
  test.each([
    ["m3 + 1", "unknown-id"],
    ["[m1, m2] + [m2]", "type"],
    ["METRICS() > 5", "type"],
    ["MAX(5)", "type"],
    ["MAX([m1, 5])", "type"],
    ["FIRST(m1)", "type"],
    ["RATE(AVG(m1))", "type"],
    ["ABS(m1, m2)", "type"],
    ["IF(m1)", "type"],
    ["IF(1, m1, 2)", "type"],
    ["IF(m1, METRICS())", "type"],
    ["PERIOD(m1 + 1)", "type"],
    ["PERIOD(e1)", "type"],
    ["METRICS(m1)", "type"],
    ["FILL(m1, ASC)", "type"],
    ["SORT(METRICS(), STDDEV(m1), ASC)", "type"],
    ["m1 + REPEAT", "type"],
    ['m1 + "a"', "type"],
  ])("%s", (text, code) => {
    expect(told(() => check(text))).toMatchObject({ code, expression: text });
  });
});

describe("an alarm cannot watch a number or several series", () => {
  test.each(["AVG(m1)", "METRICS()"])("%s", (text) => {
    expect(told(() => checkAlarm(text))).toMatchObject({ code: "not-one-series", expression: text });
  });
});

test("a search is refused, because CloudWatch takes none in alarms", () => {
  const search = "SEARCH('{AWS/EC2,InstanceId} MetricName=\"CPUUtilization\"', 'Average', 300)";
  expect(told(() => check(search))).toMatchObject({ code: "not-in-alarms", expression: search });
});

describe("expressions that only AWS can evaluate are refused", () => {
  test.each([
    "LAST(ANOMALY_DETECTION_BAND(m1, 2))",
    "INSIGHT_RULE_METRIC('rule', 'UniqueContributors')",
    "m1 / SERVICE_QUOTA(m1)",
    "DB_PERF_INSIGHTS('RDS', 'db-A', ['a.avg', 'b.avg'])",
    'LAMBDA("f", "a")',
    'SELECT AVG(CPUUtilization) FROM "AWS/EC2"',
  ])("%s", (text) => {
    expect(told(() => check(text))).toMatchObject({ code: "offline" });
  });
});
