import type { Readable } from "node:stream";
import {
  decodeLogs,
  DETECTION_BYTES,
  detectFormat,
  hasReturnsAlone,
  isBinary,
  isUnreadable,
  type LogFormat,
  type LogProblem,
  type Multiline,
  MAX_EVENT_BYTES,
  notText,
  sampleOf,
  wideEncoding,
} from "../../records";
import type { Io } from "../command";
import { openInput, records } from "../input";
import { beginningOf } from "./beginning";

/** An event of a file. */
export interface FoundEvent {
  readonly text: string;
  /** What is printed: the bytes of its line as they are, where the line is the event. */
  readonly shown: Buffer | string;
  readonly line: number;
}

export interface EventOptions {
  /** Undefined: detected. */
  readonly format: LogFormat | undefined;
  /** Undefined: each line of text is an event. */
  readonly multiline: Multiline | undefined;
  /** Whether events end with NUL: then nothing is detected, and events may be blank. */
  readonly isNul: boolean;
  /** Told what is wrong with the file, in a sentence. */
  readonly complain: (problem: string, isUnreadable: boolean) => void;
}

const NEWLINE = 0x0a;

/** One more for a CR that belongs to the line's end. */
const MAX_RECORD = MAX_EVENT_BYTES + 1;

/** A pipe that is silent for so long may be silent for long: its format is decided by what has come. */
const PATIENCE = 300;

/**
 * The events of a file, as a replay of it has them: the messages without what a tool has written around them, and without blank lines,
 * which CloudWatch Logs does not accept. Yields them in batches.
 */
export async function* eventsOf(
  file: string,
  name: string,
  options: EventOptions,
  io: Io,
): AsyncGenerator<FoundEvent[]> {
  const stream = openInput(file, io);
  if (options.isNul) {
    yield* lineEvents(stream, 0, options);
    return;
  }
  const { head, isWhole, chunks } = await beginningOf(stream, {
    size: DETECTION_BYTES,
    patience: file === "-" ? PATIENCE : Infinity,
    abandon: () => void (io.stdin as Partial<Readable>).destroy?.(),
  });
  const format = formatOf(head, isWhole, name, options);
  if (format === undefined) yield* lineEvents(textAfter(chunks, head.length, options), NEWLINE, options);
  else yield* decodedEvents(chunks, name, format, options);
}

/** The format of a file; undefined where each line is an event and can be printed as it is. */
function formatOf(
  head: Buffer,
  isWhole: boolean,
  name: string,
  { format, multiline, complain }: EventOptions,
): LogFormat | "auto" | undefined {
  const text = head.subarray(isMarked(head) ? MARK.length : 0);
  const isPlain = wideEncoding(head) === undefined && notText(text) === undefined && !hasReturnsAlone(text, isWhole);
  if (!isPlain || multiline !== undefined) return format ?? "auto";
  const detected = format === undefined ? detectFormat(sampleOf(head, isWhole), name) : { format, doubt: undefined };
  if (detected.doubt !== undefined) {
    const { why, other } = detected.doubt;
    complain(`${why}. If that is wrong, say so: --format ${other}.`, false);
  }
  return detected.format === "text" || detected.format === "ndjson" ? undefined : detected.format;
}

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

function isMarked(head: Buffer): boolean {
  return head.indexOf(MARK) === 0;
}

/** Without a byte order mark, and only as far as it is text, which is known of the head. */
async function* textAfter(
  chunks: AsyncGenerator<Buffer>,
  head: number,
  { complain }: EventOptions,
): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of chunks) {
    if (read >= head && chunk.includes(0) && isBinary(chunk)) {
      complain("the rest of it is not text. What follows in it is not read.", true);
      return;
    }
    yield read === 0 && isMarked(chunk) ? chunk.subarray(MARK.length) : chunk;
    read += chunk.length;
  }
}

async function* lineEvents(
  chunks: AsyncIterable<Buffer>,
  separator: number,
  { complain, isNul }: EventOptions,
): AsyncGenerator<FoundEvent[]> {
  let line = 0;
  const long = { count: 0, first: 0 };
  try {
    for await (const batch of records(chunks, separator, MAX_RECORD)) {
      const found: FoundEvent[] = [];
      for (const record of batch) {
        line++;
        if (!Buffer.isBuffer(record)) {
          if (long.count++ === 0) long.first = line;
          continue;
        }
        if (!isNul && isBlank(record)) continue;
        found.push({ text: textOf(record, separator), shown: record, line });
      }
      yield found;
    }
  } finally {
    if (long.count > 0) complain(tooLong(long.count, long.first), false);
  }
}

function tooLong(count: number, first: number): string {
  const events = count === 1 ? "1 event has" : `${count.toLocaleString("en-US")} events have`;
  return `${events} more than ${MAX_EVENT_BYTES.toLocaleString("en-US")} bytes, the first at line ${first}; CloudWatch Logs accepts no such event, and it is left out`;
}

/** Only blanks, tabs and CR. */
function isBlank(record: Buffer): boolean {
  for (const byte of record) if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  return true;
}

/** The event of a record: its text without a carriage return before the line break. Bytes that are not UTF-8 become U+FFFD. */
function textOf(record: Buffer, separator: number): string {
  const end = separator === NEWLINE && record.at(-1) === 0x0d ? record.length - 1 : record.length;
  return record.toString("utf8", 0, end);
}

async function* decodedEvents(
  chunks: AsyncGenerator<Buffer>,
  name: string,
  format: LogFormat | "auto",
  { multiline, complain }: EventOptions,
): AsyncGenerator<FoundEvent[]> {
  const options = multiline === undefined ? { format } : { format, multiline };
  for await (const batch of decodeLogs(name, chunks, options)) {
    for (const problem of batch.problems) if (isSaid(problem)) complain(sentenceOf(problem), isUnreadable(problem));
    yield batch.records.map(({ text, line }) => ({ text, shown: text, line }));
  }
}

/** Notes on times are not about events, and that lines are events is what is expected here. */
function isSaid({ rule }: LogProblem): boolean {
  return !NOT_SAID.has(rule);
}

const NOT_SAID: ReadonlySet<LogProblem["rule"]> = new Set([
  "time-form",
  "year-assumed",
  "date-assumed",
  "zone-assumed",
  "local-time",
  "lines-continue",
  "clock-change",
]);

function sentenceOf({ line, message, fix }: LogProblem): string {
  return `${line === 0 ? "" : `line ${line}: `}${message}. ${fix}`;
}
