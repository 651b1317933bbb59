import type { Scope } from "./names";

/** What may stand in braces in a text. */
export const placeholders = [
  "project",
  "environment",
  "service",
  "region",
  "account",
] as const satisfies readonly (keyof Scope)[];

// `{{name}}` is a parameter of a saved query, `${name}` a template's, `{2,3}` a regular expression's; none is ours.
const form = /(?<![{$])\{([A-Za-z_]\w*)\}(?!\})/g;

/** The text with its placeholders filled in; one that is unknown stays as it is. */
export function expand(text: string, scope: Partial<Scope>): string {
  return text.replace(form, (whole, name: string) =>
    Object.hasOwn(scope, name) ? (scope[name as keyof Scope] ?? whole) : whole,
  );
}

/** Names in braces that are no placeholders. */
export function unknownPlaceholders(text: string): readonly string[] {
  const known: readonly string[] = placeholders;
  return [...text.matchAll(form)].map(([, name = ""]) => name).filter((name) => !known.includes(name));
}
