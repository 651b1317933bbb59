import { join, relative, resolve, sep } from "node:path";
import { append } from "../base";
import { glob } from "./glob";

/** The part of Node's `fs` that finding files needs; the caller passes it in, because this room does not touch files. */
export interface FileAccess {
  statSync(path: string): FileStatus;
  readdirSync(path: string): string[];
  realpathSync(path: string): string;
}

/** Of what a path, or the symbolic link there, leads to. */
interface FileStatus {
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** A file that was found. */
export interface FoundFile {
  /** As it was given, or below what was given. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
}

/** Why a path or glob has no files. */
export interface NotFound {
  readonly name: string;
  /** `missing`: there is no such path; `empty`: a folder without a file; `unmatched`: a glob that no file matches. */
  readonly reason: "missing" | "empty" | "unmatched" | "bad-glob" | "unreadable";
  /** Of `bad-glob` and `unreadable`: what was thrown. */
  readonly error?: unknown;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly problems: readonly NotFound[];
}

/**
 * The files that paths name: a file itself; for a folder every file in it and below it, except hidden ones; for a glob the files that
 * a shell would expand it to, including `**`. A path that exists is never read as a glob.
 *
 * Symbolic links are followed, to files and to folders; a folder is entered once, so that circular links end. A file that
 * several paths or links name is found once.
 *
 * @param folder what relative paths are relative to
 */
export function findFiles(given: readonly string[], folder: string, access: FileAccess): FoundFiles {
  const files = new Map<string, FoundFile>();
  const problems: NotFound[] = [];
  for (const path of given) {
    const found = filesOf(path, folder, access);
    append(problems, found.problems);
    for (const file of found.files) {
      const real = access.realpathSync(file.path);
      if (!files.has(real)) files.set(real, file);
    }
  }
  return { files: [...files.values()], problems };
}

const WILDCARD = /[*?[{]/;

function filesOf(given: string, folder: string, access: FileAccess): FoundFiles {
  const fail = (reason: NotFound["reason"], error?: unknown): FoundFiles => ({
    files: [],
    problems: [{ name: given, reason, error }],
  });
  if (given === "") return fail("missing");
  const path = resolve(folder, given);
  try {
    const status = statusOf(path, access);
    if (status === undefined) return WILDCARD.test(given) ? matching(given, folder, access, fail) : fail("missing");
    if (!status.isDirectory()) return { files: [{ name: given, path, bytes: status.size }], problems: [] };
    const found = filesBelow(path, (file) => join(given, relative(path, file)), access);
    return found.files.length + found.problems.length === 0 ? fail("empty") : found;
  } catch (error) {
    return fail("unreadable", error);
  }
}

function statusOf(path: string, access: FileAccess): FileStatus | undefined {
  try {
    return access.statSync(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return code === "ENOENT" || code === "ENOTDIR";
}

function matching(
  pattern: string,
  folder: string,
  access: FileAccess,
  fail: (reason: NotFound["reason"], error?: unknown) => FoundFiles,
): FoundFiles {
  const parts = pattern.split("/");
  const wild = parts.findIndex((part) => WILDCARD.test(part));
  // The path before the first wildcard is the folder to look in.
  const fixed = parts.slice(0, wild);
  const matches = matcher(pattern, parts.slice(wild).join("/"));
  if (typeof matches !== "function") return fail("bad-glob", matches.error);
  const base = resolve(folder, pattern.startsWith("/") ? `/${fixed.join("/")}` : fixed.join("/"));
  if (statusOf(base, access)?.isDirectory() !== true) return fail("unmatched");
  const inBase = (path: string): string => relative(base, path).split(sep).join("/");
  const { files, problems } = filesBelow(base, (path) => [...fixed, inBase(path)].join("/"), access);
  const matched = files.filter(({ path }) => matches(inBase(path)));
  return matched.length === 0 ? fail("unmatched") : { files: matched, problems };
}

function matcher(whole: string, wild: string): ((name: string) => boolean) | { readonly error: unknown } {
  try {
    // An error quotes the whole glob.
    glob(whole);
    // With a slash: without one it would also match files in folders below.
    return glob(`./${wild}`);
  } catch (error) {
    return { error };
  }
}

/** Every file below a folder, in the order of their names, and what cannot be read of it. */
function filesBelow(folder: string, nameOf: (path: string) => string, access: FileAccess): FoundFiles {
  const files: FoundFile[] = [];
  const problems: NotFound[] = [];
  const entered = new Set<string>();
  const enter = (inside: string): void => {
    const real = access.realpathSync(inside);
    if (entered.has(real)) return;
    entered.add(real);
    const names = access
      .readdirSync(inside)
      .filter((name) => !name.startsWith("."))
      .sort();
    for (const path of names.map((name) => join(inside, name))) {
      try {
        const status = access.statSync(path);
        if (status.isDirectory()) enter(path);
        else if (status.isFile()) files.push({ name: nameOf(path), path, bytes: status.size });
      } catch (error) {
        problems.push({ name: nameOf(path), reason: "unreadable", error });
      }
    }
  };
  enter(folder);
  return { files, problems };
}
