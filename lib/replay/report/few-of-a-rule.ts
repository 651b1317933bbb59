import type { Finding } from "../../base";
import { count } from "./visible";

// As many as can be read at a glance; the JSON has all.
const mostOfARule = { error: 5, warning: 3, info: 1 } as const;

/** The first few of each rule, in order, and how many more there are: `8 info filter-never-matched`. */
export function fewOfARule<One>(
  all: readonly One[],
  findingOf: (one: One) => Pick<Finding, "rule" | "severity">,
  mostOf: (one: One, most: number) => number = (_, most) => most,
): { readonly shown: readonly One[]; readonly more: readonly string[] } {
  const seen = new Map<string, number>();
  const hidden = new Map<string, number>();
  const shown = all.filter((one) => {
    const { rule, severity } = findingOf(one);
    const key = `${severity} ${rule}`;
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    const isShown = number <= mostOf(one, mostOfARule[severity]);
    if (!isShown) hidden.set(key, (hidden.get(key) ?? 0) + 1);
    return isShown;
  });
  return { shown, more: [...hidden].map(([key, beyond]) => `${count(beyond)} ${key}`) };
}
