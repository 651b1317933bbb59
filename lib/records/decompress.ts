import { pipeline, Readable, Transform, type TransformCallback } from "node:stream";
import * as zlib from "node:zlib";
import { beginsFrame, frameWalk } from "./zstd-frames";

const CHUNK = 256 * 1024;

/**
 * Decompresses gzip and zstd, which it detects by the first bytes; other bytes are handed on as they are. Files
 * that were compressed separately and then joined are read whole.
 *
 * @throws Error for zstd on a Node.js without it (before 22.15), and for bytes that break off or are damaged, after what could be read
 */
export async function* decompressed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const source = buffers(chunks);
  const head = await firstBytes(source, 4);
  const whole = resume(head, source);
  const decompress = decompressorOf(head);
  if (decompress === undefined) {
    yield* whole;
    return;
  }
  const readable = pipeline(Readable.from(whole, { objectMode: false }), decompress, () => {
    // The reader of the stream gets the error.
  });
  yield* readable as AsyncIterable<Buffer>;
}

/** How bytes are compressed. */
export type Compression = "none" | "gzip" | "zstd";

/** How a file is compressed, by its first four bytes: names do not count. */
export function compressionOf(head: Buffer): Compression {
  if (head.length >= 2 && head.readUInt16BE() === 0x1f8b) return "gzip";
  return beginsFrame(head) ? "zstd" : "none";
}

function decompressorOf(head: Buffer): Transform | undefined {
  const compression = compressionOf(head);
  if (compression === "gzip") return zlib.createGunzip({ chunkSize: CHUNK });
  if (compression === "none") return undefined;
  // Not in the types of the oldest Node.js that is supported, nor in that Node.js.
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform };
  if (createZstdDecompress !== undefined) return new ZstdDecompress(createZstdDecompress);
  throw new Error(
    `compressed with zstd, which Node.js ${process.version} cannot read: decompress it with zstd -dc first`,
  );
}

/**
 * Gives each frame its own decompressor: that of Node.js 22 and 24 silently drops what follows a frame in the same chunk,
 * and that of Node.js 22 accepts a frame that breaks off.
 */
class ZstdDecompress extends Transform {
  readonly #create: () => Transform;
  readonly #walk = frameWalk();
  #inner: Transform | undefined;

  constructor(create: () => Transform) {
    super();
    this.#create = create;
  }

  override _read(size: number): void {
    this.#inner?.resume();
    super._read(size);
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    const ends = this.#walk.ends(chunk);
    const next = (index: number, from: number): void => {
      let at = index;
      let start = from;
      // Frames without content need no decompressor, however many there are.
      while (this.#inner === undefined && ends[at]?.isEmpty === true) start = ends[at++]?.at ?? start;
      const end = ends[at];
      const piece = chunk.subarray(start, end?.at);
      if (end !== undefined) this.#end(piece, () => next(at + 1, end.at));
      else if (piece.length === 0) done();
      else this.#frame().write(piece, (error) => (error ? undefined : done()));
    };
    next(0, 0);
  }

  override _flush(done: TransformCallback): void {
    if (this.#walk.isBetweenFrames) done();
    else this.#end(Buffer.alloc(0), () => done(new Error("unexpected end of file")));
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#inner?.destroy();
    done(error);
  }

  /** The decompressor of the frame. */
  #frame(): Transform {
    if (this.#inner !== undefined) return this.#inner;
    const inner = (this.#inner = this.#create());
    inner.on("data", (bytes: Buffer) => {
      if (!this.push(bytes)) inner.pause();
    });
    inner.on("error", (error) => this.destroy(error));
    return inner;
  }

  #end(piece: Buffer, done: () => void): void {
    this.#frame()
      .once("end", () => {
        this.#inner = undefined;
        done();
      })
      .end(piece);
  }
}

async function* buffers(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks)
    yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
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
