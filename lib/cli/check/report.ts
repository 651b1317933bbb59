import type { Config, ConfigFinding } from "../../config";
import { acceptedText, line, pathText } from "../../base";

/** How much was checked. */
export interface Counts {
  readonly environments: number;
  readonly services: number;
  readonly alarms: number;
}

/** Why whom alarms reach was not looked at. */
export type ReachUnseen = "errors" | "no-reach" | "config" | "no-project";

const unseenTexts: Readonly<Record<ReachUnseen, string>> = {
  errors: "fix the errors first.",
  "no-reach": "--no-reach leaves it out.",
  config:
    "with --config the project's app is not run; it may use another configuration. Check its stacks with --template.",
  "no-project": "there is no cdktf.json in this folder, so nothing was synthesized. Check a stack with --template.",
};

/** That the Terraform was not looked at, why, and what to do: two sentences. */
export function unseenText(unseen: ReachUnseen): string {
  return `The Terraform was not looked at, nor whom alarms reach: ${unseenTexts[unseen]}`;
}

/** Numbers of findings that are reported in addition to those of the configuration. */
export interface Tally {
  readonly errors: number;
  readonly warnings: number;
  /** Findings of everything that were accepted. */
  readonly accepted: number;
}

const NONE: Tally = { errors: 0, warnings: 0, accepted: 0 };

export function countsOf(config: Config, environments: number): Counts {
  const services = Object.values(config.services);
  const alarms = services.reduce((sum, { alarms = {} }) => sum + Object.keys(alarms).length, 0);
  return { environments, services: services.length, alarms };
}

/**
 * Findings for people: grouped by service, environment or contract, in the order in which these first occur, errors before
 * warnings. The last line counts them, including `others`.
 */
export function reportText(
  findings: readonly ConfigFinding[],
  counts: Counts | undefined,
  others = NONE,
  unseen: ReachUnseen | null = null,
): string {
  const groups = new Map<string, ConfigFinding[]>();
  for (const finding of findings) {
    const subject = subjectOf(finding);
    const group = groups.get(subject);
    if (group === undefined) groups.set(subject, [finding]);
    else group.push(finding);
  }
  const blocks = [...groups].map(([subject, inside]) =>
    [subject, ...[...inside].sort(byUrgency).map((finding) => indent(findingLines(finding)))].join("\n"),
  );
  return `${[...blocks, summaryText(findings, counts, others, unseen)].join("\n\n")}\n`;
}

/** The same as one object for machines. */
export function reportJson(findings: readonly ConfigFinding[], counts: Counts | undefined, others = NONE): object {
  return {
    findings: findings.map(
      ({ accepted, rule, severity, at: { contract, path, file, line, column }, message, fix }) => ({
        rule,
        severity,
        ...(contract === undefined ? {} : { contract }),
        path,
        pathText: pathText(path),
        message,
        fix,
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
        ...(accepted === undefined ? {} : { accepted }),
      }),
    ),
    summary: {
      errors: errorsIn(findings) + others.errors,
      warnings: findings.length - errorsIn(findings) + others.warnings,
      ...(others.accepted === 0 ? {} : { accepted: others.accepted }),
      ...counts,
    },
  };
}

export function errorsIn(findings: readonly ConfigFinding[]): number {
  return findings.filter(({ severity }) => severity === "error").length;
}

function findingLines({ accepted, at, severity, rule, message, fix }: ConfigFinding): string[] {
  const { path, file, line: row, column } = at;
  const position = file === undefined ? [] : [row === undefined ? file : `${file}:${row}:${column ?? 1}`];
  // A message of several lines draws a caret, so the rule's name follows the first line.
  const [first = "", ...others] = message.split("\n");
  return [
    [...position, pathText(path)].join(" "),
    ...[
      `${severity}: ${first}  [${rule}]`,
      ...others,
      ...(accepted === undefined ? [] : [acceptedText(accepted, severity)]),
      ...fix.split("\n"),
    ].map((line) => `  ${line}`),
  ];
}

function summaryText(
  findings: readonly ConfigFinding[],
  counts: Counts | undefined,
  others: Tally,
  unseen: ReachUnseen | null,
): string {
  const errors = errorsIn(findings) + others.errors;
  const warnings = findings.length - errorsIn(findings) + others.warnings;
  const found = [
    ...(errors === 0 ? [] : [many(errors, "error")]),
    ...(warnings === 0 ? [] : [many(warnings, "warning")]),
  ].join(", ");
  const accepted = others.accepted === 0 ? "" : `, ${others.accepted} accepted`;
  if (counts === undefined) return found + accepted;
  const checked = [
    many(counts.environments, "environment"),
    many(counts.services, "service"),
    many(counts.alarms, "alarm"),
  ];
  const all = unseen === null ? "no findings" : "no findings in the configuration";
  const note = unseen === null ? "" : `\n${unseenText(unseen)}`;
  return `${checked.join(", ")}: ${found === "" ? all : found}${accepted}${note}`;
}

function many(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

function subjectOf({ at: { contract, path } }: ConfigFinding): string {
  if (contract !== undefined) return line`contract ${contract}`;
  return path.length === 0 ? "the configuration" : pathText(path.slice(0, 2));
}

function byUrgency(a: ConfigFinding, b: ConfigFinding): number {
  const rank = ({ severity }: ConfigFinding) => (severity === "error" ? 0 : 1);
  return rank(a) - rank(b) || (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0);
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => (line === "" ? "" : `  ${line}`)).join("\n");
}
