import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { pipeline, Readable, type Transform } from "node:stream";
import * as zlib from "node:zlib";
import type { Io } from "./command";

const CHUNK = 256 * 1024;
const GZIP = Buffer.from([0x1f, 0x8b]);
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/**
 * Splits a stream of bytes into records that end with `separator`, which is left out; a last record may lack it.
 * Gives the records of a chunk together. A record may span any number of chunks; only an unfinished one is kept.
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
 * Opens a file, or standard input for `-`, as a stream of bytes; decompresses gzip and zstd, which it knows by their first bytes.
 *
 * @param onRead is told how many bytes were read, before decompression

 * @throws for zstd on a Node.js without it (before 22.15)
 */
export async function* openInput(file: string, io: Io, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  const source = file === "-" ? io.stdin : createReadStream(resolve(io.cwd, file), { highWaterMark: CHUNK });
  const chunks = buffers(source, onRead);
  const head = await firstBytes(chunks, 4);
  const decompress = decompressorFor(head);
  const whole = resume(head, chunks);
  if (decompress === undefined) {
    yield* whole;
    return;
  }
  const decompressed = pipeline(Readable.from(whole, { objectMode: false }), decompress, () => {
    // The reader of the stream gets the error.
  });
  yield* buffers(decompressed);
}

function decompressorFor(head: Buffer): Transform | undefined {
  if (head.subarray(0, GZIP.length).equals(GZIP)) return zlib.createGunzip({ chunkSize: CHUNK });
  if (!head.subarray(0, ZSTD.length).equals(ZSTD)) return undefined;
  // Not in the types of the oldest Node.js that is supported, nor in that Node.js.
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform };
  if (createZstdDecompress !== undefined) return createZstdDecompress();
  throw new Error(
    `compressed with zstd, which Node.js ${process.version} cannot read: decompress it with zstd -dc first`,
  );
}

async function* buffers(stream: NodeJS.ReadableStream, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    onRead?.(bytes.length);
    yield bytes;
  }
}

/** Reads until there are at least `count` bytes, or no more. */
async function firstBytes(chunks: AsyncGenerator<Buffer>, count: number): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < count) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* resume(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}
