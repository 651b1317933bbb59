import { didYouMean, listed } from "../../base";

/** Whether a name is a glob: `*` matches any characters, `?` matches one. */
export function isGlob(name: string): boolean {
  return /[*?]/.test(name);
}

/** Whether a name is the given one, or matches it as a glob. `/` and `.` are ordinary characters in names of alarms. */
export function nameMatcher(name: string): (candidate: string) => boolean {
  if (!isGlob(name)) return (candidate) => candidate === name;
  const source = name
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replace(/\*+/g, "[^]*")
    .replace(/\?/g, "[^]");
  const form = new RegExp(`^${source}$`, "u");
  return (candidate) => form.test(candidate);
}

/** Why a name or glob matches none of the candidates, with those that may have been meant. */
export function unknownName(
  name: string,
  noun: string,
  candidates: readonly string[],
): { message: string; fix: string } {
  const message = isGlob(name)
    ? `no ${noun} is named like "${name}"`
    : `there is no ${noun} "${name}".${didYouMean(name, candidates)}`;
  const fix = candidates.length === 0 ? `The template has no ${noun}.` : `There is ${listed(candidates)}.`;
  return { message, fix };
}
