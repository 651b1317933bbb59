import type { OnLongLine } from "./lines";

/** What is told of rows while they are read; each with the line of the input that it begins on, counted from 1. */
export interface RowSink {
  row(cells: readonly string[], line: number): void;
  /** A row that does not follow the rules: as written. */
  bad(text: string, line: number): void;
  /** A row that is longer than is held. */
  long: OnLongLine;
}

export interface RowSplitter {
  push(chunk: Buffer): void;
  /** Gives the last row, if it has no end and no quotes are open. */
  end(): void;
  /** Line of the row that is not finished, if there is one. */
  readonly unfinished: number | undefined;
}

const BEGINNING = 320;

/**
 * Splits bytes into rows of cells: commas, rows that end with LF or CR LF, cells in quotes that may hold all of them, and
 * quotes that are doubled there. Of a row of more than `maxBytes` no more than that is ever held.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function rowSplitter(maxBytes: number, sink: RowSink): RowSplitter {
  let place: Place = "start";
  let line = 1;
  let breaks = 0;
  let pieces: Buffer[] = [];
  let held = 0;
  let beginning: string | undefined;

  const hold = (piece: Buffer) => {
    for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, at + 1)) breaks++;
    held += piece.length;
    if (beginning !== undefined) return;
    pieces.push(piece);
    if (held <= maxBytes) return;
    beginning = Buffer.concat(pieces, Math.min(held, BEGINNING)).toString("utf8");
    pieces = [];
  };

  const finish = () => {
    if (beginning === undefined) {
      const text = Buffer.concat(pieces, held).toString("utf8").replace(/\r$/, "");
      const cells = cellsOf(text);
      if (cells === undefined) sink.bad(text, line);
      else sink.row(cells, line);
    } else {
      sink.long(beginning, held, line);
    }
    line += breaks + 1;
    breaks = 0;
    pieces = [];
    held = 0;
    beginning = undefined;
    place = "start";
  };

  return {
    push(chunk) {
      let start = 0;
      let at = 0;
      while (at < chunk.length) {
        if (place === "quoted") {
          const quote = chunk.indexOf(QUOTE, at);
          if (quote < 0) break;
          place = "after quote";
          at = quote + 1;
          continue;
        }
        const byte = chunk[at++];
        if (byte === QUOTE) {
          // In a cell that does not begin with a quote it is a character as any other.
          if (place !== "plain") place = "quoted";
        } else if (byte === LF) {
          hold(chunk.subarray(start, at - 1));
          finish();
          start = at;
        } else {
          place = byte === COMMA ? "start" : "plain";
        }
      }
      if (start < chunk.length) hold(chunk.subarray(start));
    },
    end() {
      if (held > 0 && place !== "quoted") finish();
    },
    get unfinished() {
      return held > 0 ? line : undefined;
    },
  };
}

/** The cells of a row without its end; undefined where something follows a closing quote, or there is none. */
export function cellsOf(row: string): string[] | undefined {
  const cells: string[] = [];
  for (let start = 0; ;) {
    let end: number;
    if (row[start] === '"') {
      let quote = row.indexOf('"', start + 1);
      while (quote >= 0 && row[quote + 1] === '"') quote = row.indexOf('"', quote + 2);
      end = quote + 1;
      if (quote < 0 || (end < row.length && row[end] !== ",")) return undefined;
      cells.push(row.slice(start + 1, quote).replaceAll('""', '"'));
    } else {
      const comma = row.indexOf(",", start);
      end = comma < 0 ? row.length : comma;
      cells.push(row.slice(start, end));
    }
    if (end === row.length) return cells;
    start = end + 1;
  }
}

/**
 * Where in a row the next byte stands: at the beginning of a cell; in one without quotes, or behind its quotes; within quotes;
 * after a quote that ends the cell, unless another follows.
 */
type Place = "start" | "plain" | "quoted" | "after quote";

const [QUOTE, COMMA, LF] = [0x22, 0x2c, 0x0a] as const;
