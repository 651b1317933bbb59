/** One way in which a log line breaks its contract. */
export interface LineProblem {
  readonly kind:
    | "not-an-object"
    | "wrong-form"
    | "unknown-field"
    | "missing-field"
    | "wrong-type"
    | "unknown-value"
    | "unknown-event"
    | "wrong-level";
  /** Path of the field: `http.duration_ms`; empty for the line itself. */
  readonly field: string;
  /** Without the line's own values, unless the field's values are a closed set: the same problem in many lines is the same text. */
  readonly message: string;
}
