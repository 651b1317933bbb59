export interface NearestMiss {
  /** Events examined. */
  readonly events: number;
  /** How many of them are not JSON, which a JSON pattern never matches, and how many of those have JSON after other text; 0 for other patterns. */
  readonly notJson: number;
  readonly jsonAfterText: number;
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
