import fc from "fast-check";
import { timeZone } from "../../lib/aws";
import { decodeLogs, type LogOptions, timeReader } from "../../lib/records";

const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Africa/Casablanca",
  "America/Sao_Paulo",
  "UTC",
];

/** Local time of a moment, as if it were UTC, by the formatter of Node.js. */
function localOf(at: number, zone: string): number {
  const text = new Date(at).toLocaleString("sv-SE", { timeZone: zone, hourCycle: "h23" });
  return Date.parse(`${text.replace(" ", "T")}Z`) + (at % 1000);
}

/** Forms of times that say no zone, and the options that they need. */
const FORMS: readonly ((iso: string) => readonly [line: string, options?: LogOptions])[] = [
  (iso) => [`${iso.slice(0, 19)} a`],
  (iso) => [`${iso.slice(0, 10)} ${iso.slice(11, 19)},123 INFO a`],
  (iso) => [`[${iso.slice(0, 19)}] a`],
  (iso) => [`level=info time="${iso.slice(0, 19)}" a`],
  (iso) => [`{"timestamp":"${iso.slice(0, 19)}"}`],
  (iso) => [`{"time":"${iso.slice(8, 10)}/Nov/${iso.slice(0, 4)}:${iso.slice(11, 19)}"}`],
  (iso) => [`pid 7 at ${iso.slice(0, 10)} ${iso.slice(11, 19)}: a`],
  (iso) => [`${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11, 19)} a`],
  (iso) => [`${iso.slice(0, 19)} a`, { timePattern: "%+" }],
  (iso) => [`${iso.slice(11, 19)}.123 a`, { date: Date.parse(iso.slice(0, 10)) }],
  (iso) => [
    `I${iso.slice(5, 7)}${iso.slice(8, 10)} ${iso.slice(11, 19)} 1 a.go:1] a`,
    { year: Number(iso.slice(0, 4)) },
  ],
];

async function read(text: string, options: LogOptions) {
  const records = [];
  const rules: string[] = [];
  for await (const batch of decodeLogs("a.log", once(Buffer.from(text)), options)) {
    records.push(...batch.records);
    rules.push(...batch.problems.map(({ rule }) => rule));
  }
  return { at: records.map(({ at }) => at), rules };
}

// eslint-disable-next-line @typescript-eslint/require-await -- the decoder takes streams
async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

const seconds = fc
  .integer({ min: Date.UTC(2021, 0) / 1000, max: Date.UTC(2026, 9, 31) / 1000 })
  .map((second) => second * 1000);

test("a local time of any zone is the first moment at which clocks there show it", () => {
  fc.assert(
    fc.property(seconds, fc.constantFrom(...ZONES), (at, zone) => {
      const reader = timeReader({ zone: timeZone(zone) });
      const local = localOf(at, zone);
      const found = reader.whole(new Date(local).toISOString().slice(0, 19));
      // Twice the same, if clocks were set back by an hour or half of one in between.
      expect([at, at - 3_600_000, at - 1_800_000]).toContain(found);
      expect(localOf(found ?? 0, zone)).toBe(local);
    }),
    { numRuns: 300 },
  );
});

test("times near changes of clocks: one that occurs twice is the first, one that never occurs is none", () => {
  const changes = ZONES.flatMap((name) => {
    const { offsetAt } = timeZone(name);
    const found: { name: string; at: number; before: number; after: number }[] = [];
    const days = Array.from({ length: 730 }, (_, day) => Date.UTC(2024, 0, 1 + day));
    const changing = days.filter((day) => offsetAt(day) !== offsetAt(day + 86_400_000));
    for (const at of changing.flatMap((day) =>
      Array.from({ length: 96 }, (_, quarter) => day + (quarter + 1) * 900_000),
    )) {
      const [before, after] = [offsetAt(at - 1), offsetAt(at)];
      if (before !== after) found.push({ name, at, before, after });
    }
    return found;
  });
  expect(changes.length).toBeGreaterThan(20);
  for (const { name, at, before, after } of changes) {
    const told: string[] = [];
    const ignore = (): void => undefined;
    const reader = timeReader(
      { zone: timeZone(name) },
      { year: ignore, date: ignore, zone: ignore, change: (_, occurs) => void told.push(occurs) },
    );
    const [low, high] = [at + Math.min(before, after), at + Math.max(before, after)];
    const middle = new Date((low + high) / 2).toISOString().slice(0, 19);
    expect(reader.whole(middle)).toBe(before > after ? (low + high) / 2 - before : undefined);
    expect(told).toEqual([before > after ? "twice" : "never"]);
    expect(reader.whole(new Date(low - 1000).toISOString().slice(0, 19))).toBe(low - 1000 - before);
    expect(reader.whole(new Date(high).toISOString().slice(0, 19))).toBe(high - after);
  }
});

test("every form of time without a zone is read in the zone; without one it is UTC, which is told once", async () => {
  const zone = timeZone("Europe/Berlin");
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 2, max: 21 }),
      fc.constantFrom(...FORMS),
      async (day, hour, form) => {
        const at = Date.UTC(2025, 10, day, hour, 30, 15);
        const [line, options = {}] = form(new Date(at).toISOString());
        const referenceTime = Date.UTC(2026, 10, 29);
        const text = `${line}\n${line}\n`;
        const whole = (time: number | undefined): number => Math.floor((time ?? 0) / 1000) * 1000;
        const local = await read(text, { ...options, referenceTime, zone });
        expect(local.at.map(whole)).toEqual([at - 3_600_000, at - 3_600_000]);
        expect(local.rules).not.toContain("local-time");
        const utc = await read(text, { ...options, referenceTime });
        expect(utc.at.map(whole)).toEqual([at, at]);
        expect(utc.rules.filter((rule) => rule === "local-time")).toHaveLength(1);
      },
    ),
  );
});

test.each([
  ["an offset", "2026-11-21T10:00:00+00:00 a"],
  ["Z", "2026-11-21T10:00:00Z a"],
  ["a name", "2026-11-21 10:00:00 UTC a"],
  ["an offset in an access log", '1.2.3.4 - - [21/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1'],
  ["a number", '{"time":1795255200000}'],
  ["AWS's own time", "2026-11-21T10:00:00 START RequestId: 1 Version: $LATEST"],
  [
    "Logs Insights",
    '{"@timestamp":"2026-11-21 10:00:00.000","@message":"a"}\n'
      .repeat(2)
      .replace("}\n{", "},{")
      .replace(/^(.*)\n$/, "[$1]"),
  ],
  ["a table of Logs Insights", "@timestamp,@message\n2026-11-21 10:00:00.000,a"],
  ["W3C", "#Fields: date time c-ip\n2026-11-21 10:00:00 1.2.3.4"],
])("a zone does not move times that say theirs, or are UTC by definition: %s", async (_, text) => {
  const { at, rules } = await read(text, { zone: timeZone("Asia/Tokyo"), referenceTime: Date.UTC(2026, 10, 29) });
  expect(new Set(at)).toEqual(new Set([Date.UTC(2026, 10, 21, 10)]));
  expect(rules).not.toContain("local-time");
});
