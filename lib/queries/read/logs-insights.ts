import { append } from "../../base";
import type { Operator } from "../../pattern";
import type { Ask, Extraction, LineCondition, LinesAsk, Measure, NumbersAsk, Over } from "../ask";
import type { QueryContext, QueryService } from "../context";
import {
  type FieldReference,
  type InsightsCommand,
  type InsightsExpression,
  type NamedExpression,
  parseQuery,
  periodSeconds,
} from "../languages";
import { literalExpression } from "../print/field-test";
import { partsOf } from "../print/source";
import { lineExpression } from "../sql";
import { type AskRead, CannotRead, cannotRead } from "./ask-read";
import {
  all,
  any,
  compares,
  equals,
  fieldName,
  fieldSelector,
  form,
  lineHolds,
  lineMatches,
  matches,
  missing,
  negated,
  present,
  typeOf,
} from "./conditions";

/** @param logGroups names or ARNs; undefined: the query does not say */
export function readLogsInsights(
  text: string,
  context: QueryContext,
  logGroups: readonly string[] | undefined,
): AskRead {
  const { facts, mistakes } = parseQuery("logs-insights", text, { grafana: true });
  if (mistakes.length > 0) return { notRead: { why: "mistakes", mistakes } };
  const searched = servicesIn(logGroups, context);
  if (searched.length === 0 && logGroups !== undefined)
    return { notRead: { why: "unknown-stream", name: logGroups.join(", ") } };
  const [first, ...others] = facts.query.commands;
  if (logGroups !== undefined || first?.kind !== "other" || first.name !== "SOURCE")
    return { ask: new Reader(text, searched, context).read(facts.query.commands) };
  const named = sourcesIn(first.text);
  const services = servicesIn(named, context);
  if (services.length === 0) return { notRead: { why: "unknown-stream", name: named.join(", ") } };
  return { ask: new Reader(text, services, context).read(others) };
}

/** `SOURCE '/shop/checkout', '/shop/payments'` */
function sourcesIn(written: string): readonly string[] {
  if (!/^\s*(?:(?:'[^']*'|"[^"]*")\s*(?:,\s*|$))+$/.test(written)) return cannotRead("construct", `SOURCE ${written}`);
  return [...written.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double ?? "");
}

function servicesIn(logGroups: readonly string[] | undefined, { services }: QueryContext): readonly QueryService[] {
  if (logGroups === undefined || logGroups.some((group) => group.includes("$"))) return services;
  const names = logGroups.map((group) => /:log-group:([^:]+)/.exec(group)?.[1] ?? group);
  return services.filter(({ logGroup }) => names.includes(logGroup));
}

/** Lines that AWS returns when no limit is said. */
const USUAL_LIMIT = 10_000;

class Reader {
  /** Names of fields that commands so far read. */
  readonly #read = new Set<string>();

  /** Names of fields that are taken out of texts. */
  readonly #extracted = new Set<string>();

  /** Fields by the names that commands so far gave them. */
  readonly #aliases = new Map<string, FieldReference>();

  constructor(
    private readonly text: string,
    private readonly services: readonly QueryService[],
    private readonly context: QueryContext,
  ) {}

  read(commands: readonly InsightsCommand[]): Ask {
    const where: LineCondition[] = [];
    const extracted: Extraction[] = [];
    let fields: readonly string[] = [];
    let order: LinesAsk["order"] = "newest";
    let limit = USUAL_LIMIT;
    let numbers: Omit<NumbersAsk, "services" | "where"> | undefined;
    let sorted = false;
    let isCut = false;
    for (const command of commands) {
      // What follows a limit is of those lines only.
      if (isCut && command.kind !== "fields") this.#not(command);
      if (command.kind === "filter" && numbers === undefined)
        append(where, partsOf(this.#condition(command.condition)));
      else if (command.kind === "fields" && /^(?:fields|display)$/.test(command.name) && numbers === undefined)
        fields = this.#shown(command.items, fields);
      else if (command.kind === "fields" && command.name === "display" && numbers !== undefined)
        numbers = { ...numbers, measures: this.#displayed(command, numbers) };
      else if (command.kind === "parse" && numbers === undefined) extracted.push(this.#extraction(command));
      else if (command.kind === "stats" && numbers === undefined)
        numbers = this.#numbers(command.aggregates, command.by);
      else if (command.kind === "sort") {
        if (numbers === undefined) order = this.#order(command);
        else sorted = this.#isByFirst(command, numbers);
      } else if (command.kind === "limit" && command.count !== undefined) {
        if (numbers === undefined) {
          isCut = true;
          limit = command.count;
          // The limit of a chart, or of a table that is not sorted, cuts nothing that is usually there.
        } else if (sorted && numbers.over === "range") numbers = { ...numbers, top: command.count };
        else if (command.count < 1000) this.#not(command);
      } else this.#not(command);
    }
    const services = this.services.length === this.context.services.length ? [] : this.services.map(({ name }) => name);
    const from = { services, where, ...(extracted.length === 0 ? {} : { extracted }) };
    if (numbers !== undefined) return { ...numbers, ...from };
    return { kind: "lines", ...from, fields, order, limit };
  }

  #not({ span }: { readonly span: { readonly start: number; readonly end: number } }): never {
    return cannotRead("construct", this.text.slice(span.start, span.end));
  }

  #extraction(command: InsightsCommand & { kind: "parse" }): Extraction {
    const { as, how, of } = command;
    if ((of !== undefined && of.kind !== "field") || how.kind === "format") return this.#not(command);
    const names = as.map(({ text }) => text);
    const source = how.kind === "regex" ? how.source.replaceAll("\\/", "/") : globExpression(how.text, names);
    // Names that follow an expression name its groups anew.
    if (how.kind === "regex" && names.length > 0) return this.#not(command);
    const expression = lineExpression(source);
    if (expression === undefined || expression.groups.length === 0) return cannotRead("expression", source);
    // A field that was read, named or taken out before is another one of the same name.
    if (expression.groups.some((group) => [this.#read, this.#aliases, this.#extracted].some((each) => each.has(group))))
      return this.#not(command);
    const isLine = of === undefined || this.#isLine(of);
    for (const group of expression.groups) this.#extracted.add(group);
    const from = isLine ? {} : { of: this.#name(of) };
    return { ...from, source: expression.insights };
  }

  #shown(items: readonly NamedExpression[], before: readonly string[]): readonly string[] {
    const shown = items.flatMap((item) => {
      if (item.of.kind !== "field") return this.#not(item);
      const { name } = this.#named(item.of);
      if (item.as !== undefined) this.#aliases.set(item.as.text, this.#named(item.of));
      return name.startsWith("@") && !this.#extracted.has(name) ? [] : [this.#name(item.of)];
    });
    return [...new Set([...before, ...shown])];
  }

  #order(command: InsightsCommand & { kind: "sort" }): LinesAsk["order"] {
    const [key, second] = command.keys;
    if (key?.of.kind !== "field" || second !== undefined) return this.#not(command);
    if (this.#named(key.of).name === "@timestamp") return key.descending ? "newest" : "oldest";
    return { by: this.#name(key.of), descending: key.descending };
  }

  /** The measures that are left; groups that are not shown are groups nevertheless. */
  #displayed(
    command: InsightsCommand & { kind: "fields" },
    { measures }: Pick<NumbersAsk, "measures">,
  ): readonly Measure[] {
    const names = command.items.map(({ as, of }) =>
      of.kind === "field" && as === undefined ? of.name : this.#not(command),
    );
    const left = measures.filter(({ name }) => names.includes(name));
    return left.length === 0 ? this.#not(command) : left;
  }

  /** Whether rows are sorted by the first measure; other orders change no number. */
  #isByFirst({ keys }: InsightsCommand & { kind: "sort" }, { measures }: Pick<NumbersAsk, "measures">): boolean {
    const [key] = keys;
    return key?.descending === true && key.of.kind === "field" && key.of.name === measures[0]?.name;
  }

  #numbers(
    aggregates: readonly NamedExpression[],
    by: readonly NamedExpression[],
  ): Omit<NumbersAsk, "services" | "where"> {
    let over: Over = "range";
    const groups = by.flatMap((item): string[] => {
      if (item.of.kind === "field") return [this.#name(item.of)];
      if (item.of.kind !== "call" || item.of.name.toLowerCase() !== "bin") return this.#not(item);
      const [period] = item.of.arguments;
      const seconds = period?.kind === "period" ? periodSeconds(period.text) : undefined;
      if (seconds === undefined && period?.kind !== "variable") return this.#not(item);
      over = { stepSeconds: seconds ?? "auto" };
      return [];
    });
    const measures = aggregates.map((item): Measure => ({
      name: item.as?.text ?? this.#slice(item),
      of: this.#measure(item.of),
    }));
    return { kind: "numbers", measures, by: groups, over };
  }

  #slice({ span }: NamedExpression): string {
    return this.text.slice(span.start, span.end);
  }

  #measure(of: InsightsExpression): Measure["of"] {
    const share = this.#share(of);
    if (share !== undefined) return share;
    if (of.kind !== "call") return this.#not(of);
    const name = of.name.toLowerCase();
    const [first, second] = of.arguments;
    if (name === "count" && (first === undefined || first.kind === "star")) return { kind: "count" };
    if (first?.kind !== "field") return this.#not(of);
    const field = this.#name(first);
    if (name === "pct" && second?.kind === "number")
      return { kind: "percentile", percentile: Number(second.text), field };
    const kind = AGGREGATIONS.get(name);
    return kind === undefined ? this.#not(of) : { kind, field };
  }

  /** `100 * sum(condition) / count(*)`, in the orders that people write. */
  #share(of: InsightsExpression): Measure["of"] | undefined {
    const { factors, divisors } = productOf(of);
    const [hundred, ...more] = factors.filter((one) => one.kind === "number" && one.text === "100");
    const [sum, ...others] = factors.filter((one) => one !== hundred);
    const [count, ...rest] = divisors;
    if (hundred === undefined || more.length + others.length + rest.length > 0) return undefined;
    if (sum?.kind !== "call" || sum.name.toLowerCase() !== "sum" || count?.kind !== "call") return undefined;
    const [condition] = sum.arguments;
    if (condition === undefined || this.#measure(count).kind !== "count") return undefined;
    return { kind: "share", where: this.#condition(condition) };
  }

  #condition(of: InsightsExpression): LineCondition {
    if (of.kind === "prefix" && of.operator === "not") return negated(this.#condition(of.of));
    if (of.kind === "call") {
      const [field] = of.arguments;
      const name = of.name.toLowerCase();
      if (field?.kind === "field" && this.#isLine(field)) return this.#lineCall(of);
      if (field?.kind === "field" && name === "ispresent") return present(this.#selector(field));
      const [, text] = of.arguments;
      if (name === "strcontains" && field?.kind === "field" && text?.kind === "text" && of.arguments.length === 2)
        return form(this.#selector(field), ["", text.text, ""]);
      return this.#not(of);
    }
    if (of.kind !== "operation") return this.#not(of);
    const { left, operator, right } = of;
    if (operator === "and" || operator === "or") {
      const parts = chainOf(of, operator).map((part) => this.#condition(part));
      return operator === "and" ? all(parts) : any(parts);
    }
    if (left.kind === "call" && (operator === "like" || operator === "=~")) return this.#folded(left, right, of);
    if (left.kind !== "field") return this.#not(of);
    if (right.kind === "variable") return cannotRead("variable", right.text);
    switch (operator) {
      case "like":
      case "=~":
        return this.#like(left, right, of);
      case "not like":
        return negated(this.#like(left, right, of));
      case "in":
      case "not in": {
        if (right.kind !== "list" || right.of.length === 0) return this.#not(of);
        const found = any(right.of.map((value) => this.#compared(left, "=", value, of)));
        return operator === "in" ? found : negated(found);
      }
      case "=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        return this.#compared(left, operator, right, of);
      case "!=":
        if (this.#isLine(left)) return this.#compared(left, operator, right, of);
        // What is not there differs, too.
        return any([missing(this.#selector(left)), this.#compared(left, "!=", right, of)]);
      default:
        return this.#not(of);
    }
  }

  /** `strcontains(@message, "x")`: of the line, as it was written. */
  #lineCall(of: InsightsExpression & { kind: "call" }): LineCondition {
    const [, text, more] = of.arguments;
    if (text?.kind !== "text" || more !== undefined) return this.#not(of);
    const literal = literalExpression(text.text);
    switch (of.name.toLowerCase()) {
      case "strcontains":
        return lineHolds(text.text);
      case "startswith":
        return lineMatches(`^${literal}`);
      case "endswith":
        return lineMatches(`${literal}$`);
      default:
        return this.#not(of);
    }
  }

  /** `tolower(@message) like /error/`: the line, its letters in any case. */
  #folded(
    call: InsightsExpression & { kind: "call" },
    right: InsightsExpression,
    of: InsightsExpression,
  ): LineCondition {
    const [field, more] = call.arguments;
    const isLower = call.name.toLowerCase() === "tolower";
    if (field?.kind !== "field" || !this.#isLine(field) || more !== undefined) return this.#not(of);
    if (!isLower && call.name.toLowerCase() !== "toupper") return this.#not(of);
    if (right.kind !== "text" && right.kind !== "regex") return this.#not(of);
    const source = right.kind === "text" ? literalExpression(right.text) : right.source.replaceAll("\\/", "/");
    // Letters of the other case would match nothing; those of escapes are no letters.
    const letters = source.replaceAll(/\\./g, "").replace(/^\(\?i\)/, "");
    if (letters !== (isLower ? letters.toLowerCase() : letters.toUpperCase())) return this.#not(of);
    return lineMatches(source.startsWith("(?i)") ? source : `(?i)${source}`);
  }

  #like(left: FieldReference, right: InsightsExpression, of: InsightsExpression): LineCondition {
    if (this.#isLine(left)) {
      if (right.kind === "text") return lineHolds(right.text);
      return right.kind === "regex" ? lineMatches(right.source.replaceAll("\\/", "/")) : this.#not(of);
    }
    const selector = this.#selector(left);
    if (right.kind === "text") return form(selector, ["", right.text, ""]);
    if (right.kind !== "regex") return this.#not(of);
    return matches(selector, right.source.replaceAll("\\/", "/"), false, false);
  }

  #compared(
    left: FieldReference,
    operator: Operator,
    right: InsightsExpression,
    of: InsightsExpression,
  ): LineCondition {
    if (this.#isLine(left)) {
      if (right.kind !== "text" || (operator !== "=" && operator !== "!=")) return this.#not(of);
      return lineMatches(`^${literalExpression(right.text)}$`, operator === "!=");
    }
    const selector = this.#selector(left);
    const number = right.kind === "number" ? right.text : numberAfterMinus(right);
    if (number !== undefined) {
      const isBoolean = typeOf(keysIn(left), this.services) === "boolean";
      if (isBoolean && operator === "=" && /^[01]$/.test(number))
        return { kind: "state", selector, state: number === "1" ? "true" : "false" };
      return compares(selector, operator, number);
    }
    if (right.kind !== "text" || (operator !== "=" && operator !== "!=")) return this.#not(of);
    return equals(selector, right.text, operator === "!=");
  }

  #name(written: FieldReference): string {
    const field = this.#named(written);
    this.#checkField(field);
    return fieldName(keysIn(field));
  }

  #selector(written: FieldReference): ReturnType<typeof fieldSelector> {
    const field = this.#named(written);
    this.#checkField(field);
    return fieldSelector(keysIn(field));
  }

  /** Unless a text that was taken out of it is called so. */
  #isLine(field: FieldReference): boolean {
    return this.#named(field).name === "@message" && !this.#extracted.has("@message");
  }

  /** The field that a name stands for. */
  #named(field: FieldReference): FieldReference {
    return this.#aliases.get(field.name) ?? field;
  }

  #checkField(field: FieldReference): void {
    if (/\$|\{\{/.test(field.name)) cannotRead("variable", field.name);
    // A name that a query gives may begin with @, as in parse @message "* *" as @user, @status.
    if (field.name.startsWith("@") && !this.#extracted.has(field.name))
      throw new CannotRead({ why: "system-field", text: field.name });
    this.#read.add(field.name);
  }
}

const AGGREGATIONS = new Map([
  ["sum", "sum"],
  ["avg", "average"],
  ["min", "minimum"],
  ["max", "maximum"],
  ["count_distinct", "distinct"],
] as const) as ReadonlyMap<string, "sum" | "average" | "minimum" | "maximum" | "distinct">;

/** `user=*, took *ms`: each `*` is as short as it can be, but at the end. */
function globExpression(glob: string, names: readonly string[]): string {
  const pieces = glob.split("*");
  return pieces
    .map((piece, index) => {
      const name = names[index];
      if (index === pieces.length - 1 || name === undefined) return literalExpression(piece);
      const isLast = index === pieces.length - 2 && pieces.at(-1) === "";
      return `${literalExpression(piece)}(?<${name}>(?s:.${isLast ? "*" : "*?"}))`;
    })
    .join("");
}

function keysIn({ parts }: FieldReference): readonly (string | number)[] {
  return parts.flatMap((part): readonly (string | number)[] => {
    const [, index] = /^\[(\d+)\]$/.exec(part) ?? [];
    return index === undefined
      ? part.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key))
      : [Number(index)];
  });
}

function numberAfterMinus(of: InsightsExpression): string | undefined {
  return of.kind === "prefix" && of.operator === "-" && of.of.kind === "number" ? `-${of.of.text}` : undefined;
}

/** The parts of `a and b and c`, in order. */
function chainOf(of: InsightsExpression, operator: "and" | "or"): readonly InsightsExpression[] {
  const parts: InsightsExpression[] = [];
  let left = of;
  while (left.kind === "operation" && left.operator === operator) {
    parts.push(left.right);
    left = left.left;
  }
  return [left, ...parts.reverse()];
}

function productOf(of: InsightsExpression): {
  readonly factors: readonly InsightsExpression[];
  readonly divisors: readonly InsightsExpression[];
} {
  const factors: InsightsExpression[] = [];
  const divisors: InsightsExpression[] = [];
  let left = of;
  while (left.kind === "operation" && (left.operator === "*" || left.operator === "/")) {
    (left.operator === "*" ? factors : divisors).push(left.right);
    left = left.left;
  }
  return { factors: [left, ...factors], divisors };
}
