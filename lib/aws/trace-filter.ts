/** Why X-Ray refuses a filter expression. */
export type TraceFilterFault =
  | { readonly kind: "empty" }
  /** A quote, parenthesis, bracket or brace that nothing closes. */
  | { readonly kind: "open"; readonly mark: string; readonly index: number }
  /** One that closes nothing, or something else. */
  | { readonly kind: "stray"; readonly mark: string; readonly index: number };

const closers: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/**
 * What is wrong with a filter expression of X-Ray, as far as its marks say: quotes, parentheses, brackets and braces come in
 * pairs. Keywords and operators are not judged. A backslash in quotes takes the next character with it.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html
 */
export function traceFilterFault(text: string): TraceFilterFault | undefined {
  if (text.trim() === "") return { kind: "empty" };
  const open: { readonly mark: string; readonly index: number }[] = [];
  for (let index = 0; index < text.length; index++) {
    const mark = text.charAt(index);
    if (mark === '"' || mark === "'") {
      const end = endOfQuote(text, index);
      if (end === undefined) return { kind: "open", mark, index };
      index = end;
    } else if (closers.has(mark)) {
      open.push({ mark, index });
    } else if (mark === ")" || mark === "]" || mark === "}") {
      const last = open.pop();
      if (last === undefined || closers.get(last.mark) !== mark) return { kind: "stray", mark, index };
    }
  }
  const last = open.pop();
  return last === undefined ? undefined : { kind: "open", ...last };
}

/** Where the quote ends that begins at an index; undefined if it does not. */
function endOfQuote(text: string, start: number): number | undefined {
  for (let index = start + 1; index < text.length; index++) {
    if (text.charAt(index) === "\\") index++;
    else if (text.charAt(index) === text.charAt(start)) return index;
  }
  return undefined;
}
