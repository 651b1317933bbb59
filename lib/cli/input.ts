import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { decompressed } from "../records";
import type { Io } from "./command";

const CHUNK = 256 * 1024;

/**
 * Splits a stream of bytes into records that end with `separator`, which is left out; the last record may lack it.
 * Yields the records of each chunk together. A record may span any number of chunks; only an unfinished one is kept.
 */
export async function* records(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  separator: number,
): AsyncGenerator<Buffer[]> {
  let unfinished: Buffer[] = [];
  for await (const chunk of chunks) {
    const found: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(separator); end >= 0; end = chunk.indexOf(separator, start)) {
      const piece = chunk.subarray(start, end);
      found.push(unfinished.length === 0 ? piece : Buffer.concat([...unfinished, piece]));
      unfinished = [];
      start = end + 1;
    }
    if (start < chunk.length) unfinished.push(chunk.subarray(start));
    yield found;
  }
  if (unfinished.length > 0) yield [Buffer.concat(unfinished)];
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
