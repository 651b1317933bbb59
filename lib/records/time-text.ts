import { millisecondsOf, monthOf, offsetOf, timeOfCalendar, yearBefore } from "./calendar";
import { EscapeFinder, withoutColours } from "./colours";
import { IsoReader } from "./time-iso";
import { timeOfNumber } from "./time-number";
import { type LocalClock, localClock } from "./local-clock";
import type { Clock, Parts, TimeOptions } from "./time-options";
import { patternClock } from "./pattern-clock";
import { SEARCHED, timePattern } from "./time-pattern";
import { zoneNames } from "./time-zone";

/** Reads times; those without a zone are of the options' zone. */
export interface TimeReader {
  /** The time at the beginning of a line of text; undefined where there is none that can be read. */
  leading(bytes: Buffer, start: number, end: number): number | undefined;
  /** The time that the whole text is: a date, or a number as text. */
  whole(text: string): number | undefined;
  /** As {@link whole}, of bytes. */
  wholeOf(bytes: Buffer, start: number, end: number): number | undefined;
  /** A bare JSON number, as written. */
  number(text: string): number | undefined;
}

/** Bytes of a line in which its time is looked for. */
const HEAD = 256;

/** What was assumed about times that do not say it; called once or more. */
export interface OnAssumed {
  year(year: number): void;
  /** @param date the first moment of the day */
  date(date: number): void;
  /** Times without a zone are UTC. */
  zone(): void;
  /** @param local a time that occurs twice or never in its zone, in milliseconds as if it were UTC */
  change(local: number, occurs: "twice" | "never"): void;
}

const NOTED: OnAssumed = {
  year: () => undefined,
  date: () => undefined,
  zone: () => undefined,
  change: () => undefined,
};

/**
 * @param onAssumed told what was assumed for times without a year, a date or a zone, unless the options give it
 * @param chosen the form that most lines of the source have, where it is not at their beginning; other lines begin with their time
 * @throws Error for a pattern that cannot be read
 */
export function timeReader(options: TimeOptions = {}, onAssumed: OnAssumed = NOTED, chosen?: string): TimeReader {
  const unit = options.timeUnit ?? "auto";
  const given = options.timePattern === undefined ? undefined : timePattern(options.timePattern);
  const searched = given ?? (chosen === undefined ? undefined : timePattern(chosen));
  const iso = new IsoReader();
  const escapes = new EscapeFinder();
  const toUtc = localClock(options.zone, onAssumed);
  const isoTime = (at: number): number | undefined => (iso.isLocal ? toUtc(at) : at);
  const clock: Clock = (parts) => {
    if (parts.year !== undefined) return calendarTime(parts, parts.year, toUtc);
    const known = options.year ?? (options.date === undefined ? undefined : new Date(options.date).getUTCFullYear());
    const year = known ?? yearBefore(options.referenceTime ?? Date.now(), { ...parts, offset: parts.offset ?? 0 });
    if (year === undefined) return undefined;
    if (known === undefined) onAssumed.year(year);
    return calendarTime(parts, year, toUtc);
  };
  const timeOf = patternClock(options, clock, toUtc, (date) => onAssumed.date(date));
  // The lines of a source are alike: the form that was found last is tried first.
  let last: Form | undefined;

  const whole = (text: string): number | undefined => {
    const trimmed = text.trim();
    const bytes = Buffer.from(trimmed, "latin1");
    const found = given?.find(bytes, 0, bytes.length);
    if (found !== undefined) return timeOf(found);
    const at = iso.read(bytes, 0, bytes.length);
    if (at !== undefined) return AFTER_ISO.test(trimmed.slice(iso.end)) ? isoTime(at) : undefined;
    return timeOfNumber(AUDIT_ID.exec(trimmed)?.[1] ?? trimmed, unit) ?? wholeForm(trimmed, clock);
  };

  return {
    whole,
    wholeOf(bytes, start, end) {
      if (given !== undefined) return whole(bytes.toString("latin1", start, end));
      const at = iso.read(bytes, start, end);
      return at !== undefined && iso.end === end ? isoTime(at) : whole(bytes.toString("latin1", start, end));
    },
    number: (text) => timeOfNumber(text, unit),
    leading(bytes, start, end) {
      const at = leading(bytes, start, end);
      if (at !== undefined || !escapes.isIn(bytes, start, Math.min(end, start + SEARCHED))) return at;
      const head = bytes.toString("latin1", start, Math.min(end, start + SEARCHED));
      const plain = Buffer.from(withoutColours(head), "latin1");
      return plain.length === head.length ? undefined : leading(plain, 0, plain.length);
    },
  };

  function leading(bytes: Buffer, start: number, end: number): number | undefined {
    if (searched !== undefined) {
      const found = searched.find(bytes, start, end);
      const at = found === undefined ? undefined : timeOf(found);
      if (at !== undefined || given !== undefined) return at;
    }
    const first = bytes[start] ?? 0;
    if (first >= 0x30 && first <= 0x39) {
      const at = iso.read(bytes, start, end);
      if (at !== undefined) return isoTime(at);
    }
    const may = BEGINNINGS[first] ?? 0;
    if (may === 0) return undefined;
    const head = bytes.toString("latin1", start, Math.min(end, start + HEAD));
    if ((may & PREFIXED) !== 0) {
      const prefix = PREFIX.exec(head)?.[0].length ?? 0;
      const at = prefix === 0 ? undefined : iso.read(bytes, start + prefix, end);
      if (at !== undefined) return isoTime(at);
    }
    const at = last?.read(head, clock, whole);
    if (at !== undefined) return at;
    for (const form of FORMS) {
      if ((may & form.bit) === 0 || form === last || !head.includes(form.sign)) continue;
      const found = form.read(head, clock, whole);
      if (found === undefined) continue;
      last = form;
      return found;
    }
    return undefined;
  }
}

/** A form of times that lines of text begin with. What it begins with is cheaper to look at than the whole. */
interface Form {
  /** Its bit in {@link BEGINNINGS}. */
  readonly bit: number;
  /** Matches each first character that a line of this form may have. */
  readonly begins: RegExp;
  /** What every line of this form has; not more than is certain. */
  readonly sign: string;
  readonly read: (head: string, clock: Clock, whole: (text: string) => number | undefined) => number | undefined;
}

/**
 * What may stand before an ISO time: a syslog priority and version, a level, the type of an Elastic Load Balancing request,
 * an opening bracket.
 */
const PREFIX =
  /^(?:<\d{1,3}>(?:\d )?|\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|SEVERE)\]?:?\s+|(?:https?|h2|grpcs|wss?|tls) )?[[("]?/i;

/** What may follow an ISO time where nothing else may: UTC in words, or Java's `[Europe/Paris]` after the offset. */
const AFTER_ISO = /^(?: ?(?:UTC|GMT))?(?:\[[\w/+-]+\])?$/i;

const CLOCK = String.raw`(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9})(?!\d))?`;
const MONTH = "([A-Z][a-z]{2})[a-z]{0,6}";
const WEEKDAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}";
const DAY_MONTH_YEAR = String.raw`(\d{1,2})[ /-]${MONTH}[ /-](\d{4})[ :]${CLOCK}(?: ?((?:${zoneNames})\b|[+-]\d\d:?\d\d\b))?`;

/** `21 Nov 2026 10:00:00,123`, `21/Nov/2026:10:00:00 +0000`, `Sat, 21 Nov 2026 10:00:00 GMT`, after `12:M ` as Redis writes. */
const DATE_FIRST = new RegExp(String.raw`^(?:\d{1,7}:[A-Z] )?\[?(?:${WEEKDAY},? )?${DAY_MONTH_YEAR}`);

/** In a line of an access log: `[21/Nov/2026:10:00:00 +0000]` after host, identity and user. */
const ACCESS_LOG = new RegExp(String.raw`^[^"[]{0,200}\[${DAY_MONTH_YEAR}\]`);

/** `Sat Nov 21 10:00:00.123 2026` (C, Apache's error log), `Sat Nov 21 10:00:00 UTC 2026` (date). */
const YEAR_LAST = new RegExp(
  String.raw`^\[?(?:${WEEKDAY} )${MONTH} {1,2}(\d{1,2}) ${CLOCK}(?: (${zoneNames}))? (\d{4})\b`,
);

/** `Nov 21 10:00:00`, `<34>Nov  1 10:00:00.123`, and with a year after the day. */
const SYSLOG = new RegExp(String.raw`^(?:<\d{1,3}>)?${MONTH} {1,2}(\d{1,2}) (?:(\d{4}) )?${CLOCK}\b`);

/** `I1121 10:00:00.123456 1 main.go:7]`, as Kubernetes components write; glog may write the year, too: `I20261121`. */
const KLOG = new RegExp(String.raw`^[IWEF](\d{4})?(\d\d)(\d\d) ${CLOCK}\b`);

/** `ts=2026-11-21T10:00:00Z level=info`, `level=info time="2026-11-21 10:00:00"`. */
const LOGFMT = /^(?:[\w.]+=(?:"[^"]*"|[^\s"]*) ){0,3}(?:time|ts|timestamp|t|datetime)=(?:"([^"]+)"|([^\s"]+))/;

/** `1763719200.123`, `1763719200123`: no shorter number leads a line as its time. */
const EPOCH = /^\[?(\d{10}\.\d{3,9}|\d{13}|\d{16}|\d{19})(?=[\s\]:,;|]|$)/;

const FORMS: readonly Form[] = [
  { bit: 1, begins: /[^"]/, sign: "[", read: (head, clock) => dateFirst(ACCESS_LOG.exec(head), clock) },
  { bit: 2, begins: /[\d[A-Z]/, sign: ":", read: (head, clock) => dateFirst(DATE_FIRST.exec(head), clock) },
  { bit: 4, begins: /[<A-Z]/, sign: ":", read: (head, clock) => syslog(SYSLOG.exec(head), clock) },
  {
    ...{ bit: 8, begins: /[IWEF]/, sign: ":" },
    read: (head, clock) => {
      const [found, year, month, day, ...time] = KLOG.exec(head) ?? [];
      return found === undefined ? undefined : clock(parts({ year, month, day, time }));
    },
  },
  { bit: 16, begins: /[[MTWFS]/, sign: ":", read: (head, clock) => yearLast(YEAR_LAST.exec(head), clock) },
  {
    ...{ bit: 32, begins: /[\w.]/, sign: "=" },
    read: (head, _, whole) => {
      const [, quoted, bare] = LOGFMT.exec(head) ?? [];
      const value = quoted ?? bare;
      return value === undefined ? undefined : whole(value);
    },
  },
  {
    ...{ bit: 64, begins: /[\d[]/, sign: "" },
    read: (head, _, whole) => {
      const [, number] = EPOCH.exec(head) ?? [];
      return number === undefined ? undefined : whole(number);
    },
  },
];

/** The bit of lines that may begin with {@link PREFIX}. */
const PREFIXED = 128;

/** For each first byte, the bits of what a line that begins with it may be. */
const BEGINNINGS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  const prefixed = /[<[("tdinwefcshg]/i.test(character) ? PREFIXED : 0;
  return FORMS.reduce((bits, { begins, bit }) => (begins.test(character) ? bits | bit : bits), prefixed);
});

/** `1795255200.123:4567`, the number of an event of auditd after its time. */
const AUDIT_ID = /^(\d{10}\.\d{3}):\d{1,12}$/;

/** The forms with names of months that may stand in a field, where nothing follows them. */
function wholeForm(text: string, clock: Clock): number | undefined {
  for (const [form, read] of WHOLE_FORMS) {
    const found = form.exec(text);
    if (found?.[0].length === text.length) return read(found, clock);
  }
  return undefined;
}

type Found = RegExpExecArray | null;

const WHOLE_FORMS: readonly (readonly [RegExp, (found: Found, clock: Clock) => number | undefined])[] = [
  [DATE_FIRST, dateFirst],
  [ACCESS_LOG, dateFirst],
  [SYSLOG, syslog],
  [YEAR_LAST, yearLast],
];

function dateFirst(found: Found, clock: Clock): number | undefined {
  const [, day, month, year, hour, minute, second, fraction, zone] = found ?? [];
  return found === null ? undefined : clock(parts({ year, month, day, time: [hour, minute, second, fraction], zone }));
}

function syslog(found: Found, clock: Clock): number | undefined {
  const [, month, day, year, ...time] = found ?? [];
  return found === null ? undefined : clock(parts({ year, month, day, time }));
}

function yearLast(found: Found, clock: Clock): number | undefined {
  const [, month, day, hour, minute, second, fraction, zone, year] = found ?? [];
  return found === null ? undefined : clock(parts({ year, month, day, time: [hour, minute, second, fraction], zone }));
}

function calendarTime(parts: Parts, year: number, toUtc: LocalClock): number | undefined {
  const at = timeOfCalendar({ ...parts, year, offset: parts.offset ?? 0 });
  return at === undefined || parts.offset !== undefined ? at : toUtc(at);
}

/** Parts as they are written; the time is hour, minute, second and fraction. */
interface Written {
  readonly year: string | undefined;
  /** A name, or a number. */
  readonly month: string | undefined;
  readonly day: string | undefined;
  readonly time: readonly (string | undefined)[];
  readonly zone?: string | undefined;
}

function parts({ year, month = "", day, time, zone }: Written): Parts {
  const [hour, minute, second, fraction] = time;
  return {
    year: year === undefined ? undefined : Number(year),
    // Month 0 and an infinite offset make dates that do not exist.
    month: /^\d/.test(month) ? Number(month) : (monthOf(month) ?? 0),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: millisecondsOf(fraction),
    offset: zone === undefined || zone === "" ? undefined : (offsetOf(zone) ?? Number.POSITIVE_INFINITY),
  };
}
