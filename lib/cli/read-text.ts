import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { own } from "../base";

/** The most that is read of a template or of a file of metrics, in bytes: they are far smaller, and `/dev/zero` never ends. */
const MOST_TEXT = 256 * 1024 * 1024;

/** The most that is read of a scenario and of cdktf.json, in bytes. */
export const MOST_SETTINGS = 5_000_000;

export interface ReadOptions {
  /** The most that is read, in bytes. @default {@link MOST_TEXT} */
  readonly most?: number;
  /** Whether it may only be a file: nobody has named it, and a pipe would wait for its writer for ever. @default false */
  readonly isFound?: boolean;
}

/**
 * A file's text: UTF-8, or UTF-16 with a byte order mark, as PowerShell's `>` writes it.
 *
 * @throws the file system's error, or one that {@link whyUnreadable} reads
 */
export function readText(file: string, cwd: string, { most = MOST_TEXT, isFound = false }: ReadOptions = {}): string {
  const path = resolve(cwd, file);
  // Before it is opened: that, too, waits for the writer of a pipe.
  if (isFound && !isFileOrFolder(path)) throw new Refused("it is not a file, but a pipe or a device", path);
  const bytes = readBytes(path, most);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return bytes
      .subarray(2, bytes.length - (bytes.length % 2))
      .swap16()
      .toString("utf16le");
  return bytes.toString("utf8");
}

/** What is not read, and why. */
class Refused extends Error {
  readonly code = "ERR_SIGHTLINE_REFUSED";

  constructor(
    message: string,
    readonly path: string,
  ) {
    super(message);
  }
}

function isFileOrFolder(path: string): boolean {
  const stat = statSync(path);
  return stat.isFile() || stat.isDirectory();
}

const CHUNK = 1024 * 1024;
/** Files of the kernel have a size of 0. */
const SMALL = 4096;

/** Reads a file whole, and a pipe (`<(terraform show -json plan.bin)`) or device to its end, as far as it may be long. */
function readBytes(path: string, most: number): Buffer {
  const file = openSync(path, "r");
  try {
    const stat = fstatSync(file);
    if (stat.isFile() && stat.size > most) throw tooLarge(most, path);
    if (stat.isDirectory()) return readFileSync(file);
    const chunks: Buffer[] = [];
    let held = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(stat.isFile() ? Math.min(CHUNK, stat.size + SMALL) : CHUNK);
      const count = readSync(file, chunk);
      if (count === 0) return Buffer.concat(chunks, held);
      held += count;
      if (held > most) throw tooLarge(most, path);
      chunks.push(chunk.subarray(0, count));
    }
  } finally {
    closeSync(file);
  }
}

function tooLarge(most: number, path: string): Refused {
  return new Refused(`it has more than ${most.toLocaleString("en-US")} bytes, and no more are read`, path);
}

/** Why a file or folder cannot be read, as a clause. */
export function whyUnreadable(error: unknown): string {
  if (error instanceof Refused) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : own(reasons, code);
  return known ?? `it cannot be read (${code ?? String(error)})`;
}

const reasons: Readonly<Record<string, string | undefined>> = {
  ENOENT: "no such file or folder",
  ENOTDIR: "no such file or folder",
  EISDIR: "it is a folder, not a file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ELOOP: "its symbolic links form a loop",
  ENAMETOOLONG: "its name is too long",
  ERR_INVALID_ARG_VALUE: "its name has a NUL character",
};
