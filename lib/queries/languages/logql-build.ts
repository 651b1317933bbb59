import { append } from "../../base";
import type { Duration, Grouping, LineFilter, LogParser, Matcher, Unwrap } from "./fact";
import { type Binding, bound } from "./logql-operators";
import type { LogqlCondition, LogqlExpression, LogqlLogs, LogqlStage } from "./logql-expression";
import type { NodeText } from "./node-text";
import { child, type SyntaxNode } from "./syntax-tree";
import { durationSeconds } from "./written-text";

/** What the nodes of a tree say, children before parents. Where the grammar could not go on, there is less. */
export interface LogqlParts {
  readonly expressions: readonly LogqlExpression[];
  readonly groupings: readonly Grouping[];
}

export function logqlParts(nodes: readonly SyntaxNode[], texts: NodeText): LogqlParts {
  const builder = new Builder(texts);
  for (const node of nodes) builder.add(node);
  return { expressions: builder.expressions, groupings: builder.groupings };
}

class Builder {
  readonly expressions: LogqlExpression[] = [];
  readonly groupings: Grouping[] = [];
  readonly #made = new Map<SyntaxNode, LogqlExpression>();
  readonly #closed = new Set<LogqlExpression>();
  readonly #stages = new Map<SyntaxNode, LogqlStage[]>();
  readonly #conditions = new Map<SyntaxNode, LogqlCondition>();
  readonly #labels = new Map<SyntaxNode, string[]>();
  readonly #unwraps = new Map<SyntaxNode, { readonly unwrap: Unwrap; readonly after: LogqlStage[] }>();
  readonly #groupings = new Map<SyntaxNode, Grouping>();

  constructor(private readonly texts: NodeText) {}

  add(node: SyntaxNode): void {
    switch (node.name) {
      case "Expr":
      case "MetricExpr":
      case "LogExpr":
      case "LogRangeExpr":
      case "RangeAggregationExpr":
      case "VectorAggregationExpr":
      case "BinOpExpr":
      case "LiteralExpr":
      case "LabelReplaceExpr":
      case "VectorExpr": {
        this.#expression(node);
        return;
      }
      case "PipelineStage":
        this.#stages.set(node, this.#stage(node));
        return;
      case "PipelineExpr":
      case "LineFilters": {
        this.#pipeline(node);
        return;
      }
      case "LineFilter":
        this.#stages.set(node, this.#lineFilter(node));
        return;
      case "LabelFilter": {
        this.#condition(node);
        return;
      }
      case "UnwrapExpr": {
        this.#unwrap(node);
        return;
      }
      case "Labels":
      case "GroupingLabelList":
      case "LabelExtractionExpressionList": {
        this.#list(node);
        return;
      }
      case "Grouping": {
        const [found] = this.texts.groupings(node.children, (one) => this.#labels.get(one));
        if (found === undefined) return;
        const grouping = { ...found, span: this.texts.span(node) };
        this.#groupings.set(node, grouping);
        this.groupings.push(grouping);
        return;
      }
      default:
        return;
    }
  }

  #expression(node: SyntaxNode): void {
    const operands = node.children.flatMap((one) => this.#made.get(one) ?? []);
    const [of] = operands;
    if (node.name === "MetricExpr" && of !== undefined && child(node, "MetricExpr") !== undefined) this.#closed.add(of);
    const isWrapper = /^(?:Expr|MetricExpr)$/.test(node.name) || (node.name.startsWith("Log") && of !== undefined);
    const made = isWrapper ? of && this.#widened(of, node) : this.#whole(node, operands);
    if (made === undefined) return;
    this.#made.set(node, made);
    if (!isWrapper) this.expressions.push(made);
  }

  /** A range may stand behind parentheses. */
  #widened(of: LogqlExpression, node: SyntaxNode): LogqlExpression {
    const range = this.#range(node);
    if (of.kind !== "logs" || of.range !== undefined || range === undefined) return of;
    const widened: LogqlLogs = { ...of, range, span: this.texts.span(node) };
    this.expressions[this.expressions.indexOf(of)] = widened;
    return widened;
  }

  #whole(node: SyntaxNode, operands: readonly LogqlExpression[]): LogqlExpression | undefined {
    const span = this.texts.span(node);
    const [of, right] = operands;
    const named = child(node, "RangeOp", "VectorOp", "LabelReplace", "Vector");
    const name = this.texts.text(named);
    const nameSpan = named === undefined ? span : this.texts.span(named);
    const groupingNode = child(node, "Grouping");
    const grouping = groupingNode && this.#groupings.get(groupingNode);
    const number = child(node, "Number");
    const more = {
      ...(number === undefined ? {} : { parameter: this.#number(number) }),
      ...(grouping === undefined ? {} : { grouping }),
    };
    switch (node.name) {
      case "LogExpr":
      case "LogRangeExpr":
        return this.#logs(node);
      case "RangeAggregationExpr":
        return of?.kind === "logs" ? { kind: "range-aggregation", name, nameSpan, of, span, ...more } : undefined;
      case "VectorAggregationExpr":
        return of && { kind: "aggregation", name, nameSpan, of, span, ...more };
      case "LiteralExpr": {
        const sign = child(node, "Sub") === undefined ? 1 : -1;
        return number && { kind: "number", value: sign * this.#number(number), span };
      }
      case "BinOpExpr": {
        if (of === undefined || right === undefined) return undefined;
        const modifier = child(node, "BinOpModifier");
        const matching = modifier?.children.flatMap((one) =>
          one.name === "OnOrIgnoringModifier" ? one.children : [one],
        );
        const groupings = this.texts.groupings(matching ?? [], (one) => this.#groupingLabels(one));
        append(this.groupings, groupings);
        const operator = this.texts.text(node.children.find((one) => !this.#made.has(one) && one !== modifier));
        const isBool = modifier !== undefined && child(modifier, "Bool") !== undefined;
        return bound([...this.#chain(of), { operator, isBool, groupings }, ...this.#chain(right)]);
      }
      default:
        return { kind: "other", name, nameSpan, ...(of === undefined ? {} : { of }), span };
    }
  }

  /** Operands and operators, without those in parentheses: the grammar binds `or` tighter than `*`, which Loki does not. */
  #chain(expression: LogqlExpression): readonly (LogqlExpression | Binding)[] {
    if (expression.kind !== "operation" || this.#closed.has(expression)) return [expression];
    const parts: (LogqlExpression | Binding)[] = [];
    const open: (LogqlExpression | Binding)[] = [expression];
    for (let one = open.pop(); one !== undefined; one = open.pop())
      if ("kind" in one && one.kind === "operation" && !this.#closed.has(one)) {
        const { groupings, isBool, left, operator, right } = one;
        open.push(right, { operator, isBool, groupings }, left);
      } else parts.push(one);
    return parts;
  }

  #groupingLabels(node: SyntaxNode): readonly string[] | undefined {
    if (node.name !== "GroupingLabels") return undefined;
    const list = child(node, "GroupingLabelList");
    return list === undefined ? [] : this.#labels.get(list);
  }

  #logs(node: SyntaxNode): LogqlLogs | undefined {
    const selector = child(node, "Selector");
    if (selector === undefined) return undefined;
    const unwrapNode = child(node, "UnwrapExpr");
    const unwrap = unwrapNode && this.#unwraps.get(unwrapNode);
    const pipeline = child(node, "PipelineExpr");
    const stages = pipeline === undefined ? [] : (this.#stages.get(pipeline) ?? []);
    const range = this.#range(node);
    return {
      kind: "logs",
      matchers: this.#matchers(selector),
      stages: [...stages, ...(unwrap?.after ?? [])],
      ...(unwrap === undefined ? {} : { unwrap: unwrap.unwrap }),
      ...(range === undefined ? {} : { range }),
      span: this.texts.span(node),
    };
  }

  #matchers(selector: SyntaxNode): readonly Matcher[] {
    const matchers: Matcher[] = [];
    // Lists nest to the left: Matchers(Matchers(Matcher), Matcher).
    for (let list = child(selector, "Matchers"); list !== undefined; list = child(list, "Matchers"))
      for (const one of [...list.children].reverse()) if (one.name === "Matcher") matchers.push(this.#matcher(one));
    return matchers.reverse();
  }

  /** A name, an operator and a value, as the last three children say. */
  #matcher(node: SyntaxNode): Matcher {
    const [name, op, ...value] = node.children;
    const [first] = value;
    const last = value.at(-1);
    return {
      name: this.texts.text(name),
      op: this.texts.text(op),
      value: first === undefined ? "" : first === last ? this.texts.unquoted(first) : this.texts.text(last),
      span: this.texts.span(node),
    };
  }

  #range(node: SyntaxNode): Duration | undefined {
    const range = child(node, "Range");
    const duration = range && child(range, "Duration");
    if (duration === undefined) return undefined;
    const text = this.texts.text(duration);
    const seconds = this.texts.isVariable(duration) ? undefined : durationSeconds(text);
    return { text, ...(seconds === undefined ? {} : { seconds }), span: this.texts.span(duration) };
  }

  #number(node: SyntaxNode): number {
    return this.texts.isVariable(node) ? NaN : Number(this.texts.text(node));
  }

  #pipeline(node: SyntaxNode): void {
    let stages: LogqlStage[] | undefined;
    for (const one of node.children) {
      const more = this.#stages.get(one);
      if (stages === undefined) stages = more;
      else if (more !== undefined) append(stages, more);
    }
    this.#stages.set(node, stages ?? []);
  }

  #stage(node: SyntaxNode): LogqlStage[] {
    const lines = child(node, "LineFilters");
    if (lines !== undefined) return this.#stages.get(lines) ?? [];
    const filter = child(node, "LabelFilter");
    if (filter !== undefined) {
      const condition = this.#conditions.get(filter);
      return condition === undefined ? [this.#other(filter, "ip")] : [{ kind: "label", condition }];
    }
    const parser = child(node, "LabelParser", "JsonExpressionParser", "LogfmtExpressionParser", "LogfmtParser");
    if (parser !== undefined) return [{ kind: "parser", parser: this.#parser(parser) }];
    const other = node.children.find(({ name }) => name !== "Pipe");
    return other === undefined ? [] : [this.#other(other, this.texts.text(other.children[0]))];
  }

  #other(node: SyntaxNode, name: string): LogqlStage {
    return { kind: "other", name, span: this.texts.span(node) };
  }

  #lineFilter(node: SyntaxNode): LogqlStage[] {
    if (child(node, "FilterOp") !== undefined) return [this.#other(node, "ip")];
    const op = this.texts.text(child(node, "Filter")) as LineFilter["op"];
    const span = this.texts.span(node);
    const filters: LineFilter[] = [];
    // `|= "a" or "b" or "c"`: OrFilter(String, Or, OrFilter(String)).
    for (let at: SyntaxNode | undefined = node; at !== undefined; at = child(at, "OrFilter")) {
      const text = child(at, "String");
      if (text !== undefined) filters.push({ op, value: this.texts.unquoted(text), span });
    }
    return [{ kind: "line", filters }];
  }

  #parser(node: SyntaxNode): LogParser {
    const name = this.texts.text(child(node, "Json", "Logfmt", "Pattern", "Regexp", "Unpack")) as LogParser["name"];
    const text = child(node, "String");
    const list = child(node, "LabelExtractionExpressionList");
    const written = text && this.texts.unquoted(text);
    const named = name === "pattern" ? /<(\w+)>/g : /\(\?P?<(\w+)>/g;
    const labels = [...(written ?? "").matchAll(named)].flatMap(([, label]) =>
      label === "_" || label === undefined ? [] : [label],
    );
    return {
      name,
      ...(written === undefined ? {} : { text: written }),
      labels: list === undefined ? labels : (this.#labels.get(list) ?? []),
      span: this.texts.span(node),
    };
  }

  #condition(node: SyntaxNode): void {
    const matcher = child(node, "Matcher", "NumberFilter");
    const unit = child(node, "UnitFilter")?.children[0];
    const found = matcher ?? unit;
    if (found !== undefined) {
      this.#conditions.set(node, { kind: "matcher", matcher: this.#matcher(found) });
      return;
    }
    const inner = node.children.filter(({ name }) => name === "LabelFilter");
    const of = inner.flatMap((one) => this.#conditions.get(one) ?? []);
    // One of them is a filter of IP addresses, which no condition says.
    if (of.length < inner.length || of.length === 0) return;
    const [only] = of;
    if (of.length === 1 && only !== undefined) this.#conditions.set(node, only);
    else this.#conditions.set(node, { kind: child(node, "Or") === undefined ? "and" : "or", of });
  }

  #unwrap(node: SyntaxNode): void {
    const inner = child(node, "UnwrapExpr");
    const before = inner && this.#unwraps.get(inner);
    if (before !== undefined) {
      const filter = child(node, "LabelFilter");
      const condition = filter && this.#conditions.get(filter);
      if (condition !== undefined) before.after.push({ kind: "label", condition });
      this.#unwraps.set(node, before);
      return;
    }
    const conversion = child(node, "ConvOp");
    const label = this.texts.text(child(node, "Identifier"));
    const unwrap = {
      label,
      ...(conversion === undefined ? {} : { conversion: this.texts.text(conversion) }),
      span: this.texts.span(node),
    };
    this.#unwraps.set(node, { unwrap, after: [] });
  }

  #list(node: SyntaxNode): void {
    const nested = node.children.find(({ name }) => name === node.name);
    const labels = (nested && this.#labels.get(nested)) ?? [];
    for (const one of node.children) {
      if (one.name === "Identifier" || one.name === "GroupingLabel") labels.push(this.texts.text(one));
      if (one.name === "LabelExtractionExpression") labels.push(this.texts.text(one.children[0]));
    }
    this.#labels.set(node, labels);
  }
}
