import { parser } from "@grafana/lezer-logql";

import { append } from "../../base";
import type { FunctionCall, LineFilter, LogParser, Matcher } from "./fact";
import type { LogqlFacts } from "./facts";
import { inOrder } from "./in-order";
import { logqlParts } from "./logql-build";
import { checkLogql } from "./logql-check";
import type { LogqlCondition, LogqlExpression, LogqlLogs } from "./logql-expression";
import type { Misplaced } from "./mistake";
import { NodeText } from "./node-text";
import { insideOf, quotedParts, type Quoting } from "./quoted";
import { readSyntax } from "./read-syntax";
import type { Replacement } from "./substitute";
import { unknownFunctions } from "./unknown-functions";
import type { UsedVariable } from "./variables";

const quoting: Quoting = { escaped: "\"'", raw: "`", comment: "#" };

export function parseLogql(
  text: string,
  variables: readonly UsedVariable[],
): { readonly facts: LogqlFacts; readonly mistakes: readonly Misplaced[] } {
  const { nodes, source, mistakes } = readSyntax(text, variables, { parser, quoting, patches: patches(text) });
  const { expressions, groupings } = logqlParts(nodes, new NodeText(text, source));
  const facts = { ...factsOf(expressions), groupings: inOrder(groupings) };
  if (mistakes.length === 0) {
    const expression = expressions.at(-1);
    return {
      facts: expression === undefined ? facts : { ...facts, expression },
      mistakes: expressions.flatMap(checkLogql),
    };
  }
  const unknown = nodes.length === 0 ? [] : unknownFunctions(source, quoting, (name) => KNOWN.has(name), FUNCTIONS);
  return { facts, mistakes: unknown.length > 0 ? unknown : mistakes };
}

/** The grammar lacks `approx_topk`, `offset` after the range of an unwrapped field, and parentheses around stages and `unwrap`. */
function patches(text: string): readonly Replacement[] {
  const isQuoted = insideOf(quotedParts(text, quoting));
  const open: { readonly at: number; isUnwrapped: boolean }[] = [];
  const lacking = /\bapprox_topk\b|(?<=\]\s{0,20})offset\s+-?\w+|\|\s{0,20}unwrap\b|[()]/g;
  return [...text.matchAll(lacking)].flatMap(({ index, 0: found }) => {
    if (isQuoted(index)) return [];
    const span = { start: index, end: index + found.length };
    const last = open.at(-1);
    if (found.startsWith("|") && last !== undefined) last.isUnwrapped = true;
    if (found === "(") open.push({ at: index, isUnwrapped: false });
    if (found === ")") {
      open.pop();
      if (last?.isUnwrapped !== true || !/^\s*\{/.test(text.slice(last.at + 1)) || !/^\s*\[/.test(text.slice(span.end)))
        return [];
      return [{ start: last.at, end: last.at + 1 }, span].map((one) => ({ span: one, text: " ", isVariable: false }));
    }
    if (!/^[ao]/.test(found)) return [];
    return [{ span, text: found === "approx_topk" ? "topk" : " ", isVariable: false }];
  });
}

const OVER_TIME = "count bytes avg sum min max stddev stdvar quantile first last absent";
const FUNCTIONS = [
  ...OVER_TIME.split(" ").map((name) => `${name}_over_time`),
  ..."rate rate_counter bytes_rate".split(" "),
  ..."sum avg count max min stddev stdvar bottomk topk approx_topk sort sort_desc label_replace vector".split(" "),
];
const KEYWORDS =
  "by without on ignoring group_left group_right and or unless bool offset ip duration duration_seconds bytes";
const KNOWN = new Set([...FUNCTIONS, ...KEYWORDS.split(" ")]);

function factsOf(expressions: readonly LogqlExpression[]): Omit<LogqlFacts, "groupings"> {
  const logs = inOrder(expressions.filter((one): one is LogqlLogs => one.kind === "logs"));
  const stages = logs.flatMap((one) => one.stages);
  return {
    calls: inOrder(expressions.flatMap(callOf)),
    streams: logs.map(({ matchers, span }) => ({ matchers, span })),
    lineFilters: stages.flatMap((stage): readonly LineFilter[] => (stage.kind === "line" ? stage.filters : [])),
    labelFilters: stages.flatMap((stage) => (stage.kind === "label" ? matchersOf(stage.condition) : [])),
    parsers: stages.flatMap((stage): readonly LogParser[] => (stage.kind === "parser" ? [stage.parser] : [])),
    unwraps: logs.flatMap(({ unwrap }) => unwrap ?? []),
    ranges: logs.flatMap(({ range }) => range ?? []),
  };
}

function callOf(expression: LogqlExpression): readonly FunctionCall[] {
  if (expression.kind === "logs" || expression.kind === "operation" || expression.kind === "number") return [];
  const { name, nameSpan, span, of } = expression;
  const kind = expression.kind === "aggregation" ? "aggregation" : "function";
  return [{ name, kind, span, nameSpan, arguments: of === undefined ? [] : [of.span] }];
}

function matchersOf(condition: LogqlCondition): readonly Matcher[] {
  const matchers: Matcher[] = [];
  const open = [condition];
  for (let one = open.pop(); one !== undefined; one = open.pop())
    if (one.kind === "matcher") matchers.push(one.matcher);
    else append(open, one.of.toReversed());
  return matchers;
}
