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
