import { isUtf8 } from "node:buffer";
import {
  type Compression,
  compressionOf,
  decompressed,
  DETECTION_BYTES,
  MAX_EVENT_BYTES,
  notText,
} from "../../records";

/** A file whose lines the database reads as `decodeLogs` does. */
export interface Readable {
  readonly compression: Compression;
  /** Bytes of its lines, with a line feed each: so many the database must have seen. */
  readonly bytes: number;
}

/**
 * Reads a file once, to see whether the database would read the same lines in it; undefined where it might not: the database
 * also ends lines at a carriage return, and knows no encoding but UTF-8; it leaves lines out that are too long; and it may read a
 * compressed file without noticing that it breaks off.
 */
export async function look(chunks: AsyncIterable<Uint8Array>): Promise<Readable | undefined> {
  const first = firstBytes();
  const text = new TextLook();
  try {
    for await (const chunk of decompressed(first.of(chunks))) {
      for (let from = 0; from < chunk.length; from += PIECE)
        if (!text.add(chunk.subarray(from, from + PIECE))) return undefined;
    }
  } catch {
    // Reading it line by line reports why.
    return undefined;
  }
  const bytes = text.end();
  return bytes === undefined ? undefined : { compression: compressionOf(first.head()), bytes };
}

/** Smaller than the longest line, so that a line that is too long is not within one piece. */
const PIECE = MAX_EVENT_BYTES / 2;

/** Keeps the first bytes of what passes through. */
function firstBytes() {
  let head = Buffer.alloc(0);
  return {
    head: () => head,
    async *of(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        if (head.length < 4) head = Buffer.concat([head, chunk.subarray(0, 4)]);
        yield chunk;
      }
    },
  };
}

class TextLook {
  /** Until the beginning is known to be text. */
  #head: Buffer[] = [];
  #headSize = 0;
  /** Bytes of a character that the piece before cuts. */
  #cut: Buffer = Buffer.alloc(0);
  #bytes = 0;
  /** Bytes since the last line feed. */
  #open = 0;
  #endsWithReturn = false;

  /** Whether the text is plain so far. */
  add(piece: Buffer): boolean {
    if (this.#headSize < DETECTION_BYTES) {
      this.#head.push(piece);
      this.#headSize += piece.length;
      if (this.#headSize >= DETECTION_BYTES && !this.#isTextAtHead()) return false;
    }
    this.#bytes += piece.length;
    return this.#hasPlainLines(piece) && this.#isUtf8(piece);
  }

  /** See {@link Readable.bytes}; undefined if the text as a whole is not plain. */
  end(): number | undefined {
    const isWhole = this.#cut.length === 0 && !this.#endsWithReturn;
    if (!isWhole || (this.#headSize < DETECTION_BYTES && !this.#isTextAtHead())) return undefined;
    return this.#bytes + (this.#open > 0 ? 1 : 0);
  }

  #isTextAtHead(): boolean {
    const head = Buffer.concat(this.#head);
    this.#head = [];
    const hasMark = head.indexOf(BYTE_ORDER_MARK) === 0;
    // The database leaves it out, too.
    if (hasMark) this.#bytes -= BYTE_ORDER_MARK.length;
    return notText(hasMark ? head.subarray(BYTE_ORDER_MARK.length) : head) === undefined;
  }

  #hasPlainLines(piece: Buffer): boolean {
    if (piece.includes(BEFORE_DELIMITER)) return false;
    // Later in a file they may be the beginning of what is not text any more.
    if (this.#headSize >= DETECTION_BYTES && piece.includes(NUL)) return false;
    if (this.#endsWithReturn && piece[0] !== LF) return false;
    this.#endsWithReturn = false;
    for (let at = piece.indexOf(CR); at >= 0; at = piece.indexOf(CR, at + 1)) {
      if (at + 1 === piece.length) this.#endsWithReturn = true;
      else if (piece[at + 1] !== LF) return false;
    }
    const first = piece.indexOf(LF);
    if (this.#open + (first < 0 ? piece.length : first) > MAX_EVENT_BYTES) return false;
    this.#open = first < 0 ? this.#open + piece.length : piece.length - piece.lastIndexOf(LF) - 1;
    return true;
  }

  #isUtf8(piece: Buffer): boolean {
    let from = 0;
    if (this.#cut.length > 0) {
      from = Math.min(lengthOf(this.#cut[0] ?? 0) - this.#cut.length, piece.length);
      this.#cut = Buffer.concat([this.#cut, piece.subarray(0, from)]);
      if (this.#cut.length < lengthOf(this.#cut[0] ?? 0)) return true;
      if (!isUtf8(this.#cut)) return false;
    }
    let to = piece.length;
    // A character that is cut has its first byte among the last three.
    for (let back = 1; back <= Math.min(3, piece.length - from); back++) {
      if (lengthOf(piece[piece.length - back] ?? 0) > back) to = piece.length - back;
    }
    this.#cut = piece.subarray(to);
    return isUtf8(piece.subarray(from, to));
  }
}

/** Bytes of the character that begins with this byte; 1 for bytes that begin none. */
function lengthOf(byte: number): number {
  return byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf8 ? 4 : 1;
}

const [NUL, LF, CR] = [0, 0x0a, 0x0d] as const;
/** The first byte of the delimiter that the database is told, and of few other characters. */
const BEFORE_DELIMITER = 0xf4;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
