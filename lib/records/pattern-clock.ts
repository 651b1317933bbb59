import { startOfDay } from "./calendar";
import { timeOfNumber } from "./time-number";
import type { FoundTime } from "./time-pattern";
import type { Clock, TimeOptions } from "./time-options";

const DAY = 86_400_000;

/** A time of day this much earlier than the one before it is of the next day; lines that are only out of order go back by less. */
const BACK = 3_600_000;

/**
 * Makes times of what a time pattern found. Times without a date are of one day, until they go back by an hour or more: then
 * midnight has passed.
 *
 * @param onDate called with the day that was assumed, unless the options give it
 */
export function patternClock(
  options: TimeOptions,
  clock: Clock,
  onDate: (date: number) => void,
): (found: FoundTime) => number | undefined {
  let day: number | undefined;
  let before = 0;

  const onDay = (found: FoundTime): number | undefined => {
    const { hour, minute, second, millisecond, offset } = found;
    if (hour === 24 && (minute > 0 || second > 0 || millisecond > 0)) return undefined;
    const time = (hour * 60 + minute - offset) * 60_000 + second * 1000 + millisecond;
    if (day === undefined) {
      day = options.date ?? dayBefore(options.referenceTime ?? Date.now(), time);
      if (options.date === undefined) onDate(day);
    } else if (before - time >= BACK) {
      day += DAY;
    } else if (before < BACK && time >= DAY - BACK) {
      // A late line of the day before.
      return day - DAY + time;
    }
    before = time;
    return day + time;
  };

  return (found) => {
    if (found.at !== undefined) return found.at;
    if (found.number !== undefined) return timeOfNumber(found.number, options.timeUnit ?? "auto");
    const { year, month, day: date } = found;
    if (month === undefined || date === undefined) return onDay(found);
    return clock({ ...found, year, month, day: date });
  };
}

/** The last day on which this time of day is not after `reference`. */
function dayBefore(reference: number, time: number): number {
  const now = new Date(reference);
  const today = startOfDay(now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate()) ?? 0;
  return today + time > reference ? today - DAY : today;
}
