import { append, placeText } from "../../../base";
import { severityPaint } from "../paint";
import { findingCounts, type Summary } from "../summary";
import { fit, wrap } from "../text-layout";
import { count, visible } from "../visible";
import { indented, type View } from "./view";

// As many as can be read at a glance; the JSON has all.
const mostOfARule = { error: 5, warning: 3, info: 1 } as const;

/** Findings, worst first; of a rule the first few, about the worst alarms. */
export function findingsText({ findings: all }: Summary, { paint, width }: View): string[] {
  if (all.length === 0) return [];
  const lines = [`Findings: ${findingCounts(all)}`];
  const shown = new Map<string, number>();
  const hidden = new Map<string, number>();
  for (const { at, fix, message, rule, severity } of all) {
    const key = `${severity} ${rule}`;
    const number = (shown.get(key) ?? 0) + 1;
    shown.set(key, number);
    if (number > mostOfARule[severity]) {
      hidden.set(key, number - mostOfARule[severity]);
      continue;
    }
    const where = [rule, placeText(at)].filter((part) => part !== "").join("  ");
    append(lines, [
      `  ${severityPaint(severity, paint)(severity.padEnd(8))}  ${fit(visible(where), width - 12)}`,
      ...indented(visible(message), 12, width),
      // Info findings need no fix.
      ...(severity === "info" ? [] : wrap(visible(fix), width - 12).map((line) => `            ${paint.faint(line)}`)),
    ]);
  }
  const more = [...hidden].map(([key, beyond]) => `${count(beyond)} ${key}`);
  return [...lines, ...(more.length > 0 ? indented(`and more: ${more.join(", ")}`, 2, width) : [])];
}
