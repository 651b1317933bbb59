import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Io } from "./command";

/** The path of the first program of these names that is on PATH. */
export function programOnPath(names: readonly string[], { env }: Pick<Io, "env">): string | undefined {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isRunnable);
}

export function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Sends a signal to a process that leads a group, and to all in it. */
export function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
