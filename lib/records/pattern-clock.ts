import { startOfDay } from "./calendar";
import { timeOfNumber } from "./time-number";
import type { FoundTime } from "./time-pattern";
import type { LocalClock } from "./local-clock";
import { type Clock, type TimeOptions, UTC } from "./time-options";

const DAY = 86_400_000;

/** A time of day this much earlier than the one before it is of the next day; lines that are only out of order go back by less. */
const BACK = 3_600_000;

/**
 * Makes times of what a time pattern found. Times without a date are of one day, until they go back by an hour or more: then
 * midnight has passed.
 *
 * @param toUtc reads times that say no zone
 * @param onDate called with the day that was assumed, unless the options give it
 */
export function patternClock(
  options: TimeOptions,
  clock: Clock,
  toUtc: LocalClock,
  onDate: (date: number) => void,
): (found: FoundTime) => number | undefined {
  let day: number | undefined;
  let before = 0;

  const onDay = (found: FoundTime): number | undefined => {
    const at = ofDay(found);
    return at === undefined || found.offset !== undefined ? at : toUtc(at);
  };

  const ofDay = (found: FoundTime): number | undefined => {
    const { hour, minute, second, millisecond, offset = 0 } = found;
    if (hour === 24 && (minute > 0 || second > 0 || millisecond > 0)) return undefined;
    const time = (hour * 60 + minute - offset) * 60_000 + second * 1000 + millisecond;
    if (day === undefined) {
      day = options.date ?? dayBefore(localNow(options, found), time);
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
    if (found.at !== undefined) return found.offset === undefined ? toUtc(found.at) : found.at;
    if (found.number !== undefined) return timeOfNumber(found.number, options.timeUnit ?? "auto");
    const { year, month, day: date } = found;
    if (month === undefined || date === undefined) return onDay(found);
    return clock({ ...found, year, month, day: date });
  };
}

/** The present as the time is written: in its zone, or in that of the options. */
function localNow({ referenceTime = Date.now(), zone = UTC }: TimeOptions, { offset }: FoundTime): number {
  return offset === undefined ? referenceTime + zone.offsetAt(referenceTime) : referenceTime;
}

/** The last day on which this time of day is not after `reference`. */
function dayBefore(reference: number, time: number): number {
  const now = new Date(reference);
  const today = startOfDay(now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate()) ?? 0;
  return today + time > reference ? today - DAY : today;
}
