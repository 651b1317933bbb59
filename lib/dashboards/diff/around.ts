/** Texts that are not longer are shown whole. */
const WHOLE = 80;
const CONTEXT = 24;
const LONGEST = 160;

/** Two texts, shortened to where they differ, with a little of what stands around that. */
export function around(before: string, after: string): readonly [before: string, after: string] {
  if (before.length <= WHOLE && after.length <= WHOLE) return [before, after];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const start = wordStart(before, Math.max(head - CONTEXT, 0));
  return [cut(before, start, before.length - tail), cut(after, start, after.length - tail)];
}

function cut(text: string, start: number, endOfDifference: number): string {
  const end = wordEnd(text, Math.min(endOfDifference + CONTEXT, text.length));
  const shown = text.slice(start, Math.min(end, start + LONGEST)).replace(/[\ud800-\udbff]$/, "");
  const isCut = start + shown.length < text.length;
  return `${start > 0 ? "..." : ""}${shown.replace(/^[\udc00-\udfff]/, "")}${isCut ? "..." : ""}`;
}

/** Not in the midst of a word, if its beginning is near; both texts are the same up to there. */
function wordStart(text: string, at: number): number {
  for (let start = at; start > Math.max(at - CONTEXT, 0); start--) if (!/\w/.test(text[start - 1] ?? "")) return start;
  return at <= CONTEXT ? 0 : at;
}

function wordEnd(text: string, at: number): number {
  for (let end = at; end < Math.min(at + CONTEXT, text.length); end++) if (!/\w/.test(text[end] ?? "")) return end;
  return at;
}
