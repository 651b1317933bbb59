import type { Span } from "../../base";
import type { Duration, Grouping, Matcher } from "./fact";

/** What an expression of PromQL gives; `any` where a variable of Grafana decides. */
export type PromqlType = "scalar" | "string" | "instant vector" | "range vector" | "any";

/** The tree of a query of PromQL. Parentheses leave no trace. */
export type PromqlExpression =
  | PromqlNumber
  | PromqlString
  | PromqlSelector
  | PromqlRange
  | PromqlSubquery
  | PromqlShift
  | PromqlCall
  | PromqlOperation
  | PromqlNegation;

interface Node {
  readonly type: PromqlType;
  readonly span: Span;
}

export interface PromqlNumber extends Node {
  readonly kind: "number";

  /** Undefined where a variable of Grafana stands. */
  readonly value?: number;
}

export interface PromqlString extends Node {
  readonly kind: "string";
  readonly value: string;
}

export interface PromqlSelector extends Node {
  readonly kind: "selector";
  readonly metric?: string;
  readonly matchers: readonly Matcher[];
}

/** `x[5m]` */
export interface PromqlRange extends Node {
  readonly kind: "range";
  readonly of: PromqlExpression;
  readonly range: Duration;
}

/** `x[1h:5m]` */
export interface PromqlSubquery extends Node {
  readonly kind: "subquery";
  readonly of: PromqlExpression;
  readonly range: Duration;
  readonly step?: Duration;
}

/** `x offset 5m`, `x @ end()`, `x anchored`. */
export interface PromqlShift extends Node {
  readonly kind: "shift";
  readonly of: PromqlExpression;
}

/** A function, or an aggregation. */
export interface PromqlCall extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly nameSpan: Span;
  readonly isAggregation: boolean;

  /** True if a variable of Grafana names it. */
  readonly isVariable: boolean;
  readonly arguments: readonly PromqlExpression[];
  readonly grouping?: Grouping;
}

export interface PromqlOperation extends Node {
  readonly kind: "operation";
  readonly operator: string;
  readonly isBool: boolean;
  readonly left: PromqlExpression;
  readonly right: PromqlExpression;
  readonly groupings: readonly Grouping[];
}

export interface PromqlNegation extends Node {
  readonly kind: "negation";
  readonly operator: string;
  readonly of: PromqlExpression;
}
