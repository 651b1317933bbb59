/** How names of metrics and attributes become names of Prometheus. */
export type TranslationStrategy =
  /** `http.duration` in seconds is `http_duration_seconds`, a counter ends in `_total`. */
  | "UnderscoreEscapingWithSuffixes"
  /** `http_duration`, without unit and `_total`. */
  | "UnderscoreEscapingWithoutSuffixes"
  /** `http.duration_seconds`: for Prometheus 3 and newer. */
  | "NoUTF8EscapingWithSuffixes"
  /** `http.duration`: names stay as they are, for Prometheus 3 and newer. */
  | "NoTranslation";
