import fc from "fast-check";
import { chooseTime } from "../../lib/records/choose-time";
import { SEARCHED, timePattern } from "../../lib/records/time-pattern";
import { timeReader } from "../../lib/records/time-text";

const referenceTime = Date.parse("2026-11-29T10:00:00Z");

function read(pattern: string, line: string, options = {}): string | undefined {
  const bytes = Buffer.from(line);
  const reader = timeReader({ referenceTime, timePattern: pattern, ...options });
  const at = reader.leading(bytes, 0, bytes.length);
  return at === undefined ? undefined : new Date(at).toISOString();
}

test.each([
  ["%d.%m.%Y %H:%M:%S", "21.11.2026 10:00:00 x", "2026-11-21T10:00:00.000Z"],
  ["%d.%m.%Y %H:%M:%S", "at 1.2.2026  9:05:07,25 x", "2026-02-01T09:05:07.250Z"],
  ["%d.%m.%Y %H:%M:%S", "21.11.2026 10:00:00 +0100 x", "2026-11-21T09:00:00.000Z"],
  ["%d.%m.%Y %H:%M:%S", "21.11.2026 10:00:00 CEST x", "2026-11-21T08:00:00.000Z"],
  ["%d.%m.%Y %H:%M:%S", "21.11.2026 10:00:00 INFO x", "2026-11-21T10:00:00.000Z"],
  ["%d.%m.%Y %H:%M:%S", "31.02.2026 10:00:00 x", undefined],
  ["%d.%m.%Y %H:%M:%S", "1.21.11.2026 10:00:00", undefined],
  ["%b %e, %Y %I:%M:%S %p", "Nov  1, 2026 12:00:01 am x", "2026-11-01T00:00:01.000Z"],
  ["%b %d, %Y %l:%M:%S %p", "Nov 21, 2026 9:00:00 PM x", "2026-11-21T21:00:00.000Z"],
  ["%A, %d %B %Y %T", "Saturday, 21 November 2026 10:00:00", "2026-11-21T10:00:00.000Z"],
  ["%y%m%d %H%M%S", "081109 203615 148 INFO", "2008-11-09T20:36:15.000Z"],
  ["%y/%m/%d %T", "69/01/02 03:04:05", "1969-01-02T03:04:05.000Z"],
  ["%Y-%m-%d_%H.%M.%S.%f", "2026-11-21_10.00.00.123456", "2026-11-21T10:00:00.123Z"],
  ["%H:%M:%S %z %F", "10:00:00 -0530 2026-11-21", "2026-11-21T15:30:00.000Z"],
  ["%D %R", "11/21/26 10:00", "2026-11-21T10:00:00.000Z"],
  ["%s", "1795255200 a", "2026-11-21T10:00:00.000Z"],
  ["%s", "1795255200123 a", "2026-11-21T10:00:00.123Z"],
  ["%* %* %s", "1795255100 1795255150 1795255200.5", "2026-11-21T10:00:00.500Z"],
  ["%*,%*,%s", "a b,,1795255200", "2026-11-21T10:00:00.000Z"],
  ["%* %s", "1795255100", undefined],
  ["audit(%s", "msg=audit(1795255200.243:1)", "2026-11-21T10:00:00.243Z"],
  ["%+", "a [2026-11-21T11:00:00+01:00] b", "2026-11-21T10:00:00.000Z"],
  ["100%% %+", "100% 2026-11-21 10:00:00", "2026-11-21T10:00:00.000Z"],
  ["%-d.%-m.%Y %-H:%M:%S", "1.2.2026 3:04:05", "2026-02-01T03:04:05.000Z"],
])("%j reads %j", (pattern, line, expected) => {
  expect(read(pattern, line)).toBe(expected);
});

test.each(["", "%Y-%m-%d", "%Q %H", "%", "%*", "%*%s", "%H%", `%H${"x".repeat(200)}`, "plain text"])(
  "%j is refused, with an example",
  (pattern) => {
    expect(() => timePattern(pattern)).toThrow("'%d.%m.%Y %H:%M:%S'");
  },
);

test("times of day without a date: the last day on which they are not in the future, or --date; after midnight the next", () => {
  const lines = ["23:59:58 a", "23:59:59 b", "00:00:01 c", "23:59:59 late", "00:00:02 d"];
  const days = (options: object): string[] => {
    const reader = timeReader({ referenceTime, timePattern: "%H:%M:%S", ...options });
    return lines.map((line) =>
      new Date(reader.leading(Buffer.from(line), 0, line.length) ?? NaN).toISOString().slice(5, 10),
    );
  };
  expect(days({})).toEqual(["11-28", "11-28", "11-29", "11-28", "11-29"]);
  expect(days({ date: Date.UTC(2025, 11, 31) })).toEqual(["12-31", "12-31", "01-01", "12-31", "01-01"]);
  expect(read("%H:%M:%S", "09:00:00 a")).toBe("2026-11-29T09:00:00.000Z");
});

test("a year that is given, or that of a date, is that of times without one", () => {
  expect(read("%m-%d %H:%M:%S", "03-17 16:13:38")).toBe("2026-03-17T16:13:38.000Z");
  expect(read("%m-%d %H:%M:%S", "03-17 16:13:38", { year: 2017 })).toBe("2017-03-17T16:13:38.000Z");
  expect(read("%m-%d %H:%M:%S", "03-17 16:13:38", { date: Date.UTC(2018, 2, 17) })).toBe("2018-03-17T16:13:38.000Z");
});

/** Forms with a date and a time of day, as `strftime` writes them. */
const FORMS = [
  "%d.%m.%Y %H:%M:%S",
  "%m/%d/%Y %H:%M:%S",
  "%Y.%m.%d-%H.%M.%S",
  "%y/%m/%d %H:%M:%S",
  "%y%m%d %H%M%S",
  "%Y%m%d-%H:%M:%S",
  "%d-%b-%Y %H:%M:%S",
  "%b %d, %Y %I:%M:%S %p",
  "%s",
];

function written(form: string, at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  const parts: Record<string, string> = {
    Y: String(date.getUTCFullYear()),
    y: two(date.getUTCFullYear() % 100),
    m: two(date.getUTCMonth() + 1),
    d: two(date.getUTCDate()),
    H: two(date.getUTCHours()),
    I: two(date.getUTCHours() % 12 === 0 ? 12 : date.getUTCHours() % 12),
    p: date.getUTCHours() < 12 ? "AM" : "PM",
    M: two(date.getUTCMinutes()),
    S: two(date.getUTCSeconds()),
    b: date.toUTCString().slice(8, 11),
    s: String(Math.floor(at / 1000)),
  };
  return form.replace(/%(\w)/g, (_, letter: string) => parts[letter] ?? "");
}

test("reads back every moment in every form, wherever it stands in the line", () => {
  const second = fc.integer({ min: 1_000_000_000, max: referenceTime / 1000 });
  const around = fc.constantFrom("", "x ", "[", "app: ", "- ");
  fc.assert(
    fc.property(fc.constantFrom(...FORMS), second, around, (form, seconds, before) => {
      const line = `${before}${written(form, seconds * 1000)} text`;
      expect(read(form, line)).toBe(new Date(seconds * 1000).toISOString());
    }),
  );
});

test("the form of a log is found, if days and months can be told apart", () => {
  const start = fc.integer({ min: Date.UTC(2002, 0, 1) / 1000, max: Date.UTC(2026, 9, 1) / 1000 });
  fc.assert(
    fc.property(
      fc.constantFrom(...FORMS),
      start,
      fc.constantFrom("", "host-7 ", "[", "web "),
      (form, seconds, before) => {
        // A line an hour over a month: some days are beyond the twelfth, and days change more often than months.
        const times = Array.from({ length: 30 * 24 }, (_, hour) => (seconds + hour * 3600) * 1000);
        const lines = times.map((at, index) => `${before}${written(form, at)} message ${index}`);
        const chosen = chooseTime(lines, { referenceTime });
        const reader = timeReader({ referenceTime }, undefined, chosen?.pattern);
        const found = lines.map((line) => reader.leading(Buffer.from(line), 0, Buffer.byteLength(line)));
        expect(found).toEqual(times.map((at) => Math.floor(at / 1000) * 1000));
      },
    ),
    { numRuns: 60 },
  );
});

test("a search looks at each byte a bounded number of times, whatever the line and the pattern", () => {
  const piece = fc.constantFrom(
    "%*",
    "%Y",
    "%m",
    "%d",
    "%H",
    "%M",
    "%S",
    "%s",
    "%b",
    "%p",
    "%f",
    " ",
    "1",
    "-",
    "a",
    ",",
  );
  const line = fc
    .array(fc.constantFrom("1", "11", " ", "-", "a", ",", "Jan", "2026"), { maxLength: 400 })
    .map((parts) => Buffer.from(parts.join("").repeat(20)));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), line, (parts, bytes) => {
      let pattern;
      try {
        pattern = timePattern(parts.join(""));
      } catch {
        // Not a pattern.
        return;
      }
      let looks = 0;
      const counted = new Proxy(bytes, {
        get(target, key) {
          if (typeof key === "string" && /^\d+$/.test(key)) looks++;
          const value: unknown = Reflect.get(target, key, target);
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        },
      });
      pattern.find(counted, 0, bytes.length);
      // Each place is tried once; a step reads at most 20 bytes but for the skips, which only begin a pattern at the line's start.
      const skips = parts.filter((part) => part === "%*").length;
      expect(looks).toBeLessThanOrEqual(SEARCHED * (4 + parts.length * 44) + skips * SEARCHED * 140);
    }),
    { numRuns: 200 },
  );
});
