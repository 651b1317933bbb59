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
  const changing = changingOf(variables, used);
  const total = changing.reduce((product, { options }) => product * options.length, 1);
  const combinations = Array.from({ length: Math.min(total, most) }, (_, number): Combination => {
    let rest = number;
    const indexes = changing.map(({ options }) => {
      const index = rest % options.length;
      rest = Math.floor(rest / options.length);
      return index;
    });
    return { key: indexes.join("."), choices: choicesWith(variables, changing, indexes) };
  });
  return { combinations, left: total - combinations.length };
}

/** What the key of a combination stands for; undefined for a text that is no key. */
export function choicesOf(
  variables: readonly VariableModel[],
  used: ReadonlySet<string>,
  key: string,
): Choices | undefined {
  const changing = changingOf(variables, used);
  const indexes = key === "" ? [] : key.split(".").map((part) => (/^\d{1,6}$/.test(part) ? Number(part) : NaN));
  const isOne =
    indexes.length === changing.length && indexes.every((index, at) => index < (changing[at]?.options.length ?? 0));
  return isOne ? choicesWith(variables, changing, indexes) : undefined;
}

/** The variables that a panel uses and whose value can be chosen. */
export function changingOf(variables: readonly VariableModel[], used: ReadonlySet<string>): readonly VariableModel[] {
  return variables.filter(({ isChosen, name }) => isChosen && used.has(name));
}

function choicesWith(
  variables: readonly VariableModel[],
  changing: readonly VariableModel[],
  indexes: readonly number[],
): Choices {
  const choices = new Map<string, Choice>();
  for (const variable of variables) {
    const at = changing.indexOf(variable);
    const option = variable.options[at < 0 ? 0 : (indexes[at] ?? 0)];
    if (option !== undefined) choices.set(variable.name, option);
  }
  return choices;
}
