import { didYouMean, isNameGlob, listed } from "../../base";

/** Why a name or glob matches none of the candidates, with those that may have been meant. */
export function unknownName(
  name: string,
  noun: string,
  candidates: readonly string[],
): { message: string; fix: string } {
  const message = isNameGlob(name)
    ? `no ${noun} is named like "${name}"`
    : `there is no ${noun} "${name}".${didYouMean(name, candidates)}`;
  const fix = candidates.length === 0 ? `The template has no ${noun}.` : `There is ${listed(candidates)}.`;
  return { message, fix };
}
