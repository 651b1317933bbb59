import type { SlotCondition } from "../pattern";

/** All of them, as alternatives of conjunctions: a part of a space-delimited pattern has no parentheses. */
export function allOf(parts: readonly SlotCondition[]): SlotCondition {
  const alternatives = parts
    .map((part) => (part.kind === "any" ? part.of : [part]))
    .reduce<readonly (readonly SlotCondition[])[]>(
      (before, next) => before.flatMap((all) => next.map((one) => [...all, ...(one.kind === "all" ? one.of : [one])])),
      [[]],
    );
  return anyOf(
    alternatives.map((all) => (all.length === 1 && all[0] !== undefined ? all[0] : { kind: "all", of: all })),
  );
}

/** One of them: a condition alone, or alternatives. */
export function anyOf(parts: readonly SlotCondition[]): SlotCondition {
  const of = parts.flatMap((part) => (part.kind === "any" ? part.of : [part]));
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: "any", of };
}
