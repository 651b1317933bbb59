import { append, placeText } from "../../../base";
import type { ReplayResult } from "../..";
import { acceptedLine } from "../accepted";
import { severityPaint } from "../paint";
import { othersText } from "../faults";
import { severityRank } from "../severity-rank";
import { faultCounts, type Summary } from "../summary";
import { fit, wrap } from "../text-layout";
import { count, visible } from "../visible";
import { namesText } from "./names";
import { indented, type View } from "./view";

// As many as can be read at a glance; the JSON has all.
const mostOfARule = { error: 5, warning: 3, info: 1 } as const;

// Errors of critical alarms are shown beyond that.
const mostCritical = 40;

/** Findings, worst first; of a rule the first few, about the worst alarms, and the errors of critical alarms. */
export function findingsText({ faults: all }: Summary, { paint, width }: View): string[] {
  if (all.length === 0) return [];
  const lines = [`Findings: ${faultCounts(all)}`];
  const shown = new Map<string, number>();
  const hidden = new Map<string, number>();
  for (const fault of all) {
    const { at, fix, message, rule, severity } = fault.finding;
    const key = `${severity} ${rule}`;
    const number = (shown.get(key) ?? 0) + 1;
    shown.set(key, number);
    const isCritical = severity === "error" && fault.rank === severityRank("critical");
    if (number > (isCritical ? mostCritical : mostOfARule[severity])) {
      hidden.set(key, (hidden.get(key) ?? 0) + 1);
      continue;
    }
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
  const more = [...hidden].map(([key, beyond]) => `${count(beyond)} ${key}`);
  return [...lines, ...(more.length > 0 ? indented(`and more: ${more.join(", ")}`, 2, width) : [])];
}

/** Findings that were accepted, a line each. */
export function acceptedFindingsText({ accepted = [] }: Pick<ReplayResult, "accepted">, { width }: View): string[] {
  if (accepted.length === 0) return [];
  return [`Accepted: ${count(accepted.length)}`, ...accepted.flatMap((one) => indented(acceptedLine(one), 2, width))];
}
