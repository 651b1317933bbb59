import { excerpt } from "../base";
import type { Collector } from "./batch";
import { tooLong, TOO_LONG } from "./decode-stamped";
import type { Decoder } from "./source-decoder";
import { timeOfNumber } from "./time-number";

/** Whether the lines are those of `journalctl --output=export`. */
export function isJournalExport(lines: readonly string[]): boolean {
  return (
    /^_{0,2}[A-Z][A-Z0-9_]*=/.test(lines[0] ?? "") && lines.some((line) => /^__REALTIME_TIMESTAMP=\d{13,}$/.test(line))
  );
}

/**
 * Entries of `journalctl --output=export`: a line `FIELD=value` for each field, and an empty line after each entry. A value with line
 * breaks or control characters stands after the line `FIELD`, with its length before it, in eight bytes.
 *
 * No more than `maxBytes` of a value is held.
 *
 * @see https://systemd.io/JOURNAL_EXPORT_FORMATS/
 */
export class JournalExportDecoder implements Decoder {
  readonly #out: Collector;
  readonly #maxBytes: number;
  // The line, length or value that is being read, as far as it is kept; how long it is in all.
  #pieces: Buffer[] = [];
  #held = 0;
  #length = 0;
  /** What is being read: a line, the length of a value, or a value. */
  #state: "line" | "length" | "value" = "line";
  /** Bytes of the length or value that are still to come. */
  #left = 0;
  #field = "";
  #line = 1;
  // Of the entry that is open.
  #first = 0;
  #message: { readonly text: string; readonly length: number } | undefined;
  #time: string | undefined;

  constructor(out: Collector, maxBytes: number) {
    this.#out = out;
    this.#maxBytes = maxBytes;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === "line") {
        const end = chunk.indexOf(LF, at);
        this.#keep(chunk.subarray(at, end < 0 ? chunk.length : end));
        at = end < 0 ? chunk.length : end + 1;
        if (end >= 0) this.#endLine();
        continue;
      }
      const end = Math.min(chunk.length, at + this.#left);
      this.#keep(chunk.subarray(at, end));
      this.#left -= end - at;
      at = end;
      if (this.#left === 0) this.#endBytes();
    }
  }

  end(): void {
    if (this.#state !== "line") {
      const message = `ends inside the value of ${this.#field}; what was read so far is kept`;
      this.#out.problem("truncated-input", 0, message, "Get the file again.");
      return;
    }
    if (this.#length > 0) this.#endLine();
    this.#endEntry();
  }

  abandon(): string | undefined {
    return this.#first === 0 ? undefined : `the entry at line ${this.#first}, which is not whole,`;
  }

  #keep(piece: Buffer): void {
    this.#length += piece.length;
    // One more than is allowed shows that it is too long.
    const rest = this.#maxBytes + LONGEST_NAME - this.#held;
    if (rest <= 0) return;
    const kept = piece.length > rest ? piece.subarray(0, rest) : piece;
    this.#pieces.push(kept);
    this.#held += kept.length;
  }

  #taken(): { readonly bytes: Buffer; readonly length: number } {
    const taken = { bytes: Buffer.concat(this.#pieces, this.#held), length: this.#length };
    this.#pieces = [];
    this.#held = 0;
    this.#length = 0;
    return taken;
  }

  #endLine(): void {
    const { bytes, length } = this.#taken();
    const line = this.#line++;
    if (length === 0) {
      this.#endEntry();
      return;
    }
    if (this.#first === 0) this.#first = line;
    const sign = bytes.indexOf(EQUALS);
    const name = bytes.toString("latin1", 0, sign < 0 ? Math.min(bytes.length, LONGEST_NAME) : sign);
    if (!/^[A-Z0-9_]{1,64}$/.test(name)) {
      const text = excerpt(bytes.toString("utf8", 0, 400));
      this.#out.problem("invalid-line", line, `not a field of a journal entry: ${text}`, LEFT_OUT);
    } else if (sign >= 0) {
      this.#take(name, bytes.toString("utf8", sign + 1), length - sign - 1);
    } else {
      this.#field = name;
      this.#state = "length";
      this.#left = 8;
    }
  }

  #endBytes(): void {
    const { bytes, length } = this.#taken();
    if (this.#state === "length") {
      // A line feed follows the value.
      this.#left = Number(bytes.readBigUInt64LE()) + 1;
      this.#state = "value";
      return;
    }
    this.#state = "line";
    for (const byte of bytes) if (byte === LF) this.#line++;
    this.#take(this.#field, bytes.toString("utf8", 0, Math.min(bytes.length, length - 1)), length - 1);
  }

  #take(name: string, text: string, length: number): void {
    if (name === "MESSAGE") this.#message = { text, length };
    else if (name === "__REALTIME_TIMESTAMP") this.#time = text;
  }

  #endEntry(): void {
    const [line, message, time] = [this.#first, this.#message, this.#time];
    this.#first = 0;
    this.#message = undefined;
    this.#time = undefined;
    if (line === 0) return;
    if (message === undefined) this.#out.problem("invalid-line", line, "a journal entry without a MESSAGE", LEFT_OUT);
    else if (message.length > this.#maxBytes)
      this.#out.problem("line-too-long", line, tooLong(message.length, this.#maxBytes, message.text), TOO_LONG);
    else if (message.text.trim() === "") this.#out.blank();
    else this.#out.record(message.text, time === undefined ? undefined : timeOfNumber(time, "us"), line);
  }
}

const LF = 0x0a;
const EQUALS = 0x3d;

/** Names of fields have at most 64 characters. */
const LONGEST_NAME = 64 + 2;

const LEFT_OUT = "It is left out. Export with journalctl --output=json --all.";
