import { readdirSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { glob as globMatcher } from "../../records";
import { whyUnreadable } from "./read-text";

/** A file of recorded logs; `-` is standard input. */
export interface LogFile {
  /** As shown to people, and as `--log-group NAME=GLOB` is matched with it. */
  readonly name: string;
  /** Undefined for standard input. */
  readonly path: string | undefined;
  readonly bytes: number;
}

interface Found {
  readonly files: readonly LogFile[];
  readonly problems: readonly string[];
}

/**
 * The files that arguments name: files, folders (every file in them and below, also through symbolic links, but hidden ones),
 * globs, `-`; and what could not be found or read.
 */
export function findLogs(given: readonly string[], cwd: string): Found {
  const files = new Map<string, LogFile>();
  const problems: string[] = [];
  for (const argument of given) {
    const found = argument === "-" ? { files: [standardInput], problems: [] } : filesOf(argument, cwd);
    problems.push(...found.problems);
    for (const file of found.files) {
      // A file that two arguments or links name is read once: its events would count twice.
      const identity = file.path === undefined ? file.name : realpathSync(file.path);
      if (!files.has(identity)) files.set(identity, file);
    }
  }
  return { files: [...files.values()], problems };
}

const standardInput: LogFile = { name: "(standard input)", path: undefined, bytes: 0 };

const WILDCARD = /[*?[{]/;

function filesOf(argument: string, cwd: string): Found {
  try {
    const path = resolve(cwd, argument);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (argument !== "" && stat?.isDirectory() === true) {
      const { files, problems } = filesBelow(path, (file) => join(argument, relative(path, file)));
      return files.length + problems.length === 0
        ? problem(argument, "no file is in this folder")
        : { files, problems };
    }
    if (argument !== "" && stat !== undefined)
      return { files: [{ name: argument, path, bytes: stat.size }], problems: [] };
    return WILDCARD.test(argument) ? globbed(argument, cwd) : problem(argument, "no such file or folder");
  } catch (error) {
    const isFromSystem = (error as NodeJS.ErrnoException).code !== undefined;
    return problem(argument, isFromSystem || !(error instanceof Error) ? whyUnreadable(error) : error.message);
  }
}

function problem(argument: string, message: string): Found {
  return { files: [], problems: [`${argument === "" ? '""' : argument}: ${message}`] };
}

/** @throws Error for a glob that cannot be read */
function globbed(glob: string, cwd: string): Found {
  const matches = globMatcher(glob);
  // What stands before the first wildcard is the folder to look in.
  const parts = glob.split("/");
  const fixed = parts.slice(
    0,
    parts.findIndex((part) => WILDCARD.test(part)),
  );
  const folder = resolve(cwd, glob.startsWith("/") ? `/${fixed.join("/")}` : fixed.join("/"));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return problem(glob, "no file matches");
  const { files, problems } = filesBelow(folder, (file) => [...fixed, ...relative(folder, file).split(sep)].join("/"));
  const matched = files.filter(({ name }) => matches(name));
  return matched.length === 0 ? problem(glob, "no file matches") : { files: matched, problems };
}

/** Every file below a folder, in the order of their names, and what could not be read of it. */
function filesBelow(folder: string, nameOf: (path: string) => string): Found {
  const files: LogFile[] = [];
  const problems: string[] = [];
  // Symbolic links may lead back to where they are.
  const entered = new Set<string>();
  const enter = (inside: string): void => {
    const real = realpathSync(inside);
    if (entered.has(real)) return;
    entered.add(real);
    const names = readdirSync(inside)
      .filter((name) => !name.startsWith("."))
      .sort();
    for (const name of names) {
      const path = join(inside, name);
      try {
        const stat = statSync(path);
        if (stat.isDirectory()) enter(path);
        else if (stat.isFile()) files.push({ name: nameOf(path), path, bytes: stat.size });
      } catch (error) {
        problems.push(`${nameOf(path)}: ${whyUnreadable(error)}`);
      }
    }
  };
  enter(folder);
  return { files, problems };
}
