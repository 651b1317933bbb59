import { isMapping, isSequence, type Value } from "../value";
import type { Work } from "../work";

/**
 * What a function costs: as many steps as its collections have items; one step; as many as the parts of its arguments for each item of
 * the first one, or for each item that is a collection. Other functions cost the parts of their arguments, in all levels.
 */
type Cost = "items" | "one" | "for-each-item" | "for-each-collection";

const COSTS = new Map<string, Cost>([
  ...named("one", "coalesce coalescelist element length lookup nonsensitive one sensitive"),
  ...named("items", "chunklist compact concat keys merge reverse slice values zipmap"),
  ...named("for-each-item", "matchkeys setintersection setsubtract"),
  ...named("for-each-collection", "distinct setunion toset"),
]);

function named(cost: Cost, names: string): (readonly [string, Cost])[] {
  return names.split(" ").map((name) => [name, cost]);
}

/** Spends what a call costs, before it is made. */
export function spendOnCall(name: string, given: readonly Value[], work: Work): void {
  work.spend(1 + given.length);
  const cost = COSTS.get(name);
  const [first = null] = given;
  switch (cost) {
    case "one":
      return;
    case "items":
      for (const argument of given) work.spend(sizeOf(argument));
      return;
    case "for-each-item":
      spendTimes(isSequence(first) ? first.items.length : 1, given, work);
      return;
    case "for-each-collection": {
      const all = given.flatMap((argument) => (isSequence(argument) ? argument.items : []));
      spendTimes(all.filter((item) => typeof item === "object").length, given, work);
      return;
    }
    case undefined:
      spendTimes(1, given, work);
  }
}

function spendTimes(times: number, given: readonly Value[], work: Work): void {
  for (let time = 0; time < Math.max(1, times); time++) for (const argument of given) work.spendOn(argument);
}

function sizeOf(value: Value): number {
  if (isSequence(value)) return value.items.length;
  return isMapping(value) ? value.entries.size : 1;
}
