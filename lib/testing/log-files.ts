import { createReadStream, readdirSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { pipeline, Readable, type Transform } from "node:stream";
import * as zlib from "node:zlib";
import { glob } from "../replay";

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/**
 * The files that a path means: itself; for a folder every file in it and below it but hidden ones; for a glob what it matches.
 *
 * @throws Error where there is none
 */
export function logFiles(path: string, folder: string): readonly string[] {
  const whole = resolve(folder, path);
  const stat = statSync(whole, { throwIfNoEntry: false });
  if (stat?.isFile() === true) return [whole];
  const found = stat === undefined ? matching(path, folder) : filesBelow(whole);
  if (found.length > 0) return found;
  throw new Error(
    stat === undefined
      ? `there is no file ${path} in ${folder}; to replay lines of text, write { lines: [...], at: "0s" }`
      : `the folder ${path} has no file`,
  );
}

function matching(pattern: string, folder: string): readonly string[] {
  const parts = pattern.split("/");
  const wild = parts.findIndex((part) => /[*?[{]/.test(part));
  if (wild === -1) return [];
  // What stands before the first wildcard is the folder to look in.
  const base = resolve(folder, parts.slice(0, wild).join("/") || (pattern.startsWith("/") ? "/" : "."));
  if (statSync(base, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const matches = glob(`./${parts.slice(wild).join("/")}`);
  const byPath = parts.slice(wild).length > 1;
  return filesBelow(base).filter((file) => {
    const name = relative(base, file).split(sep).join("/");
    // A glob of one part is for the folder itself, not for those below it.
    return matches(name) && (byPath || !name.includes("/"));
  });
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
    });
}

/** A file's bytes; decompressed, where its first bytes say that it is compressed with gzip, or with zstd (Node.js from 22.15). */
export async function* openFile(path: string): AsyncGenerator<Uint8Array> {
  const bytes = createReadStream(path);
  const chunks = bytes[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head: Buffer = Buffer.alloc(0);
  while (head.length < ZSTD.length) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  const decompress = decompressorOf(head, path);
  const whole = Readable.from(resume(head, chunks), { objectMode: false });
  // Its reader gets an error that ends it.
  const readable = decompress === undefined ? whole : pipeline(whole, decompress, () => undefined);
  for await (const chunk of readable) yield chunk as Buffer;
}

function decompressorOf(head: Buffer, path: string): Transform | undefined {
  if (head.subarray(0, GZIP.length).equals(GZIP)) return zlib.createGunzip();
  if (!head.subarray(0, ZSTD.length).equals(ZSTD)) return undefined;
  // Not in the oldest Node.js that is supported.
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform };
  if (createZstdDecompress !== undefined) return createZstdDecompress();
  throw new Error(`${path} is compressed with zstd, which Node.js ${process.version} cannot read: decompress it first`);
}

async function* resume(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
