/** SQL of DuckDB, Athena and Trino: texts, conditions of filter patterns, and what metric filters publish. */
export { type AthenaOptions, type AthenaSql, athenaSql } from "./athena";
export { searchExpression } from "./regex";
export { isSqlText, sqlText, trinoText } from "./text";
export { wildcardCondition } from "./wildcard";
