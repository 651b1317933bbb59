import { fieldAt } from "../../contract";
import { isSqlText, searchExpression, sqlText, trinoText, wildcardCondition } from "../sql";
import type { LineCondition, LinesAsk, LineText, Measure, NumbersAsk } from "../ask";
import { fieldNamed, type QueryContext, type QueryService, servicesOf } from "../context";
import { CannotSay, type Caveat, type Dialect, type PrintedQuery } from "../printed";
import { type FieldPlace, fieldTest, placeOf, printedCondition } from "./field-test";
import { fixedStep } from "./steps";
import { checkFields, expressionOf, pathOf, whereOf } from "./source";

/** What DuckDB and Trino write in different ways. */
interface Words {
  readonly literal: (text: string) => string;

  /** Text of the value at a path, NULL where there is none. */
  readonly text: (path: string) => string;

  /** Whether there is a value at a path, null or not. */
  readonly isThere: (path: string) => string;
  readonly isNull: (path: string) => string;
  readonly matches: (text: string, expression: string) => string;
  readonly startsWith: (text: string, prefix: string) => string;
  readonly contains: (text: string, piece: string) => string;
  readonly percentile: (number: string, share: string) => string;
  readonly relation: (services: readonly QueryService[], context: QueryContext) => string;

  /** The line itself. */
  readonly line: string;

  /** The line, as text. */
  readonly lineText: string;

  /** What a group of an expression matched in a text, by its number; NULL where the expression matches nowhere. */
  readonly group: (text: string, expression: string, number: number) => string;

  /** Moment of a line. */
  readonly time: (services: readonly QueryService[]) => string;
  readonly bucket: (time: string, seconds: number) => string;
  readonly moment: (rfc3339: string) => string;
}

/**
 * SQL over lines as JSON text: of DuckDB over files, of Athena and Trino over a table.
 *
 * @see https://duckdb.org/docs/stable/data/json/json_functions
 * @see https://trino.io/docs/current/functions/json.html
 */
export function sql(
  ask: LinesAsk | NumbersAsk,
  dialect: Extract<Dialect, "duckdb" | "athena" | "trino">,
  context: QueryContext,
  caveats: Caveat[],
): PrintedQuery {
  const services = servicesOf(ask, context);
  checkFields(ask, services);
  const words = dialect === "duckdb" ? duckDb : trino;
  const it = new Sql(words, services, caveats);
  for (const { of, source } of ask.extracted ?? []) it.extract(source, of);
  const range = context.sql.range;
  const time = (): string => words.time(services);
  const where = [
    ...(range === undefined
      ? []
      : [`${time()} >= ${words.moment(range.from)}`, `${time()} < ${words.moment(range.to)}`]),
    ...whereOf(ask).map((condition) => it.condition(condition)),
  ];
  const from = [
    `FROM ${words.relation(services, context)}`,
    ...(where.length === 0
      ? []
      : [`WHERE ${where.map((part) => (part.includes(" OR ") ? `(${part})` : part)).join("\n  AND ")}`]),
  ];
  const text =
    ask.kind === "lines" ? linesSql(ask, it, from, time) : numbersSql(ask, it, from, { time, context, words });
  return { dialect, text: text.join("\n") };
}

function linesSql({ fields, limit, order }: LinesAsk, it: Sql, from: readonly string[], time: () => string): string[] {
  const shown = fields.length === 0 ? [it.words.line] : fields.map((field) => `${it.text(field)} AS ${name(field)}`);
  const by =
    typeof order === "object"
      ? `${it.sortable(order.by)} ${order.descending ? "DESC" : "ASC"} NULLS LAST`
      : `${time()} ${order === "newest" ? "DESC" : "ASC"}`;
  return [
    `SELECT ${[`${time()} AS ${name("time")}`, ...shown].join(",\n  ")}`,
    ...from,
    `ORDER BY ${by}`,
    `LIMIT ${String(limit)}`,
  ];
}

function numbersSql(
  { by, measures, over, top }: NumbersAsk,
  it: Sql,
  from: readonly string[],
  { time, context, words }: { readonly time: () => string; readonly context: QueryContext; readonly words: Words },
): string[] {
  const seconds =
    over === "range" ? undefined : over.stepSeconds === "auto" ? fixedStep(context.times) : over.stepSeconds;
  const groups = [
    ...(seconds === undefined ? [] : [[words.bucket(time(), seconds), "time"] as const]),
    ...by.map((field) => [it.text(field), field] as const),
  ];
  const columns = [
    ...groups.map(([expression, column]) => `${expression} AS ${name(column)}`),
    ...measures.map((measure) => `${it.measure(measure.of)} AS ${name(measure.name)}`),
  ];
  const places = groups.map((_, index) => String(index + 1)).join(", ");
  const first = String(groups.length + 1);
  const sorted = seconds === undefined ? `${first} DESC` : places;
  return [
    `SELECT ${columns.join(",\n  ")}`,
    ...from,
    ...(groups.length === 0 ? [] : [`GROUP BY ${places}`, `ORDER BY ${sorted}`]),
    ...(top === undefined ? [] : [`LIMIT ${String(top)}`]),
  ];
}

class Sql {
  /** Fields that are taken out of texts, with their expressions. */
  private readonly extracted = new Map<string, string>();

  constructor(
    readonly words: Words,
    private readonly services: readonly QueryService[],
    private readonly caveats: Caveat[],
  ) {}

  text(field: string): string {
    return this.extracted.get(field) ?? this.words.text(this.path(pathOf(field)));
  }

  extract(source: string, of: string | undefined): void {
    const { groups, sql: expression } = expressionOf(source);
    const text = of === undefined ? this.words.lineText : this.text(of);
    for (const [index, group] of groups.entries())
      this.extracted.set(fieldAt([group]), this.words.group(text, this.literal(expression), index + 1));
  }

  /** Numbers in their order, texts in theirs. */
  sortable(field: string): string {
    const type = this.extracted.has(field) ? undefined : fieldNamed(field, this.services)?.type;
    return type === "number" || type === "integer" ? this.number(field) : this.text(field);
  }

  measure(of: Measure["of"]): string {
    switch (of.kind) {
      case "count":
        return "count(*)";
      case "share":
        return `100e0 * count(*) FILTER (WHERE ${this.condition(of.where)}) / nullif(count(*), 0)`;
      case "distinct":
        return `count(DISTINCT ${this.text(of.field)})`;
      case "percentile":
        if (this.words === trino) this.caveats.push({ caveat: "estimated", function: "approx_percentile" });
        return this.words.percentile(this.number(of.field), String(of.percentile / 100));
      default:
        return `${{ sum: "sum", average: "avg", minimum: "min", maximum: "max" }[of.kind]}(${this.number(of.field)})`;
    }
  }

  /** May be NULL, which is as good as false where nothing negates it. */
  condition(condition: LineCondition): string {
    return printedCondition(condition, { all: " AND ", any: " OR " }, (leaf) => {
      if (leaf.kind === "line") return this.line(leaf);
      const place = placeOf(leaf.selector, this.services, new Set(this.extracted.keys()));
      const test = fieldTest(leaf, place);
      const path = this.path(place.path);
      const extracted = place.name === undefined ? undefined : this.extracted.get(place.name);
      const text = extracted ?? this.words.text(path);
      switch (test.kind) {
        case "present":
          return `${text} IS NOT NULL`;
        case "missing":
          return extracted === undefined ? `NOT ${this.words.isThere(path)}` : `${text} IS NULL`;
        case "null":
          return extracted === undefined ? this.words.isNull(path) : "1 = 0";
        case "true":
        case "false":
          return `${text} = '${test.kind}'`;
        case "never":
          return "1 = 0";
        case "number":
          return `TRY_CAST(${text} AS DOUBLE) ${test.operator === "!=" ? "<>" : test.operator} ${test.number}`;
        case "text":
          return `${text} ${test.isNot ? "<>" : "="} ${this.literal(test.text)}`;
        case "regex":
          return this.not(test.isNot, this.words.matches(text, this.literal(this.expression(test.source))));
        case "form":
          return this.not(test.isNot, this.form(text, test.pieces));
      }
    });
  }

  private line({ holds, isNot }: LineText): string {
    const { contains, lineText, matches } = this.words;
    if (holds.kind === "text") return this.not(isNot, contains(lineText, this.literal(holds.text)));
    return this.not(isNot, matches(lineText, this.literal(expressionOf(holds.source).sql)));
  }

  private number(field: string): string {
    return `TRY_CAST(${this.text(field)} AS DOUBLE)`;
  }

  private not(isNot: boolean, condition: string): string {
    return isNot ? `NOT (${condition})` : `(${condition})`;
  }

  private form(text: string, pieces: readonly string[]): string {
    const form = pieces.join("*");
    const { contains, startsWith } = this.words;
    const condition = wildcardCondition(text, form, { contains, startsWith, literal: (piece) => this.literal(piece) });
    if (condition === undefined) throw new CannotSay({ why: "text", text: form });
    return condition;
  }

  private expression(source: string): string {
    if (/[^ -~]/.test(source)) throw new CannotSay({ why: "text", text: source });
    return searchExpression(source);
  }

  private literal(text: string): string {
    if (!isSqlText(text)) throw new CannotSay({ why: "text", text });
    return this.words.literal(text);
  }

  private path(path: FieldPlace["path"]): string {
    const steps = path.map((key) => {
      if (typeof key === "number") return `[${String(key)}]`;
      if (/["\\/*\p{Cc}\p{Surrogate}]/u.test(key)) throw new CannotSay({ why: "text", text: key });
      if (/^[A-Za-z_]\w*$/.test(key)) return `.${key}`;
      return this.words === trino ? `["${key}"]` : `."${key}"`;
    });
    return this.literal(`$${steps.join("")}`);
  }
}

function name(text: string): string {
  if (!isSqlText(text)) throw new CannotSay({ why: "text", text });
  return `"${text.replaceAll('"', '""')}"`;
}

/** The field with the time, which is one for all services. */
function timestampOf(services: readonly QueryService[]): { readonly field: string; readonly isNumber: boolean } {
  const [first] = services;
  const field = first?.contract.line.timestamp;
  const other = services.find(({ contract }) => contract.line.timestamp !== field || field === undefined);
  if (field === undefined || other !== undefined)
    throw new CannotSay({ why: "no-timestamp", service: other?.name ?? first?.name ?? "" });
  const type = fieldNamed(field, services)?.type;
  return { field, isNumber: type === "number" || type === "integer" };
}

const duckDb: Words = {
  literal: sqlText,
  text: (path) => `json_extract_string(json, ${path})`,
  isThere: (path) => `json_exists(json, ${path})`,
  isNull: (path) => `json_type(json, ${path}) = 'NULL'`,
  matches: (text, expression) => `regexp_matches(${text}, ${expression})`,
  startsWith: (text, prefix) => `starts_with(${text}, ${prefix})`,
  contains: (text, piece) => `contains(${text}, ${piece})`,
  percentile: (number, share) => `quantile_cont(${number}, ${share})`,
  relation: (services, { sql: { table } }) => {
    if (table === undefined)
      return `read_ndjson_objects([${services.map((service) => sqlText(`${service.name}.ndjson`)).join(", ")}], ignore_errors = true)`;
    const tables = [...new Set(services.map(table))];
    const [only] = tables;
    if (tables.length === 1 && only !== undefined) return only;
    return `(${tables.map((each) => `SELECT json FROM ${each}`).join(" UNION ALL ")})`;
  },
  line: "json",
  lineText: "CAST(json AS VARCHAR)",
  group: (text, expression, number) =>
    `CASE WHEN regexp_matches(${text}, ${expression}) THEN regexp_extract(${text}, ${expression}, ${String(number)}) END`,
  time: (services) => {
    const { field, isNumber } = timestampOf(services);
    const text = new Sql(duckDb, services, []).text(field);
    if (!isNumber) {
      // A cast to TIMESTAMP ignores the offset of a text. A day, and a time without an offset, are UTC, wherever the session is.
      const day = `regexp_replace(${text}, '^([0-9-]{10})$', '\\1 00:00:00')`;
      const zoned = `regexp_replace(${day}, '([T ][0-9:.]+)$', '\\1Z')`;
      return `timezone('UTC', TRY_CAST(${zoned} AS TIMESTAMPTZ))`;
    }
    // Milliseconds or seconds: what is a time of this millennium.
    const number = `TRY_CAST(${text} AS DOUBLE)`;
    return `make_timestamp(CAST(${number} * CASE WHEN ${number} > 1e11 THEN 1e3 ELSE 1e6 END AS BIGINT))`;
  },
  bucket: (time, seconds) => `time_bucket(INTERVAL '${String(seconds)} seconds', ${time}, TIMESTAMP '1970-01-01')`,
  moment: (text) => `TIMESTAMP ${sqlText(utc(text).replace("T", " ").replace("Z", ""))}`,
};

const trino: Words = {
  literal: trinoText,
  text: (path) => `json_extract_scalar(message, ${path})`,
  isThere: (path) => `(json_extract(message, ${path}) IS NOT NULL)`,
  isNull: (path) => `json_format(json_extract(message, ${path})) = 'null'`,
  matches: (text, expression) => `regexp_like(${text}, ${expression})`,
  startsWith: (text, prefix) => `starts_with(${text}, ${prefix})`,
  contains: (text, piece) => `strpos(${text}, ${piece}) > 0`,
  percentile: (number, share) => `approx_percentile(${number}, ${share})`,
  relation: (services, { sql: { table = ({ logGroup }: QueryService) => name(logGroup) } }) => {
    const tables = [...new Set(services.map(table))];
    const [only] = tables;
    if (tables.length === 1 && only !== undefined) return only;
    return `(${tables.map((each) => `SELECT message, "timestamp" FROM ${each}`).join(" UNION ALL ")})`;
  },
  line: "message",
  lineText: "message",
  group: (text, expression, number) => `regexp_extract(${text}, ${expression}, ${String(number)})`,
  time: () => `from_unixtime("timestamp" / 1000e0)`,
  bucket: (_, seconds) => `from_unixtime(floor("timestamp" / 1000e0 / ${String(seconds)}) * ${String(seconds)})`,
  moment: (text) => `from_unixtime(${String(Date.parse(utc(text)) / 1000)}e0)`,
};

function utc(text: string): string {
  return new Date(text).toISOString();
}
