import * as fc from "fast-check";
import { DuckDBInstance } from "@duckdb/node-api";
import { print } from "../../../lib/pattern";
import { collector } from "../../../lib/replay/metrics/collect";
import type { CompleteFilter } from "../../../lib/replay/metrics/publish/publisher";
import { refusalOf } from "../../../lib/replay/metrics/publish/refusal";
import { trinoText } from "../../../lib/queries/sql/text";
import { visibleLines } from "../../../lib/base";
import { athenaSql } from "../../../lib/queries/sql/athena";
import { plainEvent, pattern } from "../../pattern/arbitrary";
import { saySkipped } from "../../skipped";
import { filterOf } from "../../replay/bulk/both-ways";
import { hasSqlglot, transpile } from "./transpile";
import { expectText } from "../../texts";

const START = 1_763_719_200_000;

interface Event {
  readonly at: number;
  readonly text: string;
}

/** Functions of Trino that DuckDB has under other names. */
const MACROS = [
  "is_finite(x) AS isfinite(x)",
  "regexp_like(text, expression) AS regexp_matches(text, expression)",
  "json_parse(text) AS CAST(text AS JSON)",
  "json_format(value) AS CAST(value AS VARCHAR)",
  "json_extract_scalar(value, path) AS json_extract_string(value, path)",
  "cardinality(list) AS len(list)",
  "element_at(list, place) AS list[place]",
  "from_unixtime(seconds, zone) AS to_timestamp(seconds)",
  "date_format(moment, form) AS strftime(moment, '%Y-%m-%dT%H:%M:%SZ')",
];

/** DuckDB does not have Trino's literals with escapes. */
function withoutEscapes(sql: string): string {
  return sql.replaceAll(/U&'((?:[^']|'')*)'/g, (_, text: string) => {
    const plain = text.replaceAll(
      /\\(?:(\\)|\+([0-9A-F]{6})|([0-9A-F]{4}))/g,
      (_escape, slash?: string, six?: string, four?: string) =>
        slash ?? String.fromCodePoint(Number.parseInt(six ?? four ?? "", 16)),
    );
    return `'${plain}'`;
  });
}

/** What the query gives for events, executed in DuckDB: count, sum, minimum and maximum by metric and minute. */
async function executed(sql: string, events: readonly Event[]): Promise<Record<string, unknown>> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  for (const macro of MACROS) await connection.run(`CREATE MACRO ${macro}`);
  await connection.run("CREATE TABLE logs (message VARCHAR, timestamp BIGINT)");
  const insert = await connection.prepare("INSERT INTO logs VALUES ($1, $2)");
  for (const { at, text } of events) {
    insert.bindVarchar(1, text);
    insert.bindBigInt(2, BigInt(at));
    await insert.run();
  }
  const rows = (await connection.runAndReadAll(withoutEscapes(sql))).getRowsJS() as [
    string,
    string,
    string,
    string,
    bigint,
    number,
    number,
    number,
  ][];
  connection.closeSync();
  instance.closeSync();
  return Object.fromEntries(
    rows.map(([minute, namespace, name, dimensions, count, ...values]): [string, unknown] => [
      JSON.stringify([namespace, name, JSON.parse(dimensions), minute]),
      [Number(count), ...values.map(rounded)],
    ]),
  );
}

/** The same from the collector. */
function published(filters: readonly CompleteFilter[], events: readonly Event[]): Record<string, unknown> {
  const collecting = collector({ filters, route: ({ logGroup }) => logGroup, delay: 0, needsValues: () => false });
  collecting.add(events.map(({ at, text }, index) => ({ at, text, logGroup: "/app/shop", source: "", line: index })));
  return Object.fromEntries(
    collecting
      .end()
      .published.series.flatMap(({ metric, minutes, count, sum, min, max }) =>
        [...minutes].map((minute, at): [string, unknown] => [
          JSON.stringify([
            metric.namespace,
            metric.name,
            metric.dimensions,
            new Date(minute * 60_000).toISOString().replace(".000Z", "Z"),
          ]),
          [count[at], ...[sum[at]!, min[at]!, max[at]!].map(rounded)],
        ]),
      ),
  );
}

function rounded(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}

function sorted(record: Record<string, unknown>): unknown {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const examples: readonly CompleteFilter[] = [
  filterOf('{ $.level = "error" }', { name: "Errors", defaultValue: 0 }),
  filterOf('{ $.level = "error" && $.http.status >= 500 }', { name: "Both" }),
  filterOf("{ $.http.status = 5* || $.http.status NOT EXISTS }", { name: "Wild" }),
  filterOf("{ $.http.ms = * }", {
    name: "Ms",
    value: "$.http.ms",
    dimensions: { level: "$.level", status: "$.http.status" },
  }),
  filterOf("{ $.tags[*] = a* }", { name: "Tags" }),
  filterOf("{ $.tags[*] != a }", { name: "NoTag" }),
  filterOf("{ $.tags IS NULL || $.ok IS TRUE }", { name: "State" }),
  filterOf("{ $.['a.b'] = %^x+$% }", { name: "Dotted" }),
  filterOf("error -debug", { name: "Terms" }),
  filterOf("?refused ?denied", { name: "Optional" }),
  filterOf("%[0-9]{3}$%", { name: "Regex" }),
  filterOf("[ip, user, ..., status=5*, size>10]", { name: "Size", value: "$size", dimensions: { ip: "$ip" } }),
  filterOf("[first, second=b, rest=c*]", { name: "Rest" }),
  filterOf("", { name: "Every", defaultValue: 5 }),
];

const events: readonly Event[] = [
  '{"level":"error","http":{"status":503,"ms":12.5},"tags":["a","b"],"ok":true}',
  '{"level":"info","http":{"status":"500","ms":3},"tags":[null]}',
  '{"level":null,"http":{"ms":"7"},"tags":{"x":"abc"},"a.b":"xxx"}',
  '{"level":"error","http":{"status":404},"ok":false}',
  "[1]",
  '{"level":"error"',
  '10.0.0.1 bob "GET /a b" 503 1024',
  "10.0.0.1 bob [x y] 503 9",
  "a b c  d 123",
  'a b "cd"',
  "connection refused",
  "error and debug",
  "an error 404",
].map((text, index) => ({ at: START + index * 20_000, text }));

test("what is printed is what is run: no literal has a character that nobody sees, and each means its text", () => {
  const hidden = fc.constantFrom(
    "\u001b",
    "\u0007",
    "\u202e",
    "\u200b",
    "\u{e0001}",
    "\\",
    "'",
    "\n",
    "\t",
    "a",
    "4",
    "+",
    "é",
  );
  fc.assert(
    fc.property(fc.array(hidden, { maxLength: 8 }), (chars) => {
      const text = chars.join("");
      const literal = trinoText(text);
      expect(visibleLines(literal)).toBe(literal);
      expect(withoutEscapes(literal)).toBe(`'${text.replaceAll("'", "''")}'`);
    }),
    { numRuns: 300 },
  );
});

test("control characters in patterns and names count what the filter counts", async () => {
  const filters = [
    filterOf('"\u001b[31m"', { name: "Red\u202e" }),
    filterOf('{ $.m = "\u001b*" }', { name: "Escaped", dimensions: { "k\u0007": "$.m" } }),
  ];
  const texts = ["\u001b[31mred", "plain \\u001b[31m", '{"m":"\\u001bx"}', '{"m":"u001bx"}'];
  const lines = texts.map((text, index) => ({ at: START + index, text }));
  const { sql, notExpressed } = athenaSql(filters, { table: () => "logs" });
  expect(notExpressed).toEqual([]);
  expect(visibleLines(sql)).toBe(sql);
  const counted = await executed(sql, lines);
  expect(sorted(counted)).toEqual(sorted(published(filters, lines)));
  expect(Object.values(counted)).toEqual([
    [1, 1, 1, 1],
    [1, 1, 1, 1],
  ]);
});

test("a table is not named after a log group that nobody can read", () => {
  const filter = { ...filterOf("a"), logGroupName: "/app/\u202eshop" };
  expect(athenaSql([filter]).notExpressed).toHaveLength(1);
  expect(athenaSql([filter], { table: () => "logs" }).notExpressed).toEqual([]);
});

test("the query of a log group", () => {
  const { sql, notExpressed } = athenaSql([filterOf('{ $.level = "error" && $.n > 3 }', { defaultValue: 0 })], {
    table: () => "logs",
  });
  expect(notExpressed).toEqual([]);
  expectText(sql);
});

test("filters that SQL cannot express exactly are left out and named", () => {
  const filters = [
    filterOf("{ $.n > 12345678901234567890 }"),
    filterOf("{ $.n = a*b*c*d*e }"),
    filterOf("{ $.n = 1 }"),
    filterOf('{ $.["n"] = 1 }'.replace('["n"]', `['n"']`)),
    filterOf("[a, ..., b]", { value: "$2" }),
    filterOf("a", { place: "eu-west-1" }),
  ];
  const { sql, queries, notExpressed } = athenaSql(filters);
  expect(notExpressed.map(({ filter }) => filter.pattern)).toEqual([
    "{ $.n > 12345678901234567890 }",
    "{ $.n = a*b*c*d*e }",
    `{ $.['n"'] = 1 }`,
    "[a, ..., b]",
    "a",
  ]);
  expectText(notExpressed.map(({ filter, reason }) => `${filter.pattern}: ${reason}`).join("\n"));
  expect(queries.map(({ logGroup }) => logGroup)).toEqual(["/app/shop"]);
  for (const { filter } of notExpressed) expect(sql).toContain(filter.address);
});

test("uses the given columns and tables", () => {
  const filters = [filterOf("a"), filterOf("b", {}, "/app/other")];
  const { queries } = athenaSql(filters, {
    table: (group) => `"db"."${group.slice(5)}"`,
    message: "line",
    time: "ts",
    timeKind: "iso8601",
  });
  expect(queries.map(({ sql }) => sql.split("\n").find((line) => line.includes(" AS event_time FROM")))).toEqual([
    `  SELECT line AS message, CAST(from_iso8601_timestamp(ts) AT TIME ZONE 'UTC' AS TIMESTAMP) AS event_time FROM "db"."shop"`,
    `  SELECT line AS message, CAST(from_iso8601_timestamp(ts) AT TIME ZONE 'UTC' AS TIMESTAMP) AS event_time FROM "db"."other"`,
  ]);
});

test("executed unchanged, where DuckDB has the same syntax, the query gives the same as the collector", async () => {
  // DuckDB has another syntax for lambdas and for paths of unusual keys.
  const some = examples.filter(({ pattern: text }) => !/\[\*\]|IS NULL|a\.b|rest=/.test(text));
  expect(some).toHaveLength(examples.length - 5);
  const { queries } = athenaSql(some, { table: () => "logs" });
  expect(sorted(await executed(queries[0]?.sql ?? "", events))).toEqual(sorted(published(some, events)));
});

if (hasSqlglot) {
  test("transpiled and executed, the query gives the same as the collector", async () => {
    const { queries, notExpressed } = athenaSql(examples, { table: () => "logs" });
    expect(notExpressed).toEqual([]);
    const [sql = ""] = transpile(queries.map((each) => each.sql));
    expect(sorted(await executed(sql, events))).toEqual(sorted(published(examples, events)));
  });

  test("transpiled and executed, queries for any patterns and events give the same as the collector", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyFilter, { minLength: 30, maxLength: 60, size: "max" }),
        fc.array(anyEvent, { minLength: 20, maxLength: 80, size: "max" }),
        async (some, texts) => {
          const filters = some.map((filter, index) => ({
            ...filter,
            transformation: { ...filter.transformation, name: `M${index}` },
          }));
          const { queries, notExpressed } = athenaSql(filters, { table: () => "logs" });
          const left = new Set(notExpressed.map(({ filter }) => filter));
          const [sql = "SELECT 1 WHERE false"] = transpile(queries.map((each) => each.sql));
          const log = texts.map((text, index) => ({ at: START + index * 7000, text }));
          const actual = await executed(sql, log);
          const expected = published(
            filters.filter((filter) => !left.has(filter)),
            log,
          );
          expect(sorted(actual)).toEqual(sorted(expected));
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 2), endOnFailure: true },
    );
  });
} else {
  saySkipped("queries for Athena parsed and executed", "python3 has no sqlglot (pip install sqlglot)");
}

const selector = fc.constantFrom("$.a", "$.b", "$.a.b", "$.['a.b']", "$.user-id", "$.a[0]", "$.0");
const anyFilter = fc
  .tuple(
    pattern,
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom("1", "2.5") }, { weight: 2, arbitrary: selector }),
    fc.option(fc.constantFrom(0, -1.5), { nil: undefined }),
    fc.dictionary(fc.constantFrom("x", "y"), selector, { maxKeys: 2 }),
  )
  .map(([tree, value, defaultValue, dimensions]) =>
    filterOf(print(tree), { value, ...(Object.keys(dimensions).length > 0 ? { dimensions } : { defaultValue }) }),
  )
  .filter((filter) => refusalOf(filter, undefined) === undefined);

/** Events that DuckDB and Trino read the same: without equal keys, and without numbers that they write differently. */
const scalar = fc.oneof(
  fc.constantFrom("foo", "bar", "", "1", "1.0", "two words", "café", 'say "x"', "\\", "null", "Infinity", "a\nb"),
  fc.integer({ min: -20, max: 2000 }),
  fc.integer({ min: -2000, max: 2000 }).map((n) => n / 8),
  fc.constantFrom(true, false, null),
);
const key = fc.constantFrom("a", "b", "user-id", "0", "a.b", "x y", "é", "length");
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: "athena" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
})).value;
const anyEvent = fc
  .oneof(
    { weight: 4, arbitrary: fc.dictionary(key, json, { maxKeys: 5 }).map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: plainEvent },
    { weight: 1, arbitrary: json.map((value) => JSON.stringify(value)) },
  )
  // A NUL ends the text of a query.
  .filter((text) => !text.includes("\0") && !/\p{Surrogate}/u.test(text));
