import { append } from "../base";

/**
 * Forms that the times in a line may have, as time patterns: what looks like a date and a time of day, and numbers that may be seconds,
 * milliseconds, microseconds or nanoseconds since 1970. Digits that may be day or month give a pattern for each.
 *
 * @param head the beginning of a line, one character a byte
 */
export function candidatesIn(head: string): string[] {
  const found: string[] = [];
  for (const [form, patternsOf] of FORMS) {
    const matches = [...head.matchAll(form)];
    for (const match of matches) {
      const patterns = patternsOf(match);
      append(found, patterns);
      // One of several times in a line is told by what stands right before it: `start=`, `logged=`.
      const label = matches.length > 1 ? labelBefore(head, match.index) : "";
      if (/[=:]["'[(]?$/.test(label))
        append(
          found,
          patterns.map((pattern) => literal(label) + pattern),
        );
    }
  }
  append(found, epochsIn(head));
  return found;
}

/** Not within a word or a number. */
const BEGIN = String.raw`(?<![A-Za-z0-9]|\d\.)`;
const END = String.raw`(?!\d)`;

/** Between date and time of day. */
const BETWEEN = String.raw`(T|[ \t]{1,3}|[-_:]{1,2}|,[ \t]?| at | - )`;

/** Hours, the sign after them, minutes, seconds, sign and digits of a fraction, half of the day. */
const CLOCK = String.raw`(\d{1,2})([:.])(\d\d)(?:\7(\d\d)(?:([.,:])(\d{1,9}))?)?(?:[ \t]?([AaPp][Mm])\b)?`;

/** As {@link CLOCK}, whose sign is group number `group`. */
function clock(group: number): string {
  return CLOCK.replace("\\7", `\\${group}`);
}

type Groups = readonly (string | undefined)[];

/** The pattern of a time of day, of the groups of {@link CLOCK}. */
function clockOf([hour = "", sign = ":", , second, fractionSign, , half]: Groups): string {
  const isHalf = half !== undefined && Number(hour) <= 12;
  const seconds = second === undefined ? "" : `${sign}%S`;
  // After a point or a comma a fraction is read without being asked for.
  const fraction = fractionSign === ":" ? ":%f" : "";
  return `${isHalf ? "%I" : "%H"}${sign}%M${seconds}${fraction}${isHalf ? " %p" : ""}`;
}

function blanks(between: string | undefined): string {
  return (between ?? "").replace(/\s+/g, " ");
}

const NUMBERS = new RegExp(String.raw`${BEGIN}(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})${BETWEEN}${clock(7)}${END}`, "g");

function ofNumbers([, first = "", sign = "", , third = "", between, ...time]: RegExpMatchArray): string[] {
  const rest = `${blanks(between)}${clockOf(time)}`;
  const dates =
    first.length === 4
      ? ["%Y?%m?%d"]
      : first.length > 2
        ? []
        : third.length === 4
          ? ["%d?%m?%Y", "%m?%d?%Y"]
          : third.length === 2
            ? ["%y?%m?%d", "%d?%m?%y", "%m?%d?%y"]
            : [];
  return dates.map((date) => date.replaceAll("?", sign) + rest);
}

const WITHOUT_YEAR = new RegExp(
  String.raw`(?<![A-Za-z0-9/.-])(\d{1,2})([/.-])(\d{1,2})${BETWEEN}${clock(6)}${END}`,
  "g",
);

function ofDayAndMonth([, , sign = "", , between, ...time]: RegExpMatchArray): string[] {
  const rest = `${blanks(between)}${clockOf(time)}`;
  return [`%m${sign}%d${rest}`, `%d${sign}%m${rest}`];
}

const COMPACT = new RegExp(
  String.raw`${BEGIN}(\d{8}|\d{6})([-T_ \t]{1,2}|\.)(\d{6}|\d{1,2}:\d\d:\d\d(:\d{1,6})?)${END}`,
  "g",
);

function ofDigits([, date = "", between, time = "", fraction]: RegExpMatchArray): string[] {
  const rest = `${blanks(between)}${time.includes(":") ? `%H:%M:%S${fraction === undefined ? "" : ":%f"}` : "%H%M%S"}`;
  return (date.length === 8 ? ["%Y%m%d"] : ["%y%m%d", "%d%m%y"]).map((each) => each + rest);
}

const ALL_DIGITS = new RegExp(String.raw`${BEGIN}(?:19|20)\d{12}(?:\.\d{1,9})?${END}`, "g");

const NAME = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}";

const MONTH_FIRST = new RegExp(
  String.raw`${BEGIN}${NAME} {1,2}\d{1,2}(?:(,?) (\d{4}))?([ \t]|, ?| at )${clock(5)}(?:( [A-Z]{2,5})? (\d{4})\b)?`,
  "g",
);

function ofMonthFirst([, comma = "", year, between, ...rest]: RegExpMatchArray): string[] {
  const [zone, yearLast] = [rest[7], rest[8]];
  return [
    `%b %d${year === undefined ? "" : `${comma} %Y`}${blanks(between)}${clockOf(rest)}${yearLast === undefined || year !== undefined ? "" : `${zone === undefined ? "" : " %*"} %Y`}`,
  ];
}

const DAY_FIRST = new RegExp(
  String.raw`${BEGIN}\d{1,2}([ /.-])${NAME}(?:\1(\d{4}|\d{2}))?([ \t]|[-_:T]{1,2}|,[ \t]?| at )${clock(5)}${END}`,
  "g",
);

function ofDayFirst([, sign = "", year, between, ...time]: RegExpMatchArray): string[] {
  const years = year === undefined ? "" : `${sign}${year.length === 4 ? "%Y" : "%y"}`;
  return [`%d${sign}%b${years}${blanks(between)}${clockOf(time)}`];
}

/** A time of day alone. */
const CLOCK_ONLY =
  /(?<![\w.:/-]|[\w.:/-][T ])(\d{1,2})(:)(\d\d):(\d\d)(?:([.,])(\d{1,9}))?(?![\d:])(?:[ \t]?([AaPp][Mm])\b)?/g;

function ofClock([, ...time]: RegExpMatchArray): string[] {
  return [clockOf(time)];
}

/** The same after the number of a process, where strace and others write it. */
const CLOCK_AFTER_NUMBER = /^\d{1,7}[ \t]+(\d{1,2})(:)(\d\d):(\d\d)(?:([.,])(\d{1,9}))?(?![\d:])/g;

/** FortiGate's `date=2026-11-21 time=10:00:00`. */
const DATE_AND_TIME = /date=\d{4}-\d\d-\d\d time=\d\d:\d\d:\d\d/g;

const ISO = new RegExp(String.raw`${BEGIN}\d{4}([-/]?)\d\d\1\d\d[T \t]\d\d:?\d\d`, "gi");

const FORMS: readonly (readonly [RegExp, (match: RegExpMatchArray) => readonly string[]])[] = [
  [ISO, () => ["%+"]],
  [DATE_AND_TIME, () => ["date=%Y-%m-%d time=%H:%M:%S"]],
  [MONTH_FIRST, ofMonthFirst],
  [DAY_FIRST, ofDayFirst],
  [NUMBERS, ofNumbers],
  [COMPACT, ofDigits],
  [ALL_DIGITS, () => ["%Y%m%d%H%M%S"]],
  [WITHOUT_YEAR, ofDayAndMonth],
  [CLOCK_ONLY, ofClock],
  [CLOCK_AFTER_NUMBER, ofClock],
];

const EPOCH = /(?<![A-Za-z0-9]|\d\.)(?:\d{19}|\d{16}|\d{13}|\d{10}(?:\.\d{1,9})?)(?![A-Za-z0-9]|\.\d)/g;

/** What is counted or named, and is no time however it looks: `order 1795255200123`, `trace_id=1234567890123456`. */
const OF_ID =
  /(?:^|[^a-z])(?:\w{0,20}_?id|uid|user|order|invoice|customer|account|acct|card|phone|trace|span|request|session|job|task|key|number|num|ref|sku|isbn|size|bytes|length|count|port|pid|seq(?:uence)?|offset|hash|token)s?["']?[ \t]?[=:#]?[ \t]?["']?$/i;

/** The text right before a place, without blanks and digits; empty where it is long. */
function labelBefore(head: string, index: number): string {
  const label = /[^\s\d]*$/.exec(head.slice(Math.max(0, index - LONGEST_LABEL - 1), index))?.[0] ?? "";
  return label.length > LONGEST_LABEL ? "" : label;
}

/** A text as a time pattern. */
function literal(text: string): string {
  return text.replaceAll("%", "%%");
}

/** Text right before a number that tells which number of the line it is. */
const LONGEST_LABEL = 24;

/** Numbers by what stands right before them, or by their column. */
function epochsIn(head: string): string[] {
  const found: string[] = [];
  for (const { index } of head.matchAll(EPOCH)) {
    const before = head.slice(0, index);
    if (OF_ID.test(before)) continue;
    const label = labelBefore(head, index);
    if (label !== "") {
      found.push(`${literal(label)}%s`);
      continue;
    }
    if (before !== "" && !/[ \t]$/.test(before)) continue;
    const columns = before.split(/[ \t]+/).length - 1;
    if (columns > MOST_COLUMNS || /^[ \t]/.test(before)) continue;
    found.push(`${"%* ".repeat(columns)}%s`);
  }
  return found;
}

const MOST_COLUMNS = 40;
