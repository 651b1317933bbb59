/** A query language, or a dialect of one. */
export type Dialect = (typeof dialects)[number];

export const dialects = [
  "logs-insights",
  "logql",
  "promql",
  "cloudwatch-promql",
  "traceql",
  "cloudwatch-metrics",
  "duckdb",
  "athena",
  "trino",
] as const;

/** An ask in a dialect, or why there is none. */
export type Printed =
  | {
      /** One, or one for each measure in languages whose queries have one value. */
      readonly queries: readonly PrintedQuery[];

      /** In which ways its numbers may differ. */
      readonly caveats: readonly Caveat[];
    }
  | { readonly notPrinted: NotPrinted };

export interface PrintedQuery {
  readonly dialect: Dialect;

  /** The query; of `cloudwatch-metrics`, the `MetricDataQueries` of GetMetricData as JSON. */
  readonly text: string;

  /** The measure that it computes, where it computes only one. */
  readonly measure?: string;

  /** For LogQL and PromQL: whether it is asked for at one time, the end of the range, or for each step of it. */
  readonly instant?: boolean;

  /** For Logs Insights: the log groups that are searched. */
  readonly logGroups?: readonly string[];

  /** For lines in LogQL, whose text does not say it. */
  readonly lines?: { readonly limit: number; readonly direction: "backward" | "forward" };

  /** For `cloudwatch-metrics`: the query as data. */
  readonly metric?: MetricQuery;
}

/** What CloudWatch is asked of one metric. */
export interface MetricQuery {
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: string;

  /** `*`: a series for each value. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly periodSeconds: number | "auto" | "range";

  /** The sum, divided by the period's seconds. */
  readonly perSecond: boolean;
}

/** A way in which the numbers of a dialect may differ from what is asked, known and said. */
export type Caveat =
  /** An empty text is read as a field that is not there. */
  | { readonly caveat: "empty-text"; readonly field: string }
  /** Lines without the field are in no group. */
  | { readonly caveat: "missing-group"; readonly field: string }
  /** All rows come, not only the first ones. */
  | { readonly caveat: "all-rows" }
  /** A percentile is estimated from the buckets of a histogram. */
  | { readonly caveat: "buckets" }
  /** An increase is extrapolated to the ends of its window, so counts may have fractions. */
  | { readonly caveat: "extrapolated" }
  /** A percentile, or a number of different values, is estimated. */
  | { readonly caveat: "estimated"; readonly function: string }
  /** AWS's documentation does not say it, but it is so. */
  | { readonly caveat: "undocumented"; readonly what: "boolean-field" | "sum-of-conditions" };

/** Why an ask has no query in a dialect that means the same. */
export type NotPrinted =
  /** The dialect asks nothing of lines, metrics or spans. */
  | { readonly why: "kind"; readonly kind: "lines" | "numbers" | "signal" | "spans" }
  | { readonly why: "unknown-service"; readonly service: string }
  | { readonly why: "unknown-signal"; readonly service: string; readonly signal: string }
  | { readonly why: "unknown-dimension"; readonly signal: string; readonly dimension: string }
  /** Series with these dimensions only are not published. */
  | { readonly why: "no-total"; readonly signal: string }
  | { readonly why: "statistic"; readonly signal: string; readonly statistic: string }
  /** No signal has the number that a measure computes from lines; `needs`: one that would. */
  | { readonly why: "no-signal"; readonly measure: string; readonly needs?: NeededSignal }
  /** A metric is of one service. */
  | { readonly why: "several-services" }
  /** CloudWatch divides series by their places, not by their dimensions. */
  | { readonly why: "share-by"; readonly measure: string }
  /** The signal counts lines that do not match as well; the dialect's metric does not. */
  | { readonly why: "default-value"; readonly signal: string }
  /** The lines of the service are text, or the signal's pattern reads text. */
  | { readonly why: "text-lines"; readonly service: string }
  /** The services share log groups in a way that one query cannot say. */
  | { readonly why: "shared-log-group"; readonly service: string }
  | { readonly why: "condition"; readonly selector: string; readonly problem: ConditionProblem }
  /** Lines can be sorted by time only. */
  | { readonly why: "order"; readonly field: string }
  /** A test of a line's text and one of a field are alternatives. */
  | { readonly why: "line-text"; readonly text: string }
  /** A field that the dialect does not take out of this field, or not by this name. */
  | { readonly why: "extraction"; readonly field: string }
  /** A text that the dialect cannot hold. */
  | { readonly why: "text"; readonly text: string }
  /** How CloudWatch shows histograms of OTLP to PromQL is not documented. */
  | { readonly why: "histogram"; readonly signal: string }
  /** No field of the contract says when a line was written. */
  | { readonly why: "no-timestamp"; readonly service: string };

/** What a contract would have to declare. */
export interface NeededSignal {
  readonly service: string;

  /** Its lines, as a filter pattern; empty: all of the service. */
  readonly lines: string;

  /** The field that it measures; undefined: it counts. */
  readonly value?: string;

  /** Fields of its dimensions. */
  readonly dimensions: readonly string[];
}

export type ConditionProblem =
  /** A number is compared by its text, which the dialect does not keep. */
  | "number-as-text"
  /** The number is none that a double is. */
  | "inexact-number"
  /** All elements of a list, or members of an object, are read. */
  | "each"
  /** The dialect does not tell null from a field that is not there. */
  | "null";

/** Carries a reason out of a printer. */
export class CannotSay extends Error {
  constructor(readonly reason: NotPrinted) {
    super(reason.why);
  }
}
