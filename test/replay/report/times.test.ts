import fc from "fast-check";
import {
  day,
  duration,
  hour,
  minute,
  second,
  tickLabel,
  timeTicks,
  utcRange,
  utcStamp,
  utcTime,
  utcTimeOn,
} from "../../../lib/replay/report/times";

const at = (text: string): number => Date.parse(`${text}Z`);

test("times are UTC, with seconds only if they are not zero", () => {
  expect(utcTime(at("2026-11-20T14:02:00"))).toBe("14:02");
  expect(utcTime(at("2026-11-20T14:02:30"))).toBe("14:02:30");
  expect(utcStamp(at("2026-11-20T23:59:00"))).toBe("2026-11-20 23:59");
  expect(utcTimeOn("2026-11-20", at("2026-11-20T14:02:00"))).toBe("14:02");
  expect(utcTimeOn("2026-11-20", at("2026-11-21T14:02:00"))).toBe("2026-11-21 14:02");
});

test("a range has the date of its end only if that is another day", () => {
  expect(utcRange(at("2026-11-20T14:02:00"), at("2026-11-20T14:41:00"))).toBe("14:02 to 14:41");
  expect(utcRange(at("2026-11-20T23:50:00"), at("2026-11-21T00:10:00"))).toBe("23:50 to 2026-11-21 00:10");
});

test.each([
  [0, "0 s"],
  [999, "0 s"],
  [45 * second, "45 s"],
  [minute, "1 min"],
  [90 * second, "1 min 30 s"],
  [hour, "1 h"],
  [hour + 5 * minute + 59 * second, "1 h 5 min"],
  [hour + 59 * second, "1 h"],
  [25 * hour, "1 d 1 h"],
  [30 * day, "30 d"],
])("%d ms are %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});

test("ticks are whole steps within the range, and divide it into at most the requested number of parts", () => {
  const midnight = at("2026-11-20T00:00:00");
  expect(timeTicks(midnight, midnight + day, 8).map(tickLabel)).toEqual([
    "20 Nov",
    "03:00",
    "06:00",
    "09:00",
    "12:00",
    "15:00",
    "18:00",
    "21:00",
    "21 Nov",
  ]);
  expect(timeTicks(midnight, midnight, 8)).toEqual([midnight]);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4e12 }),
      fc.integer({ min: 1, max: 20 * 365 * day }),
      fc.integer({ min: 1, max: 12 }),
      (from, length, most) => {
        const ticks = timeTicks(from, from + length, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        expect(ticks.every((tick) => tick >= from && tick <= from + length && tick % minute === 0)).toBe(true);
      },
    ),
  );
});
