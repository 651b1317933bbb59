import { append, greatest, placeText } from "../../base";
import { notCoveredText, whyNotText } from "../reasons";
import { paintOf, type Paint } from "./paint";
import { countedOf, visible } from "./visible";
import type { AlarmCoverage, Coverage, CoverageCount, Difference, Verdict } from "../scenarios";

export interface ScenariosReportOptions {
  /** Whether to colour the text with ANSI escapes. Default false. */
  readonly colour?: boolean;
}

/** The scenarios for a terminal: one line for each that held, a diff for what did not, then the coverage. */
export function scenariosReport(
  verdicts: readonly Verdict[],
  coverage: Coverage | undefined,
  { colour = false }: ScenariosReportOptions = {},
): string {
  const paint = paintOf(colour);
  const lines = verdicts.flatMap((verdict) => verdictLines(verdict, paint));
  lines.push("", totalLine(verdicts));
  if (coverage !== undefined) append(lines, ["", ...coverageLines(coverage, paint)]);
  return `${lines.join("\n")}\n`;
}

/** What is wrong with a verdict, line by line, without colours: for the failure of a test. */
export function failureLines(verdict: Verdict): readonly string[] {
  return verdictDetails(verdict, paintOf(false));
}

/** `2 of 3 scenarios held, 11 of 12 expectations`. */
export function totalLine(verdicts: readonly Verdict[]): string {
  const judgements = verdicts.flatMap((verdict) => verdict.judgements);
  const unknown = verdicts.reduce(
    (sum, { judgements: all, scenario }) => sum + scenario.expectations.length - all.length,
    0,
  );
  const held = verdicts.filter((verdict) => verdict.held).length;
  const expected = judgements.filter((judgement) => judgement.held).length;
  return `${countedOf(held, verdicts.length, "scenario")} held, ${countedOf(expected, judgements.length + unknown, "expectation")}`;
}

function verdictLines(verdict: Verdict, paint: Paint): string[] {
  const { scenario, held, judgements } = verdict;
  const mark = held ? paint.good("held") : paint.bad("FAIL");
  const many = judgements.filter((judgement) => judgement.held).length;
  const share = `${many} of ${scenario.expectations.length}`;
  const head = `${mark}  ${paint.strong(visible(scenario.name))}  ${paint.faint(`${share}, ${visible(scenario.file)}`)}`;
  return [head, ...verdictDetails(verdict, paint).map((line) => `      ${line}`)];
}

function verdictDetails({ judgements, findings }: Verdict, paint: Paint): string[] {
  const lines = findings.flatMap(({ at, message, fix }) => [
    paint.bad(visible(`${placeText(at)}: ${message}`)),
    `  ${visible(fix)}`,
  ]);
  for (const { held, path, text, differences } of judgements) {
    if (held) continue;
    append(lines, [`${path}: ${visible(text)}`, ...differences.flatMap((each) => differenceLines(each, paint))]);
  }
  return lines;
}

function differenceLines({ subject, expected, actual }: Difference, paint: Paint): string[] {
  return [
    `  ${paint.strong(visible(subject))}`,
    ...expected.map((line) => paint.bad(`  - ${visible(line)}`)),
    ...actual.map((line) => paint.good(`  + ${visible(line)}`)),
  ];
}

function coverageLines({ alarms, total, bySeverity, notEvaluated }: Coverage, paint: Paint): string[] {
  const rows = [["all", total] as const, ...Object.entries(bySeverity)];
  const width = greatest(rows.map(([name]) => name.length));
  const missing = (title: string, among: readonly AlarmCoverage[]): string[] =>
    among.length === 0 ? [] : [paint.bad(title), ...among.map((alarm) => `  ${visible(uncoveredText(alarm))}`)];
  return [
    paint.strong("Alarm coverage"),
    ...rows.map(([name, counted]) => `  ${name.padEnd(width)}  ${coverageText(counted)}`),
    ...missing(
      "Never seen firing",
      alarms.filter(({ fired }) => fired.length === 0),
    ),
    ...missing(
      "Never seen quiet",
      alarms.filter(({ quiet }) => quiet.length === 0),
    ),
    ...(notEvaluated.length === 0 ? [] : [paint.faint("Cannot be evaluated, not counted")]),
    ...notEvaluated.map(({ name, reason }) => paint.faint(`  ${visible(name)}: ${visible(whyNotText(reason))}`)),
  ];
}

/** An alarm that is not covered, with what keeps it from being evaluated. */
export function uncoveredText({ name, whyNot }: AlarmCoverage): string {
  return whyNot === null ? name : `${name} (not evaluated: ${notCoveredText(whyNot)})`;
}

/** `seen firing 44 of 45 (97 %), quiet 45 of 45 (100 %)`. */
export function coverageText({ of, fired, quiet, percentFired, percentQuiet }: CoverageCount): string {
  return `seen firing ${fired} of ${of} (${percentFired} %), quiet ${quiet} of ${of} (${percentQuiet} %)`;
}
