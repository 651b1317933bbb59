import { append, countedOf } from "../base";
import { chooseField } from "./choose-field";
import { chooseTime, type ChosenTime } from "./choose-time";
import { plainLines } from "./decode-lines";
import { detectFormat, type LogFormat } from "./format";
import { isOfTrace } from "./join-lines";
import { afterPrefix, type LinePrefix, prefixOf } from "./line-prefix";
import type { LogOptions } from "./options";
import type { LogRuleId } from "./rules";
import type { Sample } from "./sample";
import { PATTERN_EXAMPLE } from "./time-pattern-steps";
import { defaultTimeFields } from "./time-fields";
import { type OnAssumed, timeReader } from "./time-text";
import { isAmbiguousZone, minutesOfZone } from "./time-zone";

/** How a source is read, decided by its beginning. */
export interface Reading {
  readonly format: LogFormat;
  /** The form of times in lines of text, where they do not begin with one. */
  readonly timePattern: string | undefined;
  /** Whether times depend on the lines before, because they have no date. */
  readonly isOrdered: boolean;
  /** Where lines of JSON have their time, where the usual fields do not have it. */
  readonly timeFields: readonly string[] | undefined;
  /** How lines are read once the prefix of a tool is taken off; undefined unless `format` is `prefixed`. */
  readonly inner: PrefixedReading | undefined;
  /** What was decided, and what to say if it is wrong. */
  readonly notes: readonly ReadingNote[];
}

/** How lines behind the prefix of a tool are read. */
export interface PrefixedReading {
  /** Undefined: any that is known. */
  readonly prefix: LinePrefix | undefined;
  readonly reading: Reading;
}

export interface ReadingNote {
  readonly rule: LogRuleId;
  /** 0: the whole source. */
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

/**
 * Decides how a source is read: its format, the form of its times, and where they are. What the options say is not decided again.
 *
 * @throws Error for a selector or pattern of the options that cannot be read
 */
export function readingOf(sample: Sample, source: string, options: LogOptions): Reading {
  const isGiven = options.format !== undefined && options.format !== "auto";
  const detected = isGiven ? { format: options.format, doubt: undefined } : detectFormat(sample, source);
  const { format, doubt } = detected;
  if (format === "prefixed") return prefixedReading(sample, source, options);
  const notes: ReadingNote[] = [];
  if (doubt !== undefined)
    notes.push({
      rule: "ambiguous-format",
      line: 1,
      message: doubt.why,
      fix: `If that is wrong, say so: --format ${doubt.other}.`,
    });
  const isOfLines = format === "text" || format === "ndjson";
  const texts = isOfLines ? textsOf(sample.lines) : [];
  const time = options.timePattern === undefined ? chooseTime(texts, options) : undefined;
  if (time !== undefined) notes.push(timeNote(time));
  append(notes, zoneNotes(texts));
  const field = isOfLines && options.timeFields === undefined ? chooseField(sample.lines, options) : undefined;
  const timeFields = field === undefined ? undefined : [...defaultTimeFields, field.selector];
  if (isOfLines) append(notes, assumptions(sample.lines, options, time?.pattern, timeFields));
  if (field !== undefined) notes.push(fieldNote(field));
  if (isOfLines && options.multiline === undefined) append(notes, traceNotes(sample.lines));
  return {
    format,
    timePattern: time?.pattern,
    isOrdered: time?.lacks === "date",
    timeFields,
    inner: undefined,
    notes,
  };
}

function prefixedReading({ lines }: Sample, source: string, options: LogOptions): Reading {
  const prefix = prefixOf(lines);
  const plain = lines.map((line) => {
    const bytes = Buffer.from(line);
    return bytes.toString("utf8", afterPrefix(bytes, 0, bytes.length, prefix) ?? 0);
  });
  const inside = plain.filter((line) => line.trim() !== "");
  const sample = { text: inside.join("\n"), lines: inside };
  // A line of prefixes alone would otherwise be read once for each.
  const format = detectFormat(sample, source).format === "prefixed" ? "text" : "auto";
  const reading = readingOf(sample, source, { ...options, format });
  return { ...reading, format: "prefixed", inner: { prefix, reading } };
}

/** What is assumed about the times of these lines: the first note of each rule. */
function assumptions(
  lines: readonly string[],
  options: LogOptions,
  pattern: string | undefined,
  timeFields: readonly string[] | undefined,
): ReadingNote[] {
  const notes = new Map<LogRuleId, ReadingNote>();
  const say = (note: ReadingNote): void => {
    if (!notes.has(note.rule)) notes.set(note.rule, note);
  };
  const nothing = (): void => undefined;
  const reader = timeReader(options, notesOn(say), pattern);
  const fields = options.timeFields ?? timeFields;
  const read = plainLines({ record: nothing, problem: nothing, blank: nothing }, reader, false, fields);
  for (const line of lines) {
    const bytes = Buffer.from(line);
    read(bytes, 0, bytes.length, 0);
  }
  return [...notes.values()];
}

/** Says what is assumed about times. */
export function notesOn(say: (note: ReadingNote) => void): OnAssumed {
  return {
    year: (year) => say(yearNote(year)),
    date: (date) => say(dateNote(date)),
    zone: () => say(LOCAL_TIME),
    change: (local, occurs) => say(changeNote(local, occurs)),
  };
}

/** Characters of a line in which a time is looked for. */
const HEAD = 512;

/** Times of a source have no year. */
function yearNote(year: number): ReadingNote {
  return {
    rule: "year-assumed",
    line: 0,
    message: `times without a year are taken for times of ${year} and of the months before and after it that are not in the future`,
    fix: `Say which year they are of if it is another: --year ${year - 1}.`,
  };
}

/** Times of a source have no date. */
function dateNote(date: number): ReadingNote {
  const day = iso(date).slice(0, 10);
  return {
    rule: "date-assumed",
    line: 0,
    message: `times without a date are taken for times of ${day}, and of the days after it after midnight`,
    fix: `Say which day the first of them is of if it is another: --date ${day}.`,
  };
}

/** Lines belong to the stack trace of a line before. */
function traceNotes(lines: readonly string[]): ReadingNote[] {
  const count = lines.filter(isOfTrace).length;
  if (count === 0) return [];
  return [
    {
      rule: "lines-continue",
      line: 0,
      message: `${countedOf(count, lines.length, "line")} at the beginning ${count === 1 ? "looks like a part" : "look like parts"} of stack traces: each line is an event by itself, as the awslogs driver and Fluent Bit send it`,
      fix: "If an agent joins them, say how: --multiline indent, as the CloudWatch agent does by default, or --multiline time, where an event begins with a time.",
    },
  ];
}

const LOCAL_TIME: ReadingNote = {
  rule: "local-time",
  line: 0,
  message: "times say no zone: they are read as UTC",
  fix: "If they are local times, say of which zone: --time-zone Europe/Berlin.",
};

function changeNote(local: number, occurs: "twice" | "never"): ReadingNote {
  const written = iso(local).slice(0, 16).replace("T", " ");
  return occurs === "twice"
    ? {
        rule: "clock-change",
        line: 0,
        message: `times such as ${written} occur twice, because clocks were set back: they are taken for the first`,
        fix: "Write times with their offset, or in UTC.",
      }
    : {
        rule: "clock-change",
        line: 0,
        message: `times such as ${written} do not occur, because clocks were set forward: such records have no time`,
        fix: "Say which zone the times are of if it is another (--time-zone).",
      };
}

/** A name after a time of day. */
const ZONE_NAME = /\d:\d\d(?:[.,]\d{1,9})?(?: [AaPp][Mm])? ([A-Z]{3})\b/;

/** Times of a source name a zone that may be another. */
function zoneNotes(texts: readonly string[]): ReadingNote[] {
  for (const [index, text] of texts.entries()) {
    const name = ZONE_NAME.exec(text.slice(0, HEAD))?.[1];
    if (name === undefined || !isAmbiguousZone(name)) continue;
    const minutes = minutesOfZone(name);
    const read = minutes === undefined ? "as UTC" : `as North America's, UTC${minutes / 60}`;
    return [
      {
        rule: "zone-assumed",
        line: index + 1,
        message: `times say ${name}, which is the name of several zones: they are read ${read}`,
        fix: `Write the offset if it is another, for example with sed 's/ ${name}/ +0530/'.`,
      },
    ];
  }
  return [];
}

function textsOf(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !/^\s*\{/.test(line));
}

function timeNote({ pattern, lines, of, written, at, isAscending, rival }: ChosenTime): ReadingNote {
  const all = lines === of ? `all of the first ${of} lines have` : `${lines} of the first ${of} lines have`;
  const fix =
    rival === undefined
      ? `If that is wrong, say what they are, such as --time-pattern ${PATTERN_EXAMPLE}.`
      : `If that is wrong, and "${written}" is ${iso(rival.at)}: --time-pattern '${rival.pattern}'.`;
  return {
    rule: "time-form",
    line: 1,
    message: `times are read as "${pattern}", which ${of === 1 ? "the first line has" : all}: "${written}" is ${iso(at)}${isAscending ? "" : "; they go back and forth, so they may be dates that messages mention"}`,
    fix,
  };
}

function fieldNote({ selector, lines, of }: { selector: string; lines: number; of: number }): ReadingNote {
  return {
    rule: "time-form",
    line: 1,
    message: `times are read from ${selector}, which ${of === 1 ? "the first line of JSON has" : `${lines} of the first ${of} lines of JSON have`}; none of the usual fields is there`,
    fix: "If that is wrong, name the field: --time-field '$.when'.",
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
