import { randomBytes } from "node:crypto";
import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { own } from "../../base";
import { UsageError } from "../command";

/** Writes a file whole or not at all. @throws UsageError if it cannot be written */
export function writeWhole(file: string, text: string, cwd: string): void {
  written(file, cwd, (temporary, target) => {
    writeFileSync(temporary, text);
    if (temporary !== target) renameSync(temporary, target);
  });
}

/** Checks, before long work, that a file can be written. @throws UsageError if it cannot */
export function needWritable(file: string, cwd: string): void {
  written(file, cwd, (temporary, target) => {
    if (temporary !== target) writeFileSync(temporary, "");
  });
}

/** @param write gets the path to write first and the path to rename it to: the same path for a device such as `/dev/null` */
function written(file: string, cwd: string, write: (temporary: string, target: string) => void): void {
  let temporary: string | undefined;
  try {
    if (file === "") throw new Error("it has no name");
    const path = resolve(cwd, file);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) throw new Error("it is a folder");
    if (stat !== undefined && !stat.isFile()) {
      write(path, path);
      return;
    }
    // A symbolic link remains a symbolic link.
    const target = stat === undefined ? path : realpathSync(path);
    temporary = `${target}.${randomBytes(6).toString("hex")}.tmp`;
    write(temporary, target);
  } catch (error) {
    throw new UsageError(`${file === "" ? '""' : file} cannot be written: ${whyUnwritable(error)}`);
  } finally {
    // In a path below a file, rmSync with force throws on Node.js 24.
    if (temporary !== undefined && existsSync(temporary)) rmSync(temporary);
  }
}

function whyUnwritable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : own(reasons, code);
  return known ?? (error instanceof Error ? error.message : String(error));
}

const reasons: Readonly<Record<string, string | undefined>> = {
  ENOENT: "its folder does not exist",
  ENOTDIR: "its folder does not exist",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
};
