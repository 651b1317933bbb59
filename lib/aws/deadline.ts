import { greatest } from "../base";
import { secondsOfDay } from "./alarm-window";
import { MuteRuleError } from "./schedule-errors";
import { type ZoneChange, type ZoneOffsets, zoneOffsets } from "./zone-changes";

/** Days of the week, Monday first, as cron writes them. */
export const weekdays = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;
export type Weekday = (typeof weekdays)[number];

/** Hours and minutes of a day, `04:00`, for a JSON Schema. */
export const clockShape = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Something must have happened between two times of a day. */
export interface Deadline {
  /** Local time by which it must have happened: `04:00`. */
  readonly by: string;

  /**
   * Local time from which on it counts, of the day of `by` or the day before: `22:00`.
   *
   * @default - 12 hours before `by`
   */
  readonly from?: string | undefined;

  /** IANA time zone of both. */
  readonly timezone: string;

  /**
   * Days on which there is a deadline: those of `by`.
   *
   * @default - every day
   */
  readonly days?: readonly Weekday[] | undefined;
}

/** Why an alarm cannot watch a deadline. */
export type DeadlineFault =
  | { readonly kind: "time"; readonly key: "by" | "from"; readonly text: string }
  | { readonly kind: "timezone"; readonly text: string }
  | { readonly kind: "days" }
  /** From `from` to `by` is longer than an alarm can watch; both in seconds. */
  | { readonly kind: "too-long"; readonly seconds: number; readonly most: number };

/** An alarm that fires for a deadline: an expression over periods of a minute, 1 where it is missed so far. */
export interface DeadlineAlarmPlan {
  /** Expressions by their ids, in the order in which they refer to each other; the alarm watches the last, `missed`. */
  readonly expressions: readonly { readonly id: string; readonly expression: string }[];

  /** Number of periods that are evaluated, and how many of them must be 1. */
  readonly periods: number;
  readonly datapoints: number;
}

/** Longest time from `from` to `by`, in seconds: an alarm looks back a day, and this one must stay in ALARM for a while. */
export const longestDeadline = 18 * 3600;

/** Id of the metric that `expressions` read: how often it happened in a minute. */
export const deadlineMetricId = "happened";

/** Seconds after `by` at which the alarm fires: what was logged at the last moment must have become a metric. */
export const deadlineGrace = 300;

const usualWindow = 12 * 3600;
const longestHold = 6 * 3600;
const longestAlarm = 22 * 3600;

/** What is wrong with a deadline: everything at once. */
export function deadlineFaults({ by, days, from, timezone }: Deadline): DeadlineFault[] {
  const faults: DeadlineFault[] = [];
  if (!clockShape.test(by)) faults.push({ kind: "time", key: "by", text: by });
  if (from !== undefined && !clockShape.test(from)) faults.push({ kind: "time", key: "from", text: from });
  if (!isTimeZone(timezone)) faults.push({ kind: "timezone", text: timezone });
  if (days?.length === 0) faults.push({ kind: "days" });
  if (faults.length > 0) return faults;
  const seconds = windowOf(by, from);
  return seconds > longestDeadline ? [{ kind: "too-long", seconds, most: longestDeadline }] : [];
}

/**
 * The alarm for a deadline without {@link deadlineFaults}.
 *
 * CloudWatch has no time zones, so local time is UTC plus the zone's offset, whose changes until 2040 are constants of the expression.
 * Seen from the deadline, time runs in days that end with it (`due`). In the last part of such a day the expression is 1 for each minute
 * in which it did not happen, and for minutes before `from`: that part always has as many minutes, although nights in which clocks change
 * are longer or shorter. The alarm fires when all of them are 1, which is so at the deadline and for some hours after it, and no longer
 * once it happened in time.
 *
 * `TIME_SERIES(0)` has a datapoint for every period, and a datapoint that another series lacks counts as 0 (both documented), so the
 * expression has a value in every period, whether or not the metric has ever been published.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function deadlineAlarm({ by, days, from, timezone }: Deadline): DeadlineAlarmPlan {
  const zone = zoneOffsets(timezone);
  const window = windowOf(by, from);
  const due = (secondsIn(by) + deadlineGrace) % secondsOfDay;
  const setBack = greatest([0, ...zone.changes.map(({ before, after }) => before - after)]);
  const watched = Math.ceil((window + setBack + deadlineGrace) / 60);
  const hold = Math.floor(Math.min(longestHold, longestAlarm - watched * 60) / 60);
  const begin = (secondsIn(by) - window + secondsOfDay) % secondsOfDay;
  const dayOfBy = secondsIn(by) + deadlineGrace < secondsOfDay ? 4 : 3;
  const weekday = `day + ${dayOfBy} - 7 * FLOOR((day + ${dayOfBy}) / 7)`;
  const isWatched = `(due - 86400 * day >= ${secondsOfDay - watched * 60})`;
  const isThere = `(local - 86400 * FLOOR(local / 86400) < ${window}) * (${deadlineMetricId} > 0)`;
  const isDay =
    days === undefined ? "" : ` * (${days.map((day) => `(weekday == ${weekdays.indexOf(day)})`).join(" + ")})`;
  return {
    expressions: [
      { id: "now", expression: "EPOCH(TIME_SERIES(0))" },
      { id: "due", expression: `now${offsetText(zone.first, switches(zone, due))} - ${due}` },
      { id: "day", expression: "FLOOR(due / 86400)" },
      ...(days === undefined ? [] : [{ id: "weekday", expression: weekday }]),
      { id: "local", expression: `now${offsetText(zone.first, zone.changes)} - ${begin}` },
      { id: "missed", expression: `${isWatched} * (1 - ${isThere})${isDay}` },
    ],
    periods: watched + hold,
    datapoints: watched,
  };
}

/**
 * When the offset that the next deadline has begins to hold: after the last deadline before the change. Where clocks are set back, that
 * is later by as much, so that the deadline that just passed does not come again. A deadline that is skipped, because clocks are set
 * forward over it, is as late as it would have been.
 */
function switches({ changes }: ZoneOffsets, due: number): readonly ZoneChange[] {
  return changes.map(({ at, before, after }) => {
    const since = (((at + before - due) % secondsOfDay) + secondsOfDay) % secondsOfDay;
    const last = at - since;
    const next = last + secondsOfDay - (after - before);
    return { at: (next < at ? last + secondsOfDay : last) + Math.max(0, before - after), before, after };
  });
}

/** ` + 3600 + 3600*(0+(now>=1774746000)-(now>=1792890000))`: terms of the same size are taken together, which is short. */
function offsetText(first: number, steps: readonly ZoneChange[]): string {
  const sizes = [...new Set(steps.map(({ before, after }) => Math.abs(after - before)))];
  const terms = sizes.map((size) => {
    const signed = steps
      .filter(({ before, after }) => Math.abs(after - before) === size)
      .map(({ at, before, after }) => `${after > before ? "+" : "-"}(now>=${at})`);
    return ` + ${size}*(0${signed.join("")})`;
  });
  return `${first < 0 ? ` - ${-first}` : ` + ${first}`}${terms.join("")}`;
}

function windowOf(by: string, from: string | undefined): number {
  if (from === undefined) return usualWindow;
  const seconds = (secondsIn(by) - secondsIn(from) + secondsOfDay) % secondsOfDay;
  return seconds === 0 ? secondsOfDay : seconds;
}

function secondsIn(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 3600 + minutes * 60;
}

function isTimeZone(name: string): boolean {
  try {
    zoneOffsets(name);
    return true;
  } catch (error) {
    if (error instanceof MuteRuleError) return false;
    throw error;
  }
}
