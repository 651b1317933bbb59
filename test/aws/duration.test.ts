import * as fc from "fast-check";
import {
  durationShape,
  durationText,
  isoDuration,
  readDuration,
  readIsoDuration,
  secondsOf,
} from "../../lib/aws/duration";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test.each<[text: string, milliseconds: number]>([
  ["0", 0],
  ["0s", 0],
  ["250ms", 250],
  ["90s", 90_000],
  ["5m", 5 * minute],
  ["90m", 90 * minute],
  ["1h30m", 1.5 * hour],
  ["26h", 26 * hour],
  ["1d2h", 26 * hour],
  ["2d", 2 * day],
  ["1m5ms", minute + 5],
  ["PT0S", 0],
  ["PT90S", 90_000],
  ["PT1H30M", 1.5 * hour],
  ["PT11H", 11 * hour],
  ["P1DT2H", 26 * hour],
  ["P2DT12H", 2.5 * day],
  ["P1W", 7 * day],
  ["PT0.25S", 250],
])("%s is %d milliseconds", (text, milliseconds) => expect(readDuration(text)).toBe(milliseconds));

test.each([
  "",
  "5",
  "5 m",
  "m",
  "30m1h",
  "1h1h",
  "-5m",
  "1.5h",
  "5min",
  "P",
  "PT",
  "P1DT",
  "P1M",
  "P1Y",
  "PT1.5H",
  "P1W2D",
  "pt1h",
  "PT1M1H",
  "99999999999999999d",
])("%j is not a duration", (text) => {
  expect(readDuration(text)).toBeUndefined();
  expect(() => secondsOf(text)).toThrow(RangeError);
});

test("readIsoDuration reads only ISO 8601", () => {
  expect(["4h", "1d2h", "0", "PT4H"].map(readIsoDuration)).toEqual([undefined, undefined, undefined, 4 * hour]);
});

test("converts a duration to seconds", () => {
  expect(["90s", "1h30m", "PT1H30M", "250ms"].map(secondsOf)).toEqual([90, 5400, 5400, 0.25]);
});

const lengths = fc.oneof(
  fc.nat(1e12),
  fc.nat(1e9).map((seconds) => seconds * 1000),
);

test("readDuration reads what durationText writes", () => {
  fc.assert(fc.property(lengths, (length) => readDuration(durationText(length)) === length));
});

test("readIsoDuration reads what isoDuration writes", () => {
  fc.assert(fc.property(lengths, (length) => readIsoDuration(isoDuration(length)) === length));
});

test("writes durations for AWS and for people", () => {
  expect([5400_000, 26 * hour, 0, 7 * day].map(isoDuration)).toEqual(["PT1H30M", "P1DT2H", "PT0S", "P7D"]);
  expect([5400_000, 26 * hour, 0, -90_000].map(durationText)).toEqual(["1h30m", "1d2h", "0s", "-1m30s"]);
});

test("durationShape matches exactly the durations of one or more whole seconds", () => {
  const texts = fc.oneof(
    fc.nat(1e9).map((seconds) => durationText(seconds * 1000)),
    fc.nat(1e9).map((seconds) => isoDuration(seconds * 1000)),
    fc.stringMatching(/^P?T?\d{0,3}[dhmsDHMSW]?T?\d{0,3}[dhmsDHMSW]?$/),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const seconds = (readDuration(text) ?? 0) / 1000;
      expect(durationShape.test(text)).toBe(Number.isInteger(seconds) && seconds > 0);
    }),
  );
});
