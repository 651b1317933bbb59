import { type FilePlace, type Finding, lineOf } from "../base";
import type { LogProblem } from "./log-record";
import { type LogRuleId, logRules } from "./rules";

/** A problem of the input as a finding of the report. */
export function problemFinding({ rule, source, line, message, fix }: LogProblem): Finding<LogRuleId, FilePlace> {
  return logRules.finding(rule, lineOf(source, line), { message, fix });
}

/** Whether a problem keeps a part of the input from being read: an alarm may have fired there. */
export function isUnreadable({ rule }: LogProblem): boolean {
  return logRules.rules[rule].severity === "error";
}

/**
 * How many parts of the input are not what they should be; a note about the input is not one.
 *
 * @param counts how many problems there are, by rule, where not all are listed
 */
export function invalidIn(
  problems: readonly LogProblem[],
  counts: Readonly<Partial<Record<LogRuleId, number>>> | undefined,
): number {
  if (counts === undefined) return problems.filter(({ rule }) => !isNote(rule)).length;
  const byRule = Object.entries(counts) as [LogRuleId, number][];
  return byRule.reduce((sum, [rule, count]) => (isNote(rule) ? sum : sum + count), 0);
}

function isNote(rule: LogRuleId): boolean {
  return logRules.rules[rule].severity === "info";
}
