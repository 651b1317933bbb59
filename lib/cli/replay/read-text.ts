import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { own } from "../../base";

/** A file's text: UTF-8, or UTF-16 with a byte order mark, as PowerShell's `>` writes it. @throws the file system's error */
export function readText(file: string, cwd: string): string {
  const bytes = readFileSync(resolve(cwd, file));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return bytes
      .subarray(2, bytes.length - (bytes.length % 2))
      .swap16()
      .toString("utf16le");
  return bytes.toString("utf8");
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
