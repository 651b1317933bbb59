export type CalendarFunction = "MINUTE" | "HOUR" | "DAY" | "DATE" | "MONTH" | "YEAR" | "EPOCH";

const FUNCTIONS: Readonly<Record<CalendarFunction, (seconds: number) => number>> = {
  MINUTE: (seconds) => Math.floor(seconds / 60) % 60,
  HOUR: (seconds) => Math.floor(seconds / 3600) % 24,
  /** 1 is Monday, 7 Sunday; 1 January 1970 was a Thursday. */
  DAY: (seconds) => ((Math.floor(seconds / 86_400) + 3) % 7) + 1,
  DATE: (seconds) => new Date(seconds * 1000).getUTCDate(),
  MONTH: (seconds) => new Date(seconds * 1000).getUTCMonth() + 1,
  YEAR: (seconds) => new Date(seconds * 1000).getUTCFullYear(),
  EPOCH: (seconds) => seconds,
};

/** What a function of timestamps gives for seconds since 1970, in UTC. */
export function calendarOf(name: CalendarFunction): (seconds: number) => number {
  return FUNCTIONS[name];
}
