import { own } from "../../base";
import type { Choice, Choices } from "./interpolate";
import type { VariableModel } from "./variable";

/** Combinations of values for which a panel is computed; a page with more says so. */
const MOST_COMBINATIONS = 40;

/** Combinations that are tried, of variables whose values depend on each other. */
const MOST_TRIED = 20_000;

export interface Combination {
  /** Tells it apart in the page: the index of each used variable's option, in the order of the dashboard. */
  readonly key: string;
  readonly choices: Choices;
}

/** What a panel shows, by the names of variables. */
export interface Use {
  readonly used: ReadonlySet<string>;

  /** Those that it, or what it stands in, is repeated for: it has one value of each at a time. */
  readonly repeated: readonly string[];
}

/**
 * What can be chosen of the variables that a panel uses, what is chosen at first before the rest, and of a repeated one each value of
 * that; those that it does not use have their first value.
 */
export function combinationsOf(
  variables: readonly VariableModel[],
  { repeated, used }: Use,
  most = MOST_COMBINATIONS,
): { readonly combinations: readonly Combination[]; readonly left: number } {
  const changing = changingOf(variables, used);
  const relevant = withNeeds(variables, new Set([...used, ...repeated]));
  const isFree = repeated.length === 0 && relevant.every(({ offered }) => offered === undefined);
  const found = new Map<string, readonly number[]>();
  let tried = 0;
  // Where each combination is one of the panel's, their number is known without trying them.
  const isEnough = (): boolean => tried >= MOST_TRIED || (isFree && found.size >= most);
  for (const chosen of selections(relevant)) {
    if (isEnough()) break;
    for (const indexes of repetitions(variables, repeated, chosen)) {
      tried++;
      const places = changing.map(({ name }) => indexes.get(name) ?? 0);
      found.set(places.join("."), places);
      if (isEnough()) break;
    }
  }
  const combinations = [...found].slice(0, most).map(([key, indexes]): Combination => {
    return { key, choices: choicesWith(variables, changing, indexes) };
  });
  const total = isEnough() ? changing.reduce((product, { options }) => product * options.length, 1) : found.size;
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

/** Those that can be chosen, and those that decide what they offer. */
function withNeeds(variables: readonly VariableModel[], names: ReadonlySet<string>): readonly VariableModel[] {
  const all = new Set(names);
  for (let size = 0; size < all.size;) {
    size = all.size;
    for (const { name, needs = [] } of variables) if (all.has(name)) for (const need of needs) all.add(need);
  }
  return changingOf(variables, all);
}

/** Options that can be chosen together, by the index of each; of the first variable all before another of the second. */
function* selections(relevant: readonly VariableModel[]): Generator<ReadonlyMap<string, number>> {
  const total = relevant.reduce((product, { options }) => product * options.length, 1);
  for (let number = 0; number < Math.min(total, MOST_TRIED); number++) {
    let rest = number;
    const chosen = new Map<string, number>();
    for (const { name, options } of relevant) {
      chosen.set(name, rest % options.length);
      rest = Math.floor(rest / options.length);
    }
    if (relevant.every((variable) => isOffered(variable, chosen))) yield chosen;
  }
}

function isOffered({ name, needs = [], offered }: VariableModel, chosen: ReadonlyMap<string, number>): boolean {
  const key = needs.map((need) => chosen.get(need) ?? 0).join(".");
  return offered === undefined || (own(offered, key)?.includes(chosen.get(name) ?? 0) ?? false);
}

/** The same with each value of the variables that are repeated, one at a time. */
function repetitions(
  variables: readonly VariableModel[],
  repeated: readonly string[],
  chosen: ReadonlyMap<string, number>,
): readonly ReadonlyMap<string, number>[] {
  let all = [chosen];
  for (const name of new Set(repeated)) {
    const variable = variables.find((each) => each.name === name);
    const indexes = variable === undefined ? [] : valuesOf(variable, chosen.get(name) ?? 0);
    if (indexes.length > 0) all = all.flatMap((one) => indexes.map((index) => new Map([...one, [name, index]])));
  }
  return all;
}

/** The options that have one value each of an option. */
function valuesOf({ options }: VariableModel, index: number): readonly number[] {
  const alone = new Map(
    options.flatMap(({ isAll, values: [only = "", ...others] }, at) =>
      isAll === true || others.length > 0 ? [] : [[only, at] as const],
    ),
  );
  return [...new Set(options[index]?.values.flatMap((value) => alone.get(value) ?? []))];
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
