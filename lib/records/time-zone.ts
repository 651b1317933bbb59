/**
 * Minutes east of UTC of the zones that logs name by letters. Of a name that means several zones, the one of North America is meant, as
 * RFC 822 has it; see {@link isAmbiguousZone}.
 */
const NAMED: ReadonlyMap<string, number> = new Map([
  ["Z", 0],
  ["UTC", 0],
  ["GMT", 0],
  ["WET", 0],
  ["WEST", 60],
  ["CET", 60],
  ["CEST", 120],
  ["EET", 120],
  ["EEST", 180],
  ["MSK", 180],
  ["JST", 540],
  ["AEST", 600],
  ["AEDT", 660],
  // RFC 822 names these of North America.
  ["EST", -300],
  ["EDT", -240],
  ["CST", -360],
  ["CDT", -300],
  ["MST", -420],
  ["MDT", -360],
  ["PST", -480],
  ["PDT", -420],
]);

/** Names of zones that mean others elsewhere, whether they are known here or not. */
const AMBIGUOUS = new Set([
  "CST",
  "EST",
  "MST",
  "CDT",
  "EDT",
  "AST",
  "ADT",
  "BST",
  "IST",
  "GST",
  "SST",
  "PST",
  "ECT",
  "WST",
  "AMT",
]);

/** Whether the name of a zone means one thing in one country and another elsewhere: CST is Chicago's, Shanghai's and Havana's. */
export function isAmbiguousZone(name: string): boolean {
  return AMBIGUOUS.has(name);
}

/** The names that are known, for regular expressions of JavaScript and RE2; the longer ones first. */
export const zoneNames: string = [...NAMED.keys()].sort((a, b) => b.length - a.length).join("|");

/** Minutes east of UTC; undefined for a name that is not known. */
export function minutesOfZone(name: string): number | undefined {
  return NAMED.get(name);
}

/** The same by the letters' places in the alphabet, in base 32: for reading bytes without making texts. */
const BY_LETTERS: ReadonlyMap<number, number> = new Map(
  [...NAMED].map(([name, minutes]) => [
    Buffer.from(name).reduce((key, letter) => key * 32 + (letter & 31), 0),
    minutes,
  ]),
);

/** A zone that was read: minutes east of UTC, and the offset after it. */
export interface ReadZone {
  readonly minutes: number;
  readonly end: number;
}

/** `+0100`, `-05:30` or `+02` at `at`; undefined for anything else, also for a zone that does not exist. */
export function offsetAt(bytes: Uint8Array, at: number, end: number): ReadZone | undefined {
  const sign = bytes[at];
  if ((sign !== 0x2b && sign !== 0x2d) || at + 2 >= end) return undefined;
  const hours = twoDigits(bytes, at + 1);
  if (hours < 0) return undefined;
  let next = at + 3;
  let minutes = 0;
  const afterColon = bytes[next] === 0x3a ? next + 1 : next;
  if (afterColon + 1 < end && twoDigits(bytes, afterColon) >= 0) {
    minutes = twoDigits(bytes, afterColon);
    next = afterColon + 2;
  }
  if (hours > 18 || minutes > 59) return undefined;
  return { minutes: (sign === 0x2d ? -1 : 1) * (hours * 60 + minutes), end: next };
}

/** A zone's name at `at`, in capital letters and as a word of its own; undefined for a name that is not known. */
export function zoneNameAt(bytes: Uint8Array, at: number, end: number): ReadZone | undefined {
  let next = at;
  let key = 0;
  while (next < end && next - at < 5 && isCapital(bytes[next])) key = key * 32 + ((bytes[next++] ?? 0) & 31);
  if (next === at || (next < end && isWord(bytes[next]))) return undefined;
  const minutes = BY_LETTERS.get(key);
  return minutes === undefined ? undefined : { minutes, end: next };
}

function isCapital(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x41 && byte <= 0x5a;
}

/** A letter or a digit. */
export function isWord(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const high = (bytes[at] ?? 0) - 0x30;
  const low = (bytes[at + 1] ?? 0) - 0x30;
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : -1;
}
