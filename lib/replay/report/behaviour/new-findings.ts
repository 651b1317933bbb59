import { acceptedPath, type Finding } from "../../../base";

/**
 * Findings that were not there before. One was there if its rule was found at that place, whatever the message: it has values, which
 * change; or with that message at another place, as of a panel that others were put before.
 */
export function newFindings<One extends Finding>(findings: readonly One[], before: readonly Finding[]): One[] {
  const [elsewhere, left] = unmatched(findings, before, placeOf);
  return unmatched(elsewhere, left, messageOf)[0];
}

/** What of both is without a counterpart of the same key. */
function unmatched<One extends Finding>(
  findings: readonly One[],
  before: readonly Finding[],
  keyOf: (finding: Finding) => string,
): [findings: One[], before: Finding[]] {
  const known = new Map<string, Finding[]>();
  for (const one of before) {
    const same = known.get(keyOf(one));
    if (same === undefined) known.set(keyOf(one), [one]);
    else same.push(one);
  }
  const rest = findings.filter((one) => known.get(keyOf(one))?.shift() === undefined);
  return [rest, [...known.values()].flat()];
}

function placeOf({ at, rule }: Finding): string {
  return JSON.stringify([rule, acceptedPath(at)]);
}

function messageOf({ message, rule }: Finding): string {
  return JSON.stringify([rule, message]);
}
