import type { Span } from "../../base";
import type { Duration, Grouping, LineFilter, LogParser, Matcher, Unwrap } from "./fact";

/** The tree of a query of LogQL. Parentheses leave no trace. */
export type LogqlExpression =
  LogqlLogs | LogqlRangeAggregation | LogqlAggregation | LogqlOperation | LogqlNumber | LogqlOther;

/** Lines: a stream selector and what its lines go through. */
export interface LogqlLogs {
  readonly kind: "logs";
  readonly matchers: readonly Matcher[];
  readonly stages: readonly LogqlStage[];
  readonly unwrap?: Unwrap;

  /** Of a range of lines. */
  readonly range?: Duration;
  readonly span: Span;
}

export type LogqlStage =
  /** One of the filters holds: `|= "a" or "b"`. */
  | { readonly kind: "line"; readonly filters: readonly LineFilter[] }
  | { readonly kind: "parser"; readonly parser: LogParser }
  | { readonly kind: "label"; readonly condition: LogqlCondition }
  /** `line_format`, `label_format`, `drop`, `keep`, `decolorize`, filters of IP addresses. */
  | { readonly kind: "other"; readonly name: string; readonly span: Span };

export type LogqlCondition =
  | { readonly kind: "matcher"; readonly matcher: Matcher }
  | { readonly kind: "and" | "or"; readonly of: readonly LogqlCondition[] };

/** `count_over_time(...)`, `quantile_over_time(0.9, ...)`. */
export interface LogqlRangeAggregation {
  readonly kind: "range-aggregation";
  readonly name: string;
  readonly nameSpan: Span;
  readonly parameter?: number;
  readonly of: LogqlLogs;
  readonly grouping?: Grouping;
  readonly span: Span;
}

/** `sum by (a) (...)`, `topk(5, ...)`. */
export interface LogqlAggregation {
  readonly kind: "aggregation";
  readonly name: string;
  readonly nameSpan: Span;

  /** NaN where a variable of Grafana stands. */
  readonly parameter?: number;
  readonly of: LogqlExpression;
  readonly grouping?: Grouping;
  readonly span: Span;
}

export interface LogqlOperation {
  readonly kind: "operation";
  readonly operator: string;
  readonly isBool: boolean;
  readonly left: LogqlExpression;
  readonly right: LogqlExpression;
  readonly groupings: readonly Grouping[];
  readonly span: Span;
}

export interface LogqlNumber {
  readonly kind: "number";

  /** NaN where a variable of Grafana stands. */
  readonly value: number;
  readonly span: Span;
}

/** `label_replace(...)`, `vector(0)`. */
export interface LogqlOther {
  readonly kind: "other";
  readonly name: string;
  readonly nameSpan: Span;
  readonly of?: LogqlExpression;
  readonly span: Span;
}
