import type { Choice, Choices } from "./interpolate";
import type { VariableModel } from "./variable";

/** Combinations of values for which a panel is computed; a page with more says so. */
const MOST_COMBINATIONS = 40;

export interface Combination {
  /** Tells it apart in the page: the index of each used variable's option, in the order of the dashboard. */
  readonly key: string;
  readonly choices: Choices;
}

/**
 * What can be chosen of the variables that a panel uses, what is chosen at first before the rest; those that it does not use have their
 * first value.
 */
export function combinationsOf(
  variables: readonly VariableModel[],
  used: ReadonlySet<string>,
  most = MOST_COMBINATIONS,
): { readonly combinations: readonly Combination[]; readonly left: number } {
  const changing = variables.filter(({ isChosen, name }) => isChosen && used.has(name));
  const total = changing.reduce((product, { options }) => product * options.length, 1);
  const combinations: Combination[] = [];
  for (let number = 0; number < Math.min(total, most); number++) {
    const choices = new Map<string, Choice>();
    for (const { name, options } of variables) if (options[0] !== undefined) choices.set(name, options[0]);
    const indexes: number[] = [];
    let rest = number;
    for (const { name, options } of changing) {
      const index = rest % options.length;
      rest = Math.floor(rest / options.length);
      indexes.push(index);
      const option = options[index];
      if (option !== undefined) choices.set(name, option);
    }
    combinations.push({ key: indexes.join("."), choices });
  }
  return { combinations, left: total - combinations.length };
}
