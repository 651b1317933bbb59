export type TimeUnit = "auto" | "s" | "ms" | "us" | "ns";

/**
 * The time of a number of seconds, milliseconds, microseconds or nanoseconds since 1970, in whole milliseconds (cut, not
 * rounded); undefined where the text is not such a number.
 *
 * With `auto` the magnitude decides the unit, and the ranges meet: from 1e8 to 1e11 seconds, to 1e14 milliseconds, to 1e17
 * microseconds, to 1e20 nanoseconds. Each is the years 1973 to 5138; smaller and negative numbers are not times.
 *
 * @param text as JSON writes numbers: `1763719200`, `1763719200.123`, `1.7637192e9`
 */
export function timeOfNumber(text: string, unit: TimeUnit): number | undefined {
  const parts = /^(\d{1,20})(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text);
  if (parts === null) return undefined;
  const [, whole = "", fraction = "", exponent = "0"] = parts;
  const value = Number(text);
  const digits = unit === "auto" ? unitOf(value) : DIGITS[unit];
  if (digits === undefined || value <= 0) return undefined;
  // By digits: nanoseconds have more of them than a number holds, and 1763719200.123 * 1000 is not whole.
  const shift = whole.length + Number(exponent) + 3 - digits;
  const all = whole + fraction;
  if (shift <= 0) return undefined;
  const at = Number(all.slice(0, shift).padEnd(shift, "0"));
  return at <= LATEST ? at : undefined;
}

/** Digits by which a unit is smaller than a second. */
const DIGITS = { s: 0, ms: 3, us: 6, ns: 9 } as const;

/** The last moment that a JavaScript date can hold, in milliseconds. */
const LATEST = 8.64e15;

function unitOf(value: number): number | undefined {
  if (value < 1e8) return undefined;
  if (value < 1e11) return DIGITS.s;
  if (value < 1e14) return DIGITS.ms;
  if (value < 1e17) return DIGITS.us;
  return value < 1e20 ? DIGITS.ns : undefined;
}
