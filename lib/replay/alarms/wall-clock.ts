import type { TimeZoneFault } from "./why-not";

// Windows that follow the clock of a time zone: whole minutes, five minutes, hours, days, and weeks that begin on Monday.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation-window.html

/** How many minutes a zone's clock is ahead of UTC, at a minute since 1970. */
export type Zone = (minute: number) => number;

const FIXED = /^(?:Z|(?:UTC|GMT)?(?:([+-])(\d{2}):(\d{2}))?)$/;
const DAY = 1440;
const WEEK = 7 * DAY;
/** 5 January 1970 was the first Monday. */
const MONDAY = 4 * DAY;

/** Reads an IANA name, `Z`, `+05:30`, `UTC+05:30` or `GMT-08:00`; for any other text, returns what is wrong with it. */
export function zoneOf(timezone: string): Zone | TimeZoneFault {
  const refused = (fault: TimeZoneFault["fault"]): TimeZoneFault => ({ kind: "time-zone", fault, timezone });
  const fixed = FIXED.exec(timezone);
  if (fixed !== null && timezone !== "") {
    const [, sign, hours = "0", minutes = "0"] = fixed;
    const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
    if (Number(minutes) > 59 || Math.abs(offset) > 18 * 60) return refused("not-an-offset");
    if (offset % 5 !== 0) return refused("offset-not-in-steps");
    return () => offset;
  }
  try {
    return namedZone(timezone);
  } catch (error) {
    if (error instanceof RangeError) return refused("unknown");
    throw error;
  }
}

/**
 * Start of the period that a minute lies in, in minutes since 1970. Where clocks change, days and weeks still go from midnight to
 * midnight and are an hour shorter or longer; where they change at midnight, the day begins with its first minute.
 *
 * @param period one of `wallClockPeriods`
 */
export function periodStart(zone: Zone, period: number, minute: number): number {
  const length = period / 60;
  const local = minute + zone(minute);
  if (length < DAY) return minute - modulo(local, length);
  const begin = local - modulo(local - (length === WEEK ? MONDAY : 0), length);
  return firstAt(zone, begin, begin - zone(minute));
}

/** The first minute whose local time is `local` or later. Clocks change by less than three hours. */
function firstAt(zone: Zone, local: number, guess: number): number {
  let low = guess - 180;
  let high = guess + 180;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (middle + zone(middle) < local) low = middle + 1;
    else high = middle;
  }
  return low;
}

function namedZone(timezone: string): Zone {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  // Offsets change only on quarters of an hour, and computing one is slow.
  const offsets = new Map<number, number>();
  return (minute) => {
    const quarter = Math.floor(minute / 15);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      const parts = new Map(format.formatToParts(quarter * 900_000).map(({ type, value }) => [type, Number(value)]));
      const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
      const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
      offset = local / 60_000 - quarter * 15;
      offsets.set(quarter, offset);
    }
    return offset;
  };
}

function modulo(a: number, b: number): number {
  return ((a % b) + b) % b;
}
