import type { LogqlExpression, LogqlRangeAggregation } from "./logql-expression";
import type { Misplaced } from "./mistake";
import { mustBePresent } from "./non-empty";

/**
 * What Loki refuses in a query that its grammar accepts.
 *
 * @see https://grafana.com/docs/loki/latest/query/metric_queries/
 */
export function checkLogql(expression: LogqlExpression): readonly Misplaced[] {
  switch (expression.kind) {
    case "logs":
      if (expression.matchers.some(({ op, value }) => mustBePresent(op, value))) return [];
      return [
        {
          kind: "value",
          span: expression.span,
          message: "The stream selector selects every stream",
          fix: 'Name a label with a value that is not empty, as in {service_name="payments"} or =~".+".',
        },
      ];
    case "range-aggregation":
      return checkRange(expression);
    case "aggregation": {
      const takes = PARAMETERS.has(expression.name);
      if (takes === (expression.parameter !== undefined)) return [];
      const message = takes ? `${expression.name} takes a number first` : `${expression.name} takes no number`;
      const fix = takes ? `Write ${expression.name}(5, ...).` : "Take the number away.";
      return [{ kind: "argument-count", span: expression.span, message, fix }];
    }
    default:
      return [];
  }
}

const PARAMETERS = new Set(["topk", "bottomk", "approx_topk"]);
const OF_LINES = new Set(["bytes_over_time", "bytes_rate", "count_over_time", "rate", "absent_over_time"]);
const NEVER_UNWRAPPED = new Set(["bytes_over_time", "bytes_rate", "count_over_time"]);
const GROUPED = new Set("avg max min stddev stdvar quantile first last".split(" ").map((name) => `${name}_over_time`));

function checkRange({ name, nameSpan, of, parameter, grouping, span }: LogqlRangeAggregation): readonly Misplaced[] {
  const mistakes: Misplaced[] = [];
  if (of.unwrap === undefined && !OF_LINES.has(name))
    mistakes.push({
      kind: "type",
      span: nameSpan,
      message: `${name} takes numbers, not lines`,
      fix: "Add | unwrap <label> before the range.",
    });
  if (of.unwrap !== undefined && NEVER_UNWRAPPED.has(name))
    mistakes.push({
      kind: "type",
      span: of.unwrap.span,
      message: `${name} counts lines, not numbers`,
      fix: "Take unwrap away.",
    });
  if (grouping !== undefined && !GROUPED.has(name))
    mistakes.push({
      kind: "type",
      span: grouping.span,
      message: `${name} takes no ${grouping.kind}`,
      fix: `Put an aggregation around it: sum ${grouping.kind} (...) (${name}(...)).`,
    });
  if ((name === "quantile_over_time") !== (parameter !== undefined))
    mistakes.push({
      kind: "argument-count",
      span,
      message: parameter === undefined ? `${name} takes a number first` : `${name} takes no number`,
      fix: parameter === undefined ? `Write ${name}(0.99, ...).` : "Take the number away.",
    });
  return mistakes;
}
