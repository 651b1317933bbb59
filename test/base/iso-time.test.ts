import fc from "fast-check";
import { readIsoTime } from "../../lib/base";

test("a time that Date writes is read as that time, with any offset", () => {
  fc.assert(
    fc.property(
      fc.date({ noInvalidDate: true, min: new Date("0100-01-01T00:00:00Z"), max: new Date("9998-12-31T00:00:00Z") }),
      fc.integer({ min: -18 * 60, max: 18 * 60 }),
      fc.constantFrom("T", " ", "t"),
      fc.boolean(),
      (date, offset, between, colon) => {
        const two = (value: number) => String(value).padStart(2, "0");
        const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}${colon ? ":" : ""}${two(Math.abs(offset) % 60)}`;
        const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1).replace("T", between);
        expect(readIsoTime(`${local}${zone}`)).toBe(date.getTime());
      },
    ),
  );
});

test("a day is read if and only if the calendar has it", () => {
  fc.assert(
    fc.property(fc.nat(9999), fc.nat(13), fc.nat(32), (year, month, day) => {
      const digits = (value: number, length: number) => String(value).padStart(length, "0");
      const text = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
      const at = readIsoTime(text);
      const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
      expect(at === undefined ? undefined : new Date(at).toISOString().slice(0, 10)).toBe(exists ? text : undefined);
    }),
    { numRuns: 1000 },
  );
});

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

test.each([
  "2026-02-31",
  "2026-02-29T00:00Z",
  "2026-13-01",
  "2026-11-21T24:01Z",
  "2026-11-21T10:60Z",
  "2026-11-21T10:00:61Z",
  "2026-11-21T10:00+19:00",
  "2026-11-21T10:00+01:60",
  "2026-11-21T10",
  "2026-11-21T10:00 CET",
  "2026-11-21Z",
  "26-11-21",
  " 2026-11-21",
  "2026-11-21\n",
  "",
])("%j is not a time", (text) => expect(readIsoTime(text)).toBeUndefined());

test.each([
  ["2026-11-21", "2026-11-21T00:00:00.000Z"],
  ["2026-11-21T10:00", "2026-11-21T10:00:00.000Z"],
  ["2026-11-21T24:00Z", "2026-11-22T00:00:00.000Z"],
  ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
  ["2024-02-29 10:00:00,123456789z", "2024-02-29T10:00:00.123Z"],
])("%s is %s", (text, time) => expect(new Date(readIsoTime(text) ?? NaN).toISOString()).toBe(time));
