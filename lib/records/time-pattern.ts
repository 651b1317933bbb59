import { monthOf } from "./calendar";
import { IsoReader } from "./time-iso";
import { type Field, type Step, stepsOf } from "./time-pattern-steps";
import { isWord, offsetAt, zoneNameAt } from "./time-zone";

/** What a time pattern found. */
export interface FoundTime {
  /** The time itself, where the pattern reads it whole (`%+`). */
  readonly at: number | undefined;
  /** A number since 1970 as it is written (`%s`). */
  readonly number: string | undefined;
  readonly year: number | undefined;
  readonly month: number | undefined;
  readonly day: number | undefined;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Minutes east of UTC; undefined where the time does not say it, also for the time that `at` is. */
  readonly offset: number | undefined;
  /** Where it begins and ends. */
  readonly start: number;
  readonly end: number;
}

/** A form of times, see {@link timePattern}. */
export interface TimePattern {
  readonly text: string;
  /** What its times do not say. */
  readonly lacks: "year" | "date" | undefined;
  /** The first time of this form that begins between `start` and `end`, in the first {@link SEARCHED} bytes. */
  find(bytes: Uint8Array, start: number, end: number): FoundTime | undefined;
}

/** Bytes of a line in which a pattern is searched. */
export const SEARCHED = 1024;

/**
 * Reads a time pattern: the directives of `strptime`, which the CloudWatch agent's `timestamp_format` has too, and literal text.
 *
 * `%Y %y %m %d %e %b %B %H %k %I %l %M %S %f %L %p %z %Z %a %A %T %D %F %R`, `%s` (a number since 1970; its size tells the
 * unit), `%+` (ISO 8601), `%*` (any text up to the character that follows; at the beginning of a pattern, from the beginning of the line), `%%`. Blanks match one or
 * more blanks or tabs. A fraction after `%S` and a zone at the end are read without being asked for.
 *
 * Each step reads what it can and never comes back, and a search tries each place once: time is linear in the searched bytes, times
 * the pattern's length, which is limited.
 *
 * @throws Error for what is not a time pattern
 */
export function timePattern(text: string): TimePattern {
  const steps = stepsOf(text);
  const has = (field: Field): boolean => steps.some((step) => step.kind === "digits" && step.field === field);
  const isWhole = steps.some(({ kind }) => kind === "epoch" || kind === "iso");
  const hasMonth = has("month") || steps.some(({ kind }) => kind === "month");
  const hasYear = has("year") || has("shortYear");
  const hasDay = hasMonth && has("day");
  const hasZone = isWhole || steps.some(({ kind }) => kind === "zone" || kind === "zoneName");
  const lacks = isWhole || (hasYear && hasDay) ? undefined : hasDay ? "year" : "date";
  const attempt = new Attempt(steps, !hasZone);
  const first = steps[0];
  return {
    text,
    lacks,
    find(bytes, start, end) {
      const last = Math.min(end, start + SEARCHED);
      if (first?.kind === "skip") return attempt.at(bytes, start, last);
      for (let at = start; at < last; at++) {
        if (!mayBegin(first, bytes, at, start)) continue;
        const found = attempt.at(bytes, at, last);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** Whether a time may begin here: most places are ruled out by one look. */
function mayBegin(first: Step | undefined, bytes: Uint8Array, at: number, start: number): boolean {
  const byte = bytes[at] ?? 0;
  switch (first?.kind) {
    case "text":
      return byte === first.bytes[0];
    case "digits":
    case "epoch":
    case "iso": {
      const isDigit = byte >= 0x30 && byte <= 0x39;
      const isPadded = first.kind === "digits" && first.isPadded && byte === 0x20;
      // Digits within a word, or after a decimal point, are a part of something else.
      return (isDigit || isPadded) && !(at > start && (isWord(bytes[at - 1]) || isFraction(bytes, at)));
    }
    case "month":
    case "weekday":
      return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a && !(at > start && isWord(bytes[at - 1]));
    default:
      return true;
  }
}

function isFraction(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1];
  return before === 0x2e && isDigitAt(bytes, at - 2);
}

function isDigitAt(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at] ?? 0;
  return byte >= 0x30 && byte <= 0x39;
}

/** Reads the steps of a pattern at one place. */
class Attempt {
  readonly #steps: readonly Step[];
  readonly #readsZone: boolean;
  readonly #iso = new IsoReader();
  #fields: Partial<Record<Field, number>> = {};
  #at: number | undefined;
  #number: string | undefined;
  #isAfternoon: boolean | undefined;
  #offset: number | undefined;

  constructor(steps: readonly Step[], readsZone: boolean) {
    this.#steps = steps;
    this.#readsZone = readsZone;
  }

  at(bytes: Uint8Array, start: number, end: number): FoundTime | undefined {
    this.#fields = {};
    this.#at = undefined;
    this.#number = undefined;
    this.#isAfternoon = undefined;
    this.#offset = undefined;
    let next = start;
    for (const [index, step] of this.#steps.entries()) {
      next = this.#read(step, bytes, next, end);
      if (next < 0) return undefined;
      if (step.kind === "digits" && step.field === "second") next = this.#fraction(bytes, next, end, index);
    }
    next = this.#half(bytes, next, end);
    if (this.#readsZone) next = this.#zone(bytes, next, end);
    else if (next < end && isDigitAt(bytes, next) && isDigitAt(bytes, next - 1)) return undefined;
    return this.#found(start, next);
  }

  /** The offset after the step, or -1. */
  #read(step: Step, bytes: Uint8Array, at: number, end: number): number {
    switch (step.kind) {
      case "text":
        return readText(step.bytes, bytes, at, end);
      case "blank": {
        let next = at;
        while (next < end && (bytes[next] === 0x20 || bytes[next] === 0x09)) next++;
        return next === at ? -1 : next;
      }
      case "skip": {
        let next = at;
        const last = Math.min(end, at + step.most);
        while (next < last && !isSame(step.until, bytes[next] ?? 0)) next++;
        return next < last ? next : -1;
      }
      case "digits":
        return this.#digits(step, bytes, at, end);
      case "month": {
        const word = wordAt(bytes, at, end);
        const month = word.length < 3 ? undefined : monthNamed(word);
        if (month === undefined) return -1;
        this.#fields.month = month;
        return at + word.length;
      }
      case "weekday": {
        const word = wordAt(bytes, at, end);
        return /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}$/i.test(word) ? at + word.length : -1;
      }
      case "half": {
        const word = wordAt(bytes, at, end).toLowerCase();
        if (word !== "am" && word !== "pm") return -1;
        this.#isAfternoon = word === "pm";
        return at + 2;
      }
      case "zone":
      case "zoneName": {
        const zone = (step.kind === "zone" ? offsetAt(bytes, at, end) : undefined) ?? zoneNameAt(bytes, at, end);
        if (zone === undefined) return -1;
        this.#offset = zone.minutes;
        return zone.end;
      }
      case "epoch":
        return this.#epoch(bytes, at, end);
      case "iso":
        this.#at = this.#iso.read(bytes, at, end);
        this.#offset = this.#iso.isLocal ? undefined : 0;
        return this.#at === undefined ? -1 : this.#iso.end;
    }
  }

  #digits(step: Extract<Step, { kind: "digits" }>, bytes: Uint8Array, start: number, end: number): number {
    // A blank stands for the first digit: before two digits it is what parts them from the word before.
    const isPadded = step.isPadded && bytes[start] === 0x20;
    const at = isPadded ? start + 1 : start;
    if (isPadded && isDigitAt(bytes, start + 2)) return -1;
    let value = 0;
    let next = at;
    while (next < end && next - at < step.most && isDigitAt(bytes, next))
      value = value * 10 + (bytes[next++] ?? 0) - 0x30;
    const count = next - at;
    if (count < step.least) return -1;
    if (step.field === "fraction") {
      this.#fields.fraction = Math.floor(count > 3 ? value / 10 ** (count - 3) : value * 10 ** (3 - count));
      return next;
    }
    if (value < step.from || value > step.to) return -1;
    this.#fields[step.field] = value;
    return next;
  }

  /** A fraction right after the seconds, unless the pattern has a place for it. */
  #fraction(bytes: Uint8Array, at: number, end: number, index: number): number {
    const after = this.#steps[index + 1];
    const sign = bytes[at];
    const isAsked = after?.kind === "text" && (after.bytes[0] === 0x2e || after.bytes[0] === 0x2c);
    if (isAsked || (sign !== 0x2e && sign !== 0x2c) || at + 1 >= end || !isDigitAt(bytes, at + 1)) return at;
    let last = at + 1;
    while (last < end && last - at <= FRACTION.most + 1 && isDigitAt(bytes, last)) last++;
    // More digits after a comma are the next column.
    if (sign === 0x2c && last - at > FRACTION.most + 1) return at;
    return this.#digits(FRACTION, bytes, at + 1, end);
  }

  /** AM or PM right after an hour of up to twelve, or after a blank, where the pattern does not ask for it. */
  #half(bytes: Uint8Array, at: number, end: number): number {
    const { hour } = this.#fields;
    if (hour === undefined || hour === 0 || hour > 12) return at;
    const from = bytes[at] === 0x20 ? at + 1 : at;
    // A, P, then M.
    const [first, second] = from + 1 < end ? [(bytes[from] ?? 0) | 0x20, (bytes[from + 1] ?? 0) | 0x20] : [0, 0];
    if ((first !== 0x61 && first !== 0x70) || second !== 0x6d || isWord(bytes[from + 2])) return at;
    this.#fields.halfDayHour = hour;
    this.#isAfternoon = first === 0x70;
    return from + 2;
  }

  /** The zone that may follow, perhaps after a blank. */
  #zone(bytes: Uint8Array, at: number, end: number): number {
    if (at < end && isDigitAt(bytes, at) && isDigitAt(bytes, at - 1)) return -1;
    const from = bytes[at] === 0x20 ? at + 1 : at;
    // ` -1` and ` - ` belong to the text that follows: an offset has four digits.
    const offset = from + 4 < end ? offsetAt(bytes, from, end) : undefined;
    const zone = (offset !== undefined && offset.end - from >= 5 ? offset : undefined) ?? zoneNameAt(bytes, from, end);
    if (zone === undefined) return at;
    this.#offset = zone.minutes;
    return zone.end;
  }

  #epoch(bytes: Uint8Array, start: number, end: number): number {
    let next = start;
    while (next < end && next - start < 20 && isDigitAt(bytes, next)) next++;
    if (next - start < 9 || (next < end && isDigitAt(bytes, next))) return -1;
    if (bytes[next] === 0x2e && next + 1 < end && isDigitAt(bytes, next + 1)) {
      next++;
      while (next < end && isDigitAt(bytes, next)) next++;
    }
    if (next < end && isWord(bytes[next])) return -1;
    this.#number = latin1(bytes, start, next);
    return next;
  }

  #found(start: number, end: number): FoundTime | undefined {
    if (end < 0) return undefined;
    const { year, shortYear, month, day, hour = 0, halfDayHour, minute = 0, second = 0, fraction = 0 } = this.#fields;
    const hours = halfDayHour === undefined ? hour : (halfDayHour % 12) + (this.#isAfternoon === true ? 12 : 0);
    return {
      at: this.#at,
      number: this.#number,
      // POSIX: 69 to 99 are of the century before.
      year: year ?? (shortYear === undefined ? undefined : shortYear + (shortYear < 69 ? 2000 : 1900)),
      month,
      day,
      hour: hours,
      minute,
      second,
      millisecond: fraction,
      offset: this.#offset,
      start,
      end,
    };
  }
}

const FRACTION = {
  kind: "digits",
  field: "fraction",
  least: 1,
  most: 9,
  from: 0,
  to: Infinity,
  isPadded: false,
} as const;

function isSame(until: number, byte: number): boolean {
  return byte === until || (until === 0x20 && byte === 0x09);
}

function readText(text: Uint8Array, bytes: Uint8Array, at: number, end: number): number {
  if (at + text.length > end) return -1;
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text[index]) return -1;
  return at + text.length;
}

/** The letters at `at`; no name of a month or weekday has more than nine. */
function wordAt(bytes: Uint8Array, at: number, end: number): string {
  let next = at;
  while (next < end && next - at < 10 && isLetter(bytes[next] ?? 0)) next++;
  return latin1(bytes, at, next);
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

function isLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

const MONTHS =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;

function monthNamed(word: string): number | undefined {
  return MONTHS.test(word) ? monthOf(word) : undefined;
}
