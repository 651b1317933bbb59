import { simulateMetricAlarm } from "../../../lib/replay/alarms/simulate";
import { periodStart, zoneOf, type Zone } from "../../../lib/replay/alarms/wall-clock";
import type { TimeZoneFault } from "../../../lib/replay/alarms/why-not";
import { whyNotText } from "../../../lib/replay/reasons";
import { expectText } from "../../texts";
import { alarm, input, series, SEVEN, stat, timeline } from "./alarm";

function start(zone: string, period: number, at: string): string {
  const of = zoneOf(zone);
  if (typeof of !== "function") throw new Error(of.fault);
  return new Date(periodStart(of, period, Date.parse(at) / 60_000) * 60_000).toISOString().slice(0, 16);
}

describe("periods that follow the clock of a time zone", () => {
  test.each<[zone: string, period: number, at: string, start: string]>([
    ["UTC", 300, "2026-11-21T19:04Z", "2026-11-21T19:00"],
    ["UTC", 3600, "2026-11-21T19:59Z", "2026-11-21T19:00"],
    ["UTC", 3600, "2026-11-21T20:00Z", "2026-11-21T20:00"],
    ["UTC", 86_400, "2026-11-21T19:59Z", "2026-11-21T00:00"],
    ["UTC", 604_800, "2026-11-21T19:59Z", "2026-11-16T00:00"],
    ["UTC", 604_800, "2026-11-16T00:00Z", "2026-11-16T00:00"],
    ["UTC", 604_800, "2026-11-15T23:59Z", "2026-11-09T00:00"],
    ["Asia/Kolkata", 3600, "2026-11-21T19:29Z", "2026-11-21T18:30"],
    ["+05:30", 86_400, "2026-11-21T19:29Z", "2026-11-21T18:30"],
    ["UTC+05:30", 3600, "2026-11-21T19:30Z", "2026-11-21T19:30"],
    ["GMT-08:00", 86_400, "2026-11-21T07:59Z", "2026-11-20T08:00"],
    ["Z", 86_400, "2026-11-21T07:59Z", "2026-11-21T00:00"],
    ["America/New_York", 86_400, "2026-07-01T03:59Z", "2026-06-30T04:00"],
    ["America/New_York", 86_400, "2026-12-01T04:59Z", "2026-11-30T05:00"],
    // Clocks go forward on 8 March and back on 1 November 2026: days of 23 and 25 hours.
    ["America/New_York", 86_400, "2026-03-09T03:59Z", "2026-03-08T05:00"],
    ["America/New_York", 86_400, "2026-03-09T04:00Z", "2026-03-09T04:00"],
    ["America/New_York", 86_400, "2026-11-02T04:59Z", "2026-11-01T04:00"],
    ["America/New_York", 604_800, "2026-11-02T04:59Z", "2026-10-26T04:00"],
    ["America/New_York", 604_800, "2026-11-02T05:00Z", "2026-11-02T05:00"],
    // Lebanon's clocks go forward at midnight: the day begins at one.
    ["Asia/Beirut", 86_400, "2026-03-29T10:00Z", "2026-03-28T22:00"],
    ["Asia/Beirut", 86_400, "2026-03-28T21:59Z", "2026-03-27T22:00"],
  ])("%s, %d s at %s", (zone, period, at, expected) => {
    expect(start(zone, period, at)).toBe(expected);
  });

  test.each([
    ["Europe/Nowhere", "unknown"],
    ["", "unknown"],
    ["+01:03", "offset-not-in-steps"],
    ["+19:00", "not-an-offset"],
    ["+01:75", "not-an-offset"],
  ] as const)("%j is not a time zone", (timezone, fault) => {
    const found: TimeZoneFault = { kind: "time-zone", fault, timezone };
    expect(zoneOf(timezone)).toEqual(found);
    expectText(whyNotText(found));
  });

  test("periods follow each other without a gap through a year in New York", () => {
    const zone = zoneOf("America/New_York") as Zone;
    const year = 365 * 1440;
    for (const period of [3600, 86_400, 604_800]) {
      for (let bound = periodStart(zone, period, SEVEN), count = 0; bound > SEVEN - year; count++) {
        const before = periodStart(zone, period, bound - 1);
        expect(periodStart(zone, period, before)).toBe(before);
        expect(Math.abs(bound - before - period / 60)).toBeLessThanOrEqual(period === 3600 ? 0 : 60);
        bound = period === 3600 ? before - 37 * 60 : before;
      }
    }
  });
});

describe("alarms with wall-clock windows", () => {
  const onTheClock = (timezone: string) => ({ kind: "wall-clock", timezone }) as const;

  test("an hour is evaluated once it is complete, and only as many hours as there are evaluation periods", () => {
    const subject = alarm({
      metric: stat(3600),
      treatMissingData: "notBreaching",
      evaluationWindow: onTheClock("UTC"),
    });
    const simulation = simulateMetricAlarm(subject, input(series({ 10: 4, 59: 4 }), { minutes: 240 }));
    expect(timeline(simulation)).toEqual(["19:00 OK", "20:00 ALARM", "21:00 OK"]);
    expectText(simulation.transitions.map(({ reason }) => reason).join("\n"));
  });

  test("hours begin at half past in a zone that is half an hour off", () => {
    const subject = alarm({ metric: stat(3600), evaluationWindow: onTheClock("Asia/Kolkata") });
    const simulation = simulateMetricAlarm(subject, input(series({ 10: 9 }), { minutes: 120 }));
    expect(timeline(simulation)).toEqual(["19:30 ALARM", "20:30 INSUFFICIENT_DATA"]);
  });

  test("late datapoints change the value of an hour", () => {
    const subject = alarm({
      metric: stat(3600),
      treatMissingData: "notBreaching",
      evaluationWindow: onTheClock("UTC"),
    });
    const simulation = simulateMetricAlarm(subject, input(series({ 10: 4, 59: 4 }), { minutes: 100, delay: 300 }));
    expect(timeline(simulation)).toEqual(["19:00 OK", "20:05 ALARM"]);
  });

  test.each([
    [900, "UTC", { kind: "wall-clock-period", period: 900 }],
    [300, "Mars/Olympus", { kind: "time-zone", fault: "unknown", timezone: "Mars/Olympus" }],
  ])("%d s in %s is refused", (period, timezone, expected) => {
    const subject = alarm({ metric: stat(period), evaluationWindow: onTheClock(timezone) });
    const { whyNot } = simulateMetricAlarm(subject, input(series({})));
    expect(whyNot).toEqual(expected);
    expectText(whyNot === undefined ? "" : whyNotText(whyNot));
  });
});
