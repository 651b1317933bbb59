import { append } from "../../base";
import { keysOf } from "../../contract";
import type { Operator } from "../../pattern";
import type { Ask, Extraction, LineCondition, LogSource, Measure, NumbersAsk } from "../ask";
import type { QueryContext, QueryService } from "../context";
import {
  type LineFilter,
  type LogParser,
  type LogqlCondition,
  type LogqlExpression,
  type LogqlLogs,
  type LogqlRangeAggregation,
  type Matcher,
  parseQuery,
} from "../languages";
import { literalExpression } from "../print/field-test";
import { lineExpression } from "../sql";
import { type AskRead, CannotRead, cannotRead } from "./ask-read";
import {
  all,
  any,
  compares,
  equals,
  fieldName,
  fieldSelector,
  lineHolds,
  lineMatches,
  matches,
  missing,
  present,
  typeOf,
} from "./conditions";
import { isOfEnvironment, isVariable } from "./environment";
import { isRowCount, overOf } from "./signals";

export function readLogql(text: string, context: QueryContext): AskRead {
  const { facts, mistakes } = parseQuery("logql", text, { grafana: true });
  if (mistakes.length > 0) return { notRead: { why: "mistakes", mistakes } };
  if (facts.expression === undefined) return cannotRead("variable", text);
  return new Reader(text, context).read(facts.expression);
}

/** Loki returns so many lines if nobody says how many. */
const USUAL_LIMIT = 100;

/** A field by its keys. */
type Keys = readonly (string | number)[];

class Reader {
  constructor(
    private readonly text: string,
    private readonly context: QueryContext,
  ) {}

  read(expression: LogqlExpression): AskRead {
    if (expression.kind === "logs") {
      const lines = new Lines(this.text, this.context, expression);
      return { ask: { kind: "lines", ...lines.source(), fields: lines.shown, order: "newest", limit: USUAL_LIMIT } };
    }
    if (expression.kind === "aggregation" && expression.name === "topk") {
      const inner = this.read(expression.of);
      const { grouping, parameter } = expression;
      if (!("ask" in inner) || inner.ask.kind !== "numbers" || !isRowCount(parameter) || grouping !== undefined)
        return this.#not(expression);
      return { ...inner, ask: { ...inner.ask, top: parameter } };
    }
    // Their order, and a zero where there is nothing, change no number.
    if (expression.kind === "aggregation" && /^sort(?:_desc)?$/.test(expression.name)) return this.read(expression.of);
    if (expression.kind === "operation" && expression.operator === "or" && this.#isZero(expression.right))
      return this.read(expression.left);
    return this.#share(expression) ?? this.#numbers(expression);
  }

  #not({ span }: LogqlExpression): never {
    return cannotRead("construct", this.text.slice(span.start, span.end));
  }

  /** `vector(0)`, or a product with 0. */
  #isZero(expression: LogqlExpression): boolean {
    if (expression.kind === "operation")
      return (
        expression.operator === "*" &&
        [expression.left, expression.right].some((part) => part.kind === "number" && part.value === 0)
      );
    const { start, end } = expression.span;
    return /^vector\(\s*0(?:\.0*)?\s*\)$/.test(this.text.slice(start, end));
  }

  /** `100 * (some or all * 0) / all`, and without the part that stands for none. */
  #share(expression: LogqlExpression): AskRead | undefined {
    if (expression.kind !== "operation" || expression.operator !== "/") return undefined;
    const { left, right } = expression;
    if (left.kind !== "operation" || left.operator !== "*") return undefined;
    const [hundred, product] = left.left.kind === "number" ? [left.left, left.right] : [left.right, left.left];
    if (hundred.kind !== "number" || hundred.value !== 100) return undefined;
    const isOr = product.kind === "operation" && product.operator === "or";
    if (isOr && !this.#isZero(product.right)) return this.#not(expression);
    const some = this.#count(isOr ? product.left : product);
    const every = this.#count(right);
    if (some === undefined || every === undefined) return undefined;
    const known = every.ask.where.map((one) => JSON.stringify(one));
    const more = some.ask.where.filter((one) => !known.includes(JSON.stringify(one)));
    const [ofSome, ofAll] = [some, every].map((one) => JSON.stringify({ ...one, ask: { ...one.ask, where: [] } }));
    if (ofSome !== ofAll || more.length === 0 || some.ask.where.length - more.length !== every.ask.where.length)
      return this.#not(expression);
    const measures: readonly Measure[] = [{ name: "share", of: { kind: "share", where: all(more) } }];
    return { ask: { ...every.ask, measures } };
  }

  #count(expression: LogqlExpression): { readonly ask: NumbersAsk; readonly perSecond?: boolean } | undefined {
    const inner = this.#numbers(expression);
    if (!("ask" in inner) || inner.ask.kind !== "numbers" || inner.ask.measures[0]?.of.kind !== "count")
      return undefined;
    return { ...inner, ask: inner.ask };
  }

  #numbers(expression: LogqlExpression): AskRead {
    if (expression.kind === "aggregation" && expression.name === "count") return this.#distinct(expression);
    if (expression.kind === "range-aggregation") {
      const { name, grouping } = expression;
      // By each combination of all labels: which those are, no query says.
      if (grouping?.kind === "by" && OF_VALUES.has(name)) return this.#aggregated(expression, grouping.labels);
      return this.#not(expression);
    }
    if (expression.kind !== "aggregation" || expression.of.kind !== "range-aggregation") return this.#not(expression);
    const { grouping, name, of } = expression;
    if (grouping?.kind === "without" || !SUMMABLE.get(name)?.includes(of.name)) return this.#not(expression);
    return this.#aggregated(of, grouping?.labels ?? []);
  }

  #distinct(expression: LogqlExpression & { kind: "aggregation" }): AskRead {
    const inner = this.#numbers(expression.of);
    const by = expression.grouping?.labels ?? [];
    if (!("ask" in inner) || inner.ask.kind !== "numbers" || inner.ask.measures[0]?.of.kind !== "count")
      return this.#not(expression);
    const { ask } = inner;
    const field = ask.by.at(-1);
    if (field === undefined || ask.by.length !== by.length + 1) return this.#not(expression);
    const there = JSON.stringify(present(fieldSelector(keysOf(field))));
    const where = ask.where.filter((one) => JSON.stringify(one) !== there);
    return {
      ask: {
        ...ask,
        where,
        by: ask.by.slice(0, -1),
        measures: [{ name: "distinct", of: { kind: "distinct", field } }],
      },
    };
  }

  #aggregated(of: LogqlRangeAggregation, labels: readonly string[]): AskRead {
    const lines = new Lines(this.text, this.context, of.of);
    const { name, parameter } = of;
    const { range, unwrap } = of.of;
    if (range === undefined || lines.shown.length > 0) return this.#not(of);
    // Lines of another time.
    if (/\]\s*offset\b/.test(this.text.slice(of.span.start, of.span.end))) return this.#not(of);
    const field = unwrap && fieldName(lines.keys(unwrap.label));
    if (unwrap?.conversion !== undefined) return this.#not(of);
    const kind = OF_VALUES.get(name);
    const measure: Measure["of"] =
      field === undefined
        ? { kind: "count" }
        : name === "quantile_over_time" && parameter !== undefined
          ? { kind: "percentile", percentile: Number((parameter * 100).toPrecision(12)), field }
          : kind === undefined || kind === "percentile"
            ? this.#not(of)
            : { kind, field };
    const source = lines.source();
    const unwrapped = field === undefined ? undefined : JSON.stringify(present(fieldSelector(keysOf(field))));
    const ask: Ask = {
      kind: "numbers",
      ...source,
      where: source.where.filter((one) => JSON.stringify(one) !== unwrapped),
      measures: [{ name: field === undefined ? "count" : measure.kind, of: measure }],
      by: labels.map((label) => fieldName(lines.keys(label))),
      over: overOf(range),
    };
    return name === "rate" ? { ask, perSecond: true } : { ask };
  }
}

const OF_VALUES: ReadonlyMap<string, "sum" | "average" | "minimum" | "maximum" | "percentile"> = new Map([
  ["sum_over_time", "sum"],
  ["avg_over_time", "average"],
  ["min_over_time", "minimum"],
  ["max_over_time", "maximum"],
  ["quantile_over_time", "percentile"],
]);

/** Aggregations that give the same over all series as the range aggregation gives over all lines. */
const SUMMABLE: ReadonlyMap<string, readonly string[]> = new Map([
  ["sum", ["count_over_time", "sum_over_time", "rate"]],
  ["min", ["min_over_time"]],
  ["max", ["max_over_time"]],
]);

/** What a pipeline says of lines: whose, which, and what its labels are. */
class Lines {
  shown: readonly string[] = [];
  readonly #labels = new Map<string, Keys>();
  #isJson = false;
  readonly #where: LineCondition[] = [];
  readonly #extracted: Extraction[] = [];
  readonly #services: readonly string[];

  constructor(
    private readonly text: string,
    private readonly context: QueryContext,
    { matchers, stages }: LogqlLogs,
  ) {
    // All matchers hold; none of them chooses: all services.
    const chosen = matchers.map((matcher) => this.#stream(matcher)).filter((names) => names.length > 0);
    const [first = [], ...others] = chosen;
    this.#services = first.filter((name) => others.every((names) => names.includes(name)));
    if (chosen.length > 0 && this.#services.length === 0)
      throw new CannotRead({ why: "unknown-stream", name: first.join(", ") });
    for (const stage of stages) {
      if (stage.kind === "label") {
        const condition = this.#condition(stage.condition);
        if (condition !== undefined) append(this.#where, condition.kind === "all" ? condition.of : [condition]);
      } else if (stage.kind === "line") {
        // A line that was written anew is another text.
        if (this.shown.length > 0) this.#not(stage.filters[0]?.span ?? { start: 0, end: 0 });
        this.#lineFilter(stage.filters);
      } else if (stage.kind === "parser") this.#parser(stage.parser);
      else if (stage.name === "line_format") this.shown = this.#format(stage.span);
      else if (!/^(?:drop|keep|decolorize)$/.test(stage.name)) this.#not(stage.span);
    }
  }

  source(): LogSource {
    // What is said twice, as that a field is there, is said once.
    const parts = all(this.#where);
    return {
      services: this.#services,
      where: parts.kind === "all" ? parts.of : [parts],
      ...(this.#extracted.length === 0 ? {} : { extracted: this.#extracted }),
    };
  }

  #not({ start, end }: { readonly start: number; readonly end: number }): never {
    return cannotRead("construct", this.text.slice(start, end));
  }

  #stream(matcher: Matcher): readonly string[] {
    if (isOfEnvironment(matcher, this.context)) return [];
    const { name, op, value, span } = matcher;
    const { services } = this.context;
    const named = op === "=" ? [value] : op === "=~" ? alternativesIn(value) : this.#not(span);
    if (isVariable(value) || /^\.[*+]$/.test(value)) return [];
    const known = named.filter((one) => services.some((service) => service.name === one));
    if (known.length < named.length) throw new CannotRead({ why: "unknown-stream", name: `${name}${op}"${value}"` });
    return known.length === services.length ? [] : known;
  }

  /** One of the texts is in the line; for `!=` and `!~`, none of them. */
  #lineFilter(filters: readonly LineFilter[]): void {
    const tests = filters.flatMap(({ op, span, value }): readonly LineCondition[] => {
      if (isVariable(value)) return cannotRead("variable", value);
      if (op !== "|=" && op !== "!=" && op !== "|~" && op !== "!~") return this.#not(span);
      if (value === "") return op.startsWith("|") ? [] : this.#not(span);
      return [op.endsWith("=") ? lineHolds(value, op === "!=") : lineMatches(value, op === "!~")];
    });
    const isNegated = filters[0]?.op.startsWith("!") === true;
    // Every line holds the empty text.
    if (!isNegated && tests.length < filters.length) return;
    if (isNegated) append(this.#where, tests);
    else this.#where.push(any(tests));
  }

  #extraction({ labels, name, span, text = "" }: LogParser): void {
    const source = name === "pattern" ? patternExpression(text) : text;
    const expression = lineExpression(source);
    if (expression === undefined || expression.groups.length === 0) return cannotRead("expression", text);
    // A line that was written anew is another text, and a label of before would be called otherwise.
    if (this.shown.length > 0 || labels.some((label) => this.#labels.has(label))) this.#not(span);
    for (const group of expression.groups) this.#labels.set(group, [group]);
    this.#extracted.push({ source: expression.insights });
  }

  #parser(parser: LogParser): void {
    const { name, span } = parser;
    const { start, end } = span;
    const written = this.text.slice(start, end);
    if (name === "pattern" || name === "regexp") {
      this.#extraction(parser);
      return;
    }
    if (name !== "json") this.#not({ start, end });
    const named = [...written.matchAll(/([A-Za-z_]\w*)\s*=\s*("(?:[^"\\]|\\.)*"|`[^`]*`)/g)];
    for (const [, label = "", path = ""] of named) this.#labels.set(label, keysOfPath(path));
    if (named.length === 0) this.#isJson = true;
  }

  #format(span: { readonly start: number; readonly end: number }): readonly string[] {
    const written = this.text.slice(span.start, span.end);
    const labels = [...written.matchAll(/\{\{\s*\.(\w+)\s*\}\}/g)].map(([, label = ""]) => label);
    if (labels.length === 0) this.#not(span);
    return labels.map((label) => fieldName(this.keys(label)));
  }

  /** The field that a label holds. */
  keys(label: string): Keys {
    if (label.includes("$")) cannotRead("variable", label);
    const named = this.#labels.get(label);
    if (named !== undefined) return named;
    const service = label === "service_name" ? this.#fieldOf(label) : undefined;
    // A label of the stream, which is the field of its lines.
    if (service !== undefined) return keysOf(service);
    const level = /^(?:detected_)?level$/.test(label) && !this.#isJson ? this.#levelField() : undefined;
    if (level !== undefined) return keysOf(level);
    if (!this.#isJson) throw new CannotRead({ why: "unknown-stream", name: label });
    const plain = label.replace(/_extracted$/, "");
    return keysOf(this.#fieldOf(plain) ?? plain);
  }

  /** The level that Loki finds in lines, or gets with them, where services write it as Loki does: `error`, not `50`. */
  #levelField(): string | undefined {
    const lines = this.#contracts().map(({ contract }) => contract.line);
    const [first] = lines;
    const isLokis = lines.every(({ level, levels }) => level === first?.level && levels.error.includes("error"));
    return isLokis ? first?.level : undefined;
  }

  /** `json` without names makes `http_route` of `http.route`. */
  #fieldOf(label: string): string | undefined {
    for (const { contract } of this.#contracts())
      for (const field of Object.keys(contract.fields)) if (keysOf(field).join("_") === label) return field;
    return undefined;
  }

  #contracts(): readonly QueryService[] {
    const { services } = this.context;
    return this.#services.length === 0 ? services : services.filter(({ name }) => this.#services.includes(name));
  }

  #condition(condition: LogqlCondition): LineCondition | undefined {
    if (condition.kind !== "matcher") {
      const of = condition.of.map((one) => this.#condition(one));
      const said = of.filter((one) => one !== undefined);
      if (said.length < of.length && condition.kind === "or") cannotRead("construct", "__error__");
      return said.length === 0 ? undefined : condition.kind === "and" ? all(said) : any(said);
    }
    return this.#matcher(condition.matcher);
  }

  #matcher({ name, op, value, span }: Matcher): LineCondition | undefined {
    if (name === "__error__") return undefined;
    if (value.includes("$")) cannotRead("variable", value);
    const keys = this.keys(name);
    const selector = fieldSelector(keys);
    const isQuoted = /["'`]\s*$/.test(this.text.slice(span.start, span.end));
    if (!isQuoted) {
      if (!/^[-+]?[\d.]+(?:[eE][-+]?\d+)?$/.test(value)) this.#not(span);
      return compares(selector, (op === "==" ? "=" : op) as Operator, value);
    }
    if (value === "" && (op === "=" || op === "!=")) return op === "=" ? missing(selector) : present(selector);
    const isBoolean = typeOf(keys, this.#contracts()) === "boolean";
    if (isBoolean && op === "=" && /^(?:true|false)$/.test(value))
      return { kind: "state", selector, state: value === "true" ? "true" : "false" };
    switch (op) {
      case "=":
        return equals(selector, value);
      case "!=":
        return any([missing(selector), equals(selector, value, true)]);
      case "=~":
        return value === ".+" ? present(selector) : matches(selector, value, false, true);
      case "!~":
        return value === ".+" ? missing(selector) : any([missing(selector), matches(selector, value, true, true)]);
      default:
        return this.#not(span);
    }
  }
}

/** `<ip> - <_> [<at>]`: from the beginning of the line, each capture up to the next text; the last one takes the rest. */
function patternExpression(pattern: string): string {
  const parts = pattern.split(/(<\w+>)/);
  const isLast = (index: number): boolean => parts.slice(index + 1).every((part) => part === "");
  const written = parts.map((part, index) => {
    const [, name] = /^<(\w+)>$/.exec(part) ?? [];
    if (name === undefined) return literalExpression(part);
    const any = isLast(index) ? "(?s:.*)" : "(?s:.*?)";
    return name === "_" ? any : `(?<${name}>${any})`;
  });
  return `^${written.join("")}`;
}

/** `http.route`, `["log.level"]`, `tags[0]`: as the `json` stage reads paths. */
function keysOfPath(written: string): Keys {
  const path = written.startsWith("`") ? written.slice(1, -1) : (JSON.parse(written) as string);
  return [...path.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, plain]) =>
    index === undefined ? (quoted ?? plain ?? "") : Number(index),
  );
}

/** `a|b`, or `(a|b)`, as Grafana writes several values of a variable. */
function alternativesIn(expression: string): readonly string[] {
  const [, inside = expression] = /^\(([^()]*)\)$/.exec(expression) ?? [];
  return inside.split("|").map((one) => one.replaceAll("\\", ""));
}
