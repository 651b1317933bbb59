/** What was and what is the same thing; one of both is undefined where it came or went. */
export interface Pair<T> {
  readonly was?: T | undefined;
  readonly is?: T | undefined;
}

/**
 * Pairs things by one key after the other: what the first key pairs is out of reach of the second. Things of the same key are paired in
 * their order, and an undefined key pairs nothing.
 *
 * @param last pairs what no key has paired
 * @returns in the order of `after`, then what is gone
 */
export function paired<T>(
  before: readonly T[],
  after: readonly T[],
  keys: readonly ((item: T) => string | undefined)[],
  last: (before: readonly T[], after: readonly T[]) => Iterable<readonly [was: T, is: T]> = () => [],
): Pair<T>[] {
  const found = new Map<T, T>();
  let [gone, come] = [before, after];
  const take = (pairs: Iterable<readonly [T, T]>): void => {
    const taken = new Set<T>();
    for (const [was, is] of pairs) {
      found.set(is, was);
      taken.add(was);
    }
    gone = gone.filter((item) => !taken.has(item));
    come = come.filter((item) => !found.has(item));
  };
  for (const key of keys) {
    if (gone.length === 0 || come.length === 0) break;
    take(sameKey(gone, come, key));
  }
  if (gone.length > 0 && come.length > 0) take(last(gone, come));
  return [...after.map((is) => (found.has(is) ? { was: found.get(is), is } : { is })), ...gone.map((was) => ({ was }))];
}

function sameKey<T>(
  gone: readonly T[],
  come: readonly T[],
  keyOf: (item: T) => string | undefined,
): (readonly [T, T])[] {
  const open = new Map<string, T[]>();
  // Backwards, so that the first one is popped first.
  for (const item of [...gone].reverse()) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const same = open.get(key);
    if (same === undefined) open.set(key, [item]);
    else same.push(item);
  }
  return come.flatMap((is) => {
    const key = keyOf(is);
    const same = key === undefined ? undefined : open.get(key);
    if (same === undefined || same.length === 0) return [];
    return [[same.pop() as T, is] as const];
  });
}
