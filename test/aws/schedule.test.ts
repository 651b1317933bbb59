import * as fc from "fast-check";
import { readMuteDuration, readQuietDuration, readSchedule } from "../../lib/aws/schedule";
import { MuteRuleError } from "../../lib/aws/schedule-errors";
import { localTimeText, readLocalTime, timeZone } from "../../lib/aws/time-zone";

const field = (read: () => unknown): string | undefined => {
  try {
    read();
  } catch (error) {
    if (error instanceof MuteRuleError) return error.field;
    throw error;
  }
  return undefined;
};

test("a mute rule has a cron expression or a date", () => {
  expect(readSchedule("0 22 * * *").kind).toBe("cron");
  expect(readSchedule("at(2026-11-21T14:00)")).toEqual({
    kind: "at",
    at: { year: 2026, month: 11, day: 21, hour: 14, minute: 0 },
  });
});

test.each(["at(2026-02-30T14:00)", "at(2026-11-21T14:00:00)", "at(2026-11-21T24:00)", "at()", "at(tomorrow)", "0 22"])(
  "%s is refused",
  (expression) => expect(field(() => readSchedule(expression))).toBe("expression"),
);

test("a mute rule lasts from a minute to 15 days", () => {
  expect(["PT1M", "PT4H", "P2DT12H", "P15D"].map(readMuteDuration)).toEqual([
    60_000, 14_400_000, 216_000_000, 1_296_000_000,
  ]);
  for (const text of ["PT30S", "P15DT1M", "P1M", "PT", "4h"])
    expect(field(() => readMuteDuration(text))).toBe("duration");
});

test("quiet hours in a configuration have a duration in either notation", () => {
  expect(["8h", "PT8H", "2d12h"].map(readQuietDuration)).toEqual([28_800_000, 28_800_000, 216_000_000]);
  for (const text of ["30s", "16d", "P16D", "soon", "0"]) expect(field(() => readQuietDuration(text))).toBe("duration");
});

test("localTimeText writes what readLocalTime reads", () => {
  const times = fc.date({
    min: new Date("0001-01-01T00:00Z"),
    max: new Date("9999-12-31T23:59Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(times, (date) => {
      const text = date.toISOString().slice(0, 16);
      const local = readLocalTime(text);
      // Date.UTC reads a year below 100 as one of the 20th century.
      if (date.getUTCFullYear() >= 100) expect(local === undefined ? undefined : localTimeText(local)).toBe(text);
    }),
  );
});

test("a local time is an instant of its zone, unless clocks skip it", () => {
  const berlin = timeZone("Europe/Berlin");
  expect(berlin.instantOf({ year: 2026, month: 7, day: 1, hour: 2, minute: 30 })).toBe(Date.parse("2026-07-01T00:30Z"));
  expect(berlin.instantOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 })).toBeUndefined();
  expect(field(() => timeZone("Europe/Atlantis"))).toBe("timezone");
});

test("an instant can be converted to local time and back in every zone", () => {
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 30_000_000 }), (name, minutes) => {
      const zone = timeZone(name);
      const utc = minutes * 60_000;
      const shown = new Date(utc + zone.offsetAt(utc)).toISOString().slice(0, 16);
      const local = readLocalTime(shown);
      const again = local === undefined ? undefined : zone.instantOf(local);
      // If the local time occurs twice, it is read as the first instant.
      expect(again === utc || (again !== undefined && again < utc && zone.offsetAt(again) !== zone.offsetAt(utc))).toBe(
        true,
      );
    }),
    { numRuns: 60 },
  );
});
