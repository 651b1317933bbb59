import { behaviourFindings } from "../../../lib/replay/audit/behaviour";
import { filterLimitFindings } from "../../../lib/replay/audit/filter-limits";
import { filterFindings } from "../../../lib/replay/audit/filters";
import { metricFindings } from "../../../lib/replay/audit/metrics";
import { thresholdFindings } from "../../../lib/replay/audit/thresholds";
import { isComplete } from "../../../lib/replay/metrics/publish/publisher";
import type { AlarmSimulation } from "../../../lib/replay/alarms/simulation";
import type { ComparisonOperator, MetricAlarm, MetricFilter } from "../../../lib/terraform/template";
import { filter, published } from "../metrics/publish/published";
import { compositeAlarm, metricAlarm } from "../../terraform/template";

const complete = (...filters: MetricFilter[]) => filters.filter(isComplete);

function alarmOn(
  statistic: string,
  comparisonOperator: ComparisonOperator,
  threshold: number,
  rest: Partial<MetricAlarm> = {},
) {
  return metricAlarm({
    name: "a",
    comparisonOperator,
    threshold,
    metric: { namespace: "n", name: "m", dimensions: {}, period: 60, statistic, unit: undefined },
    ...rest,
  });
}

describe("thresholds", () => {
  const counted = filter("x", { value: "1", defaultValue: 0 });
  test.each([
    ["Average", "GreaterThanThreshold", 1, "alarm-never-fires"],
    ["Average", "GreaterThanOrEqualToThreshold", 1, undefined],
    ["Maximum", "GreaterThanOrEqualToThreshold", 2, "alarm-never-fires"],
    ["p99", "GreaterThanThreshold", 1, "alarm-never-fires"],
    ["Sum", "GreaterThanThreshold", 1000, undefined],
    ["Sum", "LessThanThreshold", 0, "alarm-never-fires"],
    ["Sum", "GreaterThanOrEqualToThreshold", 0, "alarm-always-fires"],
    ["Sum", "LessThanOrEqualToThreshold", 0, undefined],
    ["SampleCount", "LessThanThreshold", 1, "alarm-never-fires"],
    ["SampleCount", "GreaterThanThreshold", 100, undefined],
    ["Minimum", "LessThanOrEqualToThreshold", 1, "alarm-always-fires"],
  ] as const)("%s %s %d", (statistic, operator, threshold, rule) => {
    const found = thresholdFindings([alarmOn(statistic, operator, threshold)], complete(counted));
    expect(found.map((finding) => finding.rule)).toEqual(rule === undefined ? [] : [rule]);
  });

  describe("of a filter without a default value", () => {
    const matches = complete(filter("x", { value: "1" }));
    const onAny = (treatMissingData: MetricAlarm["treatMissingData"]) =>
      alarmOn("Sum", "GreaterThanOrEqualToThreshold", 1, { treatMissingData });

    test.each(["missing", "notBreaching", "ignore"] as const)("firing on any match is meant (%s)", (missing) => {
      expect(thresholdFindings([onAny(missing)], matches)).toEqual([]);
    });

    test("firing without a match, too, is not", () => {
      expect(thresholdFindings([onAny("breaching")], matches)).toMatchObject([
        {
          rule: "alarm-always-fires",
          message:
            "a fires with a datapoint and without: Sum of m is 1 or more, always >= 1, and missing data is treated as breaching",
        },
      ]);
    });
  });

  test("says what the metric can be", () => {
    const [found] = thresholdFindings([alarmOn("Average", "GreaterThanThreshold", 1)], complete(counted));
    expect(found?.message).toBe("a can never fire: Average of m is between 0 and 1, and never > 1");
  });

  test("negative values make a sum of any number", () => {
    const both = complete(filter("x", { value: "-1" }), filter("y", { value: "1" }));
    expect(thresholdFindings([alarmOn("Sum", "LessThanThreshold", -5)], both)).toEqual([]);
  });

  test("a missing datapoint that breaches fires whatever the threshold", () => {
    const absent = alarmOn("SampleCount", "LessThanThreshold", 1, { treatMissingData: "breaching" });
    expect(thresholdFindings([absent], complete(counted))).toEqual([]);
  });

  test("values that are read from the log may be anything", () => {
    expect(
      thresholdFindings([alarmOn("Sum", "LessThanThreshold", 0)], complete(filter("x", { value: "$.v" }))),
    ).toEqual([]);
  });

  test("a metric that no filter publishes is nobody's business here", () => {
    expect(thresholdFindings([alarmOn("Sum", "LessThanThreshold", 0)], [])).toEqual([]);
  });
});

describe("metrics", () => {
  const byProvider = filter("{ $.p = * }", { dimensions: { Provider: "$.p" } });
  const on = (name: string, dimensions: Record<string, string>) =>
    metricAlarm({
      name: "a",
      metric: { namespace: "n", name, dimensions, period: 60, statistic: "Sum", unit: undefined },
    });
  const { series } = published(byProvider, ['{"p":"stripe"}']);
  const findings = (alarm: MetricAlarm) => metricFindings([alarm], complete(byProvider), series);

  test("a series that is published", () => {
    expect(findings(on("m", { Provider: "stripe" }))).toEqual([]);
  });

  test("dimensions that nobody publishes: there is no roll-up", () => {
    expect(findings(on("m", {}))).toMatchObject([
      {
        rule: "dimensions-nobody-publishes",
        severity: "error",
        message:
          "a: no filter publishes m with the dimensions none, only with Provider; CloudWatch does not add up series of other dimensions",
      },
    ]);
  });

  test("a value that the logs never had", () => {
    expect(findings(on("m", { Provider: "adyen" }))).toMatchObject([
      {
        rule: "no-sample",
        severity: "info",
        message: "a: no event in these logs gave a sample of m with Provider=adyen; seen: Provider=stripe",
      },
    ]);
  });

  test("a name one letter off", () => {
    expect(findings(on("M", { Provider: "stripe" }))).toMatchObject([
      { rule: "metric-nobody-publishes", message: 'a: no filter publishes n M. Did you mean "m"?' },
    ]);
  });

  test("a name one letter off that is given is meant", () => {
    const [first] = series;
    const given = { ...first!, metric: { namespace: "n", name: "M", dimensions: { Provider: "stripe" } } };
    const alarm = on("M", { Provider: "stripe" });
    expect(metricFindings([alarm], complete(byProvider), [...series, given])).toEqual([]);
  });

  test("metrics of queries count, too", () => {
    const metric = { namespace: "n", name: "m", dimensions: {}, period: 60, statistic: "Sum", unit: undefined };
    const query = {
      id: "q",
      expression: undefined,
      metric,
      period: undefined,
      label: undefined,
      returnData: true,
      accountId: undefined,
    };
    expect(findings(metricAlarm({ metric: undefined, queries: [query] }))).toHaveLength(1);
  });
});

describe("behaviour", () => {
  const minute = 60_000;
  const fired = (
    minutes: readonly number[],
    alarm: Partial<MetricAlarm> = {},
    restsOnMissing = true,
  ): AlarmSimulation => ({
    alarm: metricAlarm({ name: "a", ...alarm }),
    whyNot: undefined,
    state: "OK",
    transitions: minutes.flatMap((at) => [
      { at: at * minute, from: "OK" as const, to: "ALARM" as const, reason: "", restsOnMissing },
      { at: (at + 1) * minute, from: "ALARM" as const, to: "OK" as const, reason: "" },
    ]),
    actions: [],
    points: [],
  });

  test.each([
    [[0, 20, 59], 3],
    [[0, 20, 60], undefined],
    [[0, 100, 110, 120, 130, 300], 4],
  ])("went into ALARM at %j", (minutes, most) => {
    const found = behaviourFindings([fired(minutes)], { first: undefined, last: undefined });
    expect(found.map(({ message }) => message)).toEqual(
      most === undefined ? [] : [`a went into ALARM ${most} times within an hour`],
    );
  });

  test("an alarm that fires because nothing is known before the first record", () => {
    const breaching = { treatMissingData: "breaching" } as const;
    const rules = (first: number, alarm: Partial<MetricAlarm>, restsOnMissing = true) =>
      behaviourFindings([fired([10], alarm, restsOnMissing)], { first: first * minute, last: undefined }).map(
        ({ rule }) => rule,
      );
    expect(rules(9.5, breaching)).toEqual(["fired-before-the-first-record"]);
    expect(rules(5, breaching)).toEqual([]);
    expect(rules(9.5, {})).toEqual([]);
    expect(rules(9.5, breaching, false)).toEqual([]);
  });
});

test("an alarm that fires because the log ends", () => {
  const minute = 60_000;
  const simulation = (restsOnMissing: boolean): AlarmSimulation => ({
    alarm: metricAlarm({ name: "a", treatMissingData: "breaching" }),
    whyNot: undefined,
    state: "ALARM",
    transitions: [{ at: 30 * minute, from: "OK", to: "ALARM", reason: "", restsOnMissing }],
    actions: [],
    points: [],
  });
  const rules = (last: number, restsOnMissing = true) =>
    behaviourFindings([simulation(restsOnMissing)], { first: 0, last: last * minute }).map(({ rule }) => rule);
  expect(rules(10)).toEqual(["fired-after-the-last-record"]);
  expect(rules(29.5)).toEqual([]);
  // A long period, or a delay: its datapoint is real, and comes late.
  expect(rules(10, false)).toEqual([]);
});

test("a composite that rests on an assumption", () => {
  const simulation = {
    alarm: compositeAlarm({ name: "c" }),
    whyNot: undefined,
    assumes: ["x"],
    state: "OK" as const,
    transitions: [],
    actions: [],
    points: [],
  };
  expect(behaviourFindings([simulation], { first: 0, last: 0 })).toMatchObject([
    { rule: "composite-assumes", severity: "info" },
  ]);
});

describe("filters", () => {
  test("that never matched: what no event had, and what was seen instead", () => {
    const { filters } = published(filter('{ $.level = "ERROR" && $.code = 5 && $.x = 1 }', {}, "errors"), [
      '{"level":"error","x":1}',
      '{"level":"info"}',
    ]);
    expect(filterFindings(filters)).toMatchObject([
      {
        rule: "filter-never-matched",
        message:
          'errors matched none of 2 events: $.level = "ERROR" held in no event, seen: "error", "info"; no event has the field of $.code = 5',
      },
    ]);
  });

  test("whose value is no number", () => {
    const { filters } = published(filter("{ $.v = * || $.w = * }", { value: "$.v" }, "f"), [
      '{"v":"12"}',
      '{"v":"x"}',
      '{"w":1}',
      '{"v":1}',
    ]);
    expect(filterFindings(filters).map(({ message }) => message)).toEqual([
      "f: in 1 of 4 matching events $.v is a text that looks like a number, for which nothing is published here (what AWS does is not documented)",
      "f: in 1 of 4 matching events $.v is no number, for which nothing is published",
      "f: in 1 of 4 matching events $.v is missing or null, for which nothing is published",
    ]);
  });

  test("that matched are fine", () => {
    expect(filterFindings(published(filter("a"), ["a"]).filters)).toEqual([]);
  });
});

describe("filters of one log group", () => {
  const many = (count: number, pattern: string, logGroupName = "/g") =>
    complete(
      ...Array.from({ length: count }, (_, index) => ({
        ...filter(pattern, {}, `f${index}`),
        address: `f${index}`,
        logGroupName,
      })),
    );

  test("a hundred are taken, and five with regular expressions, in each log group", () => {
    const most = [...many(95, "x"), ...many(5, "%x%").map((each) => ({ ...each, name: `${each.name}r` }))];
    expect(filterLimitFindings([...most, ...most.map((each) => ({ ...each, logGroupName: "/h" }))])).toEqual([]);
  });

  test("more are not", () => {
    expect(filterLimitFindings(many(101, "x"))).toMatchObject([
      {
        rule: "too-many-filters",
        severity: "error",
        at: { kind: "resource", address: "f100" },
        message: expect.stringContaining("/g has 101 metric filters; CloudWatch Logs takes 100") as string,
      },
    ]);
    expect(filterLimitFindings(many(6, "{ $.a = %x% }"))).toMatchObject([
      {
        rule: "too-many-filters",
        at: { kind: "resource", address: "f5" },
        message: expect.stringContaining(
          "6 metric filters with regular expressions; CloudWatch Logs takes 5",
        ) as string,
      },
    ]);
  });

  test("of one name overwrite each other", () => {
    const [first, second] = many(2, "x");
    expect(filterLimitFindings([first!, { ...second!, name: first!.name }])).toMatchObject([
      {
        rule: "duplicate-filter-name",
        severity: "error",
        at: { kind: "resource", address: "f1" },
        message: expect.stringContaining("has a metric filter f0 already, f0") as string,
      },
    ]);
    expect(filterLimitFindings([first!, { ...first!, logGroupName: "/h" }])).toEqual([]);
  });
});
