import { visibleLines } from "../../base";
import { constantOf, limits } from "../../aws";
import { parse, type Pattern, PatternError, type SelectorStep } from "../../pattern";

import { searchExpression } from "./regex";
import { isSqlText, trinoText } from "./text";
import { delimitedSql, fieldNumber, FIELDS } from "./trino-delimited";
import {
  conditionSql,
  isNumber,
  type NodeColumns,
  nodeExpression,
  NotExpressed,
  sqlNode,
  type SqlNode,
  textSql,
} from "./trino-node";

/** A metric filter, as Terraform describes it. */
export interface PrintedFilter {
  readonly address: string;
  readonly logGroupName: string;
  readonly pattern: string;
  readonly transformation: {
    readonly namespace: string;
    readonly name: string;

    /** A number, or what selects one. */
    readonly value: string;
    readonly defaultValue?: number | undefined;

    /** Selectors by name. */
    readonly dimensions: Readonly<Record<string, string>>;

    /** Region and account, where the template has several. */
    readonly place?: string | undefined;
  };
}

export interface AthenaOptions {
  /** SQL of the table that holds a log group's events: `"logs"."payments"`. Default: the group's name in quotes. */
  readonly table?: (logGroup: string) => string;
  /** SQL of the message. Default: `message`. */
  readonly message?: string;
  /** SQL of the event's time. Default: `"timestamp"`. */
  readonly time?: string;
  /** What `time` is. Default: `milliseconds`, as CloudWatch Logs writes it. */
  readonly timeKind?: "timestamp" | "milliseconds" | "seconds" | "iso8601";
}

export interface AthenaSql<Filter extends PrintedFilter = PrintedFilter> {
  /** One query for each log group, with comments. */
  readonly sql: string;
  readonly queries: readonly { readonly logGroup: string; readonly sql: string }[];
  /** Filters that are in no query, and why. */
  readonly notExpressed: readonly { readonly filter: Filter; readonly reason: string }[];
}

/**
 * Queries for Athena (Trino's dialect) over logs in S3 that return what the filters would publish: the columns `minute`,
 * `namespace`, `name`, `dimensions` (JSON), `count`, `sum`, `min` and `max`, one row for each minute of each metric that has
 * samples. A filter that SQL cannot express exactly is left out and named.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/functions-env3.html
 */
export function athenaSql<Filter extends PrintedFilter>(
  filters: readonly Filter[],
  options: AthenaOptions = {},
): AthenaSql<Filter> {
  const notExpressed: AthenaSql<Filter>["notExpressed"][number][] = [];
  const groups = new Map<string, Filter[]>();
  for (const filter of filters) groups.set(filter.logGroupName, [...(groups.get(filter.logGroupName) ?? []), filter]);
  const queries = [...groups].flatMap(([logGroup, members]) => {
    const columns = newColumns();
    const samples = members.flatMap((filter): FilterSql[] => {
      try {
        if (options.table === undefined && visibleLines(logGroup) !== logGroup)
          throw new NotExpressed(
            "the name of its log group has characters that nobody sees; name the table with --sql-table",
          );
        return [filterSql(filter, columns)];
      } catch (error) {
        if (!(error instanceof NotExpressed || error instanceof PatternError)) throw error;
        notExpressed.push({ filter, reason: error.message });
        return [];
      }
    });
    if (samples.length === 0) return [];
    return [{ logGroup, sql: query(logGroup, samples, columns, options) }];
  });
  const left = notExpressed.map(({ filter, reason }) =>
    comment(`Not in these queries: ${filter.address}, ${filter.pattern}: ${reason}`),
  );
  return { sql: [...left, ...queries.map(({ sql }) => sql)].join("\n"), queries, notExpressed };
}

interface FilterSql {
  readonly filter: PrintedFilter;
  /** NULL: no sample. */
  readonly value: string;
  /** JSON text. */
  readonly dimensions: string;
}

/** Columns that conditions read, each defined once. */
interface Columns {
  /** Expressions of `document`, `message` and `fields`, by column name. */
  readonly first: Map<string, string>;
  /** Expressions of the first columns, by column name. */
  readonly second: Map<string, string>;
  readonly nodeAt: (steps: readonly SelectorStep[]) => NodeColumns;
  readonly field: (expression: string) => string;
}

function newColumns(): Columns {
  const first = new Map<string, string>();
  const second = new Map<string, string>();
  const names = new Map<string, string>();
  const nameOf = (prefix: string, expression: string): string => {
    let name = names.get(expression);
    if (name === undefined) {
      names.set(expression, (name = `${prefix}${first.size + 1}`));
      first.set(name, expression);
    }
    return name;
  };
  return {
    first,
    second,
    nodeAt(steps) {
      const node = nameOf("n", nodeExpression("document", steps));
      const { json, string } = sqlNode(node);
      second.set(`${node}_json`, json);
      second.set(`${node}_text`, string);
      return {
        node,
        json: `${node}_json`,
        string: `${node}_text`,
        items() {
          const members = `map_values(TRY_CAST(${node} AS MAP(VARCHAR, JSON)))`;
          second.set(`${node}_items`, `COALESCE(TRY_CAST(${node} AS ARRAY(JSON)), ${members})`);
          return `${node}_items`;
        },
      };
    },
    field: (expression) => nameOf("f", expression),
  };
}

/** @throws NotExpressed, PatternError */
function filterSql(filter: PrintedFilter, columns: Columns): FilterSql {
  const { namespace, name, value, defaultValue, dimensions, place } = filter.transformation;
  if (place !== undefined)
    throw new NotExpressed(
      "the template has several Regions or accounts, which given metrics cannot tell apart; give the Terraform of one",
    );
  if (!isSqlText(namespace + name + filter.pattern))
    throw new NotExpressed("it has characters that SQL cannot express");
  const pattern = parse(filter.pattern);
  const delimited = pattern.kind === "delimited" ? delimitedSql(pattern, columns.field) : undefined;
  const condition = delimited?.condition ?? patternSql(pattern, columns);
  const fallback = defaultValue === undefined ? "NULL" : `DOUBLE ${trinoText(String(defaultValue))}`;

  const read = (selector: string): Read => {
    if (delimited === undefined) return readNode(columns.nodeAt(stepsOf(selector)));
    const field = delimited.field(selector);
    if (field === undefined)
      return { number: "CAST(NULL AS DOUBLE)", isMissing: "true", dimension: "CAST(NULL AS VARCHAR)" };
    return { number: fieldNumber(field), isMissing: `${field} IS NULL`, dimension: quoted(field) };
  };
  const constant = constantOf(value);
  const own = constant === undefined ? read(value) : undefined;
  const sample =
    own === undefined
      ? `DOUBLE ${trinoText(String(constant))}`
      : `CASE WHEN ${own.isMissing} THEN ${fallback} WHEN abs(${own.number}) <= ${LARGEST} THEN ${own.number} END`;
  const isOwn = own === undefined ? condition : `${condition} AND NOT (${own.isMissing})`;
  const parts = Object.entries(dimensions).map(([key, selector]) => [key, read(selector).dimension] as const);
  return {
    filter,
    value: `CASE WHEN ${condition} THEN ${sample} ELSE ${fallback} END`,
    dimensions: parts.length === 0 ? "'{}'" : dimensionsSql(parts, isOwn),
  };
}

/** The largest value that CloudWatch accepts. */
const LARGEST = `DOUBLE '${limits.metricValue.most}'`;

interface Read {
  readonly number: string;
  readonly isMissing: string;
  /** JSON text of a string, or NULL. */
  readonly dimension: string;
}

function readNode({ json, string }: SqlNode): Read {
  return {
    number: `CASE WHEN ${isNumber(json)} THEN TRY_CAST(${json} AS DOUBLE) END`,
    isMissing: `${json} IS NULL OR ${json} = 'null'`,
    dimension:
      `CASE WHEN starts_with(${json}, '"') AND trim(${string}) <> '' THEN ${json} ` +
      `WHEN ${isNumber(json)} OR ${json} IN ('true', 'false') THEN '"' || ${json} || '"' END`,
  };
}

/** A text as JSON. */
function quoted(text: string): string {
  const escaped = String.raw`regexp_replace(${text}, '(["\\])', '\\$1')`;
  return `CASE WHEN trim(${text}) <> '' THEN '"' || ${escaped} || '"' END`;
}

/** All dimensions, or none. */
function dimensionsSql(parts: readonly (readonly [name: string, text: string])[], isOwn: string): string {
  const members = parts.map(
    ([name, text], index) => `'${index === 0 ? "{" : ","}' || ${textSql(`${JSON.stringify(name)}:`)} || (${text})`,
  );
  return `CASE WHEN ${isOwn} THEN COALESCE(${members.join(" || ")} || '}', '{}') ELSE '{}' END`;
}

function patternSql(pattern: Pattern, columns: Columns): string {
  switch (pattern.kind) {
    case "every":
      return "true";
    case "terms": {
      const required = pattern.terms.filter(({ mode }) => mode !== "optional");
      const tests = (required.length > 0 ? required : pattern.terms).map(
        ({ mode, text }) => `strpos(message, ${textSql(text)}) ${mode === "exclude" ? "=" : ">"} 0`,
      );
      return `(${tests.join(required.length > 0 ? " AND " : " OR ")})`;
    }
    case "regex":
      return `regexp_like(message, ${trinoText(searchExpression(pattern.source))})`;
    case "json":
      return `(document IS NOT NULL AND ${conditionSql(pattern.where, columns.nodeAt)})`;
    case "delimited":
      throw new NotExpressed("a space-delimited pattern is read in another way");
  }
}

function stepsOf(selector: string): readonly SelectorStep[] {
  const pattern = parse(`{ ${selector} = 0 }`);
  if (pattern.kind !== "json" || pattern.where.kind !== "compare")
    throw new NotExpressed(`${selector} is not a selector`);
  return pattern.where.selector.steps;
}

function query(logGroup: string, samples: readonly FilterSql[], columns: Columns, options: AthenaOptions): string {
  const table = options.table?.(logGroup) ?? `"${logGroup.replaceAll('"', '""')}"`;
  const hasFields =
    samples.some(({ filter }) => filter.pattern.startsWith("[")) ||
    [...columns.first.keys()].some((name) => name.startsWith("f"));
  const named = (columnsOf: ReadonlyMap<string, string>): string =>
    [...columnsOf].map(([name, expression]) => `,\n    ${expression} AS ${name}`).join("");
  const list = (lines: readonly string[]): string => lines.map((line) => `\n    ${line}`).join(",");
  const names = samples.map(
    ({ filter: { transformation } }, index) =>
      `(${index + 1}, ${trinoText(transformation.namespace)}, ${trinoText(transformation.name)})`,
  );
  return `${comment(`Log group ${logGroup}: what ${samples.length} of its metric filters publish, minute by minute.`)}
${comment("It differs from CloudWatch in numbers larger than a double, halves of surrogate pairs, -0 compared as text, and more than 15 digits of a space-delimited field.")}
WITH events AS (
  SELECT ${options.message ?? "message"} AS message, ${timeSql(options)} AS event_time FROM ${table}
),
documents AS (
  SELECT message, event_time,${hasFields ? ` ${FIELDS} AS fields,` : ""}
    CASE WHEN regexp_like(message, '^[ \\x09\\x0a\\x0d]*\\{') THEN TRY(json_parse(message)) END AS document
  FROM events
),
nodes AS (
  SELECT *${named(columns.first)}
  FROM documents
),
texts AS (
  SELECT *${named(columns.second)}
  FROM nodes
),
published AS (
  SELECT date_trunc('minute', event_time) AS minute,
  ARRAY[${list(samples.map(({ value }) => value))}
  ] AS samples,
  ARRAY[${list(samples.map(({ dimensions }) => dimensions))}
  ] AS dimension_sets
  FROM texts WHERE event_time IS NOT NULL AND message IS NOT NULL
)
SELECT date_format(minute, '%Y-%m-%dT%H:%i:%sZ') AS minute, f.namespace, f.name, element_at(dimension_sets, f.id) AS dimensions,
  count(*) AS "count", sum(element_at(samples, f.id)) AS "sum", min(element_at(samples, f.id)) AS "min", max(element_at(samples, f.id)) AS "max"
FROM published CROSS JOIN (VALUES ${names.join(", ")}) AS f (id, namespace, name)
WHERE element_at(samples, f.id) IS NOT NULL
GROUP BY 1, 2, 3, 4
ORDER BY 2, 3, 4, 1;
`;
}

function timeSql({ time = '"timestamp"', timeKind = "milliseconds" }: AthenaOptions): string {
  switch (timeKind) {
    case "timestamp":
      return `CAST(${time} AS TIMESTAMP)`;
    case "milliseconds":
      return `CAST(from_unixtime(${time} / 1000e0, 'UTC') AS TIMESTAMP)`;
    case "seconds":
      return `CAST(from_unixtime(${time}, 'UTC') AS TIMESTAMP)`;
    case "iso8601":
      return `CAST(from_iso8601_timestamp(${time}) AT TIME ZONE 'UTC' AS TIMESTAMP)`;
  }
}

function comment(text: string): string {
  return `-- ${text.replace(/[\r\n\u2028\u2029]+/g, " ")}`;
}
