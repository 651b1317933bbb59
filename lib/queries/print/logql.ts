import { fieldAt } from "../../contract";
import type { Extraction, LineCondition, LinesAsk, LineText, Measure, NumbersAsk } from "../ask";
import { type QueryContext, type QueryService, servicesOf } from "../context";
import { CannotSay, type Caveat, type PrintedQuery } from "../printed";
import { cannot, type FieldPlace, fieldTest, literalExpression, placeOf, printedCondition } from "./field-test";
import { durationText, fixedStep } from "./steps";
import { checkFields, expressionOf, partsOf, pathOf, whereOf } from "./source";

/**
 * LogQL: one query for lines; for numbers, one for each measure.
 *
 * Streams are selected by bounded labels only, and fields are taken from the line, each by its path, so that a label of the same name does
 * not stand in for one.
 *
 * @see https://grafana.com/docs/loki/latest/query/
 */
export function logQl(ask: LinesAsk | NumbersAsk, context: QueryContext, caveats: Caveat[]): readonly PrintedQuery[] {
  const services = servicesOf(ask, context);
  checkFields(ask, services);
  const selector = streams(ask, context);
  if (ask.kind === "lines") return [linesQuery(ask, selector, new Pipeline(services, caveats, ask.extracted))];
  return ask.measures.map(({ name, of }) => {
    const pipeline = (): Pipeline => new Pipeline(services, caveats, ask.extracted);
    const { by, over, top } = ask;
    const range = `[${rangeText(over, context)}]`;
    const value = measureText({ of, by, where: whereOf(ask), selector, range, pipeline, caveats });
    return {
      dialect: "logql",
      measure: name,
      instant: over === "range",
      text: top === undefined ? value : `topk(${String(top)}, ${value})`,
    };
  });
}

function streams({ services }: LinesAsk | NumbersAsk, { environment }: QueryContext): string {
  const names = [...services].sort();
  const [only] = names;
  const ofServices =
    names.length === 0 || only === undefined
      ? []
      : [
          names.length === 1
            ? `service_name=${quoted(only)}`
            : `service_name=~${quoted(names.map(literalExpression).join("|"))}`,
        ];
  return `{${[...ofServices, `deployment_environment_name=${quoted(environment)}`].join(", ")}}`;
}

function linesQuery(ask: LinesAsk, selector: string, pipeline: Pipeline): PrintedQuery {
  const { fields, limit, order } = ask;
  if (typeof order === "object") throw new CannotSay({ why: "order", field: order.by });
  const { filters, lineFilters } = pipeline.where(whereOf(ask));
  const shown = fields.map((field) => `{{.${pipeline.label(pathOf(field))}}}`);
  return {
    dialect: "logql",
    text: [
      selector,
      ...lineFilters,
      ...pipeline.stages(),
      ...filters,
      ...(shown.length === 0 ? [] : [`| line_format ${quoted(shown.join(" "))}`]),
    ].join(" "),
    instant: false,
    lines: { limit, direction: order === "newest" ? "backward" : "forward" },
  };
}

interface Computing {
  readonly of: Measure["of"];
  readonly by: readonly string[];
  readonly where: readonly LineCondition[];
  readonly selector: string;
  readonly range: string;
  readonly pipeline: () => Pipeline;
  readonly caveats: Caveat[];
}

function measureText(computing: Computing): string {
  const { by, caveats, of, pipeline, range, where } = computing;
  const pipe = pipeline();
  const { filters, lineFilters } = pipe.where(where);
  const selector = [computing.selector, ...lineFilters].join(" ");
  const grouping = by.map((field) => pipe.label(pathOf(field)));
  const count = (): string =>
    `sum${by1(grouping)}(count_over_time(${[selector, ...pipe.stages(), ...filters].join(" ")} ${range}))`;
  switch (of.kind) {
    case "count":
      return count();
    case "share": {
      const all = count();
      const some = measureText({ ...computing, of: { kind: "count" }, where: [...where, ...partsOf(of.where)] });
      // Without the second half there would be nothing where the share is 0.
      return `100 * (${some} or ${all} * 0) / ${all}`;
    }
    case "distinct": {
      const label = pipe.label(pathOf(of.field));
      const inner = `sum${by1([...grouping, label])}(count_over_time(${[selector, ...pipe.stages(), ...filters, `| ${label}!=""`].join(" ")} ${range}))`;
      caveats.push({ caveat: "empty-text", field: of.field });
      return `count${by1(grouping)}(${inner})`;
    }
    default: {
      const label = pipe.label(pathOf(of.field));
      // A line without the field is none of its values.
      const unwrapped = `${[selector, ...pipe.stages(), ...[...new Set([...filters, `| ${label}!=""`])], `| unwrap ${label} | __error__=""`].join(" ")} ${range}`;
      if (of.kind === "sum") return `sum${by1(grouping)}(sum_over_time(${unwrapped}))`;
      const by2 = `by (${grouping.join(", ")})`;
      if (of.kind === "percentile") return `quantile_over_time(${String(of.percentile / 100)}, ${unwrapped}) ${by2}`;
      return `${{ average: "avg", minimum: "min", maximum: "max" }[of.kind]}_over_time(${unwrapped}) ${by2}`;
    }
  }
}

function by1(labels: readonly string[]): string {
  return labels.length === 0 ? "" : ` by (${labels.join(", ")}) `;
}

function rangeText(over: NumbersAsk["over"], { times }: QueryContext): string {
  if (over === "range") return times.kind === "grafana" ? "$__range" : durationText(times.rangeSeconds);
  if (over.stepSeconds === "auto") return times.kind === "grafana" ? "$__auto" : durationText(fixedStep(times));
  return durationText(over.stepSeconds);
}

/** Labels that a stream or its structured metadata has; a field of this name would be called otherwise by Loki. */
const taken: ReadonlySet<string> = new Set([
  "service_name",
  "service_namespace",
  "service_version",
  "service_instance_id",
  "deployment_environment_name",
  "cloud_region",
  "trace_id",
  "span_id",
  "flags",
  "severity_text",
  "severity_number",
  "observed_timestamp",
  "scope_name",
  "scope_version",
  "event_name",
  "detected_level",
  "level",
]);

/** The stages of one query. The fields that it reads become labels by their paths. */
class Pipeline {
  private readonly labels = new Map<string, string>();
  private readonly extracted: ReadonlySet<string>;
  private readonly parsers: readonly string[];

  constructor(
    private readonly services: readonly QueryService[],
    private readonly caveats: Caveat[],
    extractions: readonly Extraction[] = [],
  ) {
    const expressions = extractions.map(({ of, source }) => {
      if (of !== undefined) throw new CannotSay({ why: "extraction", field: of });
      return expressionOf(source);
    });
    this.parsers = expressions.map(({ go }) => `| regexp ${raw(go)}`);
    this.extracted = new Set(expressions.flatMap(({ groups }) => groups));
    // Loki would call it otherwise.
    const other = [...this.extracted].find((name) => taken.has(name) || name.startsWith("@"));
    if (other !== undefined) throw new CannotSay({ why: "extraction", field: other });
  }

  stages(): readonly string[] {
    if (this.labels.size === 0) return this.parsers;
    const fields = [...this.labels].map(([path, label]) => `${label}=${quoted(path)}`);
    // What is not JSON has no fields, not empty ones.
    return [`| json ${fields.join(", ")} | __error__=""`, ...this.parsers];
  }

  label(path: readonly (string | number)[]): string {
    const [only] = path;
    if (path.length === 1 && typeof only === "string" && this.extracted.has(only)) return only;
    const text = pathText(path);
    const known = this.labels.get(text);
    if (known !== undefined) return known;
    const plain = path.join("_").replaceAll(/[^A-Za-z0-9_]/g, "_");
    const base =
      /^[A-Za-z]/.test(plain) && !taken.has(plain) && !plain.endsWith("_extracted") ? plain : `line_${plain}`;
    const used = new Set([...this.labels.values(), ...this.extracted]);
    let label = base;
    for (let count = 2; used.has(label); count++) label = `${base}_${String(count)}`;
    this.labels.set(text, label);
    return label;
  }

  /** Lines are filtered by their text first, before they are parsed. */
  where(where: readonly LineCondition[]): {
    readonly lineFilters: readonly string[];
    readonly filters: readonly string[];
  } {
    const lineFilters: string[] = [];
    const filters: string[] = [];
    for (const condition of where) {
      const filter = lineFilter(condition);
      if (filter === undefined) filters.push(`| ${this.conditionText(condition)}`);
      else lineFilters.push(filter);
    }
    return { lineFilters, filters };
  }

  private conditionText(condition: LineCondition): string {
    return printedCondition(condition, { all: " and ", any: " or " }, (leaf) => {
      if (leaf.kind === "line") throw new CannotSay({ why: "line-text", text: soughtText(leaf.holds) });
      const place = placeOf(leaf.selector, this.services, this.extracted);
      const label = this.label(place.path);
      const test = fieldTest(leaf, place);
      switch (test.kind) {
        case "present":
          this.mayBeEmpty(place);
          return `${label}!=""`;
        case "missing":
          this.mayBeEmpty(place);
          return `${label}=""`;
        case "true":
        case "false":
          return `${label}="${test.kind}"`;
        case "null":
          throw cannot(leaf.selector, "null");
        case "never":
          return `(${label}="" and ${label}!="")`;
        case "number":
          return `${label}${test.operator === "=" ? "==" : test.operator}${test.number}`;
        case "text":
          if (test.text === "") throw new CannotSay({ why: "text", text: "" });
          if (!test.isNot) return `${label}=${quoted(test.text)}`;
          this.mayBeEmpty(place);
          return `(${label}!="" and ${label}!=${quoted(test.text)})`;
        case "regex":
          return this.matching(place, [`(?s:.*)(?:${test.source})(?s:.*)`], [], test.isNot);
        case "form": {
          const { all, none } = formExpressions(test.pieces);
          return this.matching(place, all, none, test.isNot);
        }
      }
    });
  }

  private matching(place: FieldPlace, all: readonly string[], none: readonly string[], isNot: boolean): string {
    const label = this.label(place.path);
    this.mayBeEmpty(place);
    const there = `${label}!=""`;
    // Which of them does not hold is open, so they are alternatives.
    if (isNot)
      return `(${there} and (${[...all.map((each) => `${label}!~${raw(each)}`), ...none.map((each) => `${label}=~${raw(each)}`)].join(" or ")}))`;
    return `(${[there, ...all.map((each) => `${label}=~${raw(each)}`), ...none.map((each) => `${label}!~${raw(each)}`)].join(" and ")})`;
  }

  /** A text without values that are listed may be empty, which LogQL reads as missing. */
  private mayBeEmpty({ field, name, path }: FieldPlace): void {
    if (field !== undefined && (field.values !== undefined || (field.type !== "string" && field.type !== "string[]")))
      return;
    const named = name ?? fieldAt(path.map(String));
    if (!this.caveats.some((each) => each.caveat === "empty-text" && each.field === named))
      this.caveats.push({ caveat: "empty-text", field: named });
  }
}

/** A filter of lines by their text, which may have alternatives; undefined for conditions of fields. */
function lineFilter(condition: LineCondition): string | undefined {
  if (condition.kind === "line") {
    const { holds, isNot } = condition;
    if (holds.kind === "text") return `${isNot ? "!=" : "|="} ${quoted(holds.text)}`;
    return `${isNot ? "!~" : "|~"} ${raw(expressionOf(holds.source).go)}`;
  }
  if (condition.kind !== "any") return undefined;
  const tests = condition.of.flatMap((part) => (part.kind === "line" && !part.isNot ? [part.holds] : []));
  if (tests.length < condition.of.length) return undefined;
  if (tests.every(({ kind }) => kind === "text"))
    return `|= ${tests.map((holds) => quoted(soughtText(holds))).join(" or ")}`;
  const expressions = tests.map((holds) =>
    holds.kind === "text" ? literalExpression(holds.text) : expressionOf(holds.source).go,
  );
  return `|~ ${expressions.map(raw).join(" or ")}`;
}

function soughtText(holds: LineText["holds"]): string {
  return holds.kind === "text" ? holds.text : holds.source;
}

/** As Loki's expressions match the whole text. CloudWatch does not backtrack: the first place where the last piece stands must be the end. */
function formExpressions(pieces: readonly string[]): {
  readonly all: readonly string[];
  readonly none: readonly string[];
} {
  const last = pieces.at(-1) ?? "";
  const before = `${pieces.slice(0, -1).map(literalExpression).join("(?s:.*)")}(?s:.*)`;
  if (last === "") return { all: [before], none: [] };
  return { all: [`${before}${literalExpression(last)}`], none: [`${before}${literalExpression(last)}(?s:.+)`] };
}

/** A path as the `json` stage reads it: `http.route`, `["log.level"]`, `tags[0]`. */
function pathText(path: readonly (string | number)[]): string {
  return path
    .map((key, index) => {
      if (typeof key === "number") return `[${String(key)}]`;
      if (/["\\\p{Cc}]/u.test(key)) throw new CannotSay({ why: "text", text: key });
      if (/^[A-Za-z_]\w*$/.test(key)) return index === 0 ? key : `.${key}`;
      return `["${key}"]`;
    })
    .join("");
}

// Go reads what JSON escapes.
function quoted(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new CannotSay({ why: "text", text });
  return JSON.stringify(text);
}

/** An expression, whose backslashes are read once in backticks. */
function raw(expression: string): string {
  return /[`\r]/.test(expression) ? quoted(expression) : `\`${expression}\``;
}
