import { append } from "../../../base";
import type { Duration, FunctionCall, Matcher } from "../fact";
import type { LogsInsightsFacts } from "../facts";
import type { InsightsCommand, InsightsExpression, InsightsQuery, NamedExpression } from "./ast";
import { INSIGHTS_AGGREGATIONS, INSIGHTS_UNITS } from "./vocabulary";

/** What a query of Logs Insights reads, makes, compares and counts. */
export function insightsFacts(query: InsightsQuery): LogsInsightsFacts {
  const gathered = new Gathered();
  for (const command of query.commands) gathered.add(command);
  return {
    query,
    commands: query.commands.flatMap(({ span, ...command }) => {
      const name =
        command.kind === "other" || command.kind === "fields" || command.kind === "filter"
          ? command.name
          : command.kind;
      return name === "" ? [] : [{ name, span }];
    }),
    fieldsRead: gathered.read,
    fieldsMade: gathered.made,
    calls: gathered.calls,
    comparisons: gathered.comparisons,
    bins: gathered.bins,
    ...(gathered.limit === undefined ? {} : { limit: gathered.limit }),
    ...(gathered.by === undefined ? {} : { by: gathered.by }),
  };
}

class Gathered {
  readonly read: LogsInsightsFacts["fieldsRead"][number][] = [];
  readonly made: LogsInsightsFacts["fieldsMade"][number][] = [];
  readonly calls: FunctionCall[] = [];
  readonly comparisons: Matcher[] = [];
  readonly bins: Duration[] = [];
  limit: number | undefined;
  by: readonly string[] | undefined;
  readonly #known = new Set<string>();

  add(command: InsightsCommand): void {
    switch (command.kind) {
      case "fields":
        this.#named(command.items);
        return;
      case "filter":
        this.#expression(command.condition);
        return;
      case "stats":
        this.#named([...command.aggregates, ...command.by]);
        this.by = command.by.flatMap(({ of }) => (of.kind === "field" ? [of.name] : []));
        return;
      case "sort":
        for (const { of } of command.keys) this.#expression(of);
        return;
      case "limit":
        this.limit = command.count ?? this.limit;
        return;
      case "dedup":
        for (const field of command.fields) this.#expression(field);
        return;
      case "parse": {
        if (command.of !== undefined) this.#expression(command.of);
        for (const { text, span } of command.as) this.#make(text, span);
        const { how, span } = command;
        if (how.kind !== "regex") return;
        for (const [, name = ""] of how.source.matchAll(/\(\?P?<(@?[A-Za-z]\w*)>/g)) this.#make(name, span);
        return;
      }
      case "other":
        return;
    }
  }

  #named(items: readonly NamedExpression[]): void {
    for (const { of } of items) this.#expression(of);
    for (const { as } of items) if (as !== undefined) this.#make(as.text, as.span);
  }

  #make(name: string, span: InsightsExpression["span"]): void {
    this.made.push({ name, span });
    this.#known.add(name);
  }

  #expression(expression: InsightsExpression): void {
    // Expressions are at most as deep as their reader reads, but chains of operators are long: an explicit stack.
    const open = [expression];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (one.kind === "field") {
        const madeHere = this.#known.has(one.name) || this.#known.has(one.parts[0] ?? "");
        this.read.push({ name: one.name, madeHere, span: one.span });
      } else if (one.kind === "call") {
        this.#call(one);
        append(open, one.arguments.toReversed());
      } else if (one.kind === "list") append(open, one.of.toReversed());
      else if (one.kind === "prefix") open.push(one.of);
      else if (one.kind === "operation") {
        append(this.comparisons, comparisonsOf(one));
        open.push(one.right, one.left);
      }
    }
  }

  #call({ name, nameSpan, span, arguments: given }: InsightsExpression & { kind: "call" }): void {
    const kind = INSIGHTS_AGGREGATIONS.has(name.toLowerCase()) ? "aggregation" : "function";
    this.calls.push({ name, kind, span, nameSpan, arguments: given.map((one) => one.span) });
    const [first] = given;
    if (name.toLowerCase() !== "bin" || first === undefined) return;
    if (first.kind === "period") {
      const seconds = periodSeconds(first.text);
      this.bins.push({ text: first.text, ...(seconds === undefined ? {} : { seconds }), span: first.span });
    } else if (first.kind === "variable") this.bins.push({ text: first.text, span: first.span });
  }
}

/** Undefined: a month and longer units have no fixed length. */
export function periodSeconds(text: string): number | undefined {
  const [, amount, unit] = /^(\d+)([A-Za-z]+)$/.exec(text) ?? [];
  const seconds = INSIGHTS_UNITS.get(unit ?? "");
  return seconds === undefined ? undefined : Number(amount) * seconds;
}

const COMPARISONS = new Set(["=", "!=", "<", "<=", ">", ">=", "like", "not like", "=~", "in", "not in"]);

function comparisonsOf({
  operator,
  left,
  right,
  span,
}: InsightsExpression & { kind: "operation" }): readonly Matcher[] {
  if (!COMPARISONS.has(operator) || left.kind !== "field") return [];
  const values = right.kind === "list" ? right.of : [right];
  return values.flatMap((value): readonly Matcher[] => {
    const text = constantText(value);
    return text === undefined ? [] : [{ name: left.name, op: operator, value: text, span }];
  });
}

function constantText(value: InsightsExpression): string | undefined {
  switch (value.kind) {
    case "text":
    case "number":
    case "variable":
      return value.text;
    case "regex":
      return value.source;
    case "prefix":
      return value.operator === "-" && value.of.kind === "number" ? `-${value.of.text}` : undefined;
    default:
      return undefined;
  }
}
