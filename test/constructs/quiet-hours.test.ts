import { type ConstructProblem, QuietHours, type QuietSchedule, type QuietSettings } from "../../lib/constructs";
import { refusal, synth, type Synthesized } from "./stack";

const props: QuietSettings = {
  name: "nights",
  alarms: [{ alarmName: "${aws_cloudwatch_composite_alarm.C.alarm_name}" }],
  duration: "PT8H",
  providerVersion: "~> 6.41",
};
const quiet = (change: Partial<QuietSettings> = {}, begin: QuietSchedule = { cron: "0 22 * * *" }): Synthesized =>
  synth((stack) => new QuietHours(stack, "Nights", { ...props, ...begin, ...change }));

test("mutes alarms on a recurring schedule", () => {
  expect(
    quiet({ timezone: "Europe/Berlin", description: "Nights.", tags: { a: "b" } }).one(
      "aws_cloudwatch_alarm_mute_rule",
    ),
  ).toMatchObject({
    name: "nights",
    description: "Nights.",
    tags: { a: "b" },
    rule: [{ schedule: [{ expression: "cron(0 22 * * *)", duration: "PT8H", timezone: "Europe/Berlin" }] }],
    mute_targets: [{ alarm_names: ["${aws_cloudwatch_composite_alarm.C.alarm_name}"] }],
  });
});

test("mutes alarms once", () => {
  const once = quiet(
    { duration: "P2DT12H", startDate: "2026-12-01T00:00:00Z", expireDate: "2027-01-01T00:00:00Z" },
    { at: "2026-12-24T18:00" },
  );
  expect(once.one("aws_cloudwatch_alarm_mute_rule")).toMatchObject({
    rule: [{ schedule: [{ expression: "at(2026-12-24T18:00)", duration: "P2DT12H" }] }],
    start_date: "2026-12-01T00:00:00Z",
    expire_date: "2027-01-01T00:00:00Z",
  });
});

test.each([
  "6.41.0",
  "= 6.50.1",
  "~> 6.0",
  "~> 6.41.0",
  "~> 6",
  "~> 5",
  ">= 5.100.0",
  ">= 5.100.0, < 7.0.0",
  "> 6.40, != 6.42.0",
  "<= 6.41",
  "v6.41.0",
])("provider %s may have mute rules", (providerVersion) => {
  expect(() => quiet({ providerVersion })).not.toThrow();
});

test.each(["5.100.0", "6.25.0", "~> 5.0", "~> 6.25.0", "< 6.41.0", ">= 5.0, < 6.0", "<= 6.40.9"])(
  "provider %s has no mute rules",
  (providerVersion) => {
    expect(refusal(() => quiet({ providerVersion }))).toBe("provider-version stack/Nights");
  },
);

test.each(["", "latest", "6.x", ">> 6", "1.2.3.4"])("%j is not a constraint", (providerVersion) => {
  expect(refusal(() => quiet({ providerVersion }))).toBe("provider-version stack/Nights");
});

test.each<[what: string, begin: QuietSchedule]>([
  ["a sixth field of cron", { cron: "0 22 * * * *" }],
  ["an hour of 24", { cron: "0 24 * * *" }],
  ["a date without a time", { at: "2026-12-24" }],
  ["a day that does not exist", { at: "2026-02-30T18:00" }],
  ["no beginning", {} as never],
  ["two beginnings", { cron: "0 22 * * *", at: "2026-12-24T18:00" } as never],
])("%s is refused", (_, begin) => {
  expect(refusal(() => quiet({}, begin))).toBe("schedule stack/Nights");
});

test.each<[what: string, change: Partial<QuietSettings>, problem: ConstructProblem]>([
  ["a time zone that does not exist", { timezone: "Europe/Berlim" }, "schedule"],
  ["a duration without a number", { duration: "PT" }, "schedule"],
  ["a duration that ends in T", { duration: "P1DT" }, "schedule"],
  ["more than 15 days", { duration: "P16D" }, "schedule"],
  ["a duration of zero", { duration: "PT0M" }, "schedule"],
  ["less than a minute", { duration: "59s" }, "schedule"],
  ["no alarms", { alarms: [] }, "value"],
  ["101 alarms", { alarms: Array.from({ length: 101 }, () => ({ alarmName: "a" })) }, "limit"],
  ["an empty name", { name: "" }, "text"],
  ["a name of 256 characters", { name: "n".repeat(256) }, "text"],
  ["a description of 1,025 characters", { description: "d".repeat(1025) }, "text"],
  ["a start with seconds", { startDate: "2026-12-24T18:00:30Z" }, "value"],
])("%s is refused", (_, change, problem) => {
  expect(refusal(() => quiet(change))).toBe(`${problem} stack/Nights`);
});

test.each([
  ["PT1M", "PT1M"],
  ["P15D", "P15D"],
  ["PT36H", "P1DT12H"],
  ["P1DT30M", "P1DT30M"],
  ["8h", "PT8H"],
  ["11h", "PT11H"],
  ["PT11H", "PT11H"],
  ["2d12h", "P2DT12H"],
  ["90m", "PT1H30M"],
])("a duration of %s is deployed as %s", (duration, deployed) => {
  expect(schedule(quiet({ duration }))).toMatchObject({ duration: deployed });
});

test.each([
  ["0 22 * * *", "cron(0 22 * * *)"],
  ["*/15 22 * * *", "cron(*/15 22 * * *)"],
  [" 0  22 ? * MON-FRI ", "cron(0 22 ? * MON-FRI)"],
  ["cron(0 22 * * *)", "cron(0 22 * * *)"],
])("%j is deployed as %s", (cron, expression) => {
  expect(schedule(quiet({}, { cron }))).toMatchObject({ expression });
});

function schedule(synthesized: Synthesized): unknown {
  const { rule } = synthesized.one("aws_cloudwatch_alarm_mute_rule") as { rule: { schedule: unknown[] }[] };
  return rule[0]?.schedule[0];
}
