import { type Finding, placeText } from "../../../base";

/** Findings at a place where their rule has found less before. Messages do not count: they have values, which change. */
export function newFindings<One extends Finding>(findings: readonly One[], before: readonly Finding[]): One[] {
  const known = new Map<string, number>();
  for (const one of before) known.set(keyOf(one), (known.get(keyOf(one)) ?? 0) + 1);
  return findings.filter((one) => {
    const left = known.get(keyOf(one)) ?? 0;
    known.set(keyOf(one), left - 1);
    return left <= 0;
  });
}

function keyOf({ at, rule }: Finding): string {
  return JSON.stringify([rule, placeText(at)]);
}
