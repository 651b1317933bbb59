import { didYouMean, listed } from "../../base";

/** Whether a name has to be read as a glob: `*` stands for any characters, `?` for one. */
export function isGlob(name: string): boolean {
  return /[*?]/.test(name);
}

/** Whether a name is the given one, or is one that the glob means. Names of alarms hold `/` and `.` like any character. */
export function nameMatcher(name: string): (candidate: string) => boolean {
  if (!isGlob(name)) return (candidate) => candidate === name;
  const source = name
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replace(/\*+/g, "[^]*")
    .replace(/\?/g, "[^]");
  const form = new RegExp(`^${source}$`, "u");
  return (candidate) => form.test(candidate);
}

/** Why a name or glob means none of the candidates, with what it may have meant. */
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
