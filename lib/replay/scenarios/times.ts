import { durationText } from "../../aws";
import type { TimeSpan } from "./scenario";

/** `12m (19:42:00)`: the time since the scenario's start, and the time of day in UTC; with the date if it is another day. */
export function instantText(at: number, start: number): string {
  const iso = new Date(at).toISOString();
  const date = iso.slice(0, 10) === new Date(start).toISOString().slice(0, 10) ? "" : `${iso.slice(0, 10)} `;
  const clock = iso.slice(11, iso.endsWith(".000Z") ? 19 : 23);
  return `${durationText(at - start)} (${date}${clock})`;
}

/** `between 12m (19:42:00) and 20m (19:50:00)`. */
export function spanText({ from, to }: TimeSpan, start: number): string {
  return from === to
    ? `at ${instantText(from, start)}`
    : `between ${instantText(from, start)} and ${instantText(to, start)}`;
}

export function within({ from, to }: TimeSpan, at: number): boolean {
  return at >= from && at <= to;
}
