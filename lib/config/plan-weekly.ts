import { readCron, readQuietDuration } from "../aws";
import type { QuietHoursPlan } from "./plan/grafana";

const days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const dayMinutes = 1440;

/** The first day of a week that begins with Sunday. */
const sunday = { year: 2023, month: 1, day: 1 };

/**
 * Quiet hours as Grafana has them: times of weekdays, of which none crosses midnight.
 *
 * @returns undefined for hours that are not the same every week, and for what is no schedule
 */
export function weeklyIntervals(
  cron: string,
  duration: string,
  location: string,
): QuietHoursPlan["intervals"] | undefined {
  const [, , dayOfMonth = "", month = ""] = cron.trim().split(/\s+/);
  if (!/^[*?]$/.test(dayOfMonth) || month !== "*") return undefined;
  try {
    const { hours, matches, minutes } = readCron(cron);
    const length = Math.ceil(readQuietDuration(duration) / 60_000);
    const starts = days.flatMap((_day, weekday) =>
      matches(sunday.year, sunday.month, sunday.day + weekday)
        ? hours.flatMap((hour) => minutes.map((minute) => weekday * dayMinutes + hour * 60 + minute))
        : [],
    );
    return byTimes(joined(starts, length), location);
  } catch {
    // A rule of the configuration says so.
    return undefined;
  }
}

/** Minutes of the week that are quiet, from and to, without overlaps; at most a week of them. */
function joined(starts: readonly number[], length: number): readonly (readonly [number, number])[] {
  const week = days.length * dayMinutes;
  if (starts.length > 0 && length >= week) return [[0, week]];
  const parts = starts
    .flatMap((start): [number, number][] =>
      start + length <= week
        ? [[start, start + length]]
        : [
            [start, week],
            [0, start + length - week],
          ],
    )
    .sort(([a], [b]) => a - b);
  const whole: [number, number][] = [];
  for (const [from, to] of parts) {
    const last = whole.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}

function byTimes(quiet: readonly (readonly [number, number])[], location: string): QuietHoursPlan["intervals"] {
  const found = new Map<string, { start: string; end: string; weekdays: string[] }>();
  for (const [weekday, name] of days.entries()) {
    for (const [from, to] of quiet) {
      const start = Math.max(from - weekday * dayMinutes, 0);
      const end = Math.min(to - weekday * dayMinutes, dayMinutes);
      if (start >= end) continue;
      const times = { start: clock(start), end: clock(end) };
      const key = `${times.start} ${times.end}`;
      const entry = found.get(key) ?? { ...times, weekdays: [] };
      entry.weekdays.push(name);
      found.set(key, entry);
    }
  }
  return [...found.values()].map(({ end, start, weekdays }) => ({
    times: [{ start, end }],
    ...(weekdays.length === days.length ? {} : { weekdays }),
    location,
  }));
}

function clock(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
