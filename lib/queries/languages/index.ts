/** Grammars of query languages: a text in, what it says or its mistakes out. */
export type { Duration, FunctionCall, Grouping, LineFilter, LogParser, Matcher, MetricSelector, Unwrap } from "./fact";
export type { FactsOf, LogqlFacts, LogsInsightsFacts, PromqlFacts, TraceqlFacts } from "./facts";
export type {
  FieldReference,
  InsightsCommand,
  InsightsExpression,
  InsightsOperation,
  InsightsQuery,
  NamedExpression,
} from "./insights/ast";
export { periodSeconds } from "./insights/facts";
export { printInsights } from "./insights/print";
export type {
  LogqlAggregation,
  LogqlCondition,
  LogqlExpression,
  LogqlLogs,
  LogqlOperation,
  LogqlRangeAggregation,
  LogqlStage,
} from "./logql-expression";
export type { MistakeKind, QueryMistake } from "./mistake";
export { type GrammarName, type ParsedQuery, parseQuery, type ParseQueryOptions } from "./parse-query";
export type { PromqlCall, PromqlExpression, PromqlOperation, PromqlSelector, PromqlType } from "./promql-expression";
export { type UsedVariable, variablesIn } from "./variables";
