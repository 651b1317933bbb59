import fc from "fast-check";
import { longestWindow, silenceLateness, silencePeriod } from "../../../lib/aws";
import { simulateMetricAlarm } from "../../../lib/replay/alarms/simulate";
import { alarm, input, series, SEVEN, stat } from "./alarm";

// How much later than after the silence an alarm on a silence fires.

/** Seconds between something at a second after `SEVEN` and the alarm. */
function firesAfter(silence: number, period: number, second: number): number {
  const minute = Math.floor(second / 60);
  // Something in every minute before, so that the alarm is OK.
  const before = Object.fromEntries(Array.from({ length: 1 + (silence + 7200) / 60 }, (_, i) => [minute - i, 1]));
  const simulation = simulateMetricAlarm(
    alarm({
      metric: stat(period),
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: silence / period,
      treatMissingData: "breaching",
    }),
    input(series(before), { from: minute, minutes: minute + silence / 60 + 4 * Math.max(60, (4 * period) / 60) }),
  );
  const fired = simulation.transitions.find(({ to }) => to === "ALARM");
  if (fired === undefined) throw new Error("it does not fire");
  return fired.at / 1000 - SEVEN * 60 - second;
}

const silences = [300, 900, 3600, 7200, 86_400, 90_000, 172_800];

test.each(silences)(
  "a silence of %d s: the alarm is late by as much as is said at most, and never early",
  (silence) => {
    const late = Array.from({ length: silence > 86_400 ? 60 : 3 }, (_, minute) =>
      [0, 59].map((second) => firesAfter(silence, silencePeriod(silence), minute * 60 + second) - silence),
    ).flat();
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBe(silenceLateness(silence));
  },
);

test("no other period is less late", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(300, 3600, 7200, 90_000),
      fc.constantFrom(60, 120, 300, 900, 3600, 7200),
      (silence, period) => {
        fc.pre(silence % period === 0 && silence <= longestWindow(period));
        const late = Array.from({ length: 60 }, (_, minute) => firesAfter(silence, period, minute * 60) - silence);
        expect(Math.max(...late)).toBeGreaterThanOrEqual(silenceLateness(silence));
      },
    ),
    { numRuns: 8 },
  );
});
