import { counted, placeText, visible } from "../../../base";
import type { Decision } from "../coverage";
import { percent } from "../judge/expectation-text";
import type { CollectorVerdict, Judgement } from "../judge/verdict";
import { pathText } from "../../../base";
import type { CollectorOutcome } from "./outcome";

/** What is wrong with a verdict, line by line: for the failure of a test. */
export function failureLines({
  findings,
  judgements,
  decisions,
}: Pick<CollectorVerdict, "findings" | "judgements" | "decisions">): string[] {
  const failed = judgements.filter(({ held }) => !held);
  const isMissed = failed.some(({ numbers }) => numbers !== undefined && numbers.arrived < numbers.sent);
  const dropped = decisions.filter(({ kind, times }) => kind === "filter condition" && times > 0);
  return [
    ...findings.flatMap(({ at, severity, message, fix }) => [
      visible(`${placeText(at)}: ${severity}: ${message}`),
      `  ${visible(fix)}`,
    ]),
    ...failed.flatMap(judgementLines),
    ...(isMissed && dropped.length > 0 ? ["Dropped on the way"] : []),
    ...(isMissed ? dropped.map((each) => `  ${each.times} by ${decisionText(each)}`) : []),
  ];
}

/** An expectation that did not hold: what was expected, and what came out. */
export function judgementLines({ path, text, differences, numbers }: Judgement): string[] {
  return [
    `${pathText(path)}: ${visible(text)}${numbersText(numbers)}`,
    ...differences.flatMap(({ subject, expected, actual }) => [
      `  ${visible(subject)}`,
      ...expected.map((line) => `  - ${visible(line)}`),
      ...actual.map((line) => `  + ${visible(line)}`),
    ]),
  ];
}

/** ` (10 sent, 10 came out)`. */
export function numbersText(numbers: Judgement["numbers"]): string {
  if (numbers === undefined) return "";
  const { sent, arrived, share, bounds } = numbers;
  const seen = share === undefined || bounds === undefined ? "" : `, ${percent(share)}`;
  return ` (${sent} sent, ${arrived} came out${seen})`;
}

/** `2 of 3 scenarios held, 11 of 12 expectations`. */
export function totalLine({ verdicts }: CollectorOutcome): string {
  const judgements = verdicts.flatMap((verdict) => verdict.judgements);
  const held = verdicts.filter((verdict) => verdict.held).length;
  const expected = judgements.filter((judgement) => judgement.held).length;
  return `${held} of ${counted(verdicts.length, "scenario")} held, ${expected} of ${counted(judgements.length, "expectation")}`;
}

/** `filter condition of filter/health: name == "x"`. */
export function decisionText({ kind, processor, text }: Decision): string {
  return visible(`${kind} of ${processor}: ${text}`);
}

/** What no scenario exercised, and how often the others were. */
export function coverageParts({ decisions }: CollectorOutcome): { never: Decision[]; exercised: Decision[] } {
  return {
    never: decisions.filter(({ times }) => times === 0),
    exercised: decisions.filter(({ times }) => times > 0),
  };
}

/** Share of the decisions that were exercised, rounded down: 100 means all of them. */
export function coveredPercent(outcome: CollectorOutcome): number {
  const { exercised } = coverageParts(outcome);
  return outcome.decisions.length === 0 ? 100 : Math.floor((100 * exercised.length) / outcome.decisions.length);
}
