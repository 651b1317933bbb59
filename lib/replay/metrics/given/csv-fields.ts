/** Where the fields of a row are; quotes are left around what was quoted. */
export interface CsvFields {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Number of fields; -1: a quote has no end, and the row goes on in the next line. */
  split(bytes: Uint8Array, start: number, end: number): number;
}

/** Fields of a row that are told apart. */
const MOST = 256;

export function csvFields(separator: number): CsvFields {
  const starts = new Int32Array(MOST);
  const ends = new Int32Array(MOST);
  return {
    starts,
    ends,
    split(bytes, start, end) {
      let count = 0;
      let at = start;
      for (;;) {
        const from = at;
        if (at < end && bytes[at] === QUOTE) {
          for (at++; ; at++) {
            if (at >= end) return -1;
            if (bytes[at] !== QUOTE) continue;
            if (at + 1 < end && bytes[at + 1] === QUOTE) at++;
            else break;
          }
        }
        while (at < end && bytes[at] !== separator) at++;
        if (count < MOST) {
          starts[count] = from;
          ends[count] = at;
        }
        count++;
        if (at >= end) return Math.min(count, MOST);
        at++;
      }
    },
  };
}

/** The text of a field, without its quotes. */
export function csvText(raw: string): string {
  const trimmed = raw.trim();
  return trimmed.startsWith('"') && trimmed.endsWith('"') && trimmed.length > 1
    ? trimmed.slice(1, -1).replaceAll('""', '"')
    : trimmed;
}

const QUOTE = 0x22;
