import fc from "fast-check";
import { longestRange } from "../../../lib/replay/alarms/evaluation-range";
import { simulateByTheBook, simulateMetricAlarm } from "../../../lib/replay/alarms/simulate";
import type { AlarmSimulation } from "../../../lib/replay/alarms/simulation";
import type { MetricAlarm } from "../../../lib/terraform/template";
import { expectText } from "../../texts";
import { alarm, expression, input, measured, series, SEVEN, stat, timeline, type Minute } from "./alarm";

const reasons = ({ transitions }: AlarmSimulation): readonly string[] => transitions.map(({ reason }) => reason);

describe("sliding windows", () => {
  test("a period of five minutes covers minutes 1 to 5 at the end of minute 5, and 2 to 6 at the end of minute 6", () => {
    // 19:00 is minute 1. Its errors count as long as the window includes it.
    const every = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [i - 10, 0]));
    const subject = alarm({ metric: stat(300) });
    const simulation = simulateMetricAlarm(subject, input(series({ ...every, 0: 6 }), { from: 1, minutes: 15 }));
    expect(timeline(simulation)).toEqual(["19:01 ALARM", "19:06 OK"]);
    expectText(reasons(simulation).join("\n"));
  });

  test.each([
    [15, "21/11/26 19:10:00", "21/11/26 19:05:00", "21/11/26 19:00:00"],
    [16, "21/11/26 19:11:00", "21/11/26 19:06:00", "21/11/26 19:01:00"],
  ])("three periods of 300 s at 19:%d begin at %s, %s, %s", (minutes, ...starts) => {
    const busy = series(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [i - 20, 2])));
    const subject = alarm({ evaluationPeriods: 3, metric: stat(300) });
    const simulation = simulateMetricAlarm(subject, input(busy, { from: minutes, minutes }));
    for (const start of starts) expect(reasons(simulation).join()).toContain(start);
    expectText(reasons(simulation).join("\n"));
  });

  test("2 of 3: the reasons name the datapoints and how many were needed", () => {
    const subject = alarm({ evaluationPeriods: 3, datapointsToAlarm: 2 });
    const values = { "-3": 0, "-2": 0, "-1": 0, 0: 7, 1: 1, 2: 12.5, 3: 0, 4: 0, 5: 0, 6: 0 };
    const simulation = simulateMetricAlarm(subject, input(series(values), { minutes: 7 }));
    expect(timeline(simulation)).toEqual(["19:00 OK", "19:03 ALARM", "19:04 OK"]);
    expectText(reasons(simulation).join("\n"));
  });

  test.each([
    ["GreaterThanOrEqualToThreshold", [5, 4.99]],
    ["GreaterThanThreshold", [5.01, 5]],
    ["LessThanThreshold", [4.99, 5]],
    ["LessThanOrEqualToThreshold", [5, 5.01]],
  ] as const)("%s", (comparisonOperator, [crossing, fine]) => {
    const simulation = simulateMetricAlarm(
      alarm({ comparisonOperator }),
      input(series({ "-1": fine, 0: crossing, 1: fine }), { minutes: 2 }),
    );
    expect(timeline(simulation)).toEqual(["19:00 OK", "19:01 ALARM", "19:02 OK"]);
    expectText(reasons(simulation)[1] ?? "");
  });

  test.each([
    ["Sum", 12],
    ["SampleCount", 4],
    ["Average", 3],
    ["Minimum", 1],
    ["Maximum", 6],
    ["p50", 2],
    ["tm75", 2],
  ])("%s over two minutes is computed from their samples", (name, value) => {
    const subject = alarm({ metric: stat(120, name), threshold: value, comparisonOperator: "LessThanThreshold" });
    const { points } = simulateMetricAlarm(subject, input(series({ 0: [1, 6], 1: [2, 3] }), { from: 2, minutes: 2 }));
    expect(points).toEqual([{ at: (SEVEN + 2) * 60_000, value }]);
  });
});

describe("alarms over more than a day", () => {
  // AWS's example: a job that runs every three days fails at 10:02, and is fixed at 11:43.
  test("are evaluated once an hour, with data up to the last full hour", () => {
    const ten = 15 * 60;
    const subject = alarm({
      metric: stat(86_400, "Maximum"),
      evaluationPeriods: 3,
      datapointsToAlarm: 1,
      threshold: 0,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
    });
    const failure = series({ [ten - 3 * 1440]: 0, [ten - 2 * 1440]: 0, [ten - 1440]: 0, [ten + 2]: 1 });
    const { transitions, points } = simulateMetricAlarm(
      subject,
      input(failure, { from: ten - 57, minutes: ten + 130 }),
    );
    expect(transitions.map(({ at, to }) => [new Date(at).toISOString().slice(11, 16), to])).toEqual([
      ["09:03", "OK"],
      ["11:03", "ALARM"],
    ]);
    expect(points.map(({ at }) => new Date(at).getUTCMinutes())).toEqual([3, 3]);
  });

  test("recover at an hourly evaluation, too", () => {
    const subject = alarm({
      metric: stat(3600, "SampleCount"),
      evaluationPeriods: 25,
      datapointsToAlarm: 25,
      threshold: 1,
      comparisonOperator: "LessThanThreshold",
      treatMissingData: "breaching",
    });
    const simulation = simulateMetricAlarm(subject, input(series({ [16 * 60 + 43]: 1 }), { minutes: 18 * 60 }));
    expect(timeline(simulation)).toEqual(["19:00 ALARM", "12:03 OK"]);
  });

  test("an alarm over exactly a day is evaluated every minute", () => {
    const simulation = simulateMetricAlarm(alarm({ metric: stat(86_400) }), input(series({ 10: 9 })));
    expect(timeline(simulation)).toEqual(["19:11 ALARM"]);
  });
});

describe("reasons with missing data", () => {
  const quiet = (changes: Partial<MetricAlarm>, minutes: Readonly<Record<number, Minute>> = {}) =>
    reasons(simulateMetricAlarm(alarm({ evaluationPeriods: 2, ...changes }), input(series(minutes), { minutes: 3 })));

  test.each<[what: string, changes: Partial<MetricAlarm>, minutes: Readonly<Record<number, Minute>>, count: number]>([
    ["nothing, treated as breaching", { treatMissingData: "breaching" }, {}, 1],
    ["nothing, treated as not breaching", { treatMissingData: "notBreaching" }, {}, 1],
    ["nothing, treated as missing", { treatMissingData: "missing" }, {}, 0],
    ["one datapoint of two periods", { treatMissingData: "breaching" }, { "-4": 2 }, 1],
    [
      "two datapoints of three periods",
      { treatMissingData: "breaching", evaluationPeriods: 3 },
      { "-4": 2, "-3": 9 },
      1,
    ],
    ["one datapoint and then none", { treatMissingData: "missing" }, { "-7": 2 }, 2],
  ])("received %s", (_what, changes, minutes, count) => {
    const told = quiet(changes, minutes);
    expect(told).toHaveLength(count);
    expectText(told.join("\n"));
  });

  test("an alarm waits, and then fires with fewer datapoints than it needs", () => {
    const premature = simulateMetricAlarm(
      alarm({ evaluationPeriods: 2 }),
      input(series({ "-7": 0, 0: 9 }), { minutes: 3 }),
    );
    expect(timeline(premature)).toEqual(["19:00 OK", "19:01 INSUFFICIENT_DATA", "19:02 ALARM"]);
    expectText(reasons(premature).join("\n"));
  });

  test("on AWS/DynamoDB the reason says that AWS's pages disagree", () => {
    const key = { namespace: "AWS/DynamoDB", name: "ThrottledRequests", dimensions: {} };
    const subject = alarm({ metric: stat(60, "Sum", key), treatMissingData: "breaching" });
    const [reason] = reasons(simulateMetricAlarm(subject, input(series({}, 0, key), { minutes: 0 })));
    expectText(reason ?? "");
  });

  test("a reason lists at most ten datapoints", () => {
    const busy = series(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [-i - 1, 9])));
    const [reason] = reasons(simulateMetricAlarm(alarm({ evaluationPeriods: 30 }), input(busy, { minutes: 0 })));
    expect(reason?.match(/ \(\d\d\/11\/26/g)).toHaveLength(10);
    expectText(reason ?? "");
  });
});

describe("ingestion delay", () => {
  const calm = { treatMissingData: "notBreaching" } as const;

  test("a late datapoint is seen only if it arrives while it is in the evaluation range", () => {
    // An alarm over one period of a minute looks back six minutes.
    const starts = (delay: number) =>
      timeline(simulateMetricAlarm(alarm(calm), input(series({ 10: 9 }, delay), { delay })));
    expect(starts(0)).toEqual(["19:00 OK", "19:11 ALARM", "19:17 OK"]);
    expect(starts(60)).toEqual(["19:00 OK", "19:12 ALARM", "19:17 OK"]);
    expect(starts(300)).toEqual(["19:00 OK", "19:16 ALARM", "19:17 OK"]);
    expect(starts(360)).toEqual(["19:00 OK"]);
  });

  test("without the undocumented extra periods, any delay hides the breach", () => {
    const evaluationRange = (evaluationPeriods: number): number => evaluationPeriods;
    const starts = (delay: number) =>
      timeline(
        simulateMetricAlarm(
          alarm(calm),
          input(series({ 10: { seconds: { 59: [9] } } }, delay), { delay, evaluationRange }),
        ),
      );
    expect(starts(0)).toEqual(["19:00 OK", "19:11 ALARM", "19:12 OK"]);
    expect(starts(1)).toEqual(["19:00 OK"]);
    expect(starts(60)).toEqual(["19:00 OK"]);
  });

  test("FILL fills the newest period, so that with a delay the alarm never fires", () => {
    const queries = [measured("m1", stat(60)), expression("e1", "FILL(m1, 0)", true)];
    const starts = (delay: number) =>
      timeline(simulateMetricAlarm(alarm({ queries }), input(series({ 10: 9 }, delay), { delay })));
    expect(starts(0)).toEqual(["19:00 OK", "19:11 ALARM", "19:12 OK"]);
    expect(starts(60)).toEqual(["19:00 OK"]);
  });

  test("while only a part of a period has arrived, its sum is too low", () => {
    const all = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [i - 10, 2]));
    const low = alarm({ metric: stat(300), comparisonOperator: "LessThanThreshold", threshold: 10 });
    expect(timeline(simulateMetricAlarm(low, input(series(all), { minutes: 20 })))).toEqual(["19:00 OK"]);
    const late = simulateMetricAlarm(low, input(series(all, 120), { minutes: 20, delay: 120 }));
    expectText(reasons(late).join("\n"));
  });

  test("with a delay of 90 s, the first half of a minute is seen a minute before the second", () => {
    const both = series({ 10: { seconds: { 29: [4], 30: [3] } } }, 90);
    const simulation = simulateMetricAlarm(alarm({ ...calm, metric: stat(300) }), input(both, { delay: 90 }));
    expect(simulation.points.map(({ at, value }) => [new Date(at).toISOString().slice(14, 16), value])).toEqual([
      ["00", null],
      ["12", 4],
      ["13", 7],
      ["16", null],
    ]);
    expect(timeline(simulation)).toEqual(["19:00 OK", "19:13 ALARM", "19:26 OK"]);
  });

  const errors = fc.dictionary(fc.integer({ min: 0, max: 40 }).map(String), fc.integer({ min: 1, max: 20 }), {
    maxKeys: 8,
  });
  test("if missing data does not breach, a longer delay never makes the first alarm earlier", () => {
    fc.assert(
      fc.property(
        errors,
        fc.constantFrom(60, 300),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (values, period, a, b) => {
          const first = (delay: number): number => {
            const subject = alarm({ ...calm, metric: stat(period) });
            const { transitions } = simulateMetricAlarm(subject, input(series(values, delay), { delay, minutes: 80 }));
            return transitions.find(({ to }) => to === "ALARM")?.at ?? Infinity;
          };
          const [less, more] = [Math.min(a, b) * 30, Math.max(a, b) * 30];
          expect(first(more)).toBeGreaterThanOrEqual(first(less));
        },
      ),
    );
  });
});

describe("percentiles with few samples", () => {
  const samples = (count: number): readonly number[] => Array.from({ length: count }, () => 9);
  const stateOf = (
    statistic: string,
    count: number,
    setting: "evaluate" | "ignore",
    rest: Partial<MetricAlarm> = {},
  ) => {
    const subject = alarm({ metric: stat(60, statistic), evaluateLowSampleCountPercentile: setting, ...rest });
    const clock = input(series({ "-1": samples(count) }), { minutes: 0 });
    const fast = simulateMetricAlarm(subject, clock).state;
    expect(simulateByTheBook(subject, clock).state).toBe(fast);
    return fast;
  };

  test.each([
    ["p99", 999, 1000],
    ["p90", 99, 100],
    ["p50", 19, 20],
    ["p10", 99, 100],
  ])("%s: %d samples keep the state, %d are evaluated", (statistic, few, enough) => {
    expect(stateOf(statistic, few, "ignore")).toBe("INSUFFICIENT_DATA");
    expect(stateOf(statistic, enough, "ignore")).toBe("ALARM");
    expect(stateOf(statistic, few, "evaluate")).toBe("ALARM");
  });

  test("other statistics are evaluated, and a datapoint without samples is missing", () => {
    expect(stateOf("Average", 1, "ignore")).toBe("ALARM");
    expect(stateOf("tm90", 1, "ignore")).toBe("ALARM");
    expect(stateOf("p90", 0, "ignore", { treatMissingData: "breaching" })).toBe("ALARM");
  });

  test("an alarm keeps its state if one of the deciding datapoints has too few samples", () => {
    const subject = alarm({
      metric: stat(60, "p50"),
      evaluateLowSampleCountPercentile: "ignore",
      evaluationPeriods: 2,
      datapointsToAlarm: 1,
    });
    const clock = input(series({ 0: samples(20), 1: samples(20), 2: samples(3), 3: samples(20), 4: samples(20) }), {
      from: 2,
      minutes: 5,
    });
    expect(timeline(simulateMetricAlarm(subject, clock))).toEqual(["19:02 ALARM"]);
    const calm = { ...subject, threshold: 10 };
    expect(timeline(simulateMetricAlarm(calm, { ...clock, from: SEVEN + 3 }))).toEqual(["19:05 OK"]);
  });

  test("with negative values there is no percentile, and the reason says so", () => {
    const subject = alarm({ metric: stat(60, "p90"), treatMissingData: "breaching" });
    expectText(reasons(simulateMetricAlarm(subject, input(series({ "-1": [-1, 50] }), { minutes: 0 }))).join("\n"));
  });
});

test.each([
  ["missing", [1]],
  ["ignore", [1]],
  ["notBreaching", [0, 1, 7]],
] as const)("missing data of Amazon DynamoDB, treated as %s", (treatMissingData, minutes) => {
  const key = { namespace: "AWS/DynamoDB", name: "m", dimensions: {} };
  const dynamoDb = alarm({ treatMissingData, metric: stat(60, "Sum", key) });
  const { transitions } = simulateMetricAlarm(dynamoDb, input(series({ 0: 9 }, 0, key), { minutes: 30 }));
  expect(transitions.map(({ at }) => at / 60_000 - SEVEN)).toEqual(minutes);
});

test("every transition has an action, which is held if actions are disabled", () => {
  const clock = input(series({ "-1": 0, 0: 9, 1: 0 }), { minutes: 2 });
  const { actions, transitions } = simulateMetricAlarm(alarm(), clock);
  expect(actions).toEqual(transitions.map(({ at, to }) => ({ at, state: to, held: undefined })));
  expect(actions).toHaveLength(3);
  const disabled = simulateMetricAlarm(alarm({ actionsEnabled: false }), clock);
  expect(disabled.actions.map(({ held }) => held)).toEqual(Array(3).fill({ kind: "actions-disabled" }));
  expect(disabled.transitions).toEqual(transitions);
});

test("points are computed when they are first read, and kept", () => {
  const simulation = simulateMetricAlarm(alarm(), input(series({ 0: 9 })));
  expect(simulation.points).toBe(simulation.points);
  expect({ ...simulation }.points).toBe(simulation.points);
});

test("the longest range is that of the alarm that looks back furthest", () => {
  const range = (changes: Partial<MetricAlarm>) => longestRange([alarm(changes)]);
  expect(longestRange([])).toBe(0);
  expect(range({})).toBe(6 * 60 + 60);
  expect(range({ metric: stat(300), evaluationPeriods: 3 })).toBe(5 * 300 + 60);
  expect(range({ metric: stat(86_400), evaluationPeriods: 2 })).toBe(4 * 86_400 + 7200);
  expect(range({ metric: stat(3600), evaluationWindow: { kind: "wall-clock", timezone: "UTC" } })).toBe(2 * 3600 + 60);
  expect(range({ queries: [measured("m1", stat(900)), expression("e1", "m1", true)] })).toBe(3 * 900 + 60);
  expect(range({ metric: { ...stat(60), period: undefined } })).toBe(0);
  expect(longestRange([alarm(), alarm({ metric: stat(300) })])).toBe(3 * 300 + 60);
});

test("after the longest range a datapoint no longer affects an alarm", () => {
  const one = fc.record({
    evaluationPeriods: fc.integer({ min: 1, max: 4 }),
    period: fc.constantFrom(60, 300, 3600, 86_400),
    isWallClock: fc.boolean(),
  });
  fc.assert(
    fc.property(one, fc.integer({ min: 0, max: 59 }), ({ evaluationPeriods, period, isWallClock }, minute) => {
      const subject = alarm({
        evaluationPeriods,
        datapointsToAlarm: 1,
        metric: stat(period),
        treatMissingData: "notBreaching",
        evaluationWindow: isWallClock ? { kind: "wall-clock", timezone: "+05:30" } : { kind: "sliding" },
      });
      const minutes = minute + Math.ceil(longestRange([subject]) / 60);
      const { state } = simulateMetricAlarm(subject, input(series({ [minute]: 9 }), { from: minutes - 70, minutes }));
      expect(state).toBe("OK");
    }),
    { numRuns: 60 },
  );
});

test.each([
  ["enough real datapoints", "breaching", { "-3": 0, "-2": 0, "-1": 0, 0: 7, 1: 7 }, [false, false]],
  ["one real datapoint of the two that it needs", "breaching", { "-3": 0, "-2": 0, "-1": 0, 0: 7 }, [false, true]],
  ["none that breaches", "breaching", { "-3": 0, "-2": 0, "-1": 0 }, [false, true]],
  ["one that is old enough, and missing ones", "missing", { 0: 7 }, [true]],
] as const)("whether ALARM rests on missing datapoints: %s", (_, treatMissingData, values, expected) => {
  const subject = alarm({ evaluationPeriods: 3, datapointsToAlarm: 2, treatMissingData });
  for (const simulate of [simulateMetricAlarm, simulateByTheBook]) {
    const { transitions } = simulate(subject, input(series(values), { minutes: 20 }));
    const upToAlarm = transitions.slice(0, transitions.findIndex(({ to }) => to === "ALARM") + 1);
    expect(upToAlarm.map(({ restsOnMissing }) => restsOnMissing)).toEqual(expected);
  }
});
