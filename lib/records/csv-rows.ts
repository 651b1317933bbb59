import type { OnLongLine } from "./lines";

/** Where rows go; each with the line of the input that it begins on, counted from 1. */
export interface RowSink {
  /** A row without its line end: the bytes from `start` to `end`. */
  row(bytes: Buffer, start: number, end: number, line: number): void;
  /** A row that is longer than `maxBytes`. */
  long: OnLongLine;
  /** A line whose quotes are not closed within `maxOpenBytes`, or before the end; the lines after it are read on their own. */
  unclosed?(line: number): void;
}

export interface RowLimits {
  /** Longest row that is held, in bytes. */
  readonly maxBytes: number;
  /** Longest row over several lines, in bytes, at most `maxBytes`. @default as long as any other row */
  readonly maxOpenBytes?: number;
}

const BEGINNING = 320;

/**
 * Splits the bytes of CSV into rows: they end with LF or CR LF, and cells in quotes may hold line ends, separators, and quotes
 * that are doubled. Of a row of more than `maxBytes` no more than that is ever held.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export class RowSplitter {
  /** The byte between cells; a sink that learns it from the first row may set it there. */
  separator: number = COMMA;
  readonly #sink: RowSink;
  readonly #maxBytes: number;
  readonly #maxOpenBytes: number;
  #place: Place = "outside";
  #line = 1;
  /** The last byte of the chunk before. */
  #before: number = LF;
  /** Whether the row may have line ends in quotes. */
  #mayBreak = false;
  // Of the row that began in a chunk before.
  #pieces: Buffer[] = [];
  #held = 0;
  #breaks = 0;
  #beginning: string | undefined;

  constructor({ maxBytes, maxOpenBytes }: RowLimits, sink: RowSink) {
    this.#sink = sink;
    this.#maxBytes = maxBytes;
    this.#maxOpenBytes = maxOpenBytes ?? Number.POSITIVE_INFINITY;
  }

  push(chunk: Buffer): void {
    let start = 0;
    let at = 0;
    let lineEnd = -1;
    let quote = -1;
    for (;;) {
      if (this.#place !== "outside") {
        at = this.#quotesEnd(chunk, at);
        if (at < 0) break;
        this.#mayBreak ||= lineEnd < at;
      }
      if (lineEnd < at) lineEnd = indexOf(chunk, LF, at);
      if (quote < at) quote = indexOf(chunk, QUOTE, at);
      if (quote < lineEnd) {
        // A quote elsewhere in a cell is a character like any other.
        if (this.#beginsCell(chunk, start, quote)) this.#place = "quoted";
        at = quote + 1;
      } else if (lineEnd < chunk.length) {
        this.#finish(chunk, start, lineEnd);
        start = at = lineEnd + 1;
      } else {
        break;
      }
    }
    if (start < chunk.length) this.#hold(chunk.subarray(start));
    this.#before = chunk.at(-1) ?? this.#before;
  }

  /** Gives the last row, if it has no line end and its quotes are closed. */
  end(): void {
    while (this.#held > 0 && this.#place === "quoted" && this.#sink.unclosed !== undefined)
      this.#giveUp(this.#rest(NOTHING, 0, 0));
    if (this.#held > 0 && this.#place !== "quoted") this.#finish(NOTHING, 0, 0);
  }

  /** Line of the row that is not finished, if there is one. */
  get unfinished(): number | undefined {
    return this.#held > 0 ? this.#line : undefined;
  }

  /** The offset after the quotes that are open, or -1 where the chunk ends before that is certain. */
  #quotesEnd(chunk: Buffer, from: number): number {
    let at = from;
    while (at < chunk.length) {
      if (this.#place === "quoted") {
        const quote = quoteIn(chunk, at);
        if (quote < 0) return -1;
        at = quote + 1;
        this.#place = "after quote";
      } else if (chunk[at] === QUOTE) {
        at++;
        this.#place = "quoted";
      } else {
        this.#place = "outside";
        return at;
      }
    }
    return -1;
  }

  #beginsCell(chunk: Buffer, start: number, quote: number): boolean {
    if (quote === start && this.#held === 0) return true;
    return (quote === 0 ? this.#before : chunk[quote - 1]) === this.separator;
  }

  /** The row ends before this offset. */
  #finish(chunk: Buffer, start: number, end: number): void {
    const isHeld = this.#held > 0;
    if (isHeld) this.#keep(chunk.subarray(start, end));
    else if (this.#mayBreak) this.#breaks = breaksIn(chunk, start, end);
    if (this.#isOpenTooLong(isHeld ? this.#held : end - start)) {
      this.#giveUp(Buffer.concat([isHeld ? this.#rest(chunk, start, end) : chunk.subarray(start, end), LINE_END]));
      return;
    }
    if (this.#beginning !== undefined) {
      this.#sink.long(this.#beginning, this.#held, this.#line);
    } else if (isHeld) {
      const row = Buffer.concat(this.#pieces, this.#held);
      this.#give(row, 0, row.length);
    } else {
      this.#give(chunk, start, end);
    }
    this.#reset(this.#breaks + 1);
  }

  #give(bytes: Buffer, start: number, end: number): void {
    const stop = end > start && bytes[end - 1] === CR ? end - 1 : end;
    if (stop - start <= this.#maxBytes) this.#sink.row(bytes, start, stop, this.#line);
    else this.#sink.long(bytes.toString("utf8", start, start + BEGINNING), stop - start, this.#line);
  }

  /** The row goes on after the chunk. */
  #hold(piece: Buffer): void {
    this.#keep(piece);
    if (this.#isOpenTooLong(this.#held)) this.#giveUp(this.#rest(piece, 0, piece.length));
  }

  #keep(piece: Buffer): void {
    this.#breaks += breaksIn(piece, 0, piece.length);
    this.#held += piece.length;
    if (this.#beginning !== undefined) return;
    this.#pieces.push(piece);
    // One more for a CR that may turn out to belong to the line's end. A row that is given up is needed whole.
    if (this.#held <= this.#maxBytes + 1 || this.#isOpenTooLong(this.#held)) return;
    this.#beginning = Buffer.concat(this.#pieces, Math.min(this.#held, BEGINNING)).toString("utf8");
    this.#pieces = [];
  }

  #isOpenTooLong(length: number): boolean {
    return this.#breaks > 0 && length > this.#maxOpenBytes;
  }

  /** The row as far as it is held: all of it, or its last piece, in which its first line ends. */
  #rest(chunk: Buffer, start: number, end: number): Buffer {
    return this.#beginning === undefined ? Buffer.concat(this.#pieces, this.#held) : chunk.subarray(start, end);
  }

  /** Leaves out the first line of a text, which opens quotes, and reads the lines after it anew. */
  #giveUp(text: Buffer): void {
    const lineEnd = text.indexOf(LF);
    const first = lineEnd < 0 ? text.length : lineEnd;
    if (this.#beginning !== undefined) this.#sink.long(this.#beginning, this.#held, this.#line);
    else if (first > this.#maxBytes) this.#sink.long(text.toString("utf8", 0, BEGINNING), first, this.#line);
    else this.#sink.unclosed?.(this.#line);
    this.#reset(1);
    if (lineEnd >= 0) this.push(text.subarray(lineEnd + 1));
  }

  #reset(lines: number): void {
    this.#line += lines;
    this.#place = "outside";
    this.#mayBreak = false;
    this.#breaks = 0;
    if (this.#held === 0) return;
    this.#pieces = [];
    this.#held = 0;
    this.#beginning = undefined;
  }
}

/** The next quote, or -1. Most are near, and a call of indexOf costs more than to look at some bytes. */
function quoteIn(chunk: Buffer, from: number): number {
  const near = Math.min(from + NEAR, chunk.length);
  for (let at = from; at < near; at++) if (chunk[at] === QUOTE) return at;
  return near === chunk.length ? -1 : chunk.indexOf(QUOTE, near);
}

const NEAR = 32;

function indexOf(chunk: Buffer, byte: number, from: number): number {
  const at = chunk.indexOf(byte, from);
  return at < 0 ? chunk.length : at;
}

function breaksIn(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(LF, start); at >= 0 && at < end; at = bytes.indexOf(LF, at + 1)) count++;
  return count;
}

/** Where in a row the next byte stands; after a quote the quotes end, unless another quote follows. */
type Place = "outside" | "quoted" | "after quote";

const [QUOTE, COMMA, LF, CR] = [0x22, 0x2c, 0x0a, 0x0d] as const;
const LINE_END = Buffer.from([LF]);
const NOTHING = Buffer.alloc(0);
