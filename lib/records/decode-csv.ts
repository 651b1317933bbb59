import type { Collector } from "./batch";
import { cellsOf, rowSplitter } from "./csv-rows";
import { tooLong, TOO_LONG } from "./decode-export";
import type { Decoder } from "./source-decoder";
import { excerpt } from "../base";
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
  const names = cellsOf(line.trim());
  if (names === undefined || names.length < 2) return undefined;
  if (names.includes("@timestamp") || names.includes("@message")) return "insights";
  const isOfEvents = names.includes("timestamp") && names.includes("message");
  return isOfEvents && names.every((name) => STORED_KEYS.has(name)) ? "events" : undefined;
}

/** Columns of a header; -1 where there is none. */
interface Columns {
  readonly count: number;
  readonly time: number;
  readonly message: number;
  readonly log: number;
  readonly row: string;
}

/** Tables as CloudWatch's console downloads them: see {@link LogFormat} `csv`. */
export function csvDecoder(out: Collector, reader: TimeReader, maxBytes: number): Decoder {
  let columns: Columns | undefined;

  const row = (cells: readonly string[], line: number) => {
    if (out.stopped) return;
    if (cells.length === 1 && cells[0]?.trim() === "") {
      out.blank();
      return;
    }
    if (columns === undefined) {
      columns = columnsOf(cells);
      if (columns.message >= 0) return;
      out.problem(
        "invalid-document",
        line,
        `its first row names no column of messages: ${excerpt(columns.row)}`,
        NO_MESSAGE,
      );
      out.stop();
      return;
    }
    const { count, time, message, log } = columns;
    if (cells.length !== count) {
      const why = `${cells.length} cells, where the first row has ${count}`;
      out.problem("invalid-line", line, `${why}: ${excerpt(cells.join(","))}`, BAD_ROW);
      return;
    }
    // Files that were joined have the header of each.
    if (cells.join(",") === columns.row) return;
    const text = cells[message] ?? "";
    const length = Buffer.byteLength(text);
    if (length > maxBytes) out.problem("line-too-long", line, tooLong(length, maxBytes, text), TOO_LONG);
    else if (text.trim() === "") out.blank();
    else out.record(text, timeOf(cells[time], reader), line, groupOfLog(cells[log]));
  };

  const rows = rowSplitter(maxBytes * QUOTING, {
    row,
    bad(text, line) {
      if (!out.stopped)
        out.problem("invalid-line", line, `something follows a closing quote: ${excerpt(text)}`, BAD_ROW);
    },
    long(beginning, length, line) {
      if (!out.stopped) out.problem("line-too-long", line, tooLong(length, maxBytes, beginning), TOO_LONG);
    },
  });

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

const NO_MESSAGE =
  "Nothing of the source is read. Add @timestamp and @message to the query's fields, or name the columns timestamp and message.";
const BAD_ROW = "It is left out. Export JSON instead: aws logs filter-log-events, or the JSON of Logs Insights.";

function columnsOf(names: readonly string[]): Columns {
  // A field "message" beside "@timestamp" is one that Logs Insights found in the event, and not the event.
  const prefix = names.some((name) => name.startsWith("@")) ? "@" : "";
  return {
    count: names.length,
    time: names.indexOf(`${prefix}timestamp`),
    message: names.indexOf(`${prefix}message`),
    log: names.indexOf("@log"),
    row: names.join(","),
  };
}

/** `1795255200000` of log events, `2026-11-21 10:00:00.000` of Logs Insights. */
function timeOf(cell: string | undefined, reader: TimeReader): number | undefined {
  if (cell === undefined) return undefined;
  // 1.79526E+12 is what a spreadsheet leaves: most of its digits are gone.
  return /^\d[\d.]*(?:e[+-]?\d+)?$/i.test(cell)
    ? /^\d+$/.test(cell)
      ? timeOfNumber(cell, "ms")
      : undefined
    : reader.whole(cell);
}
