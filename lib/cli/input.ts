import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { decompressed } from "../records";
import type { Io } from "./command";

const CHUNK = 256 * 1024;

/** A record that is longer than an event may be, by its length in bytes; its text is not kept. */
export interface LongRecord {
  readonly bytes: number;
}

/**
 * Splits a stream of bytes into records that end with `separator`, which is left out; the last record may lack it.
 * Yields the records of each chunk together. A record may span any number of chunks; no more is kept than one unfinished record
 * of up to `maxBytes`.
 */
export async function* records(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  separator: number,
  maxBytes: number,
): AsyncGenerator<(Buffer | LongRecord)[]> {
  let unfinished: Buffer[] = [];
  let held = 0;
  const hold = (piece: Buffer): void => {
    held += piece.length;
    if (held <= maxBytes) unfinished.push(piece);
    else unfinished = [];
  };
  const finish = (): Buffer | LongRecord => {
    const [first] = unfinished;
    const whole = first !== undefined && unfinished.length === 1 ? first : Buffer.concat(unfinished);
    const record = held > maxBytes ? { bytes: held } : whole;
    unfinished = [];
    held = 0;
    return record;
  };
  for await (const chunk of chunks) {
    const found: (Buffer | LongRecord)[] = [];
    let start = 0;
    for (let end = chunk.indexOf(separator); end >= 0; end = chunk.indexOf(separator, start)) {
      hold(chunk.subarray(start, end));
      found.push(finish());
      start = end + 1;
    }
    if (start < chunk.length) hold(chunk.subarray(start));
    yield found;
  }
  if (held > 0) yield [finish()];
}

/**
 * Opens a file, or standard input for `-`, as a stream of bytes; decompresses gzip and zstd, see {@link decompressed}.
 *
 * @param onRead is called with the number of bytes that were read, before decompression
 */
export function openInput(file: string, io: Io, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  const source = file === "-" ? io.stdin : createReadStream(resolve(io.cwd, file), { highWaterMark: CHUNK });
  return decompressed(buffers(source, onRead));
}

async function* buffers(stream: NodeJS.ReadableStream, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    onRead?.(bytes.length);
    yield bytes;
  }
}
