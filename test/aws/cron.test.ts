import * as fc from "fast-check";
import { cronText, readCron } from "../../lib/aws/cron";
import { MuteRuleError } from "../../lib/aws/schedule-errors";

test.each<[expression: string, hours: number[], minutes: number[]]>([
  ["0 22 * * *", [22], [0]],
  ["*/15 22 * * *", [22], [0, 15, 30, 45]],
  ["10/20 6 * * *", [6], [10, 30, 50]],
  ["0-10/5 6 * * *", [6], [0, 5, 10]],
  ["0 8,6-7 * * *", [6, 7, 8], [0]],
  ["  cron( 0   2 * * ? ) ", [2], [0]],
])("reads the hours and minutes of %s", (expression, hours, minutes) => {
  const cron = readCron(expression);
  expect(cron.hours).toEqual(hours);
  expect(cron.minutes).toEqual(minutes);
});

// 21 November 2026 is a Saturday.
test.each<[expression: string, isOn: boolean]>([
  ["0 6 21 NOV sat", true],
  ["0 6 * * 1-5", false],
  ["0 6 * * MON-SUN", true],
  ["0 6 1 * 6", true],
  ["0 6 1 * ?", false],
  ["0 6 L * ?", false],
  ["0 6 ? * 6#3", true],
  ["0 6 ? * 6#4", false],
  ["0 6 ? * SATL", false],
])("%s matches 21 November: %s", (expression, isOn) => expect(readCron(expression).matches(2026, 11, 21)).toBe(isOn));

test.each([
  "",
  "0 2 * * ? 2026",
  "60 2 * * *",
  "0 24 * * *",
  "? 2 * * *",
  "0 2 0 * *",
  "0 2 1W * *",
  "0 2 * 13 *",
  "0 2 * * SON",
  "0 2 * * 8",
  "0 2 * * L",
  "0 2 * * 1#6",
  "0 2 * * */2",
  "*/0 2 * * *",
  "0 22-4 * * *",
  "0 1-2-3 * * *",
])("%j is refused, with the expression and a fix", (expression) => {
  let error: unknown;
  try {
    readCron(expression);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(MuteRuleError);
  expect(error).toMatchObject({ field: "expression", value: expression });
  expect((error as MuteRuleError).fix).not.toBe("");
});

test("cronText writes an expression with the same meaning", () => {
  expect([" 0  22 * * ? ", "cron(0 22 * * ?)"].map(cronText)).toEqual(["cron(0 22 * * ?)", "cron(0 22 * * ?)"]);
  const field = (least: number, most: number) =>
    fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 3 }).map((list) => list.join(","));
  const expression = fc.tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 7));
  fc.assert(
    fc.property(expression, (fields) => {
      const { hours, minutes } = readCron(fields.join("  "));
      expect(readCron(cronText(fields.join("  ")))).toMatchObject({ hours, minutes });
    }),
  );
});

test("lists and steps have the values that they name", () => {
  const values = (most: number) => fc.uniqueArray(fc.nat(most), { minLength: 1, maxLength: 6 });
  const ascending = (list: readonly number[]) => [...list].sort((a, b) => a - b);
  fc.assert(
    fc.property(values(59), values(23), values(11), fc.integer({ min: 1, max: 59 }), (minutes, hours, months, step) => {
      const cron = readCron(`${minutes.join(",")} ${hours.join(",")} * ${months.map((n) => n + 1).join(",")} *`);
      expect(cron.minutes).toEqual(ascending(minutes));
      expect(cron.hours).toEqual(ascending(hours));
      const on = Array.from({ length: 12 }, (_, n) => n).filter((n) => cron.matches(2026, n + 1, 1));
      expect(on).toEqual(ascending(months));
      expect(readCron(`*/${step} 0 * * *`).minutes).toEqual(
        Array.from({ length: 60 }, (_, n) => n).filter((n) => n % step === 0),
      );
    }),
  );
});
