import { didYouMean, type FindingSeverity, findingSeverities, line, listed } from "../../base";
import { readDuration } from "../../aws";
import type { BehaviourCondition } from "../../replay/report";

const words = ["lost", "later", "more", "unknown", "any", ...findingSeverities] as const;

/**
 * Reads what a comparison fails on: `lost,later=5m,more`, and a severity for new findings.
 *
 * @param problems what is wrong is added
 */
export function readConditions(given: string, problems: string[]): BehaviourCondition[] {
  return given.split(",").flatMap((part): BehaviourCondition[] => {
    const [word = "", ...rest] = part.trim().split("=");
    const value = rest.length === 0 ? undefined : rest.join("=");
    const found = conditionOf(word, value);
    if (typeof found !== "string") return [found];
    problems.push(line`--fail-on ${part.trim()}: ${found}`);
    return [];
  });
}

/** Whether a text is read by {@link readConditions}, and asks what only a comparison can answer. */
export function isOfComparison(given: string): boolean {
  const problems: string[] = [];
  const isOther = readConditions(given, problems).some(({ kind }) => kind !== "findings");
  return isOther && problems.length === 0;
}

/** The condition, or what is wrong with it. */
function conditionOf(word: string, value: string | undefined): BehaviourCondition | string {
  switch (word) {
    case "later": {
      const than = value === undefined ? 0 : readDuration(value);
      return than === undefined ? "give a duration, such as later=5m" : { kind: "later", than };
    }
    case "more": {
      const isCount = value === undefined || /^\d{1,9}$/.test(value);
      return isCount ? { kind: "more", than: Number(value ?? 0) } : "give a number of pages, such as more=2";
    }
    default: {
      const known = words.find((each) => each === word);
      if (known === undefined)
        return line`with --against, use ${listed(words)}, some of them with commas between.${didYouMean(word, words)}`;
      if (value !== undefined) return line`${word} has no value`;
      return isSeverity(known) ? { kind: "findings", severity: known } : { kind: known as "lost" | "unknown" | "any" };
    }
  }
}

function isSeverity(word: string): word is FindingSeverity {
  return (findingSeverities as readonly string[]).includes(word);
}
