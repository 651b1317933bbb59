import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { line } from "../../base";
import { UsageError } from "../command";
import { whyUnwritable } from "../why-unwritable";
import type { FetchPlan } from "./plan";
import { folderFaults } from "./words";

/**
 * Makes the folder of what is fetched, for nobody else to read.
 *
 * @param isResumed whether it may have answers to the same calls already
 * @throws UsageError if it has something else, or cannot be written
 */
export function prepareFolder({ folder, id, idFile, logsFolder }: FetchPlan, isResumed: boolean, cwd: string): void {
  const { notEmpty, other } = folderFaults(folder);
  try {
    if (filesIn(resolve(cwd, folder)).length > 0) {
      if (!isResumed) throw new UsageError(notEmpty);
      if (textOf(resolve(cwd, idFile))?.trim() !== id) throw new UsageError(other);
    }
    mkdirSync(resolve(cwd, logsFolder), { recursive: true, mode: 0o700 });
    writeFileSync(resolve(cwd, idFile), `${id}\n`, { mode: 0o600 });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (["EEXIST", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? ""))
      throw new UsageError(line`--out ${folder} cannot be a folder: a file is in its place`);
    throw new UsageError(line`--out ${folder} cannot be written: ${whyUnwritable(error)}`);
  }
}

function filesIn(folder: string): string[] {
  return unlessMissing(() => readdirSync(folder)) ?? [];
}

function textOf(path: string): string | undefined {
  return unlessMissing(() => readFileSync(path, "utf8"));
}

function unlessMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
