import { afterColours } from "./colours";

/**
 * How a tool writes the time of an event before its message:
 *
 * - `export`: CloudWatch's export to S3, `2026-11-21T10:00:00.000Z `;
 * - `detailed`, `short`: `aws logs tail`, `2026-11-21T10:00:00.000000+00:00 STREAM ` and `2026-11-21T10:00:00 `;
 * - `nanoseconds`: `docker logs --timestamps`, `kubectl logs --timestamps`, `2026-11-21T10:00:00.123456789Z `;
 * - `runner`: a runner of GitHub Actions or Azure Pipelines, `2026-11-21T10:00:00.1234567Z `;
 * - `milliseconds`: `--query 'events[].[timestamp,message]' --output text` of the AWS command line, `1795255200000` and a tab.
 */
export type StampKind = "export" | "detailed" | "short" | "nanoseconds" | "runner" | "milliseconds";

/** A time before a message. */
export interface Stamp {
  readonly kind: StampKind;
  /** Offset of the time: colours may stand before it. */
  readonly timeStart: number;
  /** Offset after the time. */
  readonly timeEnd: number;
  /** Offset of the message; for `detailed` after the stream's name. */
  readonly messageStart: number;
}

/** The longest stamp, with the name of a stream (512 characters of up to four bytes). */
export const LONGEST_STAMP = 2100;

/** Bytes of `2026-11-21T10:00:00`. */
const SECONDS = 19;

/** The stamp at the beginning of a line; undefined where there is none. */
export function stampOf(bytes: Uint8Array, begin: number, end: number): Stamp | undefined {
  const timeStart = afterColours(bytes, begin, end);
  if (!isDigit(bytes[timeStart] ?? 0)) return undefined;
  if (bytes[timeStart + 4] !== DASH) return millisecondsStamp(bytes, timeStart, end);
  if (end - timeStart < SECONDS || !fits(bytes, timeStart)) return undefined;
  let at = timeStart + SECONDS;
  let digits = 0;
  if (bytes[at] === DOT) {
    at++;
    while (at < end && isDigit(bytes[at] ?? 0)) at++;
    digits = at - timeStart - SECONDS - 1;
    if (digits === 0) return undefined;
  }
  const zone = bytes[at] === Z ? 1 : isOffset(bytes, at, end) ? 6 : 0;
  const isZero = zone === 6 && bytes[at] === PLUS && ZERO_OFFSET.every((byte, index) => bytes[at + 1 + index] === byte);
  const timeEnd = at + zone;
  const blank = afterColours(bytes, timeEnd, end);
  if (blank < end && bytes[blank] !== BLANK) return undefined;
  const messageStart = Math.min(blank + 1, end);
  const stamp = (kind: StampKind): Stamp => ({ kind, timeStart, timeEnd, messageStart });
  if (zone === 1 && digits === 3) return stamp("export");
  if (zone === 1 && digits === 7) return stamp("runner");
  if (zone !== 0 && digits === 9) return stamp("nanoseconds");
  if (zone === 0 && digits === 0) return stamp("short");
  // Python writes no fraction where it is zero; tail has whole milliseconds.
  if (isZero && (digits === 0 || (digits === 6 && isWholeMillisecond(bytes, at))))
    return { ...stamp("detailed"), messageStart: afterWord(bytes, messageStart, end) };
  return undefined;
}

function millisecondsStamp(bytes: Uint8Array, start: number, end: number): Stamp | undefined {
  const timeEnd = start + 13;
  if (timeEnd >= end || bytes[timeEnd] !== TAB) return undefined;
  for (let at = start; at < timeEnd; at++) if (!isDigit(bytes[at] ?? 0)) return undefined;
  return { kind: "milliseconds", timeStart: start, timeEnd, messageStart: timeEnd + 1 };
}

/** `2026-11-21T10:00:00`, by its digits and signs. */
function fits(bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < SECONDS; index++) {
    const sign = SIGNS[index];
    const byte = bytes[start + index] ?? 0;
    if (sign === undefined ? !isDigit(byte) : byte !== sign) return false;
  }
  return true;
}

function isOffset(bytes: Uint8Array, at: number, end: number): boolean {
  return at + 6 <= end && (bytes[at] === PLUS || bytes[at] === DASH) && bytes[at + 3] === COLON;
}

function isWholeMillisecond(bytes: Uint8Array, at: number): boolean {
  return bytes[at - 1] === ZERO && bytes[at - 2] === ZERO && bytes[at - 3] === ZERO;
}

function afterWord(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== BLANK) at++;
  return Math.min(at + 1, end);
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39;
}

const [DASH, COLON, DOT, PLUS, BLANK, TAB, ZERO, Z] = [0x2d, 0x3a, 0x2e, 0x2b, 0x20, 0x09, 0x30, 0x5a] as const;
const SIGNS: Readonly<Partial<Record<number, number>>> = { 4: DASH, 7: DASH, 10: 0x54, 13: COLON, 16: COLON };
const ZERO_OFFSET = [ZERO, ZERO, COLON, ZERO, ZERO] as const;
