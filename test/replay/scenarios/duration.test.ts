import fc from "fast-check";
import { durationText, parseDuration } from "../../../lib/replay/scenarios/duration";

test.each([
  ["90s", 90_000],
  ["5m", 300_000],
  ["1h30m", 5_400_000],
  ["2d", 172_800_000],
  ["250ms", 250],
  ["1m5ms", 60_005],
  ["0", 0],
  ["0s", 0],
])("%s is %d ms", (text, expected) => expect(parseDuration(text)).toBe(expected));

test.each(["", "5", "m", "5 m", "-5m", "1.5h", "30m1h", "5m5m", "5M", "1e3s", "9999999999999999d"])(
  "%j is no duration",
  (text) => expect(parseDuration(text)).toBeUndefined(),
);

test("a duration reads as it was printed", () => {
  fc.assert(fc.property(fc.nat(1e12), (milliseconds) => parseDuration(durationText(milliseconds)) === milliseconds));
});

test("durations before the start have a sign", () => expect(durationText(-90_000)).toBe("-1m30s"));
