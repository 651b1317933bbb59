import { withoutColours } from "./colours";
import { candidatesIn } from "./time-candidates";
import { type TimePattern, timePattern } from "./time-pattern";
import type { TimeOptions } from "./time-options";
import { timeReader } from "./time-text";

/** The form of times that was chosen over many lines of text. */
export interface ChosenTime {
  readonly pattern: string;
  /** How many lines have it, and of how many. */
  readonly lines: number;
  readonly of: number;
  /** The first of the times as written, and as read. */
  readonly written: string;
  readonly at: number;
  /** Whether most times are not earlier than the one before, as those of a log are. */
  readonly isAscending: boolean;
  /** A form that reads as many lines differently; undefined where none does. */
  readonly rival: { readonly pattern: string; readonly at: number } | undefined;
  readonly lacks: TimePattern["lacks"];
}

/** Bytes of each line that are looked at. */
const HEAD = 512;

/** Lines whose times are listed, and forms that are compared over all lines. */
const LISTED = 200;
const COMPARED = 24;

/** Times before it are taken for something else, and numbers before the other. */
const EARLIEST = Date.UTC(1990, 0);
const EARLIEST_NUMBER = Date.UTC(2002, 0);

/** Numbers of a file that are further apart are not its times. */
const LONGEST_OF_NUMBERS = 5 * 365 * 86_400_000;
const DAY = 86_400_000;

const LEAST_ASCENDING = 0.7;

/** Of the lines that must have the form: less is taken for a time that a message mentions. */
const LEAST_SHARE = 0.1;
/** Likewise for times of day alone, which may be durations, and for numbers, which may be anything. */
const LEAST_SHARE_OF_NUMBERS = 0.5;

/**
 * Chooses the form of the times in lines of text that do not begin with one.
 *
 * Each form that the lines suggest is tried on all of them. The one that most lines have wins; among equals, in this order, one that
 * says the year and the day, one whose times change, one whose times ascend, the one that stands first in the line, the one whose times
 * lie closest together, the usual order of day and month where AM and PM or points are written, and the one whose times are the latest that are not in the future.
 *
 * @param lines whole lines of text
 * @returns undefined where lines begin with their time, or where no form fits
 */
export function chooseTime(lines: readonly string[], options: TimeOptions): ChosenTime | undefined {
  if (lines.length === 0) return undefined;
  const heads = lines.map((line) => Buffer.from(withoutColours(line.slice(0, HEAD))));
  const leading = timeReader(options);
  const begin = heads.filter((head) => leading.leading(head, 0, head.length) !== undefined).length;
  if (begin * 2 >= heads.length) return undefined;
  const patterns = suggested(heads);
  const trials = patterns.map((pattern) => trialOf(pattern, heads, options));
  const fitting = trials.filter(
    (trial) => trial.read > begin && trial.read >= heads.length * leastShare(trial) && isPlausible(trial),
  );
  const [best, ...others] = fitting.sort(compare);
  if (best === undefined) return undefined;
  const { pattern, read, first } = best;
  if (first === undefined) return undefined;
  const rival = others.find((other) => isRival(other, best));
  return {
    pattern: pattern.text,
    lines: read,
    of: heads.length,
    written: first.written,
    isAscending: best.ascending >= LEAST_ASCENDING,
    at: first.at,
    rival: rival?.first === undefined ? undefined : { pattern: rival.pattern.text, at: rival.first.at },
    lacks: pattern.lacks,
  };
}

/** The forms that the lines suggest; if they are many, those that most of the first lines have. */
function suggested(heads: readonly Buffer[]): TimePattern[] {
  const texts = new Map<string, number>();
  for (const head of heads.slice(0, LISTED))
    for (const text of new Set(candidatesIn(head.toString("latin1")))) texts.set(text, (texts.get(text) ?? 0) + 1);
  const most = [...texts].sort(([, a], [, b]) => b - a).slice(0, COMPARED);
  // In the order in which they were found, which is that of preference.
  const kept = new Set(most.map(([text]) => text));
  return [...texts.keys()].filter((text) => kept.has(text) && isPattern(text)).map(timePattern);
}

/** What stands before a number may be longer than a pattern may be. */
function isPattern(text: string): boolean {
  return text.length <= 200;
}

interface Trial {
  readonly pattern: TimePattern;
  readonly read: number;
  /** How many lines have something of this form that cannot be their time. */
  readonly strange: number;
  readonly distinct: number;
  /** Share of the times that are not earlier than the one before. */
  readonly ascending: number;
  /** Where it stands in the lines, on average. */
  readonly place: number;
  readonly span: number;
  readonly latest: number;
  readonly first: { readonly written: string; readonly at: number } | undefined;
}

function trialOf(pattern: TimePattern, heads: readonly Buffer[], options: TimeOptions): Trial {
  const reference = options.referenceTime ?? Date.now();
  const reader = timeReader({ ...options, timePattern: pattern.text });
  const values = new Set<number>();
  const since = isOfNumbers(pattern) ? EARLIEST_NUMBER : EARLIEST;
  let [read, strange, ascending, places, earliest, latest] = [0, 0, 0, 0, Infinity, -Infinity];
  let previous = -Infinity;
  let first: Trial["first"];
  for (const head of heads) {
    const found = pattern.find(head, 0, head.length);
    const at = found === undefined ? undefined : reader.leading(head, 0, head.length);
    if (found === undefined) continue;
    // A time of day after a date is not one without a date.
    if (pattern.lacks === "date" && DATE_BEFORE.test(head.toString("latin1", 0, found.start))) continue;
    if (at === undefined || at < since || at > reference + DAY) {
      strange++;
      continue;
    }
    read++;
    values.add(at);
    if (at >= previous) ascending++;
    previous = at;
    earliest = Math.min(earliest, at);
    latest = Math.max(latest, at);
    places += found.start;
    first ??= {
      written: head.toString("utf8", writtenFrom(pattern, found.start, found.end, head), found.end).trim(),
      at,
    };
  }
  return {
    pattern,
    read,
    strange,
    distinct: values.size,
    ascending: read === 0 ? 0 : ascending / read,
    place: read === 0 ? 0 : places / read,
    span: latest - earliest,
    latest,
    first,
  };
}

/** Without the columns before the number. */
function writtenFrom(pattern: TimePattern, start: number, end: number, head: Buffer): number {
  if (!pattern.text.startsWith("%*")) return start;
  let from = end;
  while (from > start && !/\s/.test(String.fromCharCode(head[from - 1] ?? 0x20))) from--;
  return from;
}

/** Numbers may be anything: those of times are close together, and hardly one is not a time. */
function isPlausible({ pattern, read, strange, span }: Trial): boolean {
  return !isOfNumbers(pattern) || (span <= LONGEST_OF_NUMBERS && strange <= read * 0.05);
}

function isOfNumbers({ text }: TimePattern): boolean {
  return text.endsWith("%s");
}

function leastShare({ pattern }: Trial): number {
  return pattern.lacks === "date" || isOfNumbers(pattern) ? LEAST_SHARE_OF_NUMBERS : LEAST_SHARE;
}

/** Sorts the better one first. */
function compare(a: Trial, b: Trial): number {
  const most = Math.max(a.read, b.read);
  if (Math.abs(a.read - b.read) > most * 0.05) return b.read - a.read;
  return (
    rank(a) - rank(b) ||
    differing(b.distinct, a.distinct, Math.max(a.distinct, b.distinct) / 2) ||
    differing(b.ascending, a.ascending, 0.05) ||
    differing(placeOf(a), placeOf(b), 0.5) ||
    differing(a.span, b.span, Math.max(a.span, b.span) / 2) ||
    Number(isUnusual(a)) - Number(isUnusual(b)) ||
    b.latest - a.latest
  );
}

/** Who writes `1/2/2026, 3:04:05 PM` writes the month first, as do Snort and Suricata (`01/02/2026-15:04:05.123456`); `2.1.2026` is a day first. */
function isUnusual({ pattern: { text } }: Trial): boolean {
  return /%d\/%m\/.*%p|%d\/%m(?:\/%[Yy])?-%H|%m\.%d\./.test(text);
}

const DATE_BEFORE =
  /(?:\d[-/.]\d{1,4}|\b(?:\d\d)?\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])|\b[A-Z][a-z]{2} {1,2}\d{1,2}|\b\d{1,2} [A-Z][a-z]{2})(?: \d{4})?[T_:, \t-]{1,3}$/;

/** The difference where it is larger than `by`. */
function differing(a: number, b: number, by: number): number {
  return Math.abs(a - b) > by ? a - b : 0;
}

function rank({ pattern }: Trial): number {
  return pattern.lacks === undefined ? 0 : pattern.lacks === "year" ? 1 : 2;
}

/** Columns are counted from the beginning: their place is that of the number. A label is not the time. */
function placeOf({ pattern, place }: Trial): number {
  return pattern.text.startsWith("%*") ? pattern.text.length : place + pattern.text.indexOf("%");
}

/** Whether another form reads the same text of as many lines as another time. */
function isRival(other: Trial, best: Trial): boolean {
  const isOfColumns = other.pattern.text.startsWith("%*");
  return (
    !isOfColumns &&
    Math.abs(other.place - best.place) < 0.5 &&
    other.read >= best.read * 0.98 &&
    other.pattern.lacks === best.pattern.lacks &&
    other.first?.at !== best.first?.at
  );
}
