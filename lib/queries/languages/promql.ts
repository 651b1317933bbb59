import { parser } from "@prometheus-io/lezer-promql";

import { append } from "../../base";
import type { FunctionCall, MetricSelector } from "./fact";
import type { PromqlFacts } from "./facts";
import { inOrder } from "./in-order";
import type { Misplaced } from "./mistake";
import { NodeText } from "./node-text";
import { promqlExpressions } from "./promql-build";
import { checkPromql } from "./promql-check";
import type { PromqlExpression, PromqlSelector } from "./promql-expression";
import { PROMQL_AGGREGATIONS, PROMQL_FUNCTIONS } from "./promql-functions";
import type { Quoting } from "./quoted";
import { readSyntax } from "./read-syntax";
import { unknownFunctions } from "./unknown-functions";
import type { UsedVariable } from "./variables";

const quoting: Quoting = { escaped: "\"'", raw: "`", comment: "#" };

export function parsePromql(
  text: string,
  variables: readonly UsedVariable[],
): { readonly facts: PromqlFacts; readonly mistakes: readonly Misplaced[] } {
  const { nodes, source, mistakes } = readSyntax(text, variables, { parser, quoting, patches: [] });
  const expressions = promqlExpressions(nodes, new NodeText(text, source));
  const facts = factsOf(expressions);
  if (mistakes.length === 0) {
    const expression = expressions.at(-1);
    return {
      facts: expression === undefined ? facts : { ...facts, expression },
      mistakes: expressions.flatMap(checkPromql),
    };
  }
  const unknown = nodes.length === 0 ? [] : unknownFunctions(source, quoting, isKnown, FUNCTIONS);
  return { facts, mistakes: unknown.length > 0 ? unknown : mistakes };
}

const FUNCTIONS = [...PROMQL_FUNCTIONS.keys(), ...PROMQL_AGGREGATIONS.keys()];
const KEYWORDS = new Set(
  "by without on ignoring group_left group_right and or unless bool offset fill fill_left fill_right atan2 min_of max_of".split(
    " ",
  ),
);

function isKnown(name: string): boolean {
  const lower = name.toLowerCase();
  return PROMQL_FUNCTIONS.has(name) || PROMQL_AGGREGATIONS.has(lower) || KEYWORDS.has(lower);
}

function factsOf(expressions: readonly PromqlExpression[]): PromqlFacts {
  const calls: FunctionCall[] = [];
  const selectors = new Map<PromqlSelector, MetricSelector>();
  const groupings: PromqlFacts["groupings"][number][] = [];
  for (const one of expressions) {
    if (one.kind === "call") {
      const kind = one.isAggregation ? "aggregation" : "function";
      const { name, span, nameSpan } = one;
      calls.push({ name, kind, span, nameSpan, arguments: one.arguments.map((argument) => argument.span) });
      if (one.grouping !== undefined) groupings.push(one.grouping);
    } else if (one.kind === "operation") append(groupings, one.groupings);
    else if (one.kind === "selector") selectors.set(one, selectorFact(one));
    else if (one.kind === "range" && one.of.kind === "selector")
      selectors.set(one.of, { ...selectorFact(one.of), range: one.range, span: one.span });
  }
  return { calls: inOrder(calls), selectors: inOrder([...selectors.values()]), groupings: inOrder(groupings) };
}

function selectorFact({ metric, matchers, span }: PromqlSelector): MetricSelector {
  return { ...(metric === undefined ? {} : { metric }), matchers, span };
}
