import { isoTime, minute } from "./clock";
import { serviceNames, type Day, type Lines } from "./day";
import type { Window } from "./incidents";

/** The minutes around the beginning of the payment provider's outage. */
function sampleWindow({ incidents }: Day): Window {
  const { from } = incidents.paymentProviderOutage;
  return { from: from - 1.5 * minute, to: from + 2 * minute };
}

/** The day's lines of these minutes: few enough to commit and to read. */
export function sampleOf(day: Day): Lines {
  return linesWithin(day.lines, sampleWindow(day));
}

/** The lines whose timestamp is in the window. */
export function linesWithin(lines: Lines, window: Window): Lines {
  return Object.fromEntries(serviceNames.map((name) => [name, linesIn(lines[name], window)])) as Lines;
}

function linesIn(lines: readonly string[], { from, to }: Window): readonly string[] {
  const [first, last] = [isoTime(from), isoTime(to)];
  return lines.filter((line) => {
    const at = timestampOf(line);
    return at >= first && at < last;
  });
}

/** A line's timestamp, which is its first key; these timestamps sort as text. */
export function timestampOf(line: string): string {
  const start = '{"timestamp":"'.length;
  return line.slice(start, start + "2026-11-03T00:00:00.000Z".length);
}
