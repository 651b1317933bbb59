import * as fs from "node:fs";
import { line } from "../base";
import { findFiles, type NotFound } from "../records";
import { whyUnreadable } from "./read-text";

/** A file that is named, or below a folder that is; `-` is standard input. */
export interface InputFile {
  /** As shown to people; `--log-group NAME=GLOB` matches it. */
  readonly name: string;
  /** Undefined for standard input. */
  readonly path: string | undefined;
  readonly bytes: number;
}

export interface FoundInputs {
  readonly files: readonly InputFile[];
  readonly problems: readonly string[];
}

const standardInput: InputFile = { name: "(standard input)", path: undefined, bytes: 0 };

/** The files that arguments name, see {@link findFiles}, and standard input for `-`; and what could not be found or read. */
export function findInputs(given: readonly string[], cwd: string): FoundInputs {
  const { files, problems } = findFiles(
    given.filter((argument) => argument !== "-"),
    cwd,
    fs,
  );
  // Files come in the order of the arguments, so those before `-` come first.
  const before = given.includes("-") ? findFiles(given.slice(0, given.indexOf("-")), cwd, fs).files.length : 0;
  return {
    files: given.includes("-") ? [...files.slice(0, before), standardInput, ...files.slice(before)] : files,
    problems: problems.map((problem) => line`${problem.name === "" ? '""' : problem.name}: ${whyNotFound(problem)}`),
  };
}

function whyNotFound({ reason, error }: NotFound): string {
  switch (reason) {
    case "missing":
      return "no such file or folder";
    case "empty":
      return "the folder has no files";
    case "unmatched":
      return "no file matches";
    case "bad-glob":
      return error instanceof Error ? error.message : String(error);
    case "unreadable":
      return whyUnreadable(error);
  }
}
