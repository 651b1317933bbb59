/**
 * What must never leave a process, declared once: the logger removes it, the collector's redaction processor removes what
 * the logger missed, and the log group's data-protection policy masks what arrives another way.
 */
export interface Redaction {
  /** Names of object keys whose value is never logged, compared without case, `_` and `-`: `apiKey` equals `api_key`. */
  readonly keys: readonly string[];

  /** Values that are masked wherever they occur. */
  readonly shapes: readonly RedactedShape[];
}

/** The form of a sensitive value. At least one of `managed` and `pattern` is given. */
export interface RedactedShape {
  /** Short name of letters, digits, `_` and `-`: the name of the custom data identifier. */
  readonly name: string;

  readonly description: string;

  /**
   * CloudWatch's managed data identifier for it, e.g. `EmailAddress`.
   *
   * @default - `pattern` becomes a custom data identifier
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-managed-data-identifiers.html
   */
  readonly managed?: string;

  /**
   * Regular expression for the value, in the characters that CloudWatch's custom data identifiers, RE2 and JavaScript
   * share: no groups, no look-around, at most 200 characters.
   *
   * @default - only the managed identifier masks it
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-custom-data-identifiers.html
   */
  readonly pattern?: string;
}
