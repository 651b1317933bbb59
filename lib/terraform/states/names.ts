/** A name that no other stack has, and what the addresses of a stack begin with. */
export interface StackName {
  readonly name: string;
  readonly prefix: string;
}

/**
 * Names for stacks that are read together. Where two of them have a resource or module of the same address, the addresses of all begin
 * with the stack's name: `shop-prod: aws_sns_topic.page`.
 */
export function namesOf(
  stacks: readonly { readonly name: string; readonly declared: ReadonlySet<string> }[],
): readonly StackName[] {
  const counts = new Map<string, number>();
  const declared = new Set<string>();
  let isShared = false;
  for (const stack of stacks) {
    isShared ||= [...stack.declared].some((address) => declared.has(address));
    for (const address of stack.declared) declared.add(address);
  }
  return stacks.map((stack) => {
    const count = (counts.get(stack.name) ?? 0) + 1;
    counts.set(stack.name, count);
    const name = count === 1 ? stack.name : `${stack.name} (${count})`;
    return { name, prefix: isShared ? `${name}: ` : "" };
  });
}
