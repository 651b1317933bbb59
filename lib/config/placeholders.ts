import { own } from "../base";
import type { NameScope } from "./names";

/** Names that may be written in braces in a text. */
export const placeholders = [
  "project",
  "environment",
  "service",
  "region",
  "account",
] as const satisfies readonly Exclude<keyof NameScope, "vars">[];

// `{{name}}` is a parameter of a saved query, `${name}` belongs to a template, `{2,3}` to a regular expression: none is a placeholder.
export const placeholderShape = /(?<![{$])\{([A-Za-z_][\w.-]*)\}(?!\})/;
const form = new RegExp(placeholderShape, "g");
const alone = new RegExp(`^${placeholderShape.source}$`);

/** Values of placeholders. */
export type TextScope = Partial<NameScope>;

/** The text with its placeholders filled in, also those in values of `vars`; unknown ones stay as they are. */
export function expand(text: string, scope: TextScope): string {
  const { vars = {}, ...names } = scope;
  return text.replace(form, (whole, name: string) => {
    const named = varOf(name);
    if (named === undefined) return own<string | undefined>(names, name) ?? whole;
    const value = own(vars, named);
    return value === undefined ? whole : expand(value, names);
  });
}

/** A name in braces in a text. */
export type Placeholder =
  | { readonly kind: "known"; readonly name: (typeof placeholders)[number] }
  | { readonly kind: "var"; readonly name: string }
  | { readonly kind: "unknown"; readonly name: string };

/** The names in braces in a text, in their order. */
export function placeholdersIn(text: string): readonly Placeholder[] {
  return [...text.matchAll(form)].map(([, name = ""]): Placeholder => {
    const known = placeholders.find((each) => each === name);
    if (known !== undefined) return { kind: "known", name: known };
    const named = varOf(name);
    return named === undefined ? { kind: "unknown", name } : { kind: "var", name: named };
  });
}

/** The `vars` that a text names. */
export function varsIn(text: string): readonly string[] {
  return placeholdersIn(text)
    .filter(({ kind }) => kind === "var")
    .map(({ name }) => name);
}

/** What was meant as `{vars.name}` and is written as no placeholder is: `${vars.name}`, `{{vars.name}}`, `{vars:name}`, `{vars.name`. */
export function misspeltVars(text: string): readonly { readonly written: string; readonly name: string }[] {
  return [...text.matchAll(/\$?\{{1,3}\s*vars?\s*[.:/[]\s*([\w.-]*)[^\s{}]*\s*\}*/gi)]
    .map(([written, name = ""]) => ({ written: written.trim(), name }))
    .filter(({ written }) => !alone.test(written));
}

/** The `vars` that a text names, and those that it may have been meant to name: `alb` in `{alb}` or `{vars:alb}`. */
export function varsMeantIn(text: string): readonly string[] {
  return [...placeholdersIn(text), ...misspeltVars(text)].map(({ name }) => lastWord(name));
}

/** The name without what stands before its last dot. */
export function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function varOf(name: string): string | undefined {
  return name.startsWith("vars.") ? name.slice("vars.".length) : undefined;
}
