import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { serviceNames, type Lines } from "./day";

/** The file's contents: a line break after each line. */
export function ndjson(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** Writes `<directory>/<service>.ndjson` for each service. */
export function writeLines(directory: string, lines: Lines): void {
  for (const service of serviceNames) writeWhole(join(directory, `${service}.ndjson`), ndjson(lines[service]));
}

/** Writes a file with all of its contents, or not at all. */
export function writeWhole(file: string, contents: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, file);
}
