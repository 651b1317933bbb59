import { MuteRuleError } from "./schedule-errors";
import { timeZoneFix } from "./time-zone-names";

/** A local date and time, without a time zone. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** A time zone of the IANA database, in the version of this Node.js. */
export interface TimeZone {
  /** Local time minus UTC, in milliseconds. */
  readonly offsetAt: (utc: number) => number;

  /**
   * The instant of a local time: the first one if the time occurs twice because clocks are set back; undefined if it does not occur
   * because clocks are set forward.
   */
  readonly instantOf: (local: LocalTime) => number | undefined;
}

/** Whether a name is in the IANA database. */
export function isTimeZone(name: string): boolean {
  try {
    timeZone(name);
    return true;
  } catch (error) {
    if (!(error instanceof MuteRuleError)) throw error;
    return false;
  }
}

/** @throws MuteRuleError for a name that is not in the IANA database */
export function timeZone(name: string): TimeZone {
  const zone = known.get(name) ?? made(name);
  known.set(name, zone);
  return zone;
}

/** Time zones by their names: to make a format takes longer than to use it a hundred times. */
const known = new Map<string, TimeZone>();

function made(name: string): TimeZone {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new MuteRuleError("timezone", name, "it is not a time zone", timeZoneFix(name));
  }

  const offsetAt = (utc: number) => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(utc)) parts[type] = Number(value);
    const { day = 1, hour = 0, minute = 0, month = 1, second = 0, year = 1970 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utc / 1000) * 1000;
  };
  return {
    offsetAt,
    instantOf({ day, hour, minute, month, year }) {
      const local = Date.UTC(year, month - 1, day, hour, minute);
      // The offsets a day before and a day after: the clocks change at most once between them.
      const before = offsetAt(local - DAY);
      const after = offsetAt(local + DAY);
      return [local - before, local - after].sort((a, b) => a - b).find((utc) => utc + offsetAt(utc) === local);
    },
  };
}

/** Reads `2026-11-21T14:00`; undefined for any other text, and for a date or a time that does not exist. */
export function readLocalTime(text: string): LocalTime | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/i.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60;
  return isReal ? { year, month, day, hour, minute } : undefined;
}

/** Whether a text is a date and time in RFC 3339 to the minute, as a mute rule has for its start and end: `2026-12-24T18:00:00Z`. */
export function isMinute(text: string): boolean {
  return /^.{16}:00(?:Z|[+-]\d\d:\d\d)$/.test(text) && readLocalTime(text.slice(0, 16)) !== undefined;
}

/** Writes a local time: {@link readLocalTime} reads it back. */
export function localTimeText({ day, hour, minute, month, year }: LocalTime): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

const DAY = 86_400_000;
