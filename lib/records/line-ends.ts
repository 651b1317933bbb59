const [LF, CR] = [0x0a, 0x0d] as const;

/**
 * Whether the lines of a source end with CR alone, by its beginning. A CR within an event, where Lambda's runtimes write one for a line
 * break, is not a line's end: either the source ends with it, or what follows looks like the beginning of an event.
 */
export function hasReturnsAlone(head: Buffer, isWhole: boolean): boolean {
  if (head.includes(LF)) return false;
  const first = head.indexOf(CR);
  if (first < 0 || first === head.length - 1) return false;
  if (isWhole && head.at(-1) === CR) return true;
  const after = head
    .toString("latin1")
    .split("\r")
    .slice(1)
    .filter((line) => line !== "");
  return after.filter((line) => /^[\d{[<]/.test(line)).length * 2 >= after.length;
}

/** The same bytes with LF for CR. */
export function withLineFeeds(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk);
  for (let at = copy.indexOf(CR); at >= 0; at = copy.indexOf(CR, at + 1)) copy[at] = LF;
  return copy;
}
