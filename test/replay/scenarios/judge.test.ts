import fc from "fast-check";
import type { AlarmResult, FilterResult, Notification, ReplayResult } from "../../../lib/replay/result";
import type { AlarmState } from "../../../lib/aws";
import { judge } from "../../../lib/replay/scenarios/judge";
import type { Verdict } from "../../../lib/replay/scenarios/verdict";
import { readScenario } from "../../../lib/replay/scenarios/read-scenario";
import { failureLines } from "../../../lib/replay/report/scenarios-report";
import { expectText, ruled } from "../../texts";

const start = Date.parse("2026-11-20T19:30:00Z");
const minute = 60_000;
const time = (minutes: number): number => start + minutes * minute;
const iso = (minutes: number): string => new Date(time(minutes)).toISOString();

function alarm(
  name: string,
  changes: readonly (readonly [number, AlarmState])[],
  more: Partial<AlarmResult> = {},
): AlarmResult {
  const states: readonly AlarmState[] = ["INSUFFICIENT_DATA", ...changes.map(([, to]) => to)];
  return {
    name,
    address: `aws_cloudwatch_metric_alarm.${name}`,
    kind: "metric",
    severity: "critical",
    evaluated: true,
    whyNot: null,
    state: states.at(-1)!,
    transitions: changes.map(([at, to], i) => ({
      at: time(at),
      from: states[i]!,
      to,
      reason: `reason ${i + 1}`,
      logEdge: null,
      missingOperands: [],
      undocumented: [],
    })),
    assumes: [],
    toldThrough: [],
    noData: [],
    notified: [],
    chart: null,
    ...more,
  };
}

function told(at: number, state: AlarmState, more: Partial<Notification> = {}): Notification {
  const channels: Notification["channels"] = [
    { kind: "pagerduty", name: "events.pagerduty.com", address: "sub", reached: true },
  ];
  return { at: time(at), state, action: "arn", through: "alarms-critical", channels, held: null, ...more };
}

function result(alarms: readonly AlarmResult[], filters: readonly FilterResult[] = []): ReplayResult {
  return {
    from: time(0),
    to: time(120),
    firstRecord: time(0),
    lastRecord: time(0),
    nothingReplayed: [],
    alarms,
    filters,
    metrics: [],
    records: { read: 10, invalid: 0, withoutTime: 0, unrouted: 0 },
    reach: [],
    findings: [],
    notEvaluated: [],
  };
}

function verdictOf(expectation: unknown, replayed: ReplayResult): Verdict {
  const value = { start: iso(0), logs: [{ at: "0", lines: ["x"] }], expect: [expectation] };
  return judge(readScenario(value, "s.yaml"), replayed, { topics: [], functions: [] });
}

const outage = alarm("payments-critical", [
  [3, "OK"],
  [15, "ALARM"],
  [32, "OK"],
]);
const flapping = alarm("flapping", [
  [3, "OK"],
  [10, "ALARM"],
  [20, "INSUFFICIENT_DATA"],
  [30, "ALARM"],
]);
const calm = alarm("auth-calm", [[3, "OK"]]);
const blind = alarm("visitors-anomaly", [], {
  evaluated: false,
  whyNot: { kind: "anomaly-band", named: "threshold_metric_id" },
});

describe("alarms", () => {
  test.each<[unknown, AlarmResult]>([
    [{ fires: true }, outage],
    [{ fires: { between: ["12m", "20m"] } }, outage],
    [{ fires: { between: ["15m", "15m"] } }, outage],
    [{ fires: { at: "14m" } }, outage],
    [{ fires: { at: "10m", tolerance: "5m" } }, outage],
    [{ fires: { at: "2026-11-20T19:45:00Z", tolerance: "0s" } }, outage],
    [{ fires: true, recovers: true, times: 1 }, outage],
    [{ recovers: { between: ["30m", "45m"] } }, outage],
    [{ times: 0 }, calm],
    [{ stays: "quiet" }, calm],
    [{ stays: "quiet", ends: "OK" }, calm],
    [{ fires: true, recovers: false, ends: "ALARM" }, flapping],
    [{ fires: [{ at: "10m" }, { at: "30m" }] }, flapping],
    [{ fires: { at: "10m" }, times: 2 }, flapping],
  ])("%j holds", (expectation, replayed) => {
    const verdict = verdictOf({ alarm: replayed.name, ...(expectation as object) }, result([replayed]));
    expect(failureLines(verdict)).toEqual([]);
    expect(verdict.held).toBe(true);
  });

  test.each<[unknown, AlarmResult]>([
    [{ fires: true }, calm],
    [{ fires: { between: ["12m", "14m"] } }, outage],
    [{ fires: { at: "13m" } }, outage],
    [{ times: 2 }, outage],
    [{ recovers: false }, outage],
    [{ recovers: false }, calm],
    [{ recovers: { at: "40m" } }, outage],
    [{ recovers: true }, flapping],
    [{ stays: "quiet" }, outage],
    [{ ends: "ALARM" }, outage],
    // Only the first firing counts.
    [{ fires: { at: "30m" } }, flapping],
    [{ fires: [{ at: "10m" }] }, flapping],
    [{ fires: [{ at: "10m" }, { at: "35m" }] }, flapping],
    [{ stays: "quiet" }, blind],
    [{ fires: true }, blind],
  ])("%j does not hold", (expectation, replayed) => {
    expect(verdictOf({ alarm: replayed.name, ...(expectation as object) }, result([replayed])).held).toBe(false);
  });

  test("a failure shows what was expected and what happened", () => {
    const verdict = verdictOf(
      { alarm: "payments-critical", fires: { between: ["20m", "25m"] }, times: 1 },
      result([outage]),
    );
    expectText(failureLines(verdict).join("\n"));
  });

  test("an alarm that was not evaluated is not quiet, also if a glob matches it", () => {
    const verdict = verdictOf({ alarm: "*", stays: "quiet" }, result([calm, blind]));
    expectText(failureLines(verdict).join("\n"));
    expect(verdictOf({ alarm: "*", except: ["visitors-*"], stays: "quiet" }, result([calm, blind])).held).toBe(true);
  });

  test("a name that no alarm has is an error", () => {
    expectText(
      failureLines(verdictOf({ alarm: "payment-critical", stays: "quiet" }, result([outage, calm]))).join("\n"),
    );
    expectText(failureLines(verdictOf({ alarm: "order-*", stays: "quiet" }, result([outage]))).join("\n"));
    expect(ruled(verdictOf({ alarm: "auth-*", except: ["*-calm"], stays: "quiet" }, result([calm])).findings)).toEqual([
      "scenario-unknown-alarm error s.yaml: expect[0]",
    ]);
  });
});

describe("only", () => {
  test("holds if no other alarm fires", () => {
    expect(verdictOf({ only: ["payments-*"] }, result([outage, calm, blind])).held).toBe(true);
    expect(verdictOf({ only: [] }, result([calm])).held).toBe(true);
    expectText(failureLines(verdictOf({ only: ["auth-calm"] }, result([outage, calm]))).join("\n"));
  });

  test("does not hold if no alarm was evaluated", () =>
    expect(verdictOf({ only: [] }, result([blind])).held).toBe(false));
});

describe("notifications", () => {
  const reached = alarm("payments-critical", [[15, "ALARM"]], { notified: [told(15, "ALARM"), told(32, "OK")] });
  const held = alarm("payments-warning", [[15, "ALARM"]], {
    notified: [told(15, "ALARM", { through: "alarms-warning", held: { kind: "muted", rule: "night" } })],
  });
  const unreached = alarm("auth-critical", [[15, "ALARM"]], {
    notified: [
      told(15, "ALARM", {
        through: "alarms-mail",
        channels: [{ kind: "email", name: "a@b", address: "s", reached: false }],
      }),
    ],
  });
  const all = result([reached, held, unreached]);

  test.each([
    { notified: { through: "alarms-critical" } },
    { notified: { kind: "pagerduty", state: "ALARM", between: ["10m", "20m"], times: 1 } },
    { notified: { state: "OK", alarm: "payments-critical", at: "32m" } },
    { notified: { through: "alarms-*" } },
    { not_notified: { through: "alarms-warning" } },
    { not_notified: { kind: "email" } },
    { not_notified: { state: "INSUFFICIENT_DATA" } },
  ])("%j holds", (expectation) => expect(failureLines(verdictOf(expectation, all))).toEqual([]));

  test.each([
    { notified: { through: "alarms-warning" } },
    { notified: { kind: "email" } },
    { notified: { kind: "slack" } },
    { notified: { times: 2 } },
    { notified: { at: "40m" } },
    { not_notified: {} },
    { not_notified: { alarm: "payments-critical", state: "OK" } },
  ])("%j does not hold", (expectation) => expect(verdictOf(expectation, all).held).toBe(false));

  test("a failure shows held actions and channels that are not reached", () =>
    expectText(failureLines(verdictOf({ notified: { kind: "email" } }, all)).join("\n")));

  test("not_notified does not hold for an alarm that was not evaluated", () =>
    expect(verdictOf({ not_notified: { alarm: "visitors-*" } }, result([blind])).held).toBe(false));

  test("a topic that does not exist is an error", () =>
    expect(ruled(verdictOf({ not_notified: { through: "alarms-critcal" } }, all).findings)).toEqual([
      "scenario-unknown-topic error s.yaml: expect[0]",
    ]));
});

describe("filters", () => {
  const filter: FilterResult = {
    name: "failed",
    address: "f",
    logGroup: "/app",
    pattern: '{ $.event = "failed" }',
    events: 100,
    matched: 0,
    nearestMiss: {
      notJson: 0,
      jsonAfterText: 0,
      events: 100,
      clauses: [{ clause: '$.event = "failed"', failed: 100, missing: 2, seen: ['"faild"'] }],
      example: { line: '{"event":"faild"}', failed: ['$.event = "failed"'] },
    },
  };
  const filters = [filter, { ...filter, logGroup: "/other", matched: 30, nearestMiss: null }];

  test("compares the number of lines that each filter matched", () => {
    const all = result([], filters);
    expect(verdictOf({ filter: "failed", log_group: "/other", matched: { at_least: 30, at_most: 30 } }, all).held).toBe(
      true,
    );
    expect(verdictOf({ filter: "failed", log_group: "/app", matched: 0 }, all).held).toBe(true);
    expectText(failureLines(verdictOf({ filter: "failed", matched: { at_least: 1 } }, all)).join("\n"));
    expect(ruled(verdictOf({ filter: "faild", matched: 1 }, all).findings)).toEqual([
      "scenario-unknown-filter error s.yaml: expect[0]",
    ]);
  });
});

test("a scenario whose lines reach no log group is an error", () => {
  const lost = { ...result([calm]), records: { read: 5, invalid: 0, withoutTime: 2, unrouted: 3 } };
  expectText(failureLines(verdictOf({ only: [] }, lost)).join("\n"));
});

describe("any timeline", () => {
  // Minutes from one transition to the next, and the new state.
  const timeline = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(1)), { minLength: 1, maxLength: 12 })
    .map((steps) => {
      const changes: [number, AlarmState][] = [];
      let at = 0;
      let state: AlarmState = "INSUFFICIENT_DATA";
      for (const [gap, pick] of steps) {
        at += gap;
        const others: AlarmState[] = (["OK", "ALARM", "INSUFFICIENT_DATA"] as const).filter((each) => each !== state);
        state = others[pick]!;
        changes.push([at, state]);
      }
      return changes;
    });

  /** What is true of a timeline. */
  function truthOf(changes: readonly (readonly [number, AlarmState])[]) {
    const fired = changes.filter(([, to]) => to === "ALARM").map(([at]) => at);
    const [first] = fired;
    const ok = changes.find(([at, to]) => to === "OK" && first !== undefined && at > first)?.[0];
    return { fired, ok, ends: changes.at(-1)![1] };
  }

  test("expectations that are true hold", () => {
    fc.assert(
      fc.property(timeline, (changes) => {
        const { fired, ok, ends } = truthOf(changes);
        const [first] = fired;
        const expectation =
          first === undefined
            ? { alarm: "a", stays: "quiet", times: 0, ends }
            : {
                alarm: "a",
                fires: fired.map((at) => ({ at: `${at}m`, tolerance: "0s" })),
                recovers: ok === undefined ? false : { between: [`${ok}m`, `${ok}m`] },
                times: fired.length,
                ends,
              };
        expect(failureLines(verdictOf(expectation, result([alarm("a", changes)])))).toEqual([]);
      }),
    );
  });

  test("expectations that are altered do not hold", () => {
    fc.assert(
      fc.property(timeline, fc.nat(5), fc.integer({ min: 1, max: 500 }), (changes, kind, off) => {
        const { fired, ok, ends } = truthOf(changes);
        const [first] = fired;
        const shifted = (at: number): object => ({ at: `${at + off}m`, tolerance: "0s" });
        const mutations: (object | undefined)[] = [
          { ends: ends === "OK" ? "ALARM" : "OK" },
          { times: fired.length + off },
          first === undefined ? { fires: true } : { stays: "quiet" },
          first === undefined ? { recovers: false } : { fires: shifted(first) },
          ok === undefined ? { recovers: true } : { recovers: shifted(ok) },
          fired.length === 0 ? undefined : { fires: [...fired.map((at) => ({ at: `${at}m` })), { at: "600m" }] },
        ];
        fc.pre(mutations[kind] !== undefined);
        expect(verdictOf({ alarm: "a", ...mutations[kind] }, result([alarm("a", changes)])).held).toBe(false);
      }),
    );
  });
});
