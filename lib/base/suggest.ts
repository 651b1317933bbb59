import { line } from "./visible";

/** Longer names have no near one: comparing two takes the product of their lengths. AWS's names have at most 512 characters. */
const LONGEST = 512;

/**
 * The candidate nearest to a misspelled name, or undefined if none is near: at most a third of the letters may differ. A name that differs
 * in digits alone is another thing, not a misspelling: `errors-4xx` and `errors-5xx`.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined;
  let best: string | undefined;
  let bestDistance = Math.floor(Math.max(name.length, 3) / 3) + 1;
  for (const candidate of candidates) {
    if (candidate.length > 2 * LONGEST) continue;
    if (withoutDigits(candidate) === withoutDigits(name) && candidate.toLowerCase() !== name.toLowerCase()) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function withoutDigits(name: string): string {
  return name.toLowerCase().replaceAll(/\d/g, "0");
}

/** ` Did you mean "x"?` with its leading blank, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = nearest(name, candidates);
  return near === undefined ? "" : line` Did you mean "${near}"?`;
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
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      current.push(cost);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[b.length] ?? limit;
}
