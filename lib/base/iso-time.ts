/**
 * A date or a time as people write it in ISO 8601, in milliseconds since 1970: `2026-11-21`, `2026-11-21T10:00`,
 * `2026-11-21 10:00:00.5+01:00`; in UTC where it has no zone. Undefined for anything else, and for a day, a time or an offset that
 * there is not: `Date.parse` takes the 31st of February for the 3rd of March. A leap second is the first of the minute that follows.
 */
export function readIsoTime(text: string): number | undefined {
  const parts = form.exec(text);
  if (parts === null) return undefined;
  const numbers: readonly (string | undefined)[] = parts.slice(1, 7);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers.map((part = "0") => Number(part));
  const offset = offsetOf(parts[8]);
  if (offset === undefined || minute > 59 || second > 60) return undefined;
  // 24:00 is the end of the day.
  if (hour > 24 || (hour === 24 && minute + second > 0)) return undefined;
  const date = new Date(0);
  // Not Date.UTC, which takes the year 99 for 1999.
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const fraction = Number((parts[7] ?? "").slice(0, 3).padEnd(3, "0"));
  return date.getTime() + (hour * 60 + minute - offset) * 60_000 + second * 1000 + fraction;
}

const form = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Minutes east of UTC, as far as there are zones. */
function offsetOf(zone = "Z"): number | undefined {
  if (/^Z$/i.test(zone)) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (minutes > 59 || hours * 60 + minutes > 18 * 60) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
