import type { Condition } from "../pattern";

/**
 * What is asked of log lines, of a signal, or of spans: data, which each query language prints in its own words, and which is read back
 * from what they say.
 */
export type Ask = LinesAsk | NumbersAsk | SignalAsk | SpansAsk;

/** The lines themselves. */
export interface LinesAsk extends LogSource {
  readonly kind: "lines";

  /** Fields of a line that are shown, by their names in the contract; empty: the line as it is. */
  readonly fields: readonly string[];
  readonly order: "newest" | "oldest" | FieldOrder;

  /** Lines at most. */
  readonly limit: number;
}

/** Numbers that are computed from lines. */
export interface NumbersAsk extends LogSource {
  readonly kind: "numbers";

  /** The columns, at least one. */
  readonly measures: readonly Measure[];

  /** Fields whose values tell rows, or lines of a chart, apart; empty: all together. */
  readonly by: readonly string[];
  readonly over: Over;

  /** Only so many rows, those with the most of the first measure; undefined: all. Not together with `over` in time. */
  readonly top?: number;
}

/** The values of a signal's metric. */
export interface SignalAsk {
  readonly kind: "signal";
  readonly service: string;
  readonly signal: string;

  /** A statistic in CloudWatch's words: `Sum`, `Average`, `p99`; or `PerSecond`, the sum divided by the seconds. */
  readonly statistic: string;

  /** Dimensions of the signal whose values tell series apart; empty: all together. */
  readonly by: readonly string[];

  /** Only the series with these values. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly over: Over;
}

/** Spans, or the traces that have them. */
export interface SpansAsk {
  readonly kind: "spans";

  /** Undefined: of any service. */
  readonly service?: string;
  readonly traceId?: string;
  readonly slowerThanMs?: number;
  readonly failed?: boolean;

  /** Attributes that have these values, by their names in OpenTelemetry. */
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly limit: number;
}

/** Whose lines, and which of them. */
export interface LogSource {
  /** The services that wrote them; empty: all of the environment. */
  readonly services: readonly string[];

  /** Which lines: all of these hold; empty: every line. As in filter patterns, fields are named by selectors. */
  readonly where: readonly LineCondition[];

  /** Fields that are taken out of texts, each by those before it. @default - none */
  readonly extracted?: readonly Extraction[];
}

/** What holds for a line: a condition of its fields, as in filter patterns, or of its text. */
export type LineCondition = FieldTested | LineText | LineConditions;

/** A condition of one field. */
export type FieldTested = Exclude<Condition, { readonly kind: "all" | "any" }>;

export type LineConditions =
  | { readonly kind: "all"; readonly of: readonly LineCondition[] }
  | { readonly kind: "any"; readonly of: readonly LineCondition[] };

/** Whether the line, as it was written, holds a text, or matches an expression somewhere. */
export interface LineText {
  readonly kind: "line";

  /** Expressions are those that {@link lineExpression} knows. */
  readonly holds:
    { readonly kind: "text"; readonly text: string } | { readonly kind: "regex"; readonly source: string };

  /** True for lines that do not. */
  readonly isNot: boolean;
}

/** Where an expression matches, its named groups are fields of the line; elsewhere the line has none of them. */
export interface Extraction {
  /** The field whose text is read; undefined: the line, as it was written. */
  readonly of?: string;

  /** With at least one group `(?<name>...)`; see {@link lineExpression}. */
  readonly source: string;
}

export interface FieldOrder {
  readonly by: string;
  readonly descending: boolean;
}

/** One number for the whole time range, or one for each step of time: of so many seconds, or as wide as who draws it sees fit. */
export type Over = "range" | { readonly stepSeconds: number | "auto" };

/** One number computed from lines. */
export interface Measure {
  /** Name of the column: `errors`, `p99`. */
  readonly name: string;
  readonly of:
    | { readonly kind: "count" }
    | { readonly kind: "sum" | "average" | "minimum" | "maximum" | "distinct"; readonly field: string }
    | { readonly kind: "percentile"; readonly percentile: number; readonly field: string }
    /** 100 × the lines for which the condition holds, by all lines. */
    | { readonly kind: "share"; readonly where: LineCondition };
}
