import * as fc from "fast-check";
import { MuteRuleError } from "../../../../lib/aws/schedule-errors";
import { muteWindows } from "../../../../lib/replay/alarms/mute/windows";
import type { MuteRule } from "../../../../lib/terraform/template";
import { muteRule } from "../../../terraform/template";

const utc = (text: string) => Date.parse(`${text}Z`);
const shown = (at: number) => new Date(at).toISOString().slice(0, 16);
const windows = (rule: Partial<MuteRule>, from: string, to: string) =>
  muteWindows(muteRule(rule), utc(from), utc(to)).map((window) => `${shown(window.from)} ${shown(window.to)}`);

// The examples of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html.
describe("the documented schedules", () => {
  test.each<[expression: string, duration: string, from: string, to: string, windows: string[]]>([
    [
      "0 2 * * SUN",
      "PT4H",
      "2026-11-16T00:00",
      "2026-11-30T00:00",
      ["2026-11-22T02:00 2026-11-22T06:00", "2026-11-29T02:00 2026-11-29T06:00"],
    ],
    [
      "0 1 1 * *",
      "PT6H",
      "2026-11-02T00:00",
      "2027-01-31T00:00",
      ["2026-12-01T01:00 2026-12-01T07:00", "2027-01-01T01:00 2027-01-01T07:00"],
    ],
    ["0 18 * * FRI", "P2DT12H", "2026-11-22T00:00", "2026-11-25T00:00", ["2026-11-20T18:00 2026-11-23T06:00"]],
    [
      "0 23 * * *",
      "PT2H",
      "2026-11-21T00:30",
      "2026-11-21T23:30",
      ["2026-11-20T23:00 2026-11-21T01:00", "2026-11-21T23:00 2026-11-22T01:00"],
    ],
    ["at(2024-05-10T14:00)", "PT4H", "2024-01-01T00:00", "2025-01-01T00:00", ["2024-05-10T14:00 2024-05-10T18:00"]],
    ["at(2024-12-23T00:00)", "P7D", "2024-12-25T00:00", "2025-01-01T00:00", ["2024-12-23T00:00 2024-12-30T00:00"]],
    [
      "cron(0 9 * * SUN#4)",
      "PT1H",
      "2026-11-01T00:00",
      "2026-12-31T00:00",
      ["2026-11-22T09:00 2026-11-22T10:00", "2026-12-27T09:00 2026-12-27T10:00"],
    ],
    ["cron(0 2 * * ?)", "PT2H", "2026-11-21T00:00", "2026-11-21T12:00", ["2026-11-21T02:00 2026-11-21T04:00"]],
    ["cron(0 0 ? * SAT)", "PT4H", "2026-11-16T00:00", "2026-11-22T00:00", ["2026-11-21T00:00 2026-11-21T04:00"]],
  ])("%s for %s", (expression, duration, from, to, expected) => {
    expect(windows({ expression, duration }, from, to)).toEqual(expected);
  });
});

describe("cron fields", () => {
  const begins = (expression: string, from = "2026-11-21T00:00", to = "2026-11-22T00:00") =>
    windows({ expression, duration: "PT1M" }, from, to).map((window) => window.slice(0, 16));

  test.each<[expression: string, begins: string[]]>([
    ["0,30 6 * * *", ["06:00", "06:30"]],
    ["*/20 6 * * *", ["06:00", "06:20", "06:40"]],
    ["10/20 6 * * *", ["06:10", "06:30", "06:50"]],
    ["0-10/5 6 * * *", ["06:00", "06:05", "06:10"]],
    ["0 6-8,7 * * *", ["06:00", "07:00", "08:00"]],
    ["0 6 21 NOV sat", ["06:00"]],
    ["0 6 * jan-nov *", ["06:00"]],
    ["0 6 * * MON-SUN", ["06:00"]],
    ["0 6 * * 1-5", []],
    ["0 6 * * 6", ["06:00"]],
    // Day of month and day of week: one of the two is enough.
    ["0 6 1 * 6", ["06:00"]],
    ["0 6 21 * 1", ["06:00"]],
    ["0 6 1 * 1", []],
    ["0 6 1 * ?", []],
  ])("%s on Saturday, 21 November", (expression, times) => {
    expect(begins(expression)).toEqual(times.map((time) => `2026-11-21T${time}`));
  });

  test.each<[expression: string, days: string[]]>([
    ["0 6 L * ?", ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]],
    ["0 6 L,1 FEB,MAR *", ["2027-02-01", "2027-02-28", "2027-03-01"]],
    ["0 6 ? * 5L", ["2026-11-27", "2026-12-25", "2027-01-29", "2027-02-26"]],
    ["0 6 ? * SUNL", ["2026-11-29", "2026-12-27", "2027-01-31", "2027-02-28"]],
    ["0 6 ? * MON#5", ["2026-11-30"]],
    ["0 6 ? DEC 0#1,7#2", ["2026-12-06", "2026-12-13"]],
    ["0 6 29 2 *", []],
  ])("%s from November to March", (expression, days) => {
    const found = begins(expression, "2026-11-21T00:00", "2027-03-02T00:00");
    expect(found).toEqual(days.map((day) => `${day}T06:00`));
  });
});

describe("time zones", () => {
  test("a schedule is read in its zone, in summer and winter", () => {
    const rule = { expression: "0 2 * * *", duration: "PT1H", timezone: "America/New_York" };
    expect(windows(rule, "2026-10-31T12:00", "2026-11-02T12:00")).toEqual([
      "2026-11-01T07:00 2026-11-01T08:00",
      "2026-11-02T07:00 2026-11-02T08:00",
    ]);
    expect(windows(rule, "2026-10-30T12:00", "2026-10-31T12:00")).toEqual(["2026-10-31T06:00 2026-10-31T07:00"]);
  });

  test("a time that the clocks skip has no window that day", () => {
    const rule = { expression: "30 2 * * *", duration: "PT1H", timezone: "Europe/Berlin" };
    expect(windows(rule, "2026-03-28T00:00", "2026-03-31T00:00")).toEqual([
      "2026-03-28T01:30 2026-03-28T02:30",
      "2026-03-30T00:30 2026-03-30T01:30",
    ]);
  });

  test("the first counts of a time that occurs twice", () => {
    const rule = { expression: "30 2 * * *", duration: "PT1H", timezone: "Europe/Berlin" };
    expect(windows(rule, "2026-10-25T00:00", "2026-10-25T12:00")).toEqual(["2026-10-25T00:30 2026-10-25T01:30"]);
  });

  test("a window over a change of the clocks keeps its duration", () => {
    const rule = { expression: "0 18 * * SAT", duration: "P1D", timezone: "Europe/Berlin" };
    expect(windows(rule, "2026-10-24T12:00", "2026-10-25T12:00")).toEqual(["2026-10-24T16:00 2026-10-25T16:00"]);
  });

  test.each([
    ["Asia/Kolkata", "2026-11-21T00:00", "2026-11-20T18:30"],
    ["Pacific/Kiritimati", "2026-11-21T00:00", "2026-11-20T10:00"],
    ["Pacific/Pago_Pago", "2026-11-21T00:00", "2026-11-21T11:00"],
  ])("midnight in %s", (timezone, local, expected) => {
    const rule = { expression: `at(${local})`, duration: "PT1M", timezone };
    expect(windows(rule, "2026-11-19T00:00", "2026-11-23T00:00")[0]?.slice(0, 16)).toBe(expected);
    const daily = { expression: "0 0 * * *", duration: "PT1M", timezone };
    expect(windows(daily, "2026-11-19T00:00", "2026-11-23T00:00").map((each) => each.slice(0, 16))).toContain(expected);
  });
});

describe("start and expiry", () => {
  const rule = { expression: "0 2 * * *", duration: "PT4H" };
  test("no window begins before the start, and all end at the expiry", () => {
    const dates = { startDate: "2026-11-21T02:30:00Z", expireDate: "2026-11-23T03:15:00Z" };
    expect(windows({ ...rule, ...dates }, "2026-11-20T00:00", "2026-11-30T00:00")).toEqual([
      "2026-11-22T02:00 2026-11-22T06:00",
      "2026-11-23T02:00 2026-11-23T03:15",
    ]);
  });
  test("a window may begin exactly at the start", () => {
    expect(
      windows({ ...rule, startDate: "2026-11-21T02:00:00Z" }, "2026-11-20T00:00", "2026-11-21T12:00"),
    ).toHaveLength(1);
  });
  test("dates without an offset are in the rule's zone", () => {
    const dates = { timezone: "Europe/Berlin", startDate: "2026-11-21T02:00", expireDate: "2026-11-21T03:00:30+01:00" };
    expect(windows({ ...rule, ...dates }, "2026-11-19T00:00", "2026-11-30T00:00")).toEqual([
      "2026-11-21T01:00 2026-11-21T02:00",
    ]);
  });
});

test("windows that touch or overlap are merged", () => {
  expect(windows({ expression: "0 * * * *", duration: "PT1H" }, "2026-11-21T00:00", "2026-11-21T04:30")).toEqual([
    "2026-11-21T00:00 2026-11-21T05:00",
  ]);
});

test("a rule that is not known mutes nothing", () => {
  expect(windows({ expression: undefined }, "2026-11-21T00:00", "2026-11-22T00:00")).toEqual([]);
  expect(windows({ duration: undefined }, "2026-11-21T00:00", "2026-11-22T00:00")).toEqual([]);
});

describe("the error for an invalid rule has the field and its value", () => {
  test.each<[rule: Partial<MuteRule>, field: MuteRuleError["field"]]>([
    [{ expression: "0 2 * * SON" }, "expression"],
    [{ expression: "at(2026-02-30T14:00)" }, "expression"],
    [{ expression: "at(2026-03-29T02:30)", timezone: "Europe/Berlin" }, "expression"],
    // Terraform passes it on unchanged, and CloudWatch accepts only ISO 8601.
    [{ duration: "4h" }, "duration"],
    [{ duration: "P15DT1M" }, "duration"],
    [{ timezone: "Europe/Atlantis" }, "timezone"],
    [{ startDate: "tomorrow" }, "start_date"],
    [{ expireDate: "2026-13-01T00:00:00Z" }, "expire_date"],
  ])("%j: %s", (rule, field) => {
    let error: unknown;
    try {
      muteWindows(muteRule(rule), 0, 1);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(MuteRuleError);
    const values = Object.values(rule);
    expect(error).toMatchObject({ field, value: values[field === "timezone" ? values.length - 1 : 0] });
  });
});

test("windows are in order, do not touch, and are the same for any range", () => {
  const field = (least: number, most: number) =>
    fc.oneof(
      { weight: 2, arbitrary: fc.constant("*") },
      fc.array(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 3 }).map((list) => list.join(",")),
    );
  const expression = fc.tuple(fc.integer({ min: 0, max: 59 }), field(0, 23), field(1, 31), field(1, 12), field(0, 7));
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
  fc.assert(
    fc.property(expression, fc.integer({ min: 1, max: 3000 }), zones, (fields, minutes, timezone) => {
      const rule = muteRule({ expression: fields.join(" "), duration: `PT${minutes}M`, timezone });
      const [from, to] = [utc("2026-03-20T00:00"), utc("2026-04-20T00:00")];
      const all = muteWindows(rule, from, to);
      all.forEach(({ from: begin, to: finish }, n) => {
        expect(finish - begin).toBeGreaterThanOrEqual(minutes * 60_000);
        expect(begin).toBeGreaterThan(all[n - 1]?.to ?? -Infinity);
      });
      const at = from + 12.5 * 86_400_000;
      const isIn = ({ from: begin, to: finish }: { from: number; to: number }) => begin <= at && at < finish;
      expect(muteWindows(rule, at, at).some(isIn)).toBe(all.some(isIn));
    }),
    { numRuns: 60 },
  );
});
