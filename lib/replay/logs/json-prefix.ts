/**
 * What the beginning of a JSON document says: its first value, whose open objects and arrays are closed after the last value
 * that is whole. Undefined where the text does not begin as a JSON object or array.
 *
 * `{"events":[{"timestamp":1,"message":"a"},{"timest` gives one event.
 */
export function jsonPrefix(text: string): unknown {
  const closers: string[] = [];
  let cut: { readonly end: number; readonly closers: string } | undefined;
  const token = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+|"/gsy;
  const blanks = /\s*/y;
  for (;;) {
    blanks.lastIndex = token.lastIndex;
    token.lastIndex += blanks.exec(text)?.[0].length ?? 0;
    const start = token.lastIndex;
    const [found] = token.exec(text) ?? [];
    if (found === undefined || found === '"') break;
    if (found === "{" || found === "[") {
      closers.push(found === "{" ? "}" : "]");
      cut = { end: start + 1, closers: closed(closers) };
    } else if (found === "}" || found === "]") {
      if (closers.pop() !== found) break;
      cut = { end: start + 1, closers: closed(closers) };
      if (closers.length === 0) break;
    } else if (closers.length === 0) {
      return undefined;
    } else if (found === ",") {
      cut = { end: start, closers: closed(closers) };
    }
  }
  if (cut === undefined) return undefined;
  try {
    return JSON.parse(text.slice(0, cut.end) + cut.closers);
  } catch {
    return undefined;
  }
}

function closed(closers: readonly string[]): string {
  return closers.toReversed().join("");
}
