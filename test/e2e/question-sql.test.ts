import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Ask, type NumbersAsk, print, type SignalAsk } from "../../lib/queries";
import { linesOfSignal } from "../../lib/queries/print/signal";
import { shopContext, shopQuestions, texts } from "../queries/shop";
import { hasSqlglot, transpile } from "../queries/sql/transpile";
import { saySkipped } from "../skipped";

const withSqlglot = hasSqlglot ? test : test.skip;
if (!hasSqlglot)
  saySkipped(
    "SQL of questions for Athena and Trino parsed and executed",
    "python3 has no sqlglot (pip install sqlglot)",
  );

const folder = join(__dirname, "../../examples/shop/logs/sample");
const lines = (service: string): string => `read_ndjson_objects('${join(folder, `${service}.ndjson`)}')`;
const range = { from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
const table = ({ name }: { readonly name: string }): string => `"logs of ${name}"`;
const there = shopContext({ sql: { table, range } });
const here = shopContext({ sql: { table: ({ name }) => lines(name), range } });

type Row = Readonly<Record<string, unknown>>;

/** Questions, and the same of a line's text, with fields taken out of it. */
const asks: readonly { readonly label: string; readonly ask: Ask }[] = [
  ...shopQuestions(there),
  {
    label: "text of lines",
    ask: {
      kind: "numbers",
      services: ["checkout"],
      extracted: [{ source: '"route":"/(?<first>\\w+)[^"]*"' }],
      where: [
        // DuckDB takes an empty text, Trino none, out of a line in which nothing matches.
        { kind: "line", holds: { kind: "regex", source: '"route":"/\\w' }, isNot: false },
        { kind: "line", holds: { kind: "text", text: "completed" }, isNot: false },
        { kind: "line", holds: { kind: "regex", source: "(?i)REFUND|\\bdrop\\b" }, isNot: true },
      ],
      measures: [{ name: "n", of: { kind: "count" } }],
      by: ["first"],
      over: "range",
    },
  },
];

withSqlglot("SQL of every question is Trino's, and gives the numbers that DuckDB gives", async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run("SET TimeZone = 'UTC'");
  for (const { name } of there.services)
    await connection.run(
      `CREATE TABLE ${table({ name })} AS SELECT CAST(json AS VARCHAR) AS message,
         epoch_ms(CAST(json ->> '$.timestamp' AS TIMESTAMPTZ)) AS "timestamp" FROM ${lines(name)}`,
    );
  const said = asks.flatMap(({ ask, label }) => {
    const printed = print(ask, "trino", there);
    if ("notPrinted" in printed) return [];
    // Athena's engine is Trino's.
    expect(texts(ask, "athena", there).map(({ text }) => text)).toEqual(printed.queries.map(({ text }) => text));
    return [{ label, ask, text: printed.queries[0]?.text ?? "" }];
  });
  expect(said.length).toBeGreaterThan(150);
  const rows = async (sql: string): Promise<readonly Row[]> =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson();
  let compared = 0;
  for (const [index, sql] of transpile(said.map(({ text }) => text)).entries()) {
    const { ask, label } = said[index]!;
    const [mine] = texts(ask, "duckdb", here);
    const [found, expected] = [await rows(sql), await rows(mine?.text ?? "")];
    expect([label, found.length]).toEqual([label, expected.length]);
    if (ask.kind === "lines") {
      // Lines of one time come in any order.
      const shown = (row: Row): string => JSON.stringify(ask.fields.map((field) => row[field]));
      const cut = found.length === ask.limit;
      if (!cut) expect([label, found.map(shown).sort()]).toEqual([label, expected.map(shown).sort()]);
      continue;
    }
    if (ask.kind === "spans") continue;
    compared += compareNumbers(label, ask, found, expected);
  }
  connection.closeSync();
  expect(compared).toBeGreaterThan(300);
});

/** To the second. */
function timeOf({ time }: Row): string {
  return typeof time === "string" ? time.slice(0, 19) : "";
}

/** How many numbers were the same. */
function compareNumbers(
  label: string,
  ask: NumbersAsk | SignalAsk,
  found: readonly Row[],
  expected: readonly Row[],
): number {
  const numbers = ask.kind === "numbers" ? ask : linesOfSignal(ask, there);
  const key = (row: Row): string => JSON.stringify([timeOf(row), ...numbers.by.map((name) => row[name])]);
  const known = new Map(found.map((row) => [key(row), row]));
  let count = 0;
  for (const row of expected)
    for (const { name, of } of numbers.measures) {
      const other = known.get(key(row));
      // Which of several rows of one number are cut off, no order says.
      if (other === undefined && numbers.top !== undefined) continue;
      const [mine, theirs] = [row[name] ?? null, other?.[name] ?? null].map((one) =>
        one === null ? null : Number(one),
      );
      const at = `${label} ${name} ${key(row)}`;
      // An estimate of DuckDB's, which says nothing of Trino's.
      if (of.kind === "percentile") expect([at, theirs === null]).toEqual([at, mine === null]);
      else expect(`${at} ${theirs?.toFixed(6) ?? "null"}`).toBe(`${at} ${mine?.toFixed(6) ?? "null"}`);
      count++;
    }
  return count;
}
