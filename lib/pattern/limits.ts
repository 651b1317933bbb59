/**
 * Limits of one filter pattern.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export const patternLimits = {
  /** Code points. */
  characters: 1024,
  regexes: 2,
  /** Selectors with `[*]` or `.*`. */
  wildcards: 3,
} as const;
