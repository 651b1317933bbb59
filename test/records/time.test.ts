import fc from "fast-check";
import { IsoReader } from "../../lib/records/time-iso";
import { timeOfNumber, type TimeUnit } from "../../lib/records/time-number";
import { timeReader } from "../../lib/records/time-text";

const AT = Date.parse("2026-11-21T10:00:00.000Z");
const reference = Date.parse("2026-12-01T00:00:00Z");

function leading(line: string, options = {}): string | undefined {
  const bytes = Buffer.from(`??${line}`);
  const at = timeReader({ referenceTime: reference, ...options }).leading(bytes, 2, bytes.length);
  return at === undefined ? undefined : new Date(at).toISOString();
}

function whole(text: string): string | undefined {
  const at = timeReader({ referenceTime: reference }).whole(text);
  return at === undefined ? undefined : new Date(at).toISOString();
}

test.each([
  ["2026-11-21T10:00:00Z", "2026-11-21T10:00:00.000Z"],
  ["2026-11-21T10:00:00.1Z text", "2026-11-21T10:00:00.100Z"],
  ["2026-11-21T10:00:00.123999999Z", "2026-11-21T10:00:00.123Z"],
  ["2026-11-21t10:00:00z", "2026-11-21T10:00:00.000Z"],
  ["2026-11-21 10:00:00,123 INFO [main] log4j", "2026-11-21T10:00:00.123Z"],
  ["2026-11-21 10:00:00.5 - a dash is no zone", "2026-11-21T10:00:00.500Z"],
  ["2026-11-21 10:00:00 -1 is no zone", "2026-11-21T10:00:00.000Z"],
  ["2026-11-21 10:00:00 +0100 ruby", "2026-11-21T09:00:00.000Z"],
  ["2026-11-21T10:00:00-05:30", "2026-11-21T15:30:00.000Z"],
  ["2026-11-21T10:00:00+02", "2026-11-21T08:00:00.000Z"],
  ["2026-11-21T10:00Z", "2026-11-21T10:00:00.000Z"],
  ["2026-11-21\t10:00:00\tcloudfront", "2026-11-21T10:00:00.000Z"],
  ["2026-12-31T23:59:60Z", "2027-01-01T00:00:00.000Z"],
  ["20261121T100000Z", "2026-11-21T10:00:00.000Z"],
  ["2026/11/21 10:00:00 [error] 7#7: nginx", "2026-11-21T10:00:00.000Z"],
  ["[2026-11-21 10:00:00] local.ERROR: laravel", "2026-11-21T10:00:00.000Z"],
  ["[ERROR]\t2026-11-21T10:00:00.123Z\trequest\tlambda", "2026-11-21T10:00:00.123Z"],
  ["INFO 2026-11-21 10:00:00,123 django", "2026-11-21T10:00:00.123Z"],
  ["<34>1 2026-11-21T10:00:00.003Z host app - - - rfc5424", "2026-11-21T10:00:00.003Z"],
  ["h2 2026-11-21T10:00:00.123456Z app/lb/1 balancer", "2026-11-21T10:00:00.123Z"],
  ['10.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326', "2000-10-10T20:55:36.000Z"],
  ["79a5 bucket [06/Feb/2019:00:00:38 +0000] 192.0.2.3 s3", "2019-02-06T00:00:38.000Z"],
  ["21-Nov-2026 10:00:00.123 INFO [main] tomcat", "2026-11-21T10:00:00.123Z"],
  ["12:M 21 Nov 2026 10:00:00.123 * redis", "2026-11-21T10:00:00.123Z"],
  ["[Sat Nov 21 10:00:00.123456 2026] [core:error] apache", "2026-11-21T10:00:00.123Z"],
  ["Nov 21 10:00:00 host sshd[1]: syslog", "2026-11-21T10:00:00.000Z"],
  ["<13>Nov  1 10:00:00 host app: syslog", "2026-11-01T10:00:00.000Z"],
  ["Dec 31 23:00:00 host app: last year's", "2025-12-31T23:00:00.000Z"],
  ["I1121 10:00:00.123456       1 main.go:7] klog", "2026-11-21T10:00:00.123Z"],
  ["ts=2026-11-21T10:00:00Z level=info logfmt", "2026-11-21T10:00:00.000Z"],
  ['level=info msg="a b" time="2026-11-21 10:00:00" logfmt', "2026-11-21T10:00:00.000Z"],
  ["1795255200.123   57 10.0.0.1 TCP_MISS/200 squid", "2026-11-21T10:00:00.123Z"],
  ["1795255200123 epoch", "2026-11-21T10:00:00.123Z"],
])("leading time of %s", (line, expected) => {
  expect(leading(line)).toBe(expected);
});

test.each([
  "",
  "started",
  "2026-13-01T10:00:00Z",
  "2026-02-29T10:00:00Z",
  "2026-11-31T10:00:00Z",
  "2026-11-21T24:00:01Z",
  "2026-11-21T10:60:00Z",
  "2026-11-21T10:00:00+99:00",
  "2026-11-21 is a day",
  "2026-11-21",
  "Feb 30 10:00:00 host",
  "the order of 2026-11-21T10:00:00Z",
  "1795255200 items",
  '10.0.0.1 "GET /[10/Oct/2000:13:55:36 -0700]"',
  "    at module (file.js:10:5)",
])("no leading time: %j", (line) => {
  expect(leading(line)).toBeUndefined();
});

test("a source may change to another form of time, and back", () => {
  const reader = timeReader({ referenceTime: reference });
  const lines = [
    "Nov 21 10:00:00 a",
    "I1121 10:00:00.000000 b",
    "Nov 21 10:00:00 a",
    "2026-11-21T10:00:00Z",
    "nothing",
  ];
  const times = lines.map((line) => reader.leading(Buffer.from(line), 0, line.length));
  expect(times).toEqual([AT, AT, AT, AT, undefined]);
});

const ignore = (): void => undefined;

test("times without a year: from the option, or else the latest year at most a day after the reference, which is reported", () => {
  expect(leading("Dec 31 23:00:00 a", { year: 2020 })).toBe("2020-12-31T23:00:00.000Z");
  expect(leading("Dec  1 12:00:00 a")).toBe("2026-12-01T12:00:00.000Z");
  expect(leading("Feb 29 12:00:00 a")).toBe("2024-02-29T12:00:00.000Z");
  const years: number[] = [];
  timeReader(
    { referenceTime: reference },
    { year: (year) => void years.push(year), date: ignore, zone: ignore, change: ignore },
  ).whole("Nov 21 10:00:00");
  expect(years).toEqual([2026]);
});

test.each([
  ["2026-11-21T10:00:00.000Z", "2026-11-21T10:00:00.000Z"],
  ["2026-11-21T11:00:00+01:00[Europe/Paris]", "2026-11-21T10:00:00.000Z"],
  ["2026-11-21 10:00:00.000 UTC", "2026-11-21T10:00:00.000Z"],
  [" 1795255200 ", "2026-11-21T10:00:00.000Z"],
  ["21/Nov/2026:10:00:00 +0000", "2026-11-21T10:00:00.000Z"],
  ["Sat, 21 Nov 2026 10:00:00 GMT", "2026-11-21T10:00:00.000Z"],
  ["Sat Nov 21 10:00:00 2026", "2026-11-21T10:00:00.000Z"],
  ["2026-11-21T10:00:00Z and more", undefined],
  ["2026-11-21 10:00:00 CET", "2026-11-21T09:00:00.000Z"],
  ["2026-11-21 10:00:00 XYZ", undefined],
  ["yesterday", undefined],
])("the time in a field: %s", (text, expected) => {
  expect(whole(text)).toBe(expected);
});

test.each<[string, TimeUnit, number | undefined]>([
  ["1795255200", "auto", AT],
  ["1795255200.5", "auto", AT + 500],
  ["1795255200.123", "auto", AT + 123],
  ["1.7952552e9", "auto", AT],
  ["1.7952552001234567E9", "auto", AT + 123],
  ["1795255200123", "auto", AT + 123],
  ["1795255200123999", "auto", AT + 123],
  ["1795255200123999999", "auto", AT + 123],
  ["99999999", "auto", undefined],
  ["100000000", "auto", 100_000_000_000],
  ["99999999999", "auto", 99_999_999_999_000],
  ["100000000000", "auto", 100_000_000_000],
  ["100000000000000000000", "auto", undefined],
  ["0", "auto", undefined],
  ["-1795255200", "auto", undefined],
  ["60", "s", 60_000],
  ["60", "ms", 60],
  ["60000", "us", 60],
  ["60000000", "ns", 60],
  ["1e30", "ms", undefined],
  ["NaN", "s", undefined],
  ["", "s", undefined],
])("the number %s in %s", (text, unit, expected) => {
  expect(timeOfNumber(text, unit)).toBe(expected);
});

test("reads back every moment, in any zone", () => {
  const iso = new IsoReader();
  const date = fc.date({
    min: new Date("0001-01-02T00:00:00Z"),
    max: new Date("9999-12-30T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(
      date,
      fc.integer({ min: -18 * 60, max: 18 * 60 }),
      fc.constantFrom("T", " "),
      fc.string(),
      (day, offset, t, rest) => {
        const local = new Date(day.getTime() + offset * 60_000).toISOString().slice(0, 23).replace("T", t);
        const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
          String(part).padStart(2, "0"),
        );
        const zone = `${offset < 0 ? "-" : "+"}${hours}:${minutes}`;
        const bytes = Buffer.from(`${local}${zone} ${rest}`);
        expect(iso.read(bytes, 0, bytes.length)).toBe(day.getTime());
        expect(iso.end).toBe(29);
      },
    ),
    { numRuns: 500 },
  );
});

test("a time that is cut off is read as a less precise time, or not at all", () => {
  const text = "2026-11-21T10:00:00.123+01:00";
  const iso = new IsoReader();
  const read = Array.from({ length: text.length }, (_, length) => iso.read(Buffer.from(text), 0, length));
  expect(read.slice(0, 16)).toEqual(Array(16).fill(undefined));
  expect(read.slice(16).every((at) => at === undefined || Math.abs(at - AT) <= 3_600_123)).toBe(true);
});
