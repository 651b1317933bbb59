import type { Decision } from "../coverage";
import type { CollectorVerdict } from "../judge/verdict";
import type { Change } from "../prepare/change";

/** What the scenarios of a configuration have shown. */
export interface CollectorOutcome {
  /** The configuration's file. */
  readonly config: string;
  /** As the collector says it: `otelcol version 0.159.0`. */
  readonly collector: string;
  readonly verdicts: readonly CollectorVerdict[];
  /** What decides about telemetry, and how often it did in all scenarios. */
  readonly decisions: readonly Decision[];
  /** What was changed to run it, in any scenario. */
  readonly changes: readonly Change[];
}

/** Changes of several runs, each once. */
export function joinedChanges(runs: readonly (readonly Change[])[]): Change[] {
  const found = new Map(runs.flat().map((each) => [JSON.stringify([each.kind, each.about, each.detail]), each]));
  return [...found.values()];
}
