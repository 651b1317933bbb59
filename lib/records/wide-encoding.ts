/** The encoding of UTF-16 with a byte order mark, as PowerShell writes what a command prints; undefined for anything else. */
export function wideEncoding(head: Buffer): "utf-16le" | "utf-16be" | undefined {
  const mark = head.toString("hex", 0, 2);
  return mark === "fffe" ? "utf-16le" : mark === "feff" ? "utf-16be" : undefined;
}
