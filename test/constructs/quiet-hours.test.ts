import { ConstructError, QuietHours, type QuietHoursProps } from "../../lib/constructs";
import { expectText } from "../texts";
import { synth, type Synthesized } from "./stack";

const props: QuietHoursProps = {
  name: "nights",
  alarms: [{ alarmName: "${aws_cloudwatch_composite_alarm.C.alarm_name}" }],
  schedule: { cron: "0 22 * * *" },
  duration: "PT8H",
  providerVersion: "~> 6.41",
};
const quiet = (change: Partial<QuietHoursProps> = {}): Synthesized =>
  synth((stack) => new QuietHours(stack, "Nights", { ...props, ...change }));

test("mutes alarms again and again", () => {
  expect(
    quiet({ timeZone: "Europe/Berlin", description: "Nights.", tags: { a: "b" } }).one(
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

test("or once", () => {
  const once = quiet({
    schedule: { at: "2026-12-24T18:00" },
    duration: "P2DT12H",
    startDate: "2026-12-01T00:00:00Z",
    expireDate: "2027-01-01T00:00:00Z",
  });
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
  "provider %s has none",
  (providerVersion) => {
    const { message, path } = refusal({ providerVersion });
    expect(path).toBe("stack/Nights");
    expect(message).toContain(JSON.stringify(providerVersion));
    expectText(message);
  },
);

test.each(["", "latest", "6.x", ">> 6", "1.2.3.4"])("%j is not a constraint", (providerVersion) => {
  expectText(refusal({ providerVersion }).message);
});

test.each<[what: string, change: Partial<QuietHoursProps>]>([
  ["a sixth field of cron", { schedule: { cron: "0 22 * * * *" } }],
  ["an hour of 24", { schedule: { cron: "0 24 * * *" } }],
  ["a date without a time", { schedule: { at: "2026-12-24" } }],
  ["a day that does not exist", { schedule: { at: "2026-02-30T18:00" } }],
  ["a time zone that does not exist", { timeZone: "Europe/Berlim" }],
  ["a duration without a number", { duration: "PT" }],
  ["a duration that ends in T", { duration: "P1DT" }],
  ["more than 15 days", { duration: "P16D" }],
  ["no time", { duration: "PT0M" }],
  ["less than a minute", { duration: "59s" }],
  ["no alarms", { alarms: [] }],
  ["101 alarms", { alarms: Array.from({ length: 101 }, () => ({ alarmName: "a" })) }],
  ["an empty name", { name: "" }],
  ["a name of 256 characters", { name: "n".repeat(256) }],
  ["a description of 1,025 characters", { description: "d".repeat(1025) }],
  ["a start with seconds", { startDate: "2026-12-24T18:00:30Z" }],
])("%s is refused", (_, change) => {
  const error = refusal(change);
  expect(error.path).toBe("stack/Nights");
  expectText(error.message);
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
  expect(schedule(quiet({ schedule: { cron } }))).toMatchObject({ expression });
});

function schedule(synthesized: Synthesized): unknown {
  const { rule } = synthesized.one("aws_cloudwatch_alarm_mute_rule") as { rule: { schedule: unknown[] }[] };
  return rule[0]?.schedule[0];
}

function refusal(change: Partial<QuietHoursProps>): ConstructError {
  try {
    quiet(change);
  } catch (error) {
    if (error instanceof ConstructError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
