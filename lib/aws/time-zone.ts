import { MuteRuleError } from "./schedule-errors";

/** A civil date and time, without a zone. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** A time zone of the IANA database, as this Node.js knows it. */
export interface TimeZone {
  /** What a clock shows there, minus UTC, in milliseconds. */
  readonly offsetAt: (utc: number) => number;

  /**
   * The instant of a local time. Where clocks are put back and the time comes twice, the first; undefined where they are put forward
   * over it and it does not come at all.
   */
  readonly instantOf: (local: LocalTime) => number | undefined;
}

/** @throws MuteRuleError for a name that the IANA database does not have */
export function timeZone(name: string): TimeZone {
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
    throw new MuteRuleError(
      "timezone",
      name,
      "it is no time zone",
      "Write a name of the IANA database, such as Europe/Berlin or UTC.",
    );
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
      // The offsets a day before and after: between them is at most one change of the clocks.
      const before = offsetAt(local - DAY);
      const after = offsetAt(local + DAY);
      return [local - before, local - after].sort((a, b) => a - b).find((utc) => utc + offsetAt(utc) === local);
    },
  };
}

const DAY = 86_400_000;
