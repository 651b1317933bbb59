import { startOfDay } from "./calendar";
import { isWord, zoneNameAt } from "./time-zone";

/** Reads ISO 8601 times from bytes; remembers the last day, which most lines share with the line before. */
export class IsoReader {
  #lastDay = -1;
  #lastStart: number | undefined;
  #end = 0;
  #isLocal = true;

  /** The offset after the time that was read last. */
  get end(): number {
    return this.#end;
  }

  /** Whether the time that was read last says no zone: it was read as UTC. */
  get isLocal(): boolean {
    return this.#isLocal;
  }

  /**
   * The time that begins at `start`: date, then `T`, a blank or a tab, then hours (in one or two digits) and minutes; seconds, a fraction of any
   * precision after `.` or `,`, and a zone may follow, also by its name after a blank. Without a zone it is UTC. Dates are written with `-` or `/`, or
   * both date and time without separators (`20261121T100000Z`).
   *
   * @returns milliseconds since 1970, cut and not rounded; undefined where there is no such time
   */
  read(bytes: Uint8Array, start: number, end: number): number | undefined {
    if (end - start < 13) return undefined;
    const separator = bytes[start + 4];
    const isExtended = separator === DASH || separator === SLASH;
    const width = isExtended ? 1 : 0;
    if (isExtended && bytes[start + 7] !== separator) return undefined;
    const year = two(bytes, start) * 100 + two(bytes, start + 2);
    const month = two(bytes, start + 4 + width);
    const date = two(bytes, start + 6 + 2 * width);
    const at = start + 8 + 2 * width;
    const between = bytes[at];
    const isSeparated = between === 0x54 || between === 0x74 || between === BLANK || between === TAB;
    if (!isSeparated || !(year >= 0 && month >= 0 && date >= 0)) return undefined;
    const time = this.#readTime(bytes, at + 1, end, isExtended);
    if (time < 0) return undefined;
    const day = this.#startOf(year, month, date);
    if (day === undefined) return undefined;
    const offset = this.#readZone(bytes, this.#end, end);
    return offset === undefined ? undefined : day + time - offset * 60_000;
  }

  /** Milliseconds of the day; negative where there is no time. */
  #readTime(bytes: Uint8Array, start: number, end: number, isExtended: boolean): number {
    let hour = two(bytes, start);
    let at = start + 2;
    if (hour < 0 && isExtended) {
      // One digit, perhaps after a blank in place of the other, as MySQL writes it.
      const first = bytes[start] === BLANK ? start + 1 : start;
      hour = digit(bytes[first]);
      at = first + 1;
    }
    const hasColons = bytes[at] === COLON;
    // A date without separators often has a time with colons; the other way round it is not a time.
    if (isExtended && !hasColons) return -1;
    if (hasColons) at++;
    const minute = two(bytes, at);
    at += 2;
    if (at > end || !(hour >= 0 && hour <= 24 && minute >= 0 && minute <= 59)) return -1;
    let second = 0;
    let fraction = 0;
    if (at < end && (hasColons ? bytes[at] === COLON : digit(bytes[at]) >= 0)) {
      if (hasColons) at++;
      second = two(bytes, at);
      at += 2;
      if (at > end || !(second >= 0 && second <= 60)) return -1;
      if (isFraction(bytes, at, end)) {
        let scale = 100;
        for (at++; at < end && digit(bytes[at]) >= 0; at++) {
          fraction += digit(bytes[at]) * scale;
          scale = scale === 1 || scale === 0 ? 0 : scale / 10;
        }
      }
    }
    if (at < end && digit(bytes[at]) >= 0) return -1;
    if (hour === 24 && (minute > 0 || second > 0 || fraction > 0)) return -1;
    this.#end = at;
    return (hour * 60 + minute) * 60_000 + second * 1000 + fraction;
  }

  /** Minutes east of UTC of the zone at `at`, perhaps after a blank; none is UTC. Undefined: a zone that does not exist. */
  #readZone(bytes: Uint8Array, at: number, end: number): number | undefined {
    this.#isLocal = false;
    let next = at;
    if (bytes[next] === BLANK && next + 1 < end) next++;
    const sign = next < end ? bytes[next] : undefined;
    if (sign === 0x5a || sign === 0x7a) {
      if (!isWord(next + 1 < end ? bytes[next + 1] : undefined)) this.#end = next + 1;
      return 0;
    }
    if (sign !== PLUS && sign !== DASH) {
      const zone = next > at && sign !== undefined ? zoneNameAt(bytes, next, end) : undefined;
      if (zone !== undefined) this.#end = zone.end;
      else this.#isLocal = true;
      return zone?.minutes ?? 0;
    }
    const hours = next + 2 < end ? two(bytes, next + 1) : -1;
    // ` - ` and ` -1` after a time belong to the text that follows.
    if (!(hours >= 0)) {
      this.#isLocal = true;
      return 0;
    }
    let minutes = 0;
    next += 3;
    const afterColon = bytes[next] === COLON ? next + 1 : next;
    if (afterColon + 1 < end && two(bytes, afterColon) >= 0) {
      minutes = two(bytes, afterColon);
      next = afterColon + 2;
    }
    if (hours > 18 || minutes > 59) return undefined;
    this.#end = next;
    return (sign === DASH ? -1 : 1) * (hours * 60 + minutes);
  }

  #startOf(year: number, month: number, date: number): number | undefined {
    const key = year * 10_000 + month * 100 + date;
    if (key !== this.#lastDay) {
      this.#lastDay = key;
      this.#lastStart = startOfDay(year, month, date);
    }
    return this.#lastStart;
  }
}

/** A point and digits; after a comma at most nine: more are the next column. */
function isFraction(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 1 >= end || digit(bytes[at + 1]) < 0) return false;
  if (bytes[at] === DOT) return true;
  if (bytes[at] !== COMMA) return false;
  let next = at + 1;
  while (next < end && next - at <= 10 && digit(bytes[next]) >= 0) next++;
  return next - at <= 10;
}

/** The number of two digits; negative where they are not digits. */
function two(bytes: Uint8Array, at: number): number {
  const high = digit(bytes[at]);
  const low = digit(bytes[at + 1]);
  return high < 0 || low < 0 ? -1 : high * 10 + low;
}

function digit(byte: number | undefined): number {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : -1;
}

const [DASH, SLASH, COLON, DOT, COMMA, PLUS, BLANK, TAB] = [0x2d, 0x2f, 0x3a, 0x2e, 0x2c, 0x2b, 0x20, 0x09] as const;
