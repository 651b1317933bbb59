import { refuse } from "../errors";
import { asSet, equal, itemsOf, uniform } from "../convert";
import { isSequence, list, tuple, type Value } from "../value";
import type { LanguageFunction } from "./language-function";
import { define, ofAny } from "./define";

export const setFunctions: Readonly<Record<string, LanguageFunction>> = {
  setunion: ofAny(1, (sets) => asSet(uniform(sets.flatMap((set) => itemsOf(set))))),
  setintersection: ofAny(1, ([first = null, ...others]) =>
    asSet(itemsOf(first).filter((item) => others.every((set) => has(set, item)))),
  ),
  setsubtract: define(2, 2, (first = null, second = null) =>
    asSet(itemsOf(first).filter((item) => !has(second, item))),
  ),
  setproduct: ofAny(1, (sets) => product(sets)),
};

function has(set: Value, item: Value): boolean {
  return itemsOf(set).some((other) => equal(other, item));
}

/** All combinations; a set if every argument is one. */
const MOST_COMBINATIONS = 100_000;

function product(sets: readonly Value[]): Value {
  const uniformed = sets.map((set) => (isSequence(set) && set.kind === "tuple" ? set.items : itemsOf(set)));
  const size = uniformed.reduce((times, items) => times * items.length, 1);
  if (size > MOST_COMBINATIONS) return refuse(`${size} combinations are more than ${MOST_COMBINATIONS}`);
  const rows = uniformed.reduce<readonly (readonly Value[])[]>(
    (before, items) => before.flatMap((row) => items.map((item) => [...row, item])),
    [[]],
  );
  const items = rows.map((row) => tuple(row));
  return sets.every((set) => isSequence(set) && set.kind === "set")
    ? // Of items that are all different, so are the combinations.
      { kind: "set", items }
    : list(items);
}
