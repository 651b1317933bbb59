import { keysOf } from "../../contract";
import { type Condition, parse, PatternError } from "../../pattern";
import type { LineCondition, LinesAsk, LineText, LogSource, Measure, NumbersAsk, Over } from "../ask";
import { type QueryContext, type QueryService, servicesOf, type Times } from "../context";
import { CannotSay, type Caveat, type PrintedQuery } from "../printed";
import { cannot, type FieldPlace, fieldTest, literalExpression, placeOf, printedCondition } from "./field-test";
import { durationText, fixedStep } from "./steps";
import { checkFields, expressionOf, extractedBy, whereOf } from "./source";

/**
 * Logs Insights QL.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function logsInsights(ask: LinesAsk | NumbersAsk, context: QueryContext, caveats: Caveat[]): PrintedQuery {
  const services = servicesOf(ask, context);
  checkFields(ask, services);
  const where = [...whereOf(ask), ...linesOfGroups(services)];
  const writing = { services, caveats, extracted: extractedBy(ask) };
  const filter = where.map((condition) => `| filter ${conditionText(condition, writing)}`);
  const text =
    ask.kind === "lines"
      ? [...parses(ask), `| fields ${shown(ask)}`, ...filter, `| sort ${order(ask)}`, `| limit ${String(ask.limit)}`]
      : [...parses(ask), ...filter, ...stats(ask, context, writing)];
  return {
    dialect: "logs-insights",
    text: withoutPipe(text).join("\n"),
    logGroups: [...new Set(services.map(({ logGroup }) => logGroup))].sort(),
  };
}

/** What conditions and measures are written with. */
interface Writing {
  readonly services: readonly QueryService[];
  readonly caveats: Caveat[];
  readonly extracted: ReadonlySet<string>;
}

function parses({ extracted = [] }: Pick<LogSource, "extracted">): readonly string[] {
  return extracted.map(({ of, source }) => {
    const text = of === undefined ? "@message" : fieldText(of);
    return `| parse ${text} ${expression(expressionOf(source).insights)}`;
  });
}

function withoutPipe([first, ...others]: readonly string[]): readonly string[] {
  return first === undefined ? [] : [first.replace(/^\| /, ""), ...others];
}

function shown({ fields }: LinesAsk): string {
  return ["@timestamp", ...(fields.length === 0 ? ["@message"] : fields.map(fieldText))].join(", ");
}

function order({ order: by }: LinesAsk): string {
  if (typeof by === "object") return `${fieldText(by.by)} ${by.descending ? "desc" : "asc"}`;
  return `@timestamp ${by === "newest" ? "desc" : "asc"}`;
}

function stats({ by, measures, over, top }: NumbersAsk, { times }: QueryContext, writing: Writing): readonly string[] {
  const columns = measures.map(({ name, of }) => `${measureText(of, writing)} as ${nameText(name)}`);
  const groups = [...by.map(fieldText), ...(over === "range" ? [] : [bin(over, times)])];
  const command = `stats ${columns.join(", ")}${groups.length === 0 ? "" : ` by ${groups.join(", ")}`}`;
  const [first] = measures;
  const rows =
    top === undefined || first === undefined ? [] : [`| sort ${nameText(first.name)} desc`, `| limit ${String(top)}`];
  return [`| ${command}`, ...rows];
}

function bin({ stepSeconds }: Exclude<Over, "range">, times: Times): string {
  if (stepSeconds === "auto" && times.kind === "grafana") return "bin($__interval)";
  return `bin(${durationText(stepSeconds === "auto" ? fixedStep(times) : stepSeconds)})`;
}

function measureText(of: Measure["of"], writing: Writing): string {
  const { caveats } = writing;
  switch (of.kind) {
    case "count":
      return "count(*)";
    case "sum":
      return `sum(${fieldText(of.field)})`;
    case "average":
      return `avg(${fieldText(of.field)})`;
    case "minimum":
      return `min(${fieldText(of.field)})`;
    case "maximum":
      return `max(${fieldText(of.field)})`;
    case "distinct":
      caveats.push({ caveat: "estimated", function: "count_distinct" });
      return `count_distinct(${fieldText(of.field)})`;
    case "percentile":
      caveats.push({ caveat: "estimated", function: "pct" });
      return `pct(${fieldText(of.field)}, ${String(of.percentile)})`;
    case "share":
      caveats.push({ caveat: "undocumented", what: "sum-of-conditions" });
      return `100 * sum(${conditionText(of.where, writing)}) / count(*)`;
  }
}

function conditionText(condition: LineCondition, { caveats, extracted, services }: Writing): string {
  return printedCondition(condition, { all: " and ", any: " or " }, (leaf) => {
    if (leaf.kind === "line") return lineText(leaf);
    const place = placeOf(leaf.selector, services, extracted);
    const field = placeText(place);
    const test = fieldTest(leaf, place);
    switch (test.kind) {
      case "present":
        return `ispresent(${field})`;
      case "missing":
        return `not ispresent(${field})`;
      case "true":
      case "false":
        caveats.push({ caveat: "undocumented", what: "boolean-field" });
        return `${field} = ${test.kind === "true" ? "1" : "0"}`;
      case "null":
        throw cannot(leaf.selector, "null");
      case "never":
        return "1 = 0";
      case "number":
        // What is not there differs from a number, too.
        return test.operator === "!="
          ? `(ispresent(${field}) and ${field} != ${test.number})`
          : `${field} ${test.operator} ${test.number}`;
      case "text":
        return test.isNot
          ? `(ispresent(${field}) and ${field} != ${quoted(test.text)})`
          : `${field} = ${quoted(test.text)}`;
      case "regex":
        return matching(field, [expression(test.source)], [], test.isNot);
      case "form": {
        const { all, none } = formExpressions(test.pieces);
        return matching(field, all, none, test.isNot);
      }
    }
  });
}

function lineText({ holds, isNot }: LineText): string {
  const sought = holds.kind === "text" ? quoted(holds.text) : expression(expressionOf(holds.source).insights);
  return `@message ${isNot ? "not " : ""}like ${sought}`;
}

/** The field is there and matches all of some expressions and none of others, or it is there and does not. */
function matching(field: string, all: readonly string[], none: readonly string[], isNot: boolean): string {
  const parts = [...all.map((each) => `${field} like ${each}`), ...none.map((each) => `not (${field} like ${each})`)];
  const joined = parts.join(" and ");
  if (isNot) return `(ispresent(${field}) and not (${joined}))`;
  return parts.length === 1 ? joined : `(${joined})`;
}

/** CloudWatch does not backtrack: the first place where the last piece stands after the others must be the end of the text. */
function formExpressions(pieces: readonly string[]): {
  readonly all: readonly string[];
  readonly none: readonly string[];
} {
  const last = pieces.at(-1) ?? "";
  const before = `^${pieces.slice(0, -1).map(literalExpression).join("(?s:.*)")}`;
  if (last === "") return { all: [expression(before)], none: [] };
  const start = `${before}(?s:.*)${literalExpression(last)}`;
  return { all: [expression(`${start}$`)], none: [expression(`${start}(?s:.)`)] };
}

function expression(source: string): string {
  return `/${source.replaceAll(/\\[^]|\//g, (part) => (part === "/" ? "\\/" : part))}/`;
}

function placeText({ path }: FieldPlace): string {
  return pathText(path.map(String));
}

function fieldText(name: string): string {
  return pathText(keysOf(name));
}

/** Names with other characters than letters, digits and `_` stand in backticks, key by key joined by dots. */
function pathText(keys: readonly string[]): string {
  const text = keys.join(".");
  if (text.includes("`") || /[\p{Cc}]/u.test(text)) throw new CannotSay({ why: "text", text });
  return keys.every((key, index) => (index === 0 ? /^@?[A-Za-z_]\w*$/ : /^[A-Za-z_]\w*$|^\d+$/).test(key))
    ? text
    : `\`${text}\``;
}

function nameText(name: string): string {
  return pathText([name]);
}

function quoted(text: string): string {
  if (/[\p{Cc}\p{Surrogate}]/u.test(text)) throw new CannotSay({ why: "text", text });
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

/** What tells a service's lines from others in log groups that several share. */
function linesOfGroups(services: readonly QueryService[]): readonly Condition[] {
  const shared = services.filter(({ where }) => where !== undefined);
  if (shared.length === 0) return [];
  const whole = services.find(({ where }) => where === undefined);
  if (whole !== undefined) throw new CannotSay({ why: "shared-log-group", service: whole.name });
  const conditions = shared.map(({ name, where = "" }) => conditionOf(name, where));
  const [only] = conditions;
  return conditions.length === 1 && only !== undefined ? [only] : [{ kind: "any", of: conditions }];
}

function conditionOf(service: string, where: string): Condition {
  try {
    const pattern = parse(where);
    if (pattern.kind === "json") return pattern.where;
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
  }
  throw new CannotSay({ why: "shared-log-group", service });
}
