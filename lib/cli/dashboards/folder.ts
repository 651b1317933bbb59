import { randomBytes } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isRecord, line, readJson } from "../../base";
import { UsageError } from "../command";
import { whyUnwritable } from "../why-unwritable";

/** Files of a folder by their paths in it, with `/`. */
export type Files = ReadonlyMap<string, string>;

/** What writing would do to a folder. */
export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/** What makes a file one of ours: its dashboard has the uid that belongs to its place. */
export type IsOurs = (path: string, uid: string) => boolean;

/**
 * Compares a folder with what should be in it. Files that are neither ours nor in the way are left alone.
 *
 * @param folders the folders, inside of it, that are looked through for files that are no longer made
 * @throws {UsageError} for a file of somebody else's in the place of one of ours, or what cannot be read
 */
export function changesOf(folder: string, files: Files, folders: readonly string[], isOurs: IsOurs): Changes {
  const changes = {
    added: [] as string[],
    changed: [] as string[],
    removed: [] as string[],
    unchanged: [] as string[],
  };
  const foreign: string[] = [];
  for (const [path, text] of files) {
    const present = textAt(folder, path);
    if (present === undefined) changes.added.push(path);
    else if (present === text) changes.unchanged.push(path);
    else if (isOurs(path, uidIn(present) ?? "")) changes.changed.push(path);
    else foreign.push(path);
  }
  if (foreign.length > 0)
    throw new UsageError(
      line`${folder} has files that sightline did not make, in the places of dashboards:` +
        foreign.map((path) => `\n  ${line`${path}`}`).join("") +
        "\nMove them away, or name another folder with --out. Nothing was written.",
    );
  for (const inside of folders)
    for (const path of jsonFiles(folder, inside)) {
      if (files.has(path)) continue;
      const uid = uidIn(textAt(folder, path) ?? "");
      if (uid !== undefined && isOurs(path, uid)) changes.removed.push(path);
    }
  return changes;
}

/**
 * Writes what changed. All files are written beside their places before the first takes its own; if one cannot, those that have are put back.
 *
 * @throws {UsageError} if the folder cannot be written; then nothing has changed
 */
export function apply(folder: string, files: Files, { added, changed, removed }: Changes): void {
  const suffix = `.${randomBytes(6).toString("hex")}.tmp`;
  const beside: string[] = [];
  const undo: (() => void)[] = [];
  try {
    for (const path of [...added, ...changed]) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      beside.push(target + suffix);
      writeFileSync(target + suffix, files.get(path) ?? "", { flag: "wx" });
    }
    for (const path of [...changed, ...removed]) {
      const target = join(folder, path);
      const text = readFileSync(target);
      undo.push(() => {
        writeFileSync(target, text);
      });
    }
    for (const path of added) {
      const target = join(folder, path);
      undo.push(() => {
        rmSync(target, { force: true });
      });
    }
    for (const path of [...added, ...changed]) renameSync(join(folder, path) + suffix, join(folder, path));
    for (const path of removed) rmSync(join(folder, path));
  } catch (error) {
    for (const step of undo) attempt(step);
    throw new UsageError(line`${folder} cannot be written: ${whyUnwritable(error)}. Nothing was changed.`);
  } finally {
    for (const file of beside)
      attempt(() => {
        rmSync(file, { force: true });
      });
  }
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // What cannot be put back was not taken away either: the folder is read-only.
  }
}

/** Undefined if there is none. @throws {UsageError} for what is no file */
function textAt(folder: string, path: string): string | undefined {
  const target = join(folder, path);
  try {
    const stat = lstatSync(target, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    if (!stat.isFile())
      throw new UsageError(line`${target} is in the way: it is a link, or no file. Nothing was written.`);
    return readFileSync(target, "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(line`${target} cannot be read: ${whyUnwritable(error)}`);
  }
}

function jsonFiles(folder: string, inside: string): readonly string[] {
  const at = join(folder, inside);
  if (lstatSync(at, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(at, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => `${inside}/${entry.name}`)
    .sort();
}

/** The uid of the dashboard in a file that has the tag of ours, v1 or v2. Of a file with marks of a merge, what it begins with. */
function uidIn(text: string): string | undefined {
  const value = readJson(text)?.value;
  if (value === undefined)
    return text.includes('"sightline"') ? /"(?:uid|name)": "([\w-]+)"/.exec(text)?.[1] : undefined;
  if (!isRecord(value)) return undefined;
  const { metadata, spec, tags, uid } = value;
  const [name, its] = isRecord(spec) && isRecord(metadata) ? [metadata.name, spec.tags] : [uid, tags];
  return typeof name === "string" && Array.isArray(its) && its.includes("sightline") ? name : undefined;
}
