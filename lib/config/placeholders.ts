import type { NameScope } from "./names";

/** Names that may be written in braces in a text. */
export const placeholders = [
  "project",
  "environment",
  "service",
  "region",
  "account",
] as const satisfies readonly (keyof NameScope)[];

// `{{name}}` is a parameter of a saved query, `${name}` belongs to a template, `{2,3}` to a regular expression: none is a placeholder.
const form = /(?<![{$])\{([A-Za-z_]\w*)\}(?!\})/g;

/** The text with its placeholders filled in; unknown ones stay as they are. */
export function expand(text: string, scope: Partial<NameScope>): string {
  return text.replace(form, (whole, name: string) =>
    Object.hasOwn(scope, name) ? (scope[name as keyof NameScope] ?? whole) : whole,
  );
}

/** Names in braces that are not placeholders. */
export function unknownPlaceholders(text: string): readonly string[] {
  const known: readonly string[] = placeholders;
  return [...text.matchAll(form)].map(([, name = ""]) => name).filter((name) => !known.includes(name));
}
