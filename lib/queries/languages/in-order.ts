/** What begins earlier comes first; of two that begin together, the outer one. */
export function inOrder<Fact extends { readonly span: { readonly start: number; readonly end: number } }>(
  facts: readonly Fact[],
): readonly Fact[] {
  return [...facts].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}
