/** Expressions of CloudWatch's metric math: reads, prints and checks them. `replay` evaluates them. */
export { checkAlarmExpression, checkExpression, type CheckedExpression, type MathId } from "./check";
export { MathError, type MathErrorCode, type MathFault } from "./errors";
export {
  type Call,
  type MathExpression,
  type MathOperator,
  mathIdShape,
  metricSelections,
  partsOf,
  referencedIds,
} from "./expression";
export { type ExpressionFindings, inspectAlarmExpression } from "./inspect";
export { parseExpression } from "./parse";
export { printExpression } from "./print";
