import { createReadStream, readdirSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { decompressed, glob } from "../records";

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

/** A file's bytes; see {@link decompressed}. */
export function openFile(path: string): AsyncIterable<Uint8Array> {
  return decompressed(createReadStream(path) as AsyncIterable<Buffer>);
}
