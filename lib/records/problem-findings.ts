import type { FindingSeverity, ReplayFinding } from "../base";
import type { LogProblem } from "./log-record";

/** How bad a problem of the input is for the result. */
const SEVERITIES: Readonly<Record<string, FindingSeverity>> = {
  // A part of the input is missing: an alarm may have fired there.
  "truncated-input": "error",
  "unreadable-input": "error",
  "invalid-document": "error",
  "not-text": "error",
  // The input was read, in the more likely of two ways.
  "ambiguous-format": "info",
  "year-assumed": "info",
};

/** A problem of the input as a finding of the report, at `file:line`. */
export function problemFinding({ rule, source, line, message, fix }: LogProblem): ReplayFinding {
  const address = line > 0 ? `${source}:${line}` : source;
  return { rule, severity: SEVERITIES[rule] ?? "warning", address, message, fix };
}
