const ESCAPE = 0x1b;

// eslint-disable-next-line no-control-regex -- this is what is looked for
const COLOURS = /\u001b\[[\d;]*m/g;

/** A text without the sequences that change a terminal's colours, `ESC [ 3 2 m`. */
export function withoutColours(text: string): string {
  return text.includes("\u001b") ? text.replaceAll(COLOURS, "") : text;
}

/** The offset after the sequences of colours that begin at `start`. */
export function afterColours(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at + 2 < end && bytes[at] === ESCAPE && bytes[at + 1] === 0x5b) {
    let next = at + 2;
    while (next < end && isParameter(bytes[next] ?? 0)) next++;
    if (next === end || bytes[next] !== 0x6d) return at;
    at = next + 1;
  }
  return at;
}

/** A digit or a semicolon. */
function isParameter(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x3b;
}
