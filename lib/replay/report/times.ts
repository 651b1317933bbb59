/** Milliseconds. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `2026-11-20`, in UTC. */
export function utcDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** `14:02` in UTC; with seconds where there are any: `14:02:30`. */
export function utcTime(at: number): string {
  const time = new Date(at).toISOString().slice(11, 19);
  return time.endsWith(":00") ? time.slice(0, 5) : time;
}

/** `2026-11-20 14:02`, in UTC. */
export function utcStamp(at: number): string {
  return `${utcDate(at)} ${utcTime(at)}`;
}

/** Only the time on the given day, otherwise also the date. */
export function utcTimeOn(date: string, at: number): string {
  return utcDate(at) === date ? utcTime(at) : utcStamp(at);
}

/** `14:02 to 14:41`, with the date of the end if it is on another day. */
export function utcRange(from: number, to: number): string {
  return `${utcTime(from)} to ${utcTimeOn(utcDate(from), to)}`;
}

/** At most two units, rounded down: `45 s`, `31 min`, `1 h 5 min`, `2 d 3 h`. */
export function duration(milliseconds: number): string {
  const units = [
    [day, "d"],
    [hour, "h"],
    [minute, "min"],
    [second, "s"],
  ] as const;
  const first = units.findIndex(([size]) => milliseconds >= size);
  if (first === -1) return "0 s";
  let rest = milliseconds;
  const parts: string[] = [];
  for (const [size, name] of units.slice(first, first + 2)) {
    const whole = Math.floor(rest / size);
    rest -= whole * size;
    if (whole > 0) parts.push(`${whole} ${name}`);
  }
  return parts.join(" ");
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7 * 1440, 14 * 1440, 30 * 1440, 90 * 1440].map(
  (minutes) => minutes * minute,
);

/** Ticks of a time axis: multiples of a step in UTC. The step is the shortest that divides the range into at most `most` parts. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const step = steps.find((size) => (to - from) / size <= most) ?? (Math.ceil((to - from) / most / day) * day || day);
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}

/** The label of a tick: the time, or the day at midnight, `21 Nov`. */
export function tickLabel(at: number): string {
  if (at % day !== 0) return utcTime(at);
  return new Date(at).toUTCString().slice(5, 11).replace(/^0/, "");
}
