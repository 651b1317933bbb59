import { acceptedText, type Finding, findingJson, line, placeText, type FindingSeverity } from "../../base";
import type { ConfigFinding } from "../../config";
import { changeRules } from "../../replay";
import { faultJson, junitReport } from "../../replay/report";
import { changesText, lossesText } from "../against/changes-text";
import type { Io } from "../command";
import { type Format, isAtLeast } from "../findings/format";
import { annotate } from "../findings/github";
import { CONFIGURATION, junitSuites } from "../findings/junit";
import { othersLine, type Report, type Reported, reportedOf } from "../findings/reported";
import { sarifReport } from "../findings/sarif";
import { version } from "../version";
import { type CheckedCollectors, type CheckedFile, collectorsJson, filesText, inJson } from "./collector-text";
import { type CheckedLines, linesJson, linesText } from "./lines-text";
import { type PlannedFindings, plannedText } from "./planned-findings";
import { type Reachability, reachabilityJson, reachabilityText, tallyOf } from "./reachability";
import { type Counts, type ReachUnseen, reportJson, reportText, type Tally, unseenText } from "./report";

/** All that a check has found. */
export interface CheckOutcome {
  /** Those of the configuration and its acceptances. */
  readonly findings: readonly ConfigFinding[];
  readonly reach: readonly Reachability[];
  /** With --collector. */
  readonly collectors: readonly CheckedCollectors[];
  /** With --dashboards. */
  readonly dashboards: readonly CheckedFile[];
  /** With --contract. */
  readonly lines?: CheckedLines | undefined;
  /** Of the collectors that a project's configuration gives its environments. */
  readonly planned: readonly PlannedFindings[];
  /** What stacks were compared with. */
  readonly against: string | undefined;
  /** Those that count for nothing. */
  readonly accepted: readonly Reported[];
  /** Undefined where a template or collectors were checked. */
  readonly project: CheckedProject | undefined;
}

/** How far a project was checked. */
export interface CheckedProject {
  /** Undefined if an error keeps the configuration from being used. */
  readonly counts: Counts | undefined;
  /** Why its Terraform was not looked at; null: it was. */
  readonly unseen: ReachUnseen | null;
}

/** Whether a finding is at or above a severity; accepted ones do not count. */
export function isFailing(
  { collectors, dashboards, findings, lines, planned, reach }: CheckOutcome,
  least: FindingSeverity,
): boolean {
  const parts = [...reach, ...collectors, ...dashboards, ...planned, ...(lines === undefined ? [] : [lines])];
  const all: readonly Finding[] = [...findings, ...parts.flatMap((part) => [...part.findings])];
  return all.some(({ severity }) => isAtLeast(severity, least));
}

/** Prints what was found. */
export function printOutcome(outcome: CheckOutcome, format: Format, failOn: FindingSeverity, io: Io): void {
  switch (format) {
    case "text": {
      io.stdout.write(textOf(io.stdout.forPeople(outcome)));
      return;
    }
    case "json": {
      io.stdout.data(jsonOf(outcome));
      return;
    }
    case "sarif": {
      io.stdout.data(sarifReport(reportOf(io.secrets.hiddenIn(outcome)), version(), io));
      return;
    }
    case "junit": {
      const shown = io.stdout.forPeople(outcome);
      const sources = [
        // With --template: acceptances that are left over.
        ...(shown.project === undefined && shown.findings.length === 0 ? [] : [CONFIGURATION]),
        ...shown.reach.map(({ stack }) => stack),
        ...shown.collectors.map(({ file }) => file),
        ...shown.dashboards.map(({ file }) => file),
        ...(shown.lines === undefined ? [] : [shown.lines.file]),
        ...shown.planned.map(({ source }) => source),
      ];
      io.stdout.data(junitReport(junitSuites(reportOf(shown), failOn, sources), "sightline check"));
      return;
    }
    case "github":
      annotate(reportOf(io.stdout.forPeople(outcome)), io);
  }
}

function reportOf({
  accepted,
  collectors,
  dashboards,
  findings,
  lines,
  planned,
  project,
  reach,
}: CheckOutcome): Report {
  return {
    reported: [
      ...findings.map((finding) => ({ finding })),
      ...reach.flatMap((stack) => reportedOf(stack.findings, stack)),
      ...[...collectors, ...dashboards, ...(lines === undefined ? [] : [lines])].flatMap(({ file, findings }) =>
        findings.map((finding) => ({ finding, stack: file })),
      ),
      ...planned.flatMap(({ file, findings, source }) => findings.map((finding) => ({ finding, stack: source, file }))),
    ],
    accepted,
    notes: project === undefined || project.unseen === null ? [] : [unseenText(project.unseen)],
  };
}

function textOf(outcome: CheckOutcome): string {
  return `${changesOf(outcome)}${findingsOf(outcome)}`;
}

function changesOf({ against, project, reach }: CheckOutcome): string {
  const compared = reach.flatMap(({ changes, environment, findings, stack }) =>
    changes === undefined ? [] : [{ changes, environment, findings: findings.filter(isOfChanges), stack }],
  );
  if (against === undefined || compared.length === 0) return "";
  return `${changesText(against, compared)}${project === undefined ? "" : lossesText(compared)}\n`;
}

function isOfChanges({ rule }: Finding): boolean {
  return changeRules.has(rule);
}

function findingsOf(outcome: CheckOutcome): string {
  const { accepted, collectors, dashboards, findings, lines, planned, project, reach } = outcome;
  const list = acceptedList(accepted);
  if (project !== undefined) {
    const report = reportText(findings, project.counts, tally(outcome), project.unseen);
    // What is found in the changes stands below them.
    const rest = reach.map((stack) => ({ ...stack, findings: stack.findings.filter((one) => !isOfChanges(one)) }));
    return `${reachabilityText(rest)}${plannedText(planned)}${list === "" ? "" : `${list}\n`}${report}`;
  }
  const ofAcceptances = findings.length === 0 ? "" : `\n${reportText(findings, undefined)}`;
  return `${reachabilityText(reach, true)}${filesText(collectors)}${filesText(dashboards)}${lines === undefined ? "" : linesText(lines)}${list === "" ? "" : `\n${list}`}${ofAcceptances}`;
}

function acceptedList(accepted: readonly Reported[]): string {
  if (accepted.length === 0) return "";
  const lines = accepted.flatMap((one) => {
    const { finding, stack } = one;
    const others = othersLine(one);
    return [
      line`  ${[stack, placeText(finding.at)].filter((part) => part !== undefined && part !== "").join(": ")}  [${finding.rule}]`,
      line`    ${finding.message}`,
      ...(others === undefined ? [] : [`    ${others}`]),
      `    ${finding.accepted === undefined ? "accepted" : acceptedText(finding.accepted, finding.severity)}`,
    ];
  });
  return `${["Accepted:", ...lines].join("\n")}\n`;
}

function jsonOf(outcome: CheckOutcome): string {
  const { accepted, findings, planned, project, reach } = outcome;
  const off = accepted.map(({ fault, finding, stack }) => ({
    ...(fault === undefined ? findingJson(finding) : faultJson(fault)),
    ...(stack === undefined ? {} : { stack }),
  }));
  const value =
    project === undefined
      ? {
          ...subjectJson(outcome),
          accepted: off,
          ...(findings.length === 0 ? {} : reportJson(findings, undefined)),
        }
      : {
          ...reportJson(findings, project.counts, tally(outcome)),
          accepted: off,
          reach: reach.map(reachabilityJson),
          collectors: planned.map((each) => ({ environment: each.environment, findings: each.findings.map(inJson) })),
          reachNotChecked: project.unseen,
        };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What arguments name, and what was found in it. */
function subjectJson({ collectors, dashboards, lines, reach }: CheckOutcome): object {
  if (lines !== undefined) return { lines: linesJson(lines) };
  if (collectors.length > 0) return { collectors: collectorsJson(collectors) };
  if (dashboards.length > 0)
    return { dashboards: dashboards.map(({ file, findings }) => ({ file, findings: findings.map(inJson) })) };
  return { reach: reach.map(reachabilityJson) };
}

function tally({ accepted, planned, reach }: CheckOutcome): Tally {
  const { errors, warnings } = tallyOf(reach);
  const ofCollectors = planned.flatMap(({ findings }) => findings.map(({ severity }) => severity));
  const count = (wanted: FindingSeverity) => ofCollectors.filter((severity) => severity === wanted).length;
  return { errors: errors + count("error"), warnings: warnings + count("warning"), accepted: accepted.length };
}
