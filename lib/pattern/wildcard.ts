/**
 * Compiles a text in which `*` matches any run of characters, including none.
 *
 * The service does not backtrack: the first piece must be a prefix, each further piece is matched at its first
 * occurrence after the previous piece, and the first occurrence of the last piece must end the text. So
 * `*111.111.111` does not match `111.111.111.111` (recorded).
 */
export function wildcard(text: string): (value: string) => boolean {
  const pieces = text.split("*");
  if (pieces.length === 1) return (value) => value === text;
  if (/^\*+$/.test(text)) return anything;
  const [prefix = "", ...others] = pieces;
  const last = others.pop() ?? "";
  const middle = others.filter((piece) => piece !== "");
  return (value) => {
    if (!value.startsWith(prefix)) return false;
    let at = prefix.length;
    for (const piece of middle) {
      const found = value.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    if (last === "") return true;
    const found = value.indexOf(last, at);
    return found >= 0 && found + last.length === value.length;
  };
}

/** The test of `*`; a function with a name, so that callers can skip building the text of a number for it. */
export function anything(): boolean {
  return true;
}
