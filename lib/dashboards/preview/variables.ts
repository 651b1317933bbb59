import { listed } from "../../base";
import type { Variable } from "../read";
import { changingOf, combinationsOf } from "./combinations";
import { type Choice, type Choices, interpolate, variablesIn } from "./interpolate";
import { type VariableModel, variableModel, type VariableValues } from "./variable";

/** Choices of other variables for which the values of one are computed. */
const MOST_CHOICES = 100;

/** Values of a variable under all these choices. */
const MOST_OPTIONS_IN_ALL = 1000;

/** What a query variable has, with these values of the variables that it names. */
export type ValuesOf = (variable: Variable, choices: Choices) => Promise<VariableValues>;

/**
 * The variables of a dashboard, in its order. What one offers may depend on what is chosen of others that its query names; one that
 * needs its own value has the one that the dashboard was saved with.
 */
export async function variablesOf(variables: readonly Variable[], values: ValuesOf): Promise<readonly VariableModel[]> {
  const needs = needsOf(variables);
  const models = new Map<Variable, VariableModel>();
  const known = (): VariableModel[] => variables.flatMap((variable) => models.get(variable) ?? []);
  for (const [waiting, circle] of inOrder(variables, needs)) {
    const names = needs.get(waiting) ?? [];
    models.set(
      waiting,
      circle.length > 0
        ? variableModel(waiting, { why: circleText(circle) })
        : await dependent(waiting, names, known(), values),
    );
  }
  return known();
}

function circleText(names: readonly string[]): string {
  if (names.length === 1) return "its query names itself";
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  return `it waits for itself: ${listed(names.slice(0, MOST_NAMED))}${more} need each other's values`;
}

const MOST_NAMED = 5;

/** The names that the query of each variable has of others. */
function needsOf(variables: readonly Variable[]): ReadonlyMap<Variable, readonly string[]> {
  const names = new Set(variables.map(({ name }) => name));
  return new Map(
    variables.map((variable) => {
      const { datasource, query, queryObject, type } = variable;
      const isComputed = type === "query" || type === "custom";
      const texts = isComputed ? JSON.stringify([query, queryObject, datasource?.uid]) : "";
      return [variable, [...variablesIn(texts)].filter((name) => names.has(name))];
    }),
  );
}

/** Each variable after those that it needs; of one that waits for itself, with the names that wait for each other. */
function inOrder(
  variables: readonly Variable[],
  needs: ReadonlyMap<Variable, readonly string[]>,
): readonly (readonly [Variable, circle: readonly string[]])[] {
  const ordered: (readonly [Variable, readonly string[]])[] = [];
  const waiting = new Set(variables);
  const known = new Set<string>();
  const take = (variable: Variable, circle: readonly string[]): void => {
    ordered.push([variable, circle]);
    waiting.delete(variable);
    known.add(variable.name);
  };
  const takeReady = (): void => {
    for (let before = Infinity; waiting.size < before;) {
      before = waiting.size;
      for (const variable of waiting)
        if (needs.get(variable)?.every((name) => known.has(name)) !== false) take(variable, []);
    }
  };
  takeReady();
  const needed = new Map<string, string[]>();
  for (const variable of waiting)
    needed.set(variable.name, [...(needed.get(variable.name) ?? []), ...(needs.get(variable) ?? [])]);
  const circles = [...waiting].map((variable) => [variable, circleOf(variable.name, needed)] as const);
  for (const [variable, circle] of circles) if (circle.length > 0) take(variable, circle);
  takeReady();
  return ordered;
}

/** A shortest way from a name over what it needs back to it; empty: there is none. */
function circleOf(name: string, needed: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const from = new Map<string, string>();
  const reached = [name];
  for (const at of reached)
    for (const next of needed.get(at) ?? []) {
      if (next === name) {
        const way = [at];
        for (let back = from.get(at); back !== undefined; back = from.get(back)) way.unshift(back);
        return way;
      }
      if (from.has(next)) continue;
      from.set(next, at);
      reached.push(next);
    }
  return [];
}

async function dependent(
  variable: Variable,
  names: readonly string[],
  known: readonly VariableModel[],
  values: ValuesOf,
): Promise<VariableModel> {
  const used = new Set(names);
  const { combinations, left } = combinationsOf(known, { used, repeated: [] }, MOST_CHOICES);
  const all: Offer[] = [];
  for (const { choices, key } of combinations) all.push({ key, ...(await offer(variable, choices, values)) });
  const [only] = all;
  if (only === undefined) return variableModel(variable, undefined);
  const isAlike = all.every(({ model }) => JSON.stringify(model) === JSON.stringify(only.model));
  const needs = changingOf(known, used).map(({ name }) => name);
  return isAlike && left === 0 ? only.model : united(only, all, needs, left);
}

interface Offer {
  /** Of what is chosen of others. */
  readonly key: string;
  readonly model: VariableModel;
  readonly isKnown: boolean;
}

async function offer(variable: Variable, choices: Choices, values: ValuesOf): Promise<Omit<Offer, "key">> {
  const found = variable.type === "query" ? await values(variable, choices) : undefined;
  const { query, type } = variable;
  const own =
    type === "custom" && query !== undefined ? { ...variable, query: interpolate(query, choices, "csv") } : variable;
  return { model: variableModel(own, found), isKnown: found === undefined || !("why" in found) };
}

/** One model of what each choice offers. */
function united(first: Offer, all: readonly Offer[], needs: readonly string[], left: number): VariableModel {
  const { why: _, ...model } = first.model;
  const isNever = !all.some(({ isKnown }) => isKnown);
  const options: Choice[] = [];
  const places = new Map<string, number>();
  let cut = 0;
  const placeOf = (option: Choice): readonly number[] => {
    const id = JSON.stringify(option);
    const place = places.get(id) ?? options.length;
    if (place >= MOST_OPTIONS_IN_ALL) {
      cut++;
      return [];
    }
    if (place === options.length) options.push(option);
    places.set(id, place);
    return [place];
  };
  const offered = Object.fromEntries(
    all.map(({ isKnown, key, model: own }) => [
      key,
      // What the dashboard was saved with is a value of another choice.
      (isKnown || isNever ? own.options : [NONE]).flatMap(placeOf),
    ]),
  );
  const why = whyOf(all, needs, left, cut);
  return { ...model, options, isChosen: options.length > 1, needs, offered, ...(why === undefined ? {} : { why }) };
}

/** As Grafana calls it that a query gave nothing. */
const NONE: Choice = { values: [""], text: "None" };

function whyOf(all: readonly Offer[], needs: readonly string[], left: number, cut: number): string | undefined {
  if (left > 0) return `its values are known for ${all.length} choices of ${listed(needs)}, and not for ${left} more`;
  if (cut > 0) return `${cut} more values are left out`;
  return all.find(({ model }) => model.why !== undefined)?.model.why;
}
