import { QuietHours, type QuietHoursProps } from "../../lib/constructs";
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
    expect(() => quiet({ providerVersion })).toThrow(
      `stack/Nights: mute rules need AWS provider 6.41.0 or later, and "${providerVersion}" allows only earlier ones\n  Raise the constraint, e.g. to ">= 6.41.0"`,
    );
  },
);

test.each(["", "latest", "6.x", ">> 6", "1.2.3.4"])("%j is no constraint", (providerVersion) => {
  expect(() => quiet({ providerVersion })).toThrow("is no version constraint");
});

test.each([
  [{ schedule: { cron: "0 22 * * * *" } }, "Write five fields"],
  [{ schedule: { cron: "cron(0 22 * * *)" } }, "Write five fields"],
  [{ schedule: { at: "2026-12-24" } }, "is no minute"],
  [{ duration: "8h" }, "1 minute to 15 days in ISO 8601"],
  [{ duration: "PT" }, "1 minute to 15 days"],
  [{ duration: "P1DT" }, "1 minute to 15 days"],
  [{ duration: "P16D" }, "1 minute to 15 days"],
  [{ duration: "PT0M" }, "1 minute to 15 days"],
  [{ alarms: [] }, "Name the alarms to mute"],
  [{ alarms: Array.from({ length: 101 }, () => ({ alarmName: "a" })) }, "101 alarms in one mute rule"],
  [{ name: "" }, "Use 1 to 255 characters"],
  [{ name: "n".repeat(256) }, "Use 1 to 255 characters"],
  [{ description: "d".repeat(1025) }, "1025 characters"],
  [{ startDate: "2026-12-24T18:00:30Z" }, "whole minutes"],
] satisfies [Partial<QuietHoursProps>, string][])("%j is refused", (change, message) => {
  expect(() => quiet(change)).toThrow(message);
});

test.each(["PT1M", "P15D", "PT36H", "P1DT30M"])("%s is a duration", (duration) => {
  expect(() => quiet({ duration })).not.toThrow();
});
