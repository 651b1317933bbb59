import { append, greatest } from "../../base";
import { whyNotText } from "../reasons";
import type { AlarmCoverage, Coverage, Verdict } from "../scenarios";

import { coverageText, failureLines, totalLine, uncoveredText } from "./scenarios-report";

/** The scenarios for a pull request: failures first, the rest folded. */
export function scenariosMarkdown(verdicts: readonly Verdict[], coverage: Coverage | undefined): string {
  const parts = [`### Scenarios: ${totalLine(verdicts)}`];
  for (const verdict of verdicts) {
    if (verdict.held) continue;
    parts.push(
      `**${escaped(verdict.scenario.name)}** (${escaped(verdict.scenario.file)})`,
      fenced(failureLines(verdict)),
    );
  }
  const held = verdicts.filter((verdict) => verdict.held);
  if (held.length > 0)
    parts.push(
      details(
        `${held.length} held`,
        held.map(({ scenario }) => `- ${escaped(scenario.name)}`),
      ),
    );
  if (coverage !== undefined) append(parts, coverageParts(coverage));
  return `${parts.join("\n\n")}\n`;
}

function coverageParts({ alarms, total, bySeverity, notEvaluated }: Coverage): string[] {
  const rows = Object.entries({ all: total, ...bySeverity }).map(
    ([name, { of, fired, quiet, percentFired, percentQuiet }]) =>
      `| ${escaped(name)} | ${of} | ${fired} (${percentFired} %) | ${quiet} (${percentQuiet} %) |`,
  );
  const table = ["| Severity | Alarms | Seen firing | Seen quiet |", "| --- | --- | --- | --- |", ...rows].join("\n");
  const names = (among: readonly AlarmCoverage[]): string[] =>
    among.map((alarm) => `- ${escaped(uncoveredText(alarm))}`);
  const lists = [
    ["Never seen firing", names(alarms.filter(({ fired }) => fired.length === 0))],
    ["Never seen quiet", names(alarms.filter(({ quiet }) => quiet.length === 0))],
    [
      "Cannot be evaluated, not counted",
      notEvaluated.map(({ name, reason }) => `- ${escaped(name)}: ${escaped(whyNotText(reason))}`),
    ],
  ] as const;
  return [
    `### Alarm coverage: ${coverageText(total)}`,
    table,
    ...lists
      .filter(([, lines]) => lines.length > 0)
      .map(([title, lines]) => details(`${title}: ${lines.length}`, lines)),
  ];
}

function details(summary: string, lines: readonly string[]): string {
  return [`<details><summary>${summary}</summary>`, "", ...lines, "", "</details>"].join("\n");
}

// A fence longer than any run of backticks inside.
function fenced(lines: readonly string[]): string {
  const text = lines.join("\n");
  const longest = greatest([2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)]);
  const fence = "`".repeat(longest + 1);
  return `${fence}diff\n${diffLines(text)}\n${fence}`;
}

// A diff is coloured by the first character of its lines.
function diffLines(text: string): string {
  return text.replace(/^ {2}(?=[-+] )/gm, "");
}

function escaped(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>|#&~]/g, "\\$&");
}
