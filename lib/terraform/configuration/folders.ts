/** Whether a module's source is a local path, relative to the caller's folder. */
export function isLocal(source: string): boolean {
  return source.startsWith("./") || source.startsWith("../") || source === "." || source === "..";
}

/** Resolves a folder relative to another: `modules/a` and `../b` are `modules/b`. */
export function joined(folder: string, source: string): string {
  const parts: string[] = [];
  for (const part of [...folder.split("/"), ...source.split("/")]) {
    if (part === "" && parts.length > 0) continue;
    if (part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "" || folder.startsWith("/")) parts.push(part);
  }
  return parts.join("/");
}
