import { timeZone } from "./time-zone";

/** A change of a zone's offset from UTC: clocks are set forward or back. */
export interface ZoneChange {
  /** Seconds since 1970. */
  readonly at: number;

  /** Local time minus UTC before it and from it on, in seconds. */
  readonly before: number;
  readonly after: number;
}

/** An offset of a zone, and how it changes. */
export interface ZoneOffsets {
  /** Local time minus UTC before the first change, in seconds. */
  readonly first: number;
  readonly changes: readonly ZoneChange[];
}

// The same years whenever they are read, so that a template does not change by itself.
const begin = Date.UTC(2026, 0, 1);
const end = Date.UTC(2041, 0, 1);
const week = 7 * 86_400_000;
const known = new Map<string, ZoneOffsets>();

/**
 * The offsets of a time zone from 2026 to 2040, as this Node.js knows its rules.
 *
 * @throws MuteRuleError for a name that is not in the IANA database
 */
export function zoneOffsets(name: string): ZoneOffsets {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const { offsetAt } = timeZone(name);
  const offset = (utc: number): number => offsetAt(utc) / 1000;
  const changes: ZoneChange[] = [];
  for (let from = begin; from < end; from += week) {
    const to = Math.min(from + week, end);
    if (offset(from) === offset(to)) continue;
    let [low, high] = [from, to];
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (offset(middle) === offset(from)) low = middle;
      else high = middle;
    }
    changes.push({ at: high / 1000, before: offset(from), after: offset(to) });
  }
  const offsets = { first: offset(begin), changes };
  known.set(name, offsets);
  return offsets;
}
