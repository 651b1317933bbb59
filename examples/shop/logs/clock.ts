export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** One day, UTC. All times are milliseconds since the epoch. */
export interface Clock {
  /** `2026-11-03` */
  readonly day: string;
  readonly start: number;

  /** The first millisecond of the next day. */
  readonly end: number;

  /** The time of a time of day, `HH:MM` or `HH:MM:SS`. */
  at(wall: string): number;
}

/** @throws RangeError for a text that is not a date */
export function createClock(day: string): Clock {
  const start = Date.parse(`${day}T00:00:00.000Z`);
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day) || Number.isNaN(start) || isoTime(start).slice(0, 10) !== day) {
    throw new RangeError(`"${day}" is not a date. Write it as YYYY-MM-DD.`);
  }
  return {
    day,
    start,
    end: start + 24 * hour,
    at: (wall) => {
      const [hours = 0, minutes = 0, seconds = 0] = wall.split(":").map(Number);
      return start + hours * hour + minutes * minute + seconds * second;
    },
  };
}

/** RFC 3339 in UTC, to the millisecond. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** A duration as it is logged: milliseconds to one decimal. */
export function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
