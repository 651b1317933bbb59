import { counted, greatest, visible } from "../../../base";
import { changeText } from "./change-text";
import { coverageParts, decisionText, failureLines, numbersText, totalLine } from "./lines";
import type { CollectorOutcome } from "./outcome";

/** The outcome for a pull request: failures first, the rest folded. */
export function collectorMarkdown(outcome: CollectorOutcome): string {
  const { verdicts, changes, collector, config } = outcome;
  const parts = [`### Collector: ${totalLine(outcome)}`, `${escaped(config)} in ${escaped(collector)}`];
  for (const verdict of verdicts)
    if (!verdict.held)
      parts.push(
        `**${escaped(verdict.scenario.name)}** (${escaped(verdict.scenario.file)})`,
        fenced(failureLines(verdict)),
      );
  const held = verdicts.flatMap(({ scenario, judgements }) =>
    judgements
      .filter((each) => each.held)
      .map((each) => `- ${escaped(`${scenario.name}: ${each.text}`)}${numbersText(each.numbers)}`),
  );
  if (held.length > 0) parts.push(details(`${counted(held.length, "expectation")} held`, held));
  const { never } = coverageParts(outcome);
  if (never.length > 0)
    parts.push(
      details(
        `${counted(never.length, "decision")} never exercised`,
        never.map((each) => `- ${escaped(decisionText(each))}`),
      ),
    );
  parts.push(
    details(
      `${counted(changes.length, "change")} to run it, not proved`,
      changes.map((each) => `- ${escaped(changeText(each))}`),
    ),
  );
  return `${parts.join("\n\n")}\n`;
}

function details(summary: string, lines: readonly string[]): string {
  return [`<details><summary>${summary}</summary>`, "", ...lines, "", "</details>"].join("\n");
}

// A fence longer than any run of backticks inside. A diff is coloured by the first character of its lines.
function fenced(lines: readonly string[]): string {
  const text = lines.join("\n").replace(/^ {2}(?=[-+] )/gm, "");
  const longest = greatest([2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)]);
  const fence = "`".repeat(longest + 1);
  return `${fence}diff\n${text}\n${fence}`;
}

function escaped(text: string): string {
  return visible(text).replace(/[\\`*_{}[\]<>|#&~@]/g, "\\$&");
}
