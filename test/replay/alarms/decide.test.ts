import fc from "fast-check";
import { decide, type Datapoint } from "../../../lib/replay/alarms/decide";
import { simulateByTheBook, simulateMetricAlarm } from "../../../lib/replay/alarms/simulate";
import type { AlarmState } from "../../../lib/aws";
import type { TreatMissingData } from "../../../lib/aws";
import { alarm, input, series, stat } from "./alarm";

const KEPT = "kept";
type Expected = AlarmState | typeof KEPT;
const SETTINGS: readonly TreatMissingData[] = ["missing", "ignore", "breaching", "notBreaching"];

/**
 * Evaluation range, the newest datapoint last: `0` fine, `X` breaching, `-` missing; three evaluation periods of 300 s. From AWS's
 * page on missing data, its tables first, then its text and its earlier editions.
 */
const rows: readonly [of: 2 | 3, range: string, ...expected: [Expected, Expected, Expected, Expected]][] = [
  [3, "0 - X - X", "OK", "OK", "OK", "OK"],
  [3, "0 - - - -", "OK", "OK", "OK", "OK"],
  [3, "- - - - -", "INSUFFICIENT_DATA", KEPT, "ALARM", "OK"],
  [3, "0 X X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
  [3, "- - X - -", "ALARM", KEPT, "ALARM", "OK"],
  [2, "0 - X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
  [2, "0 0 X 0 X", "ALARM", "ALARM", "ALARM", "ALARM"],
  [2, "0 - X - -", "OK", "OK", "ALARM", "OK"],
  [2, "- - - - 0", "OK", "OK", "ALARM", "OK"],
  [2, "- - - X -", "ALARM", KEPT, "ALARM", "OK"],
  [3, "- - - - X", "INSUFFICIENT_DATA", KEPT, "ALARM", "OK"],
  [2, "- - - - X", "INSUFFICIENT_DATA", KEPT, "ALARM", "OK"],
  [3, "X - - - -", "ALARM", KEPT, "ALARM", "OK"],
  [3, "- - - X -", "INSUFFICIENT_DATA", KEPT, "ALARM", "OK"],
  [3, "- - X - 0", "OK", "OK", "OK", "OK"],
  // The next evaluation of the second row, of which AWS says what `breaching` does.
  [3, "- - - - -", "INSUFFICIENT_DATA", KEPT, "ALARM", "OK"],
];
const cases = rows.flatMap(([of, range, ...expected]) =>
  SETTINGS.map((setting, i) => [of, range, setting, expected[i] ?? KEPT] as const),
);

const SAYS: Readonly<Record<string, Datapoint>> = { "0": "ok", X: "breaching", "-": "missing" };

describe("AWS's tables of missing data", () => {
  test.each(cases)("%d of 3, %s, %s: %s", (datapointsToAlarm, range, treatMissingData, expected) => {
    const points = range.split(" ").map((mark) => SAYS[mark]!);
    for (const state of ["OK", "ALARM", "INSUFFICIENT_DATA"] as const) {
      const rule = { evaluationPeriods: 3, datapointsToAlarm, treatMissingData };
      expect(decide(points, rule, state)).toBe(expected === KEPT ? state : expected);
    }
  });

  test.each(cases)("in an alarm: %d of 3, %s, %s: %s", (datapointsToAlarm, range, treatMissingData, expected) => {
    // The evaluation at minute 0 looks back on five periods of five minutes.
    const samples = range.split(" ").flatMap((mark, i): [number, number][] => {
      return mark === "-" ? [] : [[-25 + 5 * i + (i % 4), mark === "X" ? 9 : 1]];
    });
    const subject = alarm({ evaluationPeriods: 3, datapointsToAlarm, treatMissingData, metric: stat(300) });
    const clock = input(series(Object.fromEntries(samples)), { minutes: 0 });
    for (const simulate of [simulateMetricAlarm, simulateByTheBook]) {
      expect(simulate(subject, clock).state).toBe(expected === KEPT ? "INSUFFICIENT_DATA" : expected);
    }
  });
});

test("ignore keeps the state that an alarm had", () => {
  const subject = alarm({ treatMissingData: "ignore" });
  const { state, transitions } = simulateMetricAlarm(subject, input(series({ 3: 9 }), { minutes: 500 }));
  expect(transitions.map(({ to }) => to)).toEqual(["ALARM"]);
  expect(state).toBe("ALARM");
});

const datapoints = fc.array(fc.constantFrom<Datapoint>("ok", "breaching", "missing"), { minLength: 1, maxLength: 12 });
const rule = fc.integer({ min: 1, max: 6 }).chain((evaluationPeriods) =>
  fc.record({
    evaluationPeriods: fc.constant(evaluationPeriods),
    datapointsToAlarm: fc.integer({ min: 1, max: evaluationPeriods }),
    treatMissingData: fc.constantFrom(...SETTINGS),
  }),
);
const state = fc.constantFrom<AlarmState>("OK", "ALARM", "INSUFFICIENT_DATA");

test("the treatment of missing data does not matter if there are enough datapoints", () => {
  fc.assert(
    fc.property(datapoints, rule, state, (points, one, before) => {
      fc.pre(points.filter((point) => point !== "missing").length >= one.evaluationPeriods);
      const all = SETTINGS.map((treatMissingData) => decide(points, { ...one, treatMissingData }, before));
      expect(new Set(all).size).toBe(1);
      const newest = points.filter((point) => point !== "missing").slice(-one.evaluationPeriods);
      const breaching = newest.filter((point) => point === "breaching").length;
      expect(all[0]).toBe(breaching >= one.datapointsToAlarm ? "ALARM" : "OK");
    }),
  );
});

test("notBreaching never alarms without enough breaching datapoints; breaching alarms whenever another setting does", () => {
  fc.assert(
    fc.property(datapoints, rule, state, (points, one, before) => {
      const breaching = points.filter((point) => point === "breaching").length;
      const good = decide(points, { ...one, treatMissingData: "notBreaching" }, before);
      if (good === "ALARM") expect(breaching).toBeGreaterThanOrEqual(one.datapointsToAlarm);
      const bad = decide(points, { ...one, treatMissingData: "breaching" }, before);
      const others = (["missing", "ignore", "notBreaching"] as const).map((treatMissingData) =>
        decide(points, { ...one, treatMissingData }, "OK"),
      );
      if (others.includes("ALARM")) expect(bad).toBe("ALARM");
    }),
  );
});

test("a second decision over the same datapoints gives the same state; only ignore depends on the state before", () => {
  fc.assert(
    fc.property(datapoints, rule, state, (points, one, before) => {
      const once = decide(points, one, before);
      expect(decide(points, one, once)).toBe(once);
      if (one.treatMissingData !== "ignore") expect(decide(points, one, "OK")).toBe(once);
    }),
  );
});

test("only `missing` gives INSUFFICIENT_DATA, and only if no datapoint is OK", () => {
  fc.assert(
    fc.property(datapoints, rule, (points, one) => {
      if (decide(points, one, "OK") !== "INSUFFICIENT_DATA") return;
      expect(one.treatMissingData).toBe("missing");
      expect(points).not.toContain("ok");
    }),
  );
});
