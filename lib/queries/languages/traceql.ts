import { parser } from "@grafana/lezer-traceql";

import { append } from "../../base";
import type { FunctionCall, Grouping, Matcher } from "./fact";
import type { TraceqlFacts } from "./facts";
import { inOrder } from "./in-order";
import type { Misplaced } from "./mistake";
import { NodeText } from "./node-text";
import { insideOf, quotedParts, type Quoting } from "./quoted";
import { readSyntax } from "./read-syntax";
import type { Replacement } from "./substitute";
import { child, type SyntaxNode } from "./syntax-tree";
import type { UsedVariable } from "./variables";

const quoting: Quoting = { escaped: '"', raw: "`", comment: "//" };

export function parseTraceql(
  text: string,
  variables: readonly UsedVariable[],
): { readonly facts: TraceqlFacts; readonly mistakes: readonly Misplaced[] } {
  const { nodes, source, mistakes } = readSyntax(text, variables, {
    parser,
    quoting,
    patches: patches(text),
    hasVariables: variables.length > 0,
  });
  return { facts: factsOf(nodes, new NodeText(text, source)), mistakes };
}

/** The grammar lacks `nestedSetParent`, hints of metrics queries, and numbers without a digit before the point. */
function patches(text: string): readonly Replacement[] {
  const isQuoted = insideOf(quotedParts(text, quoting));
  const lacking = /\bnestedSet(?:Parent|Left|Right)\b|\)\s*with\s*\([^()]*\)\s*$|(?<=[,(]\s{0,20})\.(?=\d)/g;
  return [...text.matchAll(lacking)].flatMap((found) => {
    if (isQuoted(found.index)) return [];
    const [word] = found;
    const instead = word === "." ? "0." : word.startsWith(")") ? ")" : "duration";
    return [{ span: { start: found.index, end: found.index + word.length }, text: instead, isVariable: false }];
  });
}

/** Nodes that are calls, with what they are. Their names stand before the first parenthesis. */
const CALLS: ReadonlyMap<string, FunctionCall["kind"]> = new Map([
  ["Aggregate", "aggregation"],
  ["GroupOperation", "function"],
  ["SelectOperation", "function"],
  ["CoalesceOperation", "function"],
  ["MetricsOperation", "aggregation"],
  ["MetricsAggregatorFunctions", "aggregation"],
]);

function factsOf(nodes: readonly SyntaxNode[], texts: NodeText): TraceqlFacts {
  const attributes: TraceqlFacts["attributes"][number][] = [];
  const intrinsics: TraceqlFacts["intrinsics"][number][] = [];
  const comparisons: Matcher[] = [];
  const calls: FunctionCall[] = [];
  const groupings: Grouping[] = [];
  for (const node of nodes) {
    const span = texts.span(node);
    const kind = CALLS.get(node.name);
    if (kind !== undefined) append(calls, callOf(node, kind, texts));
    if (node.name === "GroupOperation")
      groupings.push({ kind: "by", labels: node.children.map((one) => fieldName(texts.text(one))), span });
    if (node.name === "AttributeField") attributes.push({ ...attributeOf(texts.text(node)), span });
    if (node.name === "IntrinsicField") intrinsics.push({ name: texts.text(node), span });
    if (node.name === "FieldExpression") append(comparisons, comparisonOf(node, texts));
  }
  return {
    attributes: inOrder(attributes),
    intrinsics: inOrder(intrinsics),
    comparisons: inOrder(comparisons),
    calls: inOrder(calls),
    groupings: inOrder(groupings),
  };
}

function callOf(node: SyntaxNode, kind: FunctionCall["kind"], texts: NodeText): readonly FunctionCall[] {
  const span = texts.span(node);
  const [name] = /^[\w]+/.exec(texts.text(node)) ?? [];
  if (name === undefined) return [];
  return [
    {
      name,
      kind,
      span,
      nameSpan: { start: span.start, end: span.start + name.length },
      arguments: node.children.filter((one) => one.name === "FieldExpression").map((one) => texts.span(one)),
    },
  ];
}

function attributeOf(written: string): { readonly scope?: string; readonly name: string } {
  const found = /^((?:parent\.)?(?:span|resource|event|link|instrumentation)|parent)\.([^]*)$/.exec(written);
  const [, scope, name] = found ?? [];
  const plain = (name ?? written).replace(/^\./, "").replaceAll('"', "");
  return scope === undefined ? { name: plain } : { scope, name: plain };
}

/** `span.http.route` as it is written, without quotes. */
function fieldName(written: string): string {
  return written.trim().replaceAll('"', "");
}

const COMPARISONS = new Set(["=", "!=", "<", "<=", ">", ">=", "=~", "!~"]);
const TURNED: ReadonlyMap<string, string> = new Map([
  ["<", ">"],
  ["<=", ">="],
  [">", "<"],
  [">=", "<="],
]);

function comparisonOf(node: SyntaxNode, texts: NodeText): readonly Matcher[] {
  const operator = child(node, "FieldOp");
  const [left, right] = node.children.filter(({ name }) => name === "FieldExpression");
  if (operator === undefined || left === undefined || right === undefined) return [];
  const op = texts.text(operator);
  if (!COMPARISONS.has(op)) return [];
  const span = texts.span(node);
  if (isField(left) && isStatic(right))
    return [{ name: fieldName(texts.text(left)), op, value: texts.unquoted(right), span }];
  if (isStatic(left) && isField(right))
    return [{ name: fieldName(texts.text(right)), op: TURNED.get(op) ?? op, value: texts.unquoted(left), span }];
  return [];
}

function isStatic(node: SyntaxNode): boolean {
  return child(node, "Static") !== undefined;
}

function isField(node: SyntaxNode): boolean {
  return child(node, "AttributeField", "IntrinsicField") !== undefined;
}
