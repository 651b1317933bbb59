import type { Span } from "../../../base";

/**
 * The tree of a query of Logs Insights: what `readInsights` gives and `printInsights` writes.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export interface InsightsQuery {
  readonly commands: readonly InsightsCommand[];
}

interface Node {
  readonly span: Span;
}

export type InsightsCommand =
  | FieldsCommand
  | FilterCommand
  | StatsCommand
  | SortCommand
  | LimitCommand
  | DedupCommand
  | ParseCommand
  | OtherCommand;

/** `fields`, `display`, `unmask`, `pattern`, `unnest` and others that take expressions. */
export interface FieldsCommand extends Node {
  readonly kind: "fields";
  readonly name: "fields" | "display" | "unmask" | "pattern" | "expand";
  readonly items: readonly NamedExpression[];
}

/** `filter`, `where`, `filterIndex`. */
export interface FilterCommand extends Node {
  readonly kind: "filter";
  readonly name: "filter" | "where" | "filterIndex";
  readonly condition: InsightsExpression;
}

export interface StatsCommand extends Node {
  readonly kind: "stats";
  readonly aggregates: readonly NamedExpression[];
  readonly by: readonly NamedExpression[];
}

export interface SortCommand extends Node {
  readonly kind: "sort";
  readonly keys: readonly { readonly of: InsightsExpression; readonly descending: boolean }[];
}

export interface LimitCommand extends Node {
  readonly kind: "limit";

  /** Undefined where a variable or a parameter stands, or `any`. */
  readonly count?: number;
  readonly written: string;
}

export interface DedupCommand extends Node {
  readonly kind: "dedup";
  readonly fields: readonly InsightsExpression[];
}

/** `parse @message "user=*" as user`, `parse @message /(?<user>\w+)/`, `parse @message logfmt as line`. */
export interface ParseCommand extends Node {
  readonly kind: "parse";

  /** Undefined: `@message`. */
  readonly of?: InsightsExpression;
  readonly how:
    | { readonly kind: "glob"; readonly text: string }
    | { readonly kind: "regex"; readonly source: string }
    | { readonly kind: "format"; readonly name: string };
  readonly as: readonly Name[];
}

/** A command whose arguments are kept as they are written. */
export interface OtherCommand extends Node {
  readonly kind: "other";
  readonly name: string;
  readonly text: string;
}

export interface NamedExpression extends Node {
  readonly of: InsightsExpression;
  readonly as?: Name;
}

/** A name that a query gives, without backticks. */
export interface Name extends Node {
  readonly text: string;
}

export type InsightsExpression =
  | FieldReference
  | TextLiteral
  | NumberLiteral
  | PeriodLiteral
  | RegexLiteral
  | Star
  | VariableReference
  | ListLiteral
  | InsightsCall
  | Prefixed
  | InsightsOperation;

/** `@message`, `http.status`, `` `user-id` ``, `items[0].name`. */
export interface FieldReference extends Node {
  readonly kind: "field";

  /** Its parts between points, without backticks; an index is `[0]`. */
  readonly parts: readonly string[];

  /** The parts joined: `items[0].name`. */
  readonly name: string;
}

export interface TextLiteral extends Node {
  readonly kind: "text";
  readonly text: string;
}

/** As it is written, as 1.50 and 1.5 are the same to CloudWatch, but not to a reader. */
export interface NumberLiteral extends Node {
  readonly kind: "number";
  readonly text: string;
}

/** `5m`, `1hr` */
export interface PeriodLiteral extends Node {
  readonly kind: "period";
  readonly text: string;
}

export interface RegexLiteral extends Node {
  readonly kind: "regex";

  /** Between the slashes. */
  readonly source: string;
}

/** `*` of `count(*)`. */
export interface Star extends Node {
  readonly kind: "star";
}

/** A variable of Grafana, or a parameter of a saved query, as it is written. */
export interface VariableReference extends Node {
  readonly kind: "variable";
  readonly text: string;
}

/** `["a", "b"]` */
export interface ListLiteral extends Node {
  readonly kind: "list";
  readonly of: readonly InsightsExpression[];
}

export interface InsightsCall extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly InsightsExpression[];
}

export interface Prefixed extends Node {
  readonly kind: "prefix";
  readonly operator: "not" | "-";
  readonly of: InsightsExpression;
}

export interface InsightsOperation extends Node {
  readonly kind: "operation";
  readonly operator: InsightsOperator;
  readonly left: InsightsExpression;
  readonly right: InsightsExpression;
}

export type InsightsOperator = keyof typeof INSIGHTS_PRECEDENCE;

/** How tightly operators bind, the loosest first. */
export const INSIGHTS_PRECEDENCE = {
  or: 1,
  and: 2,
  "=": 4,
  "!=": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  like: 4,
  "not like": 4,
  "=~": 4,
  in: 4,
  "not in": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
  "^": 7,
} as const;

/** Of `not`: tighter than `and`, looser than comparisons. */
export const NOT_PRECEDENCE = 3;
