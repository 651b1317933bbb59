import { findingSeverities } from "../../../lib/base";
import type { Hold } from "../../../lib/replay/alarms";
import { around, firedOf, incidentsOf, isAfterLog } from "../../../lib/replay/report/incidents";
import { episodesOf, firedFor, spansOf } from "../../../lib/replay/report/states";
import { summaryOf } from "../../../lib/replay/report/summary";
import { toldOf, toldText } from "../../../lib/replay/report/told";
import type { AlarmResult, ReplayResult, Transition } from "../../../lib/replay/result";
import type { Channel } from "../../../lib/replay/reach";
import { expectText } from "../../texts";
import { replayedDays } from "./day";
import { alarm, at, notification, transitions } from "./sample";

let nothing: ReplayResult;
let shopDay: ReplayResult;
beforeAll(async () => {
  ({ nothing, shopDay } = await replayedDays());
});

const muted: Hold = { kind: "muted", rule: "night" };
const clock = { from: at(0), to: at("24:00") };
const day = (...alarms: AlarmResult[]): ReplayResult => ({ ...nothing, to: at("24:00"), alarms });
const times = (...pairs: readonly (readonly [string, string])[]): AlarmResult["transitions"] =>
  transitions(...pairs.flatMap(([from, to]) => [[from, "ALARM"] as const, [to, "OK"] as const]));
const text = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(11, 16);

test("the states of an alarm cover the clock without a gap", () => {
  const spans = spansOf(alarm("a", { transitions: transitions(["00:06", "OK"], ["14:00", "ALARM"]) }), clock);
  expect(spans.map(({ from, state, to }) => [state, text(from), text(to)])).toEqual([
    ["INSUFFICIENT_DATA", "00:00", "00:06"],
    ["OK", "00:06", "14:00"],
    ["ALARM", "14:00", "00:00"],
  ]);
});

test("a transition at the first evaluation has no empty span before it, and one at the last has a span of its state", () => {
  const spans = spansOf(alarm("a", { transitions: transitions(["00:00", "OK"], ["24:00", "ALARM"]) }), clock);
  expect(spans.map(({ state, from, to }) => [state, to - from])).toEqual([
    ["OK", clock.to - clock.from],
    ["ALARM", 0],
  ]);
});

test("an alarm that was not evaluated has no states", () => {
  expect(spansOf(alarm("a", { evaluated: false }), clock)).toEqual([]);
});

test("a notification belongs to the time in ALARM in which it was sent, however late", () => {
  const one = alarm("a", {
    transitions: times(["01:00", "01:30"], ["02:00", "02:30"]),
    notified: [
      notification("01:00", "ALARM", "t", muted),
      notification("01:20", "ALARM", "t"),
      notification("01:30", "OK", "t"),
      notification("02:00", "ALARM", "t"),
    ],
  });
  expect(episodesOf(one, clock).map(({ notified }) => notified.map((n) => text(n.at)))).toEqual([
    ["01:00", "01:20"],
    ["02:00"],
  ]);
});

test("times in ALARM that overlap or follow within five minutes are one incident, in the order of firing", () => {
  const result = day(
    alarm("later", { transitions: times(["01:11", "01:20"]) }),
    alarm("first", { transitions: times(["01:00", "01:05"], ["03:00", "03:01"]) }),
    alarm("close", { transitions: times(["01:25", "01:30"]) }),
    alarm("apart", { transitions: times(["01:36", "01:40"]) }),
  );
  const incidents = incidentsOf(firedOf(result));
  expect(
    incidents.map(({ alarms, from, to }) => [text(from), text(to), alarms.map((fired) => fired.alarm.name)]),
  ).toEqual([
    ["01:00", "01:05", ["first"]],
    ["01:11", "01:30", ["later", "close"]],
    ["01:36", "01:40", ["apart"]],
    ["03:00", "03:01", ["first"]],
  ]);
});

test("alarms that fire during a long ALARM are in the same incident", () => {
  const result = day(
    alarm("long", { transitions: transitions(["01:00", "ALARM"]) }),
    alarm("short", { transitions: times(["02:00", "02:05"], ["04:00", "04:05"]) }),
  );
  const [only, ...others] = incidentsOf(firedOf(result));
  expect(others).toEqual([]);
  expect(only).toMatchObject({ isOpen: true, to: clock.to });
  expect(only?.alarms.map(({ episodes }) => firedFor(episodes))).toEqual(["23 h, until the end", "2 times, 10 min"]);
});

test("an alarm fired after the log if the end of the log made it fire first; later times do not matter", () => {
  const firing = (...edges: readonly Transition["logEdge"][]) =>
    firedOf(
      day(
        alarm("a", {
          transitions: times(["01:00", "01:05"], ["03:00", "03:05"]).map((transition, index) => ({
            ...transition,
            logEdge: edges[index / 2] ?? null,
          })),
        }),
      ),
    ).map(isAfterLog);
  expect([firing("end"), firing(null, "end"), firing("start"), firing()]).toEqual([[true], [false], [false], [false]]);
});

test("the charts of an incident stay within the clock", () => {
  const minutes = (from: number, to: number) => ({ from: clock.from + from * 60_000, to: clock.from + to * 60_000 });
  expect(around(minutes(600, 610), clock)).toEqual(minutes(585, 625));
  expect(around(minutes(5, 1400), clock)).toEqual(clock);
});

test("the summary counts what fired, stayed quiet, had no data and was not evaluated", () => {
  const { fired, notEvaluated, quiet, unmatched, calm, faults } = summaryOf(shopDay);
  const withoutData = calm.filter(({ noData }) => noData.length > 0);
  expect([fired.length, quiet.length, withoutData.length, notEvaluated.length, unmatched.length]).toEqual([
    5, 4, 1, 1, 1,
  ]);
  expect(faults.flatMap(({ finding, others }) => [finding, ...others])).toHaveLength(shopDay.findings.length);
  const ranks = faults.map(({ finding: { severity } }) => -findingSeverities.indexOf(severity));
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
});

describe("who was told", () => {
  const pager: Channel = { kind: "pagerduty", name: "oncall", address: "", reached: true };
  const mail: Channel = { kind: "email", name: "a@example.com", address: "", reached: false };
  const told = (channels: readonly Channel[], held: Hold | null = null) => ({
    ...notification(0, "ALARM", "topic", held),
    channels,
  });

  test.each([
    ["no action", []],
    ["one channel, told twice", [told([pager]), told([pager])]],
    ["one channel of two", [told([pager, mail])]],
    ["no channel that is reached", [told([mail])]],
    ["no subscriber", [told([])]],
    ["muted", [told([pager], muted), told([pager], muted)]],
    ["held first, told later", [told([pager], muted), told([pager])]],
    ["a topic that others make", [told([{ ...pager, kind: "outside", name: "topic topic" }])]],
    ["a function", [told([{ ...pager, kind: "function", name: "topic" }])]],
  ])("%s", (_situation, notifications) => {
    expectText(toldText(toldOf(notifications)));
  });

  test("composite alarms are named only for an alarm without actions", () => {
    expectText(toldText(toldOf([], ["all", "some"])));
    expectText(toldText(toldOf([told([mail])], ["all"])));
  });
});
