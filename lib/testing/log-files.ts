import * as fs from "node:fs";
import { decompressed, findFiles, type NotFound } from "../records";

/**
 * The files of a path or glob, see {@link findFiles}.
 *
 * @throws Error where there is none
 */
export function logFiles(path: string, folder: string): readonly string[] {
  const { files, problems } = findFiles([path], folder, fs);
  if (problems.length > 0) throw new Error(problems.map((problem) => whyNotFound(problem, folder)).join("\n"));
  return files.map((file) => file.path);
}

function whyNotFound({ name, reason, error }: NotFound, folder: string): string {
  const why = error instanceof Error ? error.message : String(error);
  switch (reason) {
    case "missing":
    case "unmatched":
      return `there is no file ${name} in ${folder}; to replay lines of text, write { lines: [...], at: "0s" }`;
    case "empty":
      return `the folder ${name} has no file`;
    case "bad-glob":
      return why;
    case "unreadable":
      return `${name} cannot be read: ${why}`;
  }
}

/** A file's bytes; see {@link decompressed}. */
export function openFile(path: string): AsyncIterable<Uint8Array> {
  return decompressed(fs.createReadStream(path) as AsyncIterable<Buffer>);
}
