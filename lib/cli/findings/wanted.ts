/** Whether a finding is wanted: `only` is undefined where all are. */
export function isWanted({ rule }: { readonly rule: string }, only: ReadonlySet<string> | undefined): boolean {
  return only?.has(rule) !== false;
}
