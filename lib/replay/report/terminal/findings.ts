import { append, placeText } from "../../../base";
import type { ReplayResult } from "../..";
import { acceptedLine } from "../accepted";
import { fewOfARule } from "../few-of-a-rule";
import { severityPaint } from "../paint";
import { othersText } from "../faults";
import { severityRank } from "../severity-rank";
import { faultCounts, type Summary } from "../summary";
import { fit, wrap } from "../text-layout";
import { count, visible } from "../visible";
import { namesText } from "./names";
import { indented, type View } from "./view";

// Errors of critical alarms are shown beyond that.
const mostCritical = 40;

/** Findings, worst first; of a rule the first few, about the worst alarms, and the errors of critical alarms. */
export function findingsText({ faults: all }: Summary, { paint, width }: View): string[] {
  if (all.length === 0) return [];
  const lines = [`Findings: ${faultCounts(all)}`];
  const { more, shown } = fewOfARule(
    all,
    ({ finding }) => finding,
    ({ finding, rank }, most) =>
      finding.severity === "error" && rank === severityRank("critical") ? mostCritical : most,
  );
  for (const fault of shown) {
    const { at, fix, message, rule, severity } = fault.finding;
    const others = othersText(fault, namesText);
    const where = [rule, placeText(at)].filter((part) => part !== "").join("  ");
    append(lines, [
      `  ${severityPaint(severity, paint)(severity.padEnd(8))}  ${fit(visible(where), width - 12)}`,
      ...indented(visible(message), 12, width),
      ...(others === undefined ? [] : indented(others, 12, width)),
      // Info findings need no fix.
      ...(severity === "info" ? [] : wrap(visible(fix), width - 12).map((line) => `            ${paint.faint(line)}`)),
    ]);
  }
  return [...lines, ...(more.length > 0 ? indented(`and more: ${more.join(", ")}`, 2, width) : [])];
}

/** Findings that were accepted, a line each. */
export function acceptedFindingsText({ accepted = [] }: Pick<ReplayResult, "accepted">, { width }: View): string[] {
  if (accepted.length === 0) return [];
  return [`Accepted: ${count(accepted.length)}`, ...accepted.flatMap((one) => indented(acceptedLine(one), 2, width))];
}
