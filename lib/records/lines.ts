/** Takes a line without its end: the bytes from `start` to `end`, and its number, counted from 1. */
export type OnLine = (bytes: Buffer, start: number, end: number, line: number) => void;

/** Takes the beginning of a line that is too long, and its whole length in bytes. */
export type OnLongLine = (beginning: string, length: number, line: number) => void;

export interface LineSplitter {
  push(chunk: Buffer): void;
  /** Gives the last line, if it has no end. */
  end(): void;
  /** Number of the line that is not finished, if there is one. */
  readonly unfinished: number | undefined;
}

const BEGINNING = 320;

/**
 * Splits bytes into lines that end with LF or CR LF; a last line may lack its end. Of a line of more than `maxBytes` no more
 * than that is ever held.
 */
export function lineSplitter(maxBytes: number, onLine: OnLine, onLongLine: OnLongLine): LineSplitter {
  let line = 1;
  let pieces: Buffer[] = [];
  let held = 0;
  let beginning: string | undefined;

  const give = (bytes: Buffer, start: number, end: number) => {
    const stop = end > start && bytes[end - 1] === CR ? end - 1 : end;
    if (stop - start > maxBytes) {
      onLongLine(bytes.toString("utf8", start, start + BEGINNING), stop - start, line++);
    } else {
      onLine(bytes, start, stop, line++);
    }
  };

  const hold = (piece: Buffer) => {
    held += piece.length;
    if (beginning !== undefined) return;
    pieces.push(piece);
    // One more for a CR that may turn out to belong to the line's end.
    if (held <= maxBytes + 1) return;
    beginning = Buffer.concat(pieces, Math.min(held, BEGINNING)).toString("utf8");
    pieces = [];
  };

  const finish = () => {
    if (beginning === undefined) {
      const whole = Buffer.concat(pieces, held);
      give(whole, 0, whole.length);
    } else {
      onLongLine(beginning, held, line++);
    }
    pieces = [];
    held = 0;
    beginning = undefined;
  };

  return {
    push(chunk) {
      let start = 0;
      for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
        if (held === 0) {
          give(chunk, start, end);
        } else {
          hold(chunk.subarray(start, end));
          finish();
        }
        start = end + 1;
      }
      if (start < chunk.length) hold(chunk.subarray(start));
    },
    end() {
      if (held > 0) finish();
    },
    get unfinished() {
      return held > 0 ? line : undefined;
    },
  };
}

const LF = 0x0a;
const CR = 0x0d;
