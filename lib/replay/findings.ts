import type { Severity } from "../contract";

/** What is wrong with the template, the logs or a scenario, and how to mend it. */
export interface ReplayFinding {
  /** Stable name, documented in docs/replay.md: `alarm-reaches-nobody`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Terraform address, or file and line; empty where the finding is about the whole. */
  readonly address: string;
  readonly message: string;
  readonly mend: string;
}
