import { severityNames, type Severity } from "../../base";

/** 0 for the worst severity, critical; other names come after info, and alarms without a severity last. */
export function severityRank(severity: string | null): number {
  if (severity === null) return severityNames.length + 1;
  const index = severityNames.indexOf(severity.toLowerCase() as Severity);
  return index === -1 ? severityNames.length : severityNames.length - 1 - index;
}

/** Shown where the severity of an alarm is not known, here and in the matrix of channels. */
export const noSeverity = "unknown";
