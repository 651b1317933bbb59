import { didYouMean } from "../base";
import { MuteRuleError } from "./schedule-errors";

/** When a mute rule begins to mute, in the rule's time zone. */
export interface Cron {
  /** Ascending. */
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  /** Whether it begins on a day. Months are 1 to 12. */
  readonly matches: (year: number, month: number, day: number) => boolean;
}

/**
 * Reads a cron expression of five fields, bare or in `cron(...)`: minute, hour, day of month, month, day of week.
 *
 * Every field accepts `*`, lists, ranges and steps, except that the day of week has no steps; `?` is `*` in the two day fields; `L` is
 * the last day of the month, `5L` the last Friday and `5#2` the second one. Months and days of the week may be named; 0 and 7 are both
 * Sunday. If both the day of month and the day of week are given, either of them is enough, as in cron; AWS only documents
 * "standard cron syntax" (not verified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
 * @throws MuteRuleError
 */
export function readCron(expression: string): Cron {
  const texts = fieldsOf(expression);
  const refuse: Refuse = (problem, fix) => {
    throw new MuteRuleError("expression", expression, problem, fix);
  };
  if (texts.length !== 5) {
    const year = texts.length === 6 ? " Mute rules have no field for the year: leave it out." : "";
    const form = "Write minute, hour, day of month, month and day of week: 0 2 * * SUN.";
    return refuse(`it has ${texts.length} fields instead of five`, `${form}${year}`);
  }
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = ""] = texts;
  const months = new Set(readList(month, fields.month, refuse));
  const monthDay = readDayOfMonth(dayOfMonth, refuse);
  const weekDay = readDayOfWeek(dayOfWeek, refuse);
  return {
    minutes: readList(minute, fields.minute, refuse),
    hours: readList(hour, fields.hour, refuse),
    matches(year, monthOfYear, day) {
      if (!months.has(monthOfYear)) return false;
      const date = { day, last: daysIn(year, monthOfYear), weekday: weekdayOf(year, monthOfYear, day) };
      if (monthDay === undefined) return weekDay?.(date) ?? true;
      return monthDay(date) || (weekDay?.(date) ?? false);
    },
  };
}

/**
 * A cron expression in the form that a mute rule needs: `cron(0 22 * * *)`. {@link readCron} reads it as the same schedule.
 *
 * @param expression one that {@link readCron} reads
 */
export function cronText(expression: string): string {
  return `cron(${fieldsOf(expression).join(" ")})`;
}

function fieldsOf(expression: string): string[] {
  const inner = /^\s*cron\((.*)\)\s*$/i.exec(expression)?.[1] ?? expression;
  return inner.trim().split(/\s+/);
}

type Refuse = (problem: string, fix: string) => never;

interface Day {
  readonly day: number;
  /** The last day of the month. */
  readonly last: number;
  /** 0: Sunday. */
  readonly weekday: number;
}

interface CronField {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Names of values, starting with that of `from`. */
  readonly names: readonly string[];
  readonly steps: boolean;
}

const fields = {
  minute: { name: "minute", from: 0, to: 59, names: [], steps: true },
  hour: { name: "hour", from: 0, to: 23, names: [], steps: true },
  dayOfMonth: { name: "day of month", from: 1, to: 31, names: [], steps: true },
  month: {
    name: "month",
    from: 1,
    to: 12,
    names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
    steps: true,
  },
  dayOfWeek: {
    name: "day of week",
    from: 0,
    to: 7,
    names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
    steps: false,
  },
} satisfies Record<string, CronField>;

/** Undefined: every day. */
function readDayOfMonth(text: string, refuse: Refuse): ((day: Day) => boolean) | undefined {
  if (text === "*" || text === "?") return undefined;
  const parts = text.split(",");
  const last = parts.some((part) => part.toUpperCase() === "L");
  const rest = parts.filter((part) => part.toUpperCase() !== "L").join(",");
  const days = new Set(rest === "" ? [] : readList(rest, fields.dayOfMonth, refuse));
  return (date) => days.has(date.day) || (last && date.day === date.last);
}

/** Undefined: every day. */
function readDayOfWeek(text: string, refuse: Refuse): ((day: Day) => boolean) | undefined {
  if (text === "*" || text === "?") return undefined;
  const tests = text.split(",").map((part): ((day: Day) => boolean) => {
    const [, which = "", sign = "", nth = ""] = /^([A-Za-z0-9]+?)(L|l|#)(\d*)$/.exec(part) ?? [];
    if (part.toUpperCase() === "L") {
      return refuse(
        "'L' alone is ambiguous: AWS does not document which day is the last of a week",
        "Write SAT or SUN, or 5L for the last Friday of a month.",
      );
    }
    if (sign === "#") {
      const weekday = readValue(which, fields.dayOfWeek, refuse) % 7;
      const week = Number(nth);
      if (nth === "" || week < 1 || week > 5) {
        return refuse(`'${part}' is not a week of a month`, "Write 1 to 5 after the '#': SUN#4 is the fourth Sunday.");
      }
      return (date) => date.weekday === weekday && Math.ceil(date.day / 7) === week;
    }
    if (sign !== "" && nth === "") {
      const weekday = readValue(which, fields.dayOfWeek, refuse) % 7;
      return (date) => date.weekday === weekday && date.day > date.last - 7;
    }
    const days = new Set(readRange(part, fields.dayOfWeek, refuse).map((day) => day % 7));
    return (date) => days.has(date.weekday);
  });
  return (date) => tests.some((matches) => matches(date));
}

// `1,5-9,0/15` in ascending order, each value once.
function readList(text: string, field: CronField, refuse: Refuse): number[] {
  const values = new Set(text.split(",").flatMap((part) => readRange(part, field, refuse)));
  return [...values].sort((a, b) => a - b);
}

function readRange(part: string, field: CronField, refuse: Refuse): number[] {
  const [range = "", step, ...more] = part.split("/");
  const by = step === undefined ? 1 : Number(step);
  if (more.length > 0 || (step !== undefined && !(/^\d+$/.test(step) && by > 0))) {
    return refuse(`'${part}' in the ${field.name} needs a whole number as its step`, "Write */15, or 0-30/10.");
  }
  if (step !== undefined && !field.steps) {
    return refuse(`the ${field.name} does not support steps`, "List the days: MON,WED,FRI.");
  }
  const [first = "", last, ...rest] = range.split("-");
  if (rest.length > 0) return refuse(`'${part}' is not ${articleOf(field)} ${field.name}`, fixOf(field));
  if (range === "*") return stepped(field.from, field.to, by);
  const from = readValue(first, field, refuse);
  // A step without a range runs to the end: 10/20 is 10,30,50.
  let to = last === undefined ? (step === undefined ? from : field.to) : readValue(last, field, refuse);
  if (field.name === "day of week" && to === 0 && from > 0) to = 7;
  if (to < from) {
    return refuse(`the range '${range}' in the ${field.name} ends before it begins`, "Write two ranges: 22-23,0-4.");
  }
  return stepped(from, to, by);
}

function readValue(text: string, field: CronField, refuse: Refuse): number {
  const named = field.names.indexOf(text.toUpperCase());
  if (named >= 0) return field.from + named;
  const value = Number(text);
  if (/^\d{1,2}$/.test(text) && value >= field.from && value <= field.to) return value;
  return refuse(
    `'${text}' is not ${articleOf(field)} ${field.name}`,
    `${fixOf(field)}${didYouMean(text, field.names)}`,
  );
}

function articleOf({ name }: CronField): string {
  return name === "hour" ? "an" : "a";
}

function fixOf({ from, names, to }: CronField): string {
  return `Write ${from} to ${to}${names.length === 0 ? "" : ` or ${names[0] ?? ""} to ${names.at(-1) ?? ""}`}, lists (1,3) and ranges (1-5).`;
}

function stepped(from: number, to: number, by: number): number[] {
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, n) => from + n * by);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}
