import { hasReturnsAlone } from "./line-ends";

/** Bytes at the beginning of a source that decide how it is read. */
export const DETECTION_BYTES = 64 * 1024;

/** Lines of the beginning that are looked at. */
const LINES = 1000;

/** The beginning of a source. */
export interface Sample {
  readonly text: string;
  /** Its lines that are whole and not blank; the first of all lines, where none is whole. */
  readonly lines: readonly string[];
}

/** @param bytes the beginning of a source, without a byte order mark or with that of UTF-8 */
export function sampleOf(bytes: Buffer, isWholeSource: boolean): Sample {
  const isWhole = isWholeSource && bytes.length <= DETECTION_BYTES;
  const text = bytes.toString("utf8", 0, DETECTION_BYTES).replace(/^\ufeff/, "");
  const all = text.split(hasReturnsAlone(bytes.subarray(0, DETECTION_BYTES), isWhole) ? "\r" : /\r?\n/, LINES + 1);
  // The last line may go on after the head.
  const hasCutLine = !isWhole && all.length <= LINES;
  const whole = (hasCutLine ? all.slice(0, -1) : all.slice(0, LINES)).filter((line) => line.trim() !== "");
  const first = whole.length > 0 ? [] : all.filter((line) => line.trim() !== "").slice(0, 1);
  return { text, lines: [...whole, ...first] };
}
