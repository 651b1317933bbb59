import { renameSync, writeFileSync } from "node:fs";

/** Writes a document as a whole, or not at all. */
export function written(file: string, text: string): void {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}
