import type { Span } from "../../base";
import type { Duration, Grouping, Matcher } from "./fact";
import type { PromqlExpression, PromqlType } from "./promql-expression";
import type { NodeText } from "./node-text";
import { child, type SyntaxNode } from "./syntax-tree";
import { durationSeconds } from "./written-text";

/** What every node says that is an expression, children before parents. Where the grammar could not go on, there is less. */
export function promqlExpressions(nodes: readonly SyntaxNode[], texts: NodeText): readonly PromqlExpression[] {
  const made = new Map<SyntaxNode, PromqlExpression>();
  const builder = new Builder(texts, made);
  const all: PromqlExpression[] = [];
  for (const node of nodes) {
    const expression = builder.build(node);
    if (expression === undefined) continue;
    made.set(node, expression);
    if (node.name !== "ParenExpr") all.push(expression);
  }
  return all;
}

const SCALARS = new Set(["scalar", "time", "pi", "start", "end", "range", "step"]);
const OPERATORS = new Set(
  "Pow Mul Div Mod Atan2 Add Sub Eql Gte Gtr TrimUpper TrimLower Lte Lss Neq And Unless Or".split(" "),
);

class Builder {
  constructor(
    private readonly texts: NodeText,
    private readonly made: ReadonlyMap<SyntaxNode, PromqlExpression>,
  ) {}

  build(node: SyntaxNode): PromqlExpression | undefined {
    const span = this.texts.span(node);
    switch (node.name) {
      case "NumberDurationLiteral": {
        if (this.texts.isVariable(node)) return { kind: "number", type: "any", span };
        return { kind: "number", type: "scalar", value: numberOf(this.texts.text(node)), span };
      }
      case "StringLiteral":
        return { kind: "string", type: "string", value: this.texts.unquoted(node), span };
      case "ParenExpr":
        return this.#operands(node)[0];
      case "VectorSelector":
        return this.#selector(node, span);
      case "MatrixSelector":
      case "SubqueryExpr":
        return this.#range(node, span);
      case "OffsetExpr":
      case "StepInvariantExpr":
      case "AnchoredExpr":
      case "SmoothedExpr": {
        const [of] = this.#operands(node);
        return of && { kind: "shift", of, type: of.type, span };
      }
      case "UnaryExpr": {
        const [of] = this.#operands(node);
        return of && { kind: "negation", operator: this.texts.text(child(node, "UnaryOp")), of, type: of.type, span };
      }
      case "FunctionCall":
      case "AggregateExpr":
        return this.#call(node, span);
      case "BinaryExpr":
        return this.#operation(node, span);
      default:
        return undefined;
    }
  }

  #operands(node: SyntaxNode): readonly PromqlExpression[] {
    return node.children.flatMap((one) => this.made.get(one) ?? []);
  }

  #selector(node: SyntaxNode, span: Span): PromqlExpression {
    const name = child(node, "Identifier");
    const within = child(node, "LabelMatchers")?.children ?? [];
    const quoted = within.find((one) => one.name === "QuotedLabelName");
    const metric = name === undefined ? quoted && this.texts.unquoted(quoted) : this.texts.text(name);
    // `$x` alone may be anything: a number, a metric, a whole expression.
    const isWhole = name !== undefined && within.length === 0 && this.texts.isVariable(name);
    const type: PromqlType = isWhole ? "any" : "instant vector";
    return {
      kind: "selector",
      ...(metric === undefined ? {} : { metric }),
      matchers: within.flatMap((one) => this.#matcher(one)),
      type,
      span,
    };
  }

  #matcher(node: SyntaxNode): readonly Matcher[] {
    if (node.name !== "UnquotedLabelMatcher" && node.name !== "QuotedLabelMatcher") return [];
    const [name, op, value] = [
      child(node, "LabelName", "QuotedLabelName"),
      child(node, "MatchOp"),
      child(node, "StringLiteral"),
    ];
    const span = this.texts.span(node);
    return [{ name: this.texts.unquoted(name), op: this.texts.text(op), value: this.texts.unquoted(value), span }];
  }

  #range(node: SyntaxNode, span: Span): PromqlExpression | undefined {
    const [of] = this.#operands(node);
    const [range, step] = node.children.filter(({ name }) => name === "DurationExpr").map((one) => this.#duration(one));
    if (of === undefined || range === undefined) return undefined;
    if (node.name === "MatrixSelector") return { kind: "range", of, range, type: "range vector", span };
    return { kind: "subquery", of, range, ...(step === undefined ? {} : { step }), type: "range vector", span };
  }

  #duration(node: SyntaxNode): Duration {
    const text = this.texts.text(node);
    const seconds = this.texts.isVariable(node) ? undefined : durationSeconds(text);
    return { text, ...(seconds === undefined ? {} : { seconds }), span: this.texts.span(node) };
  }

  #call(node: SyntaxNode, span: Span): PromqlExpression | undefined {
    const named = child(node, "FunctionIdentifier", "AggregateOp");
    const body = child(node, "FunctionCallBody");
    if (named === undefined) return undefined;
    const modifier = child(node, "AggregateModifier");
    const grouping = modifier && this.#groupings(modifier)[0];
    const name = this.texts.text(named);
    const isVariable = this.texts.isVariable(named);
    return {
      kind: "call",
      name,
      nameSpan: this.texts.span(named),
      isAggregation: node.name === "AggregateExpr",
      isVariable,
      arguments: body === undefined ? [] : this.#operands(body),
      ...(grouping === undefined ? {} : { grouping }),
      type: isVariable ? "any" : SCALARS.has(name) ? "scalar" : "instant vector",
      span,
    };
  }

  #operation(node: SyntaxNode, span: Span): PromqlExpression | undefined {
    const [left, right] = this.#operands(node);
    const operator = node.children.find(({ name }) => OPERATORS.has(name));
    if (left === undefined || right === undefined || operator === undefined) return undefined;
    const matching = child(node, "MatchingModifierClause");
    const types = [left.type, right.type];
    return {
      kind: "operation",
      operator: this.texts.text(operator),
      isBool: child(node, "BoolModifier") !== undefined,
      left,
      right,
      groupings: matching === undefined ? [] : this.#groupings(matching),
      type: types.includes("any") ? "any" : types.includes("instant vector") ? "instant vector" : "scalar",
      span,
    };
  }

  #groupings(node: SyntaxNode): readonly Grouping[] {
    return this.texts.groupings(node.children, ({ name, children }) => {
      if (name !== "GroupingLabels") return undefined;
      return children
        .filter((label) => label.name === "LabelName" || label.name === "QuotedLabelName")
        .map((label) => this.texts.unquoted(label));
    });
  }
}

function numberOf(text: string): number {
  const plain = text.replaceAll("_", "").toLowerCase();
  const [sign, rest] = plain.startsWith("-") ? [-1, plain.slice(1)] : [1, plain.replace(/^\+/, "")];
  if (rest === "inf") return sign * Infinity;
  if (rest === "nan") return NaN;
  return sign * (durationSeconds(rest) ?? Number(rest));
}
