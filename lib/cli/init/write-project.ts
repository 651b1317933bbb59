import { randomBytes } from "node:crypto";
import { line } from "../../base";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../command";

/** Content of files by their path in the project's folder, with slashes. */
export type ProjectFiles = Readonly<Record<string, string>>;

/**
 * Writes a project into a folder that is empty or does not exist yet: all files or none. They are written to a temporary
 * folder first, which is then renamed.
 *
 * @throws {UsageError} if something is in the way, or the folder cannot be written.
 */
export function writeProject(folder: string, files: ProjectFiles): void {
  const inTheWay = entriesOf(folder);
  if (inTheWay !== undefined && inTheWay.length > 0) {
    const shown = inTheWay.slice(0, 10).map((name) => `  ${name}`);
    const more = inTheWay.length > 10 ? [`  and ${inTheWay.length - 10} more`] : [];
    throw new UsageError(
      `${folder} is not empty. It contains:\n${[...shown, ...more].join("\n")}\nName a folder that is empty or does not exist yet.`,
    );
  }
  try {
    if (inTheWay === undefined) writeNew(folder, files);
    else writeInto(folder, files);
  } catch (error) {
    throw new UsageError(line`${folder} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What is in a folder, except an empty repository's `.git`; undefined if there is no such folder. */
function entriesOf(folder: string): string[] | undefined {
  if (!existsSync(folder)) return undefined;
  if (!statSync(folder).isDirectory()) throw new UsageError(line`${folder} is a file. Name a folder.`);
  try {
    return readdirSync(folder)
      .filter((name) => name !== ".git")
      .sort();
  } catch (error) {
    throw new UsageError(line`${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function writeNew(folder: string, files: ProjectFiles): void {
  const made = mkdirSync(dirname(folder), { recursive: true });
  let temporary: string | undefined;
  try {
    // Not mkdtemp, whose folders only their owner may enter.
    temporary = join(dirname(folder), `.sightline-init-${randomBytes(6).toString("hex")}`);
    mkdirSync(temporary);
    writeAll(temporary, files);
    renameSync(temporary, folder);
  } catch (error) {
    for (const leftover of [temporary, made])
      if (leftover !== undefined) rmSync(leftover, { recursive: true, force: true });
    throw error;
  }
}

// The folder itself stays: it may be the shell's working directory.
function writeInto(folder: string, files: ProjectFiles): void {
  const temporary = mkdtempSync(join(folder, ".sightline-init-"));
  const moved: string[] = [];
  try {
    writeAll(temporary, files);
    for (const name of readdirSync(temporary)) {
      renameSync(join(temporary, name), join(folder, name));
      moved.push(name);
    }
  } catch (error) {
    for (const name of moved) rmSync(join(folder, name), { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function writeAll(folder: string, files: ProjectFiles): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content, { flag: "wx" });
  }
}
