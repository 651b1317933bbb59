import { readdirSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { glob as globMatcher } from "../../replay";

/** A file of recorded logs; `-` is standard input. */
export interface LogFile {
  /** As shown to people, and as `--log-group NAME=GLOB` is matched with it. */
  readonly name: string;
  /** Undefined for standard input. */
  readonly path: string | undefined;
  readonly bytes: number;
}

/** The files that arguments name: files, folders (every file in them, but hidden ones), globs, `-`; and what could not be found. */
export function findLogs(given: readonly string[], cwd: string): { files: LogFile[]; problems: string[] } {
  const files = new Map<string, LogFile>();
  const problems: string[] = [];
  for (const argument of given) {
    const found = argument === "-" ? [standardInput] : filesOf(argument, cwd);
    if (typeof found === "string") problems.push(found);
    // A file that two arguments name is read once: its events would count twice.
    else for (const file of found) files.set(file.path ?? file.name, file);
  }
  return { files: [...files.values()], problems };
}

const standardInput: LogFile = { name: "(standard input)", path: undefined, bytes: 0 };

function filesOf(argument: string, cwd: string): LogFile[] | string {
  const path = resolve(cwd, argument);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) {
    const inside = filesBelow(path).map((file) => logFile(join(argument, relative(path, file)), file));
    return inside.length === 0 ? `${argument}: no file is in this folder` : inside;
  }
  if (stat !== undefined) return [logFile(argument, path)];
  if (!/[*?[{]/.test(argument)) return `${argument}: no such file or folder`;
  const matched = globbed(argument, cwd);
  return matched.length === 0 ? `${argument}: no file matches` : matched;
}

function globbed(glob: string, cwd: string): LogFile[] {
  // What stands before the first wildcard is the folder to look in.
  const fixed = glob.split("/").slice(
    0,
    glob.split("/").findIndex((part) => /[*?[{]/.test(part)),
  );
  const folder = resolve(cwd, glob.startsWith("/") ? `/${fixed.join("/")}` : fixed.join("/"));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const matches = globMatcher(glob);
  return filesBelow(folder)
    .map((file) => logFile([...fixed, ...relative(folder, file).split(sep)].join("/"), file))
    .filter(({ name }) => matches(name));
}

function logFile(name: string, path: string): LogFile {
  return { name, path, bytes: statSync(path).size };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : entry.isFile() ? [join(folder, entry.name)] : [],
    );
}
