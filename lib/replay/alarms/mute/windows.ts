import { readIsoTime } from "../../../base";
import type { MuteRule } from "../../../terraform";
import {
  type Cron,
  MuteRuleError,
  readLocalTime,
  readMuteDuration,
  readSchedule,
  timeZone,
  type TimeZone,
} from "../../../aws";

/** A time in which a mute rule mutes, in milliseconds since 1970: from `from` to before `to`. */
export interface MuteWindow {
  readonly from: number;
  readonly to: number;
}

/**
 * The windows of a mute rule that overlap a range of time, in order. They are not cut to the range; windows that touch or overlap are
 * merged.
 *
 * A window begins when the schedule says, in the rule's time zone, and lasts for the duration. If clocks are put forward over the time
 * of a recurring schedule, that day has no window; if they are put back, the first of the two times counts. EventBridge Scheduler does
 * so (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html); for mute rules it is not documented.
 * No window begins before `startDate`, and all end by `expireDate`. Both are in the rule's time zone unless they have an offset.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
 * @throws MuteRuleError naming the field that is not valid. A rule whose expression or duration is not known has no windows.
 */
export function muteWindows(rule: MuteRule, fromMs: number, toMs: number): MuteWindow[] {
  if (rule.expression === undefined || rule.duration === undefined) return [];
  const zone = timeZone(rule.timezone);
  const duration = readMuteDuration(rule.duration);
  const start = dateOf("start_date", rule.startDate, zone) ?? -Infinity;
  const expire = dateOf("expire_date", rule.expireDate, zone) ?? Infinity;
  const begins = beginningsOf(rule.expression, zone);

  const first = Math.max(fromMs - duration, start);
  const last = Math.min(toMs, expire);
  const windows: { from: number; to: number }[] = [];
  for (const at of begins(first, last)) {
    const window = { from: at, to: Math.min(at + duration, expire) };
    if (at < start || window.from >= window.to || window.to <= fromMs || at > toMs) continue;
    const before = windows.at(-1);
    if (before !== undefined && at <= before.to) before.to = Math.max(before.to, window.to);
    else windows.push(window);
  }
  return windows;
}

const DAY = 86_400_000;

/** Finds when windows of an expression begin, from one instant to another, ascending. */
function beginningsOf(expression: string, zone: TimeZone): (from: number, to: number) => Iterable<number> {
  const schedule = readSchedule(expression);
  if (schedule.kind === "cron") return (from, to) => occurrences(schedule.cron, zone, from, to);
  const at = zone.instantOf(schedule.at);
  if (at === undefined) {
    throw new MuteRuleError(
      "expression",
      expression,
      "there is no such time in its zone: the clocks are put forward over it",
      "Write at(yyyy-MM-ddThh:mm), such as at(2026-11-21T14:00).",
    );
  }
  return () => [at];
}

/** Times of a cron expression from `from` to `to`, ascending. */
function* occurrences(cron: Cron, zone: TimeZone, from: number, to: number): Iterable<number> {
  // Days of the local calendar, each as midnight of its date in UTC; a zone is at most a day off.
  for (let midnight = Math.floor(from / DAY) * DAY - DAY; midnight <= to + DAY; midnight += DAY) {
    const date = new Date(midnight);
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    if (!cron.matches(year, month, day)) continue;
    const offset = zone.offsetAt(midnight - DAY);
    const isPlain = offset === zone.offsetAt(midnight + 2 * DAY);
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const at = isPlain
          ? midnight + (hour * 60 + minute) * 60_000 - offset
          : zone.instantOf({ year, month, day, hour, minute });
        if (at !== undefined && at >= from && at <= to) yield at;
      }
    }
  }
}

function dateOf(field: "start_date" | "expire_date", text: string | undefined, zone: TimeZone): number | undefined {
  if (text === undefined) return undefined;
  const [, civil, seconds = ":00", offset] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/i.exec(text) ?? [];
  const local = civil === undefined ? undefined : readLocalTime(civil);
  const written = readIsoTime(text);
  const utc =
    local === undefined || written === undefined ? undefined : offset === undefined ? zone.instantOf(local) : written;
  if (utc === undefined) {
    throw new MuteRuleError(field, text, "it is not a date and time", "Write it as in 2026-12-31T23:59:59Z.");
  }
  return offset === undefined ? utc + Number(seconds.slice(1)) * 1000 : utc;
}
