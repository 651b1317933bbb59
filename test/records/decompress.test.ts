import * as zlib from "node:zlib";
import fc from "fast-check";
import { decompressed } from "../../lib/records/decompress";
import { frameWalk } from "../../lib/records/zstd-frames";
import { saySkipped } from "../skipped";

const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Buffer) => Buffer };
if (zstdCompressSync === undefined) saySkipped("zstd", `Node.js ${process.version} has none, 22.15 has`);
const withZstd = zstdCompressSync === undefined ? test.skip : test;
const zstd = (bytes: Buffer): Buffer => zstdCompressSync!(bytes);

// A skippable frame of four bytes, with which parallel compressors begin.
const SKIPPED = Buffer.from("502a4d1804000000cafebabe", "hex");

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

async function read(bytes: Buffer, size = 1 << 16): Promise<{ text: string; error: string | undefined }> {
  const found: Buffer[] = [];
  let error: string | undefined;
  try {
    for await (const chunk of decompressed(cut(bytes, size))) found.push(chunk);
  } catch (thrown) {
    error = (thrown as Error).message;
  }
  return { text: Buffer.concat(found).toString(), error };
}

const parts = fc.array(
  fc.string({ maxLength: 3000, size: "max" }).map((text) => Buffer.from(text)),
  { maxLength: 5 },
);
const size = fc.integer({ min: 1, max: 200 });

async function joined(compress: (bytes: Buffer) => Buffer): Promise<void> {
  await fc.assert(
    fc.asyncProperty(parts, size, async (some, by) => {
      const expected = { text: Buffer.concat(some).toString(), error: undefined };
      expect(await read(Buffer.concat(some.map(compress)), by)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
}

test("passes on what is not compressed", async () => {
  await joined((bytes) => bytes);
});

test("gzip: reads concatenated files to the end, for any size of chunks", async () => {
  await joined((bytes) => zlib.gzipSync(bytes));
});

withZstd("zstd: reads concatenated files to the end, for any size of chunks", async () => {
  await joined(zstd);
});

withZstd("zstd: skips skippable frames", async () => {
  const bytes = Buffer.concat([SKIPPED, zstd(Buffer.from("one\n")), SKIPPED, zstd(Buffer.from("two\n"))]);
  for (const by of [1, 5, 1000]) expect(await read(bytes, by)).toEqual({ text: "one\ntwo\n", error: undefined });
});

withZstd("zstd: frames without content are passed over", async () => {
  const empty = Buffer.concat(Array.from({ length: 500 }, () => Buffer.concat([SKIPPED, zstd(Buffer.alloc(0))])));
  const bytes = Buffer.concat([empty, zstd(Buffer.from("one\n")), empty, zstd(Buffer.from("two\n")), empty]);
  expect(await read(bytes, bytes.length)).toEqual({ text: "one\ntwo\n", error: undefined });
  for (const by of [1, 7, 100]) expect((await read(bytes, by)).text).toBe("one\ntwo\n");
});

test("zstd: which frames are empty is known without decompressing them, wherever they are cut", () => {
  const emptyFrame = Buffer.from("28b52ffd2000010000", "hex");
  const frame = Buffer.from("28b52ffd200109000061", "hex");
  const bytes = Buffer.concat([emptyFrame, SKIPPED, frame, emptyFrame]);
  for (const size of [1, 2, 3, 5, bytes.length]) {
    const walk = frameWalk();
    const ends: boolean[] = [];
    for (let from = 0; from < bytes.length; from += size)
      ends.push(...walk.ends(bytes.subarray(from, from + size)).map(({ isEmpty }) => isEmpty));
    expect(ends).toEqual([true, true, false, true]);
    expect(walk.isBetweenFrames).toBe(true);
  }
});

describe.each([
  ["gzip", (bytes: Buffer) => zlib.gzipSync(bytes, { level: 1 }), test],
  ["zstd", zstd, withZstd],
] as const)("%s", (_, compress, run) => {
  const lines = Array.from({ length: 50_000 }, (__, index) => `line ${index * 7919} of many`).join("\n");

  run("that breaks off is an error after what could be read", async () => {
    const bytes = Buffer.concat([compress(Buffer.from("first\n")), compress(Buffer.from(lines))]);
    const { text, error } = await read(bytes.subarray(0, -200));
    expect(`first\n${lines}`.startsWith(text)).toBe(true);
    expect(text.length).toBeGreaterThan(lines.length / 2);
    expect(error).toBeDefined();
  });

  run("with a byte changed is an error", async () => {
    const bytes = compress(Buffer.from(lines));
    bytes[Math.floor(bytes.length / 2)]! ^= 0xff;
    expect((await read(bytes)).error).toBeDefined();
  });

  run("is decompressed on demand, not ahead", async () => {
    const bytes = compress(Buffer.alloc(200_000_000, "a line that compresses well\n"));
    let length = 0;
    const before = process.memoryUsage().rss;
    for await (const chunk of decompressed(cut(bytes, 1 << 16))) {
      length += chunk.length;
      if (length < 1_000_000) await new Promise((done) => setTimeout(done, 1));
    }
    expect(length).toBe(200_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  run("closes its source when reading stops before the end", async () => {
    let leave = (): void => undefined;
    const left = new Promise<void>((done) => (leave = done));
    async function* source(): AsyncGenerator<Buffer> {
      try {
        yield* cut(compress(Buffer.from(lines)), 1000);
      } finally {
        leave();
      }
    }
    for await (const chunk of decompressed(source())) if (chunk.length > 0) break;
    // Resolves only if the source is closed, too.
    await left;
  });
});

const withoutZstd = zstdCompressSync === undefined ? test : test.skip;
withoutZstd("zstd on a Node.js without it is an error that says what to do", async () => {
  const { error } = await read(Buffer.from("28b52ffd0405210000610a6109", "hex"));
  expect(error).toContain("zstd -dc");
});

withZstd("zstd: anything but a frame after a frame is an error", async () => {
  const bytes = Buffer.concat([zstd(Buffer.from("one\n")), Buffer.from("plain text\n")]);
  for (const by of [1, 7, 1000])
    expect(await read(bytes, by)).toEqual({ text: "one\n", error: expect.any(String) as string });
  expect(await read(bytes.subarray(0, -9))).toEqual({ text: "one\n", error: expect.any(String) as string });
});
