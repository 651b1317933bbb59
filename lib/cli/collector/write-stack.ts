import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { isRecord, line, own, readJson } from "../../base";
import { UsageError } from "../command";
import { whyUnwritable } from "../why-unwritable";

/** What of a folder was written, changed or left. */
export interface Written {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** Lists the files of a folder that were written here, with their hashes: what is not in it, or differs from it, is somebody else's. */
const usualList = ".sightline-files.json";

/**
 * Writes files into a folder, again and again: those that nobody has changed since are replaced, those that are no longer needed removed. All
 * files are written beside their places before the first one takes it.
 *
 * @param list name of the file that lists what was written; one for each of several that write into one folder
 * @throws {UsageError} before anything is written, for files that are somebody else's, and links that lead elsewhere
 */
export function writeStack(folder: string, files: Readonly<Record<string, string>>, list = usualList): Written {
  try {
    return write(folder, files, list);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(line`${folder} cannot be written: ${whyUnwritable(error)}`);
  }
}

function write(folder: string, files: Readonly<Record<string, string>>, list: string): Written {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new UsageError(line`${folder} is no folder. Name another one.`);
  const before = listedIn(folder, list);
  const known = new Map(Object.entries(before));
  const foreign: string[] = [];
  const written: string[] = [];
  const gone = [...known.keys()].filter((path) => own(files, path) === undefined);
  for (const path of [...Object.keys(files), ...gone]) {
    const present = contentOf(folder, path);
    const text = own(files, path);
    if (present === undefined) {
      if (text !== undefined) written.push(path);
    } else if (present === text) continue;
    else if (known.get(path) === hashOf(present)) {
      if (text !== undefined) written.push(path);
    } else foreign.push(path);
  }
  if (foreign.length > 0)
    throw new UsageError(
      line`${folder} has files that were not written here, or were changed since:` +
        foreign.map((path) => `\n  ${line`${path}`}`).join("") +
        "\nMove them away, or name another folder. Nothing was written.",
    );
  const removed = gone.filter((path) => contentOf(folder, path) !== undefined);
  place(folder, [
    ...written.map((path) => [path, own(files, path) ?? ""] as const),
    [
      list,
      `${JSON.stringify(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, hashOf(text)])), null, 2)}\n`,
    ],
  ]);
  for (const path of removed) rmSync(join(folder, path));
  return { written, removed, unchanged: Object.keys(files).length - written.length };
}

/**
 * Writes all files beside their places, then lets each take its own. Others may read them, whatever the umask: what runs in containers has
 * users of its own.
 */
function place(folder: string, files: readonly (readonly [path: string, text: string])[]): void {
  const suffix = `.${randomBytes(6).toString("hex")}.tmp`;
  const beside: string[] = [];
  try {
    for (const [path, text] of files) {
      const target = join(folder, path);
      makeFolders(folder, dirname(path));
      beside.push(target + suffix);
      writeFileSync(target + suffix, text, { flag: "wx" });
      chmodSync(target + suffix, 0o644);
    }
    for (const [path] of files) renameSync(join(folder, path) + suffix, join(folder, path));
  } finally {
    for (const file of beside) rmSync(file, { force: true });
  }
}

function makeFolders(folder: string, inside: string): void {
  mkdirSync(folder, { recursive: true });
  let at = folder;
  for (const part of inside.split("/")) {
    at = join(at, part);
    if (existsSync(at)) continue;
    mkdirSync(at);
    chmodSync(at, 0o755);
  }
}

/** @throws {UsageError} for a list that is damaged */
function listedIn(folder: string, list: string): Readonly<Record<string, string>> {
  const text = contentOf(folder, list);
  if (text === undefined) return {};
  const value = readJson(text)?.value;
  const isList =
    isRecord(value) &&
    Object.entries(value).every(
      ([path, hash]) => typeof hash === "string" && /^(?!.*\.\.)[\w.-]+(?:\/[\w.-]+)*$/.test(path),
    );
  if (!isList)
    throw new UsageError(
      line`${join(folder, list)} is damaged: it says which files were written here. Name another folder.`,
    );
  return value as Readonly<Record<string, string>>;
}

/** Undefined if there is no such file. @throws {UsageError} for what is no file, or is reached by a link */
function contentOf(folder: string, path: string): string | undefined {
  const parts = path.split("/");
  let at = folder;
  for (const [index, part] of parts.entries()) {
    at = join(at, part);
    const isLast = index === parts.length - 1;
    const stat = lstatSync(at, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    if (isLast ? !stat.isFile() : !stat.isDirectory())
      throw new UsageError(
        line`${at} is in the way: it is a link, or no ${isLast ? "file" : "folder"}. Nothing was written.`,
      );
  }
  return readFileSync(join(folder, path), "utf8");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
