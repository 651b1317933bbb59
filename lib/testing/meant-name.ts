import { isNameGlob } from "../base";

/**
 * The name that a test means: exactly this one; or, for a text with `*` or `?`, the text itself as a glob over whole names and parts of
 * them, see {@link nameMatcher}; or the only name of which
 * the text is a part, as `payments-error-rate` is a part of `shop-prod-payments-error-rate-critical`.
 *
 * @throws Error where there is no such name, or more than one; it lists the names that may have been meant
 */
export function meantName(name: string, names: readonly string[], noun: string): string {
  if (names.includes(name) || isNameGlob(name)) return name;
  const part = name.replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  const form = new RegExp(`(?<![A-Za-z0-9])${part}(?![A-Za-z0-9])`);
  const meant = names.filter((each) => form.test(each));
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return only;
  if (meant.length > 1)
    throw new Error(`"${name}" is part of the names of ${meant.length}: write one of them, or a glob\n${list(meant)}`);
  throw new Error(
    names.length === 0
      ? `there is no ${noun} "${name}": the stack has none at all`
      : `there is no ${noun} "${name}"; the stack has\n${list(names)}`,
  );
}

function list(names: readonly string[]): string {
  const most = 40;
  const shown = names.slice(0, most).map((name) => `  ${name}`);
  return [...shown, ...(names.length > most ? [`  and ${names.length - most} more`] : [])].join("\n");
}
