import { minutesOfZone } from "./time-zone";

const DAY = 86_400_000;

/** Parts of a date as they were written; in UTC unless `offset` says otherwise. */
export interface CalendarTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** To 24, which is the midnight at the day's end. */
  readonly hour: number;
  readonly minute: number;
  /** To 60: a leap second is the first of the minute that follows. */
  readonly second: number;
  readonly millisecond: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

/** Milliseconds since 1970; undefined where there is no such date or time. */
export function timeOfCalendar(time: CalendarTime): number | undefined {
  const day = startOfDay(time.year, time.month, time.day);
  if (day === undefined || time.hour > 24 || time.minute > 59 || time.second > 60) return undefined;
  if (time.hour === 24 && (time.minute > 0 || time.second > 0 || time.millisecond > 0)) return undefined;
  if (Math.abs(time.offset) > 18 * 60) return undefined;
  return day + (time.hour * 60 + time.minute - time.offset) * 60_000 + time.second * 1000 + time.millisecond;
}

/** The first moment of a day in UTC, in milliseconds since 1970; undefined where there is no such day. */
export function startOfDay(year: number, month: number, day: number): number | undefined {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  if (year < 100 || year > 9999) return startOfOddDay(year, month, day);
  const start = Date.UTC(year, month - 1, day);
  return day < 29 || new Date(start).getUTCDate() === day ? start : undefined;
}

/** `Date.UTC` takes the year 99 for 1999. */
function startOfOddDay(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCDate() === day ? date.getTime() : undefined;
}

/** From `Jan` or `january`; undefined for anything else. */
export function monthOf(name: string): number | undefined {
  const index = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 || index % 3 !== 0 ? undefined : index / 3 + 1;
}

const MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

/**
 * The year of a time that was written without one: the last in which it is not more than a day after `reference`, so that
 * lines of December that are read in January are the old year's.
 */
export function yearBefore(reference: number, time: Omit<CalendarTime, "year">): number | undefined {
  const newest = new Date(reference + DAY).getUTCFullYear();
  // The 29th of February may lie eight years back.
  for (let year = newest; year >= newest - 8; year--) {
    const at = timeOfCalendar({ ...time, year });
    if (at !== undefined && at <= reference + DAY) return year;
  }
  return undefined;
}

/** Minutes east of UTC: `Z`, `UTC`, `CET`, `+0100`, `-05:30`, `+02`; an empty zone is UTC. Undefined for anything else. */
export function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === "") return 0;
  const named = minutesOfZone(zone.toUpperCase());
  if (named !== undefined) return named;
  const parts = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (parts === null) return undefined;
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  return parts[1] === "-" ? -minutes : minutes;
}

/** Milliseconds of the digits after the decimal sign: cut, not rounded. */
export function millisecondsOf(fraction: string | undefined): number {
  return Number((fraction ?? "").slice(0, 3).padEnd(3, "0"));
}
