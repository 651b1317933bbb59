import { countedOf, visible } from "../../../base";
import { changeText } from "./change-text";
import { coverageParts, decisionText, failureLines, numbersText, totalLine } from "./lines";
import type { CollectorOutcome } from "./outcome";

/** The outcome for a terminal: what held with its numbers, what did not with what came out instead, then what was not proved. */
export function collectorReport(outcome: CollectorOutcome): string {
  const { verdicts, collector, config, changes, decisions } = outcome;
  const lines = [`${visible(config)} in ${visible(collector)}`, ""];
  for (const verdict of verdicts) {
    const many = verdict.judgements.filter(({ held }) => held).length;
    lines.push(
      `${verdict.held ? "held" : "FAIL"}  ${visible(verdict.scenario.name)}  ${many} of ${verdict.judgements.length}, ${visible(verdict.scenario.file)}`,
    );
    for (const { held, text, numbers } of verdict.judgements)
      if (held) lines.push(`      ${visible(text)}${numbersText(numbers)}`);
    for (const line of failureLines(verdict)) lines.push(`      ${line}`);
  }
  lines.push("", totalLine(outcome));
  const { never, exercised } = coverageParts(outcome);
  if (decisions.length > 0) {
    lines.push("", `Exercised: ${countedOf(exercised.length, decisions.length, "decision")} of the configuration`);
    for (const each of exercised) lines.push(`  ${decisionText(each)}: ${each.times}`);
    if (never.length > 0) lines.push("Never exercised");
    for (const each of never) lines.push(`  ${decisionText(each)}`);
  }
  lines.push("", "Changed to run here, so not proved");
  for (const each of changes) lines.push(`  ${changeText(each)}`);
  return `${lines.join("\n")}\n`;
}
