import { resolve, sep } from "node:path";
import type { Position } from "./errors";

const ourselves = resolve(__dirname, "..") + sep;

/** The innermost line of the user's own code in a stack trace, not of ours or of packages. */
export function stackPlace(stack: string, nameOf: (path: string) => string): Position | undefined {
  const frame = /^\s+at (?:.*?[ (])??(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])[^():?]+)(?:\?[^():]*)?:(\d+):(\d+)\)?$/;
  for (const line of stack.split("\n")) {
    const [, from = "", row = "", column = ""] = frame.exec(line) ?? [];
    if (from === "" || from.includes("node_modules") || from.startsWith(ourselves)) continue;
    return { file: nameOf(from), line: Number(row), column: Number(column) };
  }
  return undefined;
}
