/** A value before a change and after it. */
export interface Both<Value> {
  readonly was: Value;
  readonly is: Value;
}

/** The same question of both. */
export function both<From, To>({ is, was }: Both<From>, of: (value: From) => To): Both<To> {
  return { was: of(was), is: of(is) };
}

/** Whether both are the same: numbers, texts, lists of these. */
export function isSame({ is, was }: Both<unknown>): boolean {
  return was === is || JSON.stringify(was) === JSON.stringify(is);
}
