import type { Span } from "../../base";

/** A call of a function, or an aggregation. */
export interface FunctionCall {
  readonly name: string;
  readonly kind: "function" | "aggregation";

  /** Of all of it. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly arguments: readonly Span[];
}

/** `errors_total{service="payments"}[5m] offset 1h`. */
export interface MetricSelector {
  /** Undefined where only labels select. */
  readonly metric?: string;
  readonly matchers: readonly Matcher[];

  /** Of a range vector. */
  readonly range?: Duration;
  readonly span: Span;
}

export interface Matcher {
  readonly name: string;

  /** As it is written: `=`, `!=`, `=~`, `!~`, `>=`, `like`. */
  readonly op: string;

  /** Without quotes and escapes; variables of Grafana as they are written. */
  readonly value: string;
  readonly span: Span;
}

export interface LineFilter {
  readonly op: "|=" | "!=" | "|~" | "!~" | "|>" | "!>";
  readonly value: string;
  readonly span: Span;
}

export interface LogParser {
  readonly name: "json" | "logfmt" | "pattern" | "regexp" | "unpack";

  /** The pattern, the expression, or undefined. */
  readonly text?: string;

  /** Labels that it makes, where it names them. */
  readonly labels: readonly string[];
  readonly span: Span;
}

export interface Unwrap {
  readonly label: string;

  /** `duration`, `duration_seconds` or `bytes`. */
  readonly conversion?: string;
  readonly span: Span;
}

export interface Grouping {
  readonly kind: "by" | "without" | "on" | "ignoring" | "group_left" | "group_right";
  readonly labels: readonly string[];
  readonly span: Span;
}

export interface Duration {
  readonly text: string;

  /** Undefined where a variable of Grafana, or an expression, decides. */
  readonly seconds?: number;
  readonly span: Span;
}
