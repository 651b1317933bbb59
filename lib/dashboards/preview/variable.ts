import type { Variable } from "../read";
import type { Choice } from "./interpolate";

/** A variable on the page, and what can be chosen. */
export interface VariableModel {
  readonly name: string;
  readonly label: string;

  /** The first one is chosen at first. */
  readonly options: readonly Choice[];

  /** False: it is shown, and has one value. */
  readonly isChosen: boolean;
  readonly isHidden: boolean;

  /** Variables whose choice decides what it offers, in the dashboard's order. */
  readonly needs?: readonly string[];

  /** Indexes of the options that it offers, by what is chosen of those: the index of each one's option, as `0.2`. Default: all. */
  readonly offered?: Readonly<Record<string, readonly number[]>>;

  /** Why there is nothing to choose. */
  readonly why?: string;
}

/** Values that a page offers; more are left out, which is said. */
export const MOST_OPTIONS = 100;

/** Values of a query variable, as far as they are known without its data source. */
export type VariableValues = readonly string[] | { readonly why: string };

/** @param found values of a query variable; undefined for one of another type */
export function variableModel(variable: Variable, found: VariableValues | undefined): VariableModel {
  const { hidden, label, name, type } = variable;
  const all =
    type === "datasource"
      ? [{ values: [...(variable.current ?? [])], text: "recorded logs" }]
      : optionsOf(variable, found);
  const options = all.slice(0, MOST_OPTIONS);
  const why = whyFixed(type, found, all.length - options.length);
  return {
    name,
    label: label ?? name,
    options: options.length === 0 ? [{ values: [...(variable.current ?? [])] }] : options,
    isChosen: options.length > 1 && type !== "datasource",
    isHidden: hidden,
    ...(why === undefined ? {} : { why }),
  };
}

function whyFixed(type: string, found: VariableValues | undefined, left: number): string | undefined {
  if (left > 0) return `${left} more values are left out`;
  if (type === "datasource") return "the preview has recorded logs for every data source";
  if (found !== undefined && "why" in found) return found.why;
  if (type === "adhoc" || type === "groupby") return `filters of type ${type} are not computed`;
  return undefined;
}

function optionsOf(variable: Variable, found: VariableValues | undefined): readonly Choice[] {
  const { current = [], includeAll, multi } = variable;
  const values = choicesOf(variable, found);
  const all: readonly Choice[] =
    includeAll && values.length > 0
      ? [{ values: values.flatMap((choice) => choice.values), text: "All", isAll: true }]
      : [];
  const options = [...all, ...values];
  const chosen = current.filter((value) => value !== "$__all" && value !== "");
  if (current.includes("$__all") || chosen.length === 0) return options;
  if (multi && chosen.length > 1) return [{ values: chosen, text: chosen.join(" + ") }, ...options];
  const first = options.find((choice) => choice.isAll !== true && choice.values[0] === chosen[0]);
  return first === undefined
    ? [{ values: chosen.slice(0, 1) }, ...options]
    : [first, ...options.filter((choice) => choice !== first)];
}

function choicesOf({ current = [], query = "", type }: Variable, found: VariableValues | undefined): readonly Choice[] {
  switch (type) {
    case "custom":
    case "interval":
      return listed(query);
    case "query":
      return found === undefined || "why" in found ? [] : found.map((value) => ({ values: [value] }));
    case "constant":
    case "textbox":
      return [{ values: [query === "" ? (current[0] ?? "") : query] }];
    case "switch":
      return [{ values: ["true"] }, { values: ["false"] }];
    default:
      return [];
  }
}

/** `a, b, Label : c`; a comma after a backslash belongs to the value. */
function listed(query: string): readonly Choice[] {
  return query
    .split(/(?<!\\),/)
    .map((part) => part.replaceAll("\\,", ",").trim())
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf(" : ");
      return at < 0 ? { values: [part] } : { values: [part.slice(at + 3).trim()], text: part.slice(0, at).trim() };
    });
}
