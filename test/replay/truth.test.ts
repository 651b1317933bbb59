import { type MetricKey, replay, type ReplayResult, type Series } from "sightline/replay";
import type { MetricAlarm, MetricQuery, MetricTransformation, Template } from "sightline/replay";
import { template, type TemplateParts } from "../terraform/template";

// What AWS's documentation and measurements of the service say, row by row, through the public API.

const MINUTE = 60_000;
const minutes = (many: number) => many * MINUTE;
const key = (name: string): MetricKey => ({ namespace: "App", name, dimensions: {} });

/** One sample in each of these minutes. */
function samples(name: string, points: readonly (readonly [minute: number, value: number])[]): Series {
  const values = Float64Array.from(points, ([, value]) => value);
  return {
    metric: key(name),
    resolution: 60,
    minutes: Float64Array.from(points, ([minute]) => minute),
    count: new Float64Array(points.length).fill(1),
    sum: values,
    min: values,
    max: values,
    values: undefined,
    early: undefined,
    given: undefined,
  };
}

/** Replays datapoints, without logs, on a clock in minutes. */
function evaluated(parts: TemplateParts, given: readonly Series[], from: number, to: number): Promise<ReplayResult> {
  return replay(template(parts), [], { given, from: from * MINUTE, to: to * MINUTE });
}

const stat = (name: string, period: number, statistic = "Sum") => ({
  namespace: "App",
  name,
  dimensions: {},
  period,
  statistic,
  unit: undefined,
});

async function run(alarm: Partial<MetricAlarm>, given: readonly Series[], from: number, to: number) {
  const { alarms } = await evaluated({ metricAlarms: [{ name: "a", ...alarm }] }, given, from, to);
  const [only] = alarms;
  if (only === undefined) throw new Error("no alarm");
  if (!only.evaluated) throw new Error(only.whyNot?.kind);
  return only;
}

describe("missing data, with periods of five minutes", () => {
  // Of the five periods of the evaluation range: X breaches, 0 does not, - is missing.
  const rows: [string, number, number, string, string, string, string, string][] = [
    ["M01", 3, 3, "0-X-X", "OK", "OK", "OK", "OK"],
    ["3/3, only the oldest, which does not breach", 3, 3, "0----", "OK", "OK", "OK", "OK"],
    ["M03", 3, 3, "-----", "INSUFFICIENT_DATA", "retain", "ALARM", "OK"],
    ["M04", 3, 3, "0XX-X", "ALARM", "ALARM", "ALARM", "ALARM"],
    ["3/3, premature", 3, 3, "--X--", "ALARM", "retain", "ALARM", "OK"],
    ["M06", 3, 2, "0-X-X", "ALARM", "ALARM", "ALARM", "ALARM"],
    ["M07", 3, 2, "00X0X", "ALARM", "ALARM", "ALARM", "ALARM"],
    ["3/2, one missing of three", 3, 2, "0-X--", "OK", "OK", "ALARM", "OK"],
    ["M09", 3, 2, "----0", "OK", "OK", "ALARM", "OK"],
    ["3/2, premature", 3, 2, "---X-", "ALARM", "retain", "ALARM", "OK"],
    ["M11", 3, 3, "----X", "INSUFFICIENT_DATA", "retain", "ALARM", "OK"],
    ["M12", 3, 2, "----X", "INSUFFICIENT_DATA", "retain", "ALARM", "OK"],
    ["M13", 3, 3, "X----", "ALARM", "retain", "ALARM", "OK"],
    ["M14", 3, 3, "---X-", "INSUFFICIENT_DATA", "retain", "ALARM", "OK"],
    ["M15", 3, 3, "--X-0", "OK", "OK", "OK", "OK"],
  ];
  const modes = ["missing", "ignore", "breaching", "notBreaching"] as const;
  const cases = rows.flatMap(([name, n, m, points, ...states]) =>
    modes.map((mode, at) => [name, `${m} of ${n}`, points, mode, states[at], n, m] as const),
  );
  const at = 1_000_000;

  test.each(cases)("%s, %s, %s, %s: %s", async (_name, _of, points, mode, state, n, m) => {
    const series = samples(
      "a",
      Array.from(points).flatMap((point, index) =>
        point === "-" ? [] : [[at - 25 + index * 5, point === "X" ? 2 : 0] as const],
      ),
    );
    // Evaluated once, at the end of the last period.
    const alarm = await run(
      { metric: stat("a", 300), evaluationPeriods: n, datapointsToAlarm: m, treatMissingData: mode },
      [series],
      at,
      at,
    );
    expect(alarm.state).toBe(state === "retain" ? "INSUFFICIENT_DATA" : state);
  });

  test.each(["ALARM", "OK"] as const)("ignore retains %s, too", async (state) => {
    const before = [0, 5, 10].map((minute) => [at + minute, state === "ALARM" ? 2 : 0] as const);
    const alarm = await run(
      { metric: stat("a", 300), evaluationPeriods: 3, datapointsToAlarm: 3, treatMissingData: "ignore" },
      [samples("a", before)],
      at + 15,
      at + 100,
    );
    expect(alarm.transitions.map(({ to }) => to)).toEqual([state]);
  });
});

describe("which window is evaluated when", () => {
  const each = (to: number) =>
    samples(
      "a",
      Array.from({ length: to }, (_, minute) => [minute, 10 ** minute]),
    );

  test("W01, W02: windows slide by a minute", async () => {
    const { chart } = await run({ metric: stat("a", 300), threshold: 1e9 }, [each(7)], 5, 6);
    expect(chart?.points).toEqual([
      { at: minutes(5), value: 11_111 },
      { at: minutes(6), value: 111_110 },
    ]);
  });

  test.each([
    [15, "00 05 10"],
    [16, "01 06 11"],
  ])("W03, W04: evaluated at 12:%d, the datapoints of 12:%s", async (minute, points) => {
    const noon = Date.parse("2026-11-21T12:00:00Z") / MINUTE;
    const series = samples(
      "a",
      Array.from({ length: 30 }, (_, at) => [noon - 5 + at, 1]),
    );
    const alarm = await run(
      { metric: stat("a", 300), evaluationPeriods: 3, threshold: 5 },
      [series],
      noon + minute,
      noon + minute,
    );
    const named = [...(alarm.transitions[0]?.reason ?? "").matchAll(/21\/11\/26 12:(\d\d):00/g)].map(([, at]) => at);
    expect(named.sort().join(" ")).toBe(points);
  });

  test("W06: four of five periods of a minute look at the last five minutes", async () => {
    const series = samples(
      "a",
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((minute) => [minute, minute >= 4 && minute < 8 ? 2 : 0]),
    );
    const alarm = await run({ metric: stat("a", 60), evaluationPeriods: 5, datapointsToAlarm: 4 }, [series], 1, 10);
    expect(alarm.transitions.map(({ at, to }) => [at, to])).toEqual([
      [minutes(1), "OK"],
      [minutes(8), "ALARM"],
      [minutes(10), "OK"],
    ]);
  });

  test("W07: three of three periods of ten minutes look at the last half hour", async () => {
    const series = samples(
      "a",
      Array.from({ length: 60 }, (_, minute) => [minute, minute >= 30 ? 1 : 0]),
    );
    const alarm = await run({ metric: stat("a", 600, "Minimum"), evaluationPeriods: 3 }, [series], 30, 60);
    expect(alarm.transitions.map(({ at, to }) => [at, to])).toEqual([
      [minutes(30), "OK"],
      [minutes(60), "ALARM"],
    ]);
  });

  test("W08, W10: an alarm over more than a day is evaluated once an hour, with data up to the full hour", async () => {
    const day = Date.parse("2026-11-20T00:00:00Z") / MINUTE;
    const broken = [day + 34 * 60 + 2, day + 35 * 60 + 43] as const;
    const series = samples(
      "a",
      Array.from({ length: 40 * 60 }, (_, minute) => [
        day + minute,
        day + minute >= broken[0] && day + minute < broken[1] ? 1 : 0,
      ]),
    );
    const alarm = await run(
      { metric: stat("a", 3600, "Maximum"), evaluationPeriods: 25, datapointsToAlarm: 1 },
      [series],
      day + 33 * 60,
      day + 39 * 60,
    );
    // The failure of 10:02 is seen at 11:03, with the data up to 11:00: at 10:03 it was not in the data up to 10:00.
    expect(alarm.transitions.map(({ at, to }) => [at, to])).toEqual([
      [minutes(day + 33 * 60), "OK"],
      [minutes(day + 35 * 60 + 3), "ALARM"],
    ]);
  });
});

describe("percentiles with few samples", () => {
  test.each([
    ["L01", "p99", 999, false],
    ["L02", "p99", 1000, true],
    ["L03", "p90", 99, false],
    ["L03", "p90", 100, true],
    ["L04", "p50", 19, false],
    ["L04", "p50", 20, true],
    ["L05", "p10", 99, false],
    ["L05", "p10", 100, true],
  ] as const)("%s: %s of %d samples is evaluated: %s", async (_, statistic, count, isEvaluated) => {
    const values = { values: Float64Array.of(5), counts: Float64Array.of(count) };
    const one = samples("a", [[0, 5]]);
    const series = { ...one, count: Float64Array.of(count), sum: Float64Array.of(5 * count), values: [values] };
    const alarm = (evaluateLowSampleCountPercentile: "ignore" | "evaluate") =>
      run({ metric: stat("a", 60, statistic), evaluateLowSampleCountPercentile }, [series], 1, 1);
    expect((await alarm("ignore")).state).toBe(isEvaluated ? "ALARM" : "INSUFFICIENT_DATA");
    expect((await alarm("evaluate")).state).toBe("ALARM");
  });
});

describe("metric math", () => {
  type Points = readonly (number | null)[];
  const query = (id: string, rest: Partial<MetricQuery>): MetricQuery => ({
    id,
    expression: undefined,
    metric: undefined,
    period: undefined,
    label: undefined,
    returnData: false,
    accountId: undefined,
    ...rest,
  });

  /** The newest datapoint of an expression, minute by minute. */
  async function along(expression: string, inputs: Readonly<Record<string, Points>>, start = 0): Promise<Points> {
    const length = Math.max(...Object.values(inputs).map((points) => points.length));
    const given = Object.entries(inputs).map(([name, points]) =>
      samples(
        name,
        points.flatMap((value, minute) => (value === null ? [] : [[start + minute, value] as const])),
      ),
    );
    const queries = [
      ...Object.keys(inputs).map((name) => query(name, { metric: stat(name, 60) })),
      query("e1", { expression, returnData: true }),
    ];
    const { chart } = await run({ metric: undefined, queries, threshold: 1e9 }, given, start + 1, start + length);
    return Array.from({ length }, (_, minute) => {
      const known = chart?.points.filter(({ at }) => at <= minutes(start + minute + 1)).at(-1);
      return known?.value ?? null;
    });
  }

  const pair = { metric1: [30, 20, 0, 0], metric2: [20, null, 20, null] };
  const three = { metric1: [1, 1, 0, 0, null], metric2: [30, null, 0, 0, 30], metric3: [0, 0, 20, null, 20] };
  const latency = { metric1: [399, 400, 500, null] };

  test.each([
    ["E01", "metric1 < metric2", pair, [0, 0, 1, 0]],
    ["E02", "metric1 >= 30", pair, [1, 0, 0, 0]],
    ["E03", "metric1 > 15 AND metric2 > 15", pair, [1, 0, 0, 0]],
    ["E04", "IF(metric1, metric2, metric3)", three, [30, 0, 20, 0, null]],
    ["E06", "IF(metric1, metric2, 5)", three, [30, 0, 5, 5, null]],
    ["E07", "IF(metric1<400, metric1)", latency, [399, null, null, null]],
    ["E08", "IF(metric1<400, 10, 2)", latency, [10, 2, 2, null]],
    ["E09", "IF(metric1>metric2, 1, 0)", { metric1: [1, 3], metric2: [2, 2] }, [0, 1]],
    ["a division by zero", "metric1 / metric2", { metric1: [6, 6], metric2: [2, 0] }, [3, null]],
    ["a missing operand counts as 0", "metric1 + metric2", { metric1: [6, 6], metric2: [2, null] }, [8, 6]],
  ] as const)("%s: %s", async (_, expression, inputs, result) => {
    expect(await along(expression, inputs)).toEqual(result);
  });

  test("E10, E11: the day of the week, and the month, in UTC", async () => {
    const friday = Date.parse("2026-11-20T23:58:00Z") / MINUTE;
    expect(await along("IF(DAY(m1)<6, m1)", { m1: [1, 1, 1] }, friday)).toEqual([1, 1, null]);
    const march = Date.parse("2026-03-31T23:59:00Z") / MINUTE;
    expect(await along("IF(MONTH(m1) == 4, m1)", { m1: [1, 1] }, march)).toEqual([null, 1]);
  });
});

describe("composite alarms", () => {
  // A child is in ALARM or OK throughout.
  async function isAlarm(rule: string, children: Readonly<Record<string, boolean>>): Promise<boolean> {
    const names = Object.keys(children);
    const { alarms } = await evaluated(
      {
        metricAlarms: names.map((name) => ({ name, metric: stat(name, 60) })),
        compositeAlarms: [{ name: "composite", rule }],
      },
      names.map((name) => samples(name, [[0, children[name] === true ? 1 : 0]])),
      1,
      1,
    );
    const composite = alarms.find(({ name }) => name === "composite");
    if (composite?.evaluated !== true) throw new Error(composite?.whyNot?.kind);
    return composite.state === "ALARM";
  }

  const servers = (...inAlarm: boolean[]) => Object.fromEntries(inAlarm.map((each, at) => [`Web${at + 1}`, each]));
  const all = "(Web1, Web2, Web3, Web4)";

  test.each([
    ["R01", "ALARM(CPU) AND ALARM(Disk)", { CPU: true, Disk: true }, true],
    ["R01", "ALARM(CPU) AND ALARM(Disk)", { CPU: true, Disk: false }, false],
    ["R02", "ALARM(CPU) AND NOT ALARM(Deploying)", { CPU: true, Deploying: false }, true],
    ["R02", "ALARM(CPU) AND NOT ALARM(Deploying)", { CPU: true, Deploying: true }, false],
    ["R03", "(ALARM(CPU) OR ALARM(Disk)) AND OK(Net)", { CPU: false, Disk: true, Net: false }, true],
    ["R03", "(ALARM(CPU) OR ALARM(Disk)) AND OK(Net)", { CPU: true, Disk: true, Net: true }, false],
    ["R04", `AT_LEAST(2, ALARM, ${all})`, servers(true, false, true, false), true],
    ["R04", `AT_LEAST(2, ALARM, ${all})`, servers(true, false, false, false), false],
    ["R05", `AT_LEAST(50%, OK, ${all})`, servers(true, false, true, false), true],
    ["R05", `AT_LEAST(50%, OK, ${all})`, servers(true, false, true, true), false],
    [
      "R06",
      `AT_LEAST(2, ALARM, ${all}) AND NOT ALARM(Deploying)`,
      { ...servers(true, true, false, false), Deploying: true },
      false,
    ],
    ["R07", "TRUE", { CPU: false }, true],
    ["R07", "FALSE", { CPU: true }, false],
  ])("%s: %s with %j: %s", async (_, rule, children, result) => {
    expect(await isAlarm(rule, children)).toBe(result);
  });
});

describe("suppressors with a wait of 2 and an extension of 3 minutes", () => {
  const topic = "arn:aws:sns:eu-central-1:111122223333:page";

  /** When actions of the composite ran, and in which state; `child` and `deploying` are in ALARM in these minutes. */
  async function ran(child: readonly number[], deploying: readonly number[], wait = 120): Promise<string[]> {
    const on = (name: string, minutes: readonly number[]) =>
      samples(
        name,
        Array.from({ length: 20 }, (_, minute) => [minute, minutes.includes(minute + 1) ? 1 : 0]),
      );
    const { alarms } = await evaluated(
      {
        topics: [{ name: "page" }],
        metricAlarms: ["child", "deploying"].map((name) => ({ name, metric: stat(name, 60) })),
        compositeAlarms: [
          {
            name: "composite",
            rule: "ALARM(child)",
            alarmActions: [topic],
            okActions: [topic],
            actionsSuppressor: { alarm: "deploying", waitPeriod: wait, extensionPeriod: 180 },
          },
        ],
      },
      [on("child", child), on("deploying", deploying)],
      1,
      20,
    );
    const { notified = [] } = alarms.find(({ name }) => name === "composite") ?? {};
    return notified.filter(({ held }) => held === null).map(({ at, state }) => `${at / MINUTE} ${state}`);
  }
  const from = (minute: number, to = 20) => Array.from({ length: to - minute + 1 }, (_, at) => minute + at);

  test("S01: if the suppressor is not in ALARM, actions run after the wait", async () => {
    expect(await ran(from(6), [])).toEqual(["3 OK", "8 ALARM"]);
  });

  test("S02: a suppressor that goes to ALARM during the wait suppresses", async () => {
    expect(await ran(from(6), from(7))).toEqual(["3 OK"]);
  });

  test("S04: a suppressor that is in ALARM already suppresses at once", async () => {
    expect(await ran(from(6), from(4))).toEqual(["3 OK"]);
  });

  test("S06: a change during the extension begins a new wait", async () => {
    expect(await ran(from(4, 9), from(3, 7))).toEqual(["12 OK"]);
  });

  test("S07: a suppressor that goes to ALARM during a longer wait suppresses", async () => {
    expect(await ran(from(2), from(4), 360)).toEqual([]);
  });

  test("S08: if the child recovers during the extension, the ALARM action never runs", async () => {
    expect(await ran(from(2, 6), from(2, 5))).toEqual(["9 OK"]);
  });
});

describe("alarm mute rules", () => {
  test.each([
    ["U01", "0 2 * * SUN", "PT4H", "2026-11-22T02:00", "2026-11-22T06:00"],
    ["U02", "0 1 1 * *", "PT6H", "2026-12-01T01:00", "2026-12-01T07:00"],
    ["U03", "0 18 * * FRI", "P2DT12H", "2026-11-20T18:00", "2026-11-23T06:00"],
    ["U04", "0 23 * * *", "PT2H", "2026-11-21T23:00", "2026-11-22T01:00"],
    ["U05", "at(2024-05-10T14:00)", "PT4H", "2024-05-10T14:00", "2024-05-10T18:00"],
    ["U06", "at(2024-12-23T00:00)", "P7D", "2024-12-23T00:00", "2024-12-30T00:00"],
  ])("%s: %s for %s mutes from %s to %s", async (_, expression, duration, start, end) => {
    const topic = "arn:aws:sns:eu-central-1:111122223333:page";
    /** Whether an alarm that fires at this minute is muted then. */
    const isMuted = async (minute: number): Promise<boolean> => {
      const { alarms } = await evaluated(
        {
          topics: [{ name: "page" }],
          metricAlarms: [{ name: "a", metric: stat("a", 60), treatMissingData: "notBreaching", alarmActions: [topic] }],
          muteRules: [{ name: "m", expression, duration, alarmNames: ["a"] }],
        },
        [samples("a", [[minute - 1, 1]])],
        minute - 1,
        minute,
      );
      return alarms[0]?.notified.at(-1)?.held?.kind === "muted";
    };
    const first = Date.parse(`${start}:00Z`) / MINUTE;
    const last = Date.parse(`${end}:00Z`) / MINUTE;
    expect([await isMuted(first - 1), await isMuted(first), await isMuted(last - 1), await isMuted(last)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe("what metric filters publish", () => {
  async function metrics(
    pattern: string,
    transformation: Partial<MetricTransformation>,
    events: readonly [number, string][],
  ) {
    const stack: Template = template({
      logGroups: [{ name: "/app" }],
      metricFilters: [
        {
          pattern,
          transformation: {
            namespace: "App",
            name: "m",
            value: "1",
            defaultValue: undefined,
            dimensions: {},
            unit: "None",
            ...transformation,
          },
        },
      ],
    });
    const records = events.map(([seconds, text], at) => ({
      text,
      at: seconds * 1000,
      logGroup: undefined,
      source: "log",
      line: at + 1,
    }));
    const result = await replay(stack, [{ records, problems: [] }]);
    return result.metrics.flatMap(({ dimensions, points }) =>
      points.map(({ at, sum, count, min, max }) => [at / MINUTE, sum, count, min, max, dimensions] as const),
    );
  }
  const errors = { value: "3", defaultValue: 7 };
  const value = { value: "$.value", defaultValue: 7 };
  const on = "{ $.on IS TRUE }";

  test.each([
    [
      "P01: two matches and another event in one minute",
      "ERROR",
      errors,
      [
        [0, "ERROR"],
        [1, "INFO"],
        [2, "ERROR"],
      ],
      [[0, 13, 3, 3, 7, {}]],
    ],
    [
      "P02: a match, then another event in the same minute",
      "ERROR",
      errors,
      [
        [0, "ERROR"],
        [1, "INFO"],
      ],
      [[0, 10, 2, 3, 7, {}]],
    ],
    [
      "P03: another event, then a match in the same minute",
      "ERROR",
      errors,
      [
        [0, "INFO"],
        [1, "ERROR"],
      ],
      [[0, 10, 2, 3, 7, {}]],
    ],
    [
      "P05: a match in one minute, another event in a later one",
      "ERROR",
      errors,
      [
        [0, "ERROR"],
        [180, "INFO"],
      ],
      [
        [0, 3, 1, 3, 3, {}],
        [3, 7, 1, 7, 7, {}],
      ],
    ],
    [
      "P07: events out of order",
      "ERROR",
      {},
      [
        [600, "ERROR"],
        [60, "ERROR"],
      ],
      [
        [1, 1, 1, 1, 1, {}],
        [10, 1, 1, 1, 1, {}],
      ],
    ],
    ["P09: a missing value publishes the default value", on, value, [[0, '{"on":true}']], [[0, 7, 1, 7, 7, {}]]],
    ["P10: null publishes the default value", on, value, [[0, '{"on":true,"value":null}']], [[0, 7, 1, 7, 7, {}]]],
    [
      "P11: a missing value or null without a default value publishes nothing",
      on,
      { value: "$.value" },
      [
        [0, '{"on":true}'],
        [1, '{"on":true,"value":null}'],
      ],
      [],
    ],
    ["P12: text as the value publishes nothing", on, { value: "$.value" }, [[0, '{"on":true,"value":"abc"}']], []],
    [
      "P13: the value is a number of the event",
      on,
      { value: "$.value" },
      [[0, '{"on":true,"value":3}']],
      [[0, 3, 1, 3, 3, {}]],
    ],
    [
      "P14: dimensions from fields of the event",
      on,
      { dimensions: { A: "$.a", B: "$.b" } },
      [[0, '{"on":true,"a":"x","b":"y"}']],
      [[0, 1, 1, 1, 1, { A: "x", B: "y" }]],
    ],
    [
      "without one of the dimensions, none is published",
      on,
      { dimensions: { A: "$.a", B: "$.b" } },
      [[0, '{"on":true,"a":"x"}']],
      [[0, 1, 1, 1, 1, {}]],
    ],
    [
      "P22: 0 as the default value",
      "ERROR",
      { defaultValue: 0 },
      [
        [0, "ERROR"],
        [1, "ERROR"],
        [60, "x"],
        [61, "x"],
      ],
      [
        [0, 2, 2, 1, 1, {}],
        [1, 0, 2, 0, 0, {}],
      ],
    ],
  ] as [string, string, Partial<MetricTransformation>, [number, string][], unknown[]][])(
    "%s",
    async (_, pattern, transformation, events, points) => {
      expect(await metrics(pattern, transformation, events)).toEqual(points);
    },
  );
});
