import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { line } from "../base";
import { UsageError } from "./command";
import { whyUnwritable } from "./why-unwritable";

/**
 * Writes files, each whole or not at all, and returns why others cannot be written.
 *
 * @param files path, undefined for a file that was not asked for, and text
 */
export function writeFiles(
  files: readonly (readonly [file: string | undefined, text: () => string])[],
  cwd: string,
): string[] {
  const problems: string[] = [];
  for (const [file, text] of files) {
    if (file === undefined) continue;
    try {
      writeWhole(file, text(), cwd);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(error.message);
    }
  }
  return problems;
}

/**
 * Writes a file whole or not at all. What it replaces keeps its permissions and its owner; a symbolic link remains one.
 *
 * @throws UsageError if it cannot be written
 */
function writeWhole(file: string, text: string, cwd: string): void {
  explained(file, () => {
    const { path, stat } = targetOf(file, cwd);
    if (stat !== undefined && (!stat.isFile() || stat.nlink > 1)) writeFileSync(path, text);
    else if (stat === undefined) replaced(path, undefined, text);
    else if (!replaced(path, stat, text)) writeFileSync(path, text);
  });
}

/** Checks, before long work, that files can be written, and that they are different ones. @throws UsageError if not */
export function needWritable(files: Readonly<Record<string, string | undefined>>, cwd: string): void {
  const targets = Object.entries(files).flatMap(([option, file]) => {
    if (file === undefined) return [];
    const target = explained(file, () => {
      const found = targetOf(file, cwd);
      needPlace(found);
      return found;
    });
    return [{ option, file, ...target }];
  });
  for (const [at, target] of targets.entries()) {
    const same = targets.slice(0, at).find((other) => isSame(other, target));
    if (same !== undefined)
      throw new UsageError(
        line`--${same.option} ${same.file} and --${target.option} ${target.file} are the same file, and one would replace the other\n  Write them to two files`,
      );
  }
}

interface Target {
  /** Where symbolic links lead. */
  readonly path: string;
  /** Undefined if there is no such file yet. */
  readonly stat: Stats | undefined;
}

/** @throws Error for what cannot be a file */
function targetOf(file: string, cwd: string): Target {
  if (file === "") throw new Error("it has no name");
  if (file === "-") throw new Error("standard output has the report already; for a file of this name, give ./-");
  if (/\/\.{0,2}$/.test(file) && !isFolder(resolve(cwd, file)))
    throw new Error("it ends with a slash, as a folder does");
  let path = resolve(cwd, file);
  // A link to a file that is not there yet leads to the place of the new file.
  for (let links = 0; statSync(path, { throwIfNoEntry: false }) === undefined && isLink(path); links++) {
    if (links > MOST_LINKS) throw new Error("its symbolic links form a loop");
    path = resolve(dirname(path), readlinkSync(path));
  }
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) throw new Error("it is a folder");
  if (stat === undefined) return { path: join(realpathSync(dirname(path)), basename(path)), stat };
  return { path: stat.isFile() ? realpathSync(path) : path, stat };
}

const MOST_LINKS = 40;

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Devices such as `/dev/null` take any number of reports. */
function isSame(one: Target, other: Target): boolean {
  if (one.stat === undefined || other.stat === undefined) return one.path === other.path;
  return !one.stat.isCharacterDevice() && one.stat.dev === other.stat.dev && one.stat.ino === other.stat.ino;
}

/** Makes the file for a moment, or opens the one that is there. @throws the file system's error */
function needPlace({ path, stat }: Target): void {
  if (stat === undefined) {
    closeSync(openSync(path, "wx"));
    rmSync(path);
  } else if (stat.isFile()) closeSync(openSync(path, "r+"));
  // Opening a pipe would wait for its reader.
  else accessSync(path, constants.W_OK);
}

/**
 * Writes to a temporary file beside it, then renames that. Returns false, without a change, if the file is there and has to be
 * written in place: its owner would change, its folder may not be written, or it is mounted.
 *
 * @throws the file system's error
 */
function replaced(path: string, stat: Stats | undefined, text: string): boolean {
  // A read-only file is not replaced either.
  if (stat !== undefined) closeSync(openSync(path, "r+"));
  const temporary = join(dirname(path), `.sightline-${randomBytes(6).toString("hex")}.tmp`);
  try {
    // Nobody reads it meanwhile who may not read the file.
    writeFileSync(temporary, text, stat === undefined ? { flag: "wx" } : { flag: "wx", mode: stat.mode & 0o600 });
    if (stat !== undefined) {
      chownSync(temporary, stat.uid, stat.gid);
      chmodSync(temporary, stat.mode & 0o7777);
    }
    renameSync(temporary, path);
    return true;
  } catch (error) {
    rmSync(temporary, { force: true });
    if (stat !== undefined && inPlace.has((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

const inPlace = new Set(["EACCES", "EPERM", "EBUSY", "EROFS"]);

/** @throws UsageError that names the file, for an error of the file system */
function explained<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UsageError(line`${file === "" ? '""' : file} cannot be written: ${whyUnwritable(error)}`);
  }
}
