/**
 * How a tool writes the time of an event before its message:
 *
 * - `export`: CloudWatch's export to S3, `2026-11-21T10:00:00.000Z `;
 * - `detailed`, `short`: `aws logs tail`, `2026-11-21T10:00:00.000000+00:00 STREAM ` and `2026-11-21T10:00:00 `;
 * - `nanoseconds`: `docker logs --timestamps`, `kubectl logs --timestamps`, `2026-11-21T10:00:00.123456789Z `;
 * - `milliseconds`: `--query 'events[].[timestamp,message]' --output text` of the AWS command line, `1795255200000` and a tab.
 */
export type StampKind = "export" | "detailed" | "short" | "nanoseconds" | "milliseconds";

/** A time before a message. */
export interface Stamp {
  readonly kind: StampKind;
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
export function stampOf(bytes: Uint8Array, start: number, end: number): Stamp | undefined {
  const first = bytes[start] ?? 0;
  if (!isDigit(first)) return undefined;
  if (bytes[start + 4] !== DASH) return millisecondsStamp(bytes, start, end);
  if (end - start < SECONDS || !fits(bytes, start)) return undefined;
  let at = start + SECONDS;
  let digits = 0;
  if (bytes[at] === DOT) {
    at++;
    while (at < end && isDigit(bytes[at] ?? 0)) at++;
    digits = at - start - SECONDS - 1;
    if (digits === 0) return undefined;
  }
  const zone = bytes[at] === Z ? 1 : isOffset(bytes, at, end) ? 6 : 0;
  const isZero = zone === 6 && bytes[at] === PLUS && ZERO_OFFSET.every((byte, index) => bytes[at + 1 + index] === byte);
  const timeEnd = at + zone;
  if (timeEnd < end && bytes[timeEnd] !== BLANK) return undefined;
  const messageStart = Math.min(timeEnd + 1, end);
  if (zone === 1 && digits === 3) return { kind: "export", timeEnd, messageStart };
  if (zone !== 0 && digits === 9) return { kind: "nanoseconds", timeEnd, messageStart };
  if (zone === 0 && digits === 0) return { kind: "short", timeEnd, messageStart };
  // Python writes no fraction where it is zero; tail has whole milliseconds.
  if (isZero && (digits === 0 || (digits === 6 && isWholeMillisecond(bytes, at))))
    return { kind: "detailed", timeEnd, messageStart: afterWord(bytes, messageStart, end) };
  return undefined;
}

function millisecondsStamp(bytes: Uint8Array, start: number, end: number): Stamp | undefined {
  const timeEnd = start + 13;
  if (timeEnd >= end || bytes[timeEnd] !== TAB) return undefined;
  for (let at = start; at < timeEnd; at++) if (!isDigit(bytes[at] ?? 0)) return undefined;
  return { kind: "milliseconds", timeEnd, messageStart: timeEnd + 1 };
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
