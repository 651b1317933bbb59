import { line } from "./visible";

/** Longer names have no near one: comparing two takes the product of their lengths. AWS's names have at most 512 characters. */
const LONGEST = 512;

/**
 * The candidate nearest to a misspelled name, or undefined if none is near: at most a third of the letters may differ. A name that differs
 * in digits alone is another thing, not a misspelling: `errors-4xx` and `errors-5xx`.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  return nearestAmong(candidates, Infinity)(name);
}

/** As many pairs of names are compared in a second or two. */
const MOST_COMPARED = 1_000_000;

/**
 * {@link nearest} for many names and the same candidates. For names beyond `most` comparisons it finds none: the work is not the product
 * of two numbers that come from an input.
 */
export function nearestAmong(
  candidates: Iterable<string>,
  most = MOST_COMPARED,
): (name: string, isMeant?: (candidate: string) => boolean) => string | undefined {
  const all = [...candidates].flatMap((text, index): Candidate[] => {
    if (text.length > 2 * LONGEST) return [];
    const lower = text.toLowerCase();
    return [{ text, lower, plain: withoutDigits(lower), index }];
  });
  const byLength = new Map<number, Candidate[]>();
  for (const one of all) {
    const same = byLength.get(one.lower.length);
    if (same === undefined) byLength.set(one.lower.length, [one]);
    else same.push(one);
  }
  let compared = 0;
  return (name, isMeant) => {
    if (name.length > LONGEST) return undefined;
    const lower = name.toLowerCase();
    const plain = withoutDigits(lower);
    let best: Candidate | undefined;
    let bestDistance = Math.floor(Math.max(name.length, 3) / 3) + 1;
    for (let apart = 0; apart <= bestDistance; apart++)
      for (const length of apart === 0 ? [lower.length] : [lower.length - apart, lower.length + apart])
        for (const candidate of byLength.get(length) ?? []) {
          if (compared >= most) return best?.text;
          compared++;
          if (candidate.plain === plain && candidate.lower !== lower) continue;
          // Of candidates that are equally near, the first one.
          const isEarlier = best !== undefined && candidate.index < best.index;
          const limit = isEarlier ? bestDistance + 1 : bestDistance;
          const distance = editDistance(lower, candidate.lower, limit);
          if (distance < limit && isMeant?.(candidate.text) !== false) [best, bestDistance] = [candidate, distance];
        }
    return best?.text;
  };
}

interface Candidate {
  readonly text: string;
  readonly lower: string;
  /** With every digit alike. */
  readonly plain: string;
  readonly index: number;
}

function withoutDigits(name: string): string {
  return name.replaceAll(/\d/g, "0");
}

/** ` Did you mean "x"?` with its leading blank, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  return meant(nearest(name, candidates));
}

/** ` Did you mean "x"?` with its leading blank, or nothing. */
export function meant(name: string | undefined): string {
  return name === undefined ? "" : line` Did you mean "${name}"?`;
}

/** `"a", "b", "c"`, cut after `most` names. */
export function listed(names: Iterable<string>, most = 8): string {
  const all = [...names];
  const shown = all.slice(0, most).map((name) => line`"${name}"`);
  return shown.join(", ") + (all.length > most ? `, and ${all.length - most} more` : "");
}

// Damerau-Levenshtein (swapping adjacent letters counts once), abandoned when it reaches the limit.
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  let leastOfPrevious = 0;
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let leastOfThis = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      current.push(cost);
      if (cost < leastOfThis) leastOfThis = cost;
    }
    // A row is made of the two before it, and of nothing less.
    if (leastOfThis >= limit && leastOfPrevious + 1 >= limit) return limit;
    leastOfPrevious = leastOfThis;
    [beforePrevious, previous] = [previous, current];
  }
  return previous[b.length] ?? limit;
}
