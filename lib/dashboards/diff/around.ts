import { shorten } from "../../base";

/** Texts that are not longer are shown whole. */
const WHOLE = 80;

/** So many words stand around a difference. */
const CONTEXT = 4;
const LONGEST = 200;

/** Texts with more words are compared from both ends only, as the work is the product of their numbers. */
const MOST_WORDS = 500;

/** Two texts, shortened to where they differ, with a little of what stands around that; runs of blanks are one, unless they are what differs. */
export function around(before: string, after: string): readonly [before: string, after: string] {
  if (before.length <= WHOLE && after.length <= WHOLE) return [before, after];
  const collapsed = [before, after].map((text) => text.replaceAll(/\s+/g, " "));
  const [was, is] = (collapsed[0] === collapsed[1] ? [before, after] : collapsed).map(wordsOf);
  if (was === undefined || is === undefined) return [before, after];
  let head = 0;
  while (head < was.length && head < is.length && was[head] === is[head]) head++;
  let tail = 0;
  const most = Math.min(was.length, is.length) - head;
  while (tail < most && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail++;
  const [gone, come] = [was.slice(head, was.length - tail), is.slice(head, is.length - tail)];
  const [keptGone, keptCome] = inCommon(gone, come);
  return [shown(was, head, keptGone), shown(is, head, keptCome)];
}

/** Names, numbers, and each other character. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+|\s|[^\p{L}\p{N}_\s]/gu) ?? [];
}

/** For each word of both, whether it is in the longest sequence that both have. */
function inCommon(a: readonly string[], b: readonly string[]): readonly [boolean[], boolean[]] {
  const [inA, inB] = [a.map(() => false), b.map(() => false)];
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) return [inA, inB];
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  for (let i = 0, j = 0; i < a.length && j < b.length;)
    if (a[i] === b[j]) {
      inA[i++] = true;
      inB[j++] = true;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  return [inA, inB];
}

/** The words that differ, with those near them; the rest as dots. */
function shown(words: readonly string[], head: number, kept: readonly boolean[]): string {
  const near = new Set<number>();
  const mark = (middle: number): void => {
    for (let at = middle - CONTEXT; at <= middle + CONTEXT; at++) near.add(at);
  };
  mark(head);
  mark(head + kept.length - 1);
  // Where words are kept, something of the other text may stand between them.
  kept.forEach((isKept, at) => {
    if (!isKept || kept[at - 1] === false || kept[at + 1] === false) mark(head + at);
  });
  let text = "";
  let isCut = false;
  words.forEach((word, at) => {
    if (near.has(at)) text += word;
    else if (!isCut) text += "...";
    isCut = !near.has(at);
  });
  return shorten(text, LONGEST);
}
