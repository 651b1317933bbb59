import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { own } from "../../base";

/** A file's text: UTF-8, or UTF-16 with a byte order mark, as PowerShell's `>` writes it. @throws the file system's error */
export function readText(file: string, cwd: string): string {
  const bytes = readBytes(resolve(cwd, file));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return bytes
      .subarray(2, bytes.length - (bytes.length % 2))
      .swap16()
      .toString("utf16le");
  return bytes.toString("utf8");
}

/** The most that is read of a pipe or device, in bytes: templates and files of metrics are far smaller, and /dev/zero never ends. */
const MOST_OF_STREAM = 256 * 1024 * 1024;
const CHUNK = 1024 * 1024;

/** Reads a file whole, and a pipe (`<(terraform show -json plan.bin)`) or device as far as it may be long. */
function readBytes(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const stat = fstatSync(file);
    if (stat.isFile() || stat.isDirectory()) return readFileSync(file);
    const chunks: Buffer[] = [];
    let held = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const count = readSync(file, chunk);
      if (count === 0) return Buffer.concat(chunks, held);
      held += count;
      if (held > MOST_OF_STREAM)
        throw Object.assign(new Error(`${path} is too large`), { code: "ERR_FS_FILE_TOO_LARGE" });
      chunks.push(chunk.subarray(0, count));
    }
  } finally {
    closeSync(file);
  }
}

/** Why a file or folder cannot be read, as a clause. */
export function whyUnreadable(error: unknown): string {
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
  ERR_STRING_TOO_LONG: "it is too large for memory",
  ERR_FS_FILE_TOO_LARGE: "it is too large for memory",
};
