import { isSameJson, type JsonDifference } from "./json-differences";
import type { Other } from "./change";
import { shown } from "./shown";

/** What one comparison speaks for. */
export interface Aspect<T, Detail> {
  /** Places in the JSON, dotted: it speaks for all that is at them and below. */
  readonly speaksFor: readonly string[];
  readonly compare: (was: T, is: T) => readonly Detail[];
}

/**
 * What the comparisons say, and each difference in the JSON for which none of them speaks, or whose comparison says nothing: so nothing
 * changes silently.
 */
export function aspectDetails<T, Detail>(
  aspects: readonly Aspect<T, Detail>[],
  was: T,
  is: T,
  differences: readonly JsonDifference[],
): (Detail | Other)[] {
  const details: (Detail | Other)[] = [];
  const spoken = new Set<string>();
  for (const { compare, speaksFor } of aspects) {
    const said = compare(was, is);
    if (said.length > 0) for (const place of speaksFor) spoken.add(place);
    for (const one of said) details.push(one);
  }
  for (const difference of differences) if (!isWithin(difference, spoken)) details.push(otherOf(difference));
  return details;
}

export function otherOf({ path, before, after }: JsonDifference): Other {
  const [was, is] = [shown(before), shown(after)];
  return {
    kind: "other",
    path: path.join("."),
    ...(was !== undefined && { before: was }),
    ...(is !== undefined && { after: is }),
  };
}

function isWithin({ path }: JsonDifference, places: ReadonlySet<string>): boolean {
  return path.some((_, at) => places.has(path.slice(0, at + 1).join(".")));
}

/** One setting before and after, if it differs. */
export function valueDetail(
  setting: string,
  before: string | undefined,
  after: string | undefined,
): { readonly kind: "value"; readonly setting: string; readonly before?: string; readonly after?: string }[] {
  const [was, is] = [before === "" ? undefined : before, after === "" ? undefined : after];
  if (was === is) return [];
  return [
    { kind: "value", setting, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) },
  ];
}

/** A setting that is on or off. */
export function flagDetail(
  setting: string,
  before: boolean | undefined,
  after: boolean | undefined,
): ReturnType<typeof valueDetail> {
  const [was, is] = [before, after].map((flag) => (flag === undefined ? undefined : flag ? "yes" : "no"));
  return valueDetail(setting, was, is);
}

/** The values that a setting of several has gained and lost, or that they are in another order. */
export function listDetail(
  setting: string,
  before: readonly string[],
  after: readonly string[],
):
  | {
      readonly kind: "list";
      readonly setting: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }[]
  | { readonly kind: "reordered"; readonly setting: string }[] {
  const [added, removed] = [lacking(after, before), lacking(before, after)];
  if (added.length > 0 || removed.length > 0) return [{ kind: "list", setting, added, removed }];
  return isSameJson(before, after) ? [] : [{ kind: "reordered", setting }];
}

/** What `all` has more often than `others`. */
export function lacking(all: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const each of others) counts.set(each, (counts.get(each) ?? 0) + 1);
  return all.filter((each) => {
    const count = counts.get(each) ?? 0;
    counts.set(each, count - 1);
    return count <= 0;
  });
}
