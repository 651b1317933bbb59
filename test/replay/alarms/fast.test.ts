import fc from "fast-check";
import { simulateByTheBook, simulateMetricAlarm } from "../../../lib/replay/alarms/simulate";
import type { MetricAlarm, MetricQuery } from "../../../lib/terraform/template";
import { alarm, ERRORS, expression, input, measured, series, stat, type Minute } from "./alarm";

const REQUESTS = { namespace: "Shop", name: "Requests", dimensions: { service: "orders" } };

// Sums of dyadic fractions are exact, whatever their order.
const value = fc.integer({ min: -2, max: 40 }).map((n) => n / 4);
const minute: fc.Arbitrary<Minute> = fc.oneof(
  value,
  fc.array(value, { minLength: 1, maxLength: 4 }),
  fc
    .dictionary(fc.constantFrom("0", "15", "29", "30", "45", "59"), fc.array(value, { minLength: 1, maxLength: 3 }), {
      minKeys: 1,
    })
    .map((seconds) => ({ seconds })),
);
const minutes = fc.oneof(
  fc.dictionary(fc.integer({ min: -40, max: 90 }).map(String), minute, { maxKeys: 12 }),
  fc.dictionary(fc.integer({ min: -40, max: 90 }).map(String), minute, { minKeys: 60, maxKeys: 120 }),
);
const statistic = fc.constantFrom(
  ...["Sum", "Average", "SampleCount", "Minimum", "Maximum", "p50", "p90", "p0", "p100", "tm90", "wm80", "IQM"],
  ...["TC(1:6)", "TS(10%:90%)", "PR(:3)", "WM(2:7)", "TM(20%:)"],
);
const formula = fc.constantFrom(
  ...["m1 + m2", "m1 / m2 * 100", "IF(m2 > 3, m1, 0)", "FILL(m1, 0)", "SUM(METRICS())", "m1 - m2", "MAX([m1, m2])"],
  ...[
    "FILL(m1, m2) - m1",
    "IF(MINUTE(m1) < 20, m1)",
    "TIME_SERIES(7)",
    "m1 > 3 AND m2 > 3",
    "AVG([m1, m2]) * PERIOD(m1)",
  ],
  ...["m1 * 0 + HOUR(m1)", "FILL(m1, 9)"],
);
const tricky = fc.constantFrom("RATE(m1) * 60", "FILL(m1, REPEAT)", "m1 - AVG(m2)", "DIFF(m1)", "FILL(m1, LINEAR)");

const rule = fc
  .record({
    evaluationPeriods: fc.integer({ min: 1, max: 6 }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    treatMissingData: fc.constantFrom("missing", "ignore", "breaching", "notBreaching"),
    comparisonOperator: fc.constantFrom(
      "GreaterThanOrEqualToThreshold",
      "GreaterThanThreshold",
      "LessThanThreshold",
      "LessThanOrEqualToThreshold",
    ),
    threshold: fc.integer({ min: 0, max: 30 }),
    evaluateLowSampleCountPercentile: fc.constantFrom("evaluate", "ignore"),
  } as const)
  .map(({ share, ...rest }): Partial<MetricAlarm> => ({
    ...rest,
    datapointsToAlarm: Math.max(1, Math.ceil(rest.evaluationPeriods * share)),
  }));
const period = fc.constantFrom(60, 120, 180, 300, 900);
const delay = fc.constantFrom(0, 0, 1, 30, 60, 90, 150, 300, 330, 1000);

function agree(subject: MetricAlarm, all: Parameters<typeof input>[0], seconds: number): void {
  const clock = input(all, { minutes: 80, delay: seconds });
  const fast = simulateMetricAlarm(subject, clock);
  const slow = simulateByTheBook(subject, clock);
  expect(fast.whyNot).toBeUndefined();
  expect({ ...fast }).toEqual({ ...slow });
}

test("for an alarm on one metric, the fast simulation agrees with the one evaluation by evaluation", () => {
  fc.assert(
    fc.property(rule, period, statistic, minutes, delay, (rest, seconds, name, samples, late) => {
      agree(alarm({ ...rest, metric: stat(seconds, name) }), series(samples, late), late);
    }),
    { numRuns: 200 },
  );
});

test("for metric math, the fast simulation agrees with the one evaluation by evaluation", () => {
  fc.assert(
    fc.property(rule, period, formula, minutes, minutes, delay, (rest, seconds, text, errors, requests, late) => {
      const queries: MetricQuery[] = [
        measured("m1", stat(seconds)),
        measured("m2", stat(seconds, "Average", REQUESTS)),
        expression("e1", text),
        expression("e2", "e1 + 0", true),
      ];
      agree(alarm({ ...rest, queries }), [series(errors, late), series(requests, late, REQUESTS)], late);
    }),
    { numRuns: 150 },
  );
});

test("functions along a series are evaluated over the evaluation range in both simulations", () => {
  fc.assert(
    fc.property(rule, tricky, minutes, delay, (rest, text, errors, late) => {
      const queries = [measured("m1", stat(60)), measured("m2", stat(60, "Maximum")), expression("e1", text, true)];
      agree(alarm({ ...rest, queries }), series(errors, late, ERRORS), late);
    }),
    { numRuns: 40 },
  );
});

test("a long clock is evaluated in parts, and nothing is lost between them", () => {
  // Samples around every bound of the parts of 16,384 minutes.
  const around = [16_384, 2 * 16_384].flatMap((bound) => [-9, -3, -2, -1, 0, 1, 2, 4, 7].map((near) => bound + near));
  const samples = Object.fromEntries(around.map((at, i) => [at, { seconds: { 0: [i % 4], 50: [(i * 3) % 5] } }]));
  for (const treatMissingData of ["missing", "ignore", "breaching"] as const) {
    const subject = alarm({ treatMissingData, evaluationPeriods: 2, threshold: 6, metric: stat(300) });
    const clock = input(series(samples, 90), { minutes: 33_500, delay: 90 });
    const fast = simulateMetricAlarm(subject, clock);
    expect({ ...fast }).toEqual({ ...simulateByTheBook(subject, clock) });
    expect(fast.transitions.length).toBeGreaterThan(treatMissingData === "ignore" ? 2 : 4);
    expect(fast.points.length).toBeGreaterThan(10);
  }
});
