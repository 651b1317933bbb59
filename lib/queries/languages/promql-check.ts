import type { Misplaced } from "./mistake";
import { mustBePresent } from "./non-empty";
import type { PromqlCall, PromqlExpression, PromqlOperation, PromqlType } from "./promql-expression";
import { PROMQL_AGGREGATIONS, PROMQL_FUNCTIONS } from "./promql-functions";

/** What Prometheus refuses in a query that its grammar accepts: types, counts of arguments, selectors that select everything. */
export function checkPromql(expression: PromqlExpression): readonly Misplaced[] {
  switch (expression.kind) {
    case "call":
      return checkCall(expression);
    case "operation":
      return checkOperation(expression);
    case "negation":
      if (isOneOf(expression.of, ["scalar", "instant vector"])) return [];
      return [typed(expression.of, `${expression.operator} does not take ${A[expression.of.type]}`, TAKE_VECTOR)];
    case "range":
      if (unshifted(expression.of).kind === "selector") return [];
      return [
        typed(
          expression,
          "Only a selector of a metric has a range of samples",
          `Write a subquery: ...[${expression.range.text}:].`,
        ),
      ];
    case "subquery":
      if (isOneOf(expression.of, ["instant vector", "scalar"])) return [];
      return [typed(expression.of, `A subquery does not take ${A[expression.of.type]}`, TAKE_VECTOR)];
    case "selector":
      return checkSelector(expression);
    default:
      return [];
  }
}

const A: Readonly<Record<PromqlType, string>> = {
  scalar: "a number",
  string: "a text",
  "instant vector": "an instant vector",
  "range vector": "a range vector",
  any: "anything",
};
const TAKE_VECTOR = "Give it an instant vector: the result of a function or of a metric without range.";

function checkCall(call: PromqlCall): readonly Misplaced[] {
  if (call.isVariable) return [];
  const signature = (call.isAggregation ? PROMQL_AGGREGATIONS : PROMQL_FUNCTIONS).get(call.name.toLowerCase());
  if (signature === undefined) return [];
  const { takes, optional, repeats } = signature;
  const given = call.arguments.length;
  const least = takes.length - optional;
  if (given < least || (given > takes.length && !repeats)) {
    const wanted = repeats ? `at least ${least}` : optional === 0 ? String(least) : `${least} to ${takes.length}`;
    return [
      {
        kind: "argument-count",
        span: call.span,
        message: `${call.name} takes ${wanted} argument${wanted === "1" ? "" : "s"}, not ${given}`,
        fix: `Write ${call.name}(${takes.map((type) => type.replace(" ", "-")).join(", ")}).`,
      },
    ];
  }
  return call.arguments.flatMap((argument, index) => {
    const wanted = takes[Math.min(index, takes.length - 1)] ?? "any";
    if (isOneOf(argument, [wanted])) return [];
    const fix =
      wanted === "range vector" && argument.type === "instant vector"
        ? argument.kind === "selector"
          ? "Add a range, as in [5m]."
          : "Add a range with a step, as in [5m:1m]."
        : wanted === "instant vector" && argument.type === "range vector"
          ? "Take the range away, or put a function such as rate around it."
          : `Give it ${A[wanted]}.`;
    return [typed(argument, `${call.name} takes ${A[wanted]}, not ${A[argument.type]}`, fix)];
  });
}

const SETS = new Set(["and", "or", "unless"]);
const COMPARISONS = new Set(["==", "!=", "<", "<=", ">", ">="]);

function checkOperation({ operator, isBool, left, right, groupings, span }: PromqlOperation): readonly Misplaced[] {
  const isSet = SETS.has(operator.toLowerCase());
  const may: readonly PromqlType[] = isSet ? ["instant vector"] : ["scalar", "instant vector"];
  const wrong = [left, right].filter((side) => !isOneOf(side, may));
  if (wrong.length > 0)
    return wrong.map((side) =>
      typed(
        side,
        `${operator} does not take ${A[side.type]}`,
        isSet ? TAKE_VECTOR : "Give it an instant vector or a number.",
      ),
    );
  const isComparison = COMPARISONS.has(operator);
  if (isBool && !isComparison)
    return [typed({ span }, `bool does not go with ${operator}`, "Take bool away: it belongs to comparisons.")];
  if (isComparison && !isBool && left.type === "scalar" && right.type === "scalar")
    return [typed({ span }, "Two numbers are compared without bool", `Write ${operator} bool.`)];
  if (groupings.length > 0 && (left.type === "scalar" || right.type === "scalar"))
    return [typed({ span }, "Labels are matched with a number", "Take on(...) or ignoring(...) away.")];
  return [];
}

/** @see https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors */
function checkSelector({
  metric,
  matchers,
  span,
}: PromqlExpression & { readonly kind: "selector" }): readonly Misplaced[] {
  const names = matchers.filter(({ name }) => name === "__name__");
  if (metric !== undefined && names.length > 0)
    return [
      { kind: "value", span: names[0]?.span ?? span, message: "The metric is named twice", fix: "Take __name__ away." },
    ];
  if (metric !== undefined || matchers.some(({ op, value }) => mustBePresent(op, value))) return [];
  return [
    {
      kind: "value",
      span,
      message: "The selector selects every metric",
      fix: "Name the metric, or a label with a value that is not empty.",
    },
  ];
}

function unshifted(expression: PromqlExpression): PromqlExpression {
  let inner = expression;
  while (inner.kind === "shift") inner = inner.of;
  return inner;
}

function isOneOf({ type }: PromqlExpression, types: readonly PromqlType[]): boolean {
  return type === "any" || types.includes("any") || types.includes(type);
}

function typed({ span }: Pick<PromqlExpression, "span">, message: string, fix: string): Misplaced {
  return { kind: "type", span, message, fix };
}
