import { excerpt } from "../base";
import type { Collector } from "./batch";
import { CsvCells, cellTexts } from "./csv-cells";
import { type RowSink, RowSplitter } from "./csv-rows";
import { tooLong, TOO_LONG } from "./decode-stamped";
import type { Decoder } from "./source-decoder";
import { timeOfNumber } from "./time-number";
import type { TimeReader } from "./time-text";
import { groupOfLog, STORED_KEYS } from "./unwrap";

/** A row may be this much longer than its message: quotes that are doubled, and the other cells. */
const QUOTING = 8;

/**
 * Whether a line is the header of what CloudWatch's console downloads: `@timestamp,@message` of Logs Insights, with any other
 * fields, or `timestamp,message` of the log events, with nothing that an event does not have.
 */
export function csvHeader(line: string): "insights" | "events" | undefined {
  const names = cellTexts(line.trim());
  if (names === undefined || names.length < 2) return undefined;
  if (names.includes("@timestamp") || names.includes("@message")) return "insights";
  const isOfEvents = names.includes("timestamp") && names.includes("message");
  return isOfEvents && names.every((name) => STORED_KEYS.has(name)) ? "events" : undefined;
}

/** Tables as CloudWatch's console downloads them: see {@link LogFormat} `csv`. */
export function csvDecoder(out: Collector, reader: TimeReader, maxBytes: number): Decoder {
  const rows = new RowSplitter({ maxBytes: maxBytes * QUOTING }, new EventRows(out, reader, maxBytes));
  return {
    push: (chunk) => rows.push(chunk),
    end() {
      rows.end();
      const { unfinished } = rows;
      if (unfinished === undefined || out.stopped) return;
      const where = `ends inside the quotes of a cell, in the row that begins at line ${unfinished}`;
      out.problem("truncated-input", 0, `${where}; what was read so far is kept`, "Get the file again.");
    },
    abandon() {
      const { unfinished } = rows;
      return unfinished === undefined ? undefined : `the row at line ${unfinished}, which is not whole,`;
    },
  };
}

/** Columns of a header; -1 where there is none. */
interface Columns {
  readonly names: readonly string[];
  readonly time: number;
  readonly message: number;
  readonly log: number;
}

/** Makes records of rows, by the columns that the first row names. */
class EventRows implements RowSink {
  readonly #out: Collector;
  readonly #reader: TimeReader;
  readonly #maxBytes: number;
  readonly #cells = new CsvCells();
  #columns: Columns | undefined;

  constructor(out: Collector, reader: TimeReader, maxBytes: number) {
    this.#out = out;
    this.#reader = reader;
    this.#maxBytes = maxBytes;
  }

  row(bytes: Buffer, start: number, end: number, line: number): void {
    if (this.#out.stopped) return;
    const count = this.#cells.split(bytes, start, end);
    if (count === 1 && this.#cells.text(bytes, 0).trim() === "") this.#out.blank();
    else if (count < 0) this.#leaveOut("something follows a closing quote", bytes.toString("utf8", start, end), line);
    else if (this.#columns === undefined) this.#begin(this.#texts(bytes, count), line);
    else if (count === this.#columns.names.length) this.#record(this.#columns, bytes, line);
    else {
      const why = `${count} cells, where the first row has ${this.#columns.names.length}`;
      this.#leaveOut(why, this.#texts(bytes, count).join(","), line);
    }
  }

  long(beginning: string, length: number, line: number): void {
    if (this.#out.stopped) return;
    this.#out.problem("line-too-long", line, tooLong(length, this.#maxBytes, beginning), TOO_LONG);
  }

  #begin(names: readonly string[], line: number): void {
    this.#columns = columnsOf(names);
    if (this.#columns.message >= 0) return;
    const message = `the first row does not name a column of messages: ${excerpt(names.join(","))}`;
    this.#out.problem("invalid-document", line, message, NO_MESSAGE);
    this.#out.stop();
  }

  #record({ names, time, message, log }: Columns, bytes: Buffer, line: number): void {
    const text = this.#cells.text(bytes, message);
    // Files that were joined have the header of each.
    if (text === names[message] && names.every((name, cell) => this.#cells.text(bytes, cell) === name)) return;
    // A character has at most three bytes in UTF-8 for one in UTF-16.
    if (text.length * 3 > this.#maxBytes && Buffer.byteLength(text) > this.#maxBytes) {
      this.long(text, Buffer.byteLength(text), line);
    } else if (text.trim() === "") {
      this.#out.blank();
    } else {
      const at = time < 0 ? undefined : this.#timeOf(bytes, time);
      this.#out.record(text, at, line, log < 0 ? undefined : groupOfLog(this.#cells.text(bytes, log)));
    }
  }

  #timeOf(bytes: Buffer, cell: number): number | undefined {
    const start = this.#cells.starts[cell] ?? 0;
    const end = this.#cells.ends[cell] ?? 0;
    const quotes = bytes[start] === QUOTE ? 1 : 0;
    // Most are dates, which need no text.
    const isDate = bytes[start + quotes + 4] === DASH;
    const at = isDate ? this.#reader.wholeOf(bytes, start + quotes, end - quotes) : undefined;
    return at ?? timeOf(this.#cells.text(bytes, cell), this.#reader);
  }

  #texts(bytes: Buffer, count: number): string[] {
    return Array.from({ length: count }, (_, cell) => this.#cells.text(bytes, cell));
  }

  #leaveOut(why: string, text: string, line: number): void {
    this.#out.problem("invalid-line", line, `${why}: ${excerpt(text)}`, BAD_ROW);
  }
}

const [QUOTE, DASH] = [0x22, 0x2d] as const;

const NO_MESSAGE =
  "Nothing of the source is read. Add @timestamp and @message to the query's fields, or name the columns timestamp and message.";
const BAD_ROW = "It is left out. Export JSON instead: aws logs filter-log-events, or the JSON of Logs Insights.";

function columnsOf(names: readonly string[]): Columns {
  // A field "message" next to "@timestamp" is one that Logs Insights found in the event, and not the event.
  const prefix = names.some((name) => name.startsWith("@")) ? "@" : "";
  return {
    names,
    time: names.indexOf(`${prefix}timestamp`),
    message: names.indexOf(`${prefix}message`),
    log: names.indexOf("@log"),
  };
}

/** `1795255200000` of log events, `2026-11-21 10:00:00.000` of Logs Insights. */
function timeOf(cell: string, reader: TimeReader): number | undefined {
  // 1.79526E+12 is what a spreadsheet leaves: most of its digits are gone.
  if (/^\d[\d.]*(?:e[+-]?\d+)?$/i.test(cell)) return /^\d+$/.test(cell) ? timeOfNumber(cell, "ms") : undefined;
  return reader.whole(cell);
}
