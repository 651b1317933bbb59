import { behaviourFindings } from "../../../lib/replay/audit/behaviour";
import { filterIndex } from "../../../lib/replay/audit/filter-index";
import { filterLimitFindings } from "../../../lib/replay/audit/filter-limits";
import { filterFindings } from "../../../lib/replay/audit/filters";
import { metricFindings } from "../../../lib/replay/audit/metrics";
import { publicationFindings } from "../../../lib/replay/audit/publication";
import { alarmResult } from "../../../lib/replay/outcome";
import { reachOf } from "../../../lib/replay/reach-of";
import { thresholdFindings } from "../../../lib/replay/audit/thresholds";
import { metricId } from "../../../lib/replay/metrics/series";
import { isComplete } from "../../../lib/replay/metrics/publish/publisher";
import { publishingOf } from "../../../lib/replay/alarms";
import type { AlarmSimulation } from "../../../lib/replay/alarms/simulation";
import type { ComparisonOperator, MetricAlarm, MetricFilter } from "../../../lib/terraform/template";
import { ruled } from "../../texts";
import { filter, published } from "../metrics/publish/published";
import { compositeAlarm, metricAlarm, template } from "../../terraform/template";

const complete = (...filters: MetricFilter[]) => filters.filter(isComplete);
const indexed = (...filters: MetricFilter[]) => filterIndex(filters);

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
    const found = thresholdFindings([alarmOn(statistic, operator, threshold)], indexed(counted));
    expect(found.map((finding) => finding.rule)).toEqual(rule === undefined ? [] : [rule]);
  });

  describe("of a filter without a default value", () => {
    const matches = indexed(filter("x", { value: "1" }));
    const onAny = (treatMissingData: MetricAlarm["treatMissingData"]) =>
      alarmOn("Sum", "GreaterThanOrEqualToThreshold", 1, { treatMissingData });

    test.each(["missing", "notBreaching", "ignore"] as const)(
      "an alarm that fires on any match is not a finding (%s)",
      (missing) => {
        expect(thresholdFindings([onAny(missing)], matches)).toEqual([]);
      },
    );

    test("an alarm that also fires without a match is a finding", () => {
      expect(ruled(thresholdFindings([onAny("breaching")], matches))).toEqual([
        "alarm-always-fires error aws_cloudwatch_metric_alarm.a",
      ]);
    });
  });

  test("the finding says which values the metric can have", () => {
    const found = thresholdFindings([alarmOn("Average", "GreaterThanThreshold", 1)], indexed(counted));
    expect(ruled(found)).toEqual(["alarm-never-fires error aws_cloudwatch_metric_alarm.a"]);
  });

  test("with negative values a sum can be any number", () => {
    const both = indexed(filter("x", { value: "-1" }), filter("y", { value: "1" }));
    expect(thresholdFindings([alarmOn("Sum", "LessThanThreshold", -5)], both)).toEqual([]);
  });

  test("an alarm that treats missing data as breaching can fire whatever the threshold", () => {
    const absent = alarmOn("SampleCount", "LessThanThreshold", 1, { treatMissingData: "breaching" });
    expect(thresholdFindings([absent], indexed(counted))).toEqual([]);
  });

  test("a value that is read from the log can be anything", () => {
    expect(thresholdFindings([alarmOn("Sum", "LessThanThreshold", 0)], indexed(filter("x", { value: "$.v" })))).toEqual(
      [],
    );
  });

  test("a metric that no filter publishes is not a finding about thresholds", () => {
    expect(thresholdFindings([alarmOn("Sum", "LessThanThreshold", 0)], indexed())).toEqual([]);
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
  const findings = (alarm: MetricAlarm, all = series) => {
    const ids = new Set(all.filter((each) => !series.includes(each)).map(({ metric }) => metricId(metric)));
    return [
      ...publicationFindings([alarm], indexed(byProvider), (id) => ids.has(id)),
      ...metricFindings([alarm], indexed(byProvider), all),
    ];
  };

  test("a series that is published is not a finding", () => {
    expect(findings(on("m", { Provider: "stripe" }))).toEqual([]);
  });

  test("dimensions that no filter publishes are a finding, because there is no roll-up", () => {
    expect(ruled(findings(on("m", {})))).toEqual(["dimensions-nobody-publishes error aws_cloudwatch_metric_alarm.a"]);
  });

  test("a dimension value that the logs do not have is a finding", () => {
    expect(ruled(findings(on("m", { Provider: "adyen" })))).toEqual(["no-sample info aws_cloudwatch_metric_alarm.a"]);
  });

  test("a misspelt name is a finding", () => {
    expect(ruled(findings(on("M", { Provider: "stripe" })))).toEqual([
      "metric-nobody-publishes warning aws_cloudwatch_metric_alarm.a",
    ]);
  });

  test("a name that looks misspelt is not a finding if its datapoints are given", () => {
    const [first] = series;
    const given = { ...first!, metric: { namespace: "n", name: "M", dimensions: { Provider: "stripe" } } };
    const alarm = on("M", { Provider: "stripe" });
    expect(findings(alarm, [...series, given])).toEqual([]);
  });

  test("metrics of queries are checked, too", () => {
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
  const nobody = reachOf(template({}));
  const unpublished = publishingOf([], [], []);
  const breaching = { treatMissingData: "breaching" } as const;
  const found = (
    fired: { alarm?: Partial<MetricAlarm>; minutes: readonly number[]; restsOnMissing?: boolean },
    log: { first?: number; last?: number } = {},
  ) => {
    const { alarm, minutes, restsOnMissing = true } = fired;
    const simulation: AlarmSimulation = {
      alarm: metricAlarm({ name: "a", ...alarm }),
      whyNot: undefined,
      state: "OK",
      transitions: minutes.flatMap((at) => [
        { at: at * minute, from: "OK" as const, to: "ALARM" as const, reason: "", restsOnMissing },
        { at: (at + 1) * minute, from: "ALARM" as const, to: "OK" as const, reason: "" },
      ]),
      actions: [],
      points: [],
    };
    const inMinutes = (at: number | undefined) => (at === undefined ? undefined : at * minute);
    const span = { first: inMinutes(log.first), last: inMinutes(log.last) };
    const result = alarmResult(simulation, nobody, span, unpublished);
    return { result, rules: behaviourFindings([result]).map(({ rule }) => rule) };
  };

  test.each([
    [[0, 20, 59], true],
    [[0, 20, 60], false],
    [[0, 100, 110, 120, 130, 300], true],
  ])("an alarm that went into ALARM at minutes %j flaps: %s", (minutes, flaps) => {
    const findings = behaviourFindings([found({ minutes }).result]);
    expect(ruled(findings)).toEqual(flaps ? ["alarm-flaps warning aws_cloudwatch_metric_alarm.a"] : []);
  });

  test("an alarm that fires because nothing is known before the first record is a finding", () => {
    const fires = { alarm: breaching, minutes: [10] };
    const { result, rules } = found(fires, { first: 9.5 });
    expect(rules).toEqual(["fired-before-the-first-record"]);
    expect(result.transitions.map(({ logEdge }) => logEdge)).toEqual(["start", null]);
    expect(found(fires, { first: 5 }).rules).toEqual([]);
    expect(found({ minutes: [10] }, { first: 9.5 }).rules).toEqual([]);
    expect(found({ ...fires, restsOnMissing: false }, { first: 9.5 }).rules).toEqual([]);
  });

  test("an alarm that fires because the log ends is a finding", () => {
    const fires = { alarm: breaching, minutes: [20, 30] };
    const { result, rules } = found(fires, { first: 0, last: 25 });
    expect(rules).toEqual(["fired-after-the-last-record"]);
    expect(result.transitions.map(({ logEdge }) => logEdge)).toEqual([null, null, "end", null]);
    expect(found(fires, { first: 0, last: 29.5 }).rules).toEqual([]);
    // A long period, or a delay: its datapoint is real, and comes late.
    expect(found({ ...fires, restsOnMissing: false }, { first: 0, last: 10 }).rules).toEqual([]);
  });

  test("a composite alarm that was evaluated with an assumption is a finding", () => {
    const simulation: AlarmSimulation = {
      alarm: compositeAlarm({ name: "c" }),
      whyNot: undefined,
      assumes: [{ name: "x", address: "aws_cloudwatch_metric_alarm.x" }],
      state: "OK",
      transitions: [],
      actions: [],
      points: [],
    };
    const result = alarmResult(simulation, nobody, { first: 0, last: 0 }, unpublished);
    expect(behaviourFindings([result])).toMatchObject([{ rule: "composite-assumes", severity: "info" }]);
  });
});

describe("filters", () => {
  test("that never matched are findings, with what was seen instead", () => {
    const { filters } = published(filter('{ $.level = "ERROR" && $.code = 5 && $.x = 1 }', {}, "errors"), [
      '{"level":"error","x":1}',
      '{"level":"info"}',
    ]);
    expect(ruled(filterFindings(filters))).toEqual([
      "filter-never-matched info aws_cloudwatch_log_metric_filter.errors",
    ]);
  });

  test("whose value is not a number are findings", () => {
    const { filters } = published(filter("{ $.v = * || $.w = * }", { value: "$.v" }, "f"), [
      '{"v":"12"}',
      '{"v":"x"}',
      '{"w":1}',
      '{"v":1}',
    ]);
    const found = "value-without-number warning aws_cloudwatch_log_metric_filter.f";
    expect(ruled(filterFindings(filters))).toEqual([found, found, found]);
  });

  test("that matched are not findings", () => {
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

  test("a hundred are accepted, and five with regular expressions, in each log group", () => {
    const most = [...many(95, "x"), ...many(5, "%x%").map((each) => ({ ...each, name: `${each.name}r` }))];
    expect(filterLimitFindings([...most, ...most.map((each) => ({ ...each, logGroupName: "/h" }))])).toEqual([]);
  });

  test("more are a finding", () => {
    expect(ruled(filterLimitFindings(many(101, "x")))).toEqual(["too-many-filters error f100"]);
    expect(ruled(filterLimitFindings(many(6, "{ $.a = %x% }")))).toEqual(["too-many-filters error f5"]);
  });

  test("with the same name are a finding", () => {
    const [first, second] = many(2, "x");
    expect(ruled(filterLimitFindings([first!, { ...second!, name: first!.name }]))).toEqual([
      "duplicate-filter-name error f1",
    ]);
    expect(filterLimitFindings([first!, { ...first!, logGroupName: "/h" }])).toEqual([]);
  });
});
