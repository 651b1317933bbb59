export const ESCAPE = 0x1b;

// eslint-disable-next-line no-control-regex -- this is what is looked for
const COLOURS = /\u001b\[[0-?]*[ -/]*[@-~]/g;

/** A text without the sequences that control a terminal: colours `ESC [ 3 2 m`, erasing a line `ESC [ 2 K`. */
export function withoutColours(text: string): string {
  return text.includes("\u001b") ? text.replaceAll(COLOURS, "") : text;
}

/** The offset after such sequences that begin at `start`. */
export function afterColours(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at + 2 < end && bytes[at] === ESCAPE && bytes[at + 1] === 0x5b) {
    let next = at + 2;
    while (next < end && isParameter(bytes[next] ?? 0)) next++;
    if (next === end || !isFinal(bytes[next] ?? 0)) return at;
    at = next + 1;
  }
  return at;
}

/** Parameters and what stands between them and the final byte. */
function isParameter(byte: number): boolean {
  return byte >= 0x20 && byte <= 0x3f;
}

function isFinal(byte: number): boolean {
  return byte >= 0x40 && byte <= 0x7e;
}

/** Finds lines with an escape: each buffer is searched once, however many of its lines are asked for in their order. */
export class EscapeFinder {
  #bytes: Uint8Array | undefined;
  /** No escape stands between these. */
  #from = 0;
  #next = 0;

  isIn(bytes: Uint8Array, start: number, end: number): boolean {
    if (bytes !== this.#bytes || start < this.#from || this.#next < start) {
      const found = bytes.indexOf(ESCAPE, start);
      this.#bytes = bytes;
      this.#from = start;
      this.#next = found < 0 ? Infinity : found;
    }
    return this.#next < end;
  }
}
