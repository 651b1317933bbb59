import type { Severity } from "../../contract";
import type { ReplayFinding } from "../findings";
import type { LogProblem } from "../log-record";

/** How bad a problem of the input is for the result. */
const SEVERITIES: Readonly<Record<string, Severity>> = {
  // A part of the input is missing: an alarm may have fired there.
  "truncated-input": "critical",
  "unreadable-input": "critical",
  "invalid-document": "critical",
  "not-text": "critical",
  // The input was read, in the more likely of two ways.
  "ambiguous-format": "info",
  "year-assumed": "info",
};

/** A problem of the input as a finding of the report, at `file:line`. */
export function problemFinding({ rule, source, line, message, mend }: LogProblem): ReplayFinding {
  const address = line > 0 ? `${source}:${line}` : source;
  return { rule, severity: SEVERITIES[rule] ?? "warning", address, message, mend };
}
