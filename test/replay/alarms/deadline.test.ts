import fc from "fast-check";
import { type Deadline, deadlineAlarm, deadlineFaults, deadlineGrace, timeZone, weekdays } from "../../../lib/aws";
import { zoneOffsets } from "../../../lib/aws/zone-changes";
import { simulateMetricAlarm } from "../../../lib/replay/alarms/simulate";
import type { MetricAlarm } from "../../../lib/terraform/template";
import { alarm, ERRORS, expression, input, measured, series, SEVEN, stat } from "./alarm";

// What an alarm for a deadline does, evaluated as CloudWatch evaluates metric math: over nights in which clocks change, too.

const DAY = 86_400;

function alarmFor(deadline: Deadline): MetricAlarm {
  const { datapoints, expressions, periods } = deadlineAlarm(deadline);
  return alarm({
    queries: [
      measured("happened", stat(60)),
      ...expressions.map((each) => expression(each.id, each.expression, each.id === "missed")),
    ],
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    evaluationPeriods: periods,
    datapointsToAlarm: datapoints,
    treatMissingData: "breaching",
  });
}

/** The changes of the alarm's state between two instants, in ISO 8601, with something that happened at some instants. */
function changes(deadline: Deadline, from: number, to: number, happened: readonly number[] = [], delay = 0): string[] {
  const minutes: Record<number, { seconds: Record<number, readonly number[]> }> = {};
  for (const at of happened) minutes[Math.floor(at / 60) - SEVEN] = { seconds: { [((at % 60) + 60) % 60]: [1] } };
  const known = Object.keys(minutes).length > 0 ? series(minutes, delay) : undefined;
  const clock = { from: Math.floor(from / 60) - SEVEN, minutes: Math.floor(to / 60) - SEVEN, delay };
  const simulated = simulateMetricAlarm(
    alarmFor(deadline),
    known === undefined ? input([], { ...clock, isKnown: ({ name }) => name === ERRORS.name }) : input(known, clock),
  );
  expect(simulated.whyNot).toBeUndefined();
  return simulated.transitions.map(({ at, to }) => `${new Date(at).toISOString().slice(0, 16)} ${to}`);
}

const utc = (text: string): number => Date.parse(`${text}Z`) / 1000;
const berlin: Deadline = { by: "04:00", from: "22:00", timezone: "Europe/Berlin" };

test("a deadline that is missed fires five minutes after it, every day, and is over six hours later", () => {
  expect(changes(berlin, utc("2026-11-30T12:00"), utc("2026-12-02T12:00"))).toEqual([
    "2026-11-30T12:00 OK",
    "2026-12-01T03:05 ALARM",
    "2026-12-01T09:06 OK",
    "2026-12-02T03:05 ALARM",
    "2026-12-02T09:06 OK",
  ]);
});

test("what happens at any second between `from` and `by` meets the deadline; a second before or after does not", () => {
  const night = (at: string): string[] =>
    changes(berlin, utc("2026-11-30T12:00"), utc("2026-12-01T12:00"), [utc(at)]).slice(1);
  const missed = ["2026-12-01T03:05 ALARM", "2026-12-01T09:06 OK"];
  expect(night("2026-11-30T20:59:59")).toEqual(missed);
  expect(night("2026-11-30T21:00:00")).toEqual([]);
  expect(night("2026-12-01T02:59:59")).toEqual([]);
  expect(night("2026-12-01T03:00:00")).toEqual(missed);
});

test("what is logged at the last moment may take four minutes to become a metric", () => {
  const last = [utc("2026-12-01T02:59:30")];
  const night = (delay: number) => changes(berlin, utc("2026-11-30T12:00"), utc("2026-12-01T12:00"), last, delay);
  expect(night(0)).toEqual(["2026-11-30T12:00 OK"]);
  expect(night(240)).toEqual(["2026-11-30T12:00 OK"]);
});

test.each([
  ["clocks are set forward", "2027-03-27T12:00", "2027-03-28T02:05", "2027-03-27T21:00", "2027-03-28T01:59"],
  ["clocks are set back", "2027-10-30T12:00", "2027-10-31T03:05", "2027-10-30T20:00", "2027-10-31T02:59"],
])("where %s, the night is shorter or longer, and the deadline is at its local time", (_, noon, fires, first, last) => {
  const night = (...happened: string[]): string[] =>
    changes(berlin, utc(noon), utc(noon) + 30 * 3600, happened.map(utc)).filter((change) => change.endsWith("ALARM"));
  expect(night()).toEqual([`${fires} ALARM`]);
  expect(night(first)).toEqual([]);
  expect(night(last)).toEqual([]);
});

test("only the days that are named have a deadline: those of `by`", () => {
  // 27 November 2026 is a Friday.
  const deadline = { ...berlin, days: ["FRI", "MON"] as const };
  const alarms = changes(deadline, utc("2026-11-26T12:00"), utc("2026-12-01T12:00")).filter((each) =>
    each.includes("ALARM"),
  );
  expect(alarms).toEqual(["2026-11-27T03:05 ALARM", "2026-11-30T03:05 ALARM"]);
  const late: Deadline = { by: "23:58", timezone: "UTC", days: ["FRI"] };
  const lates = changes(late, utc("2026-11-26T12:00"), utc("2026-11-30T12:00")).filter((each) =>
    each.includes("ALARM"),
  );
  expect(lates).toEqual(["2026-11-28T00:03 ALARM"]);
});

const zones = Intl.supportedValuesOf("timeZone");
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);

test("in any zone, on any day, also when clocks change, a missed deadline fires once, at its local time", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      clock,
      clock,
      fc.nat({ max: 40 }),
      fc.integer({ min: -2, max: 2 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (timezone, by, from, which, days, share) => {
        const deadline = { by, from, timezone };
        fc.pre(deadlineFaults(deadline).length === 0);
        const { changes: all } = zoneOffsets(timezone);
        const change = all[which % Math.max(1, all.length)]?.at ?? utc("2026-06-01T00:00");
        const zone = timeZone(timezone);
        const local = new Date((change + days * DAY + zone.offsetAt(change * 1000) / 1000) * 1000);
        const [hour = 0, minute = 0] = by.split(":").map(Number);
        const date = { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
        const instant = zone.instantOf({ ...date, hour, minute });
        const [fromHour = 0, fromMinute = 0] = from.split(":").map(Number);
        const dayBefore = fromHour * 60 + fromMinute >= hour * 60 + minute ? 1 : 0;
        const began = new Date(Date.UTC(date.year, date.month - 1, date.day - dayBefore));
        const start = zone.instantOf({
          year: began.getUTCFullYear(),
          month: began.getUTCMonth() + 1,
          day: began.getUTCDate(),
          hour: fromHour,
          minute: fromMinute,
        });
        // Times that are skipped or that come twice are not meant here.
        fc.pre(instant !== undefined && start !== undefined);
        const twice = (at: number): boolean =>
          zone.offsetAt(at - 7_200_000) !== zone.offsetAt(at + 7_200_000) &&
          zone.offsetAt(at) !== zone.offsetAt(at + 7_200_000);
        const comesAgain = all.some(
          ({ after, at, before }) => instant < at * 1000 && instant >= (at - (before - after)) * 1000,
        );
        fc.pre(!twice(start) && !comesAgain);
        const [first, last] = [start / 1000, instant / 1000];
        const fires = `${new Date((last + deadlineGrace) * 1000).toISOString().slice(0, 16)} ALARM`;
        const alarms = (...happened: number[]) =>
          changes(deadline, first - 3600, last + 3600, happened).filter((each) => each.endsWith("ALARM"));
        expect(alarms()).toEqual([fires]);
        expect(alarms(Math.floor(first + share * (last - first)))).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});

test("a zone's expressions are as short as CloudWatch asks for", () => {
  for (const timezone of zones.filter((_, index) => index % 20 === 0).concat("Africa/Casablanca", "Europe/Berlin")) {
    const { expressions, periods } = deadlineAlarm({ ...berlin, timezone, days: weekdays });
    for (const { expression: text } of expressions) expect(text.length).toBeLessThanOrEqual(2048);
    expect(periods * 60).toBeLessThanOrEqual(DAY);
  }
});

test.each<[Deadline, string]>([
  [{ ...berlin, by: "4:00" }, "time"],
  [{ ...berlin, from: "24:00" }, "time"],
  [{ ...berlin, timezone: "Europe/Berlim" }, "timezone"],
  [{ ...berlin, timezone: "" }, "timezone"],
  [{ ...berlin, days: [] }, "days"],
  [{ ...berlin, from: "04:00" }, "too-long"],
  [{ ...berlin, from: "05:00" }, "too-long"],
])("%j is refused", (deadline, kind) => {
  expect(deadlineFaults(deadline).map((fault) => fault.kind)).toEqual([kind]);
});
