/** A resource as it is deployed, and as it is to be; undefined where it is not there. */
export interface Pair<Each> {
  readonly was: Each | undefined;
  readonly is: Each | undefined;
}

/** Resources of the same address. */
export function pairs<Each extends { readonly address: string }>(
  before: readonly Each[],
  after: readonly Each[],
): Pair<Each>[] {
  const was = new Map(before.map((each) => [each.address, each]));
  const is = new Map(after.map((each) => [each.address, each]));
  return [...new Set([...was.keys(), ...is.keys()])].map((address) => ({
    was: was.get(address),
    is: is.get(address),
  }));
}

/** Whether it has another name, as far as both are known: a name that is not known may be the same. */
export function isRenamed(was: { readonly name?: string | undefined }, is: typeof was): boolean {
  return was.name !== undefined && is.name !== undefined && was.name !== is.name;
}
