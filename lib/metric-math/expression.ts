import type { Span } from "../base";

/**
 * The tree of a metric-math expression: what `parseExpression` gives, `printExpression` writes and `evaluate` runs.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export type MathExpression =
  NumberLiteral | TextLiteral | QueryReference | Keyword | ArrayLiteral | Negation | Operation | Call | InsightsQuery;

interface Node {
  readonly span: Span;
}

/** `2`, `.5`, `1e3`: never negative; `-2` is a negation. */
export interface NumberLiteral extends Node {
  readonly kind: "number";
  readonly value: number;
}

/** `"errors"` or `'errors'`: only as an argument. */
export interface TextLiteral extends Node {
  readonly kind: "text";
  readonly text: string;
}

/** The id of a metric or of another expression: `m1`. */
export interface QueryReference extends Node {
  readonly kind: "reference";
  readonly id: string;
}

/** An upper-case word without parentheses, only as an argument: `REPEAT`, `LINEAR`, `AVG`, `DESC`. */
export interface Keyword extends Node {
  readonly kind: "keyword";
  readonly name: string;
}

/** `[m1, METRICS("4xx")]`; arrays inside it are flattened. */
export interface ArrayLiteral extends Node {
  readonly kind: "array";
  readonly of: readonly MathExpression[];
}

export interface Negation extends Node {
  readonly kind: "negation";
  readonly of: MathExpression;
}

export type MathOperator = "+" | "-" | "*" | "/" | "^" | "==" | "!=" | "<=" | ">=" | "<" | ">" | "AND" | "OR";

/** `&&` is read as `AND`, `||` as `OR`. */
export interface Operation extends Node {
  readonly kind: "operation";
  readonly operator: MathOperator;
  readonly left: MathExpression;
  readonly right: MathExpression;
}

export interface Call extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly of: readonly MathExpression[];
}

/** A Metrics Insights query, `SELECT ...`: kept as it is, never evaluated. */
export interface InsightsQuery extends Node {
  readonly kind: "query";
  readonly text: string;
}

/**
 * How tightly operators bind, the loosest first. AWS does not document it. Arithmetic binds as in mathematics, comparisons bind looser
 * than arithmetic, and `AND` looser than comparisons (as AWS's example `metric1 > 15 AND metric2 > 15` needs) and tighter than `OR`.
 */
export const PRECEDENCE: Readonly<Record<MathOperator, number>> = {
  OR: 1,
  AND: 2,
  "==": 3,
  "!=": 3,
  "<=": 3,
  ">=": 3,
  "<": 3,
  ">": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "^": 7,
};

/** `-m1 ^ 2` is `-(m1 ^ 2)`, and `-m1 * 2` is `(-m1) * 2`, as in mathematics. */
export const NEGATION_PRECEDENCE = 6;

/** The parts of a node, in the order of the text. */
export function partsOf(expression: MathExpression): readonly MathExpression[] {
  switch (expression.kind) {
    case "array":
    case "call":
      return expression.of;
    case "negation":
      return [expression.of];
    case "operation":
      return [expression.left, expression.right];
    case "number":
    case "text":
    case "reference":
    case "keyword":
    case "query":
      return [];
  }
}

/** Ids of metrics and expressions that the expression names itself, each once, in the order of the text; `METRICS()` names none. */
export function referencedIds(expression: MathExpression): readonly string[] {
  const ids = new Set<string>();
  const visit = (node: MathExpression): void => {
    if (node.kind === "reference") ids.add(node.id);
    partsOf(node).forEach(visit);
  };
  visit(expression);
  return [...ids];
}

/** The texts of the expression's `METRICS(...)`: each selects the metrics whose id contains it; `""` selects all. */
export function metricSelections(expression: MathExpression): readonly string[] {
  const own =
    expression.kind === "call" && expression.name === "METRICS"
      ? [expression.of[0]?.kind === "text" ? expression.of[0].text : ""]
      : [];
  return [...own, ...partsOf(expression).flatMap(metricSelections)];
}

/**
 * Ids of metrics and expressions: a lower-case letter, then letters, digits and underscores.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html
 */
export const mathIdShape = /^[a-z][a-zA-Z0-9_]*$/;
