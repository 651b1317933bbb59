/** SQL of DuckDB, Athena and Trino: texts, conditions of filter patterns, and what metric filters publish. */
export { type AthenaOptions, type AthenaSql, athenaSql } from "./athena";
export { type LineExpression, lineExpression } from "./line-expression";
export { searchExpression } from "./regex";
export { isSqlText, sqlText, trinoText } from "./text";
export { wildcardCondition } from "./wildcard";
