import { type Path, pathText } from "./place";

/** What is wrong with one setting that code gives. */
export interface Fault {
  /** From the root of the settings: `["retention", "streams", 0, "keep"]`. */
  readonly path: Path;
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

/** The message of an error that has all faults at once. */
export function faultsText(faults: readonly Fault[]): string {
  return faults.map(({ fix, message, path }) => `${pathText(path)}: ${message}\n  ${fix}`).join("\n");
}
