export interface NearestMiss {
  /** Events examined. */
  readonly events: number;
  /** Each clause of the pattern, and how many of the events failed it. */
  readonly clauses: readonly ClauseResult[];
  /** The event that failed the fewest clauses, shortened. */
  readonly example: { readonly line: string; readonly failed: readonly string[] } | null;
}

export interface ClauseResult {
  readonly clause: string;
  readonly failed: number;
  /** Events that do not have the clause's field at all. */
  readonly missing: number;
  /** The field's most frequent values in the other events, as written there: at most three. */
  readonly seen: readonly string[];
}
