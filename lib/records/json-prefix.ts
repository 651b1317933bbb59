/**
 * What the beginning of a JSON document says: its first value, whose open objects and arrays are closed after the last value
 * that is whole. Undefined where the text does not begin as a JSON object or array.
 *
 * `{"events":[{"timestamp":1,"message":"a"},{"timest` gives one event.
 */
export function jsonPrefix(text: string): unknown {
  let open: Open | undefined;
  let cut: { readonly end: number; readonly open: Open | undefined } | undefined;
  const token = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+|"/gsy;
  const blanks = /\s*/y;
  for (;;) {
    blanks.lastIndex = token.lastIndex;
    token.lastIndex += blanks.exec(text)?.[0].length ?? 0;
    const start = token.lastIndex;
    const [found] = token.exec(text) ?? [];
    if (found === undefined || found === '"') break;
    if (found === "{" || found === "[") {
      open = { closer: found === "{" ? "}" : "]", around: open };
      cut = { end: start + 1, open };
    } else if (found === "}" || found === "]") {
      if (open?.closer !== found) break;
      open = open.around;
      cut = { end: start + 1, open };
      if (open === undefined) break;
    } else if (open === undefined) {
      return undefined;
    } else if (found === ",") {
      cut = { end: start, open };
    }
  }
  if (cut === undefined) return undefined;
  try {
    return JSON.parse(text.slice(0, cut.end) + closersOf(cut.open));
  } catch {
    return undefined;
  }
}

/** A bracket that is open, and what it stands in: the beginning may hold many thousand, and each cut needs its own. */
interface Open {
  readonly closer: "}" | "]";
  readonly around: Open | undefined;
}

function closersOf(innermost: Open | undefined): string {
  let closers = "";
  for (let open = innermost; open !== undefined; open = open.around) closers += open.closer;
  return closers;
}
